//! Attributions against `PolNeAR`: spans of each role, tokens of each role, and whole relations.
//!
//! Spans and tokens are compared as sets, so a source that two attributions share counts once. Everything is summed over
//! the articles before precision and recall are taken.

mod relation;
mod text;

pub use relation::Level;
pub use text::Kind;

use crate::calibration::Judged;
use crate::figures::Tally;
use demarche_types::Span;
use relation::{Matched, Prepared};
use serde::Deserialize;
use std::collections::BTreeMap;
use text::Cut;

/// An article of the corpus.
#[derive(Clone, Debug, Deserialize)]
pub struct Article {
    /// Its name.
    pub id: String,
    /// The text that the spans index, in code points.
    #[serde(default)]
    pub text: String,
    /// Its attributions.
    pub attributions: Vec<SpanAttribution>,
}

/// An attribution in spans.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct SpanAttribution {
    /// The pieces of the source.
    #[serde(default)]
    pub source: Vec<Span>,
    /// The pieces of the cue.
    #[serde(default)]
    pub cue: Vec<Span>,
    /// The pieces of the content.
    #[serde(default)]
    pub content: Vec<Span>,
    /// The reader's probability; gold has none.
    #[serde(default)]
    pub score: f64,
}

/// The parts of an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Whose it is.
    Source,
    /// The words that attribute.
    Cue,
    /// What is attributed.
    Content,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Source, Self::Cue, Self::Content];

    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Content => "content",
        }
    }
}

/// How the pieces of a role are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// The same start and end, white space at the ends aside.
    Exact,
    /// The same start and end, punctuation at the ends aside.
    Bare,
    /// The tokens.
    Tokens,
}

impl Measure {
    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Bare => "exact but for punctuation",
            Self::Tokens => "tokens",
        }
    }
}

/// The counts of a whole corpus.
#[derive(Clone, Debug, Default)]
pub struct AttributionFigures {
    /// Pieces of each role, attributions of all kinds.
    pub roles: BTreeMap<(Role, Measure), Tally>,
    /// Whole relations at each level, of all kinds (`None`) and of each.
    pub relations: BTreeMap<(Level, Option<Kind>), Tally>,
    /// Every predicted attribution, judged as a whole relation at [`Level::Half`].
    pub judged: Vec<Judged>,
}

impl AttributionFigures {
    /// Adds one article: gold attributions and predicted ones on the same text.
    pub fn add(&mut self, text: &str, gold: &[SpanAttribution], predicted: &[SpanAttribution]) {
        let cut = Cut::new(text);
        let prepared_gold = prepare(&cut, gold);
        let prepared = prepare(&cut, predicted);
        for role in Role::ALL {
            self.add_role(role, &prepared_gold, &prepared);
        }
        for level in [Level::Any, Level::Half, Level::Exact] {
            let matched = Matched::new(&prepared_gold, &prepared, level);
            for kind in [None, Some(Kind::Direct), Some(Kind::Mixed), Some(Kind::Indirect)] {
                *self.relations.entry((level, kind)).or_default() += matched.tally(&prepared_gold, &prepared, kind);
            }
            if level == Level::Half {
                let judged = predicted.iter().zip(&matched.predicted);
                self.judged
                    .extend(judged.map(|(p, &right)| Judged { score: p.score, right }));
            }
        }
    }

    fn add_role(&mut self, role: Role, gold: &[Prepared], predicted: &[Prepared]) {
        *self.roles.entry((role, Measure::Exact)).or_default() +=
            compare_sets(gold, predicted, |a| a.part(role).trimmed.iter());
        *self.roles.entry((role, Measure::Bare)).or_default() +=
            compare_sets(gold, predicted, |a| a.part(role).bare.iter());
        *self.roles.entry((role, Measure::Tokens)).or_default() +=
            compare_sets(gold, predicted, |a| a.part(role).tokens.iter());
    }
}

fn prepare(cut: &Cut, attributions: &[SpanAttribution]) -> Vec<Prepared> {
    attributions
        .iter()
        .map(|a| Prepared::new(cut, [&a.source, &a.cue, &a.content]))
        .collect()
}

/// Compares the union of something over all gold attributions with that over all predicted ones.
fn compare_sets<'a, T: Ord + 'a, I: Iterator<Item = &'a T>>(
    gold: &'a [Prepared],
    predicted: &'a [Prepared],
    items: impl Fn(&'a Prepared) -> I,
) -> Tally {
    let gold: std::collections::BTreeSet<&T> = gold.iter().flat_map(&items).collect();
    let predicted: std::collections::BTreeSet<&T> = predicted.iter().flat_map(&items).collect();
    Tally::matched(gold.intersection(&predicted).count(), predicted.len(), gold.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = include_str!("../../testdata/attribution_gold.jsonl");
    const PREDICTED: &str = include_str!("../../testdata/attribution_predicted.jsonl");
    /// What the reference implementation in Python says of the two files: precision, recall and F1 in percent.
    const EXPECTED: &str = include_str!("../../testdata/attribution_expected.json");

    fn articles(source: &str) -> Vec<Article> {
        source.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn figures() -> AttributionFigures {
        let mut figures = AttributionFigures::default();
        for (gold, predicted) in articles(GOLD).iter().zip(articles(PREDICTED)) {
            assert_eq!(gold.id, predicted.id);
            figures.add(&gold.text, &gold.attributions, &predicted.attributions);
        }
        figures
    }

    fn role(name: &str) -> Role {
        Role::ALL.into_iter().find(|r| r.name() == name).unwrap()
    }

    fn kind(name: &str) -> Option<Kind> {
        match name {
            "direct" => Some(Kind::Direct),
            "mixed" => Some(Kind::Mixed),
            "indirect" => Some(Kind::Indirect),
            _ => None,
        }
    }

    fn tally(figures: &AttributionFigures, key: &str) -> Tally {
        let parts: Vec<&str> = key.split('/').collect();
        match parts[2] {
            "exact" => figures.roles[&(role(parts[1]), Measure::Exact)],
            "exact-np" => figures.roles[&(role(parts[1]), Measure::Bare)],
            "tok" => figures.roles[&(role(parts[1]), Measure::Tokens)],
            "rel-any" => figures.relations[&(Level::Any, kind(parts[0]))],
            "rel-50" => figures.relations[&(Level::Half, kind(parts[0]))],
            "rel-exact" => figures.relations[&(Level::Exact, kind(parts[0]))],
            other => panic!("no measure {other}"),
        }
    }

    #[test]
    fn agrees_with_the_reference_implementation() {
        let expected: BTreeMap<String, [f64; 3]> = serde_json::from_str(EXPECTED).unwrap();
        let figures = figures();
        assert_eq!(expected.len(), 21);
        for (key, expected) in expected {
            let tally = tally(&figures, &key);
            let ours = [tally.precision(), tally.recall(), tally.f1()].map(|f| 100.0 * f);
            for (ours, expected) in ours.iter().zip(expected) {
                assert!((ours - expected).abs() < 1e-5, "{key}: {ours} for {expected}");
            }
        }
    }

    #[test]
    fn every_prediction_is_judged_once() {
        let figures = figures();
        let half = figures.relations[&(Level::Half, None)];
        assert_eq!(figures.judged.len(), half.predicted);
        assert_eq!(figures.judged.iter().filter(|j| j.right).count(), half.right);
    }
}
