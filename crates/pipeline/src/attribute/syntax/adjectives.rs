//! Predicate adjectives: *is willing to …*, *are confident that …*, *was critical of …*.

use super::super::context::Context;
use super::super::draft::Draft;
use super::super::lexicon::{Cue, Frame, Part};
use super::super::phrase::cue_group;
use super::complement::{Complement, complement, is_infinitive};
use super::subject::subject;
use super::{Find, score};
use crate::tree::Pieces;
use crate::tree::phrase::noun_phrase;
use demarche_types::Upos;

pub(super) fn draft(context: &Context, word: usize) -> Option<Draft> {
    let tree = &context.tree;
    let adjective = matches!(tree.upos(word), Upos::Adj | Upos::Verb);
    let cue = context
        .lexicon
        .find(Part::Adjective, tree, word)
        .filter(|_| adjective)?;
    let predicate = tree.child(word, &["cop"]).is_some() || tree.is(word, "conj") || tree.is(word, "xcomp");
    if !predicate || is_infinitive(tree, word) {
        return None;
    }
    let complement = complement(context, word, cue).or_else(|| purpose(context, word, cue))?;
    let find = Find {
        cue_word: word,
        cue: cue_group(tree, word).union(&Pieces::of_words(complement.preposition)),
        source: Some(noun_phrase(tree, subject(context, word)?, Some(word))),
        content: complement.words,
        relay: None,
        act: cue.entry.act_with(&complement.frame),
        is_utterance: false,
        score: score::NOMINAL,
    };
    find.draft(context)
}

/// An infinitive that the tree takes for a purpose: *ready to talk*.
fn purpose(context: &Context, word: usize, cue: Cue) -> Option<Complement> {
    let tree = &context.tree;
    let verb = tree
        .children_by(word, &["advcl"])
        .find(|&c| is_infinitive(tree, c) && c > word)?;
    let words = tree.subtree(verb);
    cue.entry
        .takes(&Frame::Infinitive)
        .then(|| Complement::new(words, Frame::Infinitive))
}
