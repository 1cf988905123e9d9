//! Making lines of rows: those of the views `reckoned_…`, by owner.

use super::lines::{ClaimLine, EventLine, Sentences, StatementLine, fit, number};
use super::numbers::Numbers;
use super::sheets::{Changes, Line};
use rusqlite::{Connection, Row, params};
use std::ops::RangeInclusive;

/// Adds the lines of owners, each once and in order.
pub fn collect<L: Line>(
    connection: &Connection,
    select: &str,
    owners: RangeInclusive<i64>,
    changes: &mut Changes<L>,
    mut line: impl FnMut(&Row) -> rusqlite::Result<L>,
) -> rusqlite::Result<()> {
    let mut select = connection.prepare_cached(select)?;
    let mut rows = select.query(params![owners.start(), owners.end()])?;
    while let Some(row) = rows.next()? {
        let line = line(row)?;
        let lines = changes.entry(row.get(0)?).or_default().entry(line.owner()).or_default();
        if let Err(at) = lines.binary_search(&line) {
            lines.insert(at, line);
        }
    }
    Ok(())
}

pub const EVENT: &str = "SELECT * FROM reckoned_event_lines WHERE event BETWEEN ?1 AND ?2";
pub const CLAIM: &str = "SELECT * FROM reckoned_claim_lines WHERE event BETWEEN ?1 AND ?2";
pub const STATEMENT: &str = "SELECT * FROM reckoned_statement_lines WHERE document BETWEEN ?1 AND ?2";

// Columns go by their places in the views: looking for their names would cost more than reading them.

pub fn event_line(connection: &Connection, numbers: &mut Numbers, row: &Row) -> rusqlite::Result<EventLine> {
    Ok(EventLine {
        event: number::<4>(row, 1)?,
        joined: number::<4>(row, 2)?,
        kind: numbers.kind(connection, row)?,
        stands: row.get(3)?,
        claimed: row.get(4)?,
        publisher: number::<3>(row, 5)?,
        confidence: number::<2>(row, 6)?,
        location: number::<3>(row, 7)?,
        actor: numbers.party(connection, row, 13)?,
        recipient: numbers.party(connection, row, 16)?,
    })
}

pub fn claim_line(connection: &Connection, numbers: &mut Numbers, row: &Row) -> rusqlite::Result<ClaimLine> {
    Ok(ClaimLine {
        event: number::<4>(row, 1)?,
        denies: row.get(2)?,
        who: numbers.party(connection, row, 3)?,
    })
}

pub fn statement_line(connection: &Connection, numbers: &mut Numbers, row: &Row) -> rusqlite::Result<StatementLine> {
    Ok(StatementLine {
        document: number::<4>(row, 1)?,
        n: number::<3>(row, 2)?,
        kind: numbers.statement_kind(connection, row)?,
        confidence: number::<2>(row, 5)?,
        source: numbers.party(connection, row, 6)?,
        addressee: numbers.party(connection, row, 9)?,
        sentences: sentences(row, 12)?,
    })
}

fn sentences(row: &Row, first: usize) -> rusqlite::Result<Sentences> {
    let (first, last): (Option<i64>, Option<i64>) = (row.get(first)?, row.get(first + 1)?);
    let Some((first, last)) = first.zip(last) else {
        return Ok(Sentences::default());
    };
    Ok(Sentences {
        first: fit::<4>(first)?,
        more: fit::<1>((last - first).clamp(0, Sentences::MANY.into()))?,
    })
}
