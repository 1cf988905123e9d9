//! Passive cues: *is expected to …*, *were urged to …*, *was condemned by …*, *it was reported that …*.

use super::super::context::Context;
use super::super::draft::Draft;
use super::super::lexicon::{Cue, Frame, Part};
use super::super::phrase::cue_group;
use super::complement::is_infinitive;
use super::verbs::{is_passive, is_reported};
use super::{Find, score};
use crate::tree::Pieces;
use crate::tree::Tree;
use crate::tree::phrase::noun_phrase;
use demarche_types::{Act, Upos};

pub(super) fn draft(context: &Context, word: usize) -> Option<Draft> {
    let tree = &context.tree;
    let cue = context
        .lexicon
        .find(Part::Verb, tree, word)
        .filter(|_| tree.upos(word) == Upos::Verb)?;
    let agent = agent(tree, word);
    let (words, act) = match is_passive(tree, word) {
        true if is_reported(context, word) => predicate(tree, word, cue, agent),
        true => None,
        false => announced(tree, word, cue).filter(|_| agent.is_some()),
    }?;
    let find = Find {
        cue_word: word,
        cue: cue_group(tree, word),
        source: agent.map(|a| noun_phrase(tree, a, Some(word))),
        content: words,
        relay: None,
        act,
        is_utterance: cue.entry.is_utterance(),
        score: score::PASSIVE,
    };
    find.draft(context)
}

/// The content of a passive predicate, with its act.
fn predicate(tree: &Tree, word: usize, cue: Cue, agent: Option<usize>) -> Option<(Pieces, Act)> {
    let frames = [raised, directed, impersonal];
    frames
        .iter()
        .find_map(|frame| frame(tree, word, cue))
        .or_else(|| suffered(tree, word, cue, agent))
}

/// Who does what a passive verb or a participle says: *announced by the ministry*.
pub(in super::super) fn passive_agent(tree: &Tree, word: usize) -> Option<usize> {
    let passive = tree.upos(word) == Upos::Verb && (is_passive(tree, word) || modified_noun(tree, word).is_some());
    agent(tree, word).filter(|_| passive)
}

/// Who does it: *by …*.
pub(super) fn agent(tree: &Tree, word: usize) -> Option<usize> {
    let phrases = tree
        .children_by(word, &["obl"])
        .filter(|&c| tree.has_child(c, &["case"], &["by"]));
    phrases
        .into_iter()
        .find(|&c| tree.is_nominal(c) && tree.upos(c) != Upos::Num && !tree.is_date(c))
}

/// The noun that a participle after it modifies: *the plan, announced by …*.
fn modified_noun(tree: &Tree, word: usize) -> Option<usize> {
    let participle = tree.relation(word) == "acl" && tree.morphology(word).feature("Tense") == Some("Past");
    tree.head(word).filter(|&h| participle && tree.is_nominal(h))
}

/// *The envoy is expected to leave*: the content has its subject.
fn raised(tree: &Tree, word: usize, cue: Cue) -> Option<(Pieces, Act)> {
    let verb = infinitive(tree, word).filter(|_| cue.entry.takes(&Frame::Raised))?;
    let subject = tree
        .child(word, &["nsubj:pass", "nsubj"])
        .filter(|&s| !is_relative(tree, s));
    let words = subject
        .map_or_else(Pieces::default, |s| tree.subtree(s))
        .union(&tree.subtree(verb));
    Some((words, cue.entry.act_with(&Frame::Raised)))
}

/// *They were urged to leave*, *she was told that …*: the subject is who is told.
fn directed(tree: &Tree, word: usize, cue: Cue) -> Option<(Pieces, Act)> {
    if !cue.entry.takes(&Frame::Addressee) {
        return None;
    }
    let to_do = infinitive(tree, word).filter(|_| cue.entry.takes(&Frame::Infinitive));
    let verb = to_do.or_else(|| tree.child(word, &["ccomp"]))?;
    let frame = if to_do.is_some() {
        Frame::Infinitive
    } else {
        Frame::Clause
    };
    Some((tree.subtree(verb), cue.entry.act_with(&frame)))
}

/// *It was reported that …*.
fn impersonal(tree: &Tree, word: usize, cue: Cue) -> Option<(Pieces, Act)> {
    let expletive = tree
        .children_by(word, &["nsubj", "expl"])
        .any(|s| tree.lemma_in(s, &["it"]));
    let clause = tree
        .children_by(word, &["ccomp", "csubj", "advcl"])
        .find(|&c| tree.has_child(c, &["mark"], &["that"]));
    let clause = clause.filter(|_| expletive && cue.entry.takes(&Frame::Clause))?;
    Some((tree.subtree(clause), cue.entry.act_with(&Frame::Clause)))
}

/// *The raid was condemned by …*, *she is seen as …*: the content is what suffers it.
fn suffered(tree: &Tree, word: usize, cue: Cue, agent: Option<usize>) -> Option<(Pieces, Act)> {
    let subject = tree.child(word, &["nsubj:pass"]).filter(|&s| !is_relative(tree, s))?;
    let as_phrase = |c: usize| tree.has_child(c, &["case", "mark"], &["as"]);
    let name = tree
        .children_by(word, &["xcomp", "obl", "advcl"])
        .find(|&c| tree.is(c, "xcomp") || as_phrase(c));
    let name = name.filter(|&n| cue.entry.takes(&Frame::Named) && !is_infinitive(tree, n));
    if let Some(name) = name {
        let words = tree.subtree(subject).union(&tree.subtree(name));
        return Some((words, cue.entry.act_with(&Frame::Named)));
    }
    agent.filter(|_| cue.entry.takes(&Frame::Object))?;
    Some((tree.subtree(subject), cue.entry.act_with(&Frame::Object)))
}

/// *The decision, announced by …, that …*: the content is the noun's phrase without the participle.
fn announced(tree: &Tree, word: usize, cue: Cue) -> Option<(Pieces, Act)> {
    let noun = modified_noun(tree, word).filter(|_| cue.entry.takes(&Frame::Object) && cue.entry.is_utterance())?;
    let clause = tree
        .children_by(noun, &["acl", "ccomp"])
        .find(|&c| tree.has_child(c, &["mark"], &["that"]));
    let words = clause.map_or_else(|| noun_words(tree, noun, word), |c| tree.subtree(c));
    Some((words, cue.entry.act_with(&Frame::Object)))
}

fn noun_words(tree: &Tree, noun: usize, participle: usize) -> Pieces {
    Pieces::from(noun_phrase(tree, noun, Some(participle)))
}

fn infinitive(tree: &Tree, word: usize) -> Option<usize> {
    tree.children_by(word, &["xcomp", "ccomp", "advcl"])
        .find(|&c| is_infinitive(tree, c) && c > word)
}

fn is_relative(tree: &Tree, word: usize) -> bool {
    tree.lemma_in(word, &["who", "which", "that", "what", "it"]) && tree.upos(word) == Upos::Pron
}
