//! Values: what the expressions of a text come to, counted from the day it was published.

mod holiday;
mod narrative;
mod nearest;
mod point;
mod timeline;
mod value;

use crate::days::Days;
use crate::expression::Expression;
use timeline::Timeline;

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

/// What the expressions of a text come to, one each, given the days on one of which the text was published and, by index, the
/// tense of the clause that an expression stands in.
///
/// Where the day is not known exactly, a value is given if the first and the last day that fit lead to the same; since
/// every value moves with the day, all days between them then lead to it too.
#[must_use]
pub fn resolve(
    expressions: &[Expression],
    published: Option<Days>,
    tense: impl Fn(usize) -> Option<Tense>,
) -> Vec<Resolved> {
    let on = |day| Timeline::new(day, expressions).resolve(expressions, &tense);
    let Some(days) = published else { return on(None) };
    let first = on(Some(days.first));
    if days.exact().is_some() {
        return first;
    }
    let last = on(Some(days.last));
    first
        .into_iter()
        .zip(last)
        .map(|(first, last)| agreed(first, &last))
        .collect()
}

/// What two days of publication agree on.
fn agreed(first: Resolved, last: &Resolved) -> Resolved {
    if first == *last {
        return first;
    }
    Resolved {
        value: None,
        days: None,
        ..first
    }
}
