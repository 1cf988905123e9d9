//! Statements by the tree alone: every cue of the lexicon with a source and a content where its frames say.

mod adjectives;
mod complement;
mod headlines;
mod nouns;
mod passives;
mod quoting;
mod relations;
mod subject;
mod verbs;

use super::context::Context;
use super::draft::Draft;
use super::phrase::clip;
use crate::tree::Pieces;
use demarche_types::Act;
use std::ops::Range;

pub(super) use complement::{frame_of, is_infinitive};
pub(super) use passives::passive_agent;
pub(super) use relations::is_relation;
pub(super) use subject::subject;
pub(super) use verbs::act;

/// Longer runs of words are no sentences but lists, tables and the like, and their trees are joined from parts.
pub(super) const LONGEST_SENTENCE: usize = 600;

/// Every statement that a pattern finds, in the order of the cues.
pub(super) fn drafts(context: &Context) -> Vec<Draft> {
    let patterns = [
        quoting::draft,
        passives::draft,
        verbs::draft,
        nouns::draft,
        adjectives::draft,
        relations::draft,
    ];
    let words = context.tree.segments.sentences.iter().map(|s| s.words.clone());
    let words = words.filter(|s| s.len() <= LONGEST_SENTENCE).flatten();
    let by_word = words.filter_map(|word| patterns.iter().find_map(|pattern| pattern(context, word)));
    headlines::drafts(context).into_iter().chain(by_word).collect()
}

/// What a pattern found.
struct Find {
    /// The cue's main word.
    cue_word: usize,
    /// The cue's words.
    cue: Pieces,
    source: Option<Range<usize>>,
    /// The content's words, not yet clipped.
    content: Pieces,
    relay: Option<Range<usize>>,
    act: Act,
    is_utterance: bool,
    score: f64,
}

impl Find {
    /// The draft of it; `None` where nothing is said, or where the source is part of what is said.
    fn draft(self, context: &Context) -> Option<Draft> {
        let content = clip(&context.tree, &context.quotations, &self.whole());
        let apart = self.source.iter().cloned().flatten().all(|w| !content.contains(w));
        (apart && !content.is_empty()).then(|| Draft {
            cue_word: Some(self.cue_word),
            cue: self.cue.minus(&content),
            source: self.source,
            content,
            addressee: None,
            relay: self.relay.into_iter().collect(),
            act: self.act,
            is_utterance: self.is_utterance,
            score: self.score,
        })
    }

    /// The content's words with the gaps in which nothing attributes: trees that cross themselves are in error.
    fn whole(&self) -> Pieces {
        let attribution = Pieces::new(self.source.iter().cloned()).union(&self.cue);
        let gaps = self.content.ranges().windows(2).map(|pair| pair[0].end..pair[1].start);
        let empty = |gap: &Range<usize>| Pieces::from(gap.clone()).shared(&attribution) == 0;
        self.content.union(&Pieces::new(gaps.filter(empty).collect::<Vec<_>>()))
    }
}

/// How sure a pattern is of what it finds, as the share of its finds that annotators mark too.
mod score {
    /// A verb of saying with its clause.
    pub(super) const VERB: f64 = 0.7;
    /// A passive.
    pub(super) const PASSIVE: f64 = 0.6;
    /// *According to*, *reportedly*.
    pub(super) const RELATION: f64 = 0.8;
    /// A noun or an adjective with its clause.
    pub(super) const NOMINAL: f64 = 0.5;
    /// A headline's colon.
    pub(super) const HEADLINE: f64 = 0.6;
}
