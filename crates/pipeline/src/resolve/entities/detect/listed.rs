//! Names that the gazetteer knows and the reader did not mark: *the West*, *Downing Street*.

use crate::tree::Tree;
use demarche_gazetteer::{Candidate, Fit, Found, Gazetteer, How, Kind};
use demarche_types::{EntityKind, EntityName, Upos};

/// The longest name that is looked for, in words.
const LONGEST: usize = 8;

/// The names in the words that no name of the reader covers; in the name of an event, the place it is held.
pub(super) fn names(tree: &Tree, gazetteer: &Gazetteer) -> Vec<EntityName> {
    let covered = covered(tree);
    let mut found = Vec::new();
    for sentence in &tree.segments.sentences {
        let mut word = sentence.words.start;
        while word < sentence.words.end {
            let end = (word..sentence.words.end.min(word + LONGEST)).find(|&w| covered[w]);
            let forms: Vec<&str> = (word..end.unwrap_or(sentence.words.end.min(word + LONGEST)))
                .map(|w| tree.form(w))
                .collect();
            let name = starts_name(tree, word)
                .then(|| longest(tree, gazetteer, word, &forms))
                .flatten();
            word = name.as_ref().map_or(word + 1, |n| n.words.end);
            found.extend(name);
        }
    }
    found
}

fn covered(tree: &Tree) -> Vec<bool> {
    let mut covered = vec![false; tree.len()];
    for name in tree.reading.names.iter().filter(|n| n.kind != EntityKind::Event) {
        name.words.clone().for_each(|w| covered[w] = true);
    }
    covered
}

fn starts_name(tree: &Tree, word: usize) -> bool {
    tree.form(word).starts_with(char::is_uppercase) && matches!(tree.upos(word), Upos::Propn | Upos::Noun | Upos::Adj)
}

fn longest(tree: &Tree, gazetteer: &Gazetteer, word: usize, forms: &[&str]) -> Option<EntityName> {
    let is_name = |found: &Found| found.candidates.iter().any(|c| may_be(tree, word, found.words, c));
    let found = gazetteer.begins(forms).into_iter().find(is_name)?;
    let candidate = found.candidates.iter().find(|c| may_be(tree, word, found.words, c))?;
    Some(EntityName {
        words: word..word + found.words,
        kind: kind(candidate),
        score: 1.0,
    })
}

/// Whether the words are spelt as that name is. One word alone must be tagged as a name.
fn may_be(tree: &Tree, word: usize, words: usize, candidate: &Candidate) -> bool {
    let tagged = words > 1 || tree.upos(word) == Upos::Propn || matches!(candidate.how, How::Adjective | How::Demonym);
    tagged && candidate.fit != Fit::Case && candidate.actor.kind() != Kind::Person
}

const fn kind(candidate: &Candidate) -> EntityKind {
    match (candidate.how, candidate.actor.kind()) {
        (How::Adjective | How::Demonym, _) => EntityKind::Nationality,
        (How::Capital, _) => EntityKind::Place,
        (_, Kind::State) => EntityKind::State,
        (_, Kind::Government) => EntityKind::Government,
        (_, Kind::Person) => EntityKind::Person,
        (_, Kind::Organization | Kind::Group) => EntityKind::Organization,
    }
}
