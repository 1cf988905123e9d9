//! Where an argument stands, in the words of a rule: `object's owner`.

use super::error::Problem;
use std::fmt;
use std::str::FromStr;

/// A path from a predicate to an argument, the nearest step first. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place(pub(crate) Vec<Step>);

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// Who does it, whatever the voice.
    Subject,
    /// Whom or what it is done to, whatever the voice.
    Object,
    /// To or for whom it is done.
    IndirectObject,
    /// Whose a noun is: *Iraq's*, *the Iraqi*, *by Iraq*.
    Owner,
    /// The clause that depends on it.
    Clause,
    /// Whose statement it stands in.
    Speaker,
    /// To whom that statement is made.
    Addressee,
    /// Any word of the predicate's clause; of constraints alone.
    Words,
    /// What stands after this preposition.
    Preposition(String),
}

/// The prepositions that open an argument.
const PREPOSITIONS: &[&str] = &[
    "about",
    "across",
    "after",
    "against",
    "along",
    "alongside",
    "among",
    "around",
    "as",
    "at",
    "because of",
    "before",
    "behind",
    "between",
    "by",
    "concerning",
    "during",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "out of",
    "outside",
    "over",
    "regarding",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "upon",
    "versus",
    "via",
    "with",
    "within",
    "without",
];

impl FromStr for Place {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        text.split("'s ")
            .map(|part| step(part, text))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

fn step(part: &str, whole: &str) -> Result<Step, Problem> {
    Ok(match part.trim() {
        "subject" => Step::Subject,
        "object" => Step::Object,
        "indirect object" => Step::IndirectObject,
        "owner" => Step::Owner,
        "clause" => Step::Clause,
        "speaker" => Step::Speaker,
        "addressee" => Step::Addressee,
        "words" => Step::Words,
        other if PREPOSITIONS.contains(&other) => Step::Preposition(other.to_owned()),
        _ => return Err(Problem::Place(whole.to_owned())),
    })
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Subject => "subject",
            Self::Object => "object",
            Self::IndirectObject => "indirect object",
            Self::Owner => "owner",
            Self::Clause => "clause",
            Self::Speaker => "speaker",
            Self::Addressee => "addressee",
            Self::Words => "words",
            Self::Preposition(preposition) => preposition,
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            write!(f, "{}{step}", if i == 0 { "" } else { "'s " })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_as_they_are_written() {
        for text in [
            "subject",
            "object's owner",
            "clause's object's owner",
            "of's owner",
            "indirect object",
            "with",
        ] {
            assert_eq!(text.parse::<Place>().map(|p| p.to_string()), Ok(text.to_owned()));
        }
        assert_eq!("objekt".parse::<Place>(), Err(Problem::Place("objekt".to_owned())));
    }
}
