//! Who supplied a report, and whose rights it is under: *(Reuters)*, *– Bernama*, *© 2020 AFP*, *Additional reporting by …*.

use super::agencies::{agencies, agency, mentioned, names};
use super::byline::is_person;
use super::glob::{Folded, Phrases, load};
use super::lexicon::{Words, set};
use super::words::{after_word, bare, ends_sentence, is_all_caps, is_capitalised, is_small, is_within, last, words};
use demarche_types::BlockKind;
use std::sync::LazyLock;

static LINES: Phrases = LazyLock::new(|| load(include_str!("credits.txt")));

/// How many words a line of credit, or of rights, can take.
const MOST_WORDS: usize = 60;

/// How many characters at the end of a paragraph a credit can take.
const REACH: usize = 200;

/// Words that stand between the names in a line of credit.
static JOINTS: Words = LazyLock::new(|| set(include_str!("credit_words.txt")));

/// How many letters the initials of an author take, which are no agency's.
const INITIALS: usize = 2;

/// Endings of firms' names, which a record leaves out.
const FIRMS: &[&str] = &[
    "Limited",
    "Ltd",
    "Ltd.",
    "Inc",
    "Inc.",
    "LLC",
    "plc",
    "Corp",
    "Corp.",
    "Corporation",
    "Company",
    "Pvt",
];

/// Marks of the end of a report.
const END_MARKS: &[&str] = &[
    "Enditem", "ENDITEM", "Ends", "ENDS", "/ends", "-ends-", "-30-", "###", "end/", "//",
];

/// A credit or a line of rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Credit {
    /// What block it is: a credit, a copyright line, or a mark of the end.
    pub(super) kind: BlockKind,
    /// Whom it names, by their names in records.
    pub(super) names: Vec<String>,
}

impl Credit {
    fn new<S: Into<String>>(kind: BlockKind, names: impl IntoIterator<Item = S>) -> Self {
        Self {
            kind,
            names: names.into_iter().map(Into::into).collect(),
        }
    }
}

/// What a paragraph credits that is nothing but a credit or a line of rights.
pub(super) fn line(paragraph: &str) -> Option<Credit> {
    if !is_within(paragraph, MOST_WORDS) {
        return None;
    }
    let inner = unwrapped(paragraph);
    rights(inner)
        .or_else(|| supplied(inner))
        .or_else(|| worded(inner))
        .or_else(|| end_mark(paragraph))
}

/// The credit that ends a paragraph behind its last sentence, and the byte it begins at.
pub(super) fn tail(paragraph: &str) -> Option<(usize, Credit)> {
    let window = last(paragraph, REACH);
    let offset = paragraph.len() - window.len();
    let starts = window
        .char_indices()
        .map(|(at, c)| (offset + at, c))
        .filter(|&(_, c)| !c.is_whitespace());
    starts
        .filter(|&(at, c)| at > 0 && begins(paragraph, at, c))
        .find_map(|(at, _)| Some((at, fragment(paragraph, at)?)))
}

/// Whether something new begins at a byte: a sentence has ended before it, and a dash, a bracket or a word opens.
fn begins(paragraph: &str, at: usize, c: char) -> bool {
    let before = &paragraph[..at];
    let spaced = before.ends_with(char::is_whitespace);
    (spaced || "-–—―_/©([".contains(c)) && ends_sentence(before.trim_end())
}

fn fragment(paragraph: &str, at: usize) -> Option<Credit> {
    let (before, text) = (paragraph[..at].trim_end(), &paragraph[at..]);
    let inner = unwrapped(text);
    let known = rights(inner)
        .or_else(|| supplied(inner))
        .or_else(|| end_mark(text))
        .or_else(|| worded(inner));
    if known.is_some() || text.len() == inner.len() {
        return known;
    }
    let bracketed = text.starts_with(['(', '[']);
    let fits = if bracketed {
        is_initials(inner)
    } else {
        is_syndicator(inner, before)
    };
    fits.then(|| named(inner))
}

/// The credit that names a paper or a site. Initials of a desk and photographers name nobody, and neither does what may be the
/// name of the author as well as of a paper.
fn named(name: &str) -> Credit {
    let told =
        name.len() > INITIALS && !is_person(name) && !name.contains('/') && !is_small_letters(&name.replace('-', ""));
    Credit::new(BlockKind::Credit, Some(name).filter(|_| told))
}

/// What a line credits that ends a report and is a name behind a dash: *– Northern Courier*.
pub(super) fn signature(line: &str) -> Option<Credit> {
    let name = unwrapped(line);
    (name.len() < line.trim().len() && line.starts_with(['-', '–', '—', '―']) && is_syndicator(name, ""))
        .then(|| named(name))
}

/// A text without the dashes before it and the brackets around it.
fn unwrapped(text: &str) -> &str {
    let text = text
        .trim()
        .trim_start_matches(|c: char| c.is_whitespace() || "-–—―_/|".contains(c));
    let bracketed = [('(', ')'), ('[', ']')].iter().find_map(|(open, close)| {
        let text = text.trim_end_matches('.');
        text.strip_prefix(*open)?.strip_suffix(*close)
    });
    bracketed
        .filter(|inner| !inner.contains(['(', '[']))
        .unwrap_or(text)
        .trim()
}

/// Agencies and nothing else, or names with an agency among them.
fn supplied(text: &str) -> Option<Credit> {
    let known = agencies(text);
    if !known.is_empty() {
        return Some(Credit::new(BlockKind::Credit, known));
    }
    let slashed =
        text.contains('/') && is_within(text, 6) && is_nominal(text) && names(text).any(|name| agency(name).is_some());
    slashed.then(|| Credit::new(BlockKind::Credit, names(text).map(|name| agency(name).unwrap_or(name))))
}

/// A line of credit in words: *Additional reporting by …*.
fn worded(text: &str) -> Option<Credit> {
    let folded = Folded::new(text);
    let fits = LINES
        .iter()
        .filter_map(|phrase| phrase.gaps(&folded))
        .any(|gaps| gaps.into_iter().all(is_nominal));
    fits.then(|| Credit::new(BlockKind::Credit, mentioned(text)))
}

/// Whether a text holds names and nothing that says something of them.
fn is_nominal(text: &str) -> bool {
    text.split(['/', ' ', '\u{a0}'])
        .filter(|word| word.contains(char::is_alphabetic))
        .all(|word| {
            let small = bare(word).to_lowercase();
            is_capitalised(word)
                || bare(word).starts_with(char::is_numeric)
                || is_small(&small)
                || JOINTS.contains(small.as_str())
        })
}

/// A line of rights: *Copyright 2022 The Daily Post Ltd. All rights reserved*.
fn rights(text: &str) -> Option<Credit> {
    let opens = opens_rights(text);
    let small = text.to_ascii_lowercase();
    let reserved = [
        "all rights reserved",
        "may not be published, broadcast",
        "may not be reproduced",
    ]
    .iter()
    .any(|words| small.contains(words));
    let fits = match opens {
        Some(holders) => reserved || is_claim(holders, text.contains('©')),
        None => reserved && is_within(text, 12),
    };
    fits.then(|| Credit::new(BlockKind::Copyright, holders(opens.unwrap_or_default())))
}

/// What stands behind the word or the sign that opens a line of rights.
fn opens_rights(text: &str) -> Option<&str> {
    let rest = after_word(text, "copyright")
        .or_else(|| text.strip_prefix('©'))
        .or_else(|| text.strip_prefix("(c)"))?;
    Some(rest.trim_start_matches(|c: char| c.is_whitespace() || "©:,–-".contains(c)))
}

/// Whether words name holders of rights and say nothing of them. Where no sign says that it is about rights, a year must.
fn is_claim(holders: &str, signed: bool) -> bool {
    let dated = || holders.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4);
    let bare = signed && is_within(holders, 8) && !ends_sentence(holders) && !holders.contains('\n');
    bare || (is_within(holders, 15) && is_nominal(holders) && (signed || dated()))
}

/// The holders of rights, by their names in records.
fn holders(text: &str) -> Vec<String> {
    let sentence = text.split(". ").next().unwrap_or_default();
    names(sentence)
        .map(holder)
        .filter(|name| !name.is_empty() && is_within(name, 6))
        .collect()
}

fn holder(name: &str) -> String {
    let is_part = |token: &&str| {
        let digits = token.chars().filter(char::is_ascii_digit).count();
        digits < 4 && !FIRMS.contains(token) && !matches!(*token, "©" | "(c)" | "by" | "copyright" | "Copyright")
    };
    let kept = name.split_whitespace().filter(is_part).collect::<Vec<_>>().join(" ");
    let kept = kept.trim_end_matches(['.', ',']);
    agency(kept).unwrap_or(kept).to_owned()
}

fn end_mark(text: &str) -> Option<Credit> {
    END_MARKS
        .contains(&text.trim().trim_end_matches('.'))
        .then(|| Credit::new(BlockKind::Furniture, [""; 0]))
}

/// Whether brackets hold the initials of an agency that the list does not know, those of the desk (*pvs/ji*), a site, or a
/// photographer and a paper (*Jane Doe / The Courier*).
fn is_initials(text: &str) -> bool {
    let capitals = is_all_caps(text) && text.len() <= 6 && text.chars().all(char::is_uppercase);
    let desk = || {
        text.contains(['/', '-'])
            && text
                .split(['/', '-'])
                .all(|part| (2..=4).contains(&part.len()) && is_small_letters(part))
    };
    let pictured = || text.contains('/') && is_within(text, 8) && is_nominal(text);
    capitals || desk() || is_site(text) || pictured()
}

fn is_small_letters(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase())
}

fn is_site(name: &str) -> bool {
    name.contains('.')
        && !name.contains(char::is_whitespace)
        && !name.ends_with('.')
        && name.chars().all(|c| c.is_alphanumeric() || "-.".contains(c))
}

/// Whether a dash brings the name of a paper or a site, and not an answer or the person whom the words before it quote.
fn is_syndicator(name: &str, before: &str) -> bool {
    let told = before.is_empty() || before.ends_with('.');
    let named = is_within(name, 4) && words(name).nth(1).is_some() && words(name).next().is_some_and(is_capitalised);
    is_site(name) || (told && named && is_nominal(name) && !ends_sentence(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(paragraph: &str) -> Option<(&str, BlockKind, String)> {
        tail(paragraph).map(|(at, credit)| (&paragraph[at..], credit.kind, credit.names.join("; ")))
    }

    #[test]
    fn credits_behind_the_last_sentence() {
        for (tail, kind, names) in [
            ("– Reuters", BlockKind::Credit, "Reuters"),
            ("- Bernama", BlockKind::Credit, "Bernama"),
            ("— SPA", BlockKind::Credit, "SPA"),
            ("(KUNA)", BlockKind::Credit, "KUNA"),
            ("[Reuters]", BlockKind::Credit, "Reuters"),
            ("/Reuters", BlockKind::Credit, "Reuters"),
            ("(AP/Reuters)", BlockKind::Credit, "AP; Reuters"),
            ("- Northern Courier/ANN", BlockKind::Credit, "Northern Courier; ANN"),
            ("-example.online", BlockKind::Credit, "example.online"),
            ("(NNNX)", BlockKind::Credit, "NNNX"),
            ("(JD)", BlockKind::Credit, ""),
            ("(jd/ps)", BlockKind::Credit, ""),
            ("(example.org)", BlockKind::Credit, "example.org"),
            ("(Jane Doe / The Courier)", BlockKind::Credit, ""),
            ("Enditem", BlockKind::Furniture, ""),
            ("(With inputs from PTI)", BlockKind::Credit, "PTI"),
            (
                "(Reporting by Jane Doe in Cairo; Editing by John Smith)",
                BlockKind::Credit,
                "",
            ),
            (
                "– Copyright The Financial Times Limited 2022/Reuters",
                BlockKind::Copyright,
                "The Financial Times; Reuters",
            ),
            ("© 2020 AFP", BlockKind::Copyright, "AFP"),
            (
                "Copyright 1998 The Associated Press. All rights reserved.",
                BlockKind::Copyright,
                "AP",
            ),
        ] {
            for sentence in ["The ministers met. ", "He said: “We met.” "] {
                let paragraph = format!("{sentence}{tail}");
                assert_eq!(cut(&paragraph), Some((tail, kind, names.to_owned())), "{paragraph}");
            }
        }
    }

    #[test]
    fn a_line_may_be_a_signature() {
        assert_eq!(
            signature("– The Northern Courier").map(|credit| credit.names),
            Some(vec!["The Northern Courier".to_owned()])
        );
        for line in ["– they met", "Northern Courier", "– The ministers met.", "–", ""] {
            assert_eq!(signature(line), None, "{line}");
        }
    }

    #[test]
    fn what_may_be_an_author_is_no_syndicator() {
        assert_eq!(
            cut("The ministers met. — Jane Doe"),
            Some(("— Jane Doe", BlockKind::Credit, String::new()))
        );
    }

    #[test]
    fn sentences_and_speakers_stay() {
        for paragraph in [
            "The ministers met in the U.S. (Jane Doe and others stayed away.)",
            "“I came, I saw.” – Julius Caesar",
            "The ministers met.",
            "He joined Reuters.",
            "The deal – Reuters saw it – is done.",
            "He left. Reuters reported so.",
            "He left. Copyright law was changed.",
            "He left. (AP saw him.)",
            "Is it true? – Yes",
            "Is it so? – Jane Doe",
            "He left. – Yes",
            "",
            "Reuters",
            "(AP)",
        ] {
            assert_eq!(tail(paragraph), None, "{paragraph}");
        }
    }

    #[test]
    fn whole_lines() {
        for (paragraph, kind) in [
            ("Reuters", BlockKind::Credit),
            ("(AP)", BlockKind::Credit),
            ("Source: Xinhua", BlockKind::Credit),
            ("--additional reporting by Jane Doe.", BlockKind::Credit),
            (
                "Associated Press writer Jane Doe contributed to this report from Nairobi.",
                BlockKind::Credit,
            ),
            ("Jane Doe and John Smith contributed to this report.", BlockKind::Credit),
            ("Contributing: Jane Doe, Medill News Service.", BlockKind::Credit),
            ("© Jane Doe/MSF/The Courier", BlockKind::Copyright),
            ("© Northern govt/the Courier", BlockKind::Copyright),
            ("Copyright © 2020 The Courier, Inc.", BlockKind::Copyright),
            ("All rights reserved.", BlockKind::Copyright),
            ("Reporting by the Post shows that ministers met.", BlockKind::Paragraph),
            ("Copyright Agency staff met on Monday.", BlockKind::Paragraph),
            ("Reuters saw it.", BlockKind::Paragraph),
            (
                "© The Courier\nmet in other countries. They said that they had agreed.",
                BlockKind::Paragraph,
            ),
        ] {
            assert_eq!(
                line(paragraph).map_or(BlockKind::Paragraph, |credit| credit.kind),
                kind,
                "{paragraph}"
            );
        }
    }
}
