//! Whose verb it is.

use super::super::context::Context;
use super::super::lexicon::{Frame, Part};
use super::complement::is_infinitive;
use crate::tree::Pieces;
use crate::tree::Tree;
use demarche_types::{EntityKind, EntityName, Upos};

/// The noun or pronoun that says, thinks or wants what the cue says: the subject, its own or shared with another verb, or
/// the noun that a participle or a relative clause modifies. `None` where there is none, or none that can be a source.
pub(in super::super) fn subject(context: &Context, word: usize) -> Option<usize> {
    found(context, word, 0).filter(|&s| context.tree.is_nominal(s) || is_named_by_adjective(&context.tree, s))
}

/// Longer chains than this of verbs that share a subject are errors of the tree.
const LONGEST_CHAIN: usize = 6;

fn found(context: &Context, word: usize, depth: usize) -> Option<usize> {
    let tree = &context.tree;
    if depth > LONGEST_CHAIN {
        return None;
    }
    if let Some(own) = tree.child(word, &["nsubj"]) {
        return antecedent(context, own, word);
    }
    if let Some(expletive) = tree.child(word, &["expl", "csubj"]) {
        return Some(expletive).filter(|_| is_willing(context, word));
    }
    let above = tree.head(word)?;
    if !context.quotations.same_side(word, above) {
        return None;
    }
    match tree.relation(word).split(':').next()? {
        "conj" if !tree.is_nominal(above) || tree.child(above, &["nsubj", "cop"]).is_some() => {
            found(context, coordinate(tree, word, above), depth + 1)
        }
        "xcomp" if !is_infinitive(tree, word) || context.lexicon.find(Part::Auxiliary, tree, above).is_some() => {
            found(context, above, depth + 1)
        }
        "advcl" if shares_subject(tree, word) => found(context, above, depth + 1),
        "acl" if tree.relation(word) == "acl" && is_participle(tree, word) && speaks(context, above) => Some(above),
        _ => None,
    }
}

/// Whether a predicate is one that only somebody can be, so that *it* before it stands for somebody: *it is willing to*.
fn is_willing(context: &Context, word: usize) -> bool {
    let cue = context.lexicon.find(Part::Adjective, &context.tree, word);
    cue.is_some_and(|c| c.entry.takes(&Frame::Infinitive))
}

/// The verb that a subjectless one is coordinated with: *said she would go but called for talks* joins *called* to *said*
/// and not to *go*, which is no finite form.
fn coordinate(tree: &Tree, word: usize, above: usize) -> usize {
    let finite = tree.morphology(word).feature("VerbForm") == Some("Fin") && tree.child(word, &["aux"]).is_none()
        || tree
            .child(word, &["aux"])
            .is_some_and(|a| tree.morphology(a).feature("VerbForm") == Some("Fin"));
    let modal = tree.children_by(above, &["aux"]).any(|a| tree.lemma_in(a, MODALS));
    let governor = tree.head(above).filter(|_| tree.is(above, "ccomp") && finite && modal);
    governor.unwrap_or(above)
}

const MODALS: &[&str] = &[
    "will", "would", "shall", "should", "can", "could", "may", "might", "must",
];

/// Whether a participle after a noun surely is that noun's: *a statement saying …*, *protesters chanting … marched*. After
/// other nouns it may as well be the main clause's.
fn speaks(context: &Context, noun: usize) -> bool {
    context.lexicon.find(Part::Medium, &context.tree, noun).is_some() || context.tree.is(noun, "nsubj")
}

/// The antecedent of a relative pronoun; any other subject itself, unless it can be no source.
fn antecedent(context: &Context, subject: usize, verb: usize) -> Option<usize> {
    let tree = &context.tree;
    let relative = tree.lemma_in(subject, &["who", "which", "that"]) && tree.upos(subject) == Upos::Pron;
    if !relative {
        return (!tree.lemma_in(subject, NO_SOURCES)).then_some(subject);
    }
    if let Some(person) = person_before(tree, subject) {
        return Some(person);
    }
    let mut up = std::iter::once(verb).chain(tree.ancestors(verb));
    let clause = up.find(|&w| tree.is(w, "acl") || tree.is(w, "advcl"))?;
    tree.head(clause)
        .filter(|&h| tree.is_nominal(h) && context.quotations.same_side(h, verb))
}

/// The person whose name ends right before *who*, whatever noun the tree hangs the clause on.
fn person_before(tree: &Tree, pronoun: usize) -> Option<usize> {
    let last = (0..pronoun)
        .rev()
        .find(|&w| !tree.is_punctuation(w))
        .filter(|_| tree.lemma_in(pronoun, &["who"]))?;
    let person = |n: &&EntityName| n.kind == EntityKind::Person && n.words.end == last + 1;
    let name = tree.reading.names.iter().find(person)?;
    tree.top(&Pieces::from(name.words.clone()))
}

/// Subjects that say nothing: expletives, demonstratives and whoever is spoken to.
const NO_SOURCES: &[&str] = &["there", "what", "this", "that", "you"];

/// A participle beside the main clause: *saying …*, *by promising …*, *after accusing …*.
fn shares_subject(tree: &Tree, word: usize) -> bool {
    is_participle(tree, word)
        && tree.children_by(word, &["mark"]).all(|m| {
            tree.lemma_in(
                m,
                &[
                    "by", "in", "after", "before", "while", "when", "without", "besides", "despite",
                ],
            )
        })
}

/// A present participle or gerund without an auxiliary.
pub(super) fn is_participle(tree: &Tree, word: usize) -> bool {
    let form = tree.form(word).to_lowercase();
    form.ends_with("ing") && tree.upos(word) == Upos::Verb && tree.child(word, &["aux"]).is_none()
}

/// *The poor*, *the French* and their like.
fn is_named_by_adjective(tree: &Tree, word: usize) -> bool {
    tree.upos(word) == Upos::Adj && tree.child(word, &["det"]).is_some()
}
