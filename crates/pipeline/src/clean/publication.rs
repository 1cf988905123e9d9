//! Lines that say when, and in what, a report was published: *Published: 12 March 2023*, *3 years ago in The Daily Post*.

use super::calendar::{Day, date_at_start, is_weekday};
use super::cursor::Cursor;
use super::lexicon::entries;
use super::words::{after_word, is_capitalised, is_small, is_within, words};
use std::ops::Range;
use std::sync::LazyLock;

/// How many words such a line can take.
const MOST_WORDS: usize = 20;

/// What opens a line that says of what the day is, the longest first.
static LABELS: LazyLock<Vec<(&str, Label)>> = LazyLock::new(load_labels);

fn load_labels() -> Vec<(&'static str, Label)> {
    let lines = entries(include_str!("notices.txt")).filter_map(|line| line.split_once(": "));
    let label = |name: &str| {
        if name == "updated" {
            Label::Updated
        } else {
            Label::Published
        }
    };
    let mut labels: Vec<(&str, Label)> = lines.map(|(name, words)| (words, label(name))).collect();
    labels.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    labels
}

/// Words that stand beside a date and add nothing to it.
const FILLERS: &[&str] = &[
    "at", "on", "am", "pm", "a", "p", "m", "hrs", "hours", "min", "mins", "minute", "minutes", "read", "ago", "and",
    "o", "clock",
];

const UNITS: &[&str] = &["second", "minute", "min", "hour", "day", "week", "month", "year"];

/// What a day in a line is the day of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    /// Publication, so called or with nothing said.
    Published,
    /// The last change.
    Updated,
}

/// A day that a line states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stated {
    /// What it is the day of.
    pub(super) label: Label,
    /// The day.
    pub(super) day: Day,
    /// The bytes of the line that say so.
    pub(super) range: Range<usize>,
}

/// What a line says of the report's publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Notice {
    /// Whether it says what its day is the day of, so that it is a notice wherever it stands.
    pub(super) is_labelled: bool,
    /// The days it states in full.
    pub(super) stated: Vec<Stated>,
    /// What it was published in.
    pub(super) publisher: Option<String>,
}

/// Reads a line that does nothing but say when a report was published; `None` for every other.
pub(super) fn read(line: &str) -> Option<Notice> {
    if !is_within(line, MOST_WORDS) {
        return None;
    }
    relative(line).or_else(|| dated(line))
}

/// *over 3 years in The Daily Post*, *2 hours ago*: how long ago, counted from nobody knows when.
fn relative(line: &str) -> Option<Notice> {
    let (age, publisher) = match line.split_once(" in ") {
        Some((age, publisher)) => (age, Some(publisher.trim())),
        None => (line, None),
    };
    let ago = age.trim_end().ends_with(" ago");
    let named = publisher.is_some_and(is_publisher);
    let fits = is_age(age) && (named || (ago && publisher.is_none()));
    fits.then(|| Notice {
        publisher: publisher.map(str::to_owned),
        ..Notice::default()
    })
}

fn is_age(text: &str) -> bool {
    let text = text.trim().trim_end_matches(" ago").to_lowercase();
    let text = ["over ", "almost ", "about ", "more than ", "nearly "]
        .iter()
        .find_map(|more| text.strip_prefix(more))
        .unwrap_or(&text);
    let Some((number, unit)) = text.trim().split_once(' ') else {
        return false;
    };
    let counted = number.chars().all(|c| c.is_ascii_digit()) || matches!(number, "a" | "an" | "one");
    counted && UNITS.contains(&unit.trim_end_matches('s'))
}

fn is_publisher(name: &str) -> bool {
    is_within(name, 6)
        && words(name).all(|word| is_capitalised(word) || is_small(word))
        && words(name).next().is_some_and(is_capitalised)
}

fn dated(line: &str) -> Option<Notice> {
    let mut notice = Notice::default();
    let mut found = false;
    let mut at = 0;
    let mut label = Label::Published;
    while at < line.len() {
        let rest = &line[at..];
        if let Some((read, left)) = labelled(rest) {
            label = read;
            notice.is_labelled = true;
            at = line.len() - left.len();
        } else if let Some(written) = date_at_start(rest).filter(|date| ends_a_date(&rest[date.len..])) {
            let range = at..at + written.len;
            notice
                .stated
                .extend(written.day.map(|day| Stated { label, day, range }));
            found = true;
            at += written.len;
        } else {
            at += filler(rest)?;
        }
    }
    found.then_some(notice)
}

fn ends_a_date(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric) || rest.starts_with('T')
}

fn labelled(text: &str) -> Option<(Label, &str)> {
    let (label, rest) = LABELS
        .iter()
        .find_map(|(words, label)| Some((*label, after_word(text, words)?)))?;
    Some((label, rest.trim_start_matches([':', '-', '–', ' '])))
}

/// The length of what may stand beside a date: a time of day, a time zone, punctuation, a word that adds nothing.
fn filler(text: &str) -> Option<usize> {
    let mut cursor = Cursor::new(text);
    if !cursor.take_while(|c| !c.is_alphanumeric()).is_empty() || !cursor.take_while(|c| c.is_numeric()).is_empty() {
        return Some(cursor.at()).filter(|_| !text.starts_with(['"', '“', '?', '!', '$', '€', '£', '%']));
    }
    let word = cursor.letters()?;
    let zone = word.chars().count() <= 5 && word.chars().all(char::is_uppercase);
    let weekday = is_weekday(word);
    (zone || weekday || FILLERS.contains(&word.to_lowercase().as_str())).then(|| cursor.at())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(line: &str) -> Option<String> {
        let notice = read(line)?;
        Some(
            notice
                .stated
                .iter()
                .map(|stated| format!("{:?} {} {};", stated.label, stated.day, &line[stated.range.clone()]))
                .collect(),
        )
    }

    #[test]
    fn days_with_and_without_labels() {
        for (line, stated) in [
            ("Published: 12 March 2023", "Published 2023-03-12 12 March 2023;"),
            ("August 13, 1998", "Published 1998-08-13 August 13, 1998;"),
            ("August 13 , 1998", "Published 1998-08-13 August 13 , 1998;"),
            (
                "Updated 3:42 PM EDT, Mon August 13, 2018",
                "Updated 2018-08-13 Mon August 13, 2018;",
            ),
            (
                "Posted on 3 May 2020 at 10.15 a.m. GMT",
                "Published 2020-05-03 3 May 2020;",
            ),
            (
                "Published 1 May 2020 | Updated: May 2, 2020 5:36:50 pm",
                "Published 2020-05-01 1 May 2020;Updated 2020-05-02 May 2, 2020;",
            ),
            ("2023-03-12T10:00:00Z", "Published 2023-03-12 2023-03-12;"),
            ("Last updated: 3/4/2020", ""),
            ("13 August", ""),
            ("12 March 2023 · 4 min read", "Published 2023-03-12 12 March 2023;"),
        ] {
            assert_eq!(days(line).as_deref(), Some(stated), "{line}");
        }
    }

    #[test]
    fn ages_name_the_publisher() {
        let publisher = |line| read(line).map(|notice| notice.publisher);
        assert_eq!(
            publisher("over 3 years in The Daily Post"),
            Some(Some("The Daily Post".to_owned()))
        );
        assert_eq!(
            publisher("a week ago in The Post of the North"),
            Some(Some("The Post of the North".to_owned()))
        );
        assert_eq!(publisher("2 hours ago"), Some(None));
    }

    #[test]
    fn sentences_are_no_notices() {
        for line in [
            "On 12 March 2023 the ministers met.",
            "August 13, 1998 was a Thursday",
            "Published figures show a rise",
            "over 3 years in prison",
            "3 years",
            "Date with destiny",
            "Updated",
            "",
            "42",
            "May",
            "March on 3 May 2020",
            "5 years in The Hague he spent",
            "Is it 3 May 2020?",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn labels_are_told() {
        assert_eq!(read("Updated 3 May 2020").map(|notice| notice.is_labelled), Some(true));
        assert_eq!(read("3 May 2020").map(|notice| notice.is_labelled), Some(false));
    }
}
