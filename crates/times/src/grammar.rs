//! The rules, one file a family: each reads an expression that starts at a place, or finds none.

pub(crate) mod calendar;
mod clock;
mod days_of;
mod durations;
pub(crate) mod edges;
mod holidays;
mod quarters;
mod recurring;
mod relative;
mod seasons;
mod vague;

use crate::cursor::Cursor;
use crate::expression::{Meaning, Modifier};
use demarche_types::TimeType;

/// An expression that starts at a place, and the place after it.
#[derive(Clone, Debug)]
pub(crate) struct Found<'a> {
    pub(crate) kind: TimeType,
    pub(crate) meaning: Meaning,
    pub(crate) modifier: Option<Modifier>,
    /// The order of day and month, where it shows one.
    pub(crate) order: Option<Order>,
    pub(crate) next: Cursor<'a>,
}

impl<'a> Found<'a> {
    pub(crate) const fn new(kind: TimeType, meaning: Meaning, next: Cursor<'a>) -> Self {
        Self {
            kind,
            meaning,
            modifier: None,
            order: None,
            next,
        }
    }

    pub(crate) const fn date(meaning: Meaning, next: Cursor<'a>) -> Self {
        Self::new(TimeType::Date, meaning, next)
    }

    pub(crate) const fn time(meaning: Meaning, next: Cursor<'a>) -> Self {
        Self::new(TimeType::Time, meaning, next)
    }

    pub(crate) const fn duration(meaning: Meaning, next: Cursor<'a>) -> Self {
        Self::new(TimeType::Duration, meaning, next)
    }

    pub(crate) const fn set(meaning: Meaning, next: Cursor<'a>) -> Self {
        Self::new(TimeType::Set, meaning, next)
    }

    /// The same with a modifier, unless it has one already.
    pub(crate) fn modified(mut self, modifier: Modifier) -> Self {
        self.modifier = self.modifier.or(Some(modifier));
        self
    }
}

/// Which of day and month a writer puts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

type Rule = for<'a> fn(Cursor<'a>) -> Option<Found<'a>>;

/// The families. Of two that read the same words the earlier one counts.
const FAMILIES: &[Rule] = &[
    clock::at,
    calendar::at,
    days_of::at,
    holidays::at,
    relative::at,
    quarters::at,
    seasons::at,
    recurring::at,
    vague::at,
    durations::at,
    edges::at,
];

/// The longest expression that starts here.
pub(crate) fn longest(at: Cursor<'_>) -> Option<Found<'_>> {
    longest_of(FAMILIES, at)
}

/// The longest that these rules read.
fn longest_of<'a>(rules: &[Rule], at: Cursor<'a>) -> Option<Found<'a>> {
    let mut best: Option<Found<'_>> = None;
    for found in rules.iter().filter_map(|rule| rule(at)) {
        if best.as_ref().is_none_or(|best| best.next.at() < found.next.at()) {
            best = Some(found);
        }
    }
    best
}
