//! Which statement a word is part of, and whose it is.

use crate::tree::{Pieces, Tree};
use demarche_types::{Party, Span, Statement};
use std::collections::BTreeMap;
use std::ops::Range;

/// The statements of a document, found by words.
pub(super) struct Claims<'a> {
    statements: &'a [Statement],
    /// One a statement: the statement that it is part of.
    parents: Vec<Option<usize>>,
    /// One a word: the innermost statement whose content it stands in.
    innermost: Vec<Option<usize>>,
    /// One a word: the first statement in whose cue it stands.
    cues: Vec<Option<usize>>,
}

impl<'a> Claims<'a> {
    pub(super) fn new(tree: &Tree, statements: &'a [Statement]) -> Self {
        let ids: BTreeMap<&str, usize> = statements.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
        let parents = statements
            .iter()
            .map(|s| ids.get(s.within.as_deref()?).copied())
            .collect();
        let mut innermost = vec![None; tree.len()];
        for (i, statement) in statements.iter().enumerate() {
            for word in statement.content.iter().flat_map(|&span| words(tree, span)) {
                innermost[word] = Some(i);
            }
        }
        let mut cues = vec![None; tree.len()];
        for (i, cue) in statements
            .iter()
            .enumerate()
            .filter_map(|(i, s)| Some((i, s.cue.as_ref()?)))
        {
            words(tree, cue.span()).for_each(|word| {
                cues[word].get_or_insert(i);
            });
        }
        Self {
            statements,
            parents,
            innermost,
            cues,
        }
    }

    pub(super) fn statements(&self) -> &'a [Statement] {
        self.statements
    }

    pub(super) fn get(&self, i: usize) -> &'a Statement {
        &self.statements[i]
    }

    /// The innermost statement whose content a word stands in.
    pub(super) fn innermost(&self, word: usize) -> Option<usize> {
        self.innermost[word]
    }

    /// The first statement in whose cue a word stands.
    pub(super) fn of_cue(&self, word: usize) -> Option<usize> {
        self.cues[word]
    }

    pub(super) fn parent(&self, i: usize) -> Option<usize> {
        self.parents[i].filter(|&p| p != i)
    }

    /// The statement and those it is part of, outermost first.
    pub(super) fn chain(&self, innermost: Option<usize>) -> Vec<usize> {
        let up = std::iter::successors(innermost, |&i| self.parent(i));
        let mut chain: Vec<usize> = up.take(self.statements.len()).collect();
        chain.reverse();
        chain
    }
}

/// The words that lie in a span.
pub(super) fn words(tree: &Tree, span: Span) -> Range<usize> {
    let all = &tree.segments.words;
    let start = all.partition_point(|w| w.span.end <= span.start);
    let end = all.partition_point(|w| w.span.start < span.end);
    start..end.max(start)
}

/// The main word of a source or an addressee.
pub(super) fn head_of(tree: &Tree, party: &Party) -> Option<usize> {
    tree.top(&Pieces::from(words(tree, party.span())))
}
