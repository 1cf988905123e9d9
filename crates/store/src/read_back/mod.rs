//! Out of the tables again: documents to be read anew, and records as they came in.

mod parts;

use crate::error::At;
use crate::names::{items, value};
use crate::write::id_of;
use crate::{Store, StoreError, blocks};
use demarche_types::{DateBasis, Document, Masthead, Published, Record, RecordDocument, Span, Text};
use rusqlite::{Connection, OptionalExtension, Row, params};

impl Store {
    /// The number of a document by its id (`sha256:…`); `None` where it is not in the store.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn find(&self, id: &str) -> Result<Option<i64>, StoreError> {
        let find = "SELECT d.id FROM documents d WHERE d.digest = unhex(?1)";
        let digest = id.strip_prefix("sha256:").unwrap_or_default();
        let found = self.connection.query_row(find, params![digest], |row| row.get(0));
        found.optional().at(&self.path)
    }

    /// The record of a document, equal to the one that was written.
    ///
    /// # Errors
    /// Where there is no such document, or what stands in the store is no record.
    pub fn record(&self, document: i64) -> Result<Record, StoreError> {
        record(&self.connection, document).at(&self.path)
    }

    /// A document as it was before it was read, to be read again.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn document(&self, document: i64) -> Result<Document, StoreError> {
        let (text, about, blocks) = head(&self.connection, document).at(&self.path)?;
        Ok(Document {
            masthead: masthead_of(about),
            blocks,
            text,
        })
    }
}

/// The record of a document.
pub fn record(connection: &Connection, document: i64) -> rusqlite::Result<Record> {
    let (text, about, _) = head(connection, document)?;
    Ok(Record {
        id: text.id(),
        document: about,
        sentences: parts::sentences(connection, document)?,
        times: parts::times(connection, document, &text)?,
        places: parts::places(connection, document, &text)?,
        entities: parts::entities(connection, document, &text)?,
        statements: parts::statements(connection, document, &text)?,
        events: parts::events(connection, document, &text)?,
        exchanges: parts::exchanges(connection, document, &text)?,
        text: Some(text.as_str().to_owned()),
        ..Record::default()
    })
}

/// What was known before the reading: a day that was solved from the text was not.
pub fn masthead_of(about: RecordDocument) -> Masthead {
    let inferred = about.published.basis == DateBasis::Inferred;
    Masthead {
        uri: about.uri,
        title: about.title.map(|title| title.span()),
        section: about.section,
        byline: about.byline,
        publisher: about.publisher,
        credits: about.credits,
        language: about.language,
        published: if inferred {
            Published::default()
        } else {
            about.published
        },
    }
}

type Head = (Text, RecordDocument, Vec<demarche_types::Block>);

fn head(connection: &Connection, document: i64) -> rusqlite::Result<Head> {
    let mut select = connection.prepare_cached(
        "SELECT d.*, p.name AS publisher_name FROM texts d LEFT JOIN publishers p ON p.id = d.publisher WHERE d.id = ?1",
    )?;
    select.query_row(params![document], |row| {
        let text = Text::new(row.get::<_, String>("text")?);
        let about = about(row, &text)?;
        let bytes: Vec<u8> = row.get("blocks")?;
        let blocks = blocks::decode(&bytes).ok_or_else(|| damaged(row))?;
        Ok((text, about, blocks))
    })
}

fn damaged(row: &Row) -> rusqlite::Error {
    let digest: Vec<u8> = row.get("digest").unwrap_or_default();
    let what = format!("the blocks of {} are damaged", id_of(&digest));
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Blob, what.into())
}

fn about(row: &Row, text: &Text) -> rusqlite::Result<RecordDocument> {
    let (start, end): (Option<usize>, Option<usize>) = (row.get("title_start")?, row.get("title_end")?);
    let title = start.zip(end).map(|(start, end)| text.quote(Span::new(start, end)));
    Ok(RecordDocument {
        uri: row.get("uri")?,
        title,
        section: row.get("section")?,
        byline: items(row.get("byline")?)?,
        publisher: row.get("publisher_name")?,
        credits: items(row.get("credits")?)?,
        language: row.get("language")?,
        published: published(row)?,
    })
}

fn published(row: &Row) -> rusqlite::Result<Published> {
    let trust: Option<String> = row.get("published_trust")?;
    Ok(Published {
        date: row.get("published")?,
        enddate: row.get("published_end")?,
        basis: value(row.get("published_basis")?)?,
        trust: trust.map(value).transpose()?,
        evidence: items(row.get("published_evidence")?)?,
    })
}
