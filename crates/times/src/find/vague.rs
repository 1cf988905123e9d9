//! Phrases for the past, the present and the future.

use super::Found;
use super::scan::Scan;
use crate::expression::Meaning;
use crate::lexicon::{LEXICON, Lex};

pub(super) fn found(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let fits = |words: &[&str]| words.iter().enumerate().all(|(i, word)| scan.word(at + i) == *word);
    let (reference, length) = LEXICON.vague.longest(scan.word(at), fits)?;
    let counts = matches!(
        scan.lex(at + length),
        Lex::Unit(_) | Lex::Units(_) | Lex::Number(_) | Lex::Digits(..) | Lex::Key | Lex::Season(_) | Lex::Part(_)
    );
    let past = scan.word(at) == "the" && scan.word(at + 1) == "past";
    let bare = past
        && (counts && !scan.is(at + length, &["and", "or", "by", "as", "to"])
            || !scan.is_before(at, &["in", "of", "from", "to"]));
    let an_instant = scan.word(at + 1) == "moment"
        && scan.word(at) == "the"
        && !(scan.is_before(at, &["at", "for"]) && !scan.is(at + 2, &["of", "when", "that"]));
    if bare || an_instant || scan.word(at) == "soon" && (scan.word(at + 1) == "as" || scan.is_before(at, &["as"])) {
        return None;
    }
    Some(Found::date(Meaning::Vague(reference), at + length))
}
