//! What questions are answered from: dyads, and how many there are of what. Each table equals its view `reckoned_…` at the end of
//! every transaction.
//!
//! The same counts change over and over in a transaction, so what a document brings or takes away is gathered, and written at the end.

use super::joining::column;
use crate::day;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeMap;

/// The day of what has none, in tables whose keys may not be null.
pub const UNDATED: i64 = -1_000_000;

/// By how much counts change.
#[derive(Debug, Default)]
pub struct Counts {
    /// By day, category and status: acts and reports.
    days: BTreeMap<(i64, String, String), [i64; 2]>,
    /// By period and dyad: acts, reports, and the scales of both.
    dyads: BTreeMap<(i64, Dyad), [i64; 4]>,
    /// By period and actor: statements, acts and reports as actor, acts and reports as recipient.
    actors: BTreeMap<(i64, i64), [i64; 5]>,
}

/// Actor, recipient, quad category, category, status.
type Dyad = (String, String, i64, String, String);

/// A step: how many more there are.
#[derive(Clone, Copy)]
struct Step {
    acts: i64,
    reports: i64,
}

impl Counts {
    /// A new event is counted; it stands for nothing yet.
    pub fn enter(&mut self, connection: &Connection, event: i64) -> rusqlite::Result<()> {
        let mut insert = connection.prepare_cached("INSERT INTO dyads SELECT * FROM reckoned_dyads WHERE id = ?1")?;
        insert.execute(params![event])?;
        self.step(connection, event, Step { acts: 0, reports: 1 })
    }

    /// An event that goes is no longer counted.
    pub fn leave(&mut self, connection: &Connection, event: i64) -> rusqlite::Result<()> {
        let mut stands = connection.prepare_cached("SELECT stands FROM events WHERE id = ?1")?;
        let stands: i64 = stands.query_row(params![event], |row| row.get(0))?;
        let (acts, reports) = (-stands, -1);
        self.step(connection, event, Step { acts, reports })?;
        let delete = format!("DELETE FROM dyads WHERE {OF_EVENT}");
        connection.prepare_cached(&delete)?.execute(params![event])?;
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
        for &event in standing.iter().filter(|&&event| Some(event) != named) {
            self.stand(connection, event, false)?;
        }
        match named {
            Some(event) if !standing.contains(&event) => self.stand(connection, event, true),
            _ => Ok(()),
        }
    }

    fn stand(&mut self, connection: &Connection, event: i64, stands: bool) -> rusqlite::Result<()> {
        let update = format!("UPDATE dyads SET stands = ?2 WHERE {OF_EVENT}");
        connection.prepare_cached(&update)?.execute(params![event, stands])?;
        let mut update = connection.prepare_cached("UPDATE events SET stands = ?2 WHERE id = ?1")?;
        update.execute(params![event, stands])?;
        let acts = if stands { 1 } else { -1 };
        self.step(connection, event, Step { acts, reports: 0 })
    }

    /// The statements of a document are counted, once or once less.
    pub fn speak(&mut self, connection: &Connection, document: i64, times: i64) -> rusqlite::Result<()> {
        let mut select = connection.prepare_cached(
            "SELECT ifnull(day, -1000000), actor FROM statements WHERE document = ?1 AND actor IS NOT NULL",
        )?;
        let mut rows = select.query(params![document])?;
        while let Some(row) = rows.next()? {
            self.appear(row.get(0)?, row.get(1)?, [times, 0, 0, 0, 0]);
        }
        Ok(())
    }

    /// Changes all counts that an event is part of.
    fn step(&mut self, connection: &Connection, event: i64, step: Step) -> rusqlite::Result<()> {
        let Step { acts, reports } = step;
        let mut select =
            connection.prepare_cached("SELECT ifnull(day, -1000000), event, status FROM events WHERE id = ?1")?;
        let key: (i64, String, String) =
            select.query_row(params![event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let day = key.0;
        add(self.days.entry(key).or_default(), [acts, reports]);
        let mut select = connection.prepare_cached(
            "SELECT actor, recipient, quad_code, event, status, scale FROM reckoned_dyads WHERE id = ?1",
        )?;
        for dyad in select.query_map(params![event], dyad)? {
            let (dyad, scale) = dyad?;
            for period in periods(day) {
                let change = [acts, reports, acts * scale, reports * scale];
                add(self.dyads.entry((period, dyad.clone())).or_default(), change);
            }
        }
        let acting = "SELECT DISTINCT actor FROM parties WHERE event = ?1 AND role = 'actor' AND actor IS NOT NULL";
        for actor in column(connection, acting, event)? {
            self.appear(day, actor, [0, acts, reports, 0, 0]);
        }
        let receiving = "SELECT DISTINCT actor FROM recipients WHERE event = ?1 AND actor IS NOT NULL";
        for actor in column(connection, receiving, event)? {
            self.appear(day, actor, [0, 0, 0, acts, reports]);
        }
        Ok(())
    }

    fn appear(&mut self, day: i64, actor: i64, change: [i64; 5]) {
        for period in periods(day) {
            add(self.actors.entry((period, actor)).or_default(), change);
        }
    }

    /// What another has gathered too.
    pub fn absorb(&mut self, other: Self) {
        for (key, change) in other.days {
            add(self.days.entry(key).or_default(), change);
        }
        for (key, change) in other.dyads {
            add(self.dyads.entry(key).or_default(), change);
        }
        for (key, change) in other.actors {
            add(self.actors.entry(key).or_default(), change);
        }
    }

    /// Writes what was gathered. What has come to nothing in between is no change.
    pub fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        for ((day, event, status), change) in self.days.iter().filter(|(_, change)| changes(*change)) {
            let [acts, reports] = change;
            put(connection, DAY, params![day, event, status, acts, reports])?;
            sweep(connection, change, DAY_GONE, params![day, event, status])?;
        }
        for ((period, dyad), change) in self.dyads.iter().filter(|(_, change)| changes(*change)) {
            let (actor, recipient, quad, event, status) = dyad;
            let [acts, reports, acts_scale, reports_scale] = change;
            let values = params![
                period,
                actor,
                recipient,
                quad,
                event,
                status,
                acts,
                reports,
                acts_scale,
                reports_scale
            ];
            put(connection, DYAD, values)?;
            let key = params![period, actor, recipient, quad, event, status];
            sweep(connection, &[*reports], DYAD_GONE, key)?;
        }
        for ((period, actor), change) in self.actors.iter().filter(|(_, change)| changes(*change)) {
            let [statements, acting, acting_reports, receiving, receiving_reports] = change;
            let values = params![
                period,
                actor,
                statements,
                acting,
                acting_reports,
                receiving,
                receiving_reports
            ];
            put(connection, ACTOR, values)?;
            sweep(connection, change, ACTOR_GONE, params![period, actor])?;
        }
        Ok(())
    }
}

fn changes(change: &[i64]) -> bool {
    change.iter().any(|&count| count != 0)
}

fn dyad(row: &Row) -> rusqlite::Result<(Dyad, i64)> {
    let dyad = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
    Ok((dyad, row.get(5)?))
}

fn add<const N: usize>(counts: &mut [i64; N], change: [i64; N]) {
    counts
        .iter_mut()
        .zip(change)
        .for_each(|(count, change)| *count += change);
}

fn put(connection: &Connection, insert: &str, values: impl rusqlite::Params) -> rusqlite::Result<()> {
    connection.prepare_cached(insert)?.execute(values)?;
    Ok(())
}

/// Removes a count that has come to nothing, where something was taken away.
fn sweep(connection: &Connection, change: &[i64], delete: &str, key: impl rusqlite::Params) -> rusqlite::Result<()> {
    if change.iter().any(|&count| count < 0) {
        put(connection, delete, key)?;
    }
    Ok(())
}

/// The first day whose year and month have counts: 1000-01-01. Earlier ones would be called as other periods are: the year 0 as all
/// time, the month 0020-22 as the year 2022.
pub const FIRST_COUNTED: i64 = day::since_epoch(1000, 1, 1);

/// The periods that a day is counted in: all time, its year, its month.
fn periods(day: i64) -> impl Iterator<Item = i64> {
    let (year, month, _) = day::civil(day);
    let dated = (day >= FIRST_COUNTED).then_some([year, year * 100 + month]);
    std::iter::once(0).chain(dated.into_iter().flatten())
}

/// The rows of `dyads` that are of event `?1`, by their key.
const OF_EVENT: &str = "(actor, event, day, id, recipient) IN
    (SELECT actor, event, day, id, recipient FROM reckoned_dyads WHERE id = ?1)";

const DAY: &str = "INSERT INTO day_counts (day, event, status, acts, reports) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT DO UPDATE SET acts = acts + excluded.acts, reports = reports + excluded.reports";

const DAY_GONE: &str = "DELETE FROM day_counts WHERE day = ?1 AND event = ?2 AND status = ?3 AND reports = 0";

const DYAD: &str = "INSERT INTO dyad_counts
        (period, actor, recipient, quad_code, event, status, acts, reports, acts_scale, reports_scale)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
    ON CONFLICT DO UPDATE SET acts = acts + excluded.acts, reports = reports + excluded.reports,
    acts_scale = acts_scale + excluded.acts_scale, reports_scale = reports_scale + excluded.reports_scale";

const DYAD_GONE: &str = "DELETE FROM dyad_counts WHERE period = ?1 AND actor = ?2 AND recipient = ?3 AND quad_code = ?4
    AND event = ?5 AND status = ?6 AND reports = 0";

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
        assert_eq!(FIRST_COUNTED, -354_285, "schema/3.sql has the same");
        assert_eq!(of(FIRST_COUNTED), [0, 1000, 100_001]);
        assert_eq!(of(FIRST_COUNTED - 1), [0]);
    }
}
