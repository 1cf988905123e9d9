//! One event told often: the fullest telling is the event, the others its mentions.

use super::draft::{Draft, Member};
use super::parties::code;
use super::{Scene, dates};
use demarche_types::{BlockKind, Tense};
use std::collections::BTreeSet;

/// The events, in the order of their triggers.
pub(super) fn merge<'b>(scene: &Scene, mut drafts: Vec<Draft<'b>>) -> Vec<Draft<'b>> {
    drafts.sort_by_key(|d| (d.trigger.start, d.trigger.end, d.rule.category));
    let mut merged: Vec<Draft> = Vec::new();
    for draft in drafts {
        match merged.iter_mut().find(|m| is_same(scene, m, &draft)) {
            None => merged.push(draft),
            Some(known) => join(scene, known, draft),
        }
    }
    merged.sort_by_key(|d| (d.trigger.start, d.trigger.end, d.rule.category));
    merged
}

/// Keeps the fuller of two tellings, and the date of either.
fn join<'b>(scene: &Scene, known: &mut Draft<'b>, mut other: Draft<'b>) {
    if fullness(scene, &other) > fullness(scene, known) {
        std::mem::swap(known, &mut other);
    }
    known.when = known.when.or(other.when);
    if known.act.tense == Tense::Past {
        known.act.tense = other.act.tense;
    }
    known.tellings.append(&mut other.tellings);
    known.tellings.push(other.trigger);
    known.tellings.sort_by_key(|t| t.start);
}

/// More parties, the story rather than its headline.
fn fullness(scene: &Scene, draft: &Draft) -> (bool, usize) {
    let story = scene.tree.block_kind(draft.predicate).is_some_and(BlockKind::is_story);
    (story, draft.actor.len() + draft.recipient.len())
}

/// Whether two drafts surely tell of one act: of one category and family of words, with the same status and parties that do
/// not contradict each other.
fn is_same(scene: &Scene, a: &Draft, b: &Draft) -> bool {
    let status = |d: &Draft| (d.act.hypothetical, d.act.negation, d.act.tense == Tense::Future);
    a.act.category == b.act.category
        && family(a) == family(b)
        && status(a) == status(b)
        && (scene.tree.lemma(a.predicate) == scene.tree.lemma(b.predicate)
            || is_headline(scene, a)
            || is_headline(scene, b))
        && agree(scene, &a.actor, &b.actor)
        && agree(scene, &a.recipient, &b.recipient)
        && a.claimed_by == b.claimed_by
        && dates::agree(a.when, b.when)
}

fn is_headline(scene: &Scene, draft: &Draft) -> bool {
    scene.tree.block_kind(draft.predicate) == Some(BlockKind::Title)
}

/// The file of the rule.
fn family<'d>(draft: &'d Draft) -> &'d str {
    draft.rule.name.split(' ').next().unwrap_or_default()
}

/// Whether two lists of parties are of the same codes, or one names nobody.
fn agree(scene: &Scene, a: &[Member], b: &[Member]) -> bool {
    let known = |members: &[Member]| -> BTreeSet<String> { members.iter().map(|m| key(scene, m)).collect() };
    let (a, b) = (known(a), known(b));
    a == b || a.is_empty() || b.is_empty()
}

fn key(scene: &Scene, member: &Member) -> String {
    let id = || member.entity.map(|e| scene.found.entities.get(e).id.clone());
    let known = code(scene, member).map(str::to_owned).or_else(id);
    known.unwrap_or_else(|| scene.tree.lemma(member.head))
}
