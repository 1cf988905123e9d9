//! Who did what to whom: events from the tree, by rules that are data.
//!
//! A word that a rule lists is a *site*; the rule says where around it the parties stand; what stands beside and above it
//! says whether it happened; PLOVER's conventions settle the category.

mod arguments;
mod claims;
mod contexts;
mod conventions;
mod dates;
mod draft;
mod extent;
mod lemma;
mod location;
mod matching;
mod merge;
mod parties;
pub mod plover;
mod propose;
mod prune;
mod record;
pub mod rules;
mod said;
mod status;

use crate::resolve::entities::Entities;
use crate::resolve::places::Places;
use crate::tree::Tree;
use claims::Claims;
use demarche_types::{Event, Published, Statement};
use rules::RuleBook;

/// Everything that events are made from.
struct Scene<'a> {
    tree: &'a Tree<'a>,
    entities: &'a Entities,
    places: &'a Places,
    claims: Claims<'a>,
    book: &'a RuleBook,
    published: &'a Published,
}

/// The events of a document in the order of their triggers.
pub(crate) fn events(
    tree: &Tree,
    entities: &Entities,
    places: &Places,
    published: &Published,
    statements: &[Statement],
    book: &RuleBook,
) -> Vec<Event> {
    let claims = Claims::new(tree, statements);
    let scene = Scene {
        tree,
        entities,
        places,
        claims,
        book,
        published,
    };
    let mut drafts = propose::all(&scene);
    said::add(&scene, &mut drafts);
    prune::prune(&scene, &mut drafts);
    let drafts = merge::merge(&scene, drafts);
    drafts
        .iter()
        .enumerate()
        .map(|(i, draft)| record::event(&scene, draft, i))
        .collect()
}
