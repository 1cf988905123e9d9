//! The words that the grammar knows, read once from the lists in `data`.

use crate::expression::{DayPart, Holiday, Reference, Season, Unit};
use jiff::civil::Weekday;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a token is to the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lex {
    Weekday(Weekday),
    Weekdays(Weekday),
    WeekdayShort(Weekday),
    Month(u8),
    MonthShort(u8),
    Season(Season),
    Part(DayPart),
    Unit(Unit),
    Units(Unit),
    Number(u32),
    Ordinal(u32),
    Decade(u32),
    Often(u32, Unit),
    /// A number in figures, with how many there are of them.
    Digits(u32, u8),
    /// A word that the rules name.
    Key,
    /// A sign.
    Sign(char),
    /// A word of no interest.
    Plain,
}

/// Phrases of several words, by the first of them, the longest first.
#[derive(Debug)]
pub(crate) struct Phrases<T>(HashMap<&'static str, Vec<(Vec<&'static str>, T)>>);

impl<T: Copy> Phrases<T> {
    fn new(entries: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut phrases: Vec<(Vec<&'static str>, T)> = entries
            .map(|(phrase, value)| (crate::tokens::pieces(phrase), value))
            .collect();
        phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        let mut by_first: HashMap<&'static str, Vec<(Vec<&'static str>, T)>> = HashMap::new();
        for (words, value) in phrases {
            if let Some(&first) = words.first() {
                by_first.entry(first).or_default().push((words, value));
            }
        }
        Self(by_first)
    }

    /// The longest phrase that begins with this word and goes on with what `fits`, with its length.
    pub(crate) fn longest(&self, first: &str, fits: impl Fn(&[&str]) -> bool) -> Option<(T, usize)> {
        let phrases = self.0.get(first)?;
        let found = phrases.iter().find(|(words, _)| fits(words))?;
        Some((found.1, found.0.len()))
    }

    fn firsts(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}

/// All of it.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: HashMap<&'static str, Lex>,
    pub(crate) vague: Phrases<Reference>,
    pub(crate) holidays: Phrases<Holiday>,
}

impl Lexicon {
    /// What a word in lower case is.
    pub(crate) fn word(&self, lower: &str) -> Lex {
        self.words.get(lower).copied().unwrap_or(Lex::Plain)
    }
}

pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(load);

fn load() -> Lexicon {
    let vague =
        Phrases::new(rows(include_str!("../data/vague.tsv")).filter_map(|(phrase, to)| Some((phrase, reference(to)?))));
    let holidays = Phrases::new(
        rows(include_str!("../data/holidays.tsv")).filter_map(|(phrase, to)| Some((phrase, holiday(to)?))),
    );
    let mut words: HashMap<&'static str, Lex> = include_str!("../data/keys.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|word| (word, Lex::Key))
        .collect();
    words.extend(vague.firsts().chain(holidays.firsts()).map(|word| (word, Lex::Key)));
    words.extend(rows(include_str!("../data/words.tsv")).filter_map(|(word, rest)| Some((word, lex(rest)?))));
    Lexicon { words, vague, holidays }
}

/// The lines that are no comments, cut at the first tab.
fn rows(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
}

fn lex(rest: &str) -> Option<Lex> {
    let (class, value) = rest.split_once('\t')?;
    let number = || value.parse::<u32>().ok();
    let weekday = || Weekday::from_monday_one_offset(value.parse().ok()?).ok();
    let month = || value.parse::<u8>().ok();
    Some(match class {
        "weekday" => Lex::Weekday(weekday()?),
        "weekdays" => Lex::Weekdays(weekday()?),
        "day-abbreviation" => Lex::WeekdayShort(weekday()?),
        "month" => Lex::Month(month()?),
        "month-abbreviation" => Lex::MonthShort(month()?),
        "season" => Lex::Season(season(value)?),
        "part" => Lex::Part(part(value)?),
        "unit" => Lex::Unit(unit(value)?),
        "units" => Lex::Units(unit(value)?),
        "number" => Lex::Number(number()?),
        "ordinal" => Lex::Ordinal(number()?),
        "decade" => Lex::Decade(number()?),
        "often" => {
            let (count, of) = value.split_once(' ')?;
            Lex::Often(count.parse().ok()?, unit(of)?)
        }
        _ => return None,
    })
}

fn season(name: &str) -> Option<Season> {
    Some(match name {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    })
}

fn part(name: &str) -> Option<DayPart> {
    Some(match name {
        "morning" => DayPart::Morning,
        "midday" => DayPart::Midday,
        "afternoon" => DayPart::Afternoon,
        "evening" => DayPart::Evening,
        "night" => DayPart::Night,
        "daytime" => DayPart::Daytime,
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        "millennium" => Unit::Millennium,
        _ => return None,
    })
}

fn reference(name: &str) -> Option<Reference> {
    Some(match name {
        "past" => Reference::Past,
        "present" => Reference::Present,
        "future" => Reference::Future,
        _ => return None,
    })
}

fn holiday(rule: &str) -> Option<Holiday> {
    if let Some(days) = rule.strip_prefix("easter ") {
        return Some(Holiday::Easter(days.parse().ok()?));
    }
    if let Some((month, day)) = rule.split_once('-').filter(|_| !rule.contains(' ')) {
        return Some(Holiday::Fixed {
            month: month.parse().ok()?,
            day: day.parse().ok()?,
        });
    }
    let mut fields = rule.split(' ');
    Some(Holiday::Nth {
        month: fields.next()?.parse().ok()?,
        weekday: Weekday::from_monday_one_offset(fields.next()?.parse().ok()?).ok()?,
        nth: fields.next()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_understood() {
        assert!(rows(include_str!("../data/words.tsv")).all(|(_, rest)| lex(rest).is_some()));
        assert!(rows(include_str!("../data/vague.tsv")).all(|(_, to)| reference(to).is_some()));
        assert!(rows(include_str!("../data/holidays.tsv")).all(|(_, to)| holiday(to).is_some()));
    }
}
