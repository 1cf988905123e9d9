//! Where an answer stands.

use crate::write::id_of;
use rusqlite::{Connection, Row, params};

/// The words that prove an answer: a document, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// `sha256:` and the digest of the document's text.
    pub document: String,
    /// Where it came from.
    pub uri: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// The first day on which it can have been published.
    pub published: Option<String>,
    /// The last.
    pub published_end: Option<String>,
    /// The day of publication, where it is known to within a day: the first that fits.
    pub day: Option<i64>,
    /// The first code point of the words.
    pub start: Option<i64>,
    /// One past the last.
    pub end: Option<i64>,
    /// The words.
    pub text: Option<String>,
}

/// The columns of a document `d` with its publisher `p` that [`Proof::of`] reads.
pub const DOCUMENT: &str = "d.digest, d.uri, p.name AS publisher, d.published, d.published_end, d.day AS published_day";

impl Proof {
    /// Out of a row that has the columns of [`DOCUMENT`], and the words from `start` to `end`.
    pub(super) fn of(row: &Row, span: [&str; 3]) -> rusqlite::Result<Self> {
        let [start, end, text] = span;
        Ok(Self {
            document: id_of(row.get_ref("digest")?.as_blob()?),
            uri: row.get("uri")?,
            publisher: row.get("publisher")?,
            published: row.get("published")?,
            published_end: row.get("published_end")?,
            day: row.get("published_day")?,
            start: row.get(start)?,
            end: row.get(end)?,
            text: row.get(text)?,
        })
    }
}

/// The condition that a document `d` was published by one of these, anywhere that its text was seen.
pub fn published_by(publishers: &[i64]) -> super::Fragment {
    let list = super::fragment::list(publishers);
    let here = super::Fragment::new("d.publisher IN (SELECT value FROM json_each(?))").with(list.clone());
    let elsewhere = "EXISTS (SELECT 1 FROM sightings g WHERE g.document = d.id AND g.publisher IN (SELECT value FROM json_each(?)))";
    super::Fragment::any(vec![here, super::Fragment::new(elsewhere).with(list)])
}

/// A select of the documents by these publishers.
pub fn documents_by(publishers: &[i64]) -> super::Fragment {
    let list = super::fragment::list(publishers);
    let select = "SELECT id AS document FROM documents WHERE publisher IN (SELECT value FROM json_each(?))
        UNION SELECT document FROM sightings WHERE publisher IN (SELECT value FROM json_each(?))";
    super::Fragment::new(select).with(list.clone()).with(list)
}

/// The numbers of the publishers of that name, in any case.
pub fn publishers(connection: &Connection, name: &str) -> rusqlite::Result<Vec<i64>> {
    let mut select = connection.prepare_cached("SELECT id, name FROM publishers ORDER BY name")?;
    let mut rows = select.query(params![])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if super::who::same_name(row.get_ref(1)?.as_str()?, name) {
            found.push(row.get(0)?);
        }
    }
    Ok(found)
}
