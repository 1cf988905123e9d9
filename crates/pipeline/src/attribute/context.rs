//! What every step looks into.

use super::lexicon::{Cue, Lexicon};
use super::quotations::Quotations;
use crate::tree::Tree;

/// A document's tree and quotations, with the list of cues.
pub(super) struct Context<'a> {
    pub(super) tree: Tree<'a>,
    pub(super) quotations: Quotations,
    pub(super) lexicon: &'static Lexicon,
}

impl<'a> Context<'a> {
    pub(super) fn new(tree: Tree<'a>) -> Self {
        let quotations = Quotations::find(&tree);
        Self {
            tree,
            quotations,
            lexicon: Lexicon::embedded(),
        }
    }

    /// The cue that a word is by its lemma and part of speech.
    pub(super) fn cue(&self, word: usize) -> Option<Cue<'_>> {
        self.lexicon.cue(&self.tree, word)
    }
}
