//! Events against the annotated articles: found, with the right parties, and with the right status too.
//!
//! A predicted event can match a gold one where its category is one of the gold's and its trigger overlaps the gold trigger,
//! or its evidence contains it; best agreements first. Gold that is optional neither helps nor hurts.

use crate::calibration::Judged;
use crate::figures::Tally;
use crate::matching::greedy;
use demarche_types::{Event, EventParty, Quoted, Span, Tense};
use serde::Deserialize;
use std::collections::BTreeSet;

/// An event as annotated.
#[derive(Debug, Deserialize)]
pub struct GoldEvent {
    /// How exchanges call it.
    pub(crate) id: String,
    /// The fullest telling of the same act, or several acts that it tells in one.
    #[serde(default)]
    pub(crate) same_as: Vec<String>,
    /// Every category that the manual allows.
    event: Vec<String>,
    actor: Vec<GoldParty>,
    recipient: Vec<GoldParty>,
    /// Other right lists of codes.
    #[serde(default)]
    actor_alt: Vec<Vec<Option<String>>>,
    #[serde(default)]
    recipient_alt: Vec<Vec<Option<String>>>,
    tense: Tense,
    #[serde(default)]
    hypothetical: bool,
    #[serde(default)]
    negation: bool,
    trigger: Span,
    #[serde(default)]
    optional: bool,
}

/// A party as annotated.
#[derive(Debug, Deserialize)]
struct GoldParty {
    code: Option<String>,
}

/// Counts over articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventFigures {
    /// Events found.
    pub event: Tally,
    /// Those whose actors and recipients are right.
    pub who: Tally,
    /// Those whose tense, hypothetical and negation are right too.
    pub full: Tally,
    /// Events told as facts.
    pub facts: usize,
    /// Those that gold does not have, or not as facts.
    pub false_facts: usize,
    /// Every event found, with its confidence, and whether it is right in full; those that gold marks as optional too.
    pub judged: Vec<Judged>,
}

impl EventFigures {
    /// Adds one article.
    pub fn add(&mut self, gold: &[GoldEvent], predicted: &[Event]) {
        let matched = matched(gold, predicted);
        let wanted = gold.iter().filter(|g| !g.optional).count();
        let (mut counted, mut found, mut who, mut full) = (0, 0, 0, 0);
        for (event, gold) in predicted.iter().zip(matched) {
            self.judge(event, gold);
            if gold.is_some_and(|g| g.optional) {
                continue;
            }
            counted += 1;
            self.add_fact(event, gold);
            let Some(gold) = gold else { continue };
            let parties = same_parties_of(event, gold);
            found += 1;
            who += usize::from(parties);
            full += usize::from(parties && same_status(event, gold));
        }
        self.event += Tally::matched(found, counted, wanted);
        self.who += Tally::matched(who, counted, wanted);
        self.full += Tally::matched(full, counted, wanted);
    }

    /// The counts of both.
    #[must_use]
    pub fn joined(mut self, other: Self) -> Self {
        self.event += other.event;
        self.who += other.who;
        self.full += other.full;
        self.facts += other.facts;
        self.false_facts += other.false_facts;
        self.judged.extend(other.judged);
        self
    }

    fn judge(&mut self, event: &Event, gold: Option<&GoldEvent>) {
        self.judged.push(Judged {
            score: event.confidence,
            right: gold.is_some_and(|gold| same_parties_of(event, gold) && same_status(event, gold)),
        });
    }

    fn add_fact(&mut self, event: &Event, gold: Option<&GoldEvent>) {
        if event.hypothetical || event.negation {
            return;
        }
        self.facts += 1;
        self.false_facts += usize::from(gold.is_none_or(|g| g.hypothetical || g.negation));
    }
}

/// For each predicted event the gold one that it is, if any.
pub(crate) fn matched<'g>(gold: &'g [GoldEvent], predicted: &[Event]) -> Vec<Option<&'g GoldEvent>> {
    let mut matched = vec![None; predicted.len()];
    for (p, g) in greedy(candidates(gold, predicted)) {
        matched[p] = Some(&gold[g]);
    }
    matched
}

fn candidates(gold: &[GoldEvent], predicted: &[Event]) -> Vec<(f64, usize, usize)> {
    let mut candidates = Vec::new();
    for (p, event) in predicted.iter().enumerate() {
        for (g, gold) in gold.iter().enumerate() {
            if let Some(at) = place(event, gold) {
                let parties = u8::from(same_actor(event, gold)) + u8::from(same_recipient(event, gold));
                candidates.push((at + f64::from(parties), p, g));
            }
        }
    }
    candidates
}

/// How well the words of two events agree; `None` where they or the categories do not.
fn place(event: &Event, gold: &GoldEvent) -> Option<f64> {
    let span = |quoted: &Option<Quoted>| quoted.as_ref().map(Quoted::span);
    if !gold.event.contains(&event.event) {
        return None;
    }
    let on_trigger = span(&event.trigger).is_some_and(|t| t.overlaps(gold.trigger));
    let in_evidence = span(&event.evidence).is_some_and(|e| e.contains(gold.trigger));
    on_trigger.then_some(1.0).or(in_evidence.then_some(0.4))
}

fn same_parties_of(event: &Event, gold: &GoldEvent) -> bool {
    same_actor(event, gold) && same_recipient(event, gold)
}

fn same_actor(event: &Event, gold: &GoldEvent) -> bool {
    same_parties(&event.actor, &gold.actor, &gold.actor_alt)
}

fn same_recipient(event: &Event, gold: &GoldEvent) -> bool {
    same_parties(&event.recipient, &gold.recipient, &gold.recipient_alt)
}

fn same_parties(predicted: &[EventParty], gold: &[GoldParty], alternatives: &[Vec<Option<String>>]) -> bool {
    let have: BTreeSet<&str> = predicted.iter().filter_map(|p| p.code.as_deref()).collect();
    let want: BTreeSet<&str> = gold.iter().filter_map(|p| p.code.as_deref()).collect();
    let other = |codes: &Vec<Option<String>>| have == codes.iter().filter_map(|c| c.as_deref()).collect();
    have == want || alternatives.iter().any(other)
}

fn same_status(event: &Event, gold: &GoldEvent) -> bool {
    (event.tense, event.hypothetical, event.negation) == (gold.tense, gold.hypothetical, gold.negation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(code: &str) -> EventParty {
        EventParty {
            entity: None,
            code: Some(code.to_owned()),
            sector: None,
            entity_text: String::new(),
            start: 0,
            end: 0,
        }
    }

    fn predicted(category: &str, at: (usize, usize), actor: &str) -> Event {
        let quoted = |(start, end): (usize, usize)| Quoted {
            start,
            end,
            text: String::new(),
        };
        Event {
            id: String::new(),
            event: category.to_owned(),
            mode: Vec::new(),
            context: Vec::new(),
            actor: vec![party(actor)],
            recipient: Vec::new(),
            date: None,
            enddate: None,
            date_basis: None,
            event_loc: None,
            tense: Tense::Past,
            hypothetical: false,
            negation: false,
            claimed_by: Vec::new(),
            trigger: Some(quoted(at)),
            evidence: Some(quoted((at.0.saturating_sub(20), at.1 + 20))),
            mentions: Vec::new(),
            quad_code: 1,
            event_scale: 0.0,
            confidence: 1.0,
            why: None,
        }
    }

    fn gold(category: &str, trigger: (usize, usize), actor: &str, optional: bool) -> GoldEvent {
        GoldEvent {
            id: String::new(),
            same_as: Vec::new(),
            event: vec![category.to_owned()],
            actor: vec![GoldParty {
                code: Some(actor.to_owned()),
            }],
            recipient: Vec::new(),
            actor_alt: Vec::new(),
            recipient_alt: Vec::new(),
            tense: Tense::Past,
            hypothetical: false,
            negation: false,
            trigger: trigger.into(),
            optional,
        }
    }

    fn figures(gold: &[GoldEvent], predicted: &[Event]) -> EventFigures {
        let mut figures = EventFigures::default();
        figures.add(gold, predicted);
        figures
    }

    #[test]
    fn a_trigger_goes_before_a_clause() {
        let gold = [
            gold("AID", (100, 105), "PER", false),
            gold("AID", (110, 112), "PER", true),
        ];
        let found = figures(
            &gold,
            &[predicted("AID", (110, 112), "PER"), predicted("AID", (100, 105), "CHL")],
        );
        assert_eq!(found.event, Tally::matched(1, 1, 1));
        assert_eq!(found.who, Tally::matched(0, 1, 1));
    }

    #[test]
    fn what_gold_has_not_as_a_fact_is_a_false_fact() {
        let mut feared = gold("ASSAULT", (50, 55), "PER", false);
        feared.hypothetical = true;
        let found = figures(
            &[feared],
            &[predicted("ASSAULT", (50, 55), "PER"), predicted("AID", (0, 5), "PER")],
        );
        assert_eq!((found.facts, found.false_facts), (2, 2));
        assert_eq!(found.full, Tally::matched(0, 2, 1));
        assert_eq!(found.who, Tally::matched(1, 2, 1));
    }

    #[test]
    fn other_readings_of_a_party_are_right() {
        let mut event = gold("AID", (0, 5), "PER", false);
        event.actor_alt = vec![vec![Some("CHL".to_owned()), None]];
        let found = figures(&[event], &[predicted("AID", (0, 5), "CHL")]);
        assert_eq!(found.full, Tally::matched(1, 1, 1));
    }
}
