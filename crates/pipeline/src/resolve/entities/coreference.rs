//! Coreference by itself, for whoever measures it: what is mentioned again, things among it.

use super::scene::Scene;
use super::{chained, days::Days, detect::Mentions, speech::Speech};
use crate::attribute::attribute;
use crate::tree::Tree;
use demarche_gazetteer::Gazetteer;
use demarche_types::{Document, Reading, Segments};
use std::ops::Range;

/// A mention, in words of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentioned {
    /// The word that the tree hangs it by.
    pub head: usize,
    /// From its first word to its last, without what stands behind its head.
    pub words: Range<usize>,
}

/// The mentions of a document, of persons and of things, those of one entity together, in reading order.
///
/// `reading` must be of the words of `segments`, one entry a word; there are no mentions where it is not.
#[must_use]
pub fn coreference(document: &Document, segments: &Segments, reading: &Reading) -> Vec<Vec<Mentioned>> {
    let Some(tree) = Tree::new(document, segments, reading) else {
        return Vec::new();
    };
    let gazetteer = Gazetteer::embedded();
    let mentions = Mentions::find(&tree, gazetteer);
    let speech = Speech::of(&tree, &mentions, &attribute(document, segments, reading));
    let scene = Scene {
        tree: &tree,
        mentions: &mentions,
        gazetteer,
        days: Days::of(&document.masthead.published),
        speech: &speech,
    };
    let (_, chains) = chained(&scene);
    let mentioned = |&m: &usize| Mentioned {
        head: mentions.get(m).head,
        words: mentions.get(m).words.clone(),
    };
    chains
        .lists()
        .iter()
        .map(|list| list.iter().map(mentioned).collect())
        .collect()
}
