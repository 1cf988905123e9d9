//! What a file of rules says that its rules make of sentences, and what they do not.

use super::super::plover::Category;
use super::error::Problem;
use demarche_types::Tense;

/// A sentence with what is expected of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Example {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) sentence: String,
    pub(crate) expected: Expected,
}

/// What is expected of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// At least these events.
    Events(Vec<ExpectedEvent>),
    /// No event of this category.
    None(Category),
}

/// An event as an example gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExpectedEvent {
    pub(crate) category: Category,
    /// `None` where the mode is not looked at.
    pub(crate) mode: Option<String>,
    pub(crate) tense: Tense,
    pub(crate) hypothetical: bool,
    pub(crate) negation: bool,
    /// The parties' words; empty for *nobody*.
    pub(crate) actor: Vec<String>,
    pub(crate) recipient: Vec<String>,
}

/// The sentence of an example that accepts, and its events.
pub(super) fn accepted(text: &str) -> Result<(String, Expected), Problem> {
    let (sentence, events) = text.split_once("=>").ok_or_else(|| wrong("it has no =>"))?;
    let events = events.split(';').map(event).collect::<Result<_, _>>()?;
    Ok((sentence.trim().to_owned(), Expected::Events(events)))
}

fn wrong(what: &str) -> Problem {
    Problem::Example(what.to_owned())
}

fn event(text: &str) -> Result<ExpectedEvent, Problem> {
    let (head, parties) = text
        .split_once(':')
        .ok_or_else(|| wrong("an event has no colon after its category"))?;
    let (name, status) = head.split_once('(').map_or((head, ""), |(name, rest)| (name, rest));
    let (category, mode) = name
        .split_once('/')
        .map_or((name, None), |(c, m)| (c, Some(m.trim().to_owned())));
    let category = category.trim();
    let (actor, recipient) = parties.split_once("->").unwrap_or((parties, ""));
    let mut event = ExpectedEvent {
        category: Category::named(category).ok_or_else(|| Problem::Category(category.to_owned()))?,
        mode,
        tense: Tense::Past,
        hypothetical: false,
        negation: false,
        actor: names(actor),
        recipient: names(recipient),
    };
    for word in status
        .trim()
        .trim_end_matches(')')
        .split(',')
        .map(str::trim)
        .filter(|w| !w.is_empty())
    {
        match word {
            "past" => event.tense = Tense::Past,
            "future" => event.tense = Tense::Future,
            "historical" => event.tense = Tense::Historical,
            "hypothetical" => event.hypothetical = true,
            "negated" => event.negation = true,
            _ => return Err(wrong(&format!("“{word}” is no status"))),
        }
    }
    Ok(event)
}

fn names(text: &str) -> Vec<String> {
    let names = text
        .split(',')
        .map(str::trim)
        .filter(|n| !n.is_empty() && *n != "nobody");
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_in_full() {
        let (sentence, expected) = accepted(
            "Peru may raid Chile. => ASSAULT/aerial (future, hypothetical): Peru, Cuba -> Chile; AGREE: nobody",
        )
        .expect("well formed");
        assert_eq!(sentence, "Peru may raid Chile.");
        let Expected::Events(events) = expected else {
            panic!("events")
        };
        assert_eq!(events[0].mode.as_deref(), Some("aerial"));
        assert_eq!((events[0].tense, events[0].hypothetical), (Tense::Future, true));
        assert_eq!(events[0].actor, ["Peru", "Cuba"]);
        assert_eq!(events[0].recipient, ["Chile"]);
        assert!(events[1].actor.is_empty() && events[1].mode.is_none());
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(accepted("Peru left."), Err(wrong("it has no =>")));
        assert_eq!(accepted("A => RAID: Peru"), Err(Problem::Category("RAID".to_owned())));
        assert_eq!(accepted("A => AID (soon): Peru"), Err(wrong("“soon” is no status")));
    }
}
