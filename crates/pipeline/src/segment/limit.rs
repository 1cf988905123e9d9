//! Sentences without end: cut so that none is longer than a reader can take.

use super::marks::{is_dash, is_terminator};
use super::words::Piece;
use std::ops::Range;

/// The most words a sentence may have. The longest of the English treebanks' has 159.
pub(super) const MOST_WORDS: usize = 400;

/// The ranges of words that a sentence becomes: itself, or parts of at most [`MOST_WORDS`]. A part ends, in its
/// second half, at the last mark that can end a sentence; failing that at the last `;`, `:` or dash, at the last
/// comma, at the last white space, or after the last word that its token does not continue beyond.
pub(super) fn parts(text: &[char], words: &[Piece]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    while words.len() - start > MOST_WORDS {
        let end = best_end(text, words, start);
        out.push(start..end);
        start = end;
    }
    out.push(start..words.len());
    out
}

fn best_end(text: &[char], words: &[Piece], start: usize) -> usize {
    let (first, last) = (start + MOST_WORDS / 2, start + MOST_WORDS);
    let ends = (first + 1..=last).rev().filter(|&end| !words[end].continues);
    ends.max_by_key(|&end| (rank(text, words, end), end)).unwrap_or(last)
}

/// How good it is to end before word `end`.
fn rank(text: &[char], words: &[Piece], end: usize) -> u8 {
    let (last, next) = (&words[end - 1].span, &words[end].span);
    let spaced = last.end < next.start;
    match text[last.end - 1] {
        _ if !spaced => 0,
        c if is_terminator(c) => 4,
        c if is_dash(c) || matches!(c, ';' | ':') => 3,
        ',' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::Cutter;
    use super::*;

    fn lengths(sentence: &str) -> Vec<usize> {
        let text: Vec<char> = sentence.chars().collect();
        let words = Cutter::new(&text).words(0..text.len());
        parts(&text, &words).iter().map(Range::len).collect()
    }

    #[test]
    fn short_sentences_stay() {
        assert_eq!(lengths("One short sentence."), [4]);
        assert_eq!(lengths(&"word ".repeat(MOST_WORDS)), [MOST_WORDS]);
    }

    #[test]
    fn long_ones_part_at_the_best_mark() {
        let comma = format!("{}x, {}", "word ".repeat(250), "word ".repeat(300));
        assert_eq!(lengths(&comma), [252, 300]);
        let stop = format!(
            "{}x. {}x, {}",
            "word ".repeat(250),
            "word ".repeat(50),
            "word ".repeat(300)
        );
        assert_eq!(lengths(&stop), [252, 352]);
        assert_eq!(lengths(&"word ".repeat(900)), [400, 400, 100]);
    }

    #[test]
    fn a_token_is_never_cut() {
        for length in lengths(&"can't".repeat(500)) {
            assert!(length <= MOST_WORDS);
        }
        let sentence = "cannot ".repeat(300);
        assert!(lengths(&sentence).iter().all(|length| length % 2 == 0));
    }
}
