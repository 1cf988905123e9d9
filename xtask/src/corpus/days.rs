//! Days, years and other numbers in a text, moved and changed.

use crate::random::Random;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The day of an article that tells none.
pub const DEFAULT: Date = date(2023, 3, 14);

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month and a day, either first, perhaps with the year; or a year; or another number.
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    const MONTH: &str = "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?\
        |Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?";
    let pattern = format!(
        r"\b(?P<m>{MONTH}) (?P<d>\d{{1,2}})\b(?:, (?P<y>\d{{4}}))?|\b(?P<dd>\d{{1,2}}) (?P<mm>{MONTH})(?: (?P<yy>\d{{4}}))?\b|\b(?P<year>(?:19|20)\d\d)\b|\b(?P<n>\d+(?:[.,]\d+)*)\b"
    );
    Regex::new(&pattern).unwrap_or_else(|error| unreachable!("the pattern is a pattern: {error}"))
});

/// The first day that a text tells.
pub fn first(text: &str) -> Option<Date> {
    let year = NUMBERS
        .captures_iter(text)
        .find_map(|found| year(&found))
        .unwrap_or_else(|| DEFAULT.year());
    NUMBERS.captures_iter(text).find_map(|found| day(&found, year))
}

/// The text of a template of the day `from`, moved to the week of the day `to`, so that weekdays stay right; its other numbers are changed.
pub fn moved(text: &str, from: Date, to: Date, random: &mut Random) -> String {
    let days = (to - from).get_days().div_euclid(7) * 7;
    let replace = |found: &Captures| replacement(found, from, days, random);
    let mut replace = replace;
    NUMBERS
        .replace_all(text, |found: &Captures| replace(found))
        .into_owned()
}

fn replacement(found: &Captures, from: Date, days: i32, random: &mut Random) -> String {
    let as_it_is = || found[0].to_owned();
    if let Some(day) = day(found, from.year()) {
        return day
            .checked_add(days.days())
            .map_or_else(|_| as_it_is(), |day| written(found, day));
    }
    if let Some(year) = found.name("year").and_then(|year| year.as_str().parse::<i32>().ok()) {
        return (year + days / 365).to_string();
    }
    found
        .name("n")
        .map_or_else(as_it_is, |number| another(number.as_str(), random))
}

fn year(found: &Captures) -> Option<i16> {
    let year = ["y", "yy", "year"].iter().find_map(|name| found.name(name))?;
    year.as_str().parse().ok()
}

/// The day of a date; `year` is that of one without.
fn day(found: &Captures, year: i16) -> Option<Date> {
    let month = found.name("m").or_else(|| found.name("mm"))?.as_str();
    let day = found.name("d").or_else(|| found.name("dd"))?.as_str();
    let month = MONTHS.iter().position(|name| name[..3] == month[..3])?;
    let year = self::year(found).unwrap_or(year);
    Date::new(year, i8::try_from(month + 1).ok()?, day.parse().ok()?).ok()
}

/// A day written as the date that was found, its month in full.
fn written(found: &Captures, day: Date) -> String {
    let (month, number, year) = (
        MONTHS[usize::from(day.month().unsigned_abs()) - 1],
        day.day(),
        day.year(),
    );
    match (found.name("m").is_some(), self::year(found).is_some()) {
        (true, true) => format!("{month} {number}, {year}"),
        (true, false) => format!("{month} {number}"),
        (false, true) => format!("{number} {month} {year}"),
        (false, false) => format!("{number} {month}"),
    }
}

/// A number of as many digits that is as round. Small ones stay, as words beside them may depend on them.
fn another(number: &str, random: &mut Random) -> String {
    let kept = number.trim_end_matches(['0', ',', '.']).len();
    if kept <= 1 && kept == number.len() {
        return number.to_owned();
    }
    let digit = |(i, letter): (usize, char)| match letter {
        '0'..='9' if i < kept => char::from(b'1' + random.below(9) as u8),
        _ => letter,
    };
    number.char_indices().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_move_by_weeks() {
        let text = "GENEVA, March 14, 2023. On Tuesday, as on 1 June, as in 2021. Nobody before Feb. 9.";
        let mut random = Random::of(1);
        assert_eq!(
            moved(text, date(2023, 3, 14), date(2024, 3, 15), &mut random),
            "GENEVA, March 12, 2024. On Tuesday, as on 30 May, as in 2021. Nobody before February 8."
        );
    }

    #[test]
    fn numbers_stay_as_long_and_as_round() {
        let changed = moved("16 of 2,300 took 5 tons", DEFAULT, DEFAULT, &mut Random::of(3));
        assert_eq!(changed.len(), "16 of 2,300 took 5 tons".len());
        assert!(
            changed.contains("00 took 5 tons") && !changed.contains('0') || changed.matches("00").count() == 1,
            "{changed}"
        );
    }

    #[test]
    fn the_first_day_takes_the_year_from_anywhere() {
        assert_eq!(first("Feb. 9 (AP)\nIn 2014 too"), Some(date(2014, 2, 9)));
        assert_eq!(first("nothing"), None);
    }
}
