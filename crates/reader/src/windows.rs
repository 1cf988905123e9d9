//! A document cut to what the encoder takes at once: whole sentences, as many as fit.

use crate::SentenceWords;
use std::ops::Range;

/// The markers that open and close a window count as pieces.
pub const MARKERS: usize = 2;

/// A window that holds so many pieces ends before a block that does not fit whole.
const ENOUGH: usize = 96;

/// The encoder takes no more pieces than this, markers included.
const LONGEST: usize = 510;

/// What is read in one run of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its sentences.
    pub sentences: Range<usize>,
    /// Its words: those of its sentences, or, of a sentence too long for one window, a part.
    pub words: Range<usize>,
}

impl Window {
    /// The words of a sentence that stand in the window, counted from the window's first.
    pub fn part_of(&self, sentence: &SentenceWords) -> Range<usize> {
        let start = sentence.words.start.max(self.words.start) - self.words.start;
        start..sentence.words.end.min(self.words.end) - self.words.start
    }

    /// The words of each of its sentences that stand in it, counted from the document's first.
    pub fn parts(&self, sentences: &[SentenceWords]) -> impl Iterator<Item = Range<usize>> {
        sentences[self.sentences.clone()]
            .iter()
            .map(|s| s.words.start.max(self.words.start)..s.words.end.min(self.words.end))
    }

    /// Whether it begins within a sentence.
    pub fn continues(&self, sentences: &[SentenceWords]) -> bool {
        self.words.start > sentences[self.sentences.start].words.start
    }
}

/// Windows of at most `max_pieces`, or of one longer sentence or a part of one. Every word stands in one window, in
/// order. `pieces`: the pieces of each word.
pub fn windows(sentences: &[SentenceWords], pieces: &[usize], max_pieces: usize) -> Vec<Window> {
    let sizes: Vec<usize> = sentences.iter().map(|s| pieces[s.words.clone()].iter().sum()).collect();
    let cuts = fill(sentences, &sizes, max_pieces);
    cuts.into_iter()
        .flat_map(|range| split(sentences, range, pieces))
        .collect()
}

/// Ranges of sentences, filled greedily.
fn fill(sentences: &[SentenceWords], sizes: &[usize], max_pieces: usize) -> Vec<Range<usize>> {
    let blocks = block_sizes(sentences, sizes);
    let mut ranges = Vec::new();
    let (mut start, mut total) = (0, MARKERS);
    for (i, &size) in sizes.iter().enumerate() {
        let full = total + size > max_pieces;
        let early = sentences[i].opens_block && total >= ENOUGH && total + blocks[i] > max_pieces;
        if i > start && (full || early) {
            ranges.push(start..i);
            (start, total) = (i, MARKERS);
        }
        total += size;
    }
    if start < sizes.len() {
        ranges.push(start..sizes.len());
    }
    ranges
}

/// For each sentence, the pieces from it to the end of its block.
fn block_sizes(sentences: &[SentenceWords], sizes: &[usize]) -> Vec<usize> {
    let mut blocks = sizes.to_vec();
    for i in (1..sizes.len()).rev() {
        if !sentences[i].opens_block {
            blocks[i - 1] += blocks[i];
        }
    }
    blocks
}

/// The windows of a range of sentences: one, or several where it is longer than the encoder takes. Only a range of
/// one sentence can be.
fn split(sentences: &[SentenceWords], range: Range<usize>, pieces: &[usize]) -> Vec<Window> {
    let words = sentences[range.start].words.start..sentences[range.end - 1].words.end;
    let mut windows = Vec::new();
    let (mut start, mut total) = (words.start, MARKERS);
    for word in words.clone() {
        if total + pieces[word] > LONGEST && word > start {
            windows.push(Window {
                sentences: range.clone(),
                words: start..word,
            });
            (start, total) = (word, MARKERS);
        }
        total += pieces[word];
    }
    windows.push(Window {
        sentences: range,
        words: start..words.end,
    });
    windows
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "a list of ranges may hold one")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Sentences of one-piece words; a negative length opens a block.
    fn sentences(lengths: &[i32]) -> (Vec<SentenceWords>, Vec<usize>) {
        let mut start = 0;
        let mut list = Vec::new();
        for &length in lengths {
            let end = start + length.unsigned_abs() as usize;
            list.push(SentenceWords {
                words: start..end,
                opens_block: length < 0,
            });
            start = end;
        }
        (list, vec![1; start])
    }

    fn cut(lengths: &[i32]) -> Vec<Range<usize>> {
        let (sentences, pieces) = sentences(lengths);
        windows(&sentences, &pieces, 180)
            .into_iter()
            .map(|w| w.sentences)
            .collect()
    }

    #[test]
    fn filled_to_the_last_piece() {
        assert_eq!(cut(&[-100, 78]), [0..2]);
        assert_eq!(cut(&[-100, 79]), [0..1, 1..2]);
        assert!(cut(&[]).is_empty());
    }

    #[test]
    fn ends_early_before_a_block_that_does_not_fit() {
        assert_eq!(cut(&[-94, -50, 40]), [0..1, 1..3]);
        assert_eq!(cut(&[-93, -50, 40]), [0..2, 2..3], "not enough yet to end early");
        assert_eq!(cut(&[-94, -50, 30]), [0..3], "the block fits");
        assert_eq!(cut(&[-94, 50, 40]), [0..2, 2..3], "no block opens");
    }

    #[test]
    fn long_sentences_stand_alone_and_longer_ones_are_cut() {
        assert_eq!(cut(&[-10, 400, 10]), [0..1, 1..2, 2..3]);
        let (sentences, pieces) = sentences(&[-1100, 3]);
        let words: Vec<_> = windows(&sentences, &pieces, 180).into_iter().map(|w| w.words).collect();
        assert_eq!(words, [0..508, 508..1016, 1016..1100, 1100..1103]);
    }

    proptest! {
        #[test]
        fn every_word_stands_in_one_window(
            lengths in prop::collection::vec((1i32..700, any::<bool>()), 0..30),
            seed in prop::collection::vec(1usize..17, 50),
        ) {
            let lengths: Vec<i32> = lengths.iter().map(|&(n, opens)| if opens { -n } else { n }).collect();
            let (sentences, ones) = sentences(&lengths);
            let pieces: Vec<usize> = (0..ones.len()).map(|i| seed[i % seed.len()]).collect();
            let mut end = 0;
            for window in windows(&sentences, &pieces, 180) {
                prop_assert_eq!(window.words.start, end);
                prop_assert!(!window.words.is_empty());
                end = window.words.end;
                let total = MARKERS + pieces[window.words.clone()].iter().sum::<usize>();
                prop_assert!(total <= LONGEST);
                prop_assert!(total <= 180 || window.sentences.len() == 1);
                prop_assert!(sentences[window.sentences.start].words.start <= window.words.start);
                prop_assert!(window.words.end <= sentences[window.sentences.end - 1].words.end);
            }
            prop_assert_eq!(end, pieces.len());
        }
    }
}
