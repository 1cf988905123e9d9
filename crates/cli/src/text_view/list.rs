//! The list of statements: each with who, how, to whom, through whom and what, the inner ones under the outer.

use super::item::{Fact, Layout, days, heading};
use super::marks::number;
use super::paint::{Glyph, Style, running};
use super::wrap::Line;
use crate::names::name;
use demarche::types::{Record, Statement, Text};
use std::collections::BTreeSet;

/// The list, headed by the number of statements.
pub fn lines(record: &Record, width: usize) -> Vec<Line> {
    let none = "No statement was found.";
    let mut lines = vec![heading(record.statements.len(), "statement", "statements", none)];
    let list = List {
        statements: &record.statements,
        text: record.text.as_deref().map(Text::new),
        layout: Layout::for_labels(width, record.statements.iter().map(number)),
    };
    for statement in list.outermost() {
        list.show(statement, 0, &mut lines);
    }
    lines
}

struct List<'a> {
    statements: &'a [Statement],
    text: Option<Text>,
    layout: Layout,
}

impl<'a> List<'a> {
    /// The statements that are within no other.
    fn outermost(&self) -> impl Iterator<Item = &'a Statement> {
        let ids: BTreeSet<&str> = self.statements.iter().map(|statement| statement.id.as_str()).collect();
        self.statements
            .iter()
            .filter(move |statement| !statement.within.as_deref().is_some_and(|id| ids.contains(id)))
    }

    fn within(&self, outer: &'a Statement) -> impl Iterator<Item = &'a Statement> {
        self.statements
            .iter()
            .filter(|statement| statement.within.as_ref() == Some(&outer.id))
    }

    /// A statement, and under it those within it.
    fn show(&self, statement: &'a Statement, depth: usize, lines: &mut Vec<Line>) {
        lines.push(Line::new());
        let who: Vec<Glyph> = who(statement).collect();
        lines.extend(self.layout.item(number(statement), &who, self.facts(statement), depth));
        for inner in self.within(statement) {
            self.show(inner, depth + 1, lines);
        }
    }

    /// What is known of a statement beside its source, with the name of each fact.
    fn facts(&self, statement: &Statement) -> Vec<Fact> {
        let mut facts = vec![("how", how(statement))];
        let addressee = statement.addressee.as_ref();
        facts.extend(addressee.map(|addressee| ("to", addressee.text.clone())));
        let relay: Vec<&str> = statement.relay.iter().map(|relay| relay.text.as_str()).collect();
        facts.extend((!relay.is_empty()).then(|| ("through", relay.join(", through "))));
        facts.extend(days(statement.date.as_ref(), statement.enddate.as_ref()).map(|when| ("when", when)));
        facts.extend(self.text.as_ref().map(|text| ("what", what(statement, text))));
        facts
    }
}

fn who(statement: &Statement) -> Box<dyn Iterator<Item = Glyph> + '_> {
    match &statement.source {
        Some(source) => Box::new(running(&source.text, Style::BOLD)),
        None => Box::new(running("source not named", Style::PLAIN)),
    }
}

fn how(statement: &Statement) -> String {
    let (act, form) = (name(statement.act), name(statement.form));
    let cue = statement
        .cue
        .as_ref()
        .map_or("no cue".to_owned(), |cue| format!("“{}”", cue.text));
    format!("{act} · {form} · {cue} · {:.0}% sure", statement.confidence * 100.0)
}

/// The content, three points between its pieces.
fn what(statement: &Statement, text: &Text) -> String {
    statement
        .content
        .iter()
        .map(|&piece| text.slice(piece))
        .collect::<Vec<_>>()
        .join(" … ")
}
