//! Values: what the expressions of a text come to, counted from the day it was published.

use crate::Days;

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
