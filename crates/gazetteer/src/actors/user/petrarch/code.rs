//! A code with its time: `AFGGOV 20011001-20050420`, `IGOUNO >070101`, `USAELI <19890120`.

/// A code and the days for which it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// CAMEO's letters.
    pub code: String,
    /// Since when, as an ISO date.
    pub from: Option<String>,
    /// Until when.
    pub to: Option<String>,
}

impl Code {
    /// Reads what stands between the brackets.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = text.split_whitespace();
        let code = parts.next().unwrap_or_default().to_owned();
        // Religious orders have numbers behind their letters.
        if !code
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
            || code.is_empty()
        {
            return Err(format!("“{code}” is no code: write capital letters"));
        }
        let time = parts.collect::<String>();
        let (from, to) = match time.as_bytes().first() {
            None => (None, None),
            Some(b'>') => (Some(day(&time[1..])?), None),
            Some(b'<') => (None, Some(day(&time[1..])?)),
            Some(_) => {
                let (from, to) = time
                    .split_once('-')
                    .ok_or_else(|| format!("“{time}” is no time: write start-end"))?;
                (Some(day(from)?), Some(day(to)?))
            }
        };
        Ok(Self { code, from, to })
    }
}

/// A day of six or eight digits as an ISO date; two digits of a year above 30 are of the last century.
fn day(digits: &str) -> Result<String, String> {
    let fault = || format!("“{digits}” is no day: write YYMMDD or YYYYMMDD");
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(fault());
    }
    let full = match digits.len() {
        6 if &digits[..2] > "30" => format!("19{digits}"),
        6 => format!("20{digits}"),
        8 => digits.to_owned(),
        _ => return Err(fault()),
    };
    let iso = format!("{}-{}-{}", &full[..4], &full[4..6], &full[6..]);
    iso.parse::<crate::actors::PartialDate>()
        .map(|_| iso)
        .map_err(|_| fault())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_all_forms() {
        let parsed = |text| Code::parse(text).map(|code| (code.from.unwrap_or_default(), code.to.unwrap_or_default()));
        assert_eq!(
            parsed("AFGGOV 20011001-20050420"),
            Ok(("2001-10-01".into(), "2005-04-20".into()))
        );
        assert_eq!(parsed("IGOUNO >070101"), Ok(("2007-01-01".into(), String::new())));
        assert_eq!(parsed("USAELI <890120"), Ok((String::new(), "1989-01-20".into())));
        assert_eq!(parsed("USA"), Ok((String::new(), String::new())));
        assert!(parsed("KORGOV 2004017-20061201").is_err() && parsed("usa").is_err());
    }
}
