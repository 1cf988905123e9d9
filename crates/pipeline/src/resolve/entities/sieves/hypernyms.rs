//! Descriptions that name the sort: *the country* after *Kenya*, *the alliance* after *NATO*.

use crate::resolve::entities::chains::Chains;
use crate::resolve::entities::mention::{Kind, Mention};
use crate::resolve::entities::nouns::{Calls, Nouns};
use crate::resolve::entities::scene::Scene;
use crate::resolve::entities::traits::{Being, Number};
use demarche_types::EntityKind;

/// How many sentences back a name may stand.
const SENTENCES: usize = 2;

/// How many mentions back it may stand.
const MENTIONS: usize = 40;

/// Nouns of bodies that can stand for any organisation that was named.
const SORTS: [&str; 19] = [
    "organization",
    "organisation",
    "group",
    "alliance",
    "bloc",
    "agency",
    "company",
    "firm",
    "union",
    "movement",
    "party",
    "corporation",
    "federation",
    "association",
    "institute",
    "institution",
    "body",
    "network",
    "newspaper",
];

/// Joins bare definite descriptions with the name of that sort that was last met.
pub(super) fn join(scene: &Scene, chains: &mut Chains) {
    for (i, mention) in scene.mentions.iter() {
        let alone = mention.kind == Kind::Nominal && chains.members(i).len() == 1;
        if let Some(being) = sort(scene, mention).filter(|_| alone)
            && let Some(found) = last_named(scene, chains, i, being)
        {
            chains.join(found, i);
        }
    }
}

/// The sort that a definite noun without further words names.
fn sort(scene: &Scene, mention: &Mention) -> Option<Being> {
    let tree = scene.tree;
    let bare = mention
        .words
        .clone()
        .all(|w| w == mention.head || tree.is(w, "det") || tree.is(w, "case"));
    let definite = tree.has_child(mention.head, &["det"], &["the", "this", "that"]);
    let one = mention.traits.number == Some(Number::Singular);
    let noun = Nouns::embedded()
        .find(tree, mention.head)
        .filter(|_| bare && definite && one)?;
    match noun.calls {
        Calls::State if !tree.lemma_in(mention.head, &["power", "state"]) => Some(Being::State),
        Calls::Place if tree.lemma_in(mention.head, &["city", "town", "village", "island"]) => Some(Being::Place),
        Calls::Body if SORTS.contains(&tree.lemma(mention.head).as_str()) => Some(Being::Body),
        _ => None,
    }
}

/// The last name of that sort in the sentence or the two before it.
fn last_named(scene: &Scene, chains: &Chains, now: usize, being: Being) -> Option<usize> {
    let sentence = |m: usize| scene.tree.segments.sentence_of(scene.mentions.get(m).head);
    let here = sentence(now);
    let near = (0..now)
        .rev()
        .take(MENTIONS)
        .take_while(|&m| sentence(m) + SENTENCES >= here);
    let mut named = near.filter(|&m| is_named(scene.mentions.get(m), being) && chains.agree(m, now));
    named.next()
}

fn is_named(mention: &Mention, being: Being) -> bool {
    let organization = matches!(mention.kind, Kind::Name(EntityKind::Organization));
    let sort = match being {
        Being::Body => organization,
        _ => mention.traits.being == Some(being),
    };
    matches!(mention.kind, Kind::Name(_)) && sort
}
