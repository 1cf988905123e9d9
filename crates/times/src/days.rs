//! Stretches of days.

use jiff::civil::Date;

/// The days from one to another, both within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// The first.
    pub first: Date,
    /// The last, never before the first.
    pub last: Date,
}

impl Days {
    /// A single day.
    #[must_use]
    pub const fn one(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// From the first to the last; `None` where they stand the other way round.
    #[must_use]
    pub fn new(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The day, where it is a single one.
    #[must_use]
    pub fn exact(self) -> Option<Date> {
        (self.first == self.last).then_some(self.first)
    }
}
