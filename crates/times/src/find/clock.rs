//! Times of the clock and parts of the day, alone or with their day.

use super::Found;
use super::calendar::{date, shift};
use super::holidays::holiday;
use super::scan::Scan;
use super::weekdays::weekday;
use crate::expression::{Clock, DayPart, Meaning, Modifier, Origin, Unit};
use crate::lexicon::Lex;
use demarche_types::TimeType;

const ZONES: &[&str] = &[
    "gmt", "utc", "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "pst", "pdt", "pt", "bst", "cet", "cest",
    "ist", "jst", "msk",
];

pub(super) fn found(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (modifier, next) = lead(scan, at);
    let (day, clock, end) = by_clock(scan, next)
        .or_else(|| day_with_part(scan, next))
        .or_else(|| late_on(scan, at))
        .or_else(|| part_alone(scan, next))?;
    let mut found = Found::new(
        TimeType::Time,
        Meaning::Within {
            day: day.map(Box::new),
            clock,
        },
        end,
    );
    found.modifier = modifier;
    Some(found)
}

/// *about*, *around*, *late*, *early*, *mid-*, *later* before a time.
fn lead(scan: &Scan<'_>, at: usize) -> (Option<Modifier>, usize) {
    let hyphen = |at| scan.hyphen(at).unwrap_or(at);
    match scan.word(at) {
        "around" | "about" | "nearly" | "approximately" => (Some(Modifier::About), at + 1),
        "early" => (Some(Modifier::Start), at + 1),
        "mid" => (Some(Modifier::Middle), hyphen(at + 1)),
        "late" => (Some(Modifier::End), at + 1),
        "later" => (Some(Modifier::Later), at + 1),
        "earlier" => (Some(Modifier::Earlier), at + 1),
        _ => (None, at),
    }
}

type Timed = (Option<Meaning>, Clock, usize);

/// *10:30 a.m. EST Thursday*, *noon Saturday*, *0930 GMT*, *4 in the morning*.
fn by_clock(scan: &Scan<'_>, at: usize) -> Option<Timed> {
    let (clock, end) = clock(scan, at)?;
    let (day, end) = day_after(scan, end);
    Some((day, clock, end))
}

fn clock(scan: &Scan<'_>, at: usize) -> Option<(Clock, usize)> {
    let named = |hour| Clock::At {
        hour,
        minute: Some(0),
        second: None,
        utc: false,
    };
    match scan.word(at) {
        "noon" if !scan.is_before(at, &["high"]) => return Some((named(12), at + 1)),
        "midnight" => {
            return Some((
                Clock::At {
                    hour: 24,
                    minute: None,
                    second: None,
                    utc: false,
                },
                at + 1,
            ));
        }
        _ => {}
    }
    let (hour, minute, second, next) = figures(scan, at)?;
    let (half, next) = half_of_day(scan, next);
    let (zone, next) = zone(scan, next);
    let minutes_known = minute.is_some();
    (half.is_some() || minutes_known || zone.is_some_and(|_| hour < 24)).then_some(())?;
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let utc = zone.unwrap_or_default();
    Some((
        Clock::At {
            hour,
            minute: minute.or(Some(0)),
            second,
            utc,
        },
        next,
    ))
}

/// Hour, minute, second: *10:30*, *10.30* before *a.m.*, *0930* before a zone, *10* before *a.m.*, *4* before *in the morning*.
fn figures(scan: &Scan<'_>, at: usize) -> Option<(u8, Option<u8>, Option<u8>, usize)> {
    if at > 0 && scan.glued(at) && matches!(scan.lex(at - 1), Lex::Sign(':' | '.' | ',' | '$' | '-' | '/')) {
        return None;
    }
    match scan.lex(at) {
        Lex::Digits(time @ 0..=2400, 4) if scan.is(at + 1, &["gmt", "utc", "hours", "hrs"]) && time % 100 < 60 => {
            let next = at + 1 + usize::from(scan.is(at + 1, &["hours", "hrs"]));
            Some((
                u8::try_from(time / 100).ok()?,
                u8::try_from(time % 100).ok(),
                None,
                next,
            ))
        }
        Lex::Digits(hour @ 0..=24, 1..=2) => {
            let hour = u8::try_from(hour).ok()?;
            let Some((minute, next)) = sixtieths(scan, at + 1) else {
                return Some((hour, None, None, at + 1));
            };
            let second = sixtieths(scan, next);
            Some((
                hour,
                Some(minute),
                second.map(|(second, _)| second),
                second.map_or(next, |(_, next)| next),
            ))
        }
        Lex::Number(hour @ 1..=12) => Some((u8::try_from(hour).ok()?, None, None, at + 1)),
        _ => None,
    }
}

/// *:30*.
fn sixtieths(scan: &Scan<'_>, at: usize) -> Option<(u8, usize)> {
    let glued = scan.glued(at) && scan.glued(at + 1);
    let parted = scan.sign(at, ':') || scan.sign(at, '.') && half_of_day(scan, at + 2).0.is_some();
    match scan.lex(at + 1) {
        Lex::Digits(minute @ 0..=59, 2) if glued && parted => Some((u8::try_from(minute).ok()?, at + 2)),
        _ => None,
    }
}

/// Whether it is after noon: *p.m.*, *pm*, *o'clock in the evening*, *in the morning*, *at night*.
fn half_of_day(scan: &Scan<'_>, at: usize) -> (Option<bool>, usize) {
    let clock = scan.word(at) == "o" && scan.sign(at + 1, '\'') && scan.word(at + 2) == "clock";
    let next = if clock { at + 3 } else { at };
    let dotted =
        scan.is(next, &["a", "p"]) && scan.sign(next + 1, '.') && scan.word(next + 2) == "m" && scan.glued(next + 2);
    if dotted {
        return (Some(scan.word(next) == "p"), scan.stop(next + 3));
    }
    match (scan.word(next), scan.word(next + 1), scan.lex(next + 2)) {
        ("am" | "pm", ..) => (Some(scan.word(next) == "pm"), next + 1),
        ("in", "the", Lex::Part(part)) => (Some(part != DayPart::Morning), next + 3),
        ("at", "night", _) => (Some(true), next + 2),
        _ if clock => (Some(false), next),
        _ => (None, at),
    }
}

/// The zone, and whether it is Greenwich's.
fn zone(scan: &Scan<'_>, at: usize) -> (Option<bool>, usize) {
    let open = scan.skip(at, '(');
    if scan.is(open, ZONES) && scan.capital(open) {
        let utc = scan.is(open, &["gmt", "utc"]);
        return (Some(utc), if open > at { scan.skip(open + 1, ')') } else { open + 1 });
    }
    if scan.word(at) == "local" && scan.word(at + 1) == "time" {
        return (None, at + 2);
    }
    (None, at)
}

/// The day that a time is of, after it: *noon Saturday*, *10 p.m. on Wednesday*, *5 p.m. EST, Nov. 6*.
fn day_after(scan: &Scan<'_>, at: usize) -> (Option<Meaning>, usize) {
    let next = scan.skip_word(scan.skip(at, ','), &["on"]);
    day(scan, next).map_or((None, at), |(day, end)| (Some(day), end))
}

/// A day by any name.
pub(super) fn day(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let near = match scan.word(at) {
        "yesterday" => Some(-1),
        "today" => Some(0),
        "tomorrow" => Some(1),
        _ => None,
    };
    if let Some(count) = near {
        return Some((shift(Unit::Day, count, Origin::Published), at + 1));
    }
    let dated = date(scan, at).filter(|(meaning, _)| matches!(meaning, Meaning::Date { day: Some(_), .. }));
    dated.or_else(|| weekday(scan, at)).or_else(|| holiday(scan, at))
}

/// *Wednesday night*, *yesterday morning*, *this evening*, *last night*, *tonight*, *afternoon yesterday*.
fn day_with_part(scan: &Scan<'_>, at: usize) -> Option<Timed> {
    let near = |count| Some(shift(Unit::Day, count, Origin::Published));
    if scan.word(at) == "tonight" {
        return Some((near(0), Clock::Part(DayPart::Night), at + 1));
    }
    if let Lex::Part(part) = scan.lex(at) {
        let (day, end) = day_after(scan, at + 1);
        return day.map(|day| (Some(day), Clock::Part(part), end));
    }
    let (whole, next) = match scan.word(at) {
        "this" => (near(0), at + 1),
        "last" if scan.word(at + 1) == "night" => (near(-1), at + 1),
        "the" if scan.is(at + 1, &["next", "following"]) => (Some(shift(Unit::Day, 1, Origin::Mention)), at + 2),
        "the" if scan.is(at + 1, &["same"]) => (Some(shift(Unit::Day, 0, Origin::Mention)), at + 2),
        "the" if scan.is(at + 1, &["previous"]) => (Some(shift(Unit::Day, -1, Origin::Mention)), at + 2),
        "that" => (Some(shift(Unit::Day, 0, Origin::Mention)), at + 1),
        _ => day(scan, at).map(|(day, end)| (Some(day), end))?,
    };
    let next = scan.skip_word(next, &["late", "early"]);
    match scan.lex(next) {
        Lex::Part(part) => Some((whole, Clock::Part(part), next + 1)),
        _ => None,
    }
}

/// *late on Wednesday*: the evening.
fn late_on(scan: &Scan<'_>, at: usize) -> Option<Timed> {
    let part = match (scan.word(at), scan.word(at + 1)) {
        ("late", "on") => DayPart::Evening,
        ("early", "on") => DayPart::Morning,
        _ => return None,
    };
    let (day, end) = day(scan, at + 2)?;
    Some((Some(day), Clock::Part(part), end))
}

/// *overnight*, *the morning*, *mid-afternoon*: of a day that is named elsewhere.
fn part_alone(scan: &Scan<'_>, at: usize) -> Option<Timed> {
    let part = |at| match scan.lex(at) {
        Lex::Part(part) => Some(part),
        _ => None,
    };
    let (found, end) = match scan.word(at) {
        "overnight" => (DayPart::Night, at + 1),
        "midday" => (DayPart::Midday, at + 1),
        "the" if scan.is_before(at, &["in", "during"]) => (part(at + 1)?, at + 2),
        _ if scan.is_before(at, &["mid", "-"]) || scan.word(at.saturating_sub(2)) == "mid" => (part(at)?, at + 1),
        _ => return None,
    };
    Some((None, Clock::Part(found), end))
}
