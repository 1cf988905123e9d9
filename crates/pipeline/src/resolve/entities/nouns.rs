//! The nouns that `nouns.txt` lists: what they call human beings, bodies, states and places.

use super::traits::{Being, Gender};
use crate::tree::Tree;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use thiserror::Error;

/// What a noun calls somebody or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calls {
    Person,
    /// A person of whom a state or a body has one.
    Office,
    Body,
    /// What stands for the state itself.
    Government,
    State,
    Place,
}

impl Calls {
    pub(super) const fn being(self) -> Being {
        match self {
            Self::Person | Self::Office => Being::Person,
            Self::Body => Being::Body,
            Self::Government | Self::State => Being::State,
            Self::Place => Being::Place,
        }
    }
}

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Noun {
    pub(super) calls: Calls,
    /// PLOVER's sector of whoever is so called.
    pub(super) sector: Option<String>,
    pub(super) gender: Option<Gender>,
}

/// What is wrong with a list of nouns.
#[derive(Debug, Error, PartialEq, Eq)]
pub(super) enum NounsError {
    #[error("line {0}: “{1}” is not what a noun can call; see the top of the list")]
    Calls(usize, String),
    #[error("line {0}: “{1}” is no sector: write three capital letters, or nothing")]
    Sector(usize, String),
    #[error("line {0}: “{1}” is no gender: write f or m, or nothing")]
    Gender(usize, String),
    #[error("line {0} says again what an earlier line says: join the two")]
    Repeated(usize),
}

/// All nouns by lemma.
#[derive(Debug, Default)]
pub(super) struct Nouns(BTreeMap<String, Noun>);

static EMBEDDED: LazyLock<Nouns> =
    LazyLock::new(|| Nouns::parse(include_str!("nouns.txt")).expect("the tests read the list that is built in"));

impl Nouns {
    /// The list that is built in.
    pub(super) fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads a list of nouns.
    ///
    /// # Errors
    /// Where a line is not of the form that the top of `nouns.txt` describes.
    pub(super) fn parse(list: &str) -> Result<Self, NounsError> {
        let mut nouns = Self::default();
        let lines = list.lines().enumerate().map(|(i, line)| (i + 1, line));
        for (number, line) in lines.filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty()) {
            let mut fields = line.split('|').map(str::trim);
            let mut next = || fields.next().unwrap_or_default();
            let lemma = next().to_owned();
            let noun = Noun {
                calls: calls(number, next())?,
                sector: sector(number, next())?,
                gender: gender(number, next())?,
            };
            if nouns.0.insert(lemma, noun).is_some() {
                return Err(NounsError::Repeated(number));
            }
        }
        Ok(nouns)
    }

    /// The entry of a word, by its lemma, by its lemma's last part (*vice-president*, *Russian-speaker*), or for a compound of
    /// two words (*prime minister*) by both.
    pub(super) fn find(&self, tree: &Tree, word: usize) -> Option<&Noun> {
        let lemma = tree.lemma(word);
        let before = word.checked_sub(1).filter(|&b| tree.head(b) == Some(word));
        let both = before.and_then(|before| self.0.get(&format!("{} {lemma}", tree.lemma(before))));
        both.or_else(|| self.of(&lemma))
    }

    /// The entry of a lemma in lower case.
    pub(super) fn of(&self, lemma: &str) -> Option<&Noun> {
        let last = |mark: char| lemma.rsplit_once(mark).map(|(_, last)| last);
        let whole = self.0.get(lemma);
        whole.or_else(|| self.0.get(last('-')?))
    }
}

fn calls(line: usize, field: &str) -> Result<Calls, NounsError> {
    Ok(match field {
        "person" => Calls::Person,
        "office" => Calls::Office,
        "body" => Calls::Body,
        "government" => Calls::Government,
        "state" => Calls::State,
        "place" => Calls::Place,
        other => return Err(NounsError::Calls(line, other.to_owned())),
    })
}

fn sector(line: usize, field: &str) -> Result<Option<String>, NounsError> {
    let is_code = field.len() == 3 && field.bytes().all(|b| b.is_ascii_uppercase());
    match field {
        "" => Ok(None),
        code if is_code => Ok(Some(code.to_owned())),
        other => Err(NounsError::Sector(line, other.to_owned())),
    }
}

fn gender(line: usize, field: &str) -> Result<Option<Gender>, NounsError> {
    match field {
        "" => Ok(None),
        "f" => Ok(Some(Gender::Feminine)),
        "m" => Ok(Some(Gender::Masculine)),
        other => Err(NounsError::Gender(line, other.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn the_list_that_is_built_in_reads() {
        assert!(Nouns::parse(include_str!("nouns.txt")).is_ok());
    }

    #[test]
    fn faults_name_their_line() {
        assert_eq!(
            Nouns::parse("envoy | thing").unwrap_err(),
            NounsError::Calls(1, "thing".to_owned())
        );
        assert_eq!(
            Nouns::parse("\nenvoy | person | Gov").unwrap_err(),
            NounsError::Sector(2, "Gov".to_owned())
        );
        assert_eq!(
            Nouns::parse("envoy | person | GOV\nenvoy | person").unwrap_err(),
            NounsError::Repeated(2)
        );
    }

    #[test]
    fn compounds_and_joined_words() {
        let page = Page::new(
            "The/DET/3/det prime/ADJ/3/amod minister/NOUN/4/nsubj left:leave/VERB/0/root two/NUM/6/nummod ex-mayors:ex-mayor/NOUN/4/obj",
        );
        let (tree, nouns) = (page.tree(), Nouns::embedded());
        assert_eq!(nouns.find(&tree, 2).map(|n| n.calls), Some(Calls::Office));
        assert_eq!(nouns.find(&tree, 5).and_then(|n| n.sector.as_deref()), Some("GOV"));
        assert_eq!(nouns.find(&tree, 3), None);
    }
}
