//! What a statement does by being made, where no word says so: *“You must leave,” he told them* is a demand.

use super::Scene;
use super::claims::{Claims, words};
use super::draft::Draft;
use super::matching::Site;
use super::propose::draft;
use super::rules::Kind;
use super::status::status;
use crate::tree::{Pieces, Tree};
use demarche_types::Upos;

/// Adds what statements do, unless a word in the statement or its cue has been found to do as much.
pub(super) fn add<'b>(scene: &Scene<'b>, drafts: &mut Vec<Draft<'b>>) {
    for (i, statement) in scene.claims.statements().iter().enumerate() {
        let rules = scene.book.said(statement.act);
        if rules.is_empty() || is_done(scene, i, drafts) || !is_made(scene, i) {
            continue;
        }
        let Some(word) = predicate(scene.tree, &scene.claims, i) else {
            continue;
        };
        let site = Site {
            word,
            kind: Kind::Said,
            light: None,
            occasion: None,
            statement: Some(i),
        };
        let made = rules
            .iter()
            .find_map(|&rule| draft(scene, &site, scene.book.rule(rule)));
        drafts.extend(made);
    }
}

/// Whether the statement's cue carries an event, or its content one that its source does by it.
fn is_done(scene: &Scene, i: usize, drafts: &[Draft]) -> bool {
    let statement = scene.claims.get(i);
    let cue = statement.cue.as_ref().map(|cue| words(scene.tree, cue.span()));
    let chain = scene.claims.chain(scene.claims.parent(i));
    drafts.iter().any(|draft| {
        let in_cue = cue
            .as_ref()
            .is_some_and(|cue| cue.start < draft.trigger.end && draft.trigger.start < cue.end);
        let verbal = matches!(draft.act.category.entry().quad, 1 | 3);
        in_cue || verbal && scene.claims.innermost(draft.predicate) == Some(i) && draft.claimed_by == chain
    })
}

/// Whether the statement was surely made: its cue tells it as a fact, and no noun without a verb may stand for it (*its
/// readiness to meet*).
fn is_made(scene: &Scene, i: usize) -> bool {
    let tree = scene.tree;
    let cue = scene
        .claims
        .get(i)
        .cue
        .as_ref()
        .and_then(|cue| tree.top(&words(tree, cue.span()).into()));
    cue.is_none_or(|cue| {
        let told = status(tree, cue, cue);
        tree.upos(cue) == Upos::Verb && !told.future && !told.hypothetical && !told.negation
    })
}

/// The main predicate of the first sentence of a content, where it is a clause.
fn predicate(tree: &Tree, claims: &Claims, i: usize) -> Option<usize> {
    let content = Pieces::new(claims.get(i).content.iter().map(|&span| words(tree, span)));
    let first = tree.sentence(content.first()?);
    let top = tree.top(&content.filter(|w| first.contains(&w)))?;
    let word = obliged(tree, top).unwrap_or(top);
    (tree.upos(word) == Upos::Verb || tree.child(word, &["cop"]).is_some()).then_some(word)
}

/// The clause with *should* or *must* that the main one only introduces: *the point is that it should leave*.
fn obliged(tree: &Tree, top: usize) -> Option<usize> {
    let is_obliged = |word: usize| tree.has_child(word, &["aux"], &["should", "must", "ought"]);
    let mut clauses = tree.children_by(top, &["ccomp", "csubj", "acl"]);
    clauses.find(|&c| !is_obliged(top) && is_obliged(c))
}
