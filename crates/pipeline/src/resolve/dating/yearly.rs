//! Dates without their year: *on March 12*, *Friday, July 31*. They lie in the year of writing or the nearest part of the
//! next or the last; a weekday beside them leaves but some of the years.

use super::calendar::{Stretch, stretch};
use super::clue::{Clue, Strength};
use super::days::{DaySet, SLACK, shifted};
use super::mentions::Mention;
use demarche_times::{Meaning, Side, Tense, Year};
use jiff::civil::Weekday;

/// How many days away a date lies at most that is named without its year.
const REACH: i32 = 300;

/// How many days away at most a date lies that is named with its weekday.
const WEEKDAY_REACH: i32 = 200;

/// A day or a month of every year.
pub(super) struct Recurring {
    month: u8,
    day: Option<u8>,
    weekday: Option<Weekday>,
    side: Side,
}

impl Recurring {
    /// What an expression without a year names.
    pub(super) fn of(meaning: &Meaning) -> Option<Self> {
        match meaning {
            Meaning::Date {
                year: Year::Open(side),
                month: Some(month),
                day,
                weekday,
            } => Some(Self {
                month: *month,
                day: *day,
                weekday: *weekday,
                side: *side,
            }),
            _ => None,
        }
    }

    /// Whether it is a day, and no month.
    pub(super) fn is_day(&self) -> bool {
        self.day.is_some()
    }

    /// The same on a weekday, where that is known and none is named yet.
    pub(super) fn on(self, weekday: Option<Weekday>) -> Self {
        let weekday = self.weekday.or(weekday);
        Self { weekday, ..self }
    }

    /// Its days in a year, where they are of the weekday named.
    pub(super) fn in_year(&self, year: i16) -> Option<Stretch> {
        let days = stretch(year, Some(self.month), self.day)?;
        self.weekday
            .is_none_or(|weekday| days.0.weekday() == weekday)
            .then_some(days)
    }
}

/// The clue of a date without its year.
pub(super) fn clue(mention: &Mention<'_>) -> Option<Clue> {
    let recurring = Recurring::of(mention.meaning)?;
    let reach = if recurring.weekday.is_some() {
        WEEKDAY_REACH
    } else {
        REACH
    };
    let (before, after) = match side(&recurring, mention) {
        Some(Tense::Past) => (SLACK, reach),
        Some(_) => (reach, SLACK),
        None => (reach, reach),
    };
    let window = |(first, last): Stretch| (shifted(first, -before), shifted(last, after));
    let days = DaySet::yearly(|year| recurring.in_year(year).map(window));
    Some(Clue::new(Strength::Grammar, mention.span, days))
}

/// Whether the date is past or to come.
fn side(recurring: &Recurring, mention: &Mention<'_>) -> Option<Tense> {
    match (recurring.side, mention.preposition.as_str()) {
        (Side::Last, _) | (_, "since") => Some(Tense::Past),
        (Side::Next, _) => Some(Tense::Future),
        (_, "by" | "until" | "till" | "through" | "before" | "for") => {
            mention.tense.filter(|tense| *tense != Tense::Past)
        }
        (_, "to") => None,
        _ => mention.tense.filter(|_| mention.dates),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_weekday_leaves_some_years() {
        let friday = Recurring::of(&Meaning::Date {
            year: Year::Open(Side::Bare),
            month: Some(7),
            day: Some(31),
            weekday: Some(Weekday::Friday),
        });
        let years = friday.map(|friday| {
            (1985..2010)
                .filter(|year| friday.in_year(*year).is_some())
                .collect::<Vec<_>>()
        });
        assert_eq!(years, Some(vec![1987, 1992, 1998, 2009]));
    }

    #[test]
    fn a_month_is_no_day() {
        let month = Recurring::of(&Meaning::Date {
            year: Year::Open(Side::Last),
            month: Some(4),
            day: None,
            weekday: None,
        });
        assert_eq!(month.as_ref().map(Recurring::is_day), Some(false));
        let days = month.and_then(|month| month.in_year(2001));
        assert_eq!(days, Some((date(2001, 4, 1), date(2001, 4, 30))));
    }
}
