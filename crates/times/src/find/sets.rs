//! Recurring times.

use super::Found;
use super::calendar::{self, date};
use super::numbers::{cardinal, unit};
use super::scan::Scan;
use crate::expression::{Amount, Clock, Meaning, Recurrence, Season, Side, Unit, Year};
use crate::lexicon::Lex;
use demarche_types::TimeType;

pub(super) fn found(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (recurrence, end) = often(scan, at)
        .or_else(|| every(scan, at))
        .or_else(|| weekdays(scan, at))?;
    Some(Found::new(TimeType::Set, Meaning::Set(recurrence), end))
}

fn units(count: u32, unit: Unit) -> Recurrence {
    Recurrence::Every {
        amount: Amount::whole(count),
        unit,
    }
}

/// *daily*, *annually*.
fn often(scan: &Scan<'_>, at: usize) -> Option<(Recurrence, usize)> {
    let named = at > 0 && scan.capital(at) && !scan.opens(at);
    match scan.lex(at) {
        Lex::Often(count, unit) if !named => Some((units(count, unit), at + 1)),
        _ => None,
    }
}

/// *every Friday*, *each July*, *every two weeks*, *every other day*, *every spring*.
fn every(scan: &Scan<'_>, at: usize) -> Option<(Recurrence, usize)> {
    if !scan.is(at, &["every", "each"]) {
        return None;
    }
    let on = |meaning, end| Some((Recurrence::On(Box::new(meaning)), end));
    match scan.lex(at + 1) {
        Lex::Weekday(weekday) => {
            return with_part(
                scan,
                Meaning::Weekday {
                    weekday,
                    side: Side::Bare,
                },
                at + 2,
            );
        }
        Lex::Season(season) => return on(season_of(season), at + 2),
        Lex::Part(part) => {
            return on(
                Meaning::Within {
                    day: None,
                    clock: Clock::Part(part),
                },
                at + 2,
            );
        }
        Lex::Unit(unit) => return Some((units(1, unit), at + 2)),
        _ => {}
    }
    if scan.word(at + 1) == "other" {
        return unit(scan, at + 2).map(|(unit, _, end)| (units(2, unit), end));
    }
    if let Some((count, next)) = cardinal(scan, at + 1) {
        return unit(scan, next).map(|(unit, _, end)| (units(count, unit), end));
    }
    let (meaning, end) =
        date(scan, at + 1).filter(|(meaning, _)| matches!(meaning, Meaning::Date { month: Some(_), .. }))?;
    on(meaning, end)
}

const fn season_of(season: Season) -> Meaning {
    Meaning::Season {
        season,
        year: Year::Open(Side::Bare),
    }
}

fn with_part(scan: &Scan<'_>, day: Meaning, at: usize) -> Option<(Recurrence, usize)> {
    let (meaning, end) = match scan.lex(at) {
        Lex::Part(part) => (
            Meaning::Within {
                day: Some(Box::new(day)),
                clock: Clock::Part(part),
            },
            at + 1,
        ),
        _ => (day, at),
    };
    Some((Recurrence::On(Box::new(meaning)), end))
}

/// *Fridays*, *Tuesday nights*.
fn weekdays(scan: &Scan<'_>, at: usize) -> Option<(Recurrence, usize)> {
    let day = |weekday| Meaning::Weekday {
        weekday,
        side: Side::Bare,
    };
    match (scan.lex(at), scan.lex(at + 1)) {
        (Lex::Weekdays(weekday), _) if calendar::side(scan, at).is_none() => with_part(scan, day(weekday), at + 1),
        (Lex::Weekday(weekday), Lex::Part(_)) if scan.word(at + 1).ends_with('s') => {
            with_part(scan, day(weekday), at + 1)
        }
        _ => None,
    }
}
