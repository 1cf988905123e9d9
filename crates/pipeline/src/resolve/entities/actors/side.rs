//! Which state or organisation somebody belongs to: *a Russian official*, *Kenya’s president*, *the king of Spain*.

use crate::resolve::entities::chains::Chains;
use crate::resolve::entities::mention::{Kind, Mention};
use crate::resolve::entities::scene::Scene;
use crate::resolve::entities::traits::Being;
use crate::tree::Tree;
use demarche_gazetteer::{ActorId, Gazetteer, Kind as ActorKind};
use std::ops::Range;

/// Prepositions that lead to where a person or a body belongs.
const OF: [&str; 3] = ["of", "from", "in"];

/// Who belong to whom they speak *for*.
const SPOKESMEN: [&str; 3] = ["spokesman", "spokesperson", "spokeswoman"];

/// Notes of every person, body and group to whom it belongs.
pub(in crate::resolve::entities) fn note(scene: &Scene, chains: &mut Chains) {
    for (i, mention) in scene.mentions.iter() {
        if let Some(actor) = chains
            .naming(i)
            .filter(|n| !n.place)
            .and_then(|n| home(scene.gazetteer, n.actor))
        {
            chains.belongs(i, actor);
        } else if let Some(side) = can_belong(mention).then(|| side(scene, chains, mention)).flatten() {
            chains.belongs(i, side);
        }
    }
}

/// The state that an actor is or is part of, or the organisation.
pub(in crate::resolve::entities) fn home(gazetteer: &Gazetteer, actor: ActorId) -> Option<ActorId> {
    let actor = gazetteer.actor(actor);
    match actor.kind() {
        ActorKind::State | ActorKind::Organization => Some(actor.id()),
        _ => actor
            .part_of()
            .or_else(|| gazetteer.by_key(actor.code()?).map(|state| state.id())),
    }
}

fn can_belong(mention: &Mention) -> bool {
    let acts = matches!(mention.traits.being, Some(Being::Person | Being::Body | Being::State));
    acts && mention.name.is_none() || mention.title.is_some()
}

/// Whether it is somebody by what he is to another, whose side is not his.
fn is_other(tree: &Tree, mention: &Mention) -> bool {
    mention.name.is_none() && tree.lemma_in(mention.head, &OTHERS)
}

/// Whose own side is not that of whom they are said to be of: *its allies*, *Kenya’s neighbours*.
const OTHERS: [&str; 17] = [
    "adversary",
    "ally",
    "colleague",
    "counterpart",
    "creditor",
    "critic",
    "donor",
    "enemy",
    "foe",
    "friend",
    "guest",
    "neighbor",
    "neighbour",
    "opponent",
    "partner",
    "rival",
    "victim",
];

/// The first state or organisation that modifies the noun, or that it is said to be of.
fn side(scene: &Scene, chains: &Chains, mention: &Mention) -> Option<ActorId> {
    let name = mention.name.clone().unwrap_or(0..0);
    let inside = mention
        .words
        .clone()
        .filter(|w| !name.contains(w) && *w != mention.head);
    let other = is_other(scene.tree, mention);
    let modifier = inside
        .filter(|&w| is_modifier(scene.tree, w) && (!other || is_adjective(scene, w)))
        .find_map(|w| side_of(scene, chains, w));
    if other {
        return modifier;
    }
    modifier.or_else(|| behind(scene.tree, mention).find_map(|w| side_of(scene, chains, w)))
}

/// *Venezuelan* of *his Venezuelan counterpart*: of whoever is another's counterpart, it alone tells his own side.
fn is_adjective(scene: &Scene, word: usize) -> bool {
    let named = scene.mentions.at(word).map(|m| scene.mentions.get(m).kind);
    named == Some(Kind::Demonym) && scene.tree.relation(word) != "nmod:poss"
}

/// Whether a word stands for whose something is, and not inside somebody else’s name.
fn is_modifier(tree: &Tree, word: usize) -> bool {
    ["nmod:poss", "amod", "compound", "nmod:desc", "nmod"]
        .iter()
        .any(|r| tree.is(word, r))
}

/// What the noun, or that of the title, is said to be of or in.
fn behind<'a>(tree: &'a Tree, mention: &'a Mention) -> impl Iterator<Item = usize> + 'a {
    let nouns: Range<usize> = mention.title.clone().unwrap_or(mention.head..mention.head + 1);
    let nmods = nouns.flat_map(|w| tree.children_by(w, &["nmod"]));
    let spokesman = tree.lemma_in(mention.head, &SPOKESMEN);
    let joined =
        move |c: usize| tree.has_child(c, &["case"], &OF) || spokesman && tree.has_child(c, &["case"], &["for"]);
    nmods.filter(move |&c| c > mention.words.start && joined(c))
}

fn side_of(scene: &Scene, chains: &Chains, word: usize) -> Option<ActorId> {
    let mention = scene.mentions.at(word)?;
    let is_self = scene.mentions.get(mention).kind == Kind::Nominal && chains.side(mention).is_none();
    if is_self {
        return None;
    }
    chains
        .naming(mention)
        .and_then(|n| home(scene.gazetteer, n.actor))
        .or_else(|| chains.side(mention))
}
