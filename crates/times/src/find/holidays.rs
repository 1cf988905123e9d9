//! Holidays of the news calendar.

use super::Found;
use super::calendar::{figures_of_year, side};
use super::scan::Scan;
use crate::expression::{Meaning, Side, Year};
use crate::lexicon::LEXICON;

pub(super) fn found(scan: &Scan<'_>, at: usize) -> Option<Found> {
    holiday(scan, at).map(|(meaning, end)| Found::date(meaning, end))
}

/// *Christmas Eve*, *last Thanksgiving*, *Easter 2005*.
pub(super) fn holiday(scan: &Scan<'_>, at: usize) -> Option<(Meaning, usize)> {
    let (side, next) = side(scan, at).unwrap_or((Side::Bare, at));
    if !scan.capital(next) {
        return None;
    }
    let fits = |words: &[&str]| words.iter().enumerate().all(|(i, word)| scan.word(next + i) == *word);
    let (holiday, length) = LEXICON.holidays.longest(scan.word(next), fits)?;
    let end = next + length;
    let stated = figures_of_year(scan, end);
    let year = stated.map_or(Year::Open(side), |(year, _)| Year::Stated(year));
    Some((Meaning::Holiday { holiday, year }, stated.map_or(end, |(_, end)| end)))
}
