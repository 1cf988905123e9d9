//! Words to the numbers that the graph takes.

use crate::features::{Case, Quote, Start, case, quotes, starts};
use crate::windows::{MARKERS, Window};
use crate::wordpiece::{Special, WordPiece};
use crate::{SentenceWords, Words};
use std::ops::Range;

/// A document in pieces.
pub struct Encoded {
    ids: Vec<i32>,
    /// Where the pieces of each word begin in `ids`, and where those of the last end.
    bounds: Vec<usize>,
    cases: Vec<Case>,
    quotes: Vec<Quote>,
    starts: Vec<Start>,
    special: Special,
}

impl Encoded {
    /// All words of a document.
    pub fn new(words: &Words<'_>, vocabulary: &WordPiece) -> Self {
        let (mut ids, mut bounds) = (Vec::new(), vec![0]);
        for form in &words.forms {
            vocabulary.encode(form, &mut ids);
            bounds.push(ids.len());
        }
        Self {
            ids,
            bounds,
            cases: words.forms.iter().map(|form| case(form)).collect(),
            quotes: quotes(words),
            starts: starts(words),
            special: vocabulary.special,
        }
    }

    /// The windows to read it in.
    pub fn windows(&self, sentences: &[SentenceWords], max_pieces: usize) -> Vec<Window> {
        let pieces: Vec<usize> = self.bounds.windows(2).map(|b| b[1] - b[0]).collect();
        crate::windows::windows(sentences, &pieces, max_pieces)
    }

    /// The graph's inputs for the words of one window.
    pub fn inputs(&self, words: Range<usize>) -> Inputs {
        let count = self.bounds[words.end] - self.bounds[words.start] + MARKERS;
        let mut inputs = Inputs::with_capacity(count, words.len());
        inputs.push(self.special.open, [0; 3]);
        for word in words {
            let classes = self.classes(word);
            inputs.first.push(inputs.next());
            for &id in self.pieces(word) {
                inputs.push(id, classes);
            }
            inputs.last.push(inputs.next() - 1);
        }
        inputs.push(self.special.close, [0; 3]);
        inputs
    }

    /// The case, quotation and start class of one word.
    pub fn classes(&self, word: usize) -> [i32; 3] {
        [
            self.cases[word] as i32,
            self.quotes[word] as i32,
            self.starts[word] as i32,
        ]
    }

    /// The pieces of one word.
    pub fn pieces(&self, word: usize) -> &[i32] {
        &self.ids[self.bounds[word]..self.bounds[word + 1]]
    }
}

/// One window as the graph takes it: four numbers a piece, two a word.
#[derive(Debug, PartialEq, Eq)]
pub struct Inputs {
    /// Ids of pieces, with the markers around them.
    pub pieces: Vec<i32>,
    /// The case class of each piece's word.
    pub case: Vec<i32>,
    /// The quotation class.
    pub quote: Vec<i32>,
    /// The start class.
    pub start: Vec<i32>,
    /// Where the first piece of each word stands in `pieces`.
    pub first: Vec<i32>,
    /// Where the last one does.
    pub last: Vec<i32>,
}

impl Inputs {
    fn with_capacity(pieces: usize, words: usize) -> Self {
        let list = Vec::with_capacity;
        Self {
            pieces: list(pieces),
            case: list(pieces),
            quote: list(pieces),
            start: list(pieces),
            first: list(words),
            last: list(words),
        }
    }

    fn push(&mut self, piece: i32, [case, quote, start]: [i32; 3]) {
        self.pieces.push(piece);
        self.case.push(case);
        self.quote.push(quote);
        self.start.push(start);
    }

    /// The position of the piece pushed next. A window is short, so this fits.
    fn next(&self) -> i32 {
        i32::try_from(self.pieces.len()).unwrap_or(i32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_of_two_words() {
        let vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "tri", "##poli", "said"].map(str::to_owned);
        let vocabulary = WordPiece::new(vocabulary.to_vec()).unwrap();
        let words = Words {
            forms: vec!["Before", "Tripoli", "said"],
            sentences: vec![
                SentenceWords {
                    words: 0..1,
                    opens_block: true,
                },
                SentenceWords {
                    words: 1..3,
                    opens_block: false,
                },
            ],
        };
        let encoded = Encoded::new(&words, &vocabulary);
        let expected = Inputs {
            pieces: vec![2, 4, 5, 6, 3],
            case: vec![0, 1, 1, 0, 0],
            quote: vec![0; 5],
            start: vec![0, 1, 1, 0, 0],
            first: vec![1, 3],
            last: vec![2, 3],
        };
        assert_eq!(encoded.inputs(1..3), expected);
        assert_eq!(
            encoded.windows(&words.sentences, 180),
            [Window {
                sentences: 0..2,
                words: 0..3
            }]
        );
    }
}
