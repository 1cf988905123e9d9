//! Phrases for the past, the present and the future.

use super::Found;
use super::scan::Scan;
use crate::expression::Meaning;
use crate::lexicon::{LEXICON, Lex};

pub(super) fn found(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let fits = |words: &[&str]| words.iter().enumerate().all(|(i, word)| scan.word(at + i) == *word);
    let (reference, length) = LEXICON.vague.longest(scan.word(at), fits)?;
    let end = at + length;
    let other = match scan.word(at) {
        "soon" => scan.word(end) == "as" || scan.is_before(at, &["as"]),
        "the" if scan.word(at + 1) == "past" => !is_the_past(scan, at, end),
        "the" if scan.word(at + 1) == "moment" => {
            !scan.is_before(at, &["at", "for"]) || scan.is(end, &["of", "when", "that"])
        }
        _ => false,
    };
    (!other).then(|| Found::date(Meaning::Vague(reference), end))
}

/// Whether *the past* counts nothing, as it does in *the past two years*.
fn is_the_past(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let goes_on = scan.is(end, &["and", "or", "by", "as", "to"]) || matches!(scan.lex(end), Lex::Plain | Lex::Sign(_));
    goes_on && scan.is_before(at, &["in", "of", "from", "to"])
}
