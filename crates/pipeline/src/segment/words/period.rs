//! Full stops that belong to the word before them.

use super::super::lexicon::{Abbreviation, Lexicon};
use super::super::marks::{is_dotted, is_double_quote};
use super::run::Run;
use std::ops::Range;

/// The longest abbreviation of the list, and the longest that is guessed, in letters.
const LONGEST: usize = 12;
const LONGEST_GUESS: usize = 5;

/// The end of a word with the full stop that abbreviates it; `None` where none does.
pub(super) fn end(run: &Run<'_>, word: Range<usize>) -> Option<usize> {
    let stop = word.end;
    let single = run.is(stop, |c| c == '.') && !run.is(stop + 1, |c| c == '.');
    (single && abbreviates(run, &word)).then_some(stop + 1)
}

fn abbreviates(run: &Run<'_>, word: &Range<usize>) -> bool {
    let after = word.end + 1;
    let letters = &run.text[word.clone()];
    if is_dotted(letters) {
        return true;
    }
    let listed = (letters.len() <= LONGEST).then(|| letters.iter().chain(&['.']).collect::<String>());
    match listed.and_then(|form| Lexicon::get().abbreviation(&form)) {
        Some(found) => listed_abbreviates(run, after, found),
        None if run.ends_sentence(after) => false,
        None if letters.len() == 1 => letters[0].is_uppercase() && !run.is(after, is_double_quote),
        None => after == run.end && is_guessed(letters) && run.next.is_some_and(char::is_lowercase),
    }
}

/// A listed abbreviation has its full stop, but for an ordinary word where a sentence or a quotation ends, or where the
/// number that it would label is missing.
fn listed_abbreviates(run: &Run<'_>, after: usize, found: Abbreviation) -> bool {
    let ends = run.ends_sentence(after) || run.is(after, is_double_quote);
    if found.apart && ends {
        return false;
    }
    match found.class {
        "label" => {
            following(run, after).is_some_and(|c| c.is_numeric() || c == '#' || (!found.apart && c.is_uppercase()))
        }
        _ => !run.is_word(after) || run.is(after, char::is_uppercase),
    }
}

/// The next character of the sentence that is no white space.
fn following(run: &Run<'_>, at: usize) -> Option<char> {
    run.get(at).or(run.next)
}

/// Letters without a vowel before a small letter are an abbreviation that no list has.
fn is_guessed(letters: &[char]) -> bool {
    let vowel = |c: &char| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    (2..=LONGEST_GUESS).contains(&letters.len())
        && letters.iter().all(|c| c.is_ascii_alphabetic())
        && !letters.iter().any(vowel)
}

#[cfg(test)]
mod tests {
    use super::super::run::runs;
    use super::*;

    /// Whether the first word of a sentence keeps its full stop.
    fn keeps(sentence: &str) -> bool {
        let chars: Vec<char> = sentence.chars().collect();
        let run = &runs(&chars, 0..chars.len())[0];
        let word = 0..super::super::joint::joined_end(run, 0);
        end(run, word).is_some()
    }

    #[test]
    fn full_stops_that_abbreviate() {
        for text in [
            "Gen. Ito", "J. Ito", "U.S. aid", "U.S.", "p.m.", "Inc.", "No. 5", "No.5", "GEN. ITO", "Jr., who",
            "sgd. by", "vs. us", "Vol. II",
        ] {
            assert!(keeps(text), "{text}");
        }
    }

    #[test]
    fn full_stops_that_end() {
        for text in [
            "No.",
            "no.” he",
            "Sat.",
            "etc.",
            "X.",
            "word. he",
            "tv. He",
            "Mr... who",
            "word",
            "rhythm. he",
            "no. Just so",
        ] {
            assert!(!keeps(text), "{text}");
        }
    }
}
