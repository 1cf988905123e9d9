//! Words passed on: *the agency quoted him as saying …*, *she was quoted as saying …*.

use super::super::context::Context;
use super::super::draft::Draft;
use super::super::lexicon::{Frame, Part};
use super::super::phrase::cue_group;
use super::passives::agent;
use super::subject::subject;
use super::verbs::is_passive;
use super::{Find, score};
use crate::tree::Pieces;
use crate::tree::Tree;
use crate::tree::phrase::noun_phrase;

pub(super) fn draft(context: &Context, word: usize) -> Option<Draft> {
    let tree = &context.tree;
    let saying = tree
        .lemma_in(word, &["quote", "cite", "report"])
        .then(|| as_saying(tree, word))
        .flatten()?;
    let cue = context.lexicon.find(Part::Verb, tree, saying)?;
    let clauses = tree
        .children_by(saying, &["ccomp", "parataxis"])
        .fold(Pieces::default(), |all, c| all.union(&tree.subtree(c)));
    let (source, relay) = if is_passive(tree, word) {
        (tree.child(word, &["nsubj:pass"])?, agent(tree, word))
    } else {
        (quoted(tree, word, saying)?, subject(context, word))
    };
    let phrase = |head: usize| noun_phrase(tree, head, Some(word));
    let as_mark = tree.children_by(saying, &["mark", "case"]);
    let find = Find {
        cue_word: word,
        cue: cue_group(tree, word).union(&Pieces::of_words(as_mark.chain([saying]))),
        source: Some(phrase(source)),
        content: clauses,
        relay: relay.map(phrase),
        act: cue.entry.act_with(&Frame::Clause),
        is_utterance: true,
        score: score::VERB,
    };
    find.draft(context)
}

/// Who is quoted: the object, which trees at times take for a second subject.
fn quoted(tree: &Tree, word: usize, saying: usize) -> Option<usize> {
    let mut between = tree
        .children_by(word, &["obj", "nsubj"])
        .filter(|&c| (word..saying).contains(&c));
    between.next()
}

/// The verb of *as saying*.
fn as_saying(tree: &Tree, word: usize) -> Option<usize> {
    tree.children_by(word, &["advcl", "obl", "xcomp", "ccomp"])
        .find(|&c| c > word && tree.has_child(c, &["mark", "case"], &["as"]))
}
