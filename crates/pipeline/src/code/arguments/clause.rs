//! The clause that depends on a predicate.

use super::voice::is_infinitive;
use crate::tree::Tree;

/// The main word of the clause: of *agreed to meet*, *said that it met*, *a demand that it meet*, *is willing to meet*.
pub(in super::super) fn clause(tree: &Tree, word: usize) -> Option<usize> {
    let later = |c: &usize| *c > word;
    let complement = tree.children_by(word, &["xcomp", "ccomp", "csubj"]).find(later);
    let infinitive = || {
        tree.children_by(word, &["advcl", "acl"])
            .find(|c| later(c) && is_infinitive(tree, *c) && is_near(tree, word, *c))
    };
    let content = || {
        tree.children_by(word, &["acl"])
            .find(|&c| tree.has_child(c, &["mark"], &["that"]))
    };
    complement.or_else(infinitive).or_else(content)
}

/// Whether no comma parts an infinitive from its predicate, as it parts a purpose.
fn is_near(tree: &Tree, word: usize, clause: usize) -> bool {
    !(word..clause).any(|w| tree.form(w) == ",")
}
