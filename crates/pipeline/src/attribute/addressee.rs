//! To whom something was said: *told reporters*, *said to the envoy*, *were urged*, *in a letter to the king*.

use super::context::Context;
use super::draft::Draft;
use super::lexicon::{Frame, Part};
use super::syntax::is_infinitive;
use crate::tree::Tree;
use crate::tree::phrase::noun_phrase;
use demarche_types::{Act, Upos};
use std::ops::Range;

/// The words for who is told, where the cue is a verb.
pub(super) fn addressee(context: &Context, draft: &Draft) -> Option<Range<usize>> {
    let tree = &context.tree;
    let word = draft.cue_word.filter(|&w| tree.upos(w) == Upos::Verb)?;
    let cue = context.lexicon.find(Part::Verb, tree, word)?;
    let asks = cue.entry.takes(&Frame::Infinitive) && is_directive(draft.act);
    let candidates = [
        told(context, word),
        asks.then(|| after(tree, word, &["to", "with"])).flatten(),
        cue.entry.is_utterance().then(|| after(tree, word, &["to"])).flatten(),
        after_medium(context, word),
    ];
    let phrases = candidates
        .into_iter()
        .flatten()
        .map(|head| noun_phrase(tree, head, draft.content.first()));
    phrases.into_iter().find(|words| is_free(draft, words))
}

/// The head of who is told by a verb that takes an addressee: its object, in the passive its subject, the object of *call
/// on*, or what the tree takes for the subject of the infinitive that he is told.
pub(super) fn told(context: &Context, word: usize) -> Option<usize> {
    let tree = &context.tree;
    let cue = context
        .lexicon
        .find(Part::Verb, tree, word)
        .filter(|_| tree.upos(word) == Upos::Verb)?;
    let asks = cue.entry.takes(&Frame::Infinitive) && cue.entry.act.is_some_and(is_directive);
    if let Some(asked) = asks
        .then(|| after(tree, word, &["to", "with"]))
        .flatten()
        .filter(|_| infinitive(tree, word).is_some())
    {
        return Some(asked);
    }
    if let Some(object) = cue.partner.and_then(|p| tree.head(p)).filter(|&o| tree.is(o, "obl")) {
        return Some(object).filter(|_| infinitive(tree, word).is_some());
    }
    let takes = cue.entry.takes(&Frame::Addressee);
    let object = object(tree, word).or_else(|| tree.child(infinitive(tree, word)?, &["nsubj"]));
    object.filter(|_| takes)
}

fn infinitive(tree: &Tree, word: usize) -> Option<usize> {
    tree.children_by(word, &["xcomp", "ccomp", "advcl"])
        .find(|&c| is_infinitive(tree, c) && c > word)
}

const fn is_directive(act: Act) -> bool {
    matches!(act, Act::Ask | Act::Demand)
}

/// Whether the words are neither what is said nor whose it is.
fn is_free(draft: &Draft, words: &Range<usize>) -> bool {
    let attribution = draft.attribution();
    words
        .clone()
        .all(|w| !draft.content.contains(w) && !attribution.contains(w))
}

/// The object, which in the passive is the subject.
fn object(tree: &Tree, word: usize) -> Option<usize> {
    let objects = tree.children_by(word, &["iobj", "obj", "nsubj:pass"]);
    let mut heard =
        objects.filter(|&o| tree.is_nominal(o) && !tree.lemma_in(o, &["who", "which", "that", "it", "this"]));
    heard.next()
}

fn after(tree: &Tree, word: usize, prepositions: &[&str]) -> Option<usize> {
    let phrases = tree
        .children_by(word, &["obl"])
        .filter(|&o| o > word && tree.is_nominal(o) && tree.upos(o) != Upos::Num);
    phrases
        .into_iter()
        .find(|&o| tree.children_by(o, &["case"]).any(|c| tree.lemma_in(c, prepositions)))
}

/// *In a letter to the king*.
fn after_medium(context: &Context, word: usize) -> Option<usize> {
    let tree = &context.tree;
    let medium = |&m: &usize| context.lexicon.find(Part::Medium, tree, m).is_some();
    let media = tree.children_by(word, &["obl"]).filter(medium);
    let mut to = media.flat_map(|m| tree.children_by(m, &["nmod"]));
    to.find(|&n| tree.has_child(n, &["case"], &["to", "with"]) && tree.is_nominal(n))
}
