//! Where a report stands.

use std::fmt;

/// Where a report, or what is wrong, stands. Shows as messages name it: *news.jsonl, record 3 at byte 4711*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, or the address without what is secret in it.
    pub source: String,
    /// The record, where it is one of many.
    pub record: Option<Position>,
}

/// Where a record stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its number, counted from 1: the line of a JSON Lines file, the row of a table without its header, the record of an archive.
    pub number: u64,
    /// The byte that it begins with, counted from 0, where that is known.
    pub offset: Option<u64>,
    /// Whether bytes are counted in what the file unpacks to, and not in the file.
    pub unpacked: bool,
}

impl Place {
    /// A source as a whole.
    #[must_use]
    pub fn of(source: &str) -> Self {
        Self {
            source: source.to_owned(),
            record: None,
        }
    }

    /// A record of a source.
    #[must_use]
    pub fn at(source: &str, position: Position) -> Self {
        Self {
            record: Some(position),
            ..Self::of(source)
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        let Some(record) = self.record else { return Ok(()) };
        write!(f, ", record {}", record.number)?;
        let Some(offset) = record.offset else { return Ok(()) };
        write!(f, " at byte {offset}")?;
        f.write_str(if record.unpacked { " of what it unpacks to" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_for_people() {
        assert_eq!(Place::of("a.txt").to_string(), "a.txt");
        let mut position = Position {
            number: 3,
            offset: Some(4711),
            unpacked: false,
        };
        let name = |position| Place::at("news.jsonl.gz", position).to_string();
        assert_eq!(name(position), "news.jsonl.gz, record 3 at byte 4711");
        position.unpacked = true;
        assert_eq!(
            name(position),
            "news.jsonl.gz, record 3 at byte 4711 of what it unpacks to"
        );
        position.offset = None;
        assert_eq!(name(position), "news.jsonl.gz, record 3");
    }
}
