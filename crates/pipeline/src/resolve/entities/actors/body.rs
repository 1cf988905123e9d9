//! Governments and bodies of states by description: *the Russian government*, *Kenya’s foreign ministry*.

use super::naming::{Naming, itself};
use crate::resolve::entities::basis::Basis;
use crate::resolve::entities::chains::Chains;
use crate::resolve::entities::mention::{Kind, Mention};
use crate::resolve::entities::nouns::{Calls, Nouns};
use crate::resolve::entities::scene::Scene;
use crate::resolve::entities::traits::Being;
use demarche_gazetteer::{Actor, ActorId, Fit, Gazetteer, How, Kind as ActorKind};
use std::collections::BTreeMap;

/// Identifies them, and joins what mentions the same one.
pub(in crate::resolve::entities) fn identify(scene: &Scene, chains: &mut Chains) {
    let mut first = known(scene, chains);
    for (i, mention) in scene.mentions.iter() {
        let is_body = matches!(mention.traits.being, Some(Being::Body | Being::State));
        if chains.naming(i).is_some() || !is_body {
            continue;
        }
        let Some(actor) = body(scene, chains, i, mention) else {
            continue;
        };
        let naming = Naming {
            actor: actor.id(),
            how: How::Short,
            place: false,
        };
        chains.identify(i, naming, naming.being(scene.gazetteer), Basis::Body);
        match first.get(&actor.id()) {
            Some(&known) => chains.join(known, i),
            None => {
                first.insert(actor.id(), i);
            }
        }
    }
}

/// One mention of each actor that is known already.
fn known(scene: &Scene, chains: &Chains) -> BTreeMap<ActorId, usize> {
    let namings = scene
        .mentions
        .iter()
        .filter_map(|(i, _)| Some((chains.naming(i).filter(|n| !n.place)?.actor, i)));
    namings.collect()
}

fn body<'g>(scene: &Scene<'g>, chains: &Chains, i: usize, mention: &Mention) -> Option<Actor<'g>> {
    let side = chains.side(i);
    if mention.kind == Kind::Nominal && is_government(scene, mention) {
        let state = scene.gazetteer.actor(side?);
        return Some(state).filter(|s| s.kind() == ActorKind::State && unqualified(scene, chains, mention));
    }
    let words = own_words(scene, chains, mention);
    let actor = side
        .and_then(|side| of_state(scene.gazetteer, &words, side))
        .or_else(|| by_itself(scene.gazetteer, &words, side))?;
    Some(itself(scene, actor))
}

fn is_government(scene: &Scene, mention: &Mention) -> bool {
    Nouns::embedded()
        .find(scene.tree, mention.head)
        .is_some_and(|n| n.calls == Calls::Government)
}

/// Whether nothing but its state qualifies the government: *the Scottish government* and *a caretaker government* are others.
fn unqualified(scene: &Scene, chains: &Chains, mention: &Mention) -> bool {
    own_words(scene, chains, mention).split(' ').count() == 1
}

/// The words of a phrase less the article, the states that modify it and a genitive’s ending.
fn own_words(scene: &Scene, chains: &Chains, mention: &Mention) -> String {
    let tree = scene.tree;
    let end = mention.name.as_ref().map_or(mention.head + 1, |name| name.end);
    let is_state = |w: usize| {
        let other = scene
            .mentions
            .at(w)
            .filter(|&m| scene.mentions.get(m).head != mention.head);
        other.is_some_and(|m| chains.naming(m).is_some())
    };
    let kept = (mention.words.start..end)
        .filter(|&w| !tree.is(w, "det") && !tree.is(w, "case") && !tree.is_punctuation(w) && !is_state(w));
    kept.map(|w| tree.form(w)).collect::<Vec<_>>().join(" ")
}

/// The body of a state that the gazetteer lists as *foreign ministry of Kenya*.
fn of_state<'g>(gazetteer: &'g Gazetteer, words: &str, side: ActorId) -> Option<Actor<'g>> {
    let state = gazetteer.actor(side);
    let listed = gazetteer.named(&format!("{words} of {}", state.name()));
    listed
        .first()
        .map(|c| c.actor)
        .filter(|actor| actor.kind() != ActorKind::Person)
}

/// What bears the words as its name, where only one does that can be of that side.
fn by_itself<'g>(gazetteer: &'g Gazetteer, words: &str, side: Option<ActorId>) -> Option<Actor<'g>> {
    let several = words.contains(' ');
    let mut candidates = gazetteer.named(words);
    candidates.retain(|c| {
        let listed = matches!(
            c.actor.kind(),
            ActorKind::Government | ActorKind::Organization | ActorKind::Group
        );
        let of_side = side.is_none_or(|side| super::side::home(gazetteer, c.actor.id()) == Some(side));
        listed && of_side && (several || c.fit == Fit::Exact)
    });
    let first = candidates.first()?.actor;
    candidates.iter().all(|c| c.actor.id() == first.id()).then_some(first)
}
