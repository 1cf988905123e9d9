//! What the words that belong to a predicate say of it: auxiliaries, negation, marks, modifiers.

use super::Status;
use super::lexicon::{Effect, Lexicon, Part};
use crate::tree::Tree;
use crate::tree::phrase::is_negation;
use demarche_types::Upos;

/// A predicate of any kind.
pub(super) fn word(tree: &Tree, word: usize, status: &mut Status) {
    marks(tree, word, status);
    if tree.is_nominal(word) && tree.child(word, &["cop"]).is_none() {
        noun(tree, word, status);
        return;
    }
    verb(tree, word, status);
}

/// Auxiliaries and negation of a verb or of a predicate with a copula.
pub(super) fn verb(tree: &Tree, word: usize, status: &mut Status) {
    let negated = negations(tree, word).next();
    for aux in tree.children_by(word, &["aux"]) {
        if let Some(effect) = modal(tree, word, aux) {
            apply_modal(tree, word, aux, effect, status);
        }
    }
    let ability = |w: usize| tree.lemma_in(w, &["can", "could", "ca"]);
    if let Some(no) = negated {
        if tree.children_by(word, &["aux"]).any(ability) {
            status.hypothetical = false;
        }
        status.apply(no, Effect::Negated);
    }
}

/// What makes a predicate negative: *not*, *never*, *no* on its subject or object, *nobody*.
fn negations<'t>(tree: &'t Tree, word: usize) -> impl Iterator<Item = usize> + 't {
    let own = tree
        .children(word)
        .iter()
        .copied()
        .filter(move |&c| is_negation(tree, c) || is_no_longer(tree, c));
    let arguments = tree.children_by(word, &["nsubj", "obj"]);
    let nobody = arguments.filter_map(move |a| {
        let itself = tree.lemma_in(a, &["nobody", "none", "nothing", "neither"]).then_some(a);
        itself.or_else(|| {
            tree.children_by(a, &["det"])
                .find(|&d| tree.lemma_in(d, &["no", "neither"]))
        })
    });
    own.chain(nobody)
}

/// *No longer*.
fn is_no_longer(tree: &Tree, word: usize) -> bool {
    tree.lemma_in(word, &["long", "longer"]) && tree.has_child(word, &["advmod", "det"], &["no"])
}

/// What an auxiliary says.
fn modal(tree: &Tree, word: usize, aux: usize) -> Option<Effect> {
    let form = tree.form(aux).to_lowercase();
    match form.as_str() {
        "will" | "shall" | "’ll" | "'ll" | "wo" => Some(Effect::Future),
        "would" | "’d" | "'d" if is_reported(tree, word) => Some(Effect::Future),
        "would" | "may" | "might" | "could" | "can" | "ca" | "should" | "must" | "ought" => Some(Effect::Hypothetical),
        _ => None,
    }
}

/// A modal without *have* looks forward.
fn apply_modal(tree: &Tree, word: usize, aux: usize, effect: Effect, status: &mut Status) {
    let perfect = tree
        .children_by(word, &["aux"])
        .any(|a| a > aux && tree.lemma_in(a, &["have"]));
    if effect == Effect::Hypothetical && !perfect {
        status.future = true;
    }
    status.apply(aux, effect);
}

/// Whether a clause is the content of a verb in the past, whose *will* is *would*.
fn is_reported(tree: &Tree, word: usize) -> bool {
    let mut clause = std::iter::once(word).chain(tree.ancestors(word));
    clause.by_ref().take(3).any(|w| tree.is(w, "ccomp")) && !has_condition(tree, word)
}

/// Whether a clause with *if* hangs on a predicate.
pub(super) fn has_condition(tree: &Tree, word: usize) -> bool {
    tree.children_by(word, &["advcl"])
        .any(|c| tree.has_child(c, &["mark"], &["if", "unless", "provided"]))
}

/// Modifiers and determiners of a noun.
pub(super) fn noun(tree: &Tree, noun: usize, status: &mut Status) {
    for child in tree.children_by(noun, &["amod", "det", "compound", "advmod"]) {
        if let Some(effect) = Lexicon::embedded().beside(Part::Modifier, &tree.form(child).to_lowercase()) {
            status.apply(child, effect);
        }
    }
}

/// The conjunction or preposition that opens the clause or phrase.
fn marks(tree: &Tree, word: usize, status: &mut Status) {
    for mark in tree.children_by(word, &["mark", "case", "advmod"]) {
        if tree.upos(mark) == Upos::Part {
            continue;
        }
        if let Some(effect) = Lexicon::embedded().beside(Part::Mark, &tree.form(mark).to_lowercase()) {
            status.future |= effect == Effect::Hypothetical && tree.morphology(word).feature("Tense") == Some("Pres");
            status.apply(mark, effect);
        }
    }
}
