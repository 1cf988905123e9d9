//! Taking back what was read in a document. The document, its sightings and its story stay.

use crate::derived::{self, Touched};
use crate::words::words;
use rusqlite::{Connection, params};

/// Removes every row that a reading of a document has made.
pub fn retract(connection: &Connection, document: i64, touched: &mut Touched) -> rusqlite::Result<()> {
    derived::retract(connection, document, touched)?;
    for statement in STATEMENTS {
        connection.prepare_cached(statement)?.execute(params![document])?;
    }
    Ok(())
}

/// What points comes before what it points at. The indexes of the text searches are told the words that they are to forget.
const STATEMENTS: &[&str] = &[
    concat!(
        "INSERT INTO sentence_search (sentence_search, rowid, words) SELECT 'delete', s.id, plain_words(",
        words!("s.start", "s.\"end\""),
        ") FROM documents d JOIN sentences s ON s.id BETWEEN d.first_sentence AND d.last_sentence WHERE d.id = ?1"
    ),
    "DELETE FROM sentences WHERE id BETWEEN (SELECT first_sentence FROM documents WHERE id = ?1)
     AND (SELECT last_sentence FROM documents WHERE id = ?1)",
    concat!(
        "INSERT INTO event_search (event_search, rowid, words) SELECT 'delete', e.id, plain_words(",
        words!("e.evidence_start", "e.evidence_end"),
        ") FROM documents d JOIN events e ON e.document = d.id WHERE d.id = ?1"
    ),
    "DELETE FROM exchanges WHERE reply IN (SELECT id FROM events WHERE document = ?1)",
    "DELETE FROM exchanges WHERE move IN (SELECT id FROM events WHERE document = ?1)",
    "DELETE FROM parties WHERE event IN (SELECT id FROM events WHERE document = ?1)",
    "DELETE FROM events WHERE document = ?1",
    "DELETE FROM statements WHERE document = ?1",
    "DELETE FROM places WHERE document = ?1",
    "DELETE FROM times WHERE document = ?1",
    "DELETE FROM entities WHERE document = ?1",
];
