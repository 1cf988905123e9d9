//! What a source is, by its name or its first bytes.

use crate::table;
use crate::{Fields, fields::Role};
use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// What a source is, packed or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A report as plain text.
    Text,
    /// A report as a web page.
    Html,
    /// A report an object of JSON, one a line.
    Jsonl,
    /// A report a row of a table (CSV, TSV).
    Csv,
    /// A web archive.
    Warc,
    /// A feed: RSS, Atom or JSON Feed.
    Feed,
}

/// The formats by the names that are given on a command line.
const NAMES: &[(&str, Format)] = &[
    ("text", Format::Text),
    ("html", Format::Html),
    ("jsonl", Format::Jsonl),
    ("csv", Format::Csv),
    ("warc", Format::Warc),
    ("feed", Format::Feed),
];

/// The endings of names that tell what a file is, without that of its packing.
const ENDINGS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("htm", Format::Html),
    ("html", Format::Html),
    ("xhtml", Format::Html),
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
    ("csv", Format::Csv),
    ("tsv", Format::Csv),
    ("warc", Format::Warc),
    ("rss", Format::Feed),
    ("atom", Format::Feed),
];

/// The endings of packed files.
const PACKED: &[&str] = &["gz", "zst"];

impl Format {
    /// The names of all formats.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// What a file is by its name; none where the name does not tell.
    #[must_use]
    pub fn of_name(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let unpacked = PACKED
            .iter()
            .find_map(|ending| name.strip_suffix(ending)?.strip_suffix('.'));
        let (_, ending) = unpacked.unwrap_or(&name).rsplit_once('.')?;
        ENDINGS
            .iter()
            .find(|(known, _)| *known == ending)
            .map(|(_, format)| *format)
    }

    /// Whether a file is packed by its name.
    #[must_use]
    pub fn is_packed(path: &Path) -> bool {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        PACKED.iter().any(|packed| packed.eq_ignore_ascii_case(ending))
    }

    /// What a source is by its first bytes, unpacked: a report where nothing shows that it is something else.
    pub(crate) fn of_start(start: &[u8], fields: &Fields) -> Self {
        let start = String::from_utf8_lossy(start);
        let start = start.trim_start_matches('\u{feff}').trim_start();
        let opens = |marks: &[&str]| marks.iter().any(|mark| start.starts_with(mark));
        if opens(&["WARC/"]) {
            Self::Warc
        } else if is_feed(start) {
            Self::Feed
        } else if is_json(start) {
            Self::Jsonl
        } else if is_header(start, fields) {
            Self::Csv
        } else {
            Self::Text
        }
    }

    /// What to say where a source of this format holds nothing.
    pub(crate) const fn nothing(self) -> &'static str {
        match self {
            Self::Text | Self::Html => "it is empty; give a file with the text of an article",
            Self::Jsonl => "it is empty; give a file with an object of JSON a line",
            Self::Csv => "it has a header and no rows; give a table with rows",
            Self::Warc => {
                "it is empty, or holds no answers of servers, which pages are taken from; give an archive with responses"
            }
            Self::Feed => "it has no entries; give a feed with articles",
        }
    }

    /// Whether a file of this format is one document.
    pub(crate) const fn is_document(self) -> bool {
        matches!(self, Self::Text | Self::Html)
    }
}

/// Whether a text opens as an object does, or a list of them, which is told what to do.
fn is_json(start: &str) -> bool {
    let opens = |rest: &str, with: &[char]| rest.trim_start().starts_with(with);
    match start.strip_prefix('{') {
        Some(rest) => opens(rest, &['"', '}']),
        None => start.strip_prefix('[').is_some_and(|rest| opens(rest, &['{'])),
    }
}

/// Whether a text opens as feeds do.
fn is_feed(start: &str) -> bool {
    let xml = start.starts_with('<') && !start.to_ascii_lowercase().contains("<html");
    let rooted = ["<rss", "<feed", "<rdf:RDF", "<RDF"]
        .iter()
        .any(|root| start.contains(root));
    (xml && rooted) || (start.starts_with('{') && start.contains("jsonfeed.org/version"))
}

/// Whether a text opens with the names of columns, one of which holds texts. Prose has a space behind its commas, and names have none.
fn is_header(start: &str, fields: &Fields) -> bool {
    let line = start.lines().next().unwrap_or_default();
    let names: Vec<&str> = line
        .split(char::from(table::delimiter(line.as_bytes())))
        .map(|name| name.trim_matches('"'))
        .collect();
    let is_name = |name: &&str| !name.is_empty() && name.trim() == *name;
    names.len() > 1 && names.iter().all(is_name) && fields.find(Role::Text, &names).is_some()
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let known = NAMES.iter().find(|(known, _)| *known == name);
        known.map(|(_, format)| *format).ok_or(UnknownFormat)
    }
}

/// No format has this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a format; there are text, html, jsonl, csv, warc and feed")]
pub struct UnknownFormat;

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(_, format)| format == self).map(|(name, _)| *name);
        f.write_str(name.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_name() {
        for (name, format) in [
            ("a.TXT", Some(Format::Text)),
            ("a.html.gz", Some(Format::Html)),
            ("x/CC-NEWS-1.warc.gz", Some(Format::Warc)),
            ("a.tsv.zst", Some(Format::Csv)),
            ("a.jsonl", Some(Format::Jsonl)),
            ("a.gz", None),
            ("a.md", None),
            ("warc", None),
        ] {
            assert_eq!(Format::of_name(Path::new(name)), format, "{name}");
        }
        for name in Format::names() {
            assert_eq!(
                name.parse::<Format>().map(|format| format.to_string()),
                Ok(name.to_owned())
            );
        }
    }

    #[test]
    fn by_start() {
        for (start, format) in [
            ("WARC/1.0\r\n", Format::Warc),
            ("<?xml version='1.0'?>\n<rss version='2.0'>", Format::Feed),
            ("<feed xmlns='http://www.w3.org/2005/Atom'>", Format::Feed),
            ("{\"version\": \"https://jsonfeed.org/version/1\"", Format::Feed),
            ("{\"text\": \"a\"}", Format::Jsonl),
            ("<html><!-- <rss", Format::Text),
            ("[\n  {\"text\": \"a\"}", Format::Jsonl),
            ("[Geneva] They met.", Format::Text),
            ("The ministers met.", Format::Text),
            ("{Geneva} They met.", Format::Text),
            ("", Format::Text),
            ("\u{feff}date,text\r\n2020-01-01,They met.", Format::Csv),
            ("\"id\";\"Full Text\"\n1;They met.", Format::Csv),
            ("id\tbody\n", Format::Csv),
            ("id,story\n1,They met.", Format::Text),
            ("Body, mind and soul\n\nThey met.", Format::Text),
            ("Article | The Courier\n\nThey met.", Format::Text),
            ("Text\nThey met, and left.", Format::Text),
        ] {
            assert_eq!(
                Format::of_start(start.as_bytes(), &Fields::default()),
                format,
                "{start}"
            );
        }
        let fields = Fields {
            text: Some("story".to_owned()),
            ..Fields::default()
        };
        assert_eq!(Format::of_start(b"id,story\n1,They met.", &fields), Format::Csv);
    }
}
