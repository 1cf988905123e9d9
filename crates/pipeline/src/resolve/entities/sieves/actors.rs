//! Names of one actor of the gazetteer.

use crate::resolve::entities::actors::Naming;
use crate::resolve::entities::basis::Basis;
use crate::resolve::entities::chains::Chains;
use crate::resolve::entities::scene::Scene;
use std::collections::BTreeMap;

/// Joins what names one actor; a place apart from the government that sits in it.
pub(super) fn join(scene: &Scene, namings: &[Option<Naming>], chains: &mut Chains) {
    let mut first = BTreeMap::new();
    for (i, naming) in namings.iter().enumerate() {
        let Some(naming) = naming else { continue };
        chains.identify(i, *naming, naming.being(scene.gazetteer), Basis::Named(naming.how));
        if naming.place {
            continue;
        }
        match first.get(&naming.actor) {
            Some(&known) => chains.join(known, i),
            None => {
                first.insert(naming.actor, i);
            }
        }
    }
}
