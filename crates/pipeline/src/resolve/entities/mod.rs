//! Who each mention is: from the tree and the reader's names to the document's entities.

mod actors;
mod acts;
mod basis;
mod chains;
mod coreference;
mod days;
mod detect;
mod extent;
mod mention;
mod nouns;
mod record;
mod scene;
mod sieves;
mod speech;
mod traits;

use crate::tree::Tree;
use actors::Naming;
use chains::Chains;
pub use coreference::{Mentioned, coreference};
use days::Days;
use demarche_gazetteer::Gazetteer;
use demarche_types::{Entity, Party, Published, Statement, Upos};
use detect::Mentions;
use scene::Scene;
use speech::Speech;
use std::ops::Range;

/// The entities of a document in the order of their first mention, and which of them a word mentions.
#[derive(Debug, Default)]
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

    /// Says of the parties of statements who they are.
    pub(crate) fn name_parties(&self, tree: &Tree, statements: &mut [Statement]) {
        for statement in statements {
            let parties = statement
                .source
                .iter_mut()
                .chain(&mut statement.addressee)
                .chain(&mut statement.relay);
            for party in parties {
                party.entity = self.of_party(tree, party).map(|i| self.list[i].id.clone());
            }
        }
    }

    /// The entity of a party’s words: that of the word they hang by, where it is one.
    fn of_party(&self, tree: &Tree, party: &Party) -> Option<usize> {
        match self.at(speech::head(tree, party)?) {
            [one] => Some(*one),
            [] => self.in_name(tree, speech::words(tree, party.span())),
            _ => None,
        }
    }

    /// The entity whose name the words are, behind a title at most and before a mark at most, where the tree hangs them by
    /// something else: *Rep. Jane Doe (D-Ohio)*.
    fn in_name(&self, tree: &Tree, words: Range<usize>) -> Option<usize> {
        let is_title = |w: &usize| tree.upos(*w) == Upos::Propn && self.at(*w).is_empty();
        let start = words.start + words.clone().take_while(is_title).count();
        let [one] = self.at(start) else { return None };
        let rest = (start..words.end).find(|&w| self.at(w) != [*one]);
        let is_person = self.get(*one).kind == "person";
        (is_person && rest.is_none_or(|w| tree.is_punctuation(w))).then_some(*one)
    }

    /// The record’s list.
    pub(crate) fn into_list(self) -> Vec<Entity> {
        self.list
    }
}

/// Who is mentioned in a document that was published on these days, as far as they are known; its statements tell who is *we*.
pub(crate) fn entities(
    tree: &Tree,
    statements: &[Statement],
    published: &Published,
    gazetteer: &Gazetteer,
) -> Entities {
    let mentions = Mentions::find(tree, gazetteer);
    let speech = Speech::of(tree, &mentions, statements);
    let scene = Scene {
        tree,
        mentions: &mentions,
        gazetteer,
        days: Days::of(published),
        speech: &speech,
    };
    let (namings, chains) = chained(&scene);
    record::entities(&scene, &namings, &chains)
}

/// Whom each mention names, and which mentions are of one entity.
fn chained(scene: &Scene) -> (Vec<Option<Naming>>, Chains) {
    let namings = actors::namings(scene);
    let chains = sieves::run(scene, &namings);
    (namings, chains)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::attribute;
    use crate::tree::page::Page;
    use demarche_types::{EntityKind, EntityName};

    const SAID: &str = "Anna/PROPN/3/nsubj Ruiz/PROPN/1/flat praised:praise/VERB/0/root/Tense=Past|VerbForm=Fin the/DET/5/det \
        plan/NOUN/3/obj ~./PUNCT/3/punct\n\n“/PUNCT/3/punct ~I/PRON/3/nsubj like/VERB/8/ccomp/Tense=Pres|VerbForm=Fin \
        it/PRON/3/obj ~,/PUNCT/3/punct ~”/PUNCT/3/punct she/PRON/8/nsubj said:say/VERB/0/root/Tense=Past|VerbForm=Fin";

    #[test]
    fn who_speaks_of_herself_is_who_was_named_before() {
        let page = Page::new(SAID).named("Anna Ruiz", EntityKind::Person);
        let statements = attribute(&page.document, &page.segments, &page.reading);
        let entities = entities(&page.tree(), &statements, &Published::default(), Gazetteer::embedded());
        let list = entities.into_list();
        let ruiz = list.iter().find(|entity| entity.name == "Anna Ruiz").unwrap();
        let mentions: Vec<&str> = ruiz.mentions.iter().map(|m| m.text.as_str()).collect();
        assert_eq!(mentions, ["Anna Ruiz", "I", "she"]);
    }

    /// The code of the first entity with a mention that holds a word.
    fn code(notation: &str, name: &str, kind: EntityKind, word: &str) -> Option<String> {
        code_on(&Page::new(notation).named(name, kind), word)
    }

    fn code_on(page: &Page, word: &str) -> Option<String> {
        let entities = entities(&page.tree(), &[], &Published::default(), Gazetteer::embedded());
        let list = entities.into_list();
        let found = list
            .iter()
            .find(|entity| entity.mentions.iter().any(|m| m.text.contains(word)));
        found?.code.clone()
    }

    #[test]
    fn colleagues_may_be_of_other_states() {
        let of = |noun: &str| {
            let notation = format!(
                "Peru/PROPN/3/nmod:poss ~'s/PART/1/case {noun}/NOUN/4/nsubj left:leave/VERB/0/root/Tense=Past|VerbForm=Fin"
            );
            code(&notation, "Peru", EntityKind::State, noun)
        };
        assert_eq!(of("minister").as_deref(), Some("PER"));
        assert_eq!(of("colleague"), None);
    }

    #[test]
    fn nobody_is_known_by_a_title_that_he_never_bore() {
        let of = |title: &str| {
            let notation = format!(
                "{title} Angela/PROPN/1/flat Merkel/PROPN/1/flat left:leave/VERB/0/root/Tense=Past|VerbForm=Fin"
            );
            code(&notation, "Angela Merkel", EntityKind::Person, "Merkel")
        };
        assert_eq!(of("Chancellor/PROPN/4/nsubj").as_deref(), Some("DEU"));
        assert_eq!(of("Admiral/PROPN/4/nsubj").as_deref(), Some("DEU"));
        let minister = "Interior/PROPN/2/compound Minister/PROPN/5/nsubj Angela/PROPN/2/flat Merkel/PROPN/2/flat \
            left:leave/VERB/0/root/Tense=Past|VerbForm=Fin";
        assert_eq!(code(minister, "Angela Merkel", EntityKind::Person, "Merkel"), None);
    }

    #[test]
    fn who_is_host_to_a_government_has_not_signed() {
        let of = |whose: &str| {
            let mut page = Page::new(&format!(
                "# title\nGovernment/NOUN/2/nsubj signs:sign/VERB/0/root truce/NOUN/2/obj\n\n\
                 Cuba/PROPN/2/nsubj received:receive/VERB/0/root the/DET/5/det {whose}/ADJ/5/amod government/NOUN/2/obj\n\
                 Cuba/PROPN/2/nsubj spoke:speak/VERB/0/root\nCuba/PROPN/2/nsubj cheered:cheer/VERB/0/root"
            ));
            let tree = page.tree();
            let states = (0..tree.len()).filter(|&w| ["Cuba", whose].contains(&tree.form(w)));
            page.reading.names = states
                .map(|w| EntityName {
                    words: w..w + 1,
                    kind: if tree.form(w) == "Cuba" {
                        EntityKind::State
                    } else {
                        EntityKind::Nationality
                    },
                    score: 0.9,
                })
                .collect();
            code_on(&page, "Government")
        };
        assert_eq!(of("Cuban").as_deref(), Some("CUB"));
        assert_eq!(of("Paraguayan"), None);
    }
}
