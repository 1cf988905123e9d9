//! The year of a copyright line: *Copyright The Daily Post Limited 2021*.

use super::calendar::stretch;
use super::clue::{Clue, Strength};
use super::days::DaySet;
use demarche_types::{Block, BlockKind, Document, Span};

/// The clues of the copyright lines. A line with several years says how long a site has been there, and nothing of the
/// report.
pub(super) fn clues(document: &Document) -> impl Iterator<Item = Clue> {
    let lines = document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Copyright);
    lines.filter_map(|block| clue(document, block))
}

fn clue(document: &Document, block: &Block) -> Option<Clue> {
    let line = document.text.slice(block.span);
    let mut years = runs_of_digits(line).filter(|(_, digits)| digits.len() == 4);
    let (at, year) = years.next().filter(|_| years.next().is_none())?;
    let (first, last) = stretch(year.parse().ok()?, None, None)?;
    let start = document.text.code_point(document.text.byte(block.span.start) + at);
    let span = Span::new(start, start + year.len());
    Some(Clue::new(Strength::Stated, span, DaySet::between(first, last)))
}

/// The runs of digits in a line, with the bytes where they start.
fn runs_of_digits(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + line[at..].find(|c: char| c.is_ascii_digit())?;
        let rest = &line[start..];
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        at = start + length;
        Some((start, &rest[..length]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_types::{Masthead, Text};
    use jiff::civil::date;

    fn found(line: &str) -> Vec<Clue> {
        let text = Text::new(line);
        let span = text.span();
        let kind = BlockKind::Copyright;
        let blocks = vec![Block { span, kind }];
        clues(&Document {
            text,
            blocks,
            masthead: Masthead::default(),
        })
        .collect()
    }

    #[test]
    fn one_year_is_that_of_the_report() {
        let found = found("© The Évening Courier Limited 2019/Agency 24");
        assert_eq!(found[0].days.bounds(), Some((date(2019, 1, 1), date(2019, 12, 31))));
        assert_eq!(found[0].evidence, [Span::new(30, 34)]);
    }

    #[test]
    fn several_years_are_those_of_the_site() {
        assert!(found("© 1998-2019 The Evening Courier").is_empty());
        assert!(found("© The Evening Courier").is_empty());
    }
}
