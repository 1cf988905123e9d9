//! Where a report is at home, to which officials belong whom it names without a state: *President Mamani said*.

use super::office::{self, Term};
use super::side::home;
use crate::resolve::entities::chains::Chains;
use crate::resolve::entities::mention::{Kind, Mention};
use crate::resolve::entities::scene::Scene;
use crate::resolve::entities::traits::Number;
use demarche_gazetteer::{ActorId, How, Kind as ActorKind};
use demarche_types::{BlockKind, Upos};
use std::collections::{BTreeMap, BTreeSet};

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
const BODIES: [&str; 15] = [
    "army",
    "authority",
    "cabinet",
    "court",
    "force",
    "government",
    "judge",
    "military",
    "ministry",
    "navy",
    "opposition",
    "parliament",
    "police",
    "prosecutor",
    "troop",
];
/// And people, of whom reports speak from afar too.
const PEOPLE: [&str; 21] = [
    "activist",
    "citizen",
    "civilian",
    "demonstrator",
    "dissident",
    "farmer",
    "guerrilla",
    "lawmaker",
    "legislator",
    "official",
    "policeman",
    "protester",
    "protestor",
    "rebel",
    "resident",
    "rioter",
    "separatist",
    "soldier",
    "student",
    "teacher",
    "villager",
];
/// And those of them who are up against a government.
const REBELS: [&str; 3] = ["guerrilla", "rebel", "separatist"];
/// Words that put a body or people outside the state that is told of.
const ELSEWHERE: [&str; 15] = [
    "allied",
    "enemy",
    "exiled",
    "foreign",
    "international",
    "invading",
    "multinational",
    "neighboring",
    "neighbouring",
    "occupation",
    "occupying",
    "other",
    "peacekeeping",
    "rival",
    "western",
];
/// So many sentences back the state may be told of to which somebody belongs.
const REACH: usize = 2;

/// Notes the state of officials and bodies that are given none, where two of three agree on it: the dateline, the state that is
/// named most often, and the one of whom the sentences before tell, which the others cannot overrule.
pub(in crate::resolve::entities) fn note(scene: &Scene, chains: &mut Chains) {
    let counts = named_often(scene, chains);
    let most = most_named(&counts);
    let place = dateline(scene).or_else(|| alone_named(&counts));
    let bodies = named_bodies(scene, chains);
    for (i, mention) in scene.mentions.iter() {
        let free = chains.side(i).is_none() && chains.naming(i).is_none();
        if free && (is_official(scene, mention) || is_body(scene, mention)) {
            let told = told_of(scene, chains, mention);
            let sure = |state: &ActorId| !is_people(scene, mention) || most == Some(*state);
            let state = agreed(place, most, told).filter(sure);
            let hosts = |state: ActorId| told.is_none() && is_host(scene, &bodies, mention, state);
            let state = state.filter(|&state| !hosts(state) && !is_elsewhere(scene, chains, mention, state));
            if let Some(state) = state {
                chains.belongs(i, state);
            }
        }
    }
}

/// The bodies that the report names as a state's, *the Paraguayan government*, by their nouns.
fn named_bodies(scene: &Scene, chains: &Chains) -> BTreeMap<&'static str, BTreeSet<ActorId>> {
    let mut bodies: BTreeMap<&str, BTreeSet<ActorId>> = BTreeMap::new();
    for (i, mention) in scene.mentions.iter().filter(|(_, m)| m.kind == Kind::Nominal) {
        let noun = BODIES
            .into_iter()
            .find(|noun| scene.tree.lemma_in(mention.head, &[noun]));
        let side = chains.side(i).filter(|&side| is_state(scene, side));
        if let Some((noun, side)) = noun.zip(side) {
            bodies.entry(noun).or_default().insert(side);
        }
    }
    bodies
}

/// Whether a state may be no more than the host of a body, since the report names only others' bodies of that kind; of rebels,
/// only others' governments.
fn is_host(scene: &Scene, bodies: &BTreeMap<&str, BTreeSet<ActorId>>, mention: &Mention, state: ActorId) -> bool {
    let lemma = scene.tree.lemma(mention.head);
    let noun = if REBELS.contains(&lemma.as_str()) {
        "government"
    } else {
        &lemma
    };
    bodies.get(noun).is_some_and(|states| !states.contains(&state))
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

/// *The government*, *police*, *armed protesters*: a body or people of a state that no word puts anywhere else.
fn is_body(scene: &Scene, mention: &Mention) -> bool {
    let tree = scene.tree;
    let several = mention.traits.number == Some(Number::Plural);
    let known = tree.has_child(mention.head, &["det"], &["the"]) || mention.words.len() == 1 || several;
    let plain = mention.words.clone().all(|w| w == mention.head || is_plain(scene, w));
    let listed = tree.lemma_in(mention.head, &BODIES) || is_people(scene, mention);
    mention.kind == Kind::Nominal && known && plain && listed
}

fn is_people(scene: &Scene, mention: &Mention) -> bool {
    scene.tree.lemma_in(mention.head, &PEOPLE)
}

/// Whether a word of a phrase names nobody whose the rest may be.
fn is_plain(scene: &Scene, word: usize) -> bool {
    let tree = scene.tree;
    let named = scene
        .mentions
        .at(word)
        .is_some_and(|m| scene.mentions.get(m).name.is_some());
    !named
        && tree.upos(word) != Upos::Propn
        && tree.relation(word) != "nmod:poss"
        && !ELSEWHERE.contains(&tree.form(word).to_lowercase().as_str())
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

/// How often each state is named.
fn named_often(scene: &Scene, chains: &Chains) -> BTreeMap<ActorId, usize> {
    let mut counts: BTreeMap<ActorId, usize> = BTreeMap::new();
    for (i, mention) in scene.mentions.iter().filter(|(_, m)| m.pronoun().is_none()) {
        let named = chains.naming(i).and_then(|n| home(scene.gazetteer, n.actor));
        if let Some(state) = named.filter(|&s| mention.name.is_some() && is_state(scene, s)) {
            *counts.entry(state).or_default() += 1;
        }
    }
    counts
}

/// The state that is named more often than any other.
fn most_named(counts: &BTreeMap<ActorId, usize>) -> Option<ActorId> {
    let most = counts.iter().max_by_key(|(_, count)| **count)?;
    let alone = counts.iter().filter(|(_, count)| *count == most.1).count() == 1;
    alone.then_some(*most.0)
}

/// The state beside which others are hardly named: a report of another country would name it.
fn alone_named(counts: &BTreeMap<ActorId, usize>) -> Option<ActorId> {
    let most = most_named(counts)?;
    let others = counts.iter().filter(|(state, _)| **state != most);
    let next = others.map(|(_, count)| *count).max().unwrap_or(0);
    counts
        .get(&most)
        .is_some_and(|&count| count > 1 && count >= 3 * next)
        .then_some(most)
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

    #[test]
    fn a_state_is_alone_where_others_are_hardly_named() {
        let gazetteer = demarche_gazetteer::Gazetteer::embedded();
        let id = |code: &str| gazetteer.by_key(code).map(|state| state.id()).expect("a state");
        let counts = |peru, chile| BTreeMap::from([(id("PER"), peru), (id("CHL"), chile)]);
        assert_eq!(alone_named(&counts(3, 1)), Some(id("PER")));
        assert_eq!(alone_named(&counts(5, 2)), None);
        assert_eq!(alone_named(&BTreeMap::from([(id("PER"), 1)])), None);
        assert_eq!(alone_named(&BTreeMap::new()), None);
    }
}
