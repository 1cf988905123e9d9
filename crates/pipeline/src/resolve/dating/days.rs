//! Sets of days, on which clues are intersected.

use jiff::civil::{Date, Weekday, date};
use jiff::{SignedDuration, ToSpan as _};

/// The first day that a report can be of here.
const FIRST: Date = date(1900, 1, 1);

/// The last.
const LAST: Date = date(2099, 12, 31);

/// How many days lie between the two, both counted.
const COUNT: usize = 73_049;

/// How many days the day of publication and the day told of may stand the wrong way round: it is tomorrow already in
/// Wellington, and a paper goes to press before the day it bears.
pub(super) const SLACK: i32 = 1;

const BITS: usize = 64;

/// A set of days of the twentieth and twenty-first centuries: a bit a day. What lies outside is in no set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DaySet {
    words: Vec<u64>,
}

impl DaySet {
    pub(super) fn none() -> Self {
        Self {
            words: vec![0; COUNT.div_ceil(BITS)],
        }
    }

    pub(super) fn all() -> Self {
        Self::between(FIRST, LAST)
    }

    /// The days from one to another, both within.
    pub(super) fn between(first: Date, last: Date) -> Self {
        let mut days = Self::none();
        days.insert(first, last);
        days
    }

    /// A day and all that follow.
    pub(super) fn from(first: Date) -> Self {
        Self::between(first, LAST)
    }

    /// A day and all before.
    pub(super) fn until(last: Date) -> Self {
        Self::between(FIRST, last)
    }

    /// What a clue allows that recurs every year: in each, the days from the first to the last, if it has them.
    pub(super) fn yearly(days_of: impl Fn(i16) -> Option<(Date, Date)>) -> Self {
        let mut days = Self::none();
        for (first, last) in (FIRST.year() - 1..=LAST.year() + 1).filter_map(days_of) {
            days.insert(first, last);
        }
        days
    }

    /// The days from so many before a weekday to so many after it, of every week.
    pub(super) fn weekly(weekday: Weekday, before: usize, after: usize) -> Self {
        let mut days = Self::none();
        let offset = usize::try_from(FIRST.weekday().until(weekday)).unwrap_or_default();
        for day in (offset..COUNT + before).step_by(7) {
            days.set(day.saturating_sub(before), (day + after).min(COUNT - 1));
        }
        days
    }

    /// Adds the days from one to another.
    pub(super) fn insert(&mut self, first: Date, last: Date) {
        let (first, last) = (first.max(FIRST), last.min(LAST));
        if first <= last {
            self.set(index(first), index(last));
        }
    }

    /// Adds the days from one index to another.
    fn set(&mut self, first: usize, last: usize) {
        let (low, high) = (first / BITS, last / BITS);
        let (from, to) = (u64::MAX << (first % BITS), u64::MAX >> (BITS - 1 - last % BITS));
        if low == high {
            self.words[low] |= from & to;
        } else if low < high {
            self.words[low] |= from;
            self.words[low + 1..high].fill(u64::MAX);
            self.words[high] |= to;
        }
    }

    /// The days in both.
    pub(super) fn and(&self, other: &Self) -> Self {
        let words = self.words.iter().zip(&other.words).map(|(a, b)| a & b).collect();
        Self { words }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// The first day and the last, where each is bounded. What leaves some day of the calendar's first or last year is not:
    /// days that recur every year leave some there.
    pub(super) fn bounds(&self) -> Option<(Date, Date)> {
        let (first, last) = (self.first()?, self.last()?);
        (first.year() > FIRST.year() + 1 && last.year() < LAST.year() - 1).then_some((first, last))
    }

    pub(super) fn first(&self) -> Option<Date> {
        let word = self.words.iter().position(|&word| word != 0)?;
        Some(day(word * BITS + self.words[word].trailing_zeros() as usize))
    }

    pub(super) fn last(&self) -> Option<Date> {
        let word = self.words.iter().rposition(|&word| word != 0)?;
        Some(day(word * BITS + BITS - 1 - self.words[word].leading_zeros() as usize))
    }
}

fn index(day: Date) -> usize {
    usize::try_from(day.duration_since(FIRST).as_hours() / 24).unwrap_or_default()
}

fn day(index: usize) -> Date {
    let hours = i64::try_from(index * 24).unwrap_or_default();
    FIRST.saturating_add(SignedDuration::from_hours(hours))
}

/// The day so many days later, or before for a negative number.
pub(super) fn shifted(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_count_is_that_of_the_calendar() {
        assert_eq!(index(LAST) + 1, COUNT);
        assert_eq!(day(COUNT - 1), LAST);
        assert_eq!(DaySet::all().bounds(), None, "what nothing bounds has no bounds");
    }

    #[test]
    fn weeks() {
        let monday = DaySet::weekly(Weekday::Monday, 0, 1).and(&DaySet::between(date(2021, 3, 3), date(2021, 3, 12)));
        assert_eq!(monday.bounds(), Some((date(2021, 3, 8), date(2021, 3, 9))));
    }

    #[test]
    fn years() {
        let leap_days = DaySet::yearly(|year| Date::new(year, 2, 29).ok().map(|day| (day, day)));
        assert_eq!(
            leap_days.and(&DaySet::from(date(2021, 1, 1))).first(),
            Some(date(2024, 2, 29))
        );
        assert_eq!(
            leap_days.and(&DaySet::until(date(1999, 1, 1))).last(),
            Some(date(1996, 2, 29))
        );
    }

    proptest! {
        #[test]
        fn a_stretch_keeps_its_ends(first in 731..COUNT - 1_500, length in 0..700_usize) {
            let (first, last) = (day(first), day(first + length));
            prop_assert_eq!(DaySet::between(first, last).bounds(), Some((first, last)));
        }

        #[test]
        fn a_day_is_in_its_week(at in 7..COUNT - 7) {
            let only = DaySet::between(day(at), day(at));
            prop_assert_eq!(&DaySet::weekly(day(at).weekday(), 0, 0).and(&only), &only);
            prop_assert!(DaySet::weekly(day(at + 1).weekday(), 0, 0).and(&only).is_empty());
            prop_assert_eq!(&DaySet::weekly(day(at + 1).weekday(), 1, 0).and(&only), &only);
        }
    }
}
