//! Cue nouns: *Quito’s demand to …*, *a warning by the bank that …*, *issued a call for …*.

use super::super::context::Context;
use super::super::draft::Draft;
use super::super::lexicon::{Cue, Frame, Part};
use super::super::phrase::cue_group;
use super::complement::is_infinitive;
use super::subject::subject;
use super::{Find, score};
use crate::tree::Pieces;
use crate::tree::Tree;
use crate::tree::phrase::noun_phrase;
use demarche_types::{EntityKind, Upos};
use std::ops::Range;

pub(super) fn draft(context: &Context, word: usize) -> Option<Draft> {
    let tree = &context.tree;
    let cue = context
        .lexicon
        .find(Part::Noun, tree, word)
        .filter(|_| tree.upos(word) == Upos::Noun)?;
    let (branch, frame) = content(tree, word, cue)?;
    let light = light_verb(context, word);
    let source = possessor(context, word, branch).or_else(|| {
        let subject = subject(context, light?)?;
        Some(noun_phrase(tree, subject, light))
    })?;
    let lent = light.map_or_else(Pieces::default, |l| cue_group(tree, l));
    let find = Find {
        cue_word: word,
        cue: lent.union(&Pieces::of_words([word])),
        source: Some(source),
        content: tree.subtree(branch),
        relay: None,
        act: cue.entry.act_with(&frame),
        is_utterance: false,
        score: score::NOMINAL,
    };
    find.draft(context)
}

/// The branch of the noun that holds its content, with its frame.
fn content(tree: &Tree, word: usize, cue: Cue) -> Option<(usize, Frame)> {
    let clauses = || {
        tree.children_by(word, &["acl", "ccomp", "xcomp", "advcl", "appos"])
            .filter(|&c| c > word)
    };
    let infinitive = clauses()
        .find(|&c| is_infinitive(tree, c))
        .map(|c| (c, Frame::Infinitive));
    let that = clauses()
        .find(|&c| tree.has_child(c, &["mark"], &["that", "whether"]))
        .map(|c| (c, Frame::Clause));
    let after = || {
        let phrases = tree.children_by(word, &["nmod", "acl"]).filter(|&c| c > word);
        let mut named = phrases.filter_map(|c| {
            let preposition = tree.children_by(c, &["case", "mark"]).next()?;
            Some((c, Frame::Preposition(tree.lemma(preposition))))
        });
        named.find(|(_, frame)| cue.entry.takes(frame))
    };
    let found = [infinitive, that]
        .into_iter()
        .flatten()
        .find(|(_, frame)| cue.entry.takes(frame));
    found.or_else(after)
}

/// The source that the noun itself names: a genitive, *of …*, *by …*, *from …*, a nationality or a name before it.
fn possessor(context: &Context, word: usize, content: usize) -> Option<Range<usize>> {
    let tree = &context.tree;
    if let Some(owner) = tree.child(word, &["nmod:poss"]) {
        return Some(noun_phrase(tree, owner, None));
    }
    let after = tree.children_by(word, &["nmod"]).filter(|&c| c > word && c != content);
    let giver = after
        .filter(|&c| tree.has_child(c, &["case"], &["of", "by", "from"]))
        .find(|&c| tree.is_nominal(c));
    if let Some(giver) = giver {
        return Some(noun_phrase(tree, giver, None));
    }
    let before = tree
        .children_by(word, &["amod", "compound", "nmod"])
        .find(|&c| c < word && is_actor(context, c));
    before.map(|c| noun_phrase(tree, c, None))
}

/// Whether a word before a noun names who can say something.
fn is_actor(context: &Context, word: usize) -> bool {
    if context.lexicon.find(Part::Speaker, &context.tree, word).is_some() {
        return true;
    }
    let names = &context.tree.reading.names;
    let at = names.partition_point(|n| n.words.end <= word);
    names
        .get(at)
        .is_some_and(|n| n.words.contains(&word) && names_an_actor(n.kind))
}

const fn names_an_actor(kind: EntityKind) -> bool {
    use EntityKind::{Government, Nationality, Organization, Person, State};
    matches!(kind, Government | Nationality | Organization | Person | State)
}

/// The verb whose subject makes the demand, gives the warning, and so on.
fn light_verb(context: &Context, word: usize) -> Option<usize> {
    let tree = &context.tree;
    let verb = tree.head(word).filter(|_| tree.is(word, "obj"))?;
    let negated = tree.has_child(word, &["det"], &["no"]);
    context
        .lexicon
        .find(Part::Light, tree, verb)
        .filter(|_| !negated)
        .map(|_| verb)
}
