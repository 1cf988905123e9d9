//! An event where it is told.

use crate::tree::{Pieces, Tree};
use demarche_types::{BlockKind, Event, Span};

/// One telling of an event.
pub(super) struct Site<'a> {
    /// The event, as an index into the document's.
    pub(super) index: usize,
    pub(super) event: &'a Event,
    /// The words that tell it.
    pub(super) trigger: Span,
    /// The main one of these words.
    pub(super) word: usize,
    /// The sentence that holds them, as an index; headlines stand in none.
    pub(super) sentence: Option<usize>,
}

impl<'a> Site<'a> {
    /// Where the event is told, the fullest telling first.
    pub(super) fn all(tree: &Tree, index: usize, event: &'a Event) -> impl Iterator<Item = Self> {
        let trigger = event.trigger.iter().map(demarche_types::Quoted::span);
        let told = trigger.chain(event.mentions.iter().copied());
        let sites = told.filter_map(|trigger| {
            let word = tree.top(&Pieces::from(words(tree, trigger)))?;
            let is_story = tree.block_kind(word).is_some_and(BlockKind::is_story);
            Some(Self {
                index,
                event,
                trigger,
                word,
                sentence: is_story.then(|| tree.segments.sentence_of(word)),
            })
        });
        sites.collect::<Vec<_>>().into_iter()
    }

    /// Whether the event is told as one that happened.
    pub(super) const fn is_fact(&self) -> bool {
        !self.event.hypothetical && !self.event.negation
    }

    /// Whether the event is of one of these categories.
    pub(super) fn is(&self, categories: &[&str]) -> bool {
        categories.contains(&self.event.event.as_str())
    }

    /// Whether both are told in one sentence.
    pub(super) fn shares_sentence(&self, other: &Self) -> bool {
        self.sentence == other.sentence && self.sentence.is_some()
    }
}

/// The words that lie in a span.
fn words(tree: &Tree, span: Span) -> std::ops::Range<usize> {
    let all = &tree.segments.words;
    let start = all.partition_point(|w| w.span.end <= span.start);
    let end = all.partition_point(|w| w.span.start < span.end);
    start..end.max(start)
}
