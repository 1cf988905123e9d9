//! A table for people: columns beside each other, as wide as they need to be and the screen allows; what is longer goes on below.

use crate::text_view::paint::{Glyph, Style, paint, running};
use crate::text_view::wrap::{Line, columns, wrap};
use std::borrow::Cow;

/// A column.
#[derive(Clone, Debug)]
pub struct Head {
    /// What stands above it.
    pub title: Cow<'static, str>,
    /// How wide it is at most. The last column takes what is left.
    pub most: usize,
    /// Whether numbers stand in it, which are aligned at their ends.
    pub right: bool,
}

impl Head {
    /// A column of words.
    pub const fn words(title: &'static str, most: usize) -> Self {
        let title = Cow::Borrowed(title);
        Self {
            title,
            most,
            right: false,
        }
    }

    /// A column of numbers.
    pub const fn numbers(title: &'static str) -> Self {
        let title = Cow::Borrowed(title);
        Self {
            title,
            most: 16,
            right: true,
        }
    }
}

/// A row: a text for each column, and what stands below the last one.
#[derive(Clone, Debug, Default)]
pub struct View {
    pub cells: Vec<String>,
    pub note: Option<String>,
}

/// Rows that decide how wide columns are.
const DECIDING: usize = 200;
/// Between two columns.
const GAP: usize = 2;
/// The last column is never narrower.
const LEAST: usize = 12;

/// The table.
#[derive(Debug)]
pub struct Grid {
    heads: Vec<Head>,
    width: usize,
    styled: bool,
    held: Vec<View>,
    /// Once they are decided.
    widths: Vec<usize>,
}

impl Grid {
    pub const fn new(heads: Vec<Head>, width: usize, styled: bool) -> Self {
        Self {
            heads,
            width,
            styled,
            held: Vec::new(),
            widths: Vec::new(),
        }
    }

    /// Takes a row, and gives what can be shown by now.
    pub fn row(&mut self, view: View) -> String {
        if !self.widths.is_empty() {
            return self.show(&view);
        }
        self.held.push(view);
        if self.held.len() < DECIDING {
            String::new()
        } else {
            self.release()
        }
    }

    /// Gives what is still held back.
    pub fn finish(&mut self) -> String {
        if self.held.is_empty() {
            String::new()
        } else {
            self.release()
        }
    }

    fn release(&mut self) -> String {
        self.widths = self.decide();
        let heads = View {
            cells: self.heads.iter().map(|head| head.title.clone().into_owned()).collect(),
            note: None,
        };
        let mut shown = self.lines(&heads, Style::UNDERLINED);
        for view in std::mem::take(&mut self.held) {
            shown.push_str(&self.show(&view));
        }
        shown
    }

    fn decide(&self) -> Vec<usize> {
        let natural = |(i, head): (usize, &Head)| {
            let cells = self
                .held
                .iter()
                .filter_map(|view| view.cells.get(i))
                .map(String::as_str);
            let widest = cells
                .chain([&*head.title])
                .map(|cell| columns(&glyphs(cell, Style::PLAIN)))
                .max();
            widest.unwrap_or_default().clamp(1, head.most)
        };
        let mut widths: Vec<usize> = self.heads.iter().enumerate().map(natural).collect();
        if let Some((last, others)) = widths.split_last_mut() {
            let left = self
                .width
                .saturating_sub(others.iter().sum::<usize>() + GAP * others.len());
            *last = (*last).min(left.max(LEAST));
        }
        widths
    }

    fn show(&self, view: &View) -> String {
        let mut shown = self.lines(view, Style::PLAIN);
        if let Some(note) = &view.note {
            let indent = 2;
            for line in fit(note, self.width - indent, Style::FAINT) {
                shown.push_str(&" ".repeat(indent));
                shown.push_str(&paint(&line, self.styled));
                shown.push('\n');
            }
        }
        shown
    }

    fn lines(&self, view: &View, style: Style) -> String {
        let cells: Vec<Vec<Line>> = view
            .cells
            .iter()
            .zip(&self.widths)
            .map(|(cell, &width)| fit(cell, width, style))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or_default();
        let mut shown = String::new();
        for at in 0..height {
            let mut line = String::new();
            for (i, cell) in cells.iter().enumerate() {
                let none = Line::new();
                let part = cell.get(at).unwrap_or(&none);
                let blank = " ".repeat(self.widths[i].saturating_sub(columns(part)));
                let (before, after) = if self.heads[i].right {
                    (blank.as_str(), "")
                } else {
                    ("", blank.as_str())
                };
                let gap = if i == 0 { 0 } else { GAP };
                line += &format!("{}{before}{}{after}", " ".repeat(gap), paint(part, self.styled));
            }
            shown.push_str(line.trim_end());
            shown.push('\n');
        }
        shown
    }
}

fn glyphs(text: &str, style: Style) -> Line {
    running(text, style).collect()
}

/// Text in lines of a width. A word that is wider is cut.
fn fit(text: &str, width: usize, style: Style) -> Vec<Line> {
    wrap(&glyphs(text, style), width)
        .into_iter()
        .flat_map(|line| cut(line, width))
        .collect()
}

fn cut(line: Line, width: usize) -> Vec<Line> {
    if columns(&line) <= width {
        return vec![line];
    }
    let mut parts = vec![Line::new()];
    for glyph in line {
        let next: [Glyph; 1] = [glyph];
        let last = parts.len() - 1;
        if !parts[last].is_empty() && columns(&parts[last]) + columns(&next) > width {
            parts.push(vec![glyph]);
        } else {
            parts[last].push(glyph);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    fn shown(rows: &[(&str, &str, &str)], width: usize) -> String {
        let heads = vec![Head::words("who", 8), Head::numbers("n"), Head::words("words", 99)];
        let mut grid = Grid::new(heads, width, false);
        let mut shown = String::new();
        for (who, n, words) in rows {
            let cells = [who, n, words].map(|cell| (*cell).to_owned()).to_vec();
            shown += &grid.row(View {
                cells,
                note: Some("a note".to_owned()),
            });
        }
        shown + &grid.finish()
    }

    #[test]
    fn columns_stand_beside_each_other() {
        assert_eq!(
            shown(
                &[("Ghana", "7", "fish pie"), ("北京", "12", "a very long story of fish")],
                28
            ),
            "who     n  words\nGhana   7  fish pie\n  a note\n北京   12  a very long story\n           of fish\n  a note\n"
        );
    }

    #[test]
    fn nothing_is_wider_than_the_screen() {
        for width in [30, 40, 80] {
            let shown = shown(&[("Ouagadougou北京北京", "123456", &"abcdefghij".repeat(20))], width);
            assert!(shown.lines().all(|line| line.width() <= width), "{width}: {shown}");
        }
    }

    #[test]
    fn many_rows_are_not_held() {
        let mut grid = Grid::new(vec![Head::words("a", 9)], 80, false);
        let row = || View {
            cells: vec!["x".to_owned()],
            note: None,
        };
        let early: String = (0..DECIDING).map(|_| grid.row(row())).collect();
        assert_eq!(early.lines().count(), 1 + DECIDING);
        assert_eq!((grid.row(row()), grid.finish()), ("x\n".to_owned(), String::new()));
    }

    #[test]
    fn a_text_cannot_command_the_terminal() {
        assert!(shown(&[("\u{1b}[2J", "1", "x")], 80).contains("\u{fffd}[2J"));
    }
}
