//! The head of a record: its version and its fields.

/// The fields of a record.
#[derive(Debug, Default)]
pub struct Head {
    fields: Vec<(String, String)>,
    /// How many bytes its block has.
    pub length: u64,
}

impl Head {
    /// From the lines below the version.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn of(lines: &[Vec<u8>]) -> Result<Self, &'static str> {
        let fields = fields(lines);
        let head = Self { fields, length: 0 };
        let length = head.get("content-length").ok_or("its head names no length")?;
        let length = length.parse().map_err(|_| "the length in its head is no number")?;
        Ok(Self { length, ..head })
    }

    /// The value of a field, by its name in small letters.
    pub fn get(&self, name: &str) -> Option<&str> {
        get(&self.fields, name)
    }

    /// Whether it is a record of this type.
    pub fn is(&self, kind: &str) -> bool {
        self.get("warc-type").is_some_and(|own| own.eq_ignore_ascii_case(kind))
    }
}

/// The value of a field, by its name in small letters.
pub fn get<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = fields.iter().find(|(own, _)| own == name);
    found.map(|(_, value)| value.as_str())
}

/// Names and values of *Name: value*, names in small letters. A line that begins with white space goes on with the one before.
pub fn fields(lines: &[Vec<u8>]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in lines {
        let line = String::from_utf8_lossy(line);
        match (line.starts_with([' ', '\t']), fields.last_mut()) {
            (true, Some((_, value))) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            _ => {
                if let Some((name, value)) = line.split_once(':') {
                    fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
            }
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Vec<u8>> {
        text.lines().map(|line| line.as_bytes().to_vec()).collect()
    }

    #[test]
    fn fields_have_values() {
        let head = Head::of(&lines(
            "WARC-Type: Response\nWARC-Target-URI:https://a.example/\n  b\nContent-Length: 12",
        ))
        .unwrap();
        assert!(head.is("response") && !head.is("request"));
        assert_eq!(
            (head.length, head.get("warc-target-uri")),
            (12, Some("https://a.example/ b"))
        );
        assert_eq!(head.get("warc-date"), None);
    }

    #[test]
    fn without_a_length_there_is_no_head() {
        assert!(
            Head::of(&lines("WARC-Type: response"))
                .unwrap_err()
                .contains("no length")
        );
        for length in ["-1", "many", "99999999999999999999999"] {
            assert!(
                Head::of(&lines(&format!("Content-Length: {length}")))
                    .unwrap_err()
                    .contains("no number")
            );
        }
    }
}
