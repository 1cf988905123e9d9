//! Things that nobody wrote of before they were there: *Hurricane Katrina*, *the Lisbon Treaty*, *COVID-19*.

use super::clue::{Clue, Strength};
use super::days::DaySet;
use crate::tree::Tree;
use demarche_types::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A thing and the first day on which a report can name it.
struct Fact {
    name: &'static str,
    first: Date,
}

/// The facts, by the first run of letters and figures in their names.
static FACTS: LazyLock<BTreeMap<&'static str, Vec<Fact>>> = LazyLock::new(|| load(include_str!("facts.tsv")));

fn load(table: &'static str) -> BTreeMap<&'static str, Vec<Fact>> {
    let mut facts: BTreeMap<&str, Vec<Fact>> = BTreeMap::new();
    for fact in table.lines().filter_map(parse) {
        facts.entry(first_run(fact.name)).or_default().push(fact);
    }
    facts
}

fn parse(line: &'static str) -> Option<Fact> {
    let (day, name) = line.split_once('\t').filter(|_| !line.starts_with('#'))?;
    let first = day.parse().ok()?;
    Some(Fact { name, first })
}

fn first_run(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())]
}

/// The clue of the youngest thing that the text names.
pub(super) fn clue(tree: &Tree<'_>) -> Option<Clue> {
    let words = tree.segments.words.iter().filter(|word| !word.continues_token);
    let named = words.filter_map(|word| at(tree, word.span.start));
    let (first, span) = named.max_by_key(|(first, span)| (*first, std::cmp::Reverse(*span)))?;
    Some(Clue::new(Strength::Fact, span, DaySet::from(first)))
}

/// The youngest thing whose name stands at a code point.
fn at(tree: &Tree<'_>, start: usize) -> Option<(Date, Span)> {
    let text = &tree.document.text;
    let (before, rest) = text.as_str().split_at(text.byte(start));
    if before.ends_with(['-', '/']) {
        return None;
    }
    let facts = FACTS.get(first_run(rest))?.iter();
    let fact = facts
        .filter(|fact| stands_at(rest, fact.name))
        .max_by_key(|fact| fact.first)?;
    Some((fact.first, Span::new(start, start + fact.name.chars().count())))
}

/// Whether a text begins with the name and with no longer word.
fn stands_at(text: &str, name: &str) -> bool {
    text.strip_prefix(name)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_fact_or_a_comment() {
        let lines = include_str!("facts.tsv").lines();
        for line in lines.filter(|line| !line.starts_with('#')) {
            let fact = parse(line).unwrap_or_else(|| panic!("no day and name: {line}"));
            assert!(fact.name.starts_with(char::is_alphanumeric), "{line}");
        }
    }

    #[test]
    fn names_end_with_their_words() {
        assert!(stands_at("Facebook’s users", "Facebook"));
        assert!(!stands_at("Facebooking", "Facebook"));
    }
}
