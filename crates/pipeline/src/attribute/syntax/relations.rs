//! Phrases and adverbs that attribute a clause: *according to …*, *in the view of …*, *reportedly*.

use super::super::context::Context;
use super::super::draft::Draft;
use super::super::lexicon::Part;
use super::{Find, score};
use crate::tree::Pieces;
use crate::tree::Tree;
use crate::tree::phrase::noun_phrase;
use demarche_types::{Act, Upos};
use std::ops::Range;

pub(super) fn draft(context: &Context, word: usize) -> Option<Draft> {
    according(context, word)
        .or_else(|| in_words_of(context, word))
        .or_else(|| adverb(context, word))
}

/// Whether a word is that of *according to*.
pub(in super::super) fn is_relation(tree: &Tree, word: usize) -> bool {
    tree.form(word).eq_ignore_ascii_case("according") && word + 1 < tree.len() && tree.form(word + 1) == "to"
}

/// *According to the ministry*.
fn according(context: &Context, word: usize) -> Option<Draft> {
    let tree = &context.tree;
    let to = is_relation(tree, word).then_some(word + 1)?;
    let source = if tree.is(word, "case") {
        tree.head(word)
    } else {
        tree.child(word, &["obl", "nmod"])
    }?;
    let phrase = if tree.is(word, "case") { source } else { word };
    let source = noun_phrase(tree, source, None);
    attributed(
        context,
        phrase,
        word,
        Pieces::of_words([word, to]),
        Some(source),
        Act::Assert,
    )
}

/// *In the words of the envoy*, *in her view*.
fn in_words_of(context: &Context, word: usize) -> Option<Draft> {
    let tree = &context.tree;
    let phrase = tree.lemma_in(word, &["word", "view", "opinion"]) && tree.is(word, "obl");
    let case = tree
        .children_by(word, &["case"])
        .find(|&c| phrase && tree.lemma_in(c, &["in"]))?;
    let owner = tree.child(word, &["nmod:poss"]);
    let giver = tree
        .children_by(word, &["nmod"])
        .find(|&c| tree.has_child(c, &["case"], &["of"]));
    let source = noun_phrase(tree, owner.or(giver)?, None);
    let act = if tree.lemma_in(word, &["word"]) {
        Act::Assert
    } else {
        Act::Believe
    };
    attributed(context, word, word, Pieces::from(case..word + 1), Some(source), act)
}

/// *Reportedly*.
fn adverb(context: &Context, word: usize) -> Option<Draft> {
    let tree = &context.tree;
    let cue = context
        .lexicon
        .find(Part::Adverb, tree, word)
        .filter(|_| tree.upos(word) == Upos::Adv)?;
    let predicate = tree.head(word).filter(|&h| tree.child(h, &["nsubj"]).is_some())?;
    let act = cue.entry.act.unwrap_or(Act::Assert);
    let content = tree.subtree(predicate).minus(&Pieces::of_words([word]));
    find(word, Pieces::of_words([word]), None, content, act).draft(context)
}

/// The draft of the clause that a phrase attributes.
fn attributed(
    context: &Context,
    phrase: usize,
    cue_word: usize,
    cue: Pieces,
    source: Option<Range<usize>>,
    act: Act,
) -> Option<Draft> {
    let tree = &context.tree;
    let host = clause_above(tree, phrase)?;
    let content = tree.subtree(host).minus(&tree.subtree(phrase));
    find(cue_word, cue.minus(&content), source, content, act).draft(context)
}

const fn find(cue_word: usize, cue: Pieces, source: Option<Range<usize>>, content: Pieces, act: Act) -> Find {
    Find {
        cue_word,
        cue,
        source,
        content,
        relay: None,
        act,
        is_utterance: true,
        score: score::RELATION,
    }
}

/// The clause that a phrase belongs to, for trees may hang it on the last noun: the whole sentence where the phrase opens
/// it.
fn clause_above(tree: &Tree, phrase: usize) -> Option<usize> {
    let opens = tree.subtree(phrase).first() == Some(tree.sentence(phrase).start);
    if opens {
        return tree.root(phrase).filter(|&r| r != phrase);
    }
    tree.ancestors(phrase).find(|&w| is_clause(tree, w))
}

fn is_clause(tree: &Tree, word: usize) -> bool {
    tree.head(word).is_none() || tree.child(word, &["nsubj", "csubj", "expl"]).is_some()
}
