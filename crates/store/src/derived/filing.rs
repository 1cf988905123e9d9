//! Keeping the sheets as documents come and go. The lines are those of the views `reckoned_…` at the end of every transaction.
//!
//! What changes is gathered, and written at the end: a document's events are of few days, and events change again as they are joined.

use super::joining::column;
use super::made::{CLAIM, EVENT, STATEMENT, claim_line, collect, event_line, statement_line};
use super::numbers::Numbers;
use super::sheets::{self, Changes};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// The day of what has none, in keys.
pub const UNDATED: i64 = -1_000_000;

/// What is to be written.
#[derive(Clone, Debug, Default)]
pub struct Filing {
    /// Events that have come, or have changed.
    events: BTreeSet<i64>,
    /// Events that have gone, with their days.
    gone: BTreeSet<(i64, i64)>,
    /// Documents whose statements have come.
    documents: BTreeSet<i64>,
    /// Documents whose statements have gone, with the days of these.
    silent: BTreeSet<(i64, i64)>,
}

impl Filing {
    /// Events have come, or are joined with others now.
    pub fn change(&mut self, events: impl IntoIterator<Item = i64>) {
        self.events.extend(events);
    }

    /// The statements of a document have come.
    pub fn speak(&mut self, document: i64) {
        self.documents.insert(document);
    }

    /// The events and statements of a document are about to go.
    pub fn leave(&mut self, connection: &Connection, document: i64) -> rusqlite::Result<()> {
        let gone = [
            (
                "SELECT ifnull(day, -1000000), id FROM events WHERE document = ?1",
                &mut self.gone,
            ),
            (
                "SELECT ifnull(day, -1000000), document FROM statements WHERE document = ?1",
                &mut self.silent,
            ),
        ];
        for (select, gone) in gone {
            let mut select = connection.prepare_cached(select)?;
            for row in select.query_map(params![document], |row| Ok((row.get(0)?, row.get(1)?)))? {
                gone.insert(row?);
            }
        }
        Ok(())
    }

    /// The report that stands for a joined event is the one that the joined event names, and no other.
    pub fn settle(&mut self, connection: &Connection, joined: i64) -> rusqlite::Result<()> {
        let mut named = connection.prepare_cached("SELECT event FROM joined_events WHERE id = ?1")?;
        let named: Option<i64> = named.query_row(params![joined], |row| row.get(0)).optional()?;
        let standing = column(
            connection,
            "SELECT id FROM events WHERE joined = ?1 AND stands = 1",
            joined,
        )?;
        let deposed = standing.iter().copied().filter(|&event| Some(event) != named);
        for (event, stands) in deposed
            .map(|event| (event, false))
            .chain(named.map(|event| (event, true)))
        {
            let update = "UPDATE events SET stands = ?2 WHERE id = ?1 AND stands <> ?2";
            if connection.prepare_cached(update)?.execute(params![event, stands])? > 0 {
                self.events.insert(event);
            }
        }
        Ok(())
    }

    /// Writes what was gathered. What has gone may have come back under the same number.
    pub fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let mut numbers = Numbers::default();
        let (mut events, mut claims) = (none(&self.gone), none(&self.gone));
        let mut statements = none(&self.silent);
        for &event in &self.events {
            collect(connection, EVENT, event..=event, &mut events, |row| {
                event_line(connection, &mut numbers, row)
            })?;
            collect(connection, CLAIM, event..=event, &mut claims, |row| {
                claim_line(connection, &mut numbers, row)
            })?;
        }
        for &document in &self.documents {
            collect(connection, STATEMENT, document..=document, &mut statements, |row| {
                statement_line(connection, &mut numbers, row)
            })?;
        }
        sheets::change(connection, &events)?;
        sheets::change(connection, &claims)?;
        sheets::change(connection, &statements)
    }
}

/// Puts everything on its sheets, where none has been.
pub fn fill(connection: &Connection) -> rusqlite::Result<()> {
    for first in (0..=last(connection, "events")?).step_by(TOGETHER) {
        let mut filing = Filing::default();
        filing.change(first..first + TOGETHER as i64);
        filing.write(connection)?;
    }
    for first in (0..=last(connection, "documents")?).step_by(TOGETHER) {
        let documents = (first..first + TOGETHER as i64).collect();
        let filing = Filing {
            documents,
            ..Filing::default()
        };
        filing.write(connection)?;
    }
    Ok(())
}

/// Owners whose lines are held in memory at once.
const TOGETHER: usize = 20_000;

/// The highest number in a table.
pub fn last(connection: &Connection, table: &str) -> rusqlite::Result<i64> {
    let select = format!("SELECT ifnull(max(id), 0) FROM {table}");
    connection.query_row(&select, [], |row| row.get(0))
}

/// Owners that have no line left.
fn none<L>(gone: &BTreeSet<(i64, i64)>) -> Changes<L> {
    let mut changes = Changes::new();
    for &(day, owner) in gone {
        changes.entry(day).or_default().insert(owner, Vec::new());
    }
    changes
}
