//! What a reader reads.

use crate::ReadError;
use demarche_types::{Segments, Text};
use std::ops::Range;

/// The words of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words<'a> {
    /// The letters of every word, in reading order.
    pub forms: Vec<&'a str>,
    /// The sentences in reading order. Together they hold every word once, and none is empty.
    pub sentences: Vec<SentenceWords>,
}

/// A sentence, as the reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceWords {
    /// Its words, as indices into [`Words::forms`].
    pub words: Range<usize>,
    /// Whether a paragraph, a headline or another block begins with it.
    pub opens_block: bool,
}

impl<'a> Words<'a> {
    /// The words of a segmented text.
    #[must_use]
    pub fn new(text: &'a Text, segments: &Segments) -> Self {
        Self {
            forms: segments.words.iter().map(|word| text.slice(word.span)).collect(),
            sentences: segments
                .sentences
                .iter()
                .map(|s| SentenceWords {
                    words: s.words.clone(),
                    opens_block: s.opens_block,
                })
                .collect(),
        }
    }

    /// Whether the sentences hold every word once, in order.
    ///
    /// # Errors
    /// Names the first sentence that does not continue the one before it.
    pub(crate) fn check(&self) -> Result<(), ReadError> {
        let mut end = 0;
        for (sentence, SentenceWords { words, .. }) in self.sentences.iter().enumerate() {
            if words.start != end || words.is_empty() || words.end > self.forms.len() {
                return Err(ReadError::Sentence {
                    sentence,
                    words: words.clone(),
                    expected: end,
                });
            }
            end = words.end;
        }
        if end == self.forms.len() {
            Ok(())
        } else {
            Err(ReadError::Outside { word: end })
        }
    }
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "a list of ranges may hold one")]
mod tests {
    use super::*;

    fn words(count: usize, sentences: &[Range<usize>]) -> Words<'static> {
        Words {
            forms: vec!["a"; count],
            sentences: sentences
                .iter()
                .map(|r| SentenceWords {
                    words: r.clone(),
                    opens_block: false,
                })
                .collect(),
        }
    }

    #[test]
    fn sentences_hold_every_word_once() {
        assert!(words(0, &[]).check().is_ok());
        assert!(words(3, &[0..1, 1..3]).check().is_ok());
        assert!(matches!(
            words(3, &[0..1, 2..3]).check(),
            Err(ReadError::Sentence { sentence: 1, .. })
        ));
        assert!(matches!(
            words(3, &[0..2, 2..2, 2..3]).check(),
            Err(ReadError::Sentence { sentence: 1, .. })
        ));
        assert!(matches!(
            words(3, &[0..4]).check(),
            Err(ReadError::Sentence { sentence: 0, .. })
        ));
        assert!(matches!(words(3, &[0..2]).check(), Err(ReadError::Outside { word: 2 })));
    }
}
