//! Phrases for the past, the present and the future.

use super::Found;
use super::scan::Scan;
use crate::expression::Meaning;
use crate::lexicon::LEXICON;

pub(super) fn found(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let fits = |words: &[&str]| words.iter().enumerate().all(|(i, word)| scan.word(at + i) == *word);
    let (reference, length) = LEXICON.vague.longest(scan.word(at), fits)?;
    let mut found = Found::date(Meaning::Vague(reference), at + length);
    if scan.word(at) == "in" {
        found.start = Some(at + 1);
    }
    Some(found)
}
