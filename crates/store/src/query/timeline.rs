//! How many events there are of each category, over time.

use super::EventFilter;
use super::asked::dated;
use super::clauses;
use super::days::Step;
use super::scan::{Fits, Kind, Scan};
use crate::derived::UNDATED;
use crate::error::At;
use crate::{Store, StoreError};
use rusqlite::Connection;
use std::collections::BTreeSet;
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

impl Store {
    /// How many events that are asked for there are in each stretch of days, by stretch and category. Events without a day are in
    /// none, and [`EventFilter::reports`] is not asked: both are counted.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn timeline(&self, filter: &EventFilter, step: Step) -> Result<Vec<TimelineAnswer>, StoreError> {
        timeline(&self.connection, filter, step).at(&self.path)
    }
}

fn timeline(connection: &Connection, filter: &EventFilter, step: Step) -> rusqlite::Result<Vec<TimelineAnswer>> {
    let scan = Scan::new(connection, filter)?;
    let mut counts = Counts::of(&scan.kinds);
    let (mut last, mut today) = (None, UNDATED);
    let _all = scan.each(&dated(filter.days), false, |day, line, fits| {
        if last == Some(line.event) || !clauses::holds(connection, filter.text.as_ref(), line.event)? {
            return Ok(ControlFlow::Continue(()));
        }
        last = Some(line.event);
        if day != today {
            today = day;
            counts.go_on(step.begin(day));
        }
        counts.add(line.kind, fits);
        Ok(ControlFlow::Continue(()))
    })?;
    counts.go_on(UNDATED);
    Ok(counts.answers)
}

/// Counts a stretch, and puts it down when the next begins.
struct Counts {
    /// The categories in order, with their counts in the stretch: acts and reports.
    categories: Vec<(String, [i64; 2])>,
    /// The category of each kind.
    of_kinds: Vec<usize>,
    begin: i64,
    answers: Vec<TimelineAnswer>,
}

impl Counts {
    fn of(kinds: &[Kind]) -> Self {
        let categories: BTreeSet<&str> = kinds.iter().map(|kind| kind.event.as_str()).collect();
        let place = |kind: &Kind| categories.range(..kind.event.as_str()).count();
        Self {
            of_kinds: kinds.iter().map(place).collect(),
            categories: categories
                .iter()
                .map(|&category| (category.to_owned(), [0; 2]))
                .collect(),
            begin: UNDATED,
            answers: Vec::new(),
        }
    }

    fn add(&mut self, kind: u32, fits: Fits) {
        let category = self
            .of_kinds
            .get(kind as usize)
            .and_then(|&at| self.categories.get_mut(at));
        if let Some((_, [acts, reports])) = category {
            *acts += i64::from(fits.act);
            *reports += i64::from(fits.report);
        }
    }

    /// The stretch that begins with a day is counted now.
    fn go_on(&mut self, begin: i64) {
        if begin == self.begin {
            return;
        }
        let day = std::mem::replace(&mut self.begin, begin);
        for (event, counts) in &mut self.categories {
            let [acts, reports] = std::mem::take(counts);
            if (acts, reports) != (0, 0) {
                let event = event.clone();
                self.answers.push(TimelineAnswer {
                    day,
                    event,
                    acts,
                    reports,
                });
            }
        }
    }
}
