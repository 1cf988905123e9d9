//! An item of a list: its label, what heads it, and a line for each fact of it.

use super::paint::{Glyph, Style, running, unbroken};
use super::wrap::{Line, hang, wrap};

/// The room that a fact's name takes.
const NAME: usize = 9;
/// The least room for a value, however deep it is nested.
const NARROWEST: usize = 12;
/// How many lines of a fact are shown: the article shows all of it.
const FACT_LINES: usize = 3;

/// What is known, with the name of it.
pub type Fact = (&'static str, String);

/// How the items of a list are set.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Columns of the view.
    pub width: usize,
    /// The room that a label takes, and how far an inner item stands to the right of its outer one.
    pub gutter: usize,
}

impl Layout {
    /// With room for the longest of these labels.
    pub fn for_labels<'a>(width: usize, labels: impl Iterator<Item = &'a str>) -> Self {
        let longest = labels.map(|label| label.chars().count()).max().unwrap_or(0);
        let gutter = longest + "⟦⟧ ".chars().count();
        Self { width, gutter }
    }

    /// The lines of an item.
    pub fn item(self, label: &str, head: &[Glyph], facts: Vec<Fact>, depth: usize) -> Vec<Line> {
        let label: Vec<Glyph> = unbroken(&format!("⟦{label}⟧ "), Style::FAINT).collect();
        let mut lines = hang(label, wrap(head, self.room(depth, self.gutter)), self.gutter);
        for (name, value) in facts {
            let value: Vec<Glyph> = running(&value, Style::PLAIN).collect();
            let mut wrapped = wrap(&value, self.room(depth, self.gutter + NAME));
            clip(&mut wrapped);
            let name = unbroken(&format!("{:1$}{name}", "", self.gutter), Style::FAINT).collect();
            lines.extend(hang(name, wrapped, self.gutter + NAME));
        }
        hang(Vec::new(), lines, depth * self.gutter)
    }

    fn room(self, depth: usize, taken: usize) -> usize {
        self.width.saturating_sub(depth * self.gutter + taken).max(NARROWEST)
    }
}

/// The line above a list: how many there are.
pub fn heading(count: usize, one: &str, many: &str, none: &str) -> Line {
    let text = match count {
        0 => none.to_owned(),
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    running(&text, Style::BOLD).collect()
}

/// A day, or the first and the last.
pub fn days(date: Option<&String>, enddate: Option<&String>) -> Option<String> {
    let date = date?;
    Some(match enddate {
        Some(end) if end != date => format!("{date} to {end}"),
        _ => date.clone(),
    })
}

/// Cuts what is more than a reminder of the words.
fn clip(lines: &mut Vec<Line>) {
    if lines.len() > FACT_LINES {
        lines.truncate(FACT_LINES);
        if let Some(last) = lines.last_mut() {
            let cut = last.iter().rposition(|glyph| glyph.breaks).unwrap_or(0);
            last.truncate(cut);
            last.extend(running(" …", Style::PLAIN));
        }
    }
}
