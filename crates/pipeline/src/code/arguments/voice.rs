//! Forms of a verb: passive, infinitive, participle.

use crate::tree::Tree;
use demarche_types::Upos;

/// Whether a verb is passive: *was raided*, *raided by*, *being raided*; of coordinated ones, the second as well.
pub(in super::super) fn is_passive(tree: &Tree, word: usize) -> bool {
    let marked = |w: usize| {
        let mut children = tree.children(w).iter();
        children.any(|&c| matches!(tree.relation(c), "aux:pass" | "nsubj:pass" | "csubj:pass")) && !is_doubled(tree, w)
    };
    marked(word) || is_reduced(tree, word) || shares_auxiliary(tree, word) && tree.head(word).is_some_and(marked)
}

/// Whether trees give a verb without an auxiliary a subject on either side: *Peru freed two Chileans*, of which the second is its
/// object.
pub(super) fn is_doubled(tree: &Tree, word: usize) -> bool {
    let mut before = tree.children_by(word, &["nsubj"]).filter(|&s| s < word);
    let mut after = tree.children_by(word, &["nsubj"]).filter(|&s| s > word);
    tree.child(word, &["aux", "cop"]).is_none() && before.next().is_some() && after.next().is_some()
}

/// *Sanctions imposed by*, *backed by Peru, it …*: a past participle without an auxiliary beside a noun or a clause.
fn is_reduced(tree: &Tree, word: usize) -> bool {
    let relation = tree.relation(word);
    matches!(relation, "acl" | "advcl" | "amod") && is_past_participle(tree, word) && bare(tree, word)
}

/// *Was seized and deported*.
fn shares_auxiliary(tree: &Tree, word: usize) -> bool {
    tree.is(word, "conj") && is_past_participle(tree, word) && bare(tree, word)
}

fn bare(tree: &Tree, word: usize) -> bool {
    tree.child(word, &["aux", "nsubj", "cop"]).is_none()
}

pub(super) fn is_past_participle(tree: &Tree, word: usize) -> bool {
    let morphology = tree.morphology(word);
    tree.upos(word) == Upos::Verb
        && morphology.feature("VerbForm") == Some("Part")
        && morphology.feature("Tense") == Some("Past")
}

/// Whether a predicate stands after *to*.
pub(in super::super) fn is_infinitive(tree: &Tree, word: usize) -> bool {
    !is_gerund(tree, word) && tree.has_child(word, &["mark", "aux"], &["to"])
}

/// A present participle or gerund without an auxiliary.
pub(super) fn is_gerund(tree: &Tree, word: usize) -> bool {
    tree.upos(word) == Upos::Verb
        && tree.child(word, &["aux"]).is_none()
        && tree.form(word).to_lowercase().ends_with("ing")
}
