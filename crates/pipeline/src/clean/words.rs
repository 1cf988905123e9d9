//! How words are written: capitals, sentence ends, the first and last stretch of a long text.

use super::lexicon::{Words, set};
use std::sync::LazyLock;

/// What may stand between the end of a sentence and the end of its line.
const CLOSERS: &[char] = &['"', '”', '’', '\'', ')', ']', '»', '›', '*', '\u{a0}'];

/// Words that join the parts of a name or a title in capitals.
const SMALL: &[&str] = &[
    "a", "al", "an", "and", "at", "bin", "bint", "by", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "e",
    "el", "en", "es", "for", "ibn", "in", "la", "le", "of", "on", "or", "the", "to", "van", "von", "y", "&",
];

/// Words in capitals that head a report and name nobody and no place.
static SLUGS: Words = LazyLock::new(|| set(include_str!("slugs.txt")));

/// The words of a text: what stands between white space and holds a letter.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split_whitespace()
        .filter(|token| token.chars().any(char::is_alphabetic))
}

/// Whether a text has at least so many words, without counting them all.
pub(super) fn has_words(text: &str, least: usize) -> bool {
    words(text).take(least).count() == least
}

/// Whether a text has at most so many words, without counting them all.
pub(super) fn is_within(text: &str, most: usize) -> bool {
    !has_words(text, most + 1)
}

/// A word without the punctuation around it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a word begins with a capital letter, whatever punctuation stands before it.
pub(super) fn is_capitalised(word: &str) -> bool {
    bare(word).chars().next().is_some_and(char::is_uppercase)
}

/// Whether a word has two letters or more and all are capitals.
pub(super) fn is_all_caps(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().nth(1).is_some() && letters.all(|c| !c.is_lowercase())
}

/// Whether a word is one that stays small within names and titles: *of*, *and*, *von*.
pub(super) fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

/// Whether a word in capitals heads reports and names nobody: *EXCLUSIVE*, *UPDATE*.
pub(super) fn is_slug(word: &str) -> bool {
    SLUGS.contains(bare(word))
}

/// Whether a text begins with a small letter.
pub(super) fn opens_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// Whether a sentence can begin here: with a capital, a figure, a quotation mark or a bracket.
pub(super) fn opens_sentence(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_numeric() || "\"“‘'`«([$€£#@¿¡".contains(c) || is_uncased(c))
}

fn is_uncased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase()
}

/// Whether a text ends like a sentence: with a full stop, a question mark, an exclamation mark or an ellipsis, and nothing but
/// quotation marks and brackets behind it.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(CLOSERS).ends_with(['.', '!', '?', '…'])
}

/// Whether a sentence ends within a text, so that it holds more than one: a full stop behind a word of three small letters
/// or more, and a capital behind it.
pub(super) fn holds_sentence_end(text: &str) -> bool {
    text.match_indices(". ").any(|(at, stop)| {
        let small = text[..at].chars().rev().take_while(|c| c.is_lowercase()).count();
        small >= 3 && text[at + stop.len()..].starts_with(|c: char| c.is_uppercase() || "“\"‘".contains(c))
    })
}

/// At most so many characters from the start of a text.
pub(super) fn first(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| &text[..at])
}

/// At most so many characters from the end of a text.
pub(super) fn last(text: &str, chars: usize) -> &str {
    text.char_indices()
        .rev()
        .nth(chars.saturating_sub(1))
        .map_or(text, |(at, _)| &text[at..])
}

/// The text after a word, whatever its case, and the white space behind it; `None` where it opens with another word.
pub(super) fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.get(word.len()..)?;
    let matches = text[..word.len()].eq_ignore_ascii_case(word) && !rest.starts_with(char::is_alphanumeric);
    matches.then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentence_ends_behind_quotation_marks() {
        assert!(ends_sentence("He left.”"));
        assert!(ends_sentence("(He left.)"));
        assert!(!ends_sentence("The next step"));
        assert!(!ends_sentence("“A heading”"));
    }

    #[test]
    fn first_and_last_count_characters() {
        assert_eq!(first("été", 2), "ét");
        assert_eq!(last("été", 2), "té");
        assert_eq!(last("été", 9), "été");
        assert_eq!(first("été", 9), "été");
    }

    #[test]
    fn capitals() {
        assert!(is_all_caps("O’BRIEN"));
        assert!(!is_all_caps("A"));
        assert!(!is_all_caps("McCAIN"));
        assert!(is_capitalised("“Élysée"));
        assert!(!is_capitalised("—"));
    }

    #[test]
    fn a_word_is_whole() {
        assert_eq!(after_word("By Jane Doe", "by"), Some("Jane Doe"));
        assert_eq!(after_word("Bystanders", "by"), None);
        assert_eq!(after_word("é", "by"), None);
    }

    #[test]
    fn counting_stops_early() {
        assert!(has_words("one two", 2));
        assert!(!has_words("one 2", 2));
        assert!(is_within("one two", 2));
        assert!(!is_within("one two three", 2));
    }
}
