//! A statement in the making, in words.

use crate::tree::Pieces;
use demarche_types::Act;
use std::ops::Range;

/// What is known so far about a statement.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// The cue's main word, the verb of *has repeatedly said*.
    pub(super) cue_word: Option<usize>,
    /// The words of the cue.
    pub(super) cue: Pieces,
    /// Whose statement it is.
    pub(super) source: Option<Range<usize>>,
    /// What is attributed.
    pub(super) content: Pieces,
    /// To whom it was said.
    pub(super) addressee: Option<Range<usize>>,
    /// Through whom it came, nearest first.
    pub(super) relay: Vec<Range<usize>>,
    /// What the cue says that the source does.
    pub(super) act: Act,
    /// Whether the cue reports words: *said*, not *hoped*.
    pub(super) is_utterance: bool,
    /// The probability that the parts belong together.
    pub(super) score: f64,
}

impl Draft {
    /// A quotation or a content that nothing attributes yet.
    pub(super) fn unattributed(content: Pieces, score: f64) -> Self {
        Self {
            cue_word: None,
            cue: Pieces::default(),
            source: None,
            content,
            addressee: None,
            relay: Vec::new(),
            act: Act::Assert,
            is_utterance: true,
            score,
        }
    }

    /// The words of the attributing parts: source and cue.
    pub(super) fn attribution(&self) -> Pieces {
        Pieces::new(self.source.iter().cloned()).union(&self.cue)
    }

    /// The first word of any part.
    pub(super) fn start(&self) -> usize {
        let parts = [
            self.source.as_ref().map(|s| s.start),
            self.cue.first(),
            self.content.first(),
        ];
        parts.into_iter().flatten().min().unwrap_or(usize::MAX)
    }
}
