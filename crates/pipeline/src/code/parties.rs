//! Who stands at a place: political actors, with their entities where they are known.

use super::Scene;
use super::arguments::{antecedent, members, owners, subject};
use super::claims::{head_of, words};
use super::draft::Member;
use super::rules::Place;
use crate::tree::Tree;
use crate::tree::phrase::{bare_source, noun_phrase};
use demarche_gazetteer::Gazetteer;
use demarche_types::{EntityKind, EntityMention, Form, Span, Upos, Via};

/// The political actors that a word and those coordinated with it name.
pub(super) fn parties(scene: &Scene, head: usize, place: &Place) -> Vec<Member> {
    let mut found: Vec<Member> = Vec::new();
    for member in members(scene.tree, head).into_iter().map(|m| counted(scene.tree, m)) {
        for party in each(scene, member, place) {
            let known = |f: &Member| f.entity == party.entity && (f.head == party.head || f.entity.is_some());
            if !found.iter().any(known) {
                found.push(party);
            }
        }
    }
    found
}

/// The states in which a thing lies: *a Turkish village*, *a factory in Sudan*.
pub(super) fn owners_of_land(scene: &Scene, thing: usize, place: &Place) -> Vec<Member> {
    let tree = scene.tree;
    if tree.upos(thing) != Upos::Noun {
        return Vec::new();
    }
    let beside = tree.children_by(thing, &["amod", "compound", "nmod"]);
    let lying = beside.filter(|&c| tree.child(c, &["case"]).is_none() || tree.has_child(c, &["case"], LYING));
    let owners = lying.flat_map(|word| parties(scene, word, place));
    owners.filter(|owner| has_code(scene, owner)).collect()
}

/// How a thing is joined to the state in which it lies.
const LYING: &[&str] = &["in", "of", "'s"];

/// The code of a party: its own, or that of the state in which it lies.
pub(super) fn code<'s>(scene: &'s Scene, member: &Member) -> Option<&'s str> {
    member
        .land
        .or_else(|| scene.found.entities.get(member.entity?).code.as_deref())
}

/// Whether it is known of which state or organisation a party is.
pub(super) fn has_code(scene: &Scene, member: &Member) -> bool {
    code(scene, member).is_some()
}

/// *Students* of *hundreds of students*.
fn counted(tree: &Tree, word: usize) -> usize {
    let mut of = tree.children_by(word, &["nmod"]);
    let counts = tree.lemma_in(word, COUNTS);
    let people = of.find(|&c| counts && tree.has_child(c, &["case"], &["of"]));
    people.unwrap_or(word)
}

/// Nouns that count people.
const COUNTS: &[&str] = &[
    "hundred", "thousand", "dozen", "score", "group", "crowd", "number", "ten", "million",
];

/// The parties of a word; of officials of several states, one for each: *the presidents of Peru and Chile*.
fn each(scene: &Scene, word: usize, place: &Place) -> Vec<Member> {
    let tree = scene.tree;
    let several = tree.morphology(word).feature("Number") == Some("Plur");
    let mut of = tree.children_by(word, &["nmod"]);
    let owner = of.find(|&c| several && tree.has_child(c, &["case"], &["of"]));
    let states = owner
        .map(|owner| members(tree, owner))
        .filter(|states| states.len() > 1);
    let found: Vec<Member> = states.iter().flatten().flat_map(|&s| party(scene, s, place)).collect();
    let known = found.len() > 1 && found.iter().all(|m| has_code(scene, m)) && is_actor(scene, word);
    if known {
        return found;
    }
    let own = party(scene, word, place);
    if several && !own.iter().any(|m| has_code(scene, m)) {
        return examples(scene, word, place).unwrap_or(own);
    }
    own
}

/// *Peru* and *Chile* of *rivals such as Peru and Chile*, *countries including Peru and Chile*: those who are meant above all, where
/// all of them are known.
fn examples(scene: &Scene, word: usize, place: &Place) -> Option<Vec<Member>> {
    let tree = scene.tree;
    let mut phrases = tree.children_by(word, &["nmod", "obl", "acl"]);
    let phrase =
        phrases.find(|&c| c > word && tree.has_child(c, &["case", "mark"], &["such", "include", "including"]))?;
    let named: Vec<Member> = members(tree, phrase)
        .into_iter()
        .flat_map(|m| party(scene, m, place))
        .collect();
    (!named.is_empty() && named.iter().all(|m| has_code(scene, m))).then_some(named)
}

/// Whether a word names a political actor.
pub(super) fn is_actor(scene: &Scene, word: usize) -> bool {
    !party(scene, word, &Place(Vec::new())).is_empty()
}

/// Whether a word names a state or its government, and not its people.
pub(super) fn is_state(scene: &Scene, word: usize) -> bool {
    let span = scene.tree.segments.span(word..word + 1);
    let people =
        |mention: &EntityMention| mention.via == Via::Demonym && Span::new(mention.start, mention.end).contains(span);
    scene.found.entities.at(word).iter().any(|&i| {
        let entity = scene.found.entities.get(i);
        matches!(entity.kind.as_str(), "state" | "government") && !entity.mentions.iter().any(people)
    })
}

/// Whether it is known what makes a party a political actor: its code, its kind or its office; or it is people whom the list of
/// such names.
pub(super) fn is_known(scene: &Scene, member: &Member) -> bool {
    if member.land.is_some() {
        return true;
    }
    let Some(entity) = member.entity.map(|i| scene.found.entities.get(i)) else {
        return is_people(scene, member.head);
    };
    let named = entity.code.is_some() || entity.office.is_some();
    named || matches!(entity.kind.as_str(), "state" | "government") || is_people(scene, member.head)
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
    if let Some(land) = land(scene, word) {
        let entity = scene.found.entities.at(word).first().copied();
        return vec![Member {
            land: Some(land),
            ..member(scene, word, entity, place)
        }];
    }
    if is_listed(scene, word, "documents") {
        return author(scene, word, place);
    }
    if is_group(scene, word) {
        vec![member(scene, word, employer(scene, word), place)]
    } else {
        Vec::new()
    }
}

/// The state in which a place lies.
fn land(scene: &Scene, word: usize) -> Option<&'static str> {
    let places = scene.found.places;
    let code = places.list()[places.at(word)?].country_code.as_deref()?;
    let code = if code == UNLISTED { KOSOVO } else { code };
    Gazetteer::embedded().by_key(code)?.code()
}

/// What tables of places write for Kosovo, which has no code in ISO 3166, and what PLOVER does.
const UNLISTED: &str = "XKX";
const KOSOVO: &str = "KOS";

/// Whose letter, statement or resolution it is, or who issues it: what it asks, its author asks.
fn author(scene: &Scene, document: usize, place: &Place) -> Vec<Member> {
    let groups = owners(scene.tree, document).into_iter();
    let parties = groups.map(|group| group.into_iter().flat_map(|w| party(scene, w, place)).collect());
    let mut found = parties.filter(|p: &Vec<Member>| !p.is_empty());
    let issued = |&verb: &usize| scene.tree.is(document, "obj") && scene.tree.lemma_in(verb, ISSUING);
    let issuer = || {
        scene
            .tree
            .head(document)
            .filter(issued)
            .and_then(|verb| subject(scene.tree, verb))
    };
    let issuer = || issuer().map(|word| party(scene, word, place));
    found.next().or_else(issuer).unwrap_or_default()
}

/// What one does with a text of one's own.
const ISSUING: &[&str] = &["adopt", "issue", "pass", "publish", "release", "send", "write"];

/// The body or state that stands before the people who serve it: *FBI agents*.
fn employer(scene: &Scene, people: usize) -> Option<usize> {
    let coded = |word: usize| {
        let mut entities = scene.found.entities.at(word).iter().copied();
        entities.find(|&i| scene.found.entities.get(i).code.is_some())
    };
    let modifiers = scene.tree.children_by(people, &["compound", "amod", "nmod"]);
    modifiers.filter(|&c| c < people).find_map(coded)
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
        && (tree.is(word, "nsubj") || tree.is(word, "expl"))
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
        land: None,
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
    is_listed(scene, word, "people")
}

/// Whether a noun is in a list of `words/`.
fn is_listed(scene: &Scene, word: usize, list: &str) -> bool {
    let listed = || {
        scene
            .book
            .list(list)
            .is_some_and(|list| list.has(&scene.tree.lemma(word)))
    };
    scene.tree.upos(word) == Upos::Noun && listed()
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
