//! What a source does by saying it: the cue's act, made exact by the content where the cue says no more than *said*.

use super::context::Context;
use super::draft::Draft;
use super::lexicon::{LexiconError, Part, act as named_act};
use super::outlook::outlook;
use super::syntax::{self, frame_of, is_infinitive, subject};
use crate::tree::Pieces;
use crate::tree::Tree;
use crate::tree::phrase::is_negation;
use demarche_types::{Act, Upos};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The act of a statement.
pub(super) fn act(context: &Context, draft: &Draft) -> Act {
    if let Some(act) = plea(&context.tree, draft) {
        return act;
    }
    let negated = draft.cue.words().any(|w| is_negation(&context.tree, w));
    if negated {
        return negation(context, draft);
    }
    match draft.act {
        Act::Assert => by_content(context, draft).unwrap_or(Act::Assert),
        act => act,
    }
}

/// So many words a plea takes at most before what one is charged with.
const PLEA_WORDS: usize = 4;

/// *Pleads guilty*, *pleads not guilty*: before a court one pleads for nothing.
fn plea(tree: &Tree, draft: &Draft) -> Option<Act> {
    let near = |cue: usize| {
        draft
            .content
            .first()
            .is_some_and(|w| (cue..=cue + PLEA_WORDS).contains(&w))
    };
    let cue = draft.cue_word.filter(|&w| tree.lemma_in(w, &["plead"]) && near(w))?;
    let mut behind = (cue + 1..tree.sentence(cue).end).map(|w| tree.form(w).to_lowercase());
    match behind.next()?.as_str() {
        "guilty" => Some(Act::Accept),
        "innocent" => Some(Act::Deny),
        "not" => behind.next().filter(|form| form == "guilty").map(|_| Act::Deny),
        _ => None,
    }
}

/// *Did not say whether*, *never promised*.
fn negation(context: &Context, draft: &Draft) -> Act {
    let open_question = draft
        .content
        .first()
        .is_some_and(|w| context.tree.lemma_in(w, OPEN_QUESTIONS));
    match draft.act {
        Act::Assert | Act::Announce | Act::Promise | Act::Accept if open_question => Act::Reject,
        Act::Accept | Act::Promise | Act::Offer | Act::Intend => Act::Reject,
        Act::Assert | Act::Announce if draft.is_utterance => Act::Deny,
        Act::Deny => Act::Accept,
        Act::Reject | Act::Accuse | Act::Praise | Act::Threaten | Act::Warn | Act::Demand => Act::Assert,
        act => act,
    }
}

const OPEN_QUESTIONS: &[&str] = &["whether", "if", "when", "where", "who", "how", "what", "why", "which"];

/// What the content shows: a question, a demand, a promise, a verdict, or an act of the speaker's own.
fn by_content(context: &Context, draft: &Draft) -> Option<Act> {
    let tree = &context.tree;
    if draft
        .content
        .last()
        .is_some_and(|w| (w.saturating_sub(1)..=w).any(|w| tree.form(w) == "?"))
    {
        return Some(Act::Ask);
    }
    if let Some(act) = name(context, draft) {
        return Some(act);
    }
    let predicate = predicate(tree, &draft.content)?;
    let own = is_own(context, draft, predicate);
    own.then(|| performed(context, predicate))
        .flatten()
        .or_else(|| verdict(tree, predicate).filter(|_| !own || tree.upos(predicate) != Upos::Verb))
        .or_else(|| outlook(context, draft, predicate, own).filter(|act| matches!(act, Act::Threaten | Act::Reject)))
        .or_else(|| modality(tree, predicate, own))
        .or_else(|| outlook(context, draft, predicate, own))
}

/// What a name passes for: *called it a crime*.
fn name(context: &Context, draft: &Draft) -> Option<Act> {
    let tree = &context.tree;
    let named = tree
        .children_by(draft.cue_word?, &["xcomp", "obl", "advcl", "ccomp", "obj"])
        .filter(|&c| draft.content.contains(c));
    named
        .into_iter()
        .find_map(|c| VERDICTS.get(tree.lemma(c).as_str()).copied())
}

/// The main predicate of the first sentence of a content.
fn predicate(tree: &Tree, content: &Pieces) -> Option<usize> {
    let first = tree.sentence(content.first()?);
    tree.top(&content.filter(|w| first.contains(&w)))
}

/// Whether a predicate's subject is who speaks: the first person, a pronoun that can stand for the source, or its name
/// again.
fn is_own(context: &Context, draft: &Draft, predicate: usize) -> bool {
    let tree = &context.tree;
    let Some(subject) = subject(context, predicate).filter(|s| draft.content.contains(*s)) else {
        return false;
    };
    let quoted = context.quotations.at(subject).is_some();
    let again = draft
        .source
        .clone()
        .is_some_and(|s| s.into_iter().any(|w| is_name_again(tree, w, subject)));
    let pronouns: &[&str] = if quoted {
        &["i", "we"]
    } else {
        &["he", "she", "it", "they", "i", "we"]
    };
    again || tree.lemma_in(subject, pronouns)
}

fn is_name_again(tree: &Tree, word: usize, subject: usize) -> bool {
    tree.upos(word) == Upos::Propn && tree.form(word) == tree.form(subject)
}

/// What the speaker does in the first person: *we call on …*, *it was willing to …*, *I think …*.
fn performed(context: &Context, predicate: usize) -> Option<Act> {
    let tree = &context.tree;
    let part = if tree.upos(predicate) == Upos::Verb {
        Part::Verb
    } else {
        Part::Adjective
    };
    let cue = context.lexicon.find(part, tree, predicate)?;
    let negated = tree.children(predicate).iter().any(|&c| is_negation(tree, c));
    let known = match frame_of(context, predicate, cue) {
        Some(frame) => syntax::act(tree, predicate, cue, &frame),
        // *Is willing to talk* is an offer however the tree hangs the rest.
        None if tree.lemma_in(predicate, &["willing"]) => cue.entry.act?,
        None => return None,
    };
    let act = match known {
        Act::Accept | Act::Intend | Act::Offer if negated => Act::Reject,
        act => act,
    };
    let weak = matches!(act, Act::Assert | Act::Announce) || negated && !matches!(act, Act::Believe | Act::Reject);
    (!weak).then_some(act)
}

/// *Must*, *should*: a demand on others. Of one's own doings, *will* and *would* make a promise, *has* what is announced,
/// and *had not* a denial; of one's own people's, *will* is announced.
fn modality(tree: &Tree, predicate: usize, own: bool) -> Option<Act> {
    let helper = |lemmas: &[&str]| tree.has_child(predicate, &["aux"], lemmas);
    let negated = tree.children(predicate).iter().any(|&c| is_negation(tree, c));
    let perfect = helper(&["have"]);
    let future = helper(&["will", "would", "shall", "'ll", "’ll"]) && !perfect;
    let past = perfect || helper(&["do"]) || tree.children_by(predicate, &["cop", "aux"]).any(|c| is_past(tree, c));
    match own {
        true if future => Some(Act::Promise),
        true if negated && past && !helper(CONDITIONALS) => Some(Act::Deny),
        true if !negated && perfect && is_institution(tree, predicate) => Some(Act::Announce),
        true => None,
        false if is_obligation(tree, predicate) => Some(Act::Demand),
        false => (future && is_ones_own(tree, predicate)).then_some(Act::Announce),
    }
}

/// *Must stop*, *should leave*, *have to go*; *must have stopped* is a guess, and who does *not have to go* is free.
fn is_obligation(tree: &Tree, predicate: usize) -> bool {
    let helper = |lemmas: &[&str]| tree.has_child(predicate, &["aux"], lemmas);
    let free = tree.children(predicate).iter().any(|&c| is_negation(tree, c));
    let need = tree.lemma_in(predicate, &["have", "need", "ought"])
        && tree.children_by(predicate, &["xcomp"]).any(|c| is_infinitive(tree, c))
        && !free;
    helper(&["must", "should", "ought", "shall"]) && !helper(&["have"]) || need
}

/// Whether the subject is *it*, *they* or *we*: what these have done is made public, what *he* has done is told.
fn is_institution(tree: &Tree, predicate: usize) -> bool {
    tree.child(predicate, &["nsubj"])
        .is_some_and(|s| tree.lemma_in(s, &["it", "they", "we"]))
}

/// Whether the subject is *its troops*, *our ministers*.
fn is_ones_own(tree: &Tree, predicate: usize) -> bool {
    let subject = tree.child(predicate, &["nsubj"]);
    subject.is_some_and(|s| tree.has_child(s, &["nmod:poss"], &["its", "it", "their", "they", "our", "we"]))
}

const CONDITIONALS: &[&str] = &[
    "can", "could", "will", "would", "may", "might", "should", "must", "shall",
];

fn is_past(tree: &Tree, word: usize) -> bool {
    tree.morphology(word).feature("Tense") == Some("Past")
}

/// *Is unacceptable*, *were false*, *has violated the truce*.
fn verdict(tree: &Tree, predicate: usize) -> Option<Act> {
    let copula = tree.child(predicate, &["cop"]).is_some();
    let verb = tree.upos(predicate) == Upos::Verb && tree.child(predicate, &["nsubj"]).is_some();
    let modal = tree.has_child(predicate, &["aux"], CONDITIONALS);
    let negated = tree.children(predicate).iter().any(|&c| is_negation(tree, c));
    ((copula || verb && !modal) && !negated)
        .then(|| VERDICTS.get(tree.lemma(predicate).as_str()).copied())
        .flatten()
}

static VERDICTS: LazyLock<BTreeMap<&str, Act>> =
    LazyLock::new(|| verdicts(include_str!("verdicts.txt")).expect("the tests read the list that is built in"));

fn verdicts(list: &str) -> Result<BTreeMap<&str, Act>, LexiconError> {
    let lines = list
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
    lines
        .map(|(i, line)| {
            let (lemma, act) = line.split_once('|').ok_or(LexiconError::Fields(i + 1))?;
            Ok((lemma.trim(), named_act(i + 1, act.trim())?))
        })
        .collect()
}
