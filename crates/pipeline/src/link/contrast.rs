//! What else is said to a demand in the breath that turns it down: *is willing to talk but called the demands unacceptable*.

use super::parties::{codes, share};
use super::site::Site;
use super::ties::{Tie, find};
use super::{Answer, Scene};
use demarche_types::{ExchangeRelation, Span};
use std::collections::BTreeMap;

/// Words that set one thing against another.
const CONTRASTS: &[&str] = &["but", "while", "although", "though", "yet", "however"];
/// After all ties that words or parties make.
const RANK: u8 = u8::MAX;

/// Adds the offers that stand beside a rejection of a move, in the same sentence, by the same to the same.
pub(super) fn add(scene: &Scene, sites: &[Site], answers: &mut BTreeMap<usize, Answer>) {
    let mut offers = Vec::new();
    for offer in sites.iter().filter(|s| s.is(&["AGREE", "CONCEDE"]) && s.is_fact()) {
        let beside = sites.iter().filter(|refusal| is_beside(refusal, offer));
        let mut tied = beside.filter_map(|refusal| {
            let evidence = contrast(scene, refusal, offer)?;
            let opening = rejected(answers, refusal.index)?;
            Some(Answer {
                opening,
                tie: Tie {
                    relation: ExchangeRelation::Answers,
                    evidence: Some(evidence),
                    rank: RANK,
                },
            })
        });
        offers.extend(tied.next().map(|answer| (offer.index, answer)));
    }
    for (offer, answer) in offers {
        answers.entry(offer).or_insert(answer);
    }
}

fn is_beside(refusal: &Site, offer: &Site) -> bool {
    refusal.is(&["REJECT"])
        && refusal.shares_sentence(offer)
        && codes(&refusal.event.actor) == codes(&offer.event.actor)
        && share(&refusal.event.recipient, &offer.event.recipient)
}

/// The word between the two that sets one against the other.
fn contrast(scene: &Scene, refusal: &Site, offer: &Site) -> Option<Span> {
    let (first, second) = if refusal.trigger.start < offer.trigger.start {
        (refusal.trigger, offer.trigger)
    } else {
        (offer.trigger, refusal.trigger)
    };
    let between = (first.end < second.start).then(|| Span::new(first.end, second.start))?;
    find(&scene.tree.document.text, between, CONTRASTS)
}

/// The move that a refusal turns down, or that the refusal turned down that it repeats.
fn rejected(answers: &BTreeMap<usize, Answer>, refusal: usize) -> Option<usize> {
    let answer = answers.get(&refusal)?;
    match answer.tie.relation {
        ExchangeRelation::Rejects => Some(answer.opening),
        ExchangeRelation::Repeats => answers
            .get(&answer.opening)
            .filter(|first| first.tie.relation == ExchangeRelation::Rejects)
            .map(|first| first.opening),
        _ => None,
    }
}
