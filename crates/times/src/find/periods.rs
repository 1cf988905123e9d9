//! Quarters and halves of years, accounting years, seasons.

use super::Found;
use super::calendar::{figures_of_year, side};
use super::numbers::ordinal;
use super::scan::Scan;
use crate::expression::{Meaning, Origin, Season, Side, Unit, Year};
use crate::lexicon::Lex;

pub(super) fn found(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let rules = [quarter, compared, season, half, fiscal_year];
    let best = rules
        .iter()
        .filter_map(|rule| rule(scan, at))
        .max_by_key(|(_, end)| *end);
    best.map(|(meaning, end)| Found::date(meaning, end))
}

/// A year before a period: *1988*, *this year's*, *next year's*, *year-ago*, *year-earlier*.
fn year_before(scan: &Scan<'_>, at: usize) -> (Option<Year>, usize) {
    if let Some((year, end)) = figures_of_year(scan, at) {
        return (Some(Year::Stated(year)), end);
    }
    if let Some((side, next)) = side(scan, at).filter(|_| scan.is(at, &["this", "last", "next"]))
        && let Some(end) = scan.possessive(next + 1).filter(|_| scan.word(next) == "year")
    {
        return (Some(Year::Shifted(steps(side), Origin::Published)), end);
    }
    if scan.word(at) == "year" {
        let next = scan.hyphen(at + 1).unwrap_or(at + 1);
        if scan.is(next, &["ago", "earlier"]) {
            return (Some(Year::Shifted(-1, Origin::Mention)), next + 1);
        }
    }
    (None, at)
}

const fn steps(side: Side) -> i32 {
    match side {
        Side::Last => -1,
        Side::Bare | Side::This => 0,
        Side::Next => 1,
    }
}

/// A year after a period: *of 1990*, *last year*, *a year ago*.
fn year_after(scan: &Scan<'_>, at: usize) -> (Option<Year>, usize) {
    let of = scan.skip_word(at, &["of", "in"]);
    if let Some((year, end)) = figures_of_year(scan, of) {
        return (Some(Year::Stated(year)), end);
    }
    match (scan.word(of), scan.word(of + 1), scan.word(of + 2)) {
        ("last", "year", _) => (Some(Year::Shifted(-1, Origin::Published)), of + 2),
        ("this", "year", _) => (Some(Year::Shifted(0, Origin::Published)), of + 2),
        ("next", "year", _) => (Some(Year::Shifted(1, Origin::Published)), of + 2),
        ("a", "year", "ago" | "earlier") => (Some(Year::Shifted(-1, Origin::Mention)), of + 3),
        _ => (None, at),
    }
}

/// *the third quarter of 1990*, *third-quarter*, *this year's third quarter*, *the latest quarter*, *the quarter*.
fn quarter(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let the = scan.skip_word(at, &["the"]);
    let (before, next) = year_before(scan, the);
    let latest = scan.skip_word(next, &["latest", "comparable"]);
    let fiscal = scan.skip_word(latest, &["fiscal"]);
    let next = scan.hyphen(fiscal).unwrap_or(fiscal);
    let number = ordinal(scan, next).filter(|(number, _)| (1..=4).contains(number));
    let (number, end) = number.map_or((None, next), |(number, end)| (u8::try_from(number).ok(), end));
    let hyphen = scan.hyphen(end).filter(|_| number.is_some());
    let end = hyphen.unwrap_or(end);
    let named = scan.word(end) == "quarter" && !(hyphen.is_some() && the > at && fiscal == latest);
    let known = number.is_some() || before.is_some() || the > at && scan.word(at) == "the";
    if !named || !known {
        return None;
    }
    let (after, end) = if hyphen.is_none() {
        year_after(scan, end + 1)
    } else {
        (None, end + 1)
    };
    let year = before.or(after).unwrap_or(Year::Open(Side::Bare));
    Some((
        Meaning::Quarter {
            number,
            year,
            fiscal: fiscal > latest,
        },
        end,
    ))
}

/// What figures are compared with: *the year-earlier period*, *year-ago*, *the 1988 period*, *the latest period*.
fn compared(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let the = scan.skip_word(at, &["the"]);
    let (before, next) = year_before(scan, the);
    if let (None, true, "latest", "period") = (before, the > at, scan.word(the), scan.word(the + 1)) {
        return Some((
            Meaning::Quarter {
                number: None,
                year: Year::Open(Side::Bare),
                fiscal: false,
            },
            the + 2,
        ));
    }
    let year = before?;
    let period = scan.word(next) == "period";
    let bare = matches!(year, Year::Shifted(_, Origin::Mention)) && scan.sign(the + 1, '-') && the == at;
    (period || bare).then(|| {
        (
            Meaning::Quarter {
                number: None,
                year,
                fiscal: false,
            },
            next + usize::from(period),
        )
    })
}

/// *last spring*, *the summer of 2014*, *this fall*, *summer*.
fn season(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let (side, next) = side(scan, at).unwrap_or((Side::Bare, scan.skip_word(at, &["the"])));
    let next = if side == Side::Bare {
        scan.skip_word(next, &["early", "late"])
    } else {
        next
    };
    let Lex::Season(season) = scan.lex(next) else {
        return None;
    };
    let (after, end) = season_year(scan, next + 1);
    let year = after.unwrap_or(Year::Open(side));
    let sure = side != Side::Bare || after.is_some();
    let lower = !scan.capital(next) || scan.opens(next);
    let in_season = scan.is_before(next, &["in", "since", "by", "until", "this", "early", "late", "the"])
        && season != Season::Autumn;
    (sure || lower && (in_season || matches!(season, Season::Summer | Season::Winter)))
        .then_some((Meaning::Season { season, year }, end))
}

fn season_year(scan: &Scan<'_>, at: usize) -> (Option<Year>, usize) {
    let of = scan.skip_word(at, &["of"]);
    super::numbers::year_in_words(scan, of)
        .map_or_else(|| year_after(scan, at), |(year, end)| (Some(Year::Stated(year)), end))
}

/// *the last half of 1989*, *the first half of this year*, *the second half*.
fn half(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let next = scan.skip_word(at, &["the"]);
    let number = match scan.word(next) {
        "first" => 1,
        "second" | "last" | "latter" => 2,
        _ => return None,
    };
    let end = scan.hyphen(next + 1).unwrap_or(next + 1);
    if scan.word(end) != "half" {
        return None;
    }
    let (year, end) = year_after(scan, end + 1);
    Some((Meaning::Half { number, year: year? }, end))
}

/// *fiscal 1989*, *fiscal year 1989*, *the current fiscal year*, *the fiscal year*.
fn fiscal_year(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let the = scan.skip_word(at, &["the"]);
    let (count, next) = match scan.word(the) {
        "current" | "this" | "latest" => (0, the + 1),
        "last" | "previous" => (-1, the + 1),
        "next" | "coming" => (1, the + 1),
        _ => (0, the),
    };
    if scan.word(next) != "fiscal" {
        return None;
    }
    let year = scan.skip_word(next + 1, &["year"]);
    if let Some((stated, end)) = figures_of_year(scan, year) {
        return Some((Meaning::FiscalYear(Year::Stated(stated)), end));
    }
    (year > next + 1 && next > at && !matches!(scan.lex(year), Lex::Unit(Unit::Quarter)))
        .then_some((Meaning::FiscalYear(Year::Shifted(count, Origin::Published)), year))
}
