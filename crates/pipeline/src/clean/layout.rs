//! Plain text to passages: which lines belong together.
//!
//! Three layouts are common. Blank lines part the paragraphs; every line is a paragraph; or the lines are cut at a margin, and
//! the paragraphs are told by blank lines, indents or short last lines.

use super::words::{ends_sentence, opens_small};
use super::{dateline, publication};
use std::ops::Range;

/// The shortest and the longest margin that text is cut at, in characters.
const MARGINS: std::ops::RangeInclusive<usize> = 40..=110;

/// How many line breaks a text must have before its margin can be told.
const LEAST_BREAKS: usize = 3;

/// Words that end no paragraph: where one ends a line, the next line goes on with it.
const OPEN_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "but", "by", "for", "from", "had", "has", "have", "his", "her", "in", "into",
    "is", "its", "of", "on", "or", "than", "that", "the", "their", "to", "was", "were", "which", "who", "will", "with",
    "would",
];

/// A stretch of the text that is one paragraph, heading or other line of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Its bytes, without white space at either end. Never empty.
    pub(crate) range: Range<usize>,
    /// What its container says it is.
    pub(crate) hint: Hint,
}

impl Passage {
    /// A headline that takes these bytes.
    pub(crate) const fn headline(range: Range<usize>) -> Self {
        let hint = Hint::Headline;
        Self { range, hint }
    }

    /// Moves it behind so many bytes that are put before the text.
    pub(crate) fn shift(&mut self, bytes: usize) {
        self.range = self.range.start + bytes..self.range.end + bytes;
    }
}

/// What a container, such as a web page, says a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// Nothing.
    Plain,
    /// The headline.
    Headline,
    /// A heading between paragraphs.
    Heading,
    /// An item of a list.
    Item,
}

/// The passages of a plain text, in order. What no passage covers is white space.
pub(crate) fn passages(text: &str) -> Vec<Passage> {
    let lines = lines(text);
    let layout = Layout::of(&lines);
    let mut passages: Vec<Passage> = Vec::new();
    let mut previous: Option<&Line<'_>> = None;
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        match passages.last_mut() {
            Some(passage)
                if previous.is_some_and(|previous| layout.continues(previous, line, &text[passage.range.clone()])) =>
            {
                passage.range.end = line.start + line.text.len();
            }
            _ => passages.push(Passage {
                range: line.start..line.start + line.text.len(),
                hint: Hint::Plain,
            }),
        }
        previous = Some(line);
    }
    passages
}

/// A line without the white space around it.
struct Line<'a> {
    text: &'a str,
    /// Its first byte.
    start: usize,
    /// Its number.
    number: usize,
    /// The characters of white space before it.
    indent: usize,
    /// Its characters, with those of the indent.
    chars: usize,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for piece in text.split_inclusive(is_line_end) {
        let trimmed = piece.trim();
        let lead = piece.len() - piece.trim_start().len();
        let lead = if trimmed.is_empty() { 0 } else { lead };
        // A carriage return before a line feed ends no line of its own.
        if !(piece == "\n" && text[..start].ends_with('\r')) {
            let indent = piece[..lead].chars().count();
            lines.push(Line {
                text: trimmed,
                start: start + lead,
                number: lines.len(),
                indent,
                chars: indent + trimmed.chars().count(),
            });
        }
        start += piece.len();
    }
    lines
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The column that lines are cut at; `None` where every line is as long as it wants to be.
fn margin(lines: &[Line<'_>]) -> Option<usize> {
    let pairs: Vec<(&Line<'_>, &Line<'_>)> = lines
        .windows(2)
        .map(|pair| (&pair[0], &pair[1]))
        .filter(|(line, next)| !line.text.is_empty() && !next.text.is_empty() && !is_indented(line, next))
        .collect();
    if pairs.len() < LEAST_BREAKS {
        return None;
    }
    let mut widths: Vec<usize> = pairs.iter().map(|(line, _)| line.chars).collect();
    widths.sort_unstable();
    let margin = widths[(widths.len() - 1) * 95 / 100];
    let full = pairs.iter().filter(|(line, next)| is_full(line, next, margin)).count();
    let over = lines.iter().filter(|line| line.chars > margin).count();
    (MARGINS.contains(&margin) && full * 10 >= pairs.len() * 6 && over * 10 <= lines.len()).then_some(margin)
}

/// Whether a line had no room for the first word of the next.
fn is_full(line: &Line<'_>, next: &Line<'_>, margin: usize) -> bool {
    let word = next.text.split_whitespace().next().unwrap_or_default();
    line.chars + 1 + word.chars().count() > margin
}

/// How the lines of a text are cut.
struct Layout {
    /// The column they are cut at; `None` where every line is as long as it wants to be.
    margin: Option<usize>,
    /// Whether no line is longer than text that is cut at a margin.
    is_narrow: bool,
}

impl Layout {
    fn of(lines: &[Line<'_>]) -> Self {
        let is_narrow = lines.iter().all(|line| line.chars <= *MARGINS.end());
        Self {
            margin: margin(lines),
            is_narrow,
        }
    }

    /// Whether a line goes on with the paragraph that the line before it stands in.
    fn continues(&self, previous: &Line<'_>, line: &Line<'_>, paragraph: &str) -> bool {
        let parted = line.number != previous.number + 1 || is_indented(previous, line);
        if parted || publication::read(line.text).is_some() || dateline::alone(line.text, true).is_some() {
            return false;
        }
        let small = opens_small(line.text);
        match self.margin {
            Some(margin) => small || is_full(previous, line, margin),
            None => small && !opens_small(paragraph) && (is_open(previous) || self.is_cut(previous)),
        }
    }

    /// Whether a line that the next one goes on with in small letters is long enough to have been cut, and ends no sentence.
    fn is_cut(&self, line: &Line<'_>) -> bool {
        self.is_narrow && line.chars >= *MARGINS.start() && !ends_sentence(line.text)
    }
}

/// Whether a line is set in deeper than the one before it, as first lines of paragraphs are.
fn is_indented(previous: &Line<'_>, line: &Line<'_>) -> bool {
    line.indent > previous.indent + 1
}

/// Whether a line ends in the midst of a sentence.
fn is_open(line: &Line<'_>) -> bool {
    line.text.ends_with(',')
        || line
            .text
            .split_whitespace()
            .next_back()
            .is_some_and(|word| OPEN_WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        passages(text).into_iter().map(|passage| &text[passage.range]).collect()
    }

    #[test]
    fn blank_lines_part() {
        assert_eq!(
            split("\n\nOne.\r\n\r\n Two. \n\u{a0}\nThree."),
            ["One.", "Two.", "Three."]
        );
    }

    #[test]
    fn lines_are_paragraphs() {
        assert_eq!(
            split("A headline\nOne sentence.\nAnother one.\n"),
            ["A headline", "One sentence.", "Another one."]
        );
    }

    #[test]
    fn every_line_end_counts() {
        assert_eq!(
            split("One.\rTwo.\u{2028}Three.\r\nFour."),
            ["One.", "Two.", "Three.", "Four."]
        );
    }

    const WRAPPED: &str = "The ministers of the two countries met in the capital on\n\
        Monday and agreed that ships with grain on board could pass\n\
        the strait. They will meet again in May, a spokesman said.\n";

    #[test]
    fn wrapped_lines_are_joined() {
        let text = format!("{WRAPPED}\n{WRAPPED}");
        assert_eq!(split(&text), [WRAPPED.trim(), WRAPPED.trim()]);
    }

    #[test]
    fn headings_of_one_length_make_no_margin() {
        let text = format!(
            "A heading that is forty characters long.\n{}\n\n",
            WRAPPED.replace('\n', " ")
        )
        .repeat(4);
        assert_eq!(split(&text).len(), 8);
    }

    #[test]
    fn indents_part_wrapped_paragraphs() {
        let text = format!("   {WRAPPED}   {WRAPPED}   {WRAPPED}");
        assert_eq!(split(&text).len(), 3);
    }

    #[test]
    fn short_last_lines_part_wrapped_paragraphs() {
        let text = format!("{WRAPPED}Ships wait in the port.\nNobody knows why.\n{WRAPPED}{WRAPPED}");
        assert!(split(&text).contains(&"Nobody knows why."));
    }

    #[test]
    fn a_line_broken_in_its_sentence_goes_on() {
        let text = "The ministers of the two countries, who had met in the capital,\nagreed.\nThey left.";
        assert_eq!(split(text).len(), 2);
    }

    #[test]
    fn a_narrow_text_may_be_too_short_to_show_its_margin() {
        let text = "The ministers of the two countries had put off the talks\nbecause of the vote.\nThey left.";
        assert_eq!(split(text).len(), 2);
        let headed = "The ministers of the two countries put off the talks\nover 3 years in The Daily Post\nThey left.";
        assert_eq!(split(headed).len(), 3);
    }

    #[test]
    fn small_items_are_not_joined() {
        let text = "They agreed to:\nlet ships with grain on board pass the strait,\nmeet again";
        assert_eq!(split(text).len(), 3);
    }
}
