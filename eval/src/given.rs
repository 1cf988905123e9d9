//! Documents whose words and sentences are given, as the annotated corpora give them.

use demarche_reader::{SentenceWords, Words};

/// The words of a document, owned, with its sentences.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GivenWords {
    /// The forms, in order.
    pub forms: Vec<String>,
    /// Each sentence's words and whether it opens a block.
    pub sentences: Vec<GivenSentence>,
}

/// A sentence of given words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenSentence {
    /// Its first word.
    pub start: usize,
    /// One past its last word.
    pub end: usize,
    /// Whether it opens a paragraph or the document.
    pub opens_block: bool,
}

impl GivenWords {
    /// Ends a sentence at the last word so far. A sentence without words is none.
    pub fn close_sentence(&mut self, opens_block: bool) {
        let start = self.sentences.last().map_or(0, |s| s.end);
        let end = self.forms.len();
        if start < end {
            self.sentences.push(GivenSentence {
                start,
                end,
                opens_block,
            });
        }
    }

    /// What the reader takes.
    pub fn words(&self) -> Words<'_> {
        let sentences = self
            .sentences
            .iter()
            .map(|s| SentenceWords {
                words: s.start..s.end,
                opens_block: s.opens_block,
            })
            .collect();
        Words {
            forms: self.forms.iter().map(String::as_str).collect(),
            sentences,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_follow_each_other_and_are_never_empty() {
        let mut given = GivenWords::default();
        given.close_sentence(true);
        given.forms.push("Yes".to_owned());
        given.close_sentence(true);
        given.close_sentence(false);
        given.forms.extend(["No".to_owned(), ".".to_owned()]);
        given.close_sentence(false);
        assert_eq!(given.words().sentences.len(), 2);
        assert_eq!(given.words().sentences[1].words, 1..3);
    }
}
