//! Who stands at a place: political actors, with their entities where they are known.

use super::Scene;
use super::arguments::{antecedent, members};
use super::claims::{head_of, words};
use super::draft::Member;
use super::lemma::look_up;
use super::rules::Place;
use crate::tree::phrase::{bare_source, noun_phrase};
use demarche_types::{EntityKind, Form, Upos};

/// The political actors that a word and those coordinated with it name.
pub(super) fn parties(scene: &Scene, head: usize, place: &Place) -> Vec<Member> {
    let mut found: Vec<Member> = Vec::new();
    for member in members(scene.tree, head) {
        for party in party(scene, member, place) {
            let known = |f: &Member| f.entity == party.entity && (f.head == party.head || f.entity.is_some());
            if !found.iter().any(known) {
                found.push(party);
            }
        }
    }
    found
}

/// Whether a word names a political actor.
pub(super) fn is_actor(scene: &Scene, word: usize) -> bool {
    !party(scene, word, &Place(Vec::new())).is_empty()
}

/// Whether it is known what makes a party a political actor: its code, its kind or its office; or it is people whom the list of
/// such names.
pub(super) fn is_known(scene: &Scene, member: &Member) -> bool {
    let Some(entity) = member.entity.map(|i| scene.found.entities.get(i)) else {
        return is_people(scene, member.head);
    };
    entity.code.is_some() || entity.office.is_some() || matches!(entity.kind.as_str(), "state" | "government")
}

/// The political actor of one word: its entity, or the speaker for *we*, or people without a name. Whom nothing but a
/// pronoun and no code tells is nobody.
fn party(scene: &Scene, word: usize, place: &Place) -> Vec<Member> {
    let tree = scene.tree;
    let word = antecedent(tree, word);
    let pronoun = tree.upos(word) == Upos::Pron;
    if pronoun && (tree.lemma_in(word, FIRST_PERSON) || unknown(scene, word) && opens_report(scene, word)) {
        return speaker(scene, word, place);
    }
    if pronoun && unknown(scene, word) {
        return Vec::new();
    }
    let entities = scene
        .found
        .entities
        .at(word)
        .iter()
        .filter(|&&i| is_political(scene, i));
    let known: Vec<Member> = entities.map(|&i| member(scene, word, Some(i), place)).collect();
    if !known.is_empty() {
        return known;
    }
    if is_group(scene, word) {
        vec![member(scene, word, None, place)]
    } else {
        Vec::new()
    }
}

const FIRST_PERSON: &[&str] = &["i", "we", "me", "us", "my", "our", "ours"];

/// Whether no code is known of whom a word mentions.
fn unknown(scene: &Scene, word: usize) -> bool {
    scene
        .found
        .entities
        .at(word)
        .iter()
        .all(|&i| scene.found.entities.get(i).code.is_none())
}

/// Whether a pronoun is the first word of what somebody is reported to say, and so most likely that somebody: *Peru said it …*.
fn opens_report(scene: &Scene, word: usize) -> bool {
    let tree = scene.tree;
    let Some(statement) = scene.claims.innermost(word).map(|i| scene.claims.get(i)) else {
        return false;
    };
    let first = statement.content.first().map(|&span| words(tree, span));
    let opens = first.is_some_and(|r| r.clone().find(|&w| tree.upos(w) != Upos::Sconj) == Some(word));
    opens
        && statement.form != Form::Direct
        && tree.is(word, "nsubj")
        && tree.lemma_in(word, &["it", "he", "she", "they"])
}

/// Who says *we*.
fn speaker(scene: &Scene, word: usize, place: &Place) -> Vec<Member> {
    let statement = scene.claims.innermost(word).map(|i| scene.claims.get(i));
    let source = statement.and_then(|s| head_of(scene.tree, s.source.as_ref()?));
    let source = source.filter(|&s| scene.tree.upos(s) != Upos::Pron || !unknown(scene, s));
    source.map(|s| party(scene, s, place)).unwrap_or_default()
}

fn member(scene: &Scene, head: usize, entity: Option<usize>, place: &Place) -> Member {
    let tree = scene.tree;
    let clause = tree
        .children(head)
        .iter()
        .copied()
        .find(|&c| tree.relation(c) == "acl:relcl");
    let mut words = noun_phrase(tree, head, clause);
    let others = tree
        .children_by(head, &["conj"])
        .filter_map(|c| tree.subtree(c).first());
    words.end = others.filter(|&w| w > head).fold(words.end, usize::min);
    let words = bare_source(tree, words);
    Member {
        head,
        words,
        entity,
        place: place.clone(),
    }
}

/// A place is no actor, unless it stands for a state.
fn is_political(scene: &Scene, entity: usize) -> bool {
    let entity = scene.found.entities.get(entity);
    entity.code.is_some() || entity.kind != "place"
}

/// People whom no name names, and names that are of nobody known.
fn is_group(scene: &Scene, word: usize) -> bool {
    is_people(scene, word) || is_name(scene, word)
}

/// *Protesters*, *three soldiers*: the words of `words/people.txt`.
fn is_people(scene: &Scene, word: usize) -> bool {
    let listed = |lemma: &str| scene.book.list("people").filter(|list| list.has(lemma)).map(|_| ());
    scene.tree.upos(word) == Upos::Noun && look_up(scene.tree, word, listed).is_some()
}

fn is_name(scene: &Scene, word: usize) -> bool {
    let names = &scene.tree.reading.names;
    let at = names.partition_point(|n| n.words.end <= word);
    let actor = [
        EntityKind::Person,
        EntityKind::Organization,
        EntityKind::Government,
        EntityKind::State,
    ];
    names
        .get(at)
        .is_some_and(|n| n.words.contains(&word) && actor.contains(&n.kind))
}
