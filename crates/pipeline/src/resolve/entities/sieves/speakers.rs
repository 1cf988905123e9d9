//! Pronouns of those who speak: *I* is the speaker, *we* he and his side.

use crate::resolve::entities::chains::Chains;
use crate::resolve::entities::mention::{Mention, Pronoun};
use crate::resolve::entities::scene::Scene;
use crate::resolve::entities::traits::Being;
use demarche_gazetteer::{ActorId, Kind};
use demarche_types::Form;
use std::collections::BTreeMap;

/// Joins the first person of quotations with who says it.
pub(super) fn join(scene: &Scene, chains: &mut Chains) {
    let sides = sides(scene, chains);
    let mut without: BTreeMap<usize, usize> = BTreeMap::new();
    for (i, mention) in scene.mentions.iter() {
        let Some(speaker) = speaker(scene, mention) else {
            continue;
        };
        match mention.pronoun() {
            Some(Pronoun::Speaker) if chains.agree(speaker, i) => chains.join(speaker, i),
            Some(Pronoun::SpeakersSide) => match side(scene, chains, speaker, &sides) {
                Some(side) => chains.join(side, i),
                None => {
                    let first = *without.entry(chains.root(speaker)).or_insert(i);
                    chains.join(first, i);
                }
            },
            _ => {}
        }
    }
}

/// Who says the words that a mention stands in, where they are quoted.
fn speaker(scene: &Scene, mention: &Mention) -> Option<usize> {
    let utterance = scene.speech.at(mention.head)?;
    utterance.speaker.filter(|_| utterance.form != Form::Indirect)
}

/// A mention of each state and organisation that the document names.
fn sides(scene: &Scene, chains: &Chains) -> BTreeMap<ActorId, usize> {
    let mut sides = BTreeMap::new();
    for (i, _) in scene.mentions.iter() {
        if let Some(naming) = chains.naming(i).filter(|n| !n.place) {
            sides.entry(naming.actor).or_insert(i);
        }
    }
    sides
}

/// For whom somebody speaks: a state or an organisation for itself, an official for his state.
fn side(scene: &Scene, chains: &Chains, speaker: usize, sides: &BTreeMap<ActorId, usize>) -> Option<usize> {
    if matches!(chains.traits(speaker).being, Some(Being::Body | Being::State)) && chains.naming(speaker).is_some() {
        let home = chains
            .side(speaker)
            .filter(|&h| scene.gazetteer.actor(h).kind() == Kind::State);
        return home.and_then(|home| sides.get(&home).copied()).or(Some(speaker));
    }
    sides.get(&chains.side(speaker)?).copied()
}
