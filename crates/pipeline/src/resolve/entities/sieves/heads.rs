//! Descriptions with the same noun: *the troops* after *Kenyan troops*, *the department* after *the State Department*.

use crate::resolve::entities::chains::Chains;
use crate::resolve::entities::mention::{Kind, Mention};
use crate::resolve::entities::nouns::{Calls, Nouns};
use crate::resolve::entities::scene::Scene;
use crate::tree::Tree;
use demarche_types::{EntityKind, Upos};
use std::collections::{BTreeMap, BTreeSet};

/// How many mentions with the same noun are looked back at.
const BACK: usize = 20;

/// How many mentions of an entity are asked for their words.
const ASKED: usize = 6;

/// Joins definite descriptions with what was called so before.
pub(super) fn join(scene: &Scene, chains: &mut Chains) {
    join_where(scene, chains, |_| true);
}

/// Joins what is somebody’s, once it is known whom the pronouns mean: *his ministry*.
pub(super) fn join_possessed(scene: &Scene, chains: &mut Chains) {
    join_where(scene, chains, |mention| {
        let possessor = scene.tree.child(mention.head, &["nmod:poss"]);
        possessor.is_some_and(|w| scene.tree.upos(w) == Upos::Pron)
    });
}

fn join_where(scene: &Scene, chains: &mut Chains, is_meant: impl Fn(&Mention) -> bool) {
    let mut by_noun: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, mention) in scene.mentions.iter() {
        let nouns = nouns(scene.tree, mention);
        if mention.kind == Kind::Nominal && is_meant(mention) && is_definite(scene, chains, i, mention) {
            let before = nouns.first().and_then(|noun| by_noun.get(noun));
            let mut latest = before.into_iter().flatten().rev().take(BACK);
            if let Some(&found) = latest.find(|&&b| is_same(scene, chains, b, i)) {
                chains.join(found, i);
            }
        }
        for noun in nouns {
            by_noun.entry(noun).or_default().push(i);
        }
    }
}

/// The nouns by which a mention can be taken up: its head; of a person, his titles; of a body, what its name calls it.
fn nouns(tree: &Tree, mention: &Mention) -> Vec<String> {
    let calls_somebody = |w: &usize| {
        Nouns::embedded()
            .find(tree, *w)
            .is_some_and(|n| n.calls != Calls::Place)
    };
    match (mention.kind, &mention.name) {
        (Kind::Nominal, _) => vec![tree.lemma(mention.head)],
        (Kind::Name(EntityKind::Person), _) => mention
            .title
            .clone()
            .into_iter()
            .flatten()
            .filter(calls_somebody)
            .map(|w| tree.lemma(w))
            .collect(),
        (Kind::Name(EntityKind::Organization | EntityKind::Government), Some(name)) => {
            name.clone().filter(calls_somebody).map(|w| tree.lemma(w)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a description speaks of what is known: by its article, by whose it is, or by a state that it names again.
fn is_definite(scene: &Scene, chains: &Chains, i: usize, mention: &Mention) -> bool {
    const DEFINITE: [&str; 5] = ["the", "this", "that", "these", "those"];
    let tree = scene.tree;
    let bare = tree.child(mention.head, &["det"]).is_none();
    tree.has_child(mention.head, &["det"], &DEFINITE)
        || possessor(scene, mention).is_some()
        || bare && (chains.side(i).is_some() || tree.lemma(mention.head) == "police")
}

/// Whose it is.
fn possessor(scene: &Scene, mention: &Mention) -> Option<usize> {
    let word = scene.tree.child(mention.head, &["nmod:poss"])?;
    scene
        .mentions
        .at(word)
        .filter(|&m| scene.mentions.get(m).head != mention.head)
}

fn is_same(scene: &Scene, chains: &Chains, before: usize, now: usize) -> bool {
    let (one, other) = (scene.mentions.get(before), scene.mentions.get(now));
    let nested = one.words.contains(&other.head) || other.words.contains(&one.head);
    let same_number = one.kind != Kind::Nominal || one.traits.number == other.traits.number;
    let side = chains.side(now).is_none() || chains.side(now) == chains.side(before);
    !nested
        && same_number
        && side
        && chains.agree(before, now)
        && same_possessor(scene, chains, before, other)
        && describes(scene, chains, before, other)
}

/// Whether what is somebody’s is that same one’s: *his ministry* is that of his state.
fn same_possessor(scene: &Scene, chains: &Chains, before: usize, mention: &Mention) -> bool {
    let Some(owner) = possessor(scene, mention) else {
        return true;
    };
    let former = possessor(scene, scene.mentions.get(before));
    let by_side = || chains.side(owner).is_some() && chains.side(owner) == chains.side(before);
    former.map_or_else(by_side, |former| chains.same(owner, former))
}

/// Whether every word that qualifies a description was said of the entity before.
fn describes(scene: &Scene, chains: &Chains, before: usize, mention: &Mention) -> bool {
    let tree = scene.tree;
    let qualifies = |w: &usize| {
        let is_content = matches!(
            tree.upos(*w),
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Verb
        );
        let own = scene
            .mentions
            .at(*w)
            .is_none_or(|m| scene.mentions.get(m).name.is_none());
        *w != mention.head && is_content && own
    };
    let mut wanted = mention
        .words
        .clone()
        .filter(qualifies)
        .map(|w| tree.form(w).to_lowercase())
        .peekable();
    if wanted.peek().is_none() {
        return true;
    }
    let said: BTreeSet<String> = chains
        .members(before)
        .iter()
        .take(ASKED)
        .chain([&before])
        .flat_map(|&m| scene.mentions.get(m).words.clone())
        .map(|w| tree.form(w).to_lowercase())
        .collect();
    wanted.all(|word| said.contains(&word))
}
