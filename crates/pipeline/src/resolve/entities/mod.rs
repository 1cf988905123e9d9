//! Who each mention is: from the tree and the reader's names to the document's entities.

mod actors;
mod acts;
mod chains;
mod days;
mod detect;
mod extent;
mod mention;
mod nouns;
mod record;
mod scene;
mod sieves;
mod traits;

use crate::tree::Tree;
use days::Days;
use demarche_gazetteer::Gazetteer;
use demarche_types::{Entity, Published};
use detect::Mentions;
use scene::Scene;
use std::ops::Range;

/// The entities of a document in the order of their first mention, and which of them a word mentions.
pub(crate) struct Entities {
    list: Vec<Entity>,
    /// One a word: the entities that the phrase mentions of which it is the head, or in whose name it stands.
    at: Vec<Vec<usize>>,
}

impl Entities {
    /// The entities that the phrase mentions which this word heads: one; several for *both countries*; none where it is not
    /// resolved or mentions nobody.
    pub(crate) fn at(&self, head: usize) -> &[usize] {
        self.at.get(head).map_or(&[], Vec::as_slice)
    }

    /// The `i`th entity.
    pub(crate) fn get(&self, i: usize) -> &Entity {
        &self.list[i]
    }

    /// The entity of a source’s, an addressee’s or a relay’s words: that of the word they hang by.
    pub(crate) fn in_span(&self, tree: &Tree, words: Range<usize>) -> Option<usize> {
        let top = tree.top(&words.into())?;
        match self.at(top) {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The record’s list.
    pub(crate) fn into_list(self) -> Vec<Entity> {
        self.list
    }
}

/// Who is mentioned in a document that was published on these days, as far as they are known.
pub(crate) fn entities(tree: &Tree, published: &Published, gazetteer: &Gazetteer) -> Entities {
    let mentions = Mentions::find(tree);
    let scene = Scene {
        tree,
        mentions: &mentions,
        gazetteer,
        days: Days::of(published),
    };
    let chains = sieves::run(&scene, &actors::namings(&scene));
    record::entities(&scene, &chains)
}
