//! What reaches over documents, kept up to date as they come in: stories, joined events, exchanges.

use demarche_types::Text;
use rusqlite::{Connection, params};

/// What a transaction has changed, and what must be reckoned anew before it ends.
#[derive(Debug, Default)]
pub struct Touched {}

/// Finds the place of a document, and of its events, among the others.
pub fn place(
    connection: &Connection,
    document: i64,
    is_new: bool,
    _text: &Text,
    events: &[i64],
    _touched: &mut Touched,
) -> rusqlite::Result<()> {
    if is_new {
        let story = "INSERT INTO stories (document, documents, first_day, last_day) SELECT id, 1, day, day FROM documents WHERE id = ?1";
        let story = connection.prepare_cached(story)?.insert(params![document])?;
        connection.execute(
            "UPDATE documents SET story = ?2 WHERE id = ?1",
            params![document, story],
        )?;
    }
    for event in events {
        let joined = "INSERT INTO joined_events (event, reports, documents, publishers, wires, first_seen, last_seen, claimed, denied)
            SELECT e.id, 1, 1, d.publisher IS NOT NULL, d.publisher IS NOT NULL AND d.credits IS NOT NULL, d.day, d.day, claimed_by IS NOT NULL, negation
            FROM events e JOIN documents d ON d.id = e.document WHERE e.id = ?1";
        let joined = connection.prepare_cached(joined)?.insert(params![event])?;
        connection.execute("UPDATE events SET joined = ?2 WHERE id = ?1", params![event, joined])?;
    }
    Ok(())
}

/// Takes a document's events out of what they are joined with.
pub fn retract(_connection: &Connection, _document: i64, _touched: &mut Touched) -> rusqlite::Result<()> {
    Ok(())
}

/// Reckons anew what the transaction has touched.
pub fn finish(_connection: &Connection, _touched: &Touched) -> rusqlite::Result<()> {
    Ok(())
}
