//! Who wrote a report: *By Jane Doe and John Smith, Staff Writers*, *Jane Doe in Nairobi*.

use super::agencies::agency;
use super::calendar::is_calendar_word;
use super::lexicon::{Words, set};
use super::words::{after_word, bare, is_all_caps, is_capitalised, is_slug, is_small, is_within, words};
use std::sync::LazyLock;

/// How many words a by-line can take.
const MOST_WORDS: usize = 25;

/// What opens a by-line that says so. The longer come first.
const OPENERS: &[&str] = &[
    "Written by",
    "Story by",
    "Report by",
    "Reported by",
    "Words by",
    "Text by",
    "Text and photos by",
    "Interview by",
    "By",
];

/// Words of offices, which stand in by-lines beside names.
static OFFICES: Words = LazyLock::new(|| set(include_str!("offices.txt")));

/// The authors that a line names, where it opens as by-lines do and holds nothing else: *By Jane Doe, Diplomatic Editor*. A line
/// by an agency or a desk has none.
pub(super) fn read(line: &str) -> Option<Vec<String>> {
    let names = OPENERS.iter().find_map(|opener| after_word(line, opener))?;
    authors(names.trim_start_matches([':', ' ']))
}

/// The author that a line names without saying that it is a by-line: *Jane Doe in Nairobi*, *JANE DOE*. It stands between a
/// headline and its story.
pub(super) fn signature(line: &str) -> Option<Vec<String>> {
    let placed = line
        .split_once(" in ")
        .filter(|(name, place)| is_person(name) && is_place(place));
    let in_capitals =
        is_within(line, 3) && is_person(line) && !line.ends_with('.') && words(line).all(is_name_in_capitals);
    match placed {
        Some((name, _)) => Some(vec![name.trim().to_owned()]),
        None => in_capitals.then(|| vec![line.trim().to_owned()]),
    }
}

fn authors(list: &str) -> Option<Vec<String>> {
    let list = list.trim().trim_end_matches(['.', '|', '-', '–', '—', ' ']);
    if list.is_empty() || !is_within(list, MOST_WORDS) || list.contains(['"', '“', '?', '!']) {
        return None;
    }
    let parts: Vec<&str> = parts(list).collect();
    let (head, rest) = parts.split_first()?;
    let opens = is_person(head) || is_desk(head);
    let follows = rest.iter().all(|part| is_person(part) || is_descriptive(part));
    (opens && follows).then(|| {
        parts
            .iter()
            .filter(|part| is_person(part))
            .map(|part| (*part).to_owned())
            .collect()
    })
}

/// The names and descriptions in a by-line, without the places behind *in*.
fn parts(list: &str) -> impl Iterator<Item = &str> {
    list.split([',', ';', '&', '|', '/', '(', ')'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" with "))
        .map(name_part)
        .filter(|part| !part.is_empty())
}

fn name_part(part: &str) -> &str {
    let part = part.trim();
    let part = part.strip_prefix("and ").unwrap_or(part);
    match part.split_once(" in ") {
        Some((name, place)) if is_person(name) && is_place(place) => name.trim(),
        _ => part,
    }
}

/// Whether words can be a person's name: two to five, capitalised but for particles, none of an office, no agency.
pub(super) fn is_person(part: &str) -> bool {
    let tokens: Vec<&str> = part.split_whitespace().collect();
    let capitalised = tokens.iter().filter(|token| is_capitalised(token)).count();
    (2..=5).contains(&tokens.len())
        && capitalised >= 2
        && tokens.iter().all(|token| is_name_word(token))
        && tokens
            .first()
            .is_some_and(|token| !is_small(&token.to_lowercase()) && !is_calendar_word(bare(token)))
        && agency(part).is_none()
        && !is_desk(part)
}

fn is_name_word(token: &str) -> bool {
    let particle = is_small(token)
        && !matches!(
            token,
            "in" | "on" | "at" | "to" | "for" | "the" | "a" | "an" | "or" | "by" | "&"
        );
    (is_capitalised(token) || particle) && token.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
}

fn is_name_in_capitals(word: &str) -> bool {
    is_all_caps(word) && !is_slug(word)
}

fn is_place(text: &str) -> bool {
    is_within(text, 5)
        && words(text).all(|word| is_capitalised(word) || is_small(word))
        && words(text).next().is_some_and(is_capitalised)
}

/// Whether words name an agency, or an office within a newspaper: *our correspondent*, *Staff Reporter*.
fn is_desk(part: &str) -> bool {
    agency(part).is_some()
        || (is_within(part, 6) && words(part).any(|word| OFFICES.contains(bare(word).to_lowercase().as_str())))
}

/// Whether words can describe an author: an office, or a title with capitals.
fn is_descriptive(part: &str) -> bool {
    is_desk(part) || words(part).all(|word| is_capitalised(word) || is_small(word))
}

/// Whether a line says more plainly than with *By* alone that it is a by-line, so that it is one wherever it stands.
pub(super) fn is_explicit(line: &str) -> bool {
    OPENERS
        .iter()
        .any(|opener| opener.contains(' ') && after_word(line, opener).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authors_of(line: &str) -> Option<String> {
        read(line).map(|names| names.join("; "))
    }

    #[test]
    fn one_author_or_more() {
        for (line, names) in [
            ("By Jane Doe", "Jane Doe"),
            ("By Jane Doe and John Smith", "Jane Doe; John Smith"),
            ("By JOHN SMITH, Associated Press Writer", "JOHN SMITH"),
            (
                "by Jane Doe, John Smith and Max O’Hara in Nairobi",
                "Jane Doe; John Smith; Max O’Hara",
            ),
            ("Written by Jane Doe | Mumbai |", "Jane Doe"),
            ("By Ludwig van der Rohe.", "Ludwig van der Rohe"),
            (
                "By Jane Doe, Chief Economist and Director of Research at the Bank of the North (BotN).",
                "Jane Doe",
            ),
            ("By Jane Doe, diplomatic editor", "Jane Doe"),
            ("By Reuters", ""),
            ("By our correspondent", ""),
        ] {
            assert_eq!(authors_of(line).as_deref(), Some(names), "{line}");
        }
    }

    #[test]
    fn sentences_are_no_by_lines() {
        for line in [
            "By Monday the ministers had left.",
            "By Jane Doe’s account the ministers left.",
            "By then Jane Doe had left.",
            "By Land and Sea",
            "By way of example, Jane Doe said she left.",
            "By Sunday Mr Doe, the minister, was in Paris.",
            "Bystanders fled",
            "By",
            "",
            "By Jane Doe, who was there",
            "By “Jane Doe”",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn signatures() {
        assert_eq!(signature("Jane Doe in Nairobi"), Some(vec!["Jane Doe".to_owned()]));
        assert_eq!(signature("JANE DOE"), Some(vec!["JANE DOE".to_owned()]));
        for line in [
            "PRESS RELEASE",
            "Jane Doe",
            "Talks in Geneva",
            "JUSTICE",
            "Jane Doe in hospital",
            "NATO",
        ] {
            assert_eq!(signature(line), None, "{line}");
        }
    }
}
