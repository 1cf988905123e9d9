//! Times by their distance from the day of publication or from one that was mentioned.

use super::Found;
use super::calendar::shift;
use super::clock::day;
use super::numbers::amount;
use super::scan::Scan;
use crate::expression::{Amount, Meaning, Origin, Reference, Side, Unit};
use crate::lexicon::Lex;

pub(super) fn found(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (meaning, end) = near(scan, at)
        .or_else(|| beside(scan, at))
        .or_else(|| unit_by_side(scan, at))
        .or_else(|| week_of(scan, at))
        .or_else(|| at_hand(scan, at))?;
    Some(Found::date(meaning, end))
}

/// *yesterday*, *today*, *tomorrow*.
fn near(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    matches!(scan.word(at), "yesterday" | "today" | "tomorrow")
        .then(|| day(scan, at))?
        .filter(|_| !named(scan, at))
}

/// *USA Today*.
fn named(scan: &Scan<'_>, at: usize) -> bool {
    at > 0 && scan.capital(at) && !scan.opens(at) && scan.capital(at - 1)
}

/// *last week*, *this month*, *next year*, *the following day*, *that year*, *the previous month*, *the current quarter*.
pub(super) fn unit_by_side(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let the = usize::from(scan.word(at) == "the");
    let word = scan.word(at + the);
    let (count, origin, next) = match (word, scan.word(at + the + 1)) {
        ("this", "past") => (-1, Origin::Published, at + 2),
        ("this", "coming") => (1, Origin::Published, at + 2),
        ("that", "same") => (0, Origin::Mention, at + 2),
        ("last", _) => (-1, Origin::Published, at + the + 1),
        ("past", _) if the == 1 => (-1, Origin::Published, at + 2),
        ("this", _) => (0, Origin::Published, at + the + 1),
        ("current", _) => (0, Origin::Published, at + the + 1),
        ("next" | "coming", unit) => (
            1,
            if the == 1 && unit == "day" {
                Origin::Mention
            } else {
                Origin::Published
            },
            at + the + 1,
        ),
        ("following", _) if the == 1 => (1, Origin::Mention, at + 2),
        ("previous" | "preceding", _) if the == 1 => (-1, Origin::Mention, at + 2),
        ("same", _) if the == 1 => (0, Origin::Mention, at + 2),
        ("that", _) => (0, Origin::Mention, at + 1),
        _ => return None,
    };
    let Lex::Unit(unit) = scan.lex(next) else { return None };
    let end = if scan.word(next + 1) == "or" && scan.word(next + 2) == "so" {
        next + 3
    } else {
        next + 1
    };
    match unit {
        Unit::Weekend => Some((
            Meaning::Weekend {
                side: of_count(count),
                origin,
            },
            next + 1,
        )),
        Unit::Hour | Unit::Minute | Unit::Second | Unit::Decade | Unit::Millennium
            if word != "this" && word != "last" =>
        {
            None
        }
        Unit::Hour | Unit::Minute | Unit::Second => None,
        Unit::Day if word == "this" || word == "last" || word == "past" => None,
        _ => Some((shift(unit, count, origin), end)),
    }
}

const fn of_count(count: i32) -> Side {
    match count {
        ..0 => Side::Last,
        0 => Side::This,
        _ => Side::Next,
    }
}

/// *the day before Christmas*, *two days after the vote* by its day only, *a week from Friday*, *the eve of*.
fn beside(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let the = scan.skip_word(at, &["the"]);
    let (count, unit, next) = match scan.lex(the) {
        Lex::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) => (1, unit, the + 1),
        _ => match amount(scan, at)? {
            (Amount::Exact { whole, sixtieths: 0 }, unit, next) => (i32::try_from(whole).ok()?, unit, next),
            _ => return None,
        },
    };
    let sign = match scan.word(next) {
        "before" => -1,
        "after" | "from" => 1,
        _ => return None,
    };
    let (of, end) = day(scan, next + 1)?;
    Some((
        Meaning::Beside {
            of: Box::new(of),
            unit,
            count: sign * count,
        },
        end,
    ))
}

/// *the week of March 6*, *the week ended Friday* by its day.
fn week_of(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let the = scan.skip_word(at, &["the"]);
    if scan.word(the) != "week" || scan.word(the + 1) != "of" {
        return None;
    }
    let (of, end) = day(scan, the + 2)?;
    Some((Meaning::WeekOf(Box::new(of)), end))
}

/// *the weekend*, *the year*, *the month*, *year-end*: the one at hand. *Some time*, *sometime next year*.
fn at_hand(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    match (scan.word(at), scan.word(at + 1)) {
        ("the", "weekend") => Some((
            Meaning::Weekend {
                side: Side::Bare,
                origin: Origin::Published,
            },
            at + 2,
        )),
        ("the", "year") if scan.is_before(at, &["for", "in", "during", "of", "earlier", "later"]) => {
            Some((shift(Unit::Year, 0, Origin::Published), at + 2))
        }
        ("the", "month") if scan.is_before(at, &["for", "in", "during", "of", "earlier", "later"]) => {
            Some((shift(Unit::Month, 0, Origin::Published), at + 2))
        }
        ("the", "week") if scan.is_before(at, &["for", "during", "of", "earlier", "later"]) => {
            Some((shift(Unit::Week, 0, Origin::Published), at + 2))
        }
        ("year", _) => year_end(scan, at),
        ("from", "time") if scan.word(at + 2) == "to" => Some((Meaning::Vague(Reference::Future), at + 4)),
        _ => None,
    }
}

/// *year-end*, *year end*, *year's end*.
fn year_end(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let next = scan
        .possessive(at + 1)
        .or_else(|| scan.hyphen(at + 1))
        .unwrap_or(at + 1);
    (scan.word(next) == "end").then(|| (shift(Unit::Year, 0, Origin::Published), next + 1))
}
