//! Where: the toponyms of a document with their coordinates.
//!
//! A name is looked up in the gazetteer; what it lies in, where the text says so, the other places of the article and its
//! population decide between the places called so. One name is one place throughout an article unless its containers
//! differ. What stays in doubt has no coordinates.

mod cluster;
mod container;
mod locate;
mod mentions;
mod surface;
mod weights;

use crate::tree::Tree;
use demarche_types::{Document, Place, Span};
use locate::{Mention, Resolution};
use std::collections::BTreeMap;

/// The places of a document.
#[derive(Debug, Default)]
pub(crate) struct Places {
    list: Vec<Place>,
    /// The place of each word of a toponym.
    by_word: BTreeMap<usize, usize>,
}

impl Places {
    /// The place that a word names, as an index into the list. It may be unresolved.
    pub(crate) fn at(&self, word: usize) -> Option<usize> {
        self.by_word.get(&word).copied()
    }

    /// The places in the order of the text.
    pub(crate) fn list(&self) -> &[Place] {
        &self.list
    }

    /// The places in the order of the text.
    pub(crate) fn into_list(self) -> Vec<Place> {
        self.list
    }
}

/// The toponyms of a document and what they mean.
pub(crate) fn places(tree: &Tree) -> Places {
    let toponyms = mentions::toponyms(tree);
    let mentions: Vec<Mention> = toponyms.iter().map(|toponym| toponym.mention).collect();
    let words = toponyms
        .iter()
        .enumerate()
        .flat_map(|(i, toponym)| toponym.words.clone().map(move |word| (word, i)));
    Places {
        by_word: words.collect(),
        list: located(tree.document, &mentions),
    }
}

/// The places that given toponyms of a document mean, one each, in their order. Nothing else of the document's reading is
/// needed, so that toponyms from elsewhere, such as an annotator, can be located too.
#[must_use]
pub fn locate(document: &Document, toponyms: &[Span]) -> Vec<Place> {
    let mentions: Vec<Mention> = toponyms.iter().copied().map(Mention::in_text).collect();
    located(document, &mentions)
}

fn located(document: &Document, mentions: &[Mention]) -> Vec<Place> {
    let found = locate::locate(&document.text, mentions, document.masthead.publisher.as_deref());
    let numbered = mentions.iter().zip(found).enumerate();
    numbered
        .map(|(i, (mention, found))| record(document, i, mention.span, found))
        .collect()
}

/// A place as the record has it.
fn record(
    document: &Document,
    i: usize,
    span: Span,
    found: Option<(demarche_gazetteer::places::Place, Resolution)>,
) -> Place {
    let place = found.map(|(place, _)| place);
    let quoted = document.text.quote(span);
    Place {
        id: format!("P{}", i + 1),
        start: quoted.start,
        end: quoted.end,
        text: quoted.text,
        name: place.map(|place| place.name.to_owned()),
        geonameid: place.and_then(|place| place.geonameid).map(u64::from),
        lat: place.map(|place| place.lat),
        lon: place.map(|place| place.lon),
        country_code: place.and_then(|place| place.country_code()).map(str::to_owned),
        resolution: found.map(|(_, resolution)| resolution.as_str().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;
    use demarche_types::EntityKind;

    #[test]
    fn words_know_their_places() {
        let page = Page::new(
            "Talks:talk/NOUN/2/nsubj resumed:resume/VERB/0/root in/ADP/4/case Kabul/PROPN/2/obl and/CCONJ/6/cc \
             Quuxville/PROPN/4/conj",
        )
        .named("Kabul", EntityKind::Place)
        .named("Quuxville", EntityKind::Place);
        let places = places(&page.tree());
        assert_eq!((places.at(3), places.at(5), places.at(1)), (Some(0), Some(1), None));
        let [kabul, open] = places.list() else {
            panic!("two places")
        };
        assert_eq!((kabul.id.as_str(), kabul.country_code.as_deref()), ("P1", Some("AFG")));
        assert_eq!((open.lat, &open.name, &open.resolution), (None, &None, &None));
    }
}
