//! The rules tried on their own examples.

use super::example::{Example, Expected, ExpectedEvent};
use crate::read::Demarche;
use demarche_reader::{ReadError, Reader};
use demarche_types::{Block, BlockKind, Document, Event, EventParty, Masthead, Record, Tense, Text};
use std::fmt;

/// An example that the rules do not bear out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file of the example, as a path from the folder of rules.
    pub file: String,
    /// Its line.
    pub line: usize,
    /// The sentence.
    pub sentence: String,
    /// What was expected.
    pub expected: String,
    /// What was found, an event each; empty where nothing was.
    pub found: Vec<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = if self.found.is_empty() {
            "nothing".to_owned()
        } else {
            self.found.join("; ")
        };
        let Self {
            file,
            line,
            sentence,
            expected,
            ..
        } = self;
        write!(
            f,
            "{file}:{line}: {sentence}\n  expected {expected}\n  found    {found}"
        )
    }
}

/// The outcome of all examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many examples there are.
    pub examples: usize,
    /// Those that are not borne out.
    pub failures: Vec<Failure>,
}

/// Reads every example of the rules and compares.
///
/// # Errors
/// Where the reader fails.
pub fn check<R: Reader>(demarche: &Demarche<R>) -> Result<Checked, ReadError> {
    let mut checked = Checked::default();
    for example in demarche.rules().examples() {
        checked.examples += 1;
        let record = demarche.read(&document(&example.sentence))?;
        if !is_met(&example.expected, &record) {
            checked.failures.push(failure(example, &record));
        }
    }
    Ok(checked)
}

/// A document of one paragraph.
fn document(sentence: &str) -> Document {
    let text = Text::new(sentence);
    let blocks = vec![Block {
        span: text.span(),
        kind: BlockKind::Paragraph,
    }];
    Document {
        text,
        blocks,
        masthead: Masthead::default(),
    }
}

fn is_met(expected: &Expected, record: &Record) -> bool {
    match expected {
        Expected::Events(events) => events
            .iter()
            .all(|e| record.events.iter().any(|found| matches(e, found, record))),
        Expected::None(category) => record.events.iter().all(|found| found.event != category.as_str()),
    }
}

fn matches(expected: &ExpectedEvent, found: &Event, record: &Record) -> bool {
    found.event == expected.category.as_str()
        && expected.mode.as_ref().is_none_or(|mode| found.mode.contains(mode))
        && (found.tense, found.hypothetical, found.negation)
            == (expected.tense, expected.hypothetical, expected.negation)
        && are_named(&expected.actor, &found.actor, record)
        && are_named(&expected.recipient, &found.recipient, record)
}

/// Whether the parties are as many as the names, and every name is one's.
fn are_named(names: &[String], parties: &[EventParty], record: &Record) -> bool {
    let named = |name: &String| parties.iter().any(|party| is_named(name, party, record));
    names.len() == parties.len() && names.iter().all(named)
}

fn is_named(name: &str, party: &EventParty, record: &Record) -> bool {
    let name = name.to_lowercase();
    let entity = record.entities.iter().find(|e| Some(&e.id) == party.entity.as_ref());
    let has = |text: &str| text.to_lowercase().contains(&name);
    has(&party.entity_text) || entity.is_some_and(|e| has(&e.name) || e.mentions.iter().any(|m| has(&m.text)))
}

fn failure(example: &Example, record: &Record) -> Failure {
    Failure {
        file: example.file.clone(),
        line: example.line,
        sentence: example.sentence.clone(),
        expected: expected(&example.expected),
        found: record.events.iter().map(shown).collect(),
    }
}

fn expected(expected: &Expected) -> String {
    match expected {
        Expected::None(category) => format!("no {}", category.as_str()),
        Expected::Events(events) => events.iter().map(wanted).collect::<Vec<_>>().join("; "),
    }
}

fn wanted(event: &ExpectedEvent) -> String {
    let status = status(event.tense, event.hypothetical, event.negation);
    line(
        event.category.as_str(),
        event.mode.as_deref(),
        &status,
        &event.actor,
        &event.recipient,
    )
}

fn shown(event: &Event) -> String {
    let texts = |parties: &[EventParty]| parties.iter().map(|p| p.entity_text.clone()).collect::<Vec<_>>();
    let status = status(event.tense, event.hypothetical, event.negation);
    let mode = event.mode.first().map(String::as_str);
    line(
        &event.event,
        mode,
        &status,
        &texts(&event.actor),
        &texts(&event.recipient),
    )
}

/// An event as examples write it.
fn line(category: &str, mode: Option<&str>, status: &[&str], actor: &[String], recipient: &[String]) -> String {
    let mut line = category.to_owned();
    line.extend(mode.iter().flat_map(|mode| ["/", mode]));
    if !status.is_empty() {
        line += &format!(" ({})", status.join(", "));
    }
    line += &format!(
        ": {}",
        if actor.is_empty() {
            "nobody".to_owned()
        } else {
            actor.join(", ")
        }
    );
    if !recipient.is_empty() {
        line += &format!(" -> {}", recipient.join(", "));
    }
    line
}

fn status(tense: Tense, hypothetical: bool, negation: bool) -> Vec<&'static str> {
    let tense = match tense {
        Tense::Past => None,
        Tense::Historical => Some("historical"),
        Tense::Future => Some("future"),
    };
    let flags = [(hypothetical, "hypothetical"), (negation, "negated")];
    tense
        .into_iter()
        .chain(flags.iter().filter(|(is, _)| *is).map(|(_, name)| *name))
        .collect()
}
