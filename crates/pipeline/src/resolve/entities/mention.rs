//! The words that speak of somebody or something.

use super::traits::{Gender, Traits};
use demarche_types::EntityKind;
use std::ops::Range;

/// A mention: a name, a description or a pronoun.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mention {
    /// The word that the tree hangs the phrase by.
    pub(super) head: usize,
    /// Its words: titles, possessors and modifiers before the head, a genitive's ending, the name; no apposition, no clause.
    pub(super) words: Range<usize>,
    pub(super) kind: Kind,
    /// The name in it.
    pub(super) name: Option<Range<usize>>,
    /// What stands before the name of a person: *Mr*, *China’s foreign minister*.
    pub(super) title: Option<Range<usize>>,
    pub(super) traits: Traits,
}

/// How a mention speaks of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Name(EntityKind),
    /// The name of a people or a creed: *Russian*, *Republican*.
    Demonym,
    Pronoun(Pronoun),
    /// A description.
    Nominal,
}

/// Pronouns by what they can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// *I*.
    Speaker,
    /// *we*.
    SpeakersSide,
    /// *you*.
    Addressee,
    /// *he*, *she*.
    Person(Gender),
    /// *it*.
    It,
    /// *they*.
    They,
    /// *who*, *which*, *that*.
    Relative,
}

impl Pronoun {
    /// What a pronoun of this form is; `None` for those that stand for nobody in particular.
    pub(super) fn of(form: &str) -> Option<Self> {
        Some(match form.to_lowercase().as_str() {
            "i" | "me" | "my" | "mine" | "myself" => Self::Speaker,
            "we" | "us" | "our" | "ours" | "ourselves" => Self::SpeakersSide,
            "you" | "your" | "yours" | "yourself" | "yourselves" => Self::Addressee,
            "he" | "him" | "his" | "himself" => Self::Person(Gender::Masculine),
            "she" | "her" | "hers" | "herself" => Self::Person(Gender::Feminine),
            "it" | "its" | "itself" => Self::It,
            "they" | "them" | "their" | "theirs" | "themselves" => Self::They,
            "who" | "whom" | "whose" | "which" | "that" => Self::Relative,
            _ => return None,
        })
    }
}

impl Mention {
    pub(super) const fn pronoun(&self) -> Option<Pronoun> {
        match self.kind {
            Kind::Pronoun(pronoun) => Some(pronoun),
            _ => None,
        }
    }

    /// Whether it names a person.
    pub(super) const fn is_person_name(&self) -> bool {
        matches!(self.kind, Kind::Name(EntityKind::Person))
    }
}
