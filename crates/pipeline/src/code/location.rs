//! Where an event took place, where its own words say so.

use crate::resolve::places::Places;
use crate::tree::Tree;

/// Prepositions that say where something happens.
const WHERE: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "across",
    "around",
    "off",
    "along",
    "throughout",
];

/// The place that a phrase with *in*, *at*, *near* … joins to the predicate or to the verb that carries it, as an index into
/// the places: *the raid in Peru* has a place, *the raid on Peru* a victim.
pub(super) fn location(tree: &Tree, places: &Places, predicate: usize, governor: usize) -> Option<usize> {
    beside(tree, places, predicate).or_else(|| beside(tree, places, governor))
}

/// The place in a phrase of the word, or in one of its object's, where trees hang it as often.
fn beside(tree: &Tree, places: &Places, host: usize) -> Option<usize> {
    let mut hosts = std::iter::once(host).chain(tree.children_by(host, &["obj"]));
    hosts.find_map(|word| phrases(tree, word).find_map(|phrase| named(tree, places, phrase)))
}

fn phrases<'t>(tree: &'t Tree, word: usize) -> impl Iterator<Item = usize> + 't {
    let phrases = tree.children_by(word, &["obl", "nmod"]);
    phrases.filter(move |&c| tree.has_child(c, &["case"], WHERE))
}

/// The place that a phrase is, or whose town, port or embassy it is: *at the port of Callao*.
fn named(tree: &Tree, places: &Places, phrase: usize) -> Option<usize> {
    let own = places.at(phrase);
    own.or_else(|| {
        let mut parts = tree.children_by(phrase, &["nmod", "appos", "flat", "compound"]);
        parts.find_map(|c| places.at(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::places::places;
    use crate::tree::page::Page;
    use demarche_types::EntityKind;

    #[test]
    fn in_a_place_and_on_a_place() {
        let page = Page::new(
            "Peru/PROPN/2/nsubj raided:raid/VERB/0/root camps:camp/NOUN/2/obj in/ADP/5/case Bolivia/PROPN/3/nmod\n\
             Peru/PROPN/2/nsubj marched:march/VERB/0/root on/ADP/4/case Bolivia/PROPN/2/obl",
        )
        .named("Bolivia", EntityKind::Place);
        let tree = page.tree();
        let places = places(&tree);
        assert_eq!(location(&tree, &places, 1, 1), places.at(4));
        assert!(places.at(4).is_some());
        assert_eq!(location(&tree, &places, 6, 6), None);
    }
}
