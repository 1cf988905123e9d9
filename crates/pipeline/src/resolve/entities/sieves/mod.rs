//! The passes that join mentions, the surest first: a multi-pass sieve after Lee et al., *Deterministic coreference
//! resolution based on entity-centric, precision-ranked rules* (Computational Linguistics 39, 2013).
//!
//! Every pass sees what those before it have joined: what is known of one mention of an entity is known of all.

mod actors;
mod constructions;
mod heads;
mod hypernyms;
mod names;
mod pronouns;
mod sets;
mod speakers;

use super::actors::{Naming, body, person, report, side};
use super::chains::Chains;
use super::scene::Scene;

/// Joins the mentions of a document.
pub(super) fn run(scene: &Scene, namings: &[Option<Naming>]) -> Chains {
    let mut chains = Chains::new(scene.mentions);
    actors::join(scene, namings, &mut chains);
    side::note(scene, &mut chains);
    body::identify(scene, &mut chains);
    names::join(scene, &mut chains);
    constructions::join(scene, &mut chains);
    person::identify(scene, &mut chains);
    side::note(scene, &mut chains);
    heads::join(scene, &mut chains);
    hypernyms::join(scene, &mut chains);
    speakers::join(scene, &mut chains);
    sets::pairs(scene, &mut chains);
    pronouns::join(scene, &mut chains);
    heads::join_possessed(scene, &mut chains);
    side::note(scene, &mut chains);
    report::note(scene, &mut chains);
    chains
}
