//! Joining: events of different documents that are reports of the same act.
//!
//! Candidates meet by keys alone: the wording of the report, or category, a party and a possible day. Pairs of candidates are
//! judged by [`is_same_act`], and joined events are the connected components, so that the order of arrival does not show.

use super::Touched;
use super::keys::{Kind, is, key};
use super::report::{self, Report};
use super::same_act::{Meeting, is_same_act, may_be_same_act};
use super::words;
use crate::hash;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// One key for each party and possible day.
pub fn day_keys(report: &Report) -> Vec<i64> {
    let category = hash::bytes(report.category.as_bytes());
    let mut keys = BTreeSet::new();
    for party in report.actors.iter().filter_map(|party| party.token.as_deref()) {
        let party = hash::both(category, hash::bytes(party.as_bytes()));
        for day in report.day.into_iter().flat_map(report::Day::possible) {
            keys.insert(key(Kind::Day, hash::both(party, hash::bytes(&day.to_le_bytes()))));
        }
    }
    keys.into_iter().collect()
}

/// Joins a report that is in no joined event with all that are of the same act.
pub fn join(connection: &Connection, report: &Report, keys: &[i64], touched: &mut Touched) -> rusqlite::Result<()> {
    let mut same = BTreeSet::new();
    for &key in keys {
        let meeting = match key {
            _ if is(Kind::Wording, key) => Meeting::SameWords,
            _ if is(Kind::Day, key) => Meeting::SameDay,
            _ => continue,
        };
        let candidates = touched.event_keys.holders(connection, key)?;
        find_same(connection, report, &candidates, meeting, &mut same)?;
    }
    let own = begin(connection, report.event)?;
    let joined = same
        .into_iter()
        .try_fold(own, |one, other| merge(connection, one, other, touched))?;
    touched.filing.change([report.event]);
    touched.joined.insert(joined);
    Ok(())
}

/// Adds the joined events that hold a report of the same act among some. Of each, one such report is enough.
fn find_same(
    connection: &Connection,
    report: &Report,
    candidates: &[i64],
    meeting: Meeting,
    same: &mut BTreeSet<i64>,
) -> rusqlite::Result<()> {
    // Most are told from the report by their words alone: no more is read of these.
    let mut words = connection.prepare_cached("SELECT words FROM event_sketches WHERE event = ?1")?;
    let mut joined = connection.prepare_cached("SELECT joined FROM events WHERE id = ?1")?;
    for &event in candidates.iter().filter(|&&event| event != report.event) {
        let words = words.query_row(params![event], |row| Ok(words::unpack(row.get_ref(0)?.as_blob()?)))?;
        if !may_be_same_act(report, &words, meeting) {
            continue;
        }
        let joined = joined.query_row(params![event], |row| row.get(0))?;
        // One that is yet to be joined will find this one.
        let is_candidate = joined != 0 && !same.contains(&joined);
        if is_candidate && is_same_act(report, &report::load(connection, event)?, meeting) {
            same.insert(joined);
        }
    }
    Ok(())
}

/// A joined event of one report. What it says of its reports is reckoned before the transaction ends.
fn begin(connection: &Connection, event: i64) -> rusqlite::Result<i64> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO joined_events (event, reports, documents, publishers, wires, claimed, denied)
         VALUES (?1, 1, 1, 0, 0, 0, 0)",
    )?;
    let joined = insert.insert(params![event])?;
    let mut update = connection.prepare_cached("UPDATE events SET joined = ?2 WHERE id = ?1")?;
    update.execute(params![event, joined])?;
    Ok(joined)
}

/// Makes one of two, and says which: the reports of the smaller go to the larger, so that each moves seldom.
fn merge(connection: &Connection, one: i64, other: i64, touched: &mut Touched) -> rusqlite::Result<i64> {
    let mut size = connection.prepare_cached("SELECT reports FROM joined_events WHERE id = ?1")?;
    let mut size = |joined: i64| size.query_row(params![joined], |row| row.get::<_, i64>(0));
    let (ours, theirs) = (size(one)?, size(other)?);
    let (kept, gone) = if ours < theirs { (other, one) } else { (one, other) };
    touched
        .filing
        .change(column(connection, "SELECT id FROM events WHERE joined = ?1", gone)?);
    let mut update = connection.prepare_cached("UPDATE events SET joined = ?1 WHERE joined = ?2")?;
    update.execute(params![kept, gone])?;
    let mut update = connection.prepare_cached("UPDATE joined_events SET reports = ?2 WHERE id = ?1")?;
    update.execute(params![kept, ours + theirs])?;
    connection
        .prepare_cached("DELETE FROM joined_events WHERE id = ?1")?
        .execute(params![gone])?;
    Ok(kept)
}

/// Dissolves the joined events that hold reports of a document; the reports of other documents are in none then, and are given.
pub fn dissolve(connection: &Connection, document: i64) -> rusqlite::Result<Vec<i64>> {
    let joined = column(
        connection,
        "SELECT DISTINCT joined FROM events WHERE document = ?1",
        document,
    )?;
    let mut rest = Vec::new();
    for joined in joined {
        rest.extend(column(connection, "SELECT id FROM events WHERE joined = ?1", joined)?);
        connection
            .prepare_cached("UPDATE events SET joined = 0 WHERE joined = ?1")?
            .execute(params![joined])?;
        connection
            .prepare_cached("DELETE FROM joined_events WHERE id = ?1")?
            .execute(params![joined])?;
    }
    let own = column(connection, "SELECT id FROM events WHERE document = ?1", document)?;
    rest.retain(|event| !own.contains(event));
    Ok(rest)
}

/// The numbers in the first column.
pub fn column(connection: &Connection, select: &str, key: i64) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached(select)?
        .query_map(params![key], |row| row.get(0))?
        .collect()
}

/// Reckons what a joined event says of its reports; nothing where it has become part of another.
pub fn summarise(connection: &Connection, joined: i64) -> rusqlite::Result<()> {
    for statement in SUMMARISE {
        connection.prepare_cached(statement)?.execute(params![joined])?;
    }
    Ok(())
}

/// A publisher has it by wire where every document of his that reports it names an agency.
const SUMMARISE: &[&str] = &[
    "UPDATE joined_events SET (reports, documents, first_seen, last_seen, claimed, denied) =
        (SELECT count(*), count(DISTINCT e.document), min(d.day), max(d.day), sum(e.claimed_by IS NOT NULL), sum(e.negation)
         FROM events e JOIN documents d ON d.id = e.document WHERE e.joined = ?1)
     WHERE id = ?1",
    "UPDATE joined_events SET event =
        (SELECT e.id FROM events e JOIN documents d ON d.id = e.document WHERE e.joined = ?1
         ORDER BY d.day IS NULL, d.day, d.digest, e.n LIMIT 1)
     WHERE id = ?1",
    "WITH reporting AS (SELECT DISTINCT document FROM events WHERE joined = ?1),
          seen AS (
            SELECT d.publisher, d.credits FROM reporting r JOIN documents d ON d.id = r.document
            WHERE d.publisher IS NOT NULL
            UNION ALL
            SELECT s.publisher, d.credits FROM reporting r JOIN sightings s ON s.document = r.document
            JOIN documents d ON d.id = r.document WHERE s.publisher <> 0),
          by_publisher AS (SELECT min(credits IS NOT NULL) AS wire FROM seen GROUP BY publisher)
     UPDATE joined_events SET (publishers, wires) = (SELECT count(*), ifnull(sum(wire), 0) FROM by_publisher) WHERE id = ?1",
];
