//! Sentences and words, as Universal Dependencies has them.

use crate::Span;
use std::ops::Range;

/// A document's sentences and syntactic words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    /// The sentences in reading order.
    pub sentences: Vec<Sentence>,
    /// The words of all sentences in reading order.
    pub words: Vec<Word>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first word to its last.
    pub span: Span,
    /// Its words, as indices into [`Segments::words`].
    pub words: Range<usize>,
    /// The block it stands in, as an index into [`crate::Document::blocks`]. A sentence never crosses a block.
    pub block: usize,
    /// Whether it opens its block.
    pub opens_block: bool,
}

/// A syntactic word. Where Universal Dependencies splits an orthographic token (*don't*, *cannot*, *Russia's*), each part is a
/// word on its own letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its letters. Never empty, never white space at either end.
    pub span: Span,
    /// Whether it continues the orthographic token of the word before it: the *n't* of *don't*.
    pub continues_token: bool,
}

impl Segments {
    /// The span from the first word of a range to its last.
    ///
    /// # Panics
    /// Where the range is empty or past the end.
    #[must_use]
    pub fn span(&self, words: Range<usize>) -> Span {
        Span::new(self.words[words.start].span.start, self.words[words.end - 1].span.end)
    }

    /// The sentence a word stands in, as an index into `sentences`.
    #[must_use]
    pub fn sentence_of(&self, word: usize) -> usize {
        self.sentences.partition_point(|s| s.words.end <= word)
    }
}
