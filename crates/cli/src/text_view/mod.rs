//! A record as text for people: the article with its statements marked, then the lists of statements, events and exchanges.
//!
//! It needs no colour: statements are marked ⟦3 like this 3⟧, and the list calls each by its number. Where the terminal can,
//! sources are bold, cues underlined and marks faint besides.

mod article;
mod events;
mod exchanges;
mod item;
mod list;
mod marks;
mod masthead;
pub mod paint;
mod paragraphs;
pub mod wrap;

#[cfg(test)]
mod fixture;

use demarche::types::Record;

/// How wide a view is where nobody says.
pub const DEFAULT_WIDTH: usize = 80;

/// A way of showing records.
#[derive(Clone, Copy, Debug)]
pub struct TextView {
    /// Columns. Nothing but a word that is longer on its own goes beyond them.
    pub width: usize,
    /// Whether bold, underlined and faint may be used.
    pub styled: bool,
    /// Whether the article is shown, or the lists alone.
    pub article: bool,
}

impl TextView {
    /// The record as lines, the last one ended. Of a record without its text only what needs none is shown.
    pub fn show(&self, record: &Record) -> String {
        let mut lines = masthead::lines(record, self.width);
        if self.article {
            lines.extend(article::lines(record, self.width));
        }
        let lists = [list::lines, events::lines, exchanges::lines].map(|list| list(record, self.width));
        for list in lists.into_iter().filter(|list| !list.is_empty()) {
            lines.extend(list);
            lines.push(wrap::Line::new());
        }
        lines.pop();
        lines
            .iter()
            .map(|line| paint::paint(line, self.styled) + "\n")
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    const PLAIN: TextView = TextView {
        width: DEFAULT_WIDTH,
        styled: false,
        article: true,
    };

    #[test]
    fn at_80_columns_in_black_and_white() {
        insta::assert_snapshot!(PLAIN.show(&fixture::record()));
    }

    #[test]
    fn at_40_columns() {
        insta::assert_snapshot!(TextView { width: 40, ..PLAIN }.show(&fixture::record()));
    }

    #[test]
    fn with_bold_underlined_and_faint() {
        let shown = TextView { styled: true, ..PLAIN }.show(&fixture::record());
        insta::assert_snapshot!(shown.replace('\u{1b}', "␛"));
    }

    #[test]
    fn the_lists_alone() {
        insta::assert_snapshot!(
            TextView {
                article: false,
                ..PLAIN
            }
            .show(&fixture::record())
        );
    }

    #[test]
    fn nothing_said() {
        insta::assert_snapshot!(PLAIN.show(&fixture::silent()));
    }

    #[test]
    fn every_statement_is_marked_and_listed() {
        let shown = PLAIN.show(&fixture::record());
        for number in 1..=fixture::record().statements.len() {
            for mark in [format!("⟦{number} "), format!(" {number}⟧"), format!("⟦{number}⟧")] {
                assert!(shown.contains(&mark), "{mark} is not shown");
            }
        }
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        for width in [50, 60, 80, 100] {
            let shown = TextView { width, ..PLAIN }.show(&fixture::record());
            assert!(shown.lines().all(|line| line.width() <= width), "{width}: {shown}");
        }
    }

    #[test]
    fn a_text_cannot_command_the_terminal() {
        let mut record = fixture::silent();
        record.text = Some("A \u{1b}[2J\u{7} \u{202e}B".to_owned());
        assert!(PLAIN.show(&record).contains("A \u{fffd}[2J\u{fffd} \u{fffd}B"));
    }
}
