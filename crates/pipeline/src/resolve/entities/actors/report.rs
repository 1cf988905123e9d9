//! Where a report is at home, to which officials belong whom it names without a state: *President Mamani said*.

use super::office::{self, Term};
use super::side::home;
use crate::resolve::entities::chains::Chains;
use crate::resolve::entities::mention::{Kind, Mention};
use crate::resolve::entities::scene::Scene;
use demarche_gazetteer::{ActorId, How, Kind as ActorKind};
use demarche_types::BlockKind;
use std::collections::BTreeMap;

/// Offices that only a state has.
const OFFICES: [&str; 8] = [
    "president",
    "minister",
    "premier",
    "king",
    "queen",
    "emir",
    "chancellor",
    "sultan",
];
/// Bodies that every state has.
const BODIES: [&str; 8] = [
    "government",
    "parliament",
    "police",
    "army",
    "military",
    "cabinet",
    "ministry",
    "navy",
];
/// So many sentences back the state may be told of to which somebody belongs.
const REACH: usize = 2;

/// Notes the state of officials and bodies that are given none, where two of three agree on it: the dateline, the state that is
/// named most often, and the one of whom the sentences before tell, which the others cannot overrule.
pub(in crate::resolve::entities) fn note(scene: &Scene, chains: &mut Chains) {
    let place = dateline(scene);
    let most = most_named(scene, chains);
    for (i, mention) in scene.mentions.iter() {
        let free = chains.side(i).is_none() && chains.naming(i).is_none();
        if free && (is_official(scene, mention) || is_body(scene, mention)) {
            let told = told_of(scene, chains, mention);
            let state = agreed(place, most, told).filter(|&state| !is_elsewhere(scene, chains, mention, state));
            if let Some(state) = state {
                chains.belongs(i, state);
            }
        }
    }
}

/// The state that the sentences before tell of, where another sign points to it too; where they tell of none, what both others
/// point to.
fn agreed(place: Option<ActorId>, most: Option<ActorId>, told: Option<ActorId>) -> Option<ActorId> {
    match told {
        Some(_) => told.filter(|_| told == place || told == most),
        None => place.filter(|_| place == most),
    }
}

/// Whether the sentence puts what it tells into another state: *in Baku, police …*.
fn is_elsewhere(scene: &Scene, chains: &Chains, mention: &Mention, state: ActorId) -> bool {
    let sentence = scene.tree.sentence(mention.head);
    let places = sentence
        .filter_map(|w| scene.mentions.at(w))
        .filter_map(|m| chains.naming(m));
    let mut homes = places
        .filter(|n| n.place)
        .filter_map(|n| home(scene.gazetteer, n.actor));
    homes.any(|home| home != state)
}

/// A name with an office of a state before it and nothing else.
fn is_official(scene: &Scene, mention: &Mention) -> bool {
    let Some(before) = mention.title.clone() else {
        return false;
    };
    let title = office::title(scene, mention).filter(|t| t.term == Term::Now);
    title.is_some_and(|t| {
        let alone = (before.start..t.words.start).all(|w| scene.tree.is(w, "det"));
        alone && t.words.clone().last().is_some_and(|w| scene.tree.lemma_in(w, &OFFICES))
    })
}

/// *The government*, *police*: a body of a state without any other word.
fn is_body(scene: &Scene, mention: &Mention) -> bool {
    let tree = scene.tree;
    let known = tree.has_child(mention.head, &["det"], &["the"]) || mention.words.len() == 1;
    let plain = mention.words.clone().all(|w| w == mention.head || tree.is(w, "det"));
    mention.kind == Kind::Nominal && known && plain && tree.lemma_in(mention.head, &BODIES)
}

/// The state of the place in the dateline: *NAIROBI, Kenya (AP)*.
fn dateline(scene: &Scene) -> Option<ActorId> {
    let document = scene.tree.document;
    let block = document.blocks.iter().find(|b| b.kind == BlockKind::Dateline)?;
    let line = document.text.slice(block.span);
    let places = line.split(['(', '\u{2014}', '\u{2013}', '_', '-']).next()?;
    let named = places
        .split(',')
        .rev()
        .flat_map(|place| scene.gazetteer.named(place.trim()));
    let mut states = named.filter(|c| c.actor.kind() == ActorKind::State && !matches!(c.how, How::Metonym));
    states.next().map(|c| c.actor.id())
}

/// The state that is named more often than any other.
fn most_named(scene: &Scene, chains: &Chains) -> Option<ActorId> {
    let mut counts: BTreeMap<ActorId, usize> = BTreeMap::new();
    for (i, mention) in scene.mentions.iter().filter(|(_, m)| m.pronoun().is_none()) {
        let named = chains.naming(i).and_then(|n| home(scene.gazetteer, n.actor));
        if let Some(state) = named.filter(|&s| mention.name.is_some() && is_state(scene, s)) {
            *counts.entry(state).or_default() += 1;
        }
    }
    let most = counts.iter().max_by_key(|(_, count)| **count)?;
    let alone = counts.iter().filter(|(_, count)| *count == most.1).count() == 1;
    alone.then_some(*most.0)
}

/// The state of whom one of the sentences before tells.
fn told_of(scene: &Scene, chains: &Chains, mention: &Mention) -> Option<ActorId> {
    let tree = scene.tree;
    let sentence = tree.segments.sentence_of(mention.head);
    let before = (sentence.saturating_sub(REACH)..sentence).rev();
    let subjects = before.filter_map(|s| {
        let root = tree.root(tree.segments.sentences[s].words.start)?;
        scene.mentions.at(tree.child(root, &["nsubj"])?)
    });
    let mut sides = subjects.filter_map(|m| chains.side(m));
    sides.next().filter(|&side| is_state(scene, side))
}

fn is_state(scene: &Scene, actor: ActorId) -> bool {
    scene.gazetteer.actor(actor).kind() == ActorKind::State
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_three_must_agree() {
        let gazetteer = demarche_gazetteer::Gazetteer::embedded();
        let id = |code: &str| gazetteer.by_key(code).map(|state| state.id());
        let (peru, chile) = (id("PER"), id("CHL"));
        assert!(peru.is_some() && chile.is_some());
        assert_eq!(agreed(peru, None, peru), peru);
        assert_eq!(agreed(peru, peru, None), peru);
        assert_eq!(agreed(chile, chile, peru), None);
        assert_eq!(agreed(chile, peru, None), None);
        assert_eq!(agreed(None, None, None), None);
    }
}
