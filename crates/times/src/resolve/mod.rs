//! Values: what the expressions of a text come to, counted from the day it was published.

mod calendar;
mod cues;
mod lengths;
mod values;

use crate::{Days, Expression};
pub use cues::cues;
use values::Context;

/// How a sentence stands to the day on which it was written. It says on which side of that day a bare weekday or month
/// lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// *The council voted on Thursday.*
    Past,
    /// *The council votes on Thursday.* News in the present tense tells what is planned.
    Present,
    /// *The council will vote on Thursday.*
    Future,
}

/// What an expression comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// TIMEX3's value; `None` where it hangs on a day that is not known.
    pub value: Option<String>,
    /// What it was counted from; `None` where it stands on its own.
    pub anchor: Option<Anchor>,
    /// The days that the value spans, where it is a stretch of the calendar.
    pub days: Option<Days>,
}

/// What a value was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The day of publication.
    Published,
    /// Another expression, by its index.
    Expression(usize),
}

/// What the expressions of a text come to, counted from the day of publication, in reading order. `tense` says how the clause
/// of each stands to that day, where it is known. Where several days are left for publication, a value is known only if it is the
/// same counted from the first and from the last.
#[must_use]
pub fn resolve(
    expressions: &[Expression],
    published: Option<Days>,
    tense: impl Fn(usize) -> Option<Tense>,
) -> Vec<Resolved> {
    let counted_from = |day| {
        let mut context = Context::new(day);
        let resolve = |(index, e): (usize, &Expression)| context.resolve(index, &e.meaning, e.modifier, tense(index));
        expressions.iter().enumerate().map(resolve).collect::<Vec<_>>()
    };
    let first = counted_from(published.map(|days| days.first));
    match published.filter(|days| days.exact().is_none()) {
        None => first,
        Some(days) => first
            .into_iter()
            .zip(counted_from(Some(days.last)))
            .map(|(first, last)| agreed(first, last))
            .collect(),
    }
}

/// What both say; where they differ, the days from the first to the last, and no value.
fn agreed(first: Resolved, last: Resolved) -> Resolved {
    if first.value == last.value {
        return first;
    }
    let days = first
        .days
        .zip(last.days)
        .and_then(|(first, last)| Days::new(first.first, last.last));
    Resolved {
        value: None,
        anchor: first.anchor,
        days,
    }
}
