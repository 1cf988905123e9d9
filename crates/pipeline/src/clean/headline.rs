//! What a headline, a section and a heading look like.

use super::lexicon::{Words, set};
use super::places::{is_section, is_state};
use super::words::{
    bare, ends_sentence, holds_sentence_end, is_capitalised, is_small, is_within, opens_sentence, words,
};
use std::sync::LazyLock;

/// How many words a headline can take.
const HEADLINE_WORDS: usize = 22;

/// How many words a headline can take that ends with a question mark or an exclamation mark.
const QUESTION_WORDS: usize = 12;

/// How many words a heading between paragraphs can take.
const HEADING_WORDS: usize = 14;

/// Words that are finite verbs wherever they follow the subject of a headline, and never nouns.
static FINITE: Words = LazyLock::new(|| set(include_str!("finite_verbs.txt")));

/// Whether a line can be a headline that ends without a full stop.
pub(super) fn is_headline(line: &str) -> bool {
    let most = match sentence_end(line) {
        Some('.' | '…') => return false,
        Some(_) => QUESTION_WORDS,
        None => HEADLINE_WORDS,
    };
    is_short_title(line, most) && words(line).nth(2).is_some()
}

/// Whether a line can be a headline that ends with a full stop, as some archives write them: its words are capitalised.
pub(super) fn is_stopped_headline(line: &str) -> bool {
    is_short_title(line, HEADLINE_WORDS) && is_title_case(line)
}

/// Whether a line has the length of a headline, and begins and ends as one may.
pub(super) fn is_short_title(line: &str, most: usize) -> bool {
    is_within(line, most)
        && words(line).nth(1).is_some()
        && opens_sentence(line)
        && !ends_open(line)
        && !holds_sentence_end(line)
}

/// Whether a line can be a heading between paragraphs.
pub(super) fn is_heading(line: &str) -> bool {
    (is_within(line, HEADING_WORDS) && opens_sentence(line) && !ends_open(line) && !ends_sentence(line))
        || is_time_of_day(line)
}

/// Whether a line is a time of day, which heads an entry of a running report: *7:15 p.m.*
fn is_time_of_day(line: &str) -> bool {
    let figures = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    figures.len() < line.len() && matches!(figures.trim(), "a.m." | "p.m." | "am" | "pm" | "AM" | "PM")
}

/// The mark that ends the sentence that a line ends with; `None` where it ends with none.
fn sentence_end(line: &str) -> Option<char> {
    let end = line
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !".!?…".contains(c))
        .chars()
        .next_back();
    end.filter(|_| ends_sentence(line))
}

/// Whether a line ends with a mark that something follows.
fn ends_open(line: &str) -> bool {
    line.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»".contains(c))
        .ends_with([',', ';', ':'])
}

/// Whether all words of a line begin with a capital, save small words and those of at most three letters.
fn is_title_case(line: &str) -> bool {
    let weighty =
        words(line).filter(|word| !is_small(word) && (is_capitalised(word) || bare(word).chars().count() > 3));
    weighty.clone().nth(2).is_some() && weighty.clone().all(is_capitalised)
}

/// Whether a line names the section a report stands in, or the path of sections to it: *World*, *News > World > Africa*.
pub(super) fn is_section_line(line: &str) -> bool {
    let parts = || {
        line.split(['>', '/', '|', '»', '›'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
    };
    parts().next().is_some() && parts().all(is_section)
}

/// How many bytes of a headline are the name of the section before it, with what parts them: `Ukraine` in *Ukraine Russia has
/// little cause for optimism*. A name with a bar behind it is a section; a state's name without one is, where another state
/// follows that is the subject of a verb. All else may belong together, as *Ukraine talks* and *Iran nuclear deal* do.
pub(super) fn glued_section(title: &str) -> Option<usize> {
    barred_section(title).or_else(|| state_before_sentence(title))
}

fn barred_section(title: &str) -> Option<usize> {
    let (section, rest) = title
        .split_once('|')
        .filter(|(section, rest)| is_section(section.trim()) && words(rest).nth(2).is_some())?;
    Some(title.len() - rest.len()).filter(|_| !section.trim().is_empty())
}

fn state_before_sentence(title: &str) -> Option<usize> {
    let (section, rest) = leading_state(title)?;
    let (subject, predicate) = leading_state(rest)?;
    let verb = words(predicate).next()?;
    (subject != section && FINITE.contains(verb)).then_some(section.len())
}

/// The longest name of a state that a text begins with, and the rest.
fn leading_state(text: &str) -> Option<(&str, &str)> {
    let ends = text.match_indices(' ').map(|(at, _)| at).take(4);
    let at = ends
        .filter(|&at| is_state(&text[..at]) && is_plain(&text[..at]))
        .last()?;
    Some((&text[..at], text[at..].trim_start()))
}

fn is_plain(name: &str) -> bool {
    is_capitalised(name)
        && name
            .split(' ')
            .all(|part| bare(part).len() == part.len() || part.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines() {
        for line in [
            "Ministers meet in Geneva",
            "Will they meet?",
            "‘No deal’ says minister",
            "Ministers meet in U.S",
            "MINISTERS MEET AGAIN",
        ] {
            assert!(is_headline(line), "{line}");
        }
        for line in [
            "Ministers met in Geneva.",
            "He said:",
            "Ministers",
            "He said: “We met.”",
            "and they met",
            "“The ministers met in Geneva,”",
            "The ministers met in Geneva. They left",
            "Jane Doe",
            "The ministers of the two countries, who had met in the capital, asked who was to pay for it all?",
        ] {
            assert!(!is_headline(line), "{line}");
        }
        assert!(is_stopped_headline("Ministers Agree to Meet in Geneva."));
        assert!(!is_stopped_headline("Ministers agree to meet in Geneva."));
    }

    #[test]
    fn headings() {
        for line in ["China talks", "‘No way back’", "7:15 p.m.", "What next"] {
            assert!(is_heading(line), "{line}");
        }
        for line in ["They met.", "He said:", "and then", "p.m.", "Ministers met;"] {
            assert!(!is_heading(line), "{line}");
        }
    }

    #[test]
    fn sections() {
        assert!(is_section_line("World") && is_section_line("News > World > Africa") && is_section_line("UKRAINE"));
        assert!(!is_section_line("World leaders") && !is_section_line("") && !is_section_line(" > "));
    }

    #[test]
    fn a_state_before_a_sentence_is_a_section() {
        let section = |title| glued_section(title).map(|len| &title[..len]);
        assert_eq!(section("Ukraine Russia has ‘no hope’ of a deal"), Some("Ukraine"));
        assert_eq!(
            section("South Korea United States says talks go on"),
            Some("South Korea")
        );
        assert_eq!(section("World | Russia has no hope of a deal"), Some("World |"));
        for title in [
            "Ukraine Russia talks fail",
            "Ukraine President Zelenskiy says no",
            "Iran nuclear deal is dead",
            "Russia has no hope",
            "US Russia summit is off",
            "Ukraine, Russia have no hope",
            "Russia Russia is here",
            "Ukraine",
            "",
            "Kenya",
        ] {
            assert_eq!(section(title), None, "{title}");
        }
    }
}
