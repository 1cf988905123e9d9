//! The passes that join mentions, the surest first: a multi-pass sieve after Lee et al., *Deterministic coreference
//! resolution based on entity-centric, precision-ranked rules* (Computational Linguistics 39, 2013).
//!
//! Every pass sees what those before it have joined: what is known of one mention of an entity is known of all.

mod constructions;
mod names;

use super::chains::Chains;
use super::detect::Mentions;
use crate::tree::Tree;

/// What every pass is given.
pub(super) struct Scene<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) mentions: &'a Mentions,
}

/// Joins the mentions of a document.
pub(super) fn run(scene: &Scene) -> Chains {
    let mut chains = Chains::new(scene.mentions);
    names::join(scene, &mut chains);
    constructions::join(scene, &mut chains);
    chains
}
