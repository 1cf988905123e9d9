//! Whole attributions: source, cue and content found together.

use super::Role;
use super::text::{Cut, Kind};
use crate::figures::Tally;
use crate::matching::{greedy, overlap};
use demarche_types::Span;
use std::collections::BTreeSet;

/// How far the parts of two attributions must agree. A part that both lack agrees; one that only one lacks does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Every part shares a token.
    Any,
    /// Source and content overlap by half of their union, the cues share a token.
    Half,
    /// Every part has the same spans, punctuation at the ends aside.
    Exact,
}

impl Level {
    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Any => "rel-any",
            Self::Half => "rel-50",
            Self::Exact => "rel-exact",
        }
    }
}

/// An attribution prepared for comparison.
pub struct Prepared {
    pub(super) kind: Kind,
    parts: [Part; 3],
}

/// What one role holds.
pub(super) struct Part {
    pub(super) tokens: BTreeSet<usize>,
    pub(super) trimmed: BTreeSet<Span>,
    pub(super) bare: BTreeSet<Span>,
}

impl Prepared {
    /// Prepares the spans of each role.
    pub(super) fn new(cut: &Cut, spans: [&[Span]; 3]) -> Self {
        let parts = spans.map(|spans| Part {
            tokens: cut.tokens_of(spans),
            trimmed: cut.without_space(spans),
            bare: cut.without_punctuation(spans),
        });
        Self {
            kind: cut.kind(&parts[Role::Content as usize].tokens),
            parts,
        }
    }

    /// What a role holds.
    pub(super) const fn part(&self, role: Role) -> &Part {
        &self.parts[role as usize]
    }
}

/// Which of the gold and which of the predicted attributions have a partner, best overlaps first, each once.
pub struct Matched {
    /// For each predicted attribution, whether it has one.
    pub predicted: Vec<bool>,
    /// For each gold attribution, whether it has one.
    pub gold: Vec<bool>,
}

impl Matched {
    /// Pairs gold with predictions.
    pub fn new(gold: &[Prepared], predicted: &[Prepared], level: Level) -> Self {
        let mut candidates = Vec::new();
        for (i, g) in gold.iter().enumerate() {
            for (j, p) in predicted.iter().enumerate() {
                if agree(g, p, level) {
                    candidates.push((likeness(g, p), i, j));
                }
            }
        }
        let mut matched = Self {
            predicted: vec![false; predicted.len()],
            gold: vec![false; gold.len()],
        };
        for (i, j) in greedy(candidates) {
            matched.gold[i] = true;
            matched.predicted[j] = true;
        }
        matched
    }

    /// The counts among attributions of one kind, or of all. A prediction's kind is that of its own content.
    pub fn tally(&self, gold: &[Prepared], predicted: &[Prepared], kind: Option<Kind>) -> Tally {
        let (right, predictions) = count(&self.predicted, predicted, kind);
        let (found, wanted) = count(&self.gold, gold, kind);
        Tally {
            right,
            predicted: predictions,
            found,
            gold: wanted,
        }
    }
}

fn count(matched: &[bool], attributions: &[Prepared], kind: Option<Kind>) -> (usize, usize) {
    let of_kind = matched
        .iter()
        .zip(attributions)
        .filter(|(_, a)| kind.is_none_or(|k| a.kind == k));
    of_kind.fold((0, 0), |(hits, all), (matched, _)| {
        (hits + usize::from(*matched), all + 1)
    })
}

fn agree(gold: &Prepared, predicted: &Prepared, level: Level) -> bool {
    Role::ALL.into_iter().all(|role| {
        let (g, p) = (gold.part(role), predicted.part(role));
        match level {
            Level::Exact => g.bare == p.bare,
            _ if g.tokens.is_empty() || p.tokens.is_empty() => g.tokens.is_empty() && p.tokens.is_empty(),
            Level::Half if role != Role::Cue => overlap(&g.tokens, &p.tokens) >= Some(0.5),
            _ => !g.tokens.is_disjoint(&p.tokens),
        }
    })
}

/// How well two attributions overlap, 0 to 3; parts that both lack overlap wholly.
fn likeness(gold: &Prepared, predicted: &Prepared) -> f64 {
    let of = |role| overlap(&gold.part(role).tokens, &predicted.part(role).tokens).unwrap_or(1.0);
    of(Role::Content) + of(Role::Cue) + of(Role::Source)
}
