//! Who speaks where, from the document’s statements.

use super::detect::Mentions;
use crate::tree::Tree;
use demarche_types::{Form, Party, Span, Statement};
use std::ops::Range;

/// The statements’ words and speakers.
pub(super) struct Speech {
    utterances: Vec<Utterance>,
    /// One a word: the innermost statement whose content it stands in.
    by_word: Vec<Option<usize>>,
}

/// What somebody says.
pub(super) struct Utterance {
    /// The mention of the speaker.
    pub(super) speaker: Option<usize>,
    /// How much of it stands in quotation marks.
    pub(super) form: Form,
}

impl Speech {
    pub(super) fn of(tree: &Tree, mentions: &Mentions, statements: &[Statement]) -> Self {
        let mut by_length: Vec<usize> = (0..statements.len()).collect();
        by_length.sort_by_key(|&i| std::cmp::Reverse(statements[i].content.iter().map(|s| s.len()).sum::<usize>()));
        let mut by_word = vec![None; tree.len()];
        for i in by_length {
            let content = statements[i].content.iter().flat_map(|&span| words(tree, span));
            content.for_each(|w| by_word[w] = Some(i));
        }
        let speaker = |party: &Party| mentions.at(head(tree, party)?);
        let utterance = |s: &Statement| Utterance {
            speaker: s.source.as_ref().and_then(speaker),
            form: s.form,
        };
        Self {
            utterances: statements.iter().map(utterance).collect(),
            by_word,
        }
    }

    /// The innermost statement that a word is part of.
    pub(super) fn at(&self, word: usize) -> Option<&Utterance> {
        self.utterances.get((*self.by_word.get(word)?)?)
    }
}

/// The words that lie in a span.
pub(super) fn words(tree: &Tree, span: Span) -> Range<usize> {
    let words = &tree.segments.words;
    let start = words.partition_point(|w| w.span.end <= span.start);
    start..words.partition_point(|w| w.span.start < span.end).max(start)
}

/// The word that a party’s words hang by.
pub(super) fn head(tree: &Tree, party: &Party) -> Option<usize> {
    tree.top(&words(tree, party.span()).into())
}
