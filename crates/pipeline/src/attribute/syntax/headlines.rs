//! Headlines that attribute by a colon: *Minister: talks have failed*, *Talks have failed: minister*.

use super::super::context::Context;
use super::super::draft::Draft;
use super::{Find, score};
use crate::tree::Pieces;
use demarche_types::{Act, BlockKind, EntityKind, Upos};
use std::ops::Range;

/// The longest name before or after the colon, in words.
const LONGEST_NAME: usize = 6;

pub(super) fn drafts(context: &Context) -> Vec<Draft> {
    let sentences = context.tree.segments.sentences.iter().map(|s| s.words.clone());
    sentences.filter_map(|sentence| draft(context, &sentence)).collect()
}

fn draft(context: &Context, sentence: &Range<usize>) -> Option<Draft> {
    let tree = &context.tree;
    let headline = matches!(tree.block_kind(sentence.start)?, BlockKind::Title | BlockKind::Heading);
    let mut colons = sentence.clone().filter(|&w| headline && tree.form(w) == ":");
    let colon = colons.next().filter(|_| colons.next().is_none())?;
    let (before, after) = (sentence.start..colon, colon + 1..sentence.end);
    let (source, content) = [(before.clone(), after.clone()), (after, before)]
        .into_iter()
        .find(|(source, content)| is_actor(context, source) && is_said(context, content))?;
    let find = Find {
        cue_word: colon,
        cue: Pieces::of_words([colon]),
        source: Some(source),
        content: Pieces::from(content),
        relay: None,
        act: Act::Assert,
        is_utterance: true,
        score: score::HEADLINE,
    };
    find.draft(context)
}

/// Whether the words are a name that can say something, with its title at most.
fn is_actor(context: &Context, words: &Range<usize>) -> bool {
    use EntityKind::{Government, Organization, Person, State};
    let tree = &context.tree;
    let named = tree.reading.names.iter().any(|n| {
        matches!(n.kind, Government | Organization | Person | State)
            && words.start <= n.words.start
            && n.words.end == words.end
    });
    let verbless = words
        .clone()
        .all(|w| !matches!(tree.upos(w), Upos::Verb | Upos::Aux | Upos::Punct));
    named && verbless && words.len() <= LONGEST_NAME
}

fn is_said(context: &Context, words: &Range<usize>) -> bool {
    words
        .clone()
        .any(|w| matches!(context.tree.upos(w), Upos::Verb | Upos::Aux))
}
