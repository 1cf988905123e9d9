//! What questions are answered from: dyads, and how many there are of what. Each table equals its view `reckoned_…` at the end of
//! every transaction; here they are changed by what a document brings or takes away.

use super::joining::column;
use crate::day;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// The day of what has none, in tables whose keys may not be null.
pub const UNDATED: i64 = -1_000_000;

/// The event of a new report is counted. By then it is known whether it stands for its joined event.
pub fn enter(connection: &Connection, event: i64) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO dyads SELECT * FROM reckoned_dyads WHERE id = ?1")?;
    insert.execute(params![event])?;
    let acts = stands(connection, event)?;
    count(connection, event, Change { acts, reports: 1 })
}

/// The event of a report that goes is no longer counted.
pub fn leave(connection: &Connection, event: i64) -> rusqlite::Result<()> {
    let acts = -stands(connection, event)?;
    count(connection, event, Change { acts, reports: -1 })?;
    let mut delete = connection.prepare_cached(
        "DELETE FROM dyads WHERE (actor, event, day, id, recipient) IN
            (SELECT actor, event, day, id, recipient FROM reckoned_dyads WHERE id = ?1)",
    )?;
    delete.execute(params![event])?;
    Ok(())
}

fn stands(connection: &Connection, event: i64) -> rusqlite::Result<i64> {
    let mut stands = connection.prepare_cached("SELECT stands FROM events WHERE id = ?1")?;
    stands.query_row(params![event], |row| row.get(0))
}

/// The report that stands for a joined event is the one that the joined event names, and no other. Of the `new` ones nothing is
/// counted yet.
pub fn settle(connection: &Connection, joined: i64, new: &BTreeSet<i64>) -> rusqlite::Result<()> {
    let mut named = connection.prepare_cached("SELECT event FROM joined_events WHERE id = ?1")?;
    let named: Option<i64> = named.query_row(params![joined], |row| row.get(0)).optional()?;
    let standing = column(
        connection,
        "SELECT id FROM events WHERE joined = ?1 AND stands = 1",
        joined,
    )?;
    for &event in standing.iter().filter(|&&event| Some(event) != named) {
        stand(connection, event, false, new)?;
    }
    match named {
        Some(event) if !standing.contains(&event) => stand(connection, event, true, new),
        _ => Ok(()),
    }
}

fn stand(connection: &Connection, event: i64, stands: bool, new: &BTreeSet<i64>) -> rusqlite::Result<()> {
    let mut update = connection.prepare_cached("UPDATE events SET stands = ?2 WHERE id = ?1")?;
    update.execute(params![event, stands])?;
    if new.contains(&event) {
        return Ok(());
    }
    let mut update = connection.prepare_cached(
        "UPDATE dyads SET stands = ?2 WHERE (actor, event, day, id, recipient) IN
            (SELECT actor, event, day, id, recipient FROM reckoned_dyads WHERE id = ?1)",
    )?;
    update.execute(params![event, stands])?;
    let acts = if stands { 1 } else { -1 };
    count(connection, event, Change { acts, reports: 0 })
}

/// The statements of a document are counted, once or once less.
pub fn speak(connection: &Connection, document: i64, times: i64) -> rusqlite::Result<()> {
    let mut select = connection.prepare_cached(
        "SELECT ifnull(day, -1000000), actor, count(*) FROM statements WHERE document = ?1 AND actor IS NOT NULL GROUP BY 1, 2",
    )?;
    let mut rows = select.query(params![document])?;
    while let Some(row) = rows.next()? {
        let (day, actor, statements): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        for period in periods(day) {
            let mut insert = connection.prepare_cached(ACTOR)?;
            insert.execute(params![period, actor, times * statements, 0, 0, 0, 0])?;
            sweep(connection, times < 0, ACTOR_GONE, params![period, actor])?;
        }
    }
    Ok(())
}

/// By how much counts change.
#[derive(Clone, Copy)]
struct Change {
    acts: i64,
    reports: i64,
}

/// Changes all counts that an event is part of.
fn count(connection: &Connection, event: i64, change: Change) -> rusqlite::Result<()> {
    let mut select =
        connection.prepare_cached("SELECT ifnull(day, -1000000), event, status FROM events WHERE id = ?1")?;
    let (day, category, status): (i64, String, String) =
        select.query_row(params![event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let gone = change.reports < 0;
    connection
        .prepare_cached(DAY)?
        .execute(params![day, category, status, change.acts, change.reports])?;
    sweep(connection, gone, DAY_GONE, params![day, category, status])?;
    for period in periods(day) {
        let values = params![period, event, change.acts, change.reports];
        connection.prepare_cached(DYADS)?.execute(values)?;
        sweep(connection, gone, DYADS_GONE, params![period, event])?;
    }
    let appearing = [
        (
            "SELECT DISTINCT actor FROM parties WHERE event = ?1 AND role = 'actor' AND actor IS NOT NULL",
            true,
        ),
        (
            "SELECT DISTINCT actor FROM recipients WHERE event = ?1 AND actor IS NOT NULL",
            false,
        ),
    ];
    for (select, acting) in appearing {
        for actor in column(connection, select, event)? {
            appear(connection, actor, day, acting, change)?;
        }
    }
    Ok(())
}

/// Changes how often somebody appears in events.
fn appear(connection: &Connection, actor: i64, day: i64, acting: bool, change: Change) -> rusqlite::Result<()> {
    let Change { acts, reports } = change;
    let (acting, receiving) = if acting {
        ((acts, reports), (0, 0))
    } else {
        ((0, 0), (acts, reports))
    };
    for period in periods(day) {
        let values = params![period, actor, 0, acting.0, acting.1, receiving.0, receiving.1];
        connection.prepare_cached(ACTOR)?.execute(values)?;
        sweep(connection, reports < 0, ACTOR_GONE, params![period, actor])?;
    }
    Ok(())
}

/// Removes a count that has come to nothing, where something was taken away.
fn sweep(connection: &Connection, gone: bool, delete: &str, key: impl rusqlite::Params) -> rusqlite::Result<()> {
    if gone {
        connection.prepare_cached(delete)?.execute(key)?;
    }
    Ok(())
}

/// The periods that a day is counted in: all time, its year, its month.
fn periods(day: i64) -> impl Iterator<Item = i64> {
    let (year, month, _) = day::civil(day);
    let dated = (day > UNDATED).then_some([year, year * 100 + month]);
    std::iter::once(0).chain(dated.into_iter().flatten())
}

const DAY: &str = "INSERT INTO day_counts (day, event, status, acts, reports) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT DO UPDATE SET acts = acts + excluded.acts, reports = reports + excluded.reports";

const DAY_GONE: &str = "DELETE FROM day_counts WHERE day = ?1 AND event = ?2 AND status = ?3 AND reports = 0";

const DYADS: &str = "INSERT INTO dyad_counts
    SELECT ?1, actor, recipient, quad_code, event, status, ?3, ?4, ?3 * scale, ?4 * scale FROM reckoned_dyads WHERE id = ?2
    ON CONFLICT DO UPDATE SET acts = acts + excluded.acts, reports = reports + excluded.reports,
    acts_scale = acts_scale + excluded.acts_scale, reports_scale = reports_scale + excluded.reports_scale";

const DYADS_GONE: &str = "DELETE FROM dyad_counts WHERE (period, actor, recipient, quad_code, event, status) IN
        (SELECT ?1, actor, recipient, quad_code, event, status FROM reckoned_dyads WHERE id = ?2)
    AND reports = 0";

const ACTOR: &str = "INSERT INTO actor_counts
        (period, actor, statements, actor_acts, actor_reports, recipient_acts, recipient_reports)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT DO UPDATE SET statements = statements + excluded.statements, actor_acts = actor_acts + excluded.actor_acts,
    actor_reports = actor_reports + excluded.actor_reports, recipient_acts = recipient_acts + excluded.recipient_acts,
    recipient_reports = recipient_reports + excluded.recipient_reports";

const ACTOR_GONE: &str = "DELETE FROM actor_counts WHERE period = ?1 AND actor = ?2 AND statements = 0
    AND actor_reports = 0 AND recipient_reports = 0";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_counted_in_all_time_its_year_and_its_month() {
        let of = |day| periods(day).collect::<Vec<_>>();
        assert_eq!(of(19_018), [0, 2022, 202_201]);
        assert_eq!(of(UNDATED), [0]);
    }
}
