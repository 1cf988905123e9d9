//! Dates of the calendar: years, months and days in every order, decades and centuries.

use super::Found;
use super::numbers::{ordinal, year_in_words};
use super::scan::Scan;
use crate::expression::{Meaning, Origin, Side, Unit, Year};
use crate::lexicon::Lex;
use jiff::civil::Weekday;

/// Words after which a bare *May* or *March* is a month, and an early number a year.
const LEADS: &[&str] = &[
    "in", "since", "by", "until", "till", "from", "during", "before", "after", "of", "last", "next", "this", "early",
    "late", "mid", "between", "to", "through", "for", "and", "or", "each", "every", "around", "about", "(", "-",
    "until", "circa",
];

pub(super) fn found(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let after_the = usize::from(scan.word(at) == "the");
    let rules = [
        ages(scan, at),
        date(scan, at),
        day_first(scan, at + after_the).filter(|_| after_the == 1 && ordinal(scan, at + 1).is_some()),
    ];
    let best = rules.into_iter().flatten().max_by_key(|(_, end)| *end);
    best.map(|(meaning, end)| Found::date(meaning, end))
}

/// A date, the longest that begins here.
pub(super) fn date(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let rules = [
        after_weekday,
        month_first,
        day_first,
        iso,
        figures,
        bare_year,
        short_year,
        month_by_side,
    ];
    rules
        .iter()
        .filter_map(|rule| rule(scan, at))
        .max_by_key(|(_, end)| *end)
}

fn dated(year: Year, month: u8, day: Option<u8>, weekday: Option<Weekday>) -> Meaning {
    Meaning::Date {
        year,
        month: Some(month),
        day,
        weekday,
    }
}

/// *Friday, Oct. 23*; *this coming Sunday, March eighth*; *Friday the 13th of May*.
fn after_weekday(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let first = scan.skip_word(at, &["this", "next", "last"]);
    let first = scan.skip_word(first, &["coming", "past"]);
    let (weekday, next) = match scan.lex(first) {
        Lex::Weekday(weekday) if scan.capital(first) => (weekday, first + 1),
        Lex::WeekdayShort(weekday) if scan.capital(first) => (weekday, scan.stop(first + 1)),
        _ => return None,
    };
    let next = scan.skip_word(scan.skip(next, ','), &["the"]);
    match month_first(scan, next).or_else(|| day_first(scan, next))? {
        (
            Meaning::Date {
                year,
                month,
                day: day @ Some(_),
                ..
            },
            end,
        ) => Some((
            Meaning::Date {
                year,
                month,
                day,
                weekday: Some(weekday),
            },
            end,
        )),
        _ => None,
    }
}

/// A month's name and what follows it, and whether it is abbreviated.
fn month(scan: &Scan<'_>, at: usize) -> Option<(u8, usize, bool)> {
    match scan.lex(at) {
        Lex::Month(month) if scan.capital(at) => Some((month, at + 1, false)),
        Lex::MonthShort(month) if scan.capital(at) => Some((month, scan.stop(at + 1), true)),
        _ => None,
    }
}

/// *February 4th, 2022*, *Feb. 4*, *February 2022*, *February of 2022*, *February last year*, *February*.
fn month_first(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let (month, next, short) = month(scan, at)?;
    if let Some((day, end)) = day(scan, scan.skip_word(next, &["the"])) {
        let (year, end) = year_after(scan, end);
        return Some((dated(year, month, Some(day), None), end));
    }
    let (year, end) = year_after(scan, scan.skip_word(next, &["of"]));
    if !matches!(year, Year::Open(_)) {
        return Some((dated(year, month, None, None), end));
    }
    let doubtful =
        matches!(scan.word(at), "may" | "march") && !scan.is_before(at, LEADS) || short && !scan.is_before(at, LEADS);
    (!doubtful && !name_goes_on(scan, at, next)).then(|| (dated(Year::Open(Side::Bare), month, None, None), next))
}

/// Whether a month's name is part of a longer name: *April Glaspie*, *Theresa May*, *Black September*.
fn name_goes_on(scan: &Scan<'_>, at: usize, next: usize) -> bool {
    let follows =
        scan.capital(next) && scan.lex(next) == Lex::Plain && !scan.opens(next) && scan.word(at) != scan.word(next);
    let leads =
        at > 0 && scan.capital(at - 1) && scan.lex(at - 1) == Lex::Plain && !scan.opens(at) && !scan.opens(at - 1);
    follows && !scan.is_before(at, LEADS) || leads && !scan.is_before(at, LEADS)
}

/// *last April*, *this September*, *next May*.
fn month_by_side(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let (side, next) = side(scan, at)?;
    let (month, end, _) = month(scan, next)?;
    match scan.lex(end) {
        Lex::Digits(..) => None,
        _ => Some((dated(Year::Open(side), month, None, None), end)),
    }
}

/// *last*, *this*, *next*, *this past*, *this coming*, *the previous*, and what follows.
pub(super) fn side(scan: &Scan<'_>, at: usize) -> Option<(Side, usize)> {
    let next = scan.skip_word(at, &["the"]);
    Some(match (scan.word(next), scan.word(next + 1)) {
        ("this", "past") => (Side::Last, next + 2),
        ("this", "coming") => (Side::Next, next + 2),
        ("last" | "past" | "previous", _) => (Side::Last, next + 1),
        ("next" | "coming" | "following", _) => (Side::Next, next + 1),
        ("this", _) if next == at => (Side::This, next + 1),
        _ => return None,
    })
}

/// *4 February 2022*, *4th of February*, *4-Feb-2022*.
fn day_first(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    if scan.is_before(at, &["$", "#", "."]) && scan.glued(at) {
        return None;
    }
    let (day, next) = day(scan, at)?;
    let next = scan.hyphen(next).unwrap_or_else(|| scan.skip_word(next, &["of"]));
    let (month, end, _) = month(scan, next)?;
    let (year, end) = year_after(scan, scan.hyphen(end).unwrap_or(end));
    Some((dated(year, month, Some(day), None), end))
}

/// A day of the month: *4*, *4th*, *fourth*.
fn day(scan: &Scan<'_>, at: usize) -> Option<(u8, usize)> {
    let (day, end) = ordinal(scan, at).or_else(|| match scan.lex(at) {
        Lex::Digits(day, 1..=2) => Some((day, at + 1)),
        _ => None,
    })?;
    let goes_on = matches!(scan.lex(end), Lex::Digits(..)) && scan.glued(end)
        || scan.is(end, &[".", ":", ","])
            && scan.glued(end)
            && scan.glued(end + 1)
            && matches!(scan.lex(end + 1), Lex::Digits(..))
        || scan.sign(end, '%')
        || scan.is(end, &["percent"]);
    ((1..=31).contains(&day) && !goes_on).then_some((u8::try_from(day).ok()?, end))
}

/// The year after a month or a day, open where there is none; and what follows.
fn year_after(scan: &Scan<'_>, at: usize) -> (Year, usize) {
    let next = scan.skip_word(scan.skip(at, ','), &["in"]);
    if let Some((year, end)) = figures_of_year(scan, next).or_else(|| year_in_words(scan, next)) {
        return (Year::Stated(year), end);
    }
    if let (true, Lex::Digits(year, 2)) = (scan.sign(next, '\''), scan.lex(next + 1)) {
        return (Year::Stated(century_of(year)), next + 2);
    }
    let shift = |count| (Year::Shifted(count, Origin::Published), at + 2);
    match (scan.word(at), scan.word(at + 1)) {
        ("last", "year") => shift(-1),
        ("this", "year") => shift(0),
        ("next", "year") => shift(1),
        ("of", "last") if scan.word(at + 2) == "year" => (Year::Shifted(-1, Origin::Published), at + 3),
        ("of", "this") if scan.word(at + 2) == "year" => (Year::Shifted(0, Origin::Published), at + 3),
        ("of", "next") if scan.word(at + 2) == "year" => (Year::Shifted(1, Origin::Published), at + 3),
        ("of", "that") if scan.word(at + 2) == "year" => (Year::Shifted(0, Origin::Mention), at + 3),
        ("the", "following") if scan.word(at + 2) == "year" => (Year::Shifted(1, Origin::Mention), at + 3),
        _ => (Year::Open(Side::Bare), at.min(back(scan, at))),
    }
}

/// Where the words end if no year follows: before the *of* or the hyphen that was skipped for it.
fn back(scan: &Scan<'_>, at: usize) -> usize {
    let skipped = scan.is_before(at, &["of"]) || at > 0 && scan.sign(at - 1, '-');
    at - usize::from(skipped)
}

/// A year in four figures that is no part of a longer number.
pub(super) fn figures_of_year(scan: &Scan<'_>, at: usize) -> Option<(i32, usize)> {
    let Lex::Digits(year @ 1000..=2200, 4) = scan.lex(at) else {
        return None;
    };
    let goes_on = scan.is(at + 1, &[".", ","])
        && scan.glued(at + 1)
        && scan.glued(at + 2)
        && matches!(scan.lex(at + 2), Lex::Digits(..));
    (!goes_on && !scan.sign(at + 1, '%')).then_some((i32::try_from(year).ok()?, at + 1))
}

/// The year that two figures stand for: *'98*, *4/2/05*.
fn century_of(year: u32) -> i32 {
    let year = i32::try_from(year).unwrap_or_default();
    if year < 40 { 2000 + year } else { 1900 + year }
}

/// *2022-02-04*, *2022/02/04*, *2022-02*.
fn iso(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let Lex::Digits(year @ 1000..=2200, 4) = scan.lex(at) else {
        return None;
    };
    let separator = |at| (scan.sign(at, '-') || scan.sign(at, '/')) && scan.glued(at) && scan.glued(at + 1);
    let Lex::Digits(month @ 1..=12, 2) = scan.lex(at + 2) else {
        return None;
    };
    if !separator(at + 1) {
        return None;
    }
    let year = Year::Stated(i32::try_from(year).ok()?);
    let month = u8::try_from(month).ok()?;
    match scan.lex(at + 4) {
        Lex::Digits(day @ 1..=31, 1..=2) if separator(at + 3) => {
            Some((dated(year, month, Some(u8::try_from(day).ok()?), None), at + 5))
        }
        _ => (!separator(at + 3)).then(|| (dated(year, month, None, None), at + 3)),
    }
}

/// *4/2/2022*, *24.12.2022*: the order is open where both numbers can be months.
fn figures(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let (Lex::Digits(first @ 1..=31, 1..=2), Lex::Digits(second @ 1..=31, 1..=2)) = (scan.lex(at), scan.lex(at + 2))
    else {
        return None;
    };
    let sign = ['/', '.', '-']
        .into_iter()
        .find(|sign| scan.sign(at + 1, *sign) && scan.sign(at + 3, *sign))?;
    let glued = (at + 1..at + 5).all(|at| scan.glued(at));
    let year = match scan.lex(at + 4) {
        Lex::Digits(year @ 1000..=2200, 4) => i32::try_from(year).ok()?,
        Lex::Digits(year, 2) if sign == '/' => century_of(year),
        _ => return None,
    };
    if !glued || scan.glued(at) && at > 0 && matches!(scan.lex(at - 1), Lex::Digits(..) | Lex::Sign('.' | '/' | '-')) {
        return None;
    }
    let (first, second, year) = (
        u8::try_from(first).ok()?,
        u8::try_from(second).ok()?,
        Year::Stated(year),
    );
    let meaning = match (first <= 12, second <= 12) {
        (true, true) if sign == '.' || first == second => dated(year, second, Some(first), None),
        (true, true) => Meaning::Figures { first, second, year },
        (true, false) => dated(year, first, Some(second), None),
        (false, true) => dated(year, second, Some(first), None),
        (false, false) => return None,
    };
    Some((meaning, at + 5))
}

/// *1998*, *the year 1998*, *nineteen ninety-eight*.
fn bare_year(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let year = |year| Meaning::Date {
        year: Year::Stated(year),
        month: None,
        day: None,
        weekday: None,
    };
    let named = usize::from(scan.word(at) == "the");
    if scan.word(at + named) == "year" {
        let next = at + named + 1;
        if let (Lex::Number(2), Lex::Number(1000)) = (scan.lex(next), scan.lex(next + 1)) {
            return Some((year(2000), next + 2));
        }
        return figures_of_year(scan, next)
            .or_else(|| year_in_words(scan, next))
            .map(|(stated, end)| (year(stated), end));
    }
    if let Some((stated, end)) = year_in_words(scan, at) {
        return (!matches!(scan.lex(end), Lex::Units(_))).then(|| (year(stated), end));
    }
    let (stated, end) = figures_of_year(scan, at)?;
    (may_be_year(scan, at, stated)).then(|| (year(stated), end))
}

/// Whether four figures are a year: nothing is counted by them, and those long gone stand after a preposition.
fn may_be_year(scan: &Scan<'_>, at: usize, year: i32) -> bool {
    let part = at > 0
        && scan.glued(at)
        && matches!(
            scan.lex(at - 1),
            Lex::Sign('$' | '.' | ',' | '#' | '£' | '€' | '/' | ':' | '-') | Lex::Digits(..) | Lex::Plain
        );
    let range = at > 1
        && scan.glued(at)
        && scan.sign(at - 1, '-')
        && (matches!(scan.lex(at - 2), Lex::Digits(_, 4)) || scan.is(at - 2, &["mid", "post", "pre"]));
    let part_follows = matches!(scan.lex(at + 1), Lex::Sign(':' | '/')) && matches!(scan.lex(at + 2), Lex::Digits(..));
    let goes_on = scan.glued(at + 1) && (part_follows || matches!(scan.lex(at + 1), Lex::Plain | Lex::Key));
    let counted = matches!(scan.lex(at + 1), Lex::Units(_) | Lex::Number(_))
        || scan.is(
            at + 1,
            &["percent", "people", "miles", "gmt", "hours", "feet", "troops", "men"],
        );
    let near = (1900..=2050).contains(&year);
    let old = (1000..1900).contains(&year) && scan.is_before(at, LEADS) && scan.lex(at + 1) != Lex::Plain;
    (!part || range) && !goes_on && !counted && (near || old)
}

/// *'98*.
fn short_year(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    match scan.lex(at + 1) {
        Lex::Digits(year, 2)
            if scan.sign(at, '\'') && scan.glued(at + 1) && !scan.glued(at) && !scan.is(at + 2, &["s"]) =>
        {
            let year = Year::Stated(century_of(year));
            Some((
                Meaning::Date {
                    year,
                    month: None,
                    day: None,
                    weekday: None,
                },
                at + 2,
            ))
        }
        _ => None,
    }
}

/// Decades and centuries: *the 1990s*, *the '80s*, *the nineties*, *the 20th century*, *this century*.
fn ages(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let next = scan.skip_word(at, &["the"]);
    if let Some((ordinal, end)) = ordinal(scan, next) {
        let end = scan.hyphen(end).unwrap_or(end);
        return (scan.is(end, &["century", "centuries"])).then(|| {
            (
                Meaning::Century(i32::try_from(ordinal).unwrap_or_default() - 1),
                end + 1,
            )
        });
    }
    let quote = scan.skip(next, '\'');
    let (first, end) = match scan.lex(quote) {
        Lex::Digits(year @ 1000..=2200, 4) if year % 10 == 0 => (i32::try_from(year).ok()?, quote + 1),
        Lex::Digits(year, 2) if year % 10 == 0 && (quote > next || next > at) => (century_of(year), quote + 1),
        Lex::Decade(year)
            if next > at && scan.word(next) != "twenties"
                || at > 0 && scan.is_before(at, &["early", "late", "mid"]) =>
        {
            return Some((Meaning::Decade(1900 + i32::try_from(year).ok()?), next + 1));
        }
        _ => return None,
    };
    let end = if scan.sign(end, '\'') && scan.glued(end) {
        end + 1
    } else {
        end
    };
    (scan.word(end) == "s" && scan.glued(end)).then_some((Meaning::Decade(first), end + 1))
}

/// A unit of the calendar that is at hand, as a date: for rules that name it beside another.
pub(super) const fn shift(unit: Unit, count: i32, origin: Origin) -> Meaning {
    Meaning::Shift { unit, count, origin }
}
