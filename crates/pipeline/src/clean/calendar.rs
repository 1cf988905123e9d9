//! Days of the calendar as lines of publication write them.

use super::cursor::Cursor;
use std::fmt;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The years a report can be of.
const YEARS: std::ops::RangeInclusive<u16> = 1800..=2199;

/// A day of the Gregorian calendar. Shows as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    year: u16,
    month: u16,
    day: u16,
}

impl Day {
    /// The day, where the calendar has it and a report can be of that year.
    pub(crate) fn new(year: u16, month: u16, day: u16) -> Option<Self> {
        let fits = YEARS.contains(&year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        fits.then_some(Self { year, month, day })
    }

    /// Exactly `YYYY-MM-DD`.
    pub(crate) fn from_iso(text: &str) -> Option<Self> {
        let written = date_at_start(text)?.day?;
        (written.to_string() == text).then_some(written)
    }

    /// The day after.
    pub(crate) fn next(self) -> Self {
        let Self { year, month, day } = self;
        if day < days_in(year, month) {
            Self {
                year,
                month,
                day: day + 1,
            }
        } else if month < 12 {
            Self {
                year,
                month: month + 1,
                day: 1,
            }
        } else {
            Self {
                year: year + 1,
                month: 1,
                day: 1,
            }
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_in(year: u16, month: u16) -> u16 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// The day, where it is a full one and not in doubt: none for *August 13* and for *3/4/2020*.
    pub(crate) day: Option<Day>,
    /// How many bytes it takes.
    pub(crate) len: usize,
}

/// What a form of date reads: nothing where the text has another form; no day where the text does not fix one.
type Form = fn(&mut Cursor<'_>) -> Option<Option<Day>>;

/// The date a text begins with: *Monday, August 13, 1998*, *13 Aug 1998*, *1998-08-13*, *August 13*.
pub(crate) fn date_at_start(text: &str) -> Option<Written> {
    let mut start = Cursor::new(text);
    skip_weekday(&mut start);
    [iso as Form, month_first, day_first, figures].iter().find_map(|form| {
        let mut cursor = start;
        form(&mut cursor).map(|day| Written { day, len: cursor.at() })
    })
}

/// Whether a word names a month or a day of the week, in full or shortened.
pub(crate) fn is_calendar_word(word: &str) -> bool {
    month(word).is_some() || is_weekday(word)
}

/// Whether a word names a day of the week, in full or shortened.
pub(crate) fn is_weekday(word: &str) -> bool {
    named(word, &WEEKDAYS).is_some()
}

fn month(word: &str) -> Option<u16> {
    named(word, &MONTHS).and_then(|index| u16::try_from(index + 1).ok())
}

/// The index of a capitalised name, written in full or as its first three letters or more (*Aug*, *Sept*, *Tues*).
fn named(word: &str, names: &[&str]) -> Option<usize> {
    let capitalised = word.chars().next().is_some_and(char::is_uppercase);
    let short = |name: &str| (3..=5).contains(&word.len()) && name.starts_with(&word.to_lowercase());
    names
        .iter()
        .position(|name| capitalised && (word.eq_ignore_ascii_case(name) || short(name)))
}

fn skip_weekday(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if ahead.letters().is_some_and(is_weekday) {
        ahead.skip(".,");
        *cursor = ahead;
    }
}

fn month_first(cursor: &mut Cursor<'_>) -> Option<Option<Day>> {
    let month = month(cursor.letters()?)?;
    cursor.skip(".-");
    let day = day_number(cursor)?;
    with_year(cursor, month, day)
}

fn day_first(cursor: &mut Cursor<'_>) -> Option<Option<Day>> {
    let day = day_number(cursor)?;
    cursor.skip("-");
    let mut word = cursor.letters()?;
    if word == "of" {
        cursor.skip("");
        word = cursor.letters()?;
    }
    let month = month(word)?;
    with_year(cursor, month, day)
}

/// A day's number and its ending: *13*, *3rd*.
fn day_number(cursor: &mut Cursor<'_>) -> Option<u16> {
    let day = cursor.number(1..=2).filter(|day| (1..=31).contains(day))?;
    let mut ahead = *cursor;
    if ahead
        .letters()
        .is_some_and(|ending| ["st", "nd", "rd", "th"].contains(&ending))
    {
        *cursor = ahead;
    }
    Some(day)
}

/// The year after a month and a day, where one is written; a day that no calendar has is no date.
fn with_year(cursor: &mut Cursor<'_>, month: u16, day: u16) -> Option<Option<Day>> {
    let mut ahead = *cursor;
    ahead.skip(".,-");
    let Some(year) = ahead.number(4..=4).filter(|year| YEARS.contains(year)) else {
        return (day <= days_in(2000, month)).then_some(None);
    };
    *cursor = ahead;
    Day::new(year, month, day).map(Some)
}

fn iso(cursor: &mut Cursor<'_>) -> Option<Option<Day>> {
    let year = cursor.number(4..=4)?;
    let separator = cursor.one_of("-/.")?;
    let month = cursor.number(1..=2)?;
    cursor.one_of(separator.encode_utf8(&mut [0; 4]))?;
    let day = cursor.number(1..=2)?;
    Day::new(year, month, day).map(Some)
}

/// Figures only. Which is the day and which the month is known where one of them is over twelve, or where they are equal.
fn figures(cursor: &mut Cursor<'_>) -> Option<Option<Day>> {
    let first = cursor.number(1..=2)?;
    let separator = cursor.one_of("/.-")?;
    let second = cursor.number(1..=2)?;
    cursor.one_of(separator.encode_utf8(&mut [0; 4]))?;
    let year = cursor.number(4..=4)?;
    let (day_first, month_first) = (Day::new(year, second, first), Day::new(year, first, second));
    match (day_first, month_first) {
        (None, None) => None,
        (Some(day), other) if other.is_none() || other == Some(day) => Some(Some(day)),
        (None, day) => Some(day),
        _ => Some(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        date_at_start(text)
            .and_then(|written| written.day)
            .map(|day| day.to_string())
    }

    #[test]
    fn full_days_in_every_form() {
        for text in [
            "August 13, 1998",
            "Aug. 13 1998",
            "AUGUST 13TH, 1998".to_lowercase().replace("august", "August").as_str(),
            "13 August 1998",
            "13th of August, 1998",
            "Thursday, 13 Aug 1998",
            "Thu August 13 , 1998",
            "1998-08-13T10:00",
            "1998/8/13",
            "13/08/1998",
            "8/13/1998",
            "13-Aug-1998",
            "13.08.1998",
        ] {
            assert_eq!(day(text).as_deref(), Some("1998-08-13"), "{text}");
        }
    }

    #[test]
    fn what_fixes_no_day() {
        for text in ["August 13", "3 Aug (Agency)", "3/4/2020", "Sept. 9"] {
            assert_eq!(date_at_start(text).map(|written| written.day), Some(None), "{text}");
        }
        for text in [
            "August 2020",
            "August",
            "13",
            "30 February 2020",
            "99/99/2020",
            "may 13",
            "Augustus 13",
            "",
            "1998-13-01",
        ] {
            assert_eq!(date_at_start(text), None, "{text}");
        }
    }

    #[test]
    fn the_length_is_that_of_the_date() {
        let text = "Sept. 3rd, 2020 at noon";
        let len = date_at_start(text).map(|written| written.len);
        assert_eq!(len.map(|len| &text[..len]), Some("Sept. 3rd, 2020"));
    }

    #[test]
    fn iso_is_strict() {
        assert!(Day::from_iso("2024-02-29").is_some());
        for text in [
            "2023-02-29",
            "2024-2-29",
            "2024/02/29",
            "2024-02-29 ",
            "",
            "1066-01-01",
            "29 Feb 2024",
        ] {
            assert_eq!(Day::from_iso(text), None, "{text}");
        }
    }

    #[test]
    fn the_next_day_turns_month_and_year() {
        let next = |text| Day::from_iso(text).map(|day| day.next().to_string());
        assert_eq!(next("2024-02-28").as_deref(), Some("2024-02-29"));
        assert_eq!(next("2023-02-28").as_deref(), Some("2023-03-01"));
        assert_eq!(next("2023-12-31").as_deref(), Some("2024-01-01"));
    }
}
