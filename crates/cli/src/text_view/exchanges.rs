//! The list of exchanges: which event answers which, how, and the words that connect them.

use super::item::{Layout, heading};
use super::paint::{Style, running};
use super::wrap::Line;
use crate::names::name;
use demarche::types::{Exchange, Record};

/// The list, headed by the number of exchanges; nothing where there is none.
pub fn lines(record: &Record, width: usize) -> Vec<Line> {
    if record.exchanges.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![heading(record.exchanges.len(), "exchange", "exchanges", "")];
    let layout = Layout::for_labels(width, record.exchanges.iter().map(|exchange| exchange.id.as_str()));
    for exchange in &record.exchanges {
        lines.push(Line::new());
        let evidence = exchange.evidence.as_ref();
        let facts = evidence.map(|words| ("words", format!("“{}”", words.text)));
        let head: Vec<_> = running(&head(record, exchange), Style::PLAIN).collect();
        lines.extend(layout.item(&exchange.id, &head, facts.into_iter().collect(), 0));
    }
    lines
}

/// *E3 REJECT rejects E1 REQUEST*.
fn head(record: &Record, exchange: &Exchange) -> String {
    let shown = |id: &str| {
        let event = record.events.iter().find(|event| event.id == id);
        event.map_or_else(|| id.to_owned(), |event| format!("{id} {}", event.event))
    };
    let relation = name(exchange.relation).replace('_', " ");
    format!("{} {relation} {}", shown(&exchange.reply), shown(&exchange.opening))
}
