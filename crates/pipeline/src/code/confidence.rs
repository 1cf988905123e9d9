//! How sure the program may be of an event: the share of events like it that are right in category, parties and status.
//!
//! A logistic regression over what holds of the event. Its weights stand in `confidence.tsv`, fitted on annotated articles by
//! `training/confidence.py`, which names the same things by the same names.

use super::rules::Kind;
use demarche_types::{Event, EventParty, Tense};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static WEIGHTS: LazyLock<BTreeMap<&str, f64>> = LazyLock::new(|| {
    let lines = include_str!("confidence.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(name, weight)| Some((name, weight.parse().ok()?)))
        .collect()
});

/// 0 to 1, in hundredths: the weights know no more.
pub(super) fn confidence(event: &Event, kind: Kind) -> f64 {
    let sum: f64 = features(event, kind).iter().filter_map(|name| WEIGHTS.get(name)).sum();
    let share = 1.0 / (1.0 + (-sum).exp());
    (share * 100.0).round() / 100.0
}

/// What holds of an event, by the names of the table.
fn features(event: &Event, kind: Kind) -> Vec<&'static str> {
    let by_kind = match kind {
        Kind::Verb => None,
        Kind::Noun => Some("by noun"),
        Kind::Adjective => Some("by adjective"),
        Kind::Said => Some("by said"),
    };
    let tense = match event.tense {
        Tense::Past => None,
        Tense::Historical => Some("historical"),
        Tense::Future => Some("future"),
    };
    let quad = match event.quad_code {
        1 => "quad 1",
        2 => "quad 2",
        3 => "quad 3",
        _ => "quad 4",
    };
    let actor = known(&event.actor, ["actor none", "actor coded", "actor uncoded"]);
    let recipient = known(
        &event.recipient,
        ["recipient none", "recipient coded", "recipient uncoded"],
    );
    let mut features = vec!["always", actor, recipient, quad];
    features.extend(by_kind);
    features.extend(tense);
    features.extend(event.hypothetical.then_some("hypothetical"));
    features.extend(event.negation.then_some("negation"));
    features.extend((!event.claimed_by.is_empty()).then_some("claimed"));
    features.extend((!event.mentions.is_empty()).then_some("told again"));
    features
}

/// Whether there are such parties, and all have a code.
fn known(parties: &[EventParty], [none, coded, uncoded]: [&'static str; 3]) -> &'static str {
    match parties {
        [] => none,
        _ if parties.iter().all(|party| party.code.is_some()) => coded,
        _ => uncoded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn every_feature_has_a_weight() {
        let named = [
            "always",
            "by noun",
            "by adjective",
            "by said",
            "historical",
            "future",
            "quad 1",
            "quad 2",
            "quad 3",
            "quad 4",
            "actor none",
            "actor coded",
            "actor uncoded",
            "recipient none",
            "recipient coded",
            "recipient uncoded",
            "hypothetical",
            "negation",
            "claimed",
            "told again",
        ];
        assert!(WEIGHTS.keys().copied().eq(std::collections::BTreeSet::from(named)));
    }

    #[test]
    fn doubt_lowers_it() {
        let record = fixture::record();
        let plain = &record.events[0];
        let doubted = Event {
            hypothetical: true,
            claimed_by: vec!["S1".to_owned()],
            ..plain.clone()
        };
        let (sure, unsure) = (confidence(plain, Kind::Verb), confidence(&doubted, Kind::Verb));
        assert!(0.0 < unsure && unsure < sure && sure < 1.0);
    }
}
