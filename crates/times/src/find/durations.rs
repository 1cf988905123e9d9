//! Lengths of time, and times so long ago.

use super::Found;
use super::calendar::shift;
use super::numbers::{amount, unit};
use super::scan::Scan;
use crate::expression::{Amount, Meaning, Modifier, Origin, Reference, Unit};
use crate::lexicon::Lex;
use demarche_types::TimeType;

pub(super) fn found(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let lead = approximation(scan, at).unwrap_or(at);
    let mut found = bounded(scan, lead)
        .or_else(|| counted(scan, lead))
        .or_else(|| bare(scan, lead))
        .or_else(|| long(scan, lead))?;
    if lead > at {
        found.modifier = Some(Modifier::About);
    }
    Some(found)
}

/// Past *about*, *more than*, *less than*, *at least*, *up to*, *nearly*.
fn approximation(scan: &Scan<'_>, at: usize) -> Option<usize> {
    Some(match (scan.word(at), scan.word(at + 1)) {
        ("about" | "around" | "nearly" | "almost" | "roughly" | "approximately", _) => at + 1,
        ("over", _) if matches!(scan.lex(at + 1), Lex::Digits(..)) || scan.is(at + 1, &["a", "an"]) => at + 1,
        ("more" | "less", "than") | ("at", "least" | "most") | ("up", "to") => at + 2,
        ("no", "more" | "less") if scan.word(at + 2) == "than" => at + 3,
        _ => return None,
    })
}

fn duration(amount: Amount, unit: Unit, end: usize) -> Found {
    Found::new(TimeType::Duration, Meaning::Duration { amount, unit }, end)
}

/// *two years*, *two years ago*, *a year earlier*, *three-day*, *six months later*; not *8-month-old*, *six months later*.
fn counted(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (amount, unit, end) = amount(scan, at)?;
    let joined = end > 1 && scan.hyphen(end).is_some();
    if joined && scan.word(end + 1) == "old" && scan.glued(end + 1) {
        return None;
    }
    if scan.is(end, &["or"]) && scan.is(end + 1, &["so"]) {
        return from_here(scan, amount, unit, end + 2).or(Some(duration(amount, unit, end + 2)));
    }
    if let Some(found) = from_here(scan, amount, unit, end) {
        return Some(found);
    }
    if is_rate_or_age(scan, at, end)
        || matches!(scan.lex(at), Lex::Digits(..)) && scan.is_before(at, &["$", ".", "#"]) && scan.glued(at)
    {
        return None;
    }
    Some(duration(amount, unit, end))
}

/// What an article and a unit say of a price or an age: *$5 a share a year*, *a day*; not a length.
fn is_rate_or_age(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let age = scan.word(end) == "old";
    let article = scan.is(at, &["a", "an"]) && matches!(scan.lex(at + 1), Lex::Unit(_));
    let possessive = scan.possessive(end).is_some() && article;
    let rate = article
        && !scan.is_before(
            at,
            &[
                "for", "in", "than", "within", "of", "about", "almost", "nearly", "over", "after", "least", "once",
                "half", "under", "to", "just", "only",
            ],
        );
    let rare = article
        && scan.is(
            at + 1,
            &["day", "night", "quarter", "weekend", "second", "minute", "week"],
        )
        && !scan.is_before(at, &["for", "in", "than", "within", "about", "almost", "nearly"]);
    age || possessive || rate || rare
}

/// A shift from the day of publication or of a mention, by the word after it.
fn from_here(scan: &Scan<'_>, amount: Amount, unit: Unit, end: usize) -> Option<Found> {
    let (sign, origin, end) = match (scan.word(end), scan.word(end + 1)) {
        ("ago", _) => (-1, Origin::Published, end + 1),
        ("earlier" | "before" | "previously", next) if scan.word(end) != "before" || next == "." => {
            (-1, Origin::Mention, end + 1)
        }
        ("later", _) => (1, Origin::Mention, end + 1),
        ("from", "now") => (1, Origin::Published, end + 2),
        _ => return None,
    };
    let meaning = match amount {
        Amount::Exact { whole, .. } => shift(unit, sign * i32::try_from(whole).ok()?, origin),
        Amount::Several if sign < 0 => Meaning::Vague(Reference::Past),
        Amount::Several => Meaning::Vague(Reference::Future),
    };
    Some(Found::date(meaning, end))
}

/// Lengths that reach to the day of publication, or are the first of something: *the past 24 hours*, *the next two years*, *the
/// first nine months*, *recent weeks*, *coming months*, *the weeks ahead*.
fn bounded(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let next = scan.skip_word(at, &["the", "these"]);
    let bounds = scan.is(
        next,
        &[
            "past",
            "last",
            "next",
            "first",
            "latest",
            "coming",
            "final",
            "previous",
            "following",
            "preceding",
        ],
    );
    let then = next + usize::from(bounds);
    if then > at {
        let several =
            |found: (Amount, Unit, usize)| Some(duration(found.0, found.1, scan.skip_word(found.2, &["ahead"])));
        let plural = |(_, _, end): &(Amount, Unit, usize)| bounds || matches!(scan.lex(end - 1), Lex::Units(_));
        if let Some(found) = amount(scan, then)
            .filter(plural)
            .filter(|_| !scan.is(then, &["a", "an"]))
        {
            return several(found);
        }
    }
    if let (true, Some((unit, true, end))) = (
        scan.is(next, &["recent", "coming", "past", "previous"]),
        unit(scan, next + 1),
    ) {
        return Some(duration(Amount::Several, unit, end));
    }
    if let (Lex::Units(unit), "ahead") = (scan.lex(next), scan.word(next + 1)) {
        return Some(duration(Amount::Several, unit, next + 2));
    }
    if let ("past" | "last", Lex::Unit(Unit::Decade), true) = (scan.word(next), scan.lex(next + 1), then > next) {
        return Some(duration(Amount::whole(1), Unit::Decade, next + 2));
    }
    None
}

/// *years*, *weeks*, after a word that makes a length of them.
fn bare(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let Lex::Units(unit) = scan.lex(at) else { return None };
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::Quarter)
        && !scan.is_before(at, &["for", "in", "of", "within"])
    {
        return None;
    }
    if scan.word(at + 1) == "ago" {
        return Some(Found::date(Meaning::Vague(Reference::Past), at + 2));
    }
    (scan.is_before(at, &["for", "in", "of", "within", "after", "many"]))
        .then(|| duration(Amount::Several, unit, at + 1))
}

/// *decades-long*, *year-long*, *a while*, *some time*.
fn long(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (unit, plural, end) = match (scan.word(at), scan.word(at + 1)) {
        ("a", "while") => return Some(duration(Amount::Several, Unit::Indefinite, at + 2)),
        _ => unit(scan, at)?,
    };
    let next = scan.hyphen(end)?;
    let amount = if plural { Amount::Several } else { Amount::whole(1) };
    (scan.word(next) == "long").then(|| duration(amount, unit, next + 1))
}
