//! How many events there are of each category, over time.

use super::EventFilter;
use super::days::Step;
use super::events::answer;
use super::scan::{Scan, dated};
use super::words::Hits;
use crate::derived::UNDATED;
use crate::error::At;
use crate::{Store, StoreError};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

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
type Counts = BTreeMap<(i64, String), [i64; 2]>;

impl Store {
    /// How many events that are asked for there are in each stretch of days, by stretch and category. Events without a day are in
    /// none, and [`EventFilter::reports`] is not asked: both are counted.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn timeline(&self, filter: &EventFilter, step: Step) -> Result<Vec<TimelineAnswer>, StoreError> {
        let counts = counts(&self.connection, filter, step).at(&self.path)?;
        let answer = |((day, event), [acts, reports]): ((i64, String), [i64; 2])| TimelineAnswer {
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
    let hits = Hits::of_words(connection, filter.text.as_ref())?;
    let scan = Scan::new(connection, filter, &hits)?;
    // Counts of kinds in the stretch that is gone through.
    let (mut now, mut begin) = (vec![[0; 2]; scan.kinds.len()], UNDATED);
    let mut last = None;
    let _all = scan.each(&dated(filter.days), false, |day, line, fits| {
        if last == Some(line.event) || !holds_words(connection, filter, line.event)? {
            return Ok(ControlFlow::Continue(()));
        }
        last = Some(line.event);
        let of_day = step.begin(day);
        if of_day != begin {
            put_down(&mut counts, begin, &scan, &mut now);
            begin = of_day;
        }
        if let Some([acts, reports]) = now.get_mut(line.kind as usize) {
            (*acts, *reports) = (*acts + i64::from(fits.act), *reports + i64::from(fits.report));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    put_down(&mut counts, begin, &scan, &mut now);
    Ok(counts)
}

/// Puts down the counts of a stretch, and begins to count again.
fn put_down(counts: &mut Counts, begin: i64, scan: &Scan, now: &mut [[i64; 2]]) {
    for (kind, of_kind) in scan.kinds.iter().zip(now) {
        let [acts, reports] = std::mem::take(of_kind);
        if (acts, reports) != (0, 0) {
            let [all_acts, all_reports] = counts.entry((begin, kind.event.clone())).or_default();
            (*all_acts, *all_reports) = (*all_acts + acts, *all_reports + reports);
        }
    }
}

/// Whether an event's clause holds the words that are asked for.
pub fn holds_words(connection: &Connection, filter: &EventFilter, event: u32) -> rusqlite::Result<bool> {
    let Some(words) = &filter.text else { return Ok(true) };
    let told = answer(connection, event.into())?.proof.text;
    Ok(words.stand_in(told.as_deref().unwrap_or_default()))
}
