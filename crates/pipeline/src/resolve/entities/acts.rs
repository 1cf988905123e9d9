//! What governments do and have, as `acts.txt` lists it.

use crate::tree::Tree;
use demarche_types::Upos;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use thiserror::Error;

/// How a governor of a party’s name takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// A verb that it is the subject of.
    Subject,
    /// A verb that it is the object of.
    Object,
    /// A noun that it has, gives or takes.
    Noun,
}

/// What is wrong with a list of acts.
#[derive(Debug, Error, PartialEq, Eq)]
pub(super) enum ActsError {
    #[error("line {0} does not read `lemma | part`")]
    Fields(usize),
    #[error("line {0}: “{1}” is no part; see the top of the list for the parts")]
    Part(usize, String),
}

/// All acts by part and lemma.
#[derive(Debug, Default)]
pub(super) struct Acts(BTreeSet<(Part, String)>);

static EMBEDDED: LazyLock<Acts> =
    LazyLock::new(|| Acts::parse(include_str!("acts.txt")).expect("the tests read the list that is built in"));

impl Acts {
    /// The list that is built in.
    pub(super) fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads a list of acts.
    ///
    /// # Errors
    /// Where a line is not of the form that the top of `acts.txt` describes.
    pub(super) fn parse(list: &str) -> Result<Self, ActsError> {
        let mut acts = Self::default();
        let lines = list.lines().enumerate().map(|(i, line)| (i + 1, line));
        for (number, line) in lines.filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty()) {
            let (lemma, part) = line.split_once('|').ok_or(ActsError::Fields(number))?;
            for part in parts(number, part.trim())? {
                acts.0.insert((*part, lemma.trim().to_owned()));
            }
        }
        Ok(acts)
    }

    /// Whether a word takes a party in that part.
    pub(super) fn takes(&self, tree: &Tree, word: usize, part: Part) -> bool {
        let is_verb = tree.upos(word) == Upos::Verb;
        is_verb == (part != Part::Noun) && self.0.contains(&(part, tree.lemma(word)))
    }
}

fn parts(line: usize, name: &str) -> Result<&'static [Part], ActsError> {
    Ok(match name {
        "subject" => &[Part::Subject],
        "object" => &[Part::Object],
        "both" => &[Part::Subject, Part::Object],
        "noun" => &[Part::Noun],
        other => return Err(ActsError::Part(line, other.to_owned())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn the_list_that_is_built_in_reads() {
        assert!(Acts::parse(include_str!("acts.txt")).is_ok());
        assert_eq!(Acts::parse("\nurge").unwrap_err(), ActsError::Fields(2));
        assert_eq!(
            Acts::parse("urge | verb").unwrap_err(),
            ActsError::Part(1, "verb".to_owned())
        );
    }

    #[test]
    fn verbs_and_nouns_stay_apart() {
        let page =
            Page::new("Demands:demand/NOUN/2/nsubj rose:rise/VERB/0/root demanding:demand/VERB/2/advcl more/ADJ/3/obj");
        let (tree, acts) = (page.tree(), Acts::embedded());
        assert!(acts.takes(&tree, 0, Part::Noun) && !acts.takes(&tree, 0, Part::Subject));
        assert!(acts.takes(&tree, 2, Part::Subject) && !acts.takes(&tree, 2, Part::Object));
    }
}
