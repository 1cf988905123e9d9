//! What is known about a report, on a line over it.

use super::paint::{Style, running};
use super::wrap::{Line, wrap};
use demarche::types::{DateBasis, DateTrust, Published, Record};

/// The line, wrapped, and a blank one.
pub fn lines(record: &Record, width: usize) -> Vec<Line> {
    let glyphs: Vec<_> = running(&facts(record).join(" · "), Style::FAINT).collect();
    let mut lines = wrap(&glyphs, width);
    lines.push(Line::new());
    lines
}

fn facts(record: &Record) -> Vec<String> {
    let document = &record.document;
    let mut facts: Vec<String> = [&document.publisher, &document.section]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    facts.push(published(&document.published));
    facts.extend((!document.byline.is_empty()).then(|| format!("by {}", document.byline.join(", "))));
    facts.extend((!document.credits.is_empty()).then(|| format!("from {}", document.credits.join(", "))));
    facts.extend(document.uri.clone());
    facts
}

fn published(published: &Published) -> String {
    let Some(date) = &published.date else {
        return "date unknown".to_owned();
    };
    let basis = basis(published);
    match &published.enddate {
        Some(end) if end != date => format!("{date} to {end} ({basis})"),
        _ => format!("{date} ({basis})"),
    }
}

const fn basis(published: &Published) -> &'static str {
    match (published.basis, published.trust) {
        (DateBasis::Given, _) => "given",
        (DateBasis::Metadata, Some(DateTrust::Searched)) => "found in the page or its address",
        (DateBasis::Metadata, _) => "declared by the page",
        (DateBasis::Stated, _) => "stated in the text",
        (DateBasis::Inferred, _) => "inferred from the text",
        (DateBasis::Unknown, _) => "nothing says why",
    }
}
