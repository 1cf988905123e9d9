//! The passes that join mentions, the surest first: a multi-pass sieve after Lee et al., *Deterministic coreference
//! resolution based on entity-centric, precision-ranked rules* (Computational Linguistics 39, 2013).
//!
//! Every pass sees what those before it have joined: what is known of one mention of an entity is known of all.

mod actors;
mod constructions;
mod names;

use super::actors::Naming;
use super::chains::Chains;
use super::scene::Scene;

/// Joins the mentions of a document.
pub(super) fn run(scene: &Scene, namings: &[Option<Naming>]) -> Chains {
    let mut chains = Chains::new(scene.mentions);
    actors::join(scene, namings, &mut chains);
    names::join(scene, &mut chains);
    constructions::join(scene, &mut chains);
    chains
}
