//! How many events there are of each category, over time.

use super::days::Step;
use super::event_filter::EVENTS;
use super::events::answer;
use super::fragment::{Fragment, narrowest, one_of};
use super::words::Hits;
use super::{EventFilter, by_day, who};
use crate::error::At;
use crate::{Store, StoreError};
use rusqlite::Connection;
use std::collections::{BTreeMap, HashSet};

/// How many events of a category there are in a stretch of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineAnswer {
    /// The first day of the stretch.
    pub day: i64,
    /// PLOVER's category.
    pub event: String,
    /// How many acts, each counted where the report that stands for it is.
    pub acts: i64,
    /// How many reports.
    pub reports: i64,
}

/// Acts and reports by stretch and category.
type Counts = BTreeMap<(i64, String), (i64, i64)>;

impl Store {
    /// How many events that are asked for there are in each stretch of days, by stretch and category. Events without a day are in
    /// none, and [`EventFilter::reports`] is not asked: both are counted.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn timeline(&self, filter: &EventFilter, step: Step) -> Result<Vec<TimelineAnswer>, StoreError> {
        let counts = counts(&self.connection, filter, step).at(&self.path)?;
        let answer = |((day, event), (acts, reports))| TimelineAnswer {
            day,
            event,
            acts,
            reports,
        };
        Ok(counts.into_iter().map(answer).collect())
    }
}

fn counts(connection: &Connection, filter: &EventFilter, step: Step) -> rusqlite::Result<Counts> {
    let mut counts = Counts::new();
    let mut add = |day, event: &str, acts, reports| {
        let key = (step.begin(day), event.to_owned());
        let (all_acts, all_reports) = counts.entry(key).or_insert((0, 0));
        (*all_acts, *all_reports) = (*all_acts + acts, *all_reports + reports);
    };
    if filter
        .only_codes()
        .is_some_and(|(actors, recipients)| actors.is_empty() && recipients.is_empty())
    {
        let mut select = counted_days(filter).prepare(connection)?;
        let mut rows = select.raw_query();
        while let Some(row) = rows.next()? {
            add(row.get(0)?, row.get_ref(1)?.as_str()?, row.get(2)?, row.get(3)?);
        }
    } else {
        each(connection, filter, |event| {
            add(event.day, event.event, event.acts, event.reports)
        })?;
    }
    Ok(counts)
}

/// The counts of all days that are asked for.
fn counted_days(filter: &EventFilter) -> Fragment {
    let days = filter
        .days
        .condition("day")
        .unwrap_or_else(|| Fragment::new("day > ?").with(crate::derived::UNDATED));
    let conditions = [
        Some(days),
        one_of("event", &filter.categories),
        one_of("status", &filter.statuses),
    ];
    Fragment::new("SELECT day, event, acts, reports FROM day_counts")
        .and_then(Fragment::filter(conditions.into_iter().flatten().collect()))
}

/// An event that is counted, as an act, as a report or as both.
pub struct Counted<'a> {
    pub id: i64,
    pub day: i64,
    pub event: &'a str,
    pub acts: i64,
    pub reports: i64,
}

/// Every act and every report that is asked for and has a day, once each. An act is the event that stands for it.
pub fn each(connection: &Connection, filter: &EventFilter, mut take: impl FnMut(Counted)) -> rusqlite::Result<()> {
    let hits = filter
        .text
        .as_ref()
        .map_or(Ok(Hits::Anywhere), |words| words.narrow(connection))?;
    let is_plain = filter
        .only_codes()
        .is_some_and(|(actors, recipients)| !(actors.is_empty() && recipients.is_empty()));
    let select = if is_plain {
        coded(filter)
    } else {
        any(connection, filter, &hits)?
    };
    let mut seen = HashSet::new();
    let mut select = select.prepare(connection)?;
    let mut rows = select.raw_query();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if !seen.insert(id) || !fits(connection, filter, id)? {
            continue;
        }
        take(Counted {
            id,
            day: row.get(1)?,
            event: row.get_ref(2)?.as_str()?,
            acts: row.get(3)?,
            reports: row.get(4)?,
        });
    }
    Ok(())
}

/// Whether an event's clause holds the words that are asked for.
fn fits(connection: &Connection, filter: &EventFilter, id: i64) -> rusqlite::Result<bool> {
    let Some(words) = &filter.text else { return Ok(true) };
    let told = answer(connection, id)?.proof.text;
    Ok(words.stand_in(told.as_deref().unwrap_or_default()))
}

/// Events that are asked for by codes alone, out of the dyads.
fn coded(filter: &EventFilter) -> Fragment {
    let (actors, recipients) = filter.only_codes().unwrap_or_default();
    let days = filter
        .days
        .condition("day")
        .unwrap_or_else(|| Fragment::new("day > ?").with(crate::derived::UNDATED));
    let conditions = [
        one_of("actor", &actors),
        one_of("recipient", &recipients),
        one_of("event", &filter.categories),
        one_of("status", &filter.statuses),
        Some(days),
    ];
    Fragment::new("SELECT id, day, event, stands, 1 FROM dyads")
        .and_then(Fragment::filter(conditions.into_iter().flatten().collect()))
}

/// Events that are asked for in any way.
fn any(connection: &Connection, filter: &EventFilter, hits: &Hits) -> rusqlite::Result<Fragment> {
    let mut candidates = filter.candidates(hits);
    let days = filter.days.condition("e.day");
    candidates.extend(
        filter
            .days
            .condition("day")
            .map(|days| Fragment::new("SELECT id FROM events INDEXED BY events_by_day WHERE ").and_then(days)),
    );
    let narrow = narrowest(connection, candidates, i64::MAX - 1)?;
    let mut conditions = filter.common_conditions();
    conditions.push(days.unwrap_or_else(|| Fragment::new("e.day IS NOT NULL")));
    // Who published a report is asked of its document.
    let documents = if filter.publishers.is_empty() {
        ""
    } else {
        " CROSS JOIN documents d ON d.id = e.document"
    };
    Ok(Fragment::new("SELECT * FROM (SELECT e.id, e.day, e.event, ")
        .and_then(Fragment::all(filter.conditions_of_acts()))
        .and_then(Fragment::new(" AS acts, "))
        .and_then(Fragment::all(filter.conditions_of_reports()))
        .and_then(Fragment::new(" AS reports FROM "))
        .and_then(by_day::rows(&EVENTS, narrow.as_ref(), "events e"))
        .and_then(Fragment::new(documents))
        .and_then(Fragment::filter(conditions))
        .and_then(Fragment::new(") WHERE acts OR reports")))
}

impl EventFilter {
    /// The codes of actors and of recipients, where nothing is asked besides them but category, status and day.
    pub(super) fn only_codes(&self) -> Option<(Vec<&str>, Vec<&str>)> {
        let others = self.modes.is_empty()
            && self.countries.is_empty()
            && self.places.is_empty()
            && self.publishers.is_empty()
            && self.claimed_by.is_empty()
            && self.denied_by.is_empty()
            && self.text.is_none()
            && self.confidence.is_none()
            && [self.claimed, self.denied, self.answered].iter().all(Option::is_none);
        others.then(|| who::codes(&self.actors).zip(who::codes(&self.recipients)))?
    }
}
