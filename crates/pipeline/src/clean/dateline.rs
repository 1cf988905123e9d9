//! The place, agency and day before the first sentence of a report: *NAIROBI, Kenya (AP) _*.

mod alone;

pub(super) use alone::alone;

use super::agencies::agencies;
use super::calendar::{Day, Written, date_at_start, is_calendar_word};
use super::lexicon::{Words, set};
use super::places::{is_city, is_state};
use super::words::{
    bare, first, holds_sentence_end, is_all_caps, is_capitalised, is_slug, is_small, is_within, opens_sentence,
};
use std::sync::LazyLock;

/// How many characters of a paragraph a dateline can take.
const REACH: usize = 120;

/// How many words its places can take.
const PLACE_WORDS: usize = 9;

/// What stands between a dateline and its sentence. The longer come first.
const SEPARATORS: &[&str] = &["--", "-", "–", "—", "―", "_", ":"];

/// Words that open a sentence and no place.
static OPENERS: Words = LazyLock::new(|| set(include_str!("openers.txt")));

/// A dateline and what it says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// How many bytes of the paragraph it takes, with its separator.
    pub(super) len: usize,
    /// The agencies it names, by their names in records.
    pub(super) credits: Vec<String>,
    /// The day it was filed, where it is written in full.
    pub(super) day: Option<Day>,
}

/// Where in a report a paragraph stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It opens the story of a report whose paragraphs do not open with their speakers' names.
    Lead,
    /// It is one of the first, or the report is a transcript.
    Early,
    /// Anywhere else.
    Later,
}

/// The dateline a paragraph opens with. The weaker its own signs are, the more has to speak for it: an agency in brackets
/// suffices anywhere, a day or capitals suffice early in a report, a city's name suffices in the lead.
pub(super) fn split(paragraph: &str, standing: Standing) -> Option<Dateline> {
    let window = first(paragraph, REACH);
    ends(window).filter_map(|end| read(paragraph, end, standing)).last()
}

/// The byte at which a paragraph's headline ends and its dateline begins, where an archive has written both into one line:
/// *Ministers agree on grain. NAIROBI, Kenya — They …*
pub(super) fn behind_headline(paragraph: &str) -> Option<usize> {
    let stops = first(paragraph, REACH)
        .match_indices(". ")
        .map(|(at, stop)| at + stop.len());
    stops.into_iter().find(|&at| {
        split(&paragraph[at..], Standing::Early).is_some_and(|dateline| opens_loud(&paragraph[at..][..dateline.len]))
    })
}

/// Whether a dateline opens in capitals, as no second sentence does.
fn opens_loud(dateline: &str) -> bool {
    dateline.split_whitespace().next().is_some_and(is_all_caps)
}

/// Where in a text a dateline may end: each separator, and each closing bracket.
struct End {
    /// Where the separator begins.
    at: usize,
    /// Where it ends.
    to: usize,
    separator: &'static str,
}

fn ends(window: &str) -> impl Iterator<Item = End> {
    window.char_indices().filter_map(|(at, c)| {
        if c == ')' || (c == '/' && window[at + 1..].starts_with(' ')) {
            return Some(End {
                at: at + 1,
                to: at + 1,
                separator: "",
            });
        }
        let separator = *SEPARATORS.iter().find(|s| window[at..].starts_with(**s))?;
        Some(End {
            at,
            to: at + separator.len(),
            separator,
        })
    })
}

fn read(paragraph: &str, end: End, standing: Standing) -> Option<Dateline> {
    let (before, after) = (&paragraph[..end.at], &paragraph[end.to..]);
    let opened = after.trim_start();
    let clear = opened.is_empty() || opens_sentence(opened);
    if !clear || !stands_free(&end, before, after) {
        return None;
    }
    let head = Head::read(before)?;
    head.suffices(&end, standing).then(|| Dateline {
        len: end.to,
        credits: head.credits(),
        day: head.day(),
    })
}

/// Whether a separator is one, and no hyphen or colon within a word or a figure.
fn stands_free(end: &End, before: &str, after: &str) -> bool {
    let spaced = after.is_empty() || after.starts_with(char::is_whitespace);
    match end.separator {
        "-" | ":" => spaced,
        "" => spaced || after.starts_with(char::is_uppercase),
        _ => {
            spaced || before.ends_with(|c: char| c.is_whitespace() || c == ')') || after.starts_with(char::is_uppercase)
        }
    }
}

/// The parts of a dateline before its separator.
struct Head<'a> {
    place: &'a str,
    date: Option<Written>,
    /// What stands in brackets and is no date.
    bracket: Option<&'a str>,
}

impl<'a> Head<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let (before, bracket, after) = split_bracket(text)?;
        let (place, date) = split_date(before);
        let in_bracket = bracket.and_then(whole_date);
        let date = date.or(in_bracket).or_else(|| whole_date(tidy(after)));
        let clear = whole_date(tidy(after)).is_some() || !after.contains(char::is_alphanumeric);
        let head = Self {
            place,
            date,
            bracket: bracket.filter(|_| in_bracket.is_none()),
        };
        (clear && head.is_place() && head.bracket.is_none_or(is_name)).then_some(head)
    }

    fn is_place(&self) -> bool {
        if self.place.is_empty() {
            return !self.agencies().is_empty();
        }
        is_place(self.place, self.date.is_some())
    }

    fn agencies(&self) -> Vec<&'static str> {
        self.bracket.map(agencies).unwrap_or_default()
    }

    /// The agencies by their names in records; an agency that is not known is named as it is written.
    fn credits(&self) -> Vec<String> {
        let known = self.agencies();
        match self.bracket {
            Some(bracket) if known.is_empty() => bracket.split('/').map(|name| name.trim().to_owned()).collect(),
            _ => known.into_iter().map(str::to_owned).collect(),
        }
    }

    fn day(&self) -> Option<Day> {
        self.date.and_then(|date| date.day)
    }

    fn suffices(&self, end: &End, standing: Standing) -> bool {
        let separated = !end.separator.is_empty();
        if !self.agencies().is_empty() {
            return separated || self.place.is_empty() || is_in_capitals(self.place) || is_known(self.place);
        }
        let signed =
            self.date.is_some() || self.bracket.is_some() || (is_in_capitals(self.place) && end.separator != ":");
        match standing {
            Standing::Later => false,
            Standing::Early => separated && signed,
            Standing::Lead => separated && (signed || is_in_capitals(self.place) || is_known(self.place)),
        }
    }
}

/// What stands before the brackets in a text, in them and behind them; `None` where they are not closed. Some agencies write
/// slashes for brackets: *NEW YORK, May 3 /PRNewswire/*.
fn split_bracket(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let slashed = text
        .split_once(" /")
        .filter(|(_, rest)| rest.contains('/') && !rest.starts_with(' '))
        .map(|split| (split, '/'));
    let Some(((before, rest), close)) = text.split_once('(').map(|split| (split, ')')).or(slashed) else {
        return Some((text, None, ""));
    };
    let (inside, after) = rest.split_once(close)?;
    Some((before, Some(inside.trim()), after))
}

/// A place, and the date behind it.
fn split_date(text: &str) -> (&str, Option<Written>) {
    let starts = text
        .char_indices()
        .filter(|&(at, c)| c.is_alphanumeric() && !text[..at].ends_with(char::is_alphanumeric));
    let found = starts
        .into_iter()
        .find_map(|(at, _)| Some((at, whole_date(&text[at..])?)));
    found.map_or((tidy(text), None), |(at, date)| (tidy(&text[..at]), Some(date)))
}

fn tidy(place: &str) -> &str {
    place.trim_matches(|c: char| c.is_whitespace() || ",-–—_:;".contains(c))
}

/// The date that a text consists of.
fn whole_date(text: &str) -> Option<Written> {
    let text = text.trim();
    date_at_start(text).filter(|date| !text[date.len..].contains(char::is_alphanumeric))
}

/// Whether what stands in brackets can be an agency's name.
fn is_name(bracket: &str) -> bool {
    let mut tokens = bracket.split_whitespace();
    bracket.split_whitespace().nth(4).is_none()
        && !bracket.contains(|c: char| c.is_ascii_digit())
        && tokens.all(|token| is_capitalised(token) || is_small(token) || !agencies(token).is_empty())
        && !bracket.is_empty()
}

/// Whether words can be the places of a dateline: capitalised names, with small words between them. Behind a date, the first may
/// be small, as some agencies write their names.
fn is_place(place: &str, dated: bool) -> bool {
    let tokens: Vec<&str> = place.split_whitespace().filter(|token| *token != ",").collect();
    let opener = tokens
        .first()
        .is_some_and(|token| OPENERS.contains(bare(token)) || is_calendar_word(bare(token)) || is_slug(token));
    let named = |(at, token): (usize, &&str)| {
        is_capitalised(token) || (at > 0 && is_small(token)) || *token == "/" || (at == 0 && dated && tokens.len() > 1)
    };
    !tokens.is_empty()
        && tokens.len() <= PLACE_WORDS
        && !opener
        && tokens.iter().enumerate().all(named)
        && tokens.last().is_some_and(|token| is_capitalised(token))
        && !place.contains(['"', '“', '”', '!', '?', ';', ':', '='])
        && place.matches(',').count() <= 3
        && !holds_sentence_end(place)
}

/// Whether the first of the places is written in capitals. Places are short: what is longer is a heading.
fn is_in_capitals(place: &str) -> bool {
    let mut parts = place.split(',');
    let first = parts.next().unwrap_or_default();
    if !is_within(first, 4) || !parts.all(|part| is_within(part, 3)) {
        return false;
    }
    first
        .split_whitespace()
        .filter(|token| !is_small(token))
        .all(|token| !token.contains(char::is_lowercase))
        && first
            .split_whitespace()
            .any(|token| is_all_caps(token) && bare(token).chars().count() >= 3)
}

/// Whether the list knows the first of the places, or the state that the last one is.
fn is_known(place: &str) -> bool {
    let mut parts = place.split([',', '/']).map(str::trim);
    let first = parts.next().unwrap_or_default();
    is_city(first) || parts.next_back().is_some_and(is_state)
}

/// Whether a paragraph opens with a name in capitals and a colon, as the turns of a transcript do.
pub(super) fn opens_like_a_turn(paragraph: &str) -> bool {
    let Some((name, rest)) = first(paragraph, 50).split_once(':') else {
        return false;
    };
    rest.starts_with(char::is_whitespace)
        && name.split_whitespace().nth(4).is_none()
        && name.split_whitespace().all(is_turn_word)
}

fn is_turn_word(word: &str) -> bool {
    is_all_caps(word) || matches!(word, "Q" | "A")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(paragraph: &str, standing: Standing) -> Option<&str> {
        split(paragraph, standing).map(|dateline| &paragraph[..dateline.len])
    }

    #[test]
    fn an_agency_in_brackets_suffices_anywhere() {
        for dateline in [
            "NAIROBI, Kenya (AP) _",
            "WASHINGTON, August 13 (Xinhua) --",
            "LONDON (Reuters) -",
            "PARIS, Jan 5 (Reuters) -",
            "(CNN)",
            "(Reuters) -",
            "CANBERRA, Australia (AP)_",
            "HARARE, Jun 15 2022 (IPS) -",
            "NEW YORK, Dec. 22 (UPI) —",
            "Oslo & Bergen, Norway , Jun 14 2022 (IPS) -",
            "ACCRA, July 25 (Evening Courier/ANN):",
            "RENO, Nev. (AP) —",
            "MINNEAPOLIS-ST. PAUL (AP) —",
            "BRUSSELS/LONDON (Reuters) -",
            "PARIS (AP), Jan. 5 --",
            "NEW YORK, May 3, 2020 /PRNewswire/ --",
            "Ulaanbaatar /MONTSAME/",
            "New Delhi [India], July 21 (ANI):",
        ] {
            for sentence in [" The ministers met.", " “We met,” he said."] {
                let paragraph = format!("{dateline}{sentence}");
                let standing = if dateline.contains("Evening") {
                    Standing::Lead
                } else {
                    Standing::Later
                };
                assert_eq!(cut(&paragraph, standing), Some(dateline), "{paragraph}");
            }
        }
    }

    #[test]
    fn a_day_or_capitals_suffice_early() {
        for dateline in [
            "CAIRO – 26 July 2022:",
            "CAIRO- 24 July 2022:",
            "New York (November 25, 2021):",
            "SINGAPORE (May 6, 2021) —",
            "SRINAGAR, Mar 03:",
            "afrol News, 15 October -",
            "MOSCOW —",
            "AMMAN—",
            "KUALA LUMPUR -",
            "WASHINGTON, D.C. –",
            "CAIRO, July 19 (MENAX) –",
        ] {
            let paragraph = format!("{dateline} The ministers met.");
            assert_eq!(cut(&paragraph, Standing::Early), Some(dateline), "{paragraph}");
            assert_eq!(cut(&paragraph, Standing::Later), None, "{paragraph}");
        }
    }

    #[test]
    fn a_city_suffices_in_the_lead() {
        for dateline in [
            "KABUL:",
            "Muscat:",
            "Doha:",
            "Mumbai, India –",
            "Cape Town -",
            "Nairobi —",
            "Srinagar-",
            "Zwolle, Netherlands –",
        ] {
            let paragraph = format!("{dateline} The ministers met.");
            assert_eq!(cut(&paragraph, Standing::Lead), Some(dateline), "{paragraph}");
            let turned = cut(&paragraph, Standing::Later);
            assert_eq!(turned, None, "{paragraph}");
        }
    }

    #[test]
    fn sentences_stay_whole() {
        for sentence in [
            "Widodo – more commonly known as Jokowi – is insistent.",
            "NATO — which met on Monday — declined.",
            "Pretoria – the capital – is quiet.",
            "The Bank (AP) said so.",
            "The North Atlantic Treaty Organization (NATO) has decided.",
            "He said: “We met.”",
            "On Monday, 15 October - The day",
            "School jobs case: Two ministers were arrested.",
            "THE MINISTER said - and he meant it.",
            "Al-Qaida said.",
            "It rained: Nobody came.",
            "Foreign Minister Jane Doe: We met.",
            "Moscow-based analysts agreed.",
            "At 10:30 GMT they met.",
            "(AP) said so.",
            "",
            "EXCLUSIVE — Ministers met.",
            "Ministers Meet Again in Geneva. OSLO, Norway — They agreed.",
            "POLLS WERE NOT WRONG AT ALL, JUST EARLY - Voters agreed.",
            "Saudi Press Agency (SPA) President Jane Doe spoke.",
            "World Trade Organization (WTO) Director Jane Doe spoke.",
        ] {
            assert_eq!(cut(sentence, Standing::Lead), None, "{sentence}");
        }
    }

    #[test]
    fn a_speaker_in_capitals_is_no_place_in_a_transcript() {
        assert_eq!(cut("WALTERS: Let us begin.", Standing::Early), None);
        assert!(opens_like_a_turn("WALTERS: Let us begin."));
        assert!(opens_like_a_turn("Q: Why?"));
        assert!(!opens_like_a_turn("Doha: The ministers met."));
    }

    #[test]
    fn a_headline_may_stand_in_its_line() {
        let line = "Ministers agree on grain. NAIROBI, Kenya — They met.";
        assert_eq!(
            behind_headline(line).map(|at| &line[at..]),
            Some("NAIROBI, Kenya — They met.")
        );
        for line in [
            "Ministers agree. They met — Mr Doe said.",
            "NAIROBI, Kenya — They met. NATO — The alliance — met.",
        ] {
            assert!(
                behind_headline(line).is_none_or(|at| line[at..].starts_with("NATO")),
                "{line}"
            );
        }
    }

    #[test]
    fn it_says_agency_and_day() {
        let dateline = split("HARARE, Jun 15 2022 (Reuters/AFP) - They met.", Standing::Lead);
        assert_eq!(
            dateline.as_ref().map(|d| d.credits.clone()),
            Some(vec!["Reuters".to_owned(), "AFP".to_owned()])
        );
        assert_eq!(
            dateline.and_then(|d| d.day).map(|d| d.to_string()).as_deref(),
            Some("2022-06-15")
        );
    }

    #[test]
    fn a_dateline_may_stand_alone() {
        assert_eq!(cut("HAVANA (AP) --", Standing::Later), Some("HAVANA (AP) --"));
    }
}
