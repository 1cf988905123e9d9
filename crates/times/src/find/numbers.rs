//! Numbers in words and figures, ordinals, amounts of units, years in words.

use super::scan::Scan;
use crate::expression::{Amount, Unit};
use crate::lexicon::Lex;

/// A whole number and what follows it: *24*, *1,000*, *twenty-four*, *two hundred*.
pub(super) fn cardinal(scan: &Scan<'_>, at: usize) -> Option<(u32, usize)> {
    match scan.lex(at) {
        Lex::Digits(value, _) => Some(grouped(scan, value, at + 1)),
        Lex::Number(value) => Some(in_words(scan, value, at + 1)),
        _ => None,
    }
}

fn grouped(scan: &Scan<'_>, mut value: u32, mut at: usize) -> (u32, usize) {
    while let (true, true, Lex::Digits(next, 3)) = (
        scan.sign(at, ',') && scan.glued(at),
        scan.glued(at + 1),
        scan.lex(at + 1),
    ) {
        value = value.saturating_mul(1000).saturating_add(next);
        at += 2;
    }
    (value, at)
}

fn in_words(scan: &Scan<'_>, first: u32, mut at: usize) -> (u32, usize) {
    let mut value = first;
    if let Some((unit, end)) = tens(scan, first, at) {
        (value, at) = (unit, end);
    }
    while let Lex::Number(scale @ (100 | 1000)) = scan.lex(at) {
        value = value.saturating_mul(scale);
        at += 1;
    }
    (value, at)
}

/// *twenty-four*, from the word after *twenty*.
fn tens(scan: &Scan<'_>, ten: u32, at: usize) -> Option<(u32, usize)> {
    let next = scan.hyphen(at).unwrap_or(at);
    match scan.lex(next) {
        Lex::Number(unit @ 1..=9) if (20..=90).contains(&ten) => Some((ten + unit, next + 1)),
        _ => None,
    }
}

/// *4th*, *fourth*, *twenty-first*.
pub(super) fn ordinal(scan: &Scan<'_>, at: usize) -> Option<(u32, usize)> {
    match scan.lex(at) {
        Lex::Ordinal(value) => Some((value, at + 1)),
        Lex::Digits(value, 1..=2) if scan.is(at + 1, &["st", "nd", "rd", "th"]) && scan.glued(at + 1) => {
            Some((value, at + 2))
        }
        Lex::Number(ten @ 20..=90) => {
            let next = scan.hyphen(at + 1).unwrap_or(at + 1);
            match scan.lex(next) {
                Lex::Ordinal(unit @ 1..=9) => Some((ten + unit, next + 1)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// How many of a unit, with what follows the unit: *two and a half years*, *several months*, *three-day*, *a decade*. The
/// article counts as one.
pub(super) fn amount(scan: &Scan<'_>, at: usize) -> Option<(Amount, Unit, usize)> {
    let (amount, next) = how_many(scan, at)?;
    let next = next
        + usize::from(scan.is(
            next,
            &[
                "more",
                "full",
                "consecutive",
                "straight",
                "long",
                "trading",
                "working",
                "business",
                "whole",
                "additional",
                "further",
                "calendar",
            ],
        ));
    let next = scan.hyphen(next).unwrap_or(next);
    let (unit, plural, end) = unit(scan, next)?;
    let part = unit == Unit::Quarter && (!plural || scan.hyphen(next - 1).is_some());
    if part || unit == Unit::Second && !plural && scan.is(at, &["a", "the"]) {
        return None;
    }
    if let Some(end) = and_a_half(scan, end) {
        return Some((half_more(amount), unit, end));
    }
    let singular = amount == Amount::whole(1)
        || scan.sign(next.checked_sub(1)?, '-')
        || matches!(scan.lex(at), Lex::Number(_) | Lex::Digits(..));
    (plural || singular).then_some((amount, unit, end))
}

/// A unit, whether it is plural, and what follows.
pub(super) fn unit(scan: &Scan<'_>, at: usize) -> Option<(Unit, bool, usize)> {
    match scan.lex(at) {
        Lex::Unit(unit) => Some((unit, false, at + 1)),
        Lex::Units(unit) => Some((unit, true, at + 1)),
        Lex::Ordinal(2) if scan.word(at) == "second" => Some((Unit::Second, false, at + 1)),
        _ => None,
    }
}

fn how_many(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    match scan.word(at) {
        "a" | "an" => of_article(scan, at + 1),
        "several" | "many" | "few" => Some((Amount::Several, at + 1)),
        "another" => Some(how_many(scan, at + 1).unwrap_or((Amount::whole(1), at + 1))),
        "couple" => Some((Amount::whole(2), scan.skip_word(at + 1, &["of"]))),
        _ => counted(scan, at),
    }
}

fn of_article(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    match (scan.word(at), scan.lex(at)) {
        ("few", _) => Some((Amount::Several, at + 1)),
        ("couple", _) => Some((Amount::whole(2), scan.skip_word(at + 1, &["of"]))),
        (_, Lex::Number(hundred @ (100 | 1000))) => Some((Amount::whole(hundred), at + 1)),
        _ => Some((Amount::whole(1), at)),
    }
}

fn counted(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    let (whole, next) = cardinal(scan, at)?;
    if let Some((sixtieths, end)) = fraction(scan, next) {
        return Some((Amount::Exact { whole, sixtieths }, end));
    }
    let next = range_end(scan, next).unwrap_or(next);
    Some((Amount::whole(whole), next))
}

/// *1/2*, *½*, *and a half*, *.5*.
fn fraction(scan: &Scan<'_>, at: usize) -> Option<(u8, usize)> {
    if let (Lex::Digits(1, 1), true, Lex::Digits(by @ 2..=4, 1)) =
        (scan.lex(at), scan.sign(at + 1, '/'), scan.lex(at + 2))
    {
        return Some((u8::try_from(60 / by).ok()?, at + 3));
    }
    if let (true, true, Lex::Digits(tenths, 1)) = (
        scan.sign(at, '.') && scan.glued(at),
        scan.glued(at + 1),
        scan.lex(at + 1),
    ) {
        return Some((u8::try_from(tenths * 6).ok()?, at + 2));
    }
    and_a_half(scan, at).map(|end| (30, end))
}

fn and_a_half(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let bare = |at| scan.skip_word(at, &["a"]);
    let hyphen = |at| scan.hyphen(at).unwrap_or(at);
    let last = hyphen(bare(hyphen(at + 1)));
    (scan.word(hyphen(at)) == "and" && scan.word(last) == "half").then_some(last + 1)
}

/// The higher end of a range, which the lower one stands for: *two to three weeks*.
fn range_end(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let next = if scan.is(at, &["to", "or"]) {
        at + 1
    } else {
        scan.hyphen(at)?
    };
    cardinal(scan, next).map(|(_, end)| end)
}

const fn half_more(amount: Amount) -> Amount {
    match amount {
        Amount::Exact { whole, .. } => Amount::Exact { whole, sixtieths: 30 },
        Amount::Several => Amount::Several,
    }
}

/// A year in words: *nineteen ninety-six*, *two thousand*, *two thousand five*.
pub(super) fn year_in_words(scan: &Scan<'_>, at: usize) -> Option<(i32, usize)> {
    match (scan.lex(at), scan.lex(at + 1)) {
        (Lex::Number(century @ 16..=20), Lex::Number(ten @ 10..=90)) => {
            let (rest, end) = tens(scan, ten, at + 2).unwrap_or((ten, at + 2));
            Some((i32::try_from(century * 100 + rest).ok()?, end))
        }
        _ => None,
    }
}
