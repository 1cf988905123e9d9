//! What a statement does by being made, where no word says so: *“You must leave,” he told them* is a demand.

use super::Scene;
use super::claims::{Claims, words};
use super::draft::Draft;
use super::matching::Site;
use super::propose::draft;
use super::rules::Kind;
use crate::tree::{Pieces, Tree};

/// Adds what statements do, unless a word in the statement or its cue has been found to do as much.
pub(super) fn add<'b>(scene: &Scene<'b>, drafts: &mut Vec<Draft<'b>>) {
    for (i, statement) in scene.claims.statements().iter().enumerate() {
        let rules = scene.book.said(statement.act);
        if rules.is_empty() || is_done(scene, i, drafts) {
            continue;
        }
        let Some(word) = predicate(scene.tree, &scene.claims, i) else {
            continue;
        };
        let site = Site {
            word,
            kind: Kind::Said,
            light: None,
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
        let verbal = matches!(draft.rule.category.entry().quad, 1 | 3);
        in_cue || verbal && scene.claims.innermost(draft.predicate) == Some(i) && draft.claimed_by == chain
    })
}

/// The main predicate of the first sentence of a content.
fn predicate(tree: &Tree, claims: &Claims, i: usize) -> Option<usize> {
    let content = Pieces::new(claims.get(i).content.iter().map(|&span| words(tree, span)));
    let first = tree.sentence(content.first()?);
    tree.top(&content.filter(|w| first.contains(&w)))
}
