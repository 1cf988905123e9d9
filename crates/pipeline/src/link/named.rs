//! Moves that a reply names by a noun: *rejected the proposal*, *will send a response to the demands*.

use super::Scene;
use super::parties::{codes, share};
use super::site::Site;
use crate::tree::Tree;
use demarche_types::{EventParty, ExchangeRelation, Tense, Upos};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What each noun can name: categories, and `*` where whoever did it may be nobody that is known.
static NOUNS: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| listed(include_str!("moves.txt")));

/// So many steps lie at most between a verb and the noun that it takes.
const DEPTH: usize = 4;
/// How many sentences before the noun its move may stand.
const REACH: usize = 6;

/// And how many where nothing but the noun ties the two.
const NEAR: usize = 3;

/// A noun that names a move, with what stands between it and the reply's verb.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) noun: usize,
    /// Whether the verb takes it without anything between them.
    is_direct: bool,
    /// Whether it is what a response is to: *a reply to the demand*.
    of_response: bool,
}

/// The move that a noun of the reply names, as an index into the events, and the noun; of several the nearest, before it if any.
pub(super) fn name(scene: &Scene, sites: &[Site], reply: &Site) -> Option<(usize, Name)> {
    let name = noun(scene.tree, reply)?;
    let fits = |site: &&Site| is_named(scene, site, reply, name.noun);
    let distance = |site: &&Site| (site.word > name.noun, site.word.abs_diff(name.noun));
    let nearest = sites.iter().filter(fits).min_by_key(distance)?;
    Some((nearest.index, name))
}

/// Whether the reply names a move of another kind than this: *rejected the demand* turns down no sanction.
pub(super) fn names_other(scene: &Scene, opening: &Site, reply: &Site) -> bool {
    noun(scene.tree, reply).is_some_and(|name| !opening.is(kinds(scene.tree, name.noun)))
}

/// Whether the reply is about a move that has been made: by another, of a kind that the noun can name, and told before it unless
/// nobody knows whose it was.
fn is_named(scene: &Scene, opening: &Site, reply: &Site, noun: usize) -> bool {
    let tree = scene.tree;
    let near = tree
        .segments
        .sentence_of(noun)
        .abs_diff(tree.segments.sentence_of(opening.word))
        <= REACH;
    let told = opening.word < noun || names_anybody(tree, noun);
    let apart = !share(&opening.event.actor, &reply.event.actor) && opening.index != reply.index;
    let suits = opening.is(kinds(tree, noun)) && opening.is_fact();
    near && told && apart && suits && is_theirs(scene, opening, reply, noun)
}

/// Whether the move is the noun's owner's, or lies between the parties of the reply; one by nobody known, anybody's. Nobody
/// replies to himself: an owner who does is an error of reference.
fn is_theirs(scene: &Scene, opening: &Site, reply: &Site, noun: usize) -> bool {
    let owner = scene.tree.child(noun, &["nmod:poss"]);
    let owners = owner
        .iter()
        .flat_map(|&w| scene.entities.at(w))
        .map(|&i| scene.entities.get(i).code.as_deref());
    let owners: Vec<&str> = owners
        .flatten()
        .filter(|code| !codes(&reply.event.actor).contains(code))
        .collect();
    if !owners.is_empty() {
        return codes(&opening.event.actor).iter().any(|code| owners.contains(code));
    }
    let unknown = |parties: &[EventParty]| codes(parties).is_empty();
    let to_nobody =
        unknown(&opening.event.recipient) && unknown(&reply.event.recipient) && is_near(scene, opening, reply);
    let third = kinds(scene.tree, noun).contains(&"!") && reply.is(&["ACCUSE", "SUPPORT"]);
    names_anybody(scene.tree, noun) && unknown(&opening.event.actor)
        || to_nobody
        || third && unknown(&reply.event.recipient) && is_near(scene, opening, reply)
        || share(&opening.event.actor, &reply.event.recipient)
        || reply.event.recipient.is_empty() && share(&opening.event.recipient, &reply.event.actor)
}

/// Whether so little stands between them that no other move can be meant.
fn is_near(scene: &Scene, opening: &Site, reply: &Site) -> bool {
    let sentence = |site: &Site| scene.tree.segments.sentence_of(site.word);
    sentence(opening).abs_diff(sentence(reply)) <= NEAR
}

/// *The bombers*: whoever it was.
fn names_anybody(tree: &Tree, noun: usize) -> bool {
    kinds(tree, noun).contains(&"*")
}

/// The noun that the reply's verb takes and that can name a move.
fn noun(tree: &Tree, reply: &Site) -> Option<Name> {
    let sentence = tree.sentence(reply.word);
    let mut found = sentence.filter_map(|noun| {
        let path = path(tree, noun, reply.word)?;
        let named = !kinds(tree, noun).is_empty() && is_known(tree, noun);
        let of_response = path.iter().any(|&w| tree.lemma_in(w, RESPONSES));
        named.then_some((
            path.len(),
            Name {
                noun,
                is_direct: path.is_empty(),
                of_response,
            },
        ))
    });
    let first = found.next()?;
    Some(
        found
            .fold(first, |best, next| if next.0 < best.0 { next } else { best })
            .1,
    )
}

const RESPONSES: &[&str] = &["response", "reply", "answer"];

/// The words between a noun and the verb that takes it, where it does.
fn path(tree: &Tree, noun: usize, verb: usize) -> Option<Vec<usize>> {
    let mut between = Vec::new();
    let mut word = noun;
    for _ in 0..DEPTH {
        let judged = tree.is(word, "nsubj") && tree.head(word).is_some_and(|h| tree.upos(h) == Upos::Adj);
        let taken = ["obj", "iobj", "obl", "nmod", "nsubj:pass", "xcomp"]
            .iter()
            .any(|r| tree.is(word, r));
        let above = tree
            .head(word)
            .filter(|_| (taken || judged) && tree.relation(word) != "nmod:poss")?;
        if above == verb {
            return Some(between);
        }
        between.push(above);
        word = above;
    }
    None
}

/// *The demand*, *its demand*, *this demand*: one that has been told of.
fn is_known(tree: &Tree, noun: usize) -> bool {
    tree.has_child(noun, &["det"], &["the", "this", "that", "these", "those", "both"])
        || tree.child(noun, &["nmod:poss"]).is_some()
}

fn kinds(tree: &Tree, noun: usize) -> &'static [&'static str] {
    if !tree.is_nominal(noun) {
        return &[];
    }
    NOUNS.get(tree.lemma(noun).as_str()).map_or(&[], Vec::as_slice)
}

fn listed(list: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let lines = list.lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('|'))
        .map(|(noun, kinds)| (noun.trim(), kinds.split_whitespace().collect()))
        .collect()
}

impl Name {
    /// What a reply does to the move that it names; `None` where nothing is known.
    pub(super) fn relation(self, reply: &Site) -> Option<ExchangeRelation> {
        match reply.event.event.as_str() {
            "AGREE" if reply.event.tense == Tense::Future => Some(ExchangeRelation::Defers),
            "REJECT" if !self.of_response => Some(ExchangeRelation::Rejects),
            "AGREE" | "CONCEDE" | "RETREAT" if self.is_direct => Some(ExchangeRelation::Accepts),
            "ACCUSE" if reply.event.mode.iter().any(|mode| mode == "investigate") => None,
            "AGREE" | "SUPPORT" | "ACCUSE" | "THREATEN" | "REQUEST" | "REJECT" => Some(ExchangeRelation::Answers),
            _ => None,
        }
    }
}
