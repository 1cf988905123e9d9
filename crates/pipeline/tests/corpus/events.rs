//! Which found event is which expected one, whose it is, and what became of it; and which exchanges they form.

use crate::expected::{Event, Exchange, Expected};
use crate::matching::Score;
use demarche::types::{EventParty, Record};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};
use std::ops::AddAssign;

/// How far the events and exchanges of a record are what was expected.
#[derive(Clone, Copy, Debug, Default)]
pub struct Agreement {
    /// Category and words.
    pub event: Score,
    /// The codes of both sides, too.
    pub who: Score,
    /// And tense, hypothetical, negation.
    pub full: Score,
    /// Events told as facts: how many are, and how many are told.
    pub facts: Score,
    /// Both events and the relation.
    pub exchanges: Score,
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        for (mine, theirs) in self.scores().into_iter().zip({ other }.scores()) {
            mine.hits += theirs.hits;
            mine.found += theirs.found;
            mine.wanted += theirs.wanted;
        }
    }
}

impl Agreement {
    fn scores(&mut self) -> [&mut Score; 5] {
        [
            &mut self.event,
            &mut self.who,
            &mut self.full,
            &mut self.facts,
            &mut self.exchanges,
        ]
    }

    /// The share of the events told as facts that are none.
    pub fn false_facts(&self) -> f64 {
        1.0 - self.facts.hits as f64 / self.facts.found.max(1) as f64
    }
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (who, full) = (self.who.f1(), self.full.f1());
        let (told, false_facts) = (self.facts.found, self.false_facts());
        write!(
            f,
            "events {}; who {who:.3}, full {full:.3}; {false_facts:.3} of {told} facts false; exchanges {}",
            self.event, self.exchanges
        )
    }
}

/// Compares, and notes in `report` what is missed, found for nothing, or found otherwise.
pub fn agreement(expected: &Expected, record: &Record, report: &mut String) -> Agreement {
    let pairs = pairs(expected, record);
    let mut agreement = Agreement::default();
    for (i, wanted) in expected.events.iter().enumerate() {
        let found = pairs.get(&i).map(|&j| &record.events[j]);
        if !wanted.optional {
            count(wanted, found, &mut agreement);
        }
        note(wanted, found, report);
    }
    let matched: BTreeSet<usize> = pairs.values().copied().collect();
    for (j, found) in record.events.iter().enumerate() {
        if !matched.contains(&j) {
            superfluous(found, &mut agreement);
            writeln!(report, "  for nothing: {}", shown(found)).unwrap();
        }
    }
    agreement.exchanges = exchanges(expected, record, &pairs);
    agreement
}

fn count(wanted: &Event, found: Option<&demarche::types::Event>, agreement: &mut Agreement) {
    let who = found.is_some_and(|found| same_parties(wanted, found));
    let full = who && found.is_some_and(|found| same_status(wanted, found));
    let hits = [found.is_some(), who, full];
    for (score, hit) in agreement.scores().into_iter().zip(hits) {
        score.hits += usize::from(hit);
        score.found += usize::from(found.is_some());
        score.wanted += 1;
    }
    if found.is_some_and(is_fact) {
        agreement.facts.found += 1;
        agreement.facts.hits += usize::from(!(wanted.hypothetical || wanted.negation));
    }
}

fn superfluous(found: &demarche::types::Event, agreement: &mut Agreement) {
    for score in [&mut agreement.event, &mut agreement.who, &mut agreement.full] {
        score.found += 1;
    }
    agreement.facts.found += usize::from(is_fact(found));
}

const fn is_fact(found: &demarche::types::Event) -> bool {
    !(found.hypothetical || found.negation)
}

fn note(wanted: &Event, found: Option<&demarche::types::Event>, report: &mut String) {
    match found {
        None if !wanted.optional => writeln!(report, "  missed {} {:?}", wanted.id, wanted.event).unwrap(),
        Some(found) if !(same_parties(wanted, found) && same_status(wanted, found)) => {
            writeln!(report, "  {} found as {}", wanted.id, shown(found)).unwrap();
        }
        _ => {}
    }
}

fn shown(found: &demarche::types::Event) -> String {
    let trigger = found.trigger.as_ref().map(|trigger| trigger.text.as_str());
    let (actor, recipient) = (codes(&found.actor), codes(&found.recipient));
    let (tense, hypothetical, negation) = (found.tense, found.hypothetical, found.negation);
    format!(
        "{} {} {trigger:?} {actor:?} -> {recipient:?} {tense:?} hypothetical {hypothetical} negation {negation}",
        found.id, found.event
    )
}

fn codes(parties: &[EventParty]) -> BTreeSet<String> {
    parties.iter().filter_map(|party| party.code.clone()).collect()
}

fn same_parties(wanted: &Event, found: &demarche::types::Event) -> bool {
    wanted.has_actors(&codes(&found.actor)) && wanted.has_recipients(&codes(&found.recipient))
}

fn same_status(wanted: &Event, found: &demarche::types::Event) -> bool {
    (wanted.tense, wanted.hypothetical, wanted.negation) == (found.tense, found.hypothetical, found.negation)
}

/// From expected to found events. They match where the category is allowed and the triggers overlap; those with the same
/// parties first.
fn pairs(expected: &Expected, record: &Record) -> BTreeMap<usize, usize> {
    let mut likeness = Vec::new();
    for (i, wanted) in expected.events.iter().enumerate() {
        for (j, found) in record.events.iter().enumerate() {
            if wanted.event.contains(&found.event) && overlap(wanted, found) {
                let actors = wanted.has_actors(&codes(&found.actor));
                let recipients = wanted.has_recipients(&codes(&found.recipient));
                likeness.push((usize::from(actors) + usize::from(recipients), i, j));
            }
        }
    }
    likeness.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut pairs, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, i, j) in likeness {
        if !pairs.contains_key(&i) && taken.insert(j) {
            pairs.insert(i, j);
        }
    }
    pairs
}

fn overlap(wanted: &Event, found: &demarche::types::Event) -> bool {
    let wanted = wanted.span.unwrap();
    found
        .trigger
        .as_ref()
        .is_some_and(|found| found.start < wanted.end && wanted.start < found.end)
}

/// An exchange is found where its relation is, between the same events or other tellings of them.
fn exchanges(expected: &Expected, record: &Record, pairs: &BTreeMap<usize, usize>) -> Score {
    let ends = |id: &String| {
        let found = record.events.iter().position(|event| &event.id == id);
        let wanted = pairs.iter().find(|(_, j)| Some(**j) == found);
        wanted.map(|(i, _)| act(&expected.events[*i]))
    };
    let mut open: Vec<&Exchange> = expected.exchanges.iter().collect();
    let mut hits = 0;
    for found in &record.exchanges {
        let same = |wanted: &&Exchange| {
            Some(told(&wanted.opening, expected)) == ends(&found.opening)
                && Some(told(&wanted.reply, expected)) == ends(&found.reply)
                && wanted.relation == found.relation
        };
        if let Some(i) = open.iter().position(same) {
            open.remove(i);
            hits += 1;
        }
    }
    Score {
        hits,
        found: record.exchanges.len(),
        wanted: expected.exchanges.len(),
    }
}

/// The act that an event tells: its own, or that of its fullest telling.
fn act(event: &Event) -> &str {
    event.same_as.as_deref().unwrap_or(&event.id)
}

fn told<'a>(id: &'a str, expected: &'a Expected) -> &'a str {
    expected.events.iter().find(|event| event.id == id).map_or(id, act)
}
