//! The actor that a name means by itself.

use super::metonym::{acts, is_where};
use crate::resolve::entities::mention::{Kind, Mention};
use crate::resolve::entities::scene::Scene;
use crate::resolve::entities::traits::Being;
use demarche_gazetteer::{Actor, ActorId, Candidate, Fit, Gazetteer, How, Kind as ActorKind};
use demarche_types::EntityKind;
use std::collections::BTreeSet;

/// Whom a mention names, and by what sort of name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve::entities) struct Naming {
    pub(in crate::resolve::entities) actor: ActorId,
    pub(in crate::resolve::entities) how: How,
    /// Whether the name is that of a place in which nobody acts.
    pub(in crate::resolve::entities) place: bool,
}

impl Naming {
    /// What kind of being it names.
    pub(in crate::resolve::entities) fn being(self, gazetteer: &Gazetteer) -> Being {
        match gazetteer.actor(self.actor).kind() {
            _ if self.place => Being::Place,
            ActorKind::State => Being::State,
            ActorKind::Person => Being::Person,
            ActorKind::Government | ActorKind::Organization | ActorKind::Group => Being::Body,
        }
    }
}

/// Whom each mention names, where its name alone says so, or its name and the states that the document names. Persons are left
/// to what else is known of them.
pub(in crate::resolve::entities) fn namings(scene: &Scene) -> Vec<Option<Naming>> {
    let listed: Vec<Vec<Candidate>> = scene
        .mentions
        .iter()
        .map(|(_, m)| candidates(scene, m).unwrap_or_default())
        .collect();
    let codes: BTreeSet<&str> = listed.iter().filter_map(|c| only(c)?.actor.code()).collect();
    let chosen = listed
        .iter()
        .map(|candidates| only(candidates).or_else(|| at_home(candidates, &codes)));
    let named = scene.mentions.iter().zip(chosen);
    named
        .map(|((_, mention), candidate)| Some(naming(scene, mention, candidate?)))
        .collect()
}

/// Of several actors of one name the one whose state the document names, where it names no other's: *PTI* is a party where
/// Pakistan is spoken of, and a news agency where India is.
fn at_home<'c, 'g>(candidates: &'c [Candidate<'g>], codes: &BTreeSet<&str>) -> Option<&'c Candidate<'g>> {
    let mut named = candidates
        .iter()
        .filter(|c| c.actor.code().is_some_and(|code| codes.contains(code)));
    let first = named.next()?;
    named.all(|c| c.actor.id() == first.actor.id()).then_some(first)
}

/// The actors that a mention's name may mean here, those that are closest to its letters.
fn candidates<'g>(scene: &Scene<'g>, mention: &Mention) -> Option<Vec<Candidate<'g>>> {
    let words = mention.name.clone()?;
    if mention.is_person_name() && (words.len() > 1 || mention.title.is_some()) {
        return None;
    }
    let name = scene.tree.document.text.slice(scene.tree.segments.span(words));
    let mut candidates = scene.gazetteer.named(name);
    // A lone word that the reader took for a person may be a body, unless some person is called so.
    if mention.is_person_name() && candidates.iter().any(|c| c.actor.kind() == ActorKind::Person) {
        return None;
    }
    candidates.retain(|c| fits(scene, mention, c));
    let best = candidates.first()?.fit;
    candidates.retain(|c| c.fit == best);
    Some(candidates)
}

fn naming(scene: &Scene, mention: &Mention, candidate: &Candidate) -> Naming {
    let is_seat = matches!(candidate.how, How::Capital | How::Metonym);
    let place = is_seat && is_place(scene, mention, candidate.how);
    let actor = if place {
        candidate.actor
    } else {
        itself(scene, candidate.actor)
    };
    Naming {
        actor: actor.id(),
        how: candidate.how,
        place,
    }
}

/// Whether a name that may mean an actor may do so here.
fn fits(scene: &Scene, mention: &Mention, candidate: &Candidate) -> bool {
    let alive = scene.overlaps(candidate.from, candidate.to) && {
        let (from, to) = candidate.actor.existed();
        scene.overlaps(from, to)
    };
    let by_people = matches!(candidate.how, How::Adjective | How::Demonym);
    let expected = match mention.kind {
        Kind::Demonym => true,
        Kind::Name(EntityKind::Place) => !by_people,
        _ => !by_people || candidate.fit == Fit::Exact,
    };
    let spelt = candidate.fit != Fit::Case || candidate.how == How::Acronym && is_capitalised_acronym(scene, mention);
    alive && expected && spelt && candidate.actor.kind() != ActorKind::Person
}

/// *Nato*, *Unesco*: an acronym that is spoken as a word, of four letters or more.
fn is_capitalised_acronym(scene: &Scene, mention: &Mention) -> bool {
    let mut letters = scene.tree.form(mention.head).chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    capital && letters.clone().count() >= 3 && letters.all(char::is_lowercase)
}

/// The candidate, where all are of one actor.
fn only<'c, 'g>(candidates: &'c [Candidate<'g>]) -> Option<&'c Candidate<'g>> {
    let first = candidates.first()?;
    candidates
        .iter()
        .all(|c| c.actor.id() == first.actor.id())
        .then_some(first)
}

/// A capital is a place unless it acts; a building acts unless somebody is at it.
fn is_place(scene: &Scene, mention: &Mention, how: How) -> bool {
    if how == How::Capital {
        !acts(scene.tree, mention.head)
    } else {
        is_where(scene.tree, mention.head)
    }
}

/// Parts of a state that speak as the state itself, by the last part of their keys.
const EXECUTIVE: [&str; 7] = [
    "government",
    "kremlin",
    "white-house",
    "presidency",
    "royal-court",
    "prime-ministers-office",
    "chancellery",
];

/// A government is its state; everybody else is himself.
pub(in crate::resolve::entities) fn itself<'g>(scene: &Scene<'g>, actor: Actor<'g>) -> Actor<'g> {
    let part = actor.key().rsplit_once('/').map_or("", |(_, part)| part);
    let state = actor.part_of().filter(|_| EXECUTIVE.contains(&part));
    state.map_or(actor, |state| scene.gazetteer.actor(state))
}
