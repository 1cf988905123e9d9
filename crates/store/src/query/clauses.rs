//! The clauses that tell events, and the words in them.

use super::Words;
use super::bits::Bits;
use super::fragment::Fragment;
use crate::texts::{Unpacker, damaged};
use demarche_types::{Span, Text};
use rusqlite::{Connection, params};

/// The events whose clauses can hold the words that are asked for, as far as the index of clauses knows; any, where it does not.
pub fn events(connection: &Connection, words: Option<&Words>) -> rusqlite::Result<Option<Bits>> {
    let question = words.and_then(Words::question);
    let select = |question| Fragment::new("SELECT rowid FROM event_search(?)").with(question);
    question
        .map(|question| Bits::of(connection, &select(question)))
        .transpose()
}

/// Looks at the clauses of events for words of which the index does not know all.
pub struct Clauses<'a> {
    connection: &'a Connection,
    words: Option<&'a Words>,
    unpacker: Unpacker,
    /// The document that was looked at last: events of one document mostly come together.
    latest: Option<(i64, Text)>,
}

impl<'a> Clauses<'a> {
    /// For these words; where none are asked for, every clause holds them.
    pub fn of(connection: &'a Connection, words: Option<&'a Words>) -> Self {
        Self {
            connection,
            words: words.filter(|words| !words.are_indexed()),
            unpacker: Unpacker::default(),
            latest: None,
        }
    }

    /// Whether the clause of an event holds the words, given that the index says it can.
    pub fn hold(&mut self, event: u32) -> rusqlite::Result<bool> {
        let Some(words) = self.words else { return Ok(true) };
        let mut select = self
            .connection
            .prepare_cached("SELECT document, evidence_start, evidence_end FROM events WHERE id = ?1")?;
        let (document, start, end): (i64, Option<usize>, Option<usize>) =
            select.query_row(params![event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let Some((start, end)) = start.zip(end) else {
            return Ok(false);
        };
        Ok(words.stand_in(self.text_of(document)?.slice(Span::new(start, end))))
    }

    fn text_of(&mut self, document: i64) -> rusqlite::Result<&Text> {
        let latest = self.latest.take().filter(|(latest, _)| *latest == document);
        let latest = match latest {
            Some(latest) => latest,
            None => (document, self.unpacked(document)?),
        };
        Ok(&self.latest.insert(latest).1)
    }

    fn unpacked(&mut self, document: i64) -> rusqlite::Result<Text> {
        let unpacker = &mut self.unpacker;
        let mut select = self
            .connection
            .prepare_cached("SELECT packed, size FROM documents WHERE id = ?1")?;
        select.query_row(params![document], |row| {
            let text = unpacker.unpack(row.get_ref(0)?.as_blob()?, row.get(1)?);
            let text = text.and_then(|text| String::from_utf8(text).ok());
            text.map(Text::new).ok_or_else(damaged)
        })
    }
}
