//! `MinHash` (Broder 1997) over four words at a time, its signature cut into bands (Leskovec, Rajaraman, Ullman, *Mining of
//! Massive Datasets*, chapter 3).

use crate::hash;

/// Words that are taken together.
const SHINGLE: usize = 4;
/// A text with fewer shingles is too short to be a copy of another by anything but chance.
const LEAST: usize = 12;
/// Rows a band, and bands. Two texts that share 80% of their shingles meet in a band with a probability of 98%, 70% with 84%,
/// 50% with 27%, 20% with 0.3%, and texts that merely treat of the same thing, which share 2% at most, never.
const ROWS: usize = 5;
const BANDS: usize = 10;

/// The keys of a text's bands; none where it is too short.
pub fn bands(text: &str) -> Vec<i64> {
    let shingles = shingles(text);
    if shingles.len() < LEAST {
        return Vec::new();
    }
    let band = |band: usize| {
        let rows = (0..ROWS).map(|row| least(&shingles, (band * ROWS + row) as u64));
        hash::key(rows.fold(band as u64, hash::both))
    };
    (0..BANDS).map(band).collect()
}

/// The least hash of all shingles by one of the hash functions.
fn least(shingles: &[u64], function: u64) -> u64 {
    let (factor, offset) = (hash::mix(2 * function) | 1, hash::mix(2 * function + 1));
    let hashes = shingles
        .iter()
        .map(|shingle| shingle.wrapping_mul(factor).wrapping_add(offset) >> 8);
    hashes.min().unwrap_or_default()
}

fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<u64> = words(text).map(|word| hash::bytes(word.as_bytes())).collect();
    let mut shingles: Vec<u64> = words
        .windows(SHINGLE)
        .map(|words| words.iter().fold(0, |hash, &word| hash::both(hash, word)))
        .collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// The words of a text in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(from: usize, to: usize) -> String {
        (from..to).map(|i| format!("w{} ", i * 7 % 1009)).collect()
    }

    fn shared(a: &str, b: &str) -> usize {
        let b = bands(b);
        bands(a).iter().filter(|key| b.contains(key)).count()
    }

    #[test]
    fn a_text_shares_all_bands_with_itself_in_other_spacing() {
        assert_eq!(bands(&text(0, 300)).len(), BANDS);
        assert_eq!(
            bands(&text(0, 300)),
            bands(&text(0, 300).to_uppercase().replace(' ', "\n"))
        );
    }

    #[test]
    fn a_new_edition_shares_some_and_another_text_none() {
        assert!(shared(&text(0, 300), &text(20, 310)) > 0);
        assert_eq!(shared(&text(0, 300), &text(300, 600)), 0);
        assert_eq!(shared(&text(0, 300), &text(290, 600)), 0);
    }

    #[test]
    fn a_few_words_have_no_bands() {
        assert!(bands("They met on Monday.").is_empty());
    }
}
