//! Who did what to whom: events from the tree, by rules that are data.
//!
//! A word that a rule lists is a *site*; the rule says where around it the parties stand; what stands beside and above it
//! says whether it happened; PLOVER's conventions settle the category.

mod arguments;
mod background;
mod claims;
mod confidence;
mod contexts;
mod conventions;
mod dates;
mod draft;
mod extent;
mod factuality;
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
use crate::resolve::times::Times;
use crate::tree::Tree;
use claims::Claims;
use demarche_types::{Event, Published, Statement};
pub use factuality::{Factuality, factuality};
use rules::RuleBook;

/// Who, where and when, as found before.
#[derive(Clone, Copy)]
pub(crate) struct Found<'a> {
    pub(crate) entities: &'a Entities,
    pub(crate) places: &'a Places,
    pub(crate) times: &'a Times,
    pub(crate) published: &'a Published,
}

/// Everything that events are made from.
struct Scene<'a> {
    tree: &'a Tree<'a>,
    found: Found<'a>,
    claims: Claims<'a>,
    book: &'a RuleBook,
}

/// The events of a document in the order of their triggers.
pub(crate) fn events(tree: &Tree, found: &Found, statements: &[Statement], book: &RuleBook) -> Vec<Event> {
    let scene = Scene {
        tree,
        found: *found,
        claims: Claims::new(tree, statements),
        book,
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
