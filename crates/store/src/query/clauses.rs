//! The clauses that tell events, and the words in them.

use super::Words;
use super::bits::Bits;
use super::fragment::Fragment;
use crate::words::words;
use rusqlite::{Connection, params};

/// The events whose clauses hold the words that are asked for, wherever they stand in it; any, where none are asked for.
pub fn events(connection: &Connection, words: Option<&Words>) -> rusqlite::Result<Option<Bits>> {
    let select = |words: &Words| Fragment::new("SELECT rowid FROM event_search(?)").with(words.question());
    words.map(|words| Bits::of(connection, &select(words))).transpose()
}

/// Whether the clause of an event holds the phrases that are asked for, given that it holds their words.
pub fn holds(connection: &Connection, words: Option<&Words>, event: u32) -> rusqlite::Result<bool> {
    let Some(words) = words.filter(|words| !words.are_alone()) else {
        return Ok(true);
    };
    let mut select = connection.prepare_cached(CLAUSE)?;
    let told: Option<String> = select.query_row(params![event], |row| row.get(0))?;
    Ok(words.stand_in(&told.unwrap_or_default()))
}

const CLAUSE: &str = concat!(
    "SELECT ",
    words!("e.evidence_start", "e.evidence_end"),
    " FROM events e JOIN documents d ON d.id = e.document WHERE e.id = ?1"
);
