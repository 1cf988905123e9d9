//! The list of statements: each with who, how, to whom, through whom and what, the inner ones under the outer.

use super::marks::number;
use super::paint::{Glyph, Style, running, unbroken};
use super::wrap::{Line, hang, wrap};
use crate::names::name;
use demarche::types::{Record, Statement, Text};
use std::collections::BTreeSet;

/// The room that a label takes.
const LABEL: usize = 9;
/// The least room for a value, however deep it is nested.
const NARROWEST: usize = 12;
/// How many lines of a content are shown: the article shows all of it.
const CONTENT_LINES: usize = 3;

/// The list, headed by the number of statements.
pub fn lines(record: &Record, width: usize) -> Vec<Line> {
    let mut lines = vec![running(&heading(record.statements.len()), Style::BOLD).collect()];
    let list = List::of(record, width);
    for statement in list.outermost() {
        list.show(statement, 0, &mut lines);
    }
    lines
}

fn heading(count: usize) -> String {
    match count {
        0 => "No statement was found.".to_owned(),
        1 => "1 statement".to_owned(),
        count => format!("{count} statements"),
    }
}

struct List<'a> {
    statements: &'a [Statement],
    text: Option<Text>,
    width: usize,
    /// The room that a number takes, and how far an inner statement stands to the right of its outer one.
    gutter: usize,
}

impl<'a> List<'a> {
    fn of(record: &'a Record, width: usize) -> Self {
        let longest = record
            .statements
            .iter()
            .map(|statement| number(statement).chars().count())
            .max();
        let text = record.text.as_deref().map(Text::new);
        Self {
            statements: &record.statements,
            text,
            width,
            gutter: longest.unwrap_or(0) + "⟦⟧ ".chars().count(),
        }
    }

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
        lines.extend(self.item(statement, depth));
        for inner in self.within(statement) {
            self.show(inner, depth + 1, lines);
        }
    }

    fn item(&self, statement: &Statement, depth: usize) -> Vec<Line> {
        let number: Vec<Glyph> = unbroken(&format!("⟦{}⟧ ", number(statement)), Style::FAINT).collect();
        let who: Vec<Glyph> = who(statement).collect();
        let mut lines = hang(number, wrap(&who, self.room(depth, self.gutter)), self.gutter);
        for (label, value) in self.facts(statement) {
            let value: Vec<Glyph> = running(&value, Style::PLAIN).collect();
            let mut wrapped = wrap(&value, self.room(depth, self.gutter + LABEL));
            clip(&mut wrapped);
            let label = unbroken(&format!("{:1$}{label}", "", self.gutter), Style::FAINT).collect();
            lines.extend(hang(label, wrapped, self.gutter + LABEL));
        }
        hang(Vec::new(), lines, depth * self.gutter)
    }

    fn room(&self, depth: usize, taken: usize) -> usize {
        self.width.saturating_sub(depth * self.gutter + taken).max(NARROWEST)
    }

    /// What is known of a statement beside its source, with the name of each fact.
    fn facts(&self, statement: &Statement) -> Vec<(&'static str, String)> {
        let mut facts = vec![("how", how(statement))];
        facts.extend(
            statement
                .addressee
                .as_ref()
                .map(|addressee| ("to", addressee.text.clone())),
        );
        let relay: Vec<&str> = statement.relay.iter().map(|relay| relay.text.as_str()).collect();
        facts.extend((!relay.is_empty()).then(|| ("through", relay.join(", through "))));
        facts.extend(when(statement).map(|when| ("when", when)));
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

fn when(statement: &Statement) -> Option<String> {
    let date = statement.date.as_ref()?;
    Some(match &statement.enddate {
        Some(end) if end != date => format!("{date} to {end}"),
        _ => date.clone(),
    })
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

/// Cuts what is more than a reminder of the content.
fn clip(lines: &mut Vec<Line>) {
    if lines.len() > CONTENT_LINES {
        lines.truncate(CONTENT_LINES);
        if let Some(last) = lines.last_mut() {
            let cut = last.iter().rposition(|glyph| glyph.breaks).unwrap_or(0);
            last.truncate(cut);
            last.extend(running(" …", Style::PLAIN));
        }
    }
}
