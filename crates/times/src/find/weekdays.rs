//! Days of the week.

use super::Found;
use super::calendar::side;
use super::scan::Scan;
use crate::expression::{Meaning, Side};
use crate::lexicon::Lex;

pub(super) fn found(scan: &Scan<'_>, at: usize) -> Option<Found> {
    weekday(scan, at).map(|(meaning, end)| Found::date(meaning, end))
}

/// *Thursday*, *last Friday*, *this coming Monday*, *Friday last week* by its weekday alone.
pub(super) fn weekday(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let (side, next) = side(scan, at).unwrap_or((Side::Bare, at));
    match scan.lex(next) {
        Lex::Weekday(weekday) if scan.capital(next) && !is_name(scan, next) => {
            Some((Meaning::Weekday { weekday, side }, next + 1))
        }
        Lex::WeekdayShort(weekday) if scan.capital(next) && scan.sign(next + 1, '.') && scan.glued(next + 1) => {
            Some((Meaning::Weekday { weekday, side }, next + 2))
        }
        _ => None,
    }
}

/// Days that are names: *Bloody Sunday*, *Black Monday*.
fn is_name(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_before(at, &["bloody", "black", "super", "blue", "cyber", "ruby"]) && scan.capital(at - 1)
}
