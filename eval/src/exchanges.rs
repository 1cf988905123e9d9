//! Exchanges against the annotated articles: the right move, the right reply, the right relation.
//!
//! Events are matched as for their own figures; tellings of one act count as that act.

use crate::events::{GoldEvent, matched};
use crate::figures::Tally;
use demarche_types::{Event, Exchange, ExchangeRelation};
use serde::Deserialize;
use std::collections::BTreeMap;

/// An exchange as annotated.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldExchange {
    #[serde(rename = "move")]
    opening: String,
    reply: String,
    relation: ExchangeRelation,
}

/// Counts over articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExchangeFigures {
    /// By the name of the relation.
    pub by_relation: BTreeMap<String, Tally>,
}

impl ExchangeFigures {
    /// Adds one article.
    pub fn add(&mut self, gold: (&[GoldEvent], &[GoldExchange]), found: (&[Event], &[Exchange])) {
        let acts = acts(gold.0);
        let act = |id: &str| acts.get(id).copied().unwrap_or_default().to_owned();
        let told: BTreeMap<&str, String> = found
            .0
            .iter()
            .zip(matched(gold.0, found.0))
            .map(|(event, gold)| (event.id.as_str(), gold.map_or_else(String::new, |g| act(&g.id))))
            .collect();
        let of = |id: &str| told.get(id).filter(|act| !act.is_empty()).cloned();
        let mut wanted: Vec<(String, String, ExchangeRelation)> = gold
            .1
            .iter()
            .map(|x| (act(&x.opening), act(&x.reply), x.relation))
            .collect();
        for x in gold.1 {
            *self.tally(x.relation) += Tally::matched(0, 0, 1);
        }
        for x in found.1 {
            let pair = of(&x.opening).zip(of(&x.reply)).map(|(m, r)| (m, r, x.relation));
            let at = pair.and_then(|pair| wanted.iter().position(|w| *w == pair));
            at.map(|i| wanted.swap_remove(i));
            *self.tally(x.relation) += Tally::matched(usize::from(at.is_some()), 1, 0);
        }
    }

    /// The counts of both.
    #[must_use]
    pub fn joined(mut self, other: &Self) -> Self {
        for (relation, tally) in &other.by_relation {
            *self.by_relation.entry(relation.clone()).or_default() += *tally;
        }
        self
    }

    /// Over all relations.
    #[must_use]
    pub fn all(&self) -> Tally {
        let mut all = Tally::default();
        self.by_relation.values().for_each(|tally| all += *tally);
        all
    }

    fn tally(&mut self, relation: ExchangeRelation) -> &mut Tally {
        self.by_relation
            .entry(format!("{relation:?}").to_lowercase())
            .or_default()
    }
}

/// Under which act each annotated event counts: its fullest telling.
fn acts(gold: &[GoldEvent]) -> BTreeMap<&str, &str> {
    gold.iter()
        .map(|g| (g.id.as_str(), g.same_as.first().unwrap_or(&g.id).as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = r#"[
        {"id": "E1", "event": ["REQUEST"], "actor": [], "recipient": [], "tense": "past", "trigger": [0, 5]},
        {"id": "E2", "event": ["REJECT"], "actor": [], "recipient": [], "tense": "past", "trigger": [10, 15]},
        {"id": "E3", "event": ["REQUEST"], "actor": [], "recipient": [], "tense": "past", "trigger": [20, 25], "same_as": ["E1"]}
    ]"#;

    fn event(id: &str, category: &str, start: usize) -> Event {
        let event = format!(
            r#"{{"id": "{id}", "event": "{category}", "mode": [], "context": [], "actor": [], "recipient": [], "date": null,
            "enddate": null, "date_basis": null, "event_loc": null, "tense": "past", "hypothetical": false, "negation": false,
            "claimed_by": [], "trigger": {{"start": {start}, "end": {}, "text": ""}}, "evidence": null, "mentions": [],
            "quad_code": 3, "event_scale": 0.0, "confidence": 1.0, "why": null}}"#,
            start + 5
        );
        serde_json::from_str(&event).expect("an event")
    }

    fn exchange(opening: &str, reply: &str, relation: ExchangeRelation) -> Exchange {
        Exchange {
            id: "X1".to_owned(),
            opening: opening.to_owned(),
            reply: reply.to_owned(),
            relation,
            evidence: None,
        }
    }

    #[test]
    fn another_telling_of_the_move_is_the_move() {
        let gold: Vec<GoldEvent> = serde_json::from_str(GOLD).expect("events");
        let wanted = [GoldExchange {
            opening: "E1".to_owned(),
            reply: "E2".to_owned(),
            relation: ExchangeRelation::Rejects,
        }];
        let events = [event("A", "REQUEST", 20), event("B", "REJECT", 10)];
        let mut figures = ExchangeFigures::default();
        let found = [exchange("A", "B", ExchangeRelation::Rejects)];
        figures.add((&gold, &wanted), (&events, &found));
        assert_eq!(figures.all(), Tally::matched(1, 1, 1));
        let mut wrong = ExchangeFigures::default();
        let found = [exchange("A", "B", ExchangeRelation::Answers)];
        wrong.add((&gold, &wanted), (&events, &found));
        assert_eq!(wrong.all(), Tally::matched(0, 1, 1));
        assert_eq!(wrong.joined(&figures).all(), Tally::matched(1, 2, 2));
    }
}
