//! A name that was looked up, and what it may mean.

use super::actor::Actor;
use super::date::PartialDate;

/// How a name names an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// By its name: `Russia`, `Sergei Lavrov`.
    Name,
    /// By a shorter or everyday name: `State Department`, `Britain`.
    Short,
    /// By an acronym: `UK`, `NATO`.
    Acronym,
    /// By a name it no longer bears: `Burma`.
    Former,
    /// By its people: `Russians`, `a Briton`.
    Demonym,
    /// By an adjective: `Russian`.
    Adjective,
    /// By its capital: `Moscow`.
    Capital,
    /// By a building, street or seat: `the Kremlin`, `Brussels`.
    Metonym,
    /// A person by the surname alone, or what the news uses as one.
    Surname,
}

impl How {
    pub(super) const fn from_code(code: u32) -> Self {
        match code {
            0 => Self::Name,
            1 => Self::Short,
            2 => Self::Acronym,
            3 => Self::Former,
            4 => Self::Demonym,
            5 => Self::Adjective,
            6 => Self::Capital,
            7 => Self::Metonym,
            _ => Self::Surname,
        }
    }
}

/// How close the words of a text are to a name as the tables spell it. The best comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// Letter for letter.
    Exact,
    /// But for accents, full stops, hyphens or a leading “the”: `U.S.` for `US`.
    Marks,
    /// But for capital letters: `us` for `US`, `turkey` for `Turkey`.
    Case,
}

impl Fit {
    /// Compares words with a spelling that is normalised alike.
    pub(super) fn of(words: &str, spelling: &str) -> Self {
        let capitals = |text: &str| -> Vec<bool> {
            let letters = strip_the(text).chars().filter(|c| c.is_alphanumeric());
            letters.map(char::is_uppercase).collect()
        };
        match () {
            () if words == spelling => Self::Exact,
            () if capitals(words) == capitals(spelling) => Self::Marks,
            () => Self::Case,
        }
    }
}

fn strip_the(text: &str) -> &str {
    text.strip_prefix("the ")
        .or_else(|| text.strip_prefix("The "))
        .unwrap_or(text)
}

/// An actor that a name may mean.
#[derive(Clone, Copy)]
pub struct Candidate<'g> {
    /// Who.
    pub actor: Actor<'g>,
    /// How the name names him.
    pub how: How,
    /// The name as the tables spell it.
    pub spelling: &'g str,
    /// How close the words come to that.
    pub fit: Fit,
    /// Since when he bears it, where that is bounded.
    pub from: Option<PartialDate>,
    /// Until when.
    pub to: Option<PartialDate>,
}

/// A match over words.
pub struct Found<'g> {
    /// How many words it takes, from the first one on.
    pub words: usize,
    /// Whom they may mean: a user's before ours, then by actor and how.
    pub candidates: Vec<Candidate<'g>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_evidence() {
        assert_eq!(Fit::of("US", "US"), Fit::Exact);
        assert_eq!(Fit::of("U.S.", "US"), Fit::Marks);
        assert_eq!(Fit::of("us", "US"), Fit::Case);
        assert_eq!(Fit::of("The Kremlin", "Kremlin"), Fit::Marks);
    }
}
