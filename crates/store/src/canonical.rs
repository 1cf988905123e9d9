//! All that a store holds, in words that do not depend on the order in which it came.
//!
//! Two stores are the same where these lines are: what was added in another order, in several runs, or after a run was killed,
//! must give the same lines.

use crate::error::At;
use crate::read_back::record;
use crate::write::id_of;
use crate::{Store, StoreError};
use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};

impl Store {
    /// Gives every document, in the order of the digests, with all that is known of it and of its place among the others: one line
    /// of JSON each.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn canonical(&self, mut take: impl FnMut(&str)) -> Result<(), StoreError> {
        let order = "SELECT id FROM documents ORDER BY digest";
        let mut select = self.connection.prepare(order).at(&self.path)?;
        let mut rows = select.query([]).at(&self.path)?;
        while let Some(row) = rows.next().at(&self.path)? {
            let document = row.get(0).at(&self.path)?;
            take(&line(&self.connection, document).at(&self.path)?.to_string());
        }
        Ok(())
    }
}

fn line(connection: &Connection, document: i64) -> rusqlite::Result<Value> {
    let record = serde_json::to_value(record(connection, document)?).unwrap_or_default();
    Ok(json!({
        "record": record,
        "about": rows(connection, ABOUT, document, about)?,
        "sightings": rows(connection, SIGHTINGS, document, sighting)?,
        "events": rows(connection, EVENTS, document, event)?,
        "exchanges": rows(connection, EXCHANGES, document, exchange)?,
    }))
}

fn rows(
    connection: &Connection,
    select: &str,
    document: i64,
    make: fn(&Row) -> rusqlite::Result<Value>,
) -> rusqlite::Result<Vec<Value>> {
    connection
        .prepare_cached(select)?
        .query_map(params![document], make)?
        .collect()
}

const ABOUT: &str = "SELECT d.words, d.day, hex(d.blocks) AS blocks, r.version, r.model, r.rules, r.options,
        t.digest AS story, s.documents, s.first_day, s.last_day
    FROM documents d JOIN runs r ON r.id = d.run JOIN stories s ON s.id = d.story JOIN documents t ON t.id = s.document
    WHERE d.id = ?1";

fn about(row: &Row) -> rusqlite::Result<Value> {
    Ok(json!({
        "words": row.get::<_, i64>("words")?,
        "day": row.get::<_, Option<i64>>("day")?,
        "blocks": row.get::<_, String>("blocks")?,
        "run": [
            row.get::<_, String>("version")?,
            row.get::<_, String>("model")?,
            row.get::<_, String>("rules")?,
            row.get::<_, String>("options")?,
        ],
        "story": id_of(&row.get::<_, Vec<u8>>("story")?),
        "documents": row.get::<_, i64>("documents")?,
        "first_day": row.get::<_, Option<i64>>("first_day")?,
        "last_day": row.get::<_, Option<i64>>("last_day")?,
    }))
}

const SIGHTINGS: &str =
    "SELECT p.name, s.published, s.uri FROM sightings s LEFT JOIN publishers p ON p.id = s.publisher
    WHERE s.document = ?1 ORDER BY p.name, s.published, s.uri";

fn sighting(row: &Row) -> rusqlite::Result<Value> {
    Ok(json!([
        row.get::<_, Option<String>>(0)?,
        row.get::<_, String>(1)?,
        row.get::<_, String>(2)?
    ]))
}

const EVENTS: &str =
    "SELECT e.day, d.digest, f.n, j.reports, j.documents, j.publishers, j.wires, j.first_seen, j.last_seen,
        j.claimed, j.denied
    FROM events e JOIN joined_events j ON j.id = e.joined JOIN events f ON f.id = j.event
    JOIN documents d ON d.id = f.document WHERE e.document = ?1 ORDER BY e.n";

fn event(row: &Row) -> rusqlite::Result<Value> {
    let numbers = (3..11).map(|column| row.get::<_, Option<i64>>(column));
    Ok(json!({
        "day": row.get::<_, Option<i64>>(0)?,
        "joined": [id_of(&row.get::<_, Vec<u8>>(1)?), row.get::<_, i64>(2)?.to_string()],
        "counts": numbers.collect::<rusqlite::Result<Vec<_>>>()?,
    }))
}

const EXCHANGES: &str = "SELECT r.n, d.digest, m.n, x.relation, x.score
    FROM events r JOIN exchanges x ON x.reply = r.id JOIN events m ON m.id = x.move JOIN documents d ON d.id = m.document
    WHERE r.document = ?1 AND x.n IS NULL ORDER BY r.n";

fn exchange(row: &Row) -> rusqlite::Result<Value> {
    Ok(json!({
        "reply": row.get::<_, i64>(0)?,
        "move": [id_of(&row.get::<_, Vec<u8>>(1)?), row.get::<_, i64>(2)?.to_string()],
        "relation": row.get::<_, String>(3)?,
        "score": row.get::<_, Option<f64>>(4)?,
    }))
}
