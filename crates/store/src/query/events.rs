//! Events: acts, each once, or report by report.

use super::asked::dated;
use super::bits::Bits;
use super::by_day::Batch;
use super::fragment::{Fragment, list};
use super::proof::DOCUMENT;
use super::scan::{Fits, Scan};
use super::{EventFilter, Flow, Order, Proof};
use crate::derived::UNDATED;
use crate::error::At;
use crate::names::items;
use crate::words::words;
use crate::{Store, StoreError};
use rusqlite::{Connection, Row, params};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// An act, told by the report that stands for it, or one report.
#[derive(Clone, Debug, PartialEq)]
pub struct EventAnswer {
    /// The event's id in its record.
    pub id: String,
    /// PLOVER's category.
    pub event: String,
    /// PLOVER's modes.
    pub mode: Vec<String>,
    /// PLOVER's contexts.
    pub context: Vec<String>,
    /// Who does it.
    pub actors: Vec<PartyAnswer>,
    /// To whom.
    pub recipients: Vec<PartyAnswer>,
    /// The first day it can have happened; where the report does not say, null.
    pub date: Option<String>,
    /// The last.
    pub enddate: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// In which country.
    pub country_code: Option<String>,
    /// `past`, `historical`, `future`.
    pub tense: String,
    /// Whether it is conditional, possible, feared or wanted.
    pub hypothetical: bool,
    /// Whether it is reported not to have happened.
    pub negation: bool,
    /// `fact`, `planned`, `possible`, `denied`, `historical`.
    pub status: String,
    /// PLOVER's quad category.
    pub quad_code: i64,
    /// PLOVER's conflict-cooperation score.
    pub event_scale: f64,
    /// How sure the report is, 0 to 1.
    pub confidence: f64,
    /// Who claims it in any report.
    pub claimed_by: Vec<String>,
    /// Who denies it in any report.
    pub denied_by: Vec<String>,
    /// How many report the act, and how.
    pub reports: i64,
    /// Documents.
    pub documents: i64,
    /// Publishers.
    pub publishers: i64,
    /// Of the publishers, how many only by wire.
    pub wires: i64,
    /// The first day on which it was published.
    pub first_seen: Option<i64>,
    /// The last.
    pub last_seen: Option<i64>,
    /// Reports that give it as somebody's claim.
    pub claimed: i64,
    /// Reports that say it did not happen.
    pub denied: i64,
    /// Where it stands.
    pub proof: Proof,
}

/// A party to an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyAnswer {
    /// His name, or the report's words.
    pub name: String,
    /// His code.
    pub code: Option<String>,
    /// His sector.
    pub sector: Option<String>,
}

impl Store {
    /// Gives the events that are asked for, by day, then by the digest of their document and their place in it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn events(
        &self,
        filter: &EventFilter,
        order: Order,
        mut take: impl FnMut(EventAnswer) -> Flow,
    ) -> Result<(), StoreError> {
        events(&self.connection, filter, order, &mut take).at(&self.path)
    }
}

fn events(
    connection: &Connection,
    filter: &EventFilter,
    order: Order,
    take: &mut dyn FnMut(EventAnswer) -> Flow,
) -> rusqlite::Result<()> {
    let scan = Scan::new(connection, filter)?;
    in_order(connection, &scan, filter, order, |id| {
        let answer = answer(connection, id)?;
        let told = answer.proof.text.as_deref().unwrap_or_default();
        let fits = filter.text.as_ref().is_none_or(|words| words.stand_in(told));
        Ok(if fits { take(answer) } else { ControlFlow::Continue(()) })
    })
}

/// Gives the events that a scan finds in order: by day, and then what is dated, but not to a day, within the days that are asked for.
pub fn in_order(
    connection: &Connection,
    scan: &Scan,
    filter: &EventFilter,
    order: Order,
    mut take: impl FnMut(i64) -> rusqlite::Result<Flow>,
) -> rusqlite::Result<()> {
    let backwards = order == Order::Newest;
    let mut days = vec![dated(filter.days)];
    days.extend(filter.days.is_all().then_some(UNDATED..=UNDATED));
    for days in days {
        let mut batch = Batch::new();
        let flow = scan.each(&days, backwards, |day, line, fits| {
            if is_asked(filter, fits) {
                batch.add(day, line.event, |found| sorted(connection, found, order, &mut take))
            } else {
                Ok(ControlFlow::Continue(()))
            }
        })?;
        if flow.is_break()
            || batch
                .give(|found| sorted(connection, found, order, &mut take))?
                .is_break()
        {
            return Ok(());
        }
    }
    within(connection, scan, filter, order, take)
}

const fn is_asked(filter: &EventFilter, fits: Fits) -> bool {
    if filter.reports { fits.report } else { fits.act }
}

/// Gives events of whole days in order.
fn sorted(
    connection: &Connection,
    events: &[u32],
    order: Order,
    take: &mut impl FnMut(i64) -> rusqlite::Result<Flow>,
) -> rusqlite::Result<Flow> {
    let select = Fragment::new(&format!(
        "SELECT e.id FROM json_each(?) j CROSS JOIN events e ON e.id = j.value
         CROSS JOIN documents d ON d.id = e.document ORDER BY e.day {}, d.digest, e.n",
        order.direction()
    ));
    let mut select = select.with(list(events)).prepare(connection)?;
    let mut rows = select.raw_query();
    while let Some(row) = rows.next()? {
        if take(row.get(0)?)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Gives the events that a scan finds among those without a day, whose dates are within the days that are asked for.
fn within(
    connection: &Connection,
    scan: &Scan,
    filter: &EventFilter,
    order: Order,
    mut take: impl FnMut(i64) -> rusqlite::Result<Flow>,
) -> rusqlite::Result<()> {
    let Some(span) = filter.days.span_condition("e.date", "e.enddate") else {
        return Ok(());
    };
    let mut found = Bits::default();
    let _all = scan.each(&(UNDATED..=UNDATED), false, |_, line, fits| {
        if is_asked(filter, fits) {
            found.insert(line.event);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let select = Fragment::new(
        "SELECT e.id FROM events e INDEXED BY events_by_span
         CROSS JOIN documents d ON d.id = e.document WHERE e.day IS NULL AND e.date IS NOT NULL AND ",
    );
    let order = Fragment::new(&format!(" ORDER BY e.date {}, d.digest, e.n", order.direction()));
    let mut select = select.and_then(span).and_then(order).prepare(connection)?;
    let mut rows = select.raw_query();
    while let Some(row) = rows.next()? {
        if found.holds(row.get(0)?) && take(row.get(0)?)?.is_break() {
            break;
        }
    }
    Ok(())
}

/// The answer that an event is.
pub fn answer(connection: &Connection, id: i64) -> rusqlite::Result<EventAnswer> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT e.*, j.reports, j.documents, j.publishers, j.wires, j.first_seen, j.last_seen, j.claimed, j.denied,
            l.name AS place_name, l.country_code, {TOLD} AS words, {DOCUMENT}
         FROM events e JOIN joined_events j ON j.id = e.joined JOIN documents d ON d.id = e.document
         LEFT JOIN publishers p ON p.id = d.publisher
         LEFT JOIN places o ON o.document = e.document AND o.n = e.place LEFT JOIN locations l ON l.id = o.location
         WHERE e.id = ?1"
    ))?;
    let mut answer = select.query_row(params![id], of_row)?;
    let (joined, claimed): (i64, bool) = connection
        .prepare_cached(
            "SELECT e.joined, j.claimed > 0 FROM events e JOIN joined_events j ON j.id = e.joined WHERE e.id = ?1",
        )?
        .query_row(params![id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    answer.actors = parties(connection, id, "actor")?;
    answer.recipients = parties(connection, id, "recipient")?;
    if claimed {
        (answer.claimed_by, answer.denied_by) = speakers(connection, joined)?;
    }
    Ok(answer)
}

const TOLD: &str = words!("e.evidence_start", "e.evidence_end");

fn of_row(row: &Row) -> rusqlite::Result<EventAnswer> {
    Ok(EventAnswer {
        id: format!("E{}", row.get::<_, i64>("n")?),
        event: row.get("event")?,
        mode: items(row.get("mode")?)?,
        context: items(row.get("context")?)?,
        actors: Vec::new(),
        recipients: Vec::new(),
        date: row.get("date")?,
        enddate: row.get("enddate")?,
        place: row.get("place_name")?,
        country_code: row.get("country_code")?,
        tense: row.get("tense")?,
        hypothetical: row.get("hypothetical")?,
        negation: row.get("negation")?,
        status: row.get("status")?,
        quad_code: row.get("quad_code")?,
        event_scale: row.get("event_scale")?,
        confidence: row.get("confidence")?,
        claimed_by: Vec::new(),
        denied_by: Vec::new(),
        reports: row.get("reports")?,
        documents: row.get("documents")?,
        publishers: row.get("publishers")?,
        wires: row.get("wires")?,
        first_seen: row.get("first_seen")?,
        last_seen: row.get("last_seen")?,
        claimed: row.get("claimed")?,
        denied: row.get("denied")?,
        proof: Proof::of(row, ["evidence_start", "evidence_end", "words"])?,
    })
}

fn parties(connection: &Connection, event: i64, role: &str) -> rusqlite::Result<Vec<PartyAnswer>> {
    let mut select = connection.prepare_cached(concat!(
        "SELECT ifnull(a.name, ",
        words!("p.start", "p.\"end\""),
        "), p.code, p.sector
         FROM parties p JOIN events e ON e.id = p.event JOIN documents d ON d.id = e.document
         LEFT JOIN actors a ON a.id = p.actor WHERE p.event = ?1 AND p.role = ?2 ORDER BY p.n"
    ))?;
    let party = |row: &Row| {
        let (name, code, sector) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(PartyAnswer { name, code, sector })
    };
    select.query_map(params![event, role], party)?.collect()
}

/// Names of those who claim an act in any report, and of those who deny it, each once and in order.
fn speakers(connection: &Connection, joined: i64) -> rusqlite::Result<(Vec<String>, Vec<String>)> {
    let mut select = connection.prepare_cached(concat!(
        "SELECT DISTINCT r.negation, ifnull(a.name, ",
        words!("s.source_start", "s.source_end"),
        ") FROM events r JOIN documents d ON d.id = r.document, json_each(r.claimed_by) c
         JOIN statements s ON s.document = r.document AND s.n = c.value LEFT JOIN actors a ON a.id = s.actor
         WHERE r.joined = ?1 AND s.source_start IS NOT NULL"
    ))?;
    let (mut claiming, mut denying) = (BTreeSet::new(), BTreeSet::new());
    let mut rows = select.query(params![joined])?;
    while let Some(row) = rows.next()? {
        let named = if row.get(0)? { &mut denying } else { &mut claiming };
        named.insert(row.get(1)?);
    }
    Ok((claiming.into_iter().collect(), denying.into_iter().collect()))
}
