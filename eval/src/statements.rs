//! Statements against the annotated articles: found, attributed, and what is said of those found.
//!
//! A predicted statement matches a gold one where their contents overlap by at least half, best overlaps first. Gold that
//! is optional neither helps nor hurts.

use crate::figures::Tally;
use crate::matching::{greedy, overlap};
use demarche_types::{Act, Form, Party, Span, Statement};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

/// An annotated article.
#[derive(Debug, Deserialize)]
pub struct GoldArticle {
    /// Its name.
    pub doc: String,
    /// The hex digest of its text.
    pub sha256: String,
    /// Its statements.
    pub statements: Vec<GoldStatement>,
}

/// A statement as annotated.
#[derive(Debug, Deserialize)]
pub struct GoldStatement {
    id: String,
    source: Option<Span>,
    content: Vec<Span>,
    form: Form,
    act: Act,
    addressee: Option<Span>,
    #[serde(default)]
    relay: Vec<Span>,
    within: Option<String>,
    #[serde(default)]
    optional: bool,
}

/// How often something that few statements have is given rightly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// Statements compared.
    pub all: usize,
    /// Those where prediction and gold agree; both having none is agreement.
    pub agree: usize,
    /// Those where gold has it.
    pub gold: usize,
    /// Those where the prediction has it.
    pub predicted: usize,
    /// Those where both have it and agree.
    pub found: usize,
}

impl Detail {
    /// One statement's comparison.
    fn of(predicted: bool, gold: bool, same: bool) -> Self {
        let found = predicted && gold && same;
        Self {
            all: 1,
            agree: usize::from(found || !(predicted || gold)),
            gold: usize::from(gold),
            predicted: usize::from(predicted),
            found: usize::from(found),
        }
    }
}

impl AddAssign for Detail {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        self.agree += other.agree;
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.found += other.found;
    }
}

/// Counts over the articles. Everything but the first two is counted on the required statements that were found.
#[derive(Clone, Debug, Default)]
pub struct StatementFigures {
    /// Statements whose content was found.
    pub content: Tally,
    /// Those whose source is right too.
    pub attributed: Tally,
    /// By gold act, how many have it, of how many.
    pub acts: BTreeMap<Act, (usize, usize)>,
    /// By gold form, how many have it, of how many.
    pub forms: BTreeMap<Form, (usize, usize)>,
    /// Addressees.
    pub addressee: Detail,
    /// Chains through which the words came.
    pub relay: Detail,
    /// Statements within statements.
    pub within: Detail,
}

/// One predicted statement beside the gold one it matches, by index.
type Pair = (usize, usize);

impl StatementFigures {
    /// Adds one article.
    pub fn add(&mut self, gold: &[GoldStatement], predicted: &[Statement]) {
        let every_pair = pairs(gold, predicted);
        let (optional, pairs): (Vec<Pair>, Vec<Pair>) = every_pair.iter().partition(|(_, g)| gold[*g].optional);
        let counted = predicted.len() - optional.len();
        let wanted = gold.iter().filter(|g| !g.optional).count();
        let attributed = pairs
            .iter()
            .filter(|(p, g)| same_source(&predicted[*p], &gold[*g]))
            .count();
        self.content += Tally::matched(pairs.len(), counted, wanted);
        self.attributed += Tally::matched(attributed, counted, wanted);
        let within = Nesting::new(&every_pair, gold, predicted);
        for (p, g) in pairs {
            self.add_details(&predicted[p], &gold[g]);
            self.within += within.detail(&predicted[p], &gold[g]);
        }
    }

    fn add_details(&mut self, predicted: &Statement, gold: &GoldStatement) {
        count(&mut self.acts, gold.act, predicted.act == gold.act);
        count(&mut self.forms, gold.form, predicted.form == gold.form);
        let addressee = predicted.addressee.as_ref().map(Party::span);
        self.addressee += compare_spans(addressee.as_slice(), gold.addressee.as_slice());
        let relay: Vec<Span> = predicted.relay.iter().map(Party::span).collect();
        self.relay += compare_spans(&relay, &gold.relay);
    }
}

fn pairs(gold: &[GoldStatement], predicted: &[Statement]) -> Vec<Pair> {
    let want: Vec<_> = gold.iter().map(|g| characters(&g.content)).collect();
    let mut candidates = Vec::new();
    for (p, statement) in predicted.iter().enumerate() {
        let have = characters(&statement.content);
        for (g, want) in want.iter().enumerate() {
            candidates.extend(overlap(&have, want).filter(|&o| o >= 0.5).map(|o| (o, p, g)));
        }
    }
    greedy(candidates)
}

fn characters(spans: &[Span]) -> BTreeSet<usize> {
    spans.iter().flat_map(|s| s.start..s.end).collect()
}

fn same_source(predicted: &Statement, gold: &GoldStatement) -> bool {
    let source = predicted.source.as_ref().map(Party::span);
    match (source, gold.source) {
        (Some(p), Some(g)) => p.overlaps(g),
        (p, g) => p.is_none() && g.is_none(),
    }
}

/// Chains agree where they are of one length and overlap link by link.
fn compare_spans(predicted: &[Span], gold: &[Span]) -> Detail {
    let same = predicted.len() == gold.len() && predicted.iter().zip(gold).all(|(p, g)| p.overlaps(*g));
    Detail::of(!predicted.is_empty(), !gold.is_empty(), same)
}

/// Which predicted statement stands for which gold one.
struct Nesting<'a> {
    gold_of: BTreeMap<&'a str, &'a str>,
}

impl<'a> Nesting<'a> {
    fn new(pairs: &[Pair], gold: &'a [GoldStatement], predicted: &'a [Statement]) -> Self {
        Self {
            gold_of: pairs
                .iter()
                .map(|&(p, g)| (predicted[p].id.as_str(), gold[g].id.as_str()))
                .collect(),
        }
    }

    /// The outer statements agree where the predicted one matches the gold one.
    fn detail(&self, predicted: &Statement, gold: &GoldStatement) -> Detail {
        let outer = predicted.within.as_deref().and_then(|id| self.gold_of.get(id).copied());
        Detail::of(
            predicted.within.is_some(),
            gold.within.is_some(),
            outer == gold.within.as_deref(),
        )
    }
}

fn count<K: Ord>(counts: &mut BTreeMap<K, (usize, usize)>, key: K, right: bool) {
    let entry = counts.entry(key).or_default();
    entry.0 += usize::from(right);
    entry.1 += 1;
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_types::Quoted;

    fn party(span: Span) -> Party {
        Party::unresolved(Quoted {
            start: span.start,
            end: span.end,
            text: String::new(),
        })
    }

    fn predicted(id: &str, source: Option<(usize, usize)>, content: (usize, usize)) -> Statement {
        Statement {
            id: id.to_owned(),
            source: source.map(|s| party(s.into())),
            cue: None,
            content: vec![content.into()],
            form: Form::Indirect,
            act: Act::Assert,
            addressee: None,
            relay: Vec::new(),
            date: None,
            enddate: None,
            date_basis: None,
            within: None,
            confidence: 1.0,
        }
    }

    fn gold(id: &str, source: Option<(usize, usize)>, content: (usize, usize)) -> GoldStatement {
        GoldStatement {
            id: id.to_owned(),
            source: source.map(Span::from),
            content: vec![content.into()],
            form: Form::Indirect,
            act: Act::Assert,
            addressee: None,
            relay: Vec::new(),
            within: None,
            optional: false,
        }
    }

    fn figures(gold: &[GoldStatement], predicted: &[Statement]) -> StatementFigures {
        let mut figures = StatementFigures::default();
        figures.add(gold, predicted);
        figures
    }

    #[test]
    fn half_the_content_finds_and_the_source_attributes() {
        let gold = [
            gold("S1", Some((0, 5)), (10, 20)),
            gold("S2", None, (30, 40)),
            gold("S3", None, (50, 60)),
        ];
        let predicted = [
            predicted("P1", Some((3, 9)), (10, 15)),
            predicted("P2", Some((0, 5)), (30, 40)),
            predicted("P3", None, (50, 54)),
        ];
        let figures = figures(&gold, &predicted);
        assert_eq!(figures.content, Tally::matched(2, 3, 3));
        assert_eq!(figures.attributed, Tally::matched(1, 3, 3));
    }

    #[test]
    fn optional_gold_neither_helps_nor_hurts() {
        let gold = [
            GoldStatement {
                optional: true,
                ..gold("S1", None, (0, 10))
            },
            gold("S2", None, (20, 30)),
        ];
        assert_eq!(
            figures(&gold, &[predicted("P1", None, (0, 10))]).content,
            Tally::matched(0, 0, 1)
        );
        assert_eq!(figures(&gold, &[]).content, Tally::matched(0, 0, 1));
        assert_eq!(
            figures(&gold, &[predicted("P1", None, (20, 30))]).content,
            Tally::matched(1, 1, 1)
        );
    }

    #[test]
    fn nesting_is_right_where_the_outer_statements_match() {
        let gold = [
            gold("S1", None, (0, 100)),
            GoldStatement {
                within: Some("S1".to_owned()),
                ..gold("S2", None, (0, 10))
            },
        ];
        let inner = |outer: &str| Statement {
            within: Some(outer.to_owned()),
            ..predicted("P2", None, (0, 10))
        };
        let right = figures(&gold, &[predicted("P1", None, (0, 100)), inner("P1")]).within;
        assert_eq!(
            right,
            Detail {
                all: 2,
                agree: 2,
                gold: 1,
                predicted: 1,
                found: 1
            }
        );
        let wrong = figures(&gold, &[predicted("P1", None, (0, 100)), inner("P2")]).within;
        assert_eq!(
            wrong,
            Detail {
                all: 2,
                agree: 1,
                gold: 1,
                predicted: 1,
                found: 0
            }
        );
    }

    #[test]
    fn details_of_what_was_found() {
        let gold = [GoldStatement {
            act: Act::Deny,
            addressee: Some(Span::new(5, 9)),
            relay: vec![Span::new(1, 3)],
            ..gold("S1", None, (10, 20))
        }];
        let said = Statement {
            addressee: Some(party(Span::new(8, 12))),
            ..predicted("P1", None, (10, 20))
        };
        let figures = figures(&gold, &[said]);
        assert_eq!(figures.acts[&Act::Deny], (0, 1));
        assert_eq!(figures.forms[&Form::Indirect], (1, 1));
        assert_eq!(
            figures.addressee,
            Detail {
                all: 1,
                agree: 1,
                gold: 1,
                predicted: 1,
                found: 1
            }
        );
        assert_eq!(
            figures.relay,
            Detail {
                all: 1,
                agree: 0,
                gold: 1,
                predicted: 0,
                found: 0
            }
        );
    }
}
