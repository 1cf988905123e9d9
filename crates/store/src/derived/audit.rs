//! Whether the sheets say what the views `reckoned_…` say.

use super::made::{CLAIM, EVENT, STATEMENT, claim_line, collect, event_line, statement_line};
use super::numbers::Numbers;
use super::sheets::{self, Changes, Line};
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, RangeInclusive};

/// Owners whose lines are compared at once.
const TOGETHER: i64 = 100_000;

/// How many lines are not what the views give, in each table of sheets.
pub fn flaws(connection: &Connection) -> rusqlite::Result<[(&'static str, usize); 3]> {
    let mut numbers = Numbers::known();
    let events = flaws_of(connection, EVENT, |row| event_line(connection, &mut numbers, row))?;
    let claims = flaws_of(connection, CLAIM, |row| claim_line(connection, &mut numbers, row))?;
    let statements = flaws_of(connection, STATEMENT, |row| {
        statement_line(connection, &mut numbers, row)
    })?;
    Ok([events, claims, statements])
}

fn flaws_of<L: Line>(
    connection: &Connection,
    select: &str,
    mut line: impl FnMut(&Row) -> rusqlite::Result<L>,
) -> rusqlite::Result<(&'static str, usize)> {
    let (mut count, mut first) = (0, Some(0));
    while let Some(from) = first {
        let until = from + TOGETHER - 1;
        let (mut expected, mut found) = (Changes::new(), BTreeSet::new());
        collect(connection, select, from..=until, &mut expected, &mut line)?;
        let most = select_last::<L>(connection, from..=until, &mut found)?;
        let of_day = |(&day, owners): (&i64, &BTreeMap<i64, Vec<L>>)| {
            let lines = owners.values().flatten();
            lines.map(|&line| (day, line)).collect::<Vec<_>>()
        };
        let expected: BTreeSet<(i64, L)> = expected.iter().flat_map(of_day).collect();
        count += expected.symmetric_difference(&found).count();
        let most = most
            .max(super::filing::last(connection, "events")?)
            .max(super::filing::last(connection, "documents")?);
        first = (until < most).then_some(until + 1);
    }
    Ok((L::TABLE, count))
}

/// Finds the lines of some owners on the sheets; the last owner of all is given.
fn select_last<L: Line>(
    connection: &Connection,
    owners: RangeInclusive<i64>,
    found: &mut BTreeSet<(i64, L)>,
) -> rusqlite::Result<i64> {
    let mut most = 0;
    let _all = sheets::each::<L>(connection, &sheets::EVERY_DAY, false, |day, bytes| {
        for line in sheets::lines::<L>(bytes) {
            most = most.max(line.owner());
            if owners.contains(&line.owner()) {
                found.insert((day, line));
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(most)
}
