//! Words that are several: *do|n't*, *it|'s*, *can|not*.

use super::super::lexicon::Lexicon;
use super::super::marks::is_apostrophe;

/// The longest word of the list, in letters.
const LONGEST: usize = 8;

/// Where a word parts, in characters from its start, in order.
pub(super) fn cuts(word: &[char]) -> Vec<usize> {
    if word.iter().any(|&c| is_apostrophe(c)) {
        return apostrophe_cuts(word);
    }
    if word.len() > LONGEST {
        return Vec::new();
    }
    let lower: String = word.iter().flat_map(|c| c.to_lowercase()).collect();
    Lexicon::get().contraction(&lower).to_vec()
}

/// One clitic after the other is taken off the end: *would|n't|'ve*.
fn apostrophe_cuts(word: &[char]) -> Vec<usize> {
    let mut out = Vec::new();
    let mut end = word.len();
    while let Some(cut) = clitic(&word[..end]) {
        out.push(cut);
        end = cut;
    }
    out.reverse();
    out
}

/// Where the clitic that a word ends in starts; `None` where it ends in none.
fn clitic(word: &[char]) -> Option<usize> {
    let mark = word.iter().rposition(|&c| is_apostrophe(c))?;
    let tail: String = word[mark + 1..].iter().flat_map(|c| c.to_lowercase()).collect();
    let host = &word[..mark];
    let last = host.last()?;
    match tail.as_str() {
        "t" => (last.eq_ignore_ascii_case(&'n') && host.len() > 1).then(|| mark - 1),
        "s" => last.is_alphabetic().then_some(mark),
        "re" | "ve" | "ll" => last.is_alphabetic().then_some(mark),
        "m" => (host.len() == 1 && last.eq_ignore_ascii_case(&'i')).then_some(mark),
        "d" => hosts_d(host).then_some(mark),
        _ => None,
    }
}

/// Whether *'d* is *had* or *would* after this word, and no part of a name (*Sa'd*).
fn hosts_d(host: &[char]) -> bool {
    const HOSTS: [&str; 17] = [
        "i", "you", "he", "she", "it", "we", "they", "who", "that", "there", "this", "how", "what", "where", "why",
        "n't", "n’t",
    ];
    let lower: String = host.iter().flat_map(|c| c.to_lowercase()).collect();
    HOSTS
        .iter()
        .any(|h| lower == *h || (h.starts_with('n') && lower.ends_with(h)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str) -> String {
        let chars: Vec<char> = word.chars().collect();
        let cuts = cuts(&chars);
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain([chars.len()]);
        starts
            .zip(ends)
            .map(|(a, b)| chars[a..b].iter().collect::<String>())
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn clitics_part() {
        for whole in [
            "do|n't",
            "wo|n’t",
            "it|'s",
            "NATO|’s",
            "we|'ll",
            "I|'m",
            "who|'d",
            "could|n't|'ve",
            "can|not",
            "gon|na",
            "du|n|no",
        ] {
            assert_eq!(parts(&whole.replace('|', "")), whole);
        }
    }

    #[test]
    fn names_and_decades_stay() {
        for whole in [
            "O'Brien", "Sa'd", "1990's", "o'clock", "Qur'an", "ma'am", "'s", "n't", "its", "Xi'an",
        ] {
            assert_eq!(parts(whole), whole);
        }
    }
}
