//! Several at once: *both countries*, *the two sides*; *they* after a list.

use crate::resolve::entities::chains::Chains;
use crate::resolve::entities::mention::{Kind, Mention};
use crate::resolve::entities::nouns::{Calls, Nouns};
use crate::resolve::entities::scene::Scene;
use crate::resolve::entities::traits::Being;
use crate::tree::Tree;

/// How many sentences back the two may stand.
const SENTENCES: usize = 2;

/// How many mentions back.
const MENTIONS: usize = 60;

/// Whether a mention is the first of a list.
pub(super) fn opens_list(scene: &Scene, mention: &Mention) -> bool {
    scene
        .tree
        .children_by(mention.head, &["conj"])
        .any(|c| scene.mentions.at(c).is_some())
}

/// The members of the list that a mention opens.
pub(super) fn list(scene: &Scene, first: usize) -> Vec<usize> {
    let head = scene.mentions.get(first).head;
    let mut heads: Vec<usize> = vec![head];
    let mut at = 0;
    while at < heads.len() {
        heads.extend(scene.tree.children_by(heads[at], &["conj"]));
        at += 1;
    }
    let mut members: Vec<usize> = heads.into_iter().filter_map(|w| scene.mentions.at(w)).collect();
    members.sort_unstable();
    members.dedup();
    members
}

/// Finds the two of which *both* and *the two* speak.
pub(super) fn pairs(scene: &Scene, chains: &mut Chains) {
    for (i, mention) in scene.mentions.iter() {
        let Some(beings) = pair(scene.tree, mention) else {
            continue;
        };
        if let Some(two) = the_two(scene, chains, i, beings) {
            chains.set_several(i, two);
        }
    }
}

/// What kind of beings a noun speaks of two of.
fn pair(tree: &Tree, mention: &Mention) -> Option<&'static [Being]> {
    let head = mention.head;
    let both = tree.has_child(head, &["det", "cc:preconj"], &["both"]);
    let two = tree.has_child(head, &["nummod"], &["two"]) && tree.has_child(head, &["det"], &["the", "these", "those"]);
    let noun = Nouns::embedded()
        .find(tree, head)
        .filter(|_| both || two && mention.kind == Kind::Nominal)?;
    let is_side = tree.lemma_in(head, &["side", "party", "camp"]);
    Some(match noun.calls {
        _ if is_side => &[Being::State, Being::Body],
        Calls::State | Calls::Government => &[Being::State],
        Calls::Person | Calls::Office => &[Being::Person],
        Calls::Body => &[Being::Body],
        Calls::Place => return None,
    })
}

/// The only two of those beings that are named in the sentence, or in it and as few before it as name two; never who is the
/// subject of the clause in which the pair is an object.
fn the_two(scene: &Scene, chains: &Chains, now: usize, beings: &[Being]) -> Option<Vec<usize>> {
    let sentence = |m: usize| scene.tree.segments.sentence_of(scene.mentions.get(m).head);
    let mut found: Vec<usize> = Vec::new();
    let mut reached = sentence(now);
    for m in (0..now).rev().take(MENTIONS) {
        if sentence(m) + SENTENCES < sentence(now) {
            break;
        }
        if sentence(m) < reached && found.len() >= 2 {
            break;
        }
        reached = sentence(m);
        let mention = scene.mentions.get(m);
        let fits = chains.traits(m).being.is_some_and(|b| beings.contains(&b)) && matches!(mention.kind, Kind::Name(_));
        let subject = is_subject_of(scene.tree, mention.head, scene.mentions.get(now).head);
        if fits && !subject && !found.iter().any(|&f| chains.same(f, m)) {
            found.push(m);
        }
    }
    (found.len() == 2).then(|| {
        found.sort_unstable();
        found
    })
}

/// Whether a word is the subject of a verb on which the other hangs as an object, itself or through its coordination.
fn is_subject_of(tree: &Tree, word: usize, object: usize) -> bool {
    let Some(verb) = tree.head(word).filter(|_| tree.is(word, "nsubj")) else {
        return false;
    };
    let governor = tree.head(object).filter(|_| !tree.is(object, "nsubj"));
    governor.is_some_and(|g| g == verb || tree.is(g, "conj") && tree.head(g) == Some(verb))
}
