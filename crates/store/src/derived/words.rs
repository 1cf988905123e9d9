//! What a report of an act is about: its content words, as hashes.

use crate::hash;
use demarche_types::{Span, Text};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static STOPWORDS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("stopwords.txt").lines();
    lines.filter(|line| !line.starts_with('#')).collect()
});

/// The hashes of the content words at a span, ascending: without words that tell nothing, and without those of `except`, such as
/// the names of the parties and the words that carry the event, which any two candidates share.
pub fn content(text: &Text, span: Span, except: &[Span]) -> Vec<u32> {
    let known: BTreeSet<u32> = except.iter().flat_map(|&span| hashes(text.slice(span))).collect();
    let mut hashes: Vec<u32> = hashes(text.slice(span)).filter(|hash| !known.contains(hash)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// A hash of all words at a span in their order, and how many they are: two that agree tell in the same words.
pub fn wording(text: &Text, span: Span) -> (u64, usize) {
    let words = text
        .slice(span)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.fold((0, 0), |(hash, count), word| {
        (hash::both(hash, hash::bytes(word.to_lowercase().as_bytes())), count + 1)
    })
}

#[allow(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
fn hashes(slice: &str) -> impl Iterator<Item = u32> {
    let words = slice.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words
        .filter(|word| !word.is_empty() && !STOPWORDS.contains(word.as_str()))
        .map(|word| hash::bytes(stem(&word).as_bytes()) as u32)
}

/// A word without the endings of number and tense, roughly: what is cut is the same in both reports.
fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 7] = ["ations", "ation", "ing", "ies", "ed", "es", "s"];
    /// What is left must still be a word.
    const LEAST: usize = 4;
    let stem = ENDINGS
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() >= LEAST));
    stem.unwrap_or(word).trim_end_matches('e')
}

/// How near two sets of words are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearness {
    /// How many words both have.
    pub shared: usize,
    /// Twice that, divided by the number of words of both (Dice's coefficient), 0 to 1.
    pub dice: f64,
}

/// Compares two ascending lists.
#[allow(clippy::cast_precision_loss, reason = "a clause has few words")]
pub fn nearness(a: &[u32], b: &[u32]) -> Nearness {
    let shared = a.iter().filter(|hash| b.binary_search(hash).is_ok()).count();
    let all = a.len() + b.len();
    let dice = if all == 0 {
        0.0
    } else {
        2.0 * shared as f64 / all as f64
    };
    Nearness { shared, dice }
}

/// Hashes as the bytes of a column.
pub fn pack(hashes: &[u32]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect()
}

/// The hashes of such bytes.
pub fn unpack(bytes: &[u8]) -> Vec<u32> {
    let (hashes, _) = bytes.as_chunks::<4>();
    hashes.iter().map(|&hash| u32::from_le_bytes(hash)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<u32> {
        let text = Text::new(text);
        content(&text, text.span(), &[])
    }

    #[test]
    fn number_and_tense_do_not_count() {
        assert_eq!(words("It closed the ports on Monday."), words("Closing the port"));
        assert_ne!(words("the ports"), words("the banks"));
    }

    #[test]
    fn names_of_the_parties_tell_nothing() {
        let text = Text::new("Kenya closed Ghana's port");
        assert_eq!(
            content(&text, text.span(), &[Span::new(0, 5), Span::new(13, 20)]),
            words("closed port")
        );
    }

    #[test]
    fn nearness_counts_what_is_shared() {
        let (a, b) = (
            words("grain exports through the strait"),
            words("exports of grain and timber"),
        );
        assert_eq!(
            nearness(&a, &b),
            Nearness {
                shared: 2,
                dice: 4.0 / 6.0
            }
        );
        assert_eq!(nearness(&[], &[]).dice, 0.0);
        assert_eq!(unpack(&pack(&a)), a);
    }

    #[test]
    fn wording_sees_the_order() {
        let of = |text: &str| wording(&Text::new(text), Span::new(0, 100));
        assert_eq!(of("They met, he said."), of("they met he said"));
        assert_ne!(of("he met them"), of("them he met"));
        assert_eq!(of("he met them").1, 3);
    }
}
