//! What a text lets one conclude about its day.

use super::days::DaySet;
use demarche_types::Span;

/// A clue: the days that its words allow.
#[derive(Clone, Debug)]
pub(super) struct Clue {
    /// The days.
    pub(super) days: DaySet,
    /// The words.
    pub(super) evidence: Vec<Span>,
    /// How far it is to be relied on.
    pub(super) strength: Strength,
}

impl Clue {
    pub(super) fn new(strength: Strength, span: Span, days: DaySet) -> Self {
        Self {
            days,
            evidence: vec![span],
            strength,
        }
    }
}

/// How far a clue is to be relied on, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// What news writers do by habit: a day is named by its weekday within the week.
    Habit,
    /// What grammar says: what is told in the past tense lies before the day of writing.
    Grammar,
    /// What somebody writes of who is in office, whom history books too may call by his title.
    Office,
    /// What cannot be otherwise: nobody names a thing before it is there.
    Fact,
    /// What the text says of itself: its copyright.
    Stated,
}
