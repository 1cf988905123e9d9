//! States that the reader takes for persons: *sponsored by Jordan*.

use super::person;
use crate::tree::Tree;
use demarche_gazetteer::{Fit, Gazetteer, How, Kind};
use demarche_types::{EntityKind, EntityName};
use std::borrow::Cow;

/// The name, as that of a state where a lone word without a title is a state's own name and no full name of a person in the document
/// holds it.
pub(super) fn corrected<'n>(tree: &Tree, gazetteer: &Gazetteer, name: &'n EntityName) -> Cow<'n, EntityName> {
    if is_lone_person(tree, name) && is_state(tree, gazetteer, name) && !in_full_name(tree, name) {
        return Cow::Owned(EntityName {
            kind: EntityKind::State,
            ..name.clone()
        });
    }
    Cow::Borrowed(name)
}

fn is_lone_person(tree: &Tree, name: &EntityName) -> bool {
    let lone = name.kind == EntityKind::Person && name.words.len() == 1;
    lone && person(tree, &name.words, name.words.start).title.is_none()
}

fn is_state(tree: &Tree, gazetteer: &Gazetteer, name: &EntityName) -> bool {
    let candidates = gazetteer.named(tree.form(name.words.start));
    candidates
        .iter()
        .any(|c| c.actor.kind() == Kind::State && c.how == How::Name && c.fit == Fit::Exact)
}

/// Whether a person of the document has the word in a longer name.
fn in_full_name(tree: &Tree, name: &EntityName) -> bool {
    let form = tree.form(name.words.start);
    let mut persons = tree.reading.names.iter().filter(|n| n.kind == EntityKind::Person);
    persons.any(|n| n.words.len() > 1 && n.words.clone().any(|w| tree.form(w) == form))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    const PAGE: &str = "Jordan/PROPN/2/nsubj left:leave/VERB/0/root";

    fn kind(page: &Page, name: &str) -> EntityKind {
        let tree = page.tree();
        let lone = |n: &&EntityName| n.words.len() == 1 && tree.form(n.words.start) == name;
        let name = tree.reading.names.iter().find(lone).expect("the name is marked");
        corrected(&tree, Gazetteer::embedded(), name).kind
    }

    #[test]
    fn a_state_alone_is_no_person() {
        let page = Page::new(PAGE).named("Jordan", EntityKind::Person);
        assert_eq!(kind(&page, "Jordan"), EntityKind::State);
    }

    #[test]
    fn nor_is_a_person_whose_full_name_is_told_a_state() {
        let text = format!("{PAGE}\n\nVera/PROPN/3/nsubj Jordan/PROPN/1/flat spoke:speak/VERB/0/root");
        let page = Page::new(&text)
            .named("Jordan", EntityKind::Person)
            .named("Vera Jordan", EntityKind::Person);
        assert_eq!(kind(&page, "Jordan"), EntityKind::Person);
    }

    #[test]
    fn other_lone_names_are_persons() {
        let page = Page::new("Ruiz/PROPN/2/nsubj left:leave/VERB/0/root").named("Ruiz", EntityKind::Person);
        assert_eq!(kind(&page, "Ruiz"), EntityKind::Person);
    }

    #[test]
    fn a_title_makes_a_person() {
        let page = Page::new("Minister/NOUN/3/nsubj Jordan/PROPN/1/flat left:leave/VERB/0/root")
            .named("Jordan", EntityKind::Person);
        assert_eq!(kind(&page, "Jordan"), EntityKind::Person);
    }
}
