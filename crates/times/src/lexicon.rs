//! The word lists in `words/`, read once.

use crate::expression::{DayPart, Holiday, Modifier, Reference, Season, Unit};
use crate::token::TokenKind;
use jiff::civil::Weekday;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Letters that a word of the lists has at most.
const LONGEST: usize = 24;

/// What a single word can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    Month {
        number: u8,
        weak: bool,
    },
    Weekday {
        weekday: Weekday,
        weak: bool,
        plural: bool,
    },
    Season {
        season: Season,
        weak: bool,
        plural: bool,
    },
    Unit {
        unit: Unit,
        plural: bool,
    },
    Part {
        part: DayPart,
        plural: bool,
    },
    /// An hour with a name of its own.
    Moment(u8),
    Zone {
        utc: bool,
    },
    Cardinal(u32),
    Multiplier(u32),
    Ordinal(u32),
    /// The second two digits of the first year.
    Decade(u32),
    Recurring {
        count: u32,
        unit: Unit,
    },
    Cue(Cue),
    /// What it says of a time beside it.
    Context(Context),
    /// It can open an expression.
    Opener,
}

/// What a word shows of the tense of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    Past,
    Present,
    Future,
    /// An infinitive after it tells a plan.
    Plan,
}

/// What a word says of a time beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    /// A number before it counts things and is no year.
    Counted,
    /// Four digits after it are a year.
    BeforeYear,
    /// No noun phrase goes on with it.
    Closing,
    /// *A year* after it is a length and no rate.
    BeforeLength,
    /// It stands between a count and its unit.
    Between,
    /// It says which of several lengths is meant.
    Side,
    /// A word after it that can be a month is one.
    BeforeMonth,
    /// Two numbers with a colon after it are a time.
    BeforeClock,
    /// A time after it lies ahead, whatever the verb.
    Ahead,
}

/// A phrase of the lists, its words in lower case.
#[derive(Debug)]
pub(crate) struct Phrase<T> {
    /// Words that must stand before it, and are no part of it.
    pub(crate) before: Vec<&'static str>,
    pub(crate) words: Vec<&'static str>,
    pub(crate) means: T,
}

/// Phrases by their first word, the longest first.
pub(crate) type Phrases<T> = HashMap<&'static str, Vec<Phrase<T>>>;

/// What the files in `words/` say.
pub(crate) struct Lexicon {
    words: HashMap<&'static str, Vec<Sense>>,
    pub(crate) edges: Phrases<Modifier>,
    pub(crate) approximators: Phrases<()>,
    pub(crate) vague: Phrases<Reference>,
    pub(crate) holidays: Phrases<Holiday>,
}

impl Lexicon {
    /// The one copy.
    pub(crate) fn get() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
        &LEXICON
    }

    /// What a token can mean; nothing for a mark.
    pub(crate) fn senses(&self, letters: &str, kind: TokenKind) -> &[Sense] {
        let mut lower = [0; LONGEST];
        if kind != TokenKind::Word || letters.len() > LONGEST {
            return &[];
        }
        let lower = &mut lower[..letters.len()];
        lower.copy_from_slice(letters.as_bytes());
        lower.make_ascii_lowercase();
        let known = std::str::from_utf8(lower).ok().and_then(|word| self.words.get(word));
        known.map_or(&[], Vec::as_slice)
    }

    fn read() -> Self {
        let mut lexicon = Self {
            words: HashMap::new(),
            edges: phrases(include_str!("words/edges.txt"), modifier),
            approximators: phrases(include_str!("words/approximators.txt"), |_| Some(((), 0))),
            vague: phrases(include_str!("words/vague.txt"), reference),
            holidays: holidays(include_str!("words/holidays.txt")),
        };
        for line in lines(include_str!("words/calendar.txt")) {
            lexicon.add_calendar(line);
        }
        for line in lines(include_str!("words/units.txt")) {
            lexicon.add_numbered(line, |name, plural| {
                Some(Sense::Unit {
                    unit: unit(name)?,
                    plural,
                })
            });
        }
        for line in lines(include_str!("words/clock.txt")) {
            lexicon.add_clock(line);
        }
        for line in lines(include_str!("words/numbers.txt")) {
            lexicon.add_number(line);
        }
        for line in lines(include_str!("words/recurring.txt")) {
            lexicon.add_recurring(line);
        }
        for line in lines(include_str!("words/tense.txt")) {
            lexicon.add_tense(line);
        }
        for line in lines(include_str!("words/contexts.txt")) {
            lexicon.add_contexts(line);
        }
        lexicon.add_openers();
        lexicon
    }

    fn add(&mut self, word: &'static str, sense: Sense) {
        self.words.entry(word).or_default().push(sense);
    }

    fn add_calendar(&mut self, line: &'static str) {
        let mut head = line.splitn(3, ' ');
        let (Some(what), Some(number), Some(rest)) = (head.next(), head.next(), head.next()) else {
            return;
        };
        let Ok(number) = number.parse::<i8>() else { return };
        for (group, words) in rest.split('/').enumerate() {
            let (weak, plural) = (group == 1, group == 2);
            let sense = match what {
                "month" => u8::try_from(number).ok().map(|number| Sense::Month { number, weak }),
                "weekday" => Weekday::from_monday_one_offset(number)
                    .ok()
                    .map(|weekday| Sense::Weekday { weekday, weak, plural }),
                _ => season(number).map(|season| Sense::Season { season, weak, plural }),
            };
            for word in words.split_whitespace() {
                sense.into_iter().for_each(|sense| self.add(word, sense));
            }
        }
    }

    /// A line of a name, singulars, a slash and plurals.
    fn add_numbered(&mut self, line: &'static str, sense: impl Fn(&str, bool) -> Option<Sense>) {
        let Some((name, rest)) = line.split_once(' ') else {
            return;
        };
        for (group, words) in rest.split('/').enumerate() {
            for word in words.split_whitespace() {
                sense(name, group == 1)
                    .into_iter()
                    .for_each(|sense| self.add(word, sense));
            }
        }
    }

    fn add_clock(&mut self, line: &'static str) {
        let mut words = line.split_whitespace();
        match (words.next(), words.next()) {
            (Some("moment"), Some(hour)) => {
                let hour = hour.parse().unwrap_or_default();
                words.for_each(|word| self.add(word, Sense::Moment(hour)));
            }
            (Some("zone"), Some(which)) => {
                let utc = which == "utc";
                words.for_each(|word| self.add(word, Sense::Zone { utc }));
            }
            _ => self.add_numbered(line, |name, plural| {
                Some(Sense::Part {
                    part: part(name)?,
                    plural,
                })
            }),
        }
    }

    fn add_number(&mut self, line: &'static str) {
        let mut words = line.split_whitespace();
        let (Some(what), Some(Ok(number))) = (words.next(), words.next().map(str::parse)) else {
            return;
        };
        let sense = match what {
            "cardinal" => Sense::Cardinal(number),
            "multiplier" => Sense::Multiplier(number),
            "ordinal" => Sense::Ordinal(number),
            _ => Sense::Decade(number),
        };
        words.for_each(|word| self.add(word, sense));
    }

    fn add_recurring(&mut self, line: &'static str) {
        let mut words = line.split_whitespace();
        if let (Some(Ok(count)), Some(Some(unit))) = (words.next().map(str::parse), words.next().map(unit)) {
            words.for_each(|word| self.add(word, Sense::Recurring { count, unit }));
        }
    }

    fn add_tense(&mut self, line: &'static str) {
        let mut words = line.split_whitespace();
        let cue = match words.next() {
            Some("future") => Cue::Future,
            Some("plan") => Cue::Plan,
            Some("present") => Cue::Present,
            _ => Cue::Past,
        };
        words.for_each(|word| self.add(word, Sense::Cue(cue)));
    }

    fn add_contexts(&mut self, line: &'static str) {
        let mut words = line.split_whitespace();
        if let Some(class) = words.next().and_then(context) {
            words.for_each(|word| self.add(word, Sense::Context(class)));
        }
    }

    /// Every word that a phrase starts with can open an expression, and those of the list.
    fn add_openers(&mut self) {
        let mut openers: Vec<&'static str> = lines(include_str!("words/openers.txt"))
            .flat_map(str::split_whitespace)
            .collect();
        openers.extend(self.edges.keys().chain(self.approximators.keys()));
        openers.extend(self.vague.keys().chain(self.holidays.keys()));
        openers.sort_unstable();
        openers.dedup();
        openers.into_iter().for_each(|word| self.add(word, Sense::Opener));
    }
}

/// The lines of a list, less its comments.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Phrases of a list; `means` says what the first words of a line mean, and how many of them say so.
fn phrases<T>(list: &'static str, means: impl Fn(&[&'static str]) -> Option<(T, usize)>) -> Phrases<T> {
    let mut phrases = Phrases::new();
    for line in lines(list) {
        let words: Vec<&'static str> = line.split_whitespace().collect();
        if let Some((means, used)) = means(&words) {
            insert(&mut phrases, &words[used..], means);
        }
    }
    phrases
}

fn insert<T>(phrases: &mut Phrases<T>, words: &[&'static str], means: T) {
    let bracketed = words.iter().take_while(|word| word.starts_with('(')).count();
    let (before, words) = words.split_at(bracketed);
    let Some(first) = words.first() else { return };
    let same_start = phrases.entry(first).or_default();
    let at = same_start.partition_point(|phrase| phrase.words.len() >= words.len());
    let phrase = Phrase {
        before: before.iter().map(|word| word.trim_matches(['(', ')'])).collect(),
        words: words.to_vec(),
        means,
    };
    same_start.insert(at, phrase);
}

fn modifier(words: &[&'static str]) -> Option<(Modifier, usize)> {
    let modifier = match *words.first()? {
        "start" => Modifier::Start,
        "middle" => Modifier::Middle,
        "end" => Modifier::End,
        "earlier" => Modifier::Earlier,
        _ => Modifier::Later,
    };
    Some((modifier, 1))
}

fn reference(words: &[&'static str]) -> Option<(Reference, usize)> {
    let reference = match *words.first()? {
        "past" => Reference::Past,
        "present" => Reference::Present,
        _ => Reference::Future,
    };
    Some((reference, 1))
}

/// Holidays: a line is a rule and its names. A name is split as a text is.
fn holidays(list: &'static str) -> Phrases<Holiday> {
    let mut phrases = Phrases::new();
    for line in lines(list) {
        if let Some((holiday, names)) = holiday(line) {
            for name in names.split('|') {
                insert(&mut phrases, &split_name(name.trim()), holiday);
            }
        }
    }
    phrases
}

/// The rule at the start of a line, and what follows it.
fn holiday(line: &'static str) -> Option<(Holiday, &'static str)> {
    let (rule, rest) = line.split_once(' ')?;
    let mut numbers = rest.split(' ').map_while(|word| word.parse::<i8>().ok());
    let holiday = match rule {
        "fixed" => Holiday::Fixed {
            month: u8::try_from(numbers.next()?).ok()?,
            day: u8::try_from(numbers.next()?).ok()?,
        },
        "nth" => Holiday::Nth {
            month: u8::try_from(numbers.next()?).ok()?,
            weekday: Weekday::from_monday_one_offset(numbers.next()?).ok()?,
            nth: numbers.next()?,
        },
        _ => Holiday::Easter(i16::from(numbers.next()?)),
    };
    let names = rest.find(|c: char| c.is_alphabetic()).map(|at| &rest[at..])?;
    Some((holiday, names))
}

fn split_name(name: &'static str) -> Vec<&'static str> {
    let mut words = Vec::new();
    for word in name.split(' ') {
        let mut rest = word;
        while let Some(at) = rest.find(|c: char| !c.is_alphanumeric()) {
            let mark = at + rest[at..].chars().next().map_or(0, char::len_utf8);
            words.extend([&rest[..at], &rest[at..mark]]);
            rest = &rest[mark..];
        }
        words.push(rest);
    }
    words.retain(|word| !word.is_empty());
    words
}

fn season(number: i8) -> Option<Season> {
    [Season::Spring, Season::Summer, Season::Autumn, Season::Winter]
        .get(usize::try_from(number).ok()?.checked_sub(1)?)
        .copied()
}

fn context(name: &str) -> Option<Context> {
    Some(match name {
        "counted" => Context::Counted,
        "before-year" => Context::BeforeYear,
        "closing" => Context::Closing,
        "before-length" => Context::BeforeLength,
        "between" => Context::Between,
        "side" => Context::Side,
        "before-month" => Context::BeforeMonth,
        "before-clock" => Context::BeforeClock,
        "ahead" => Context::Ahead,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn senses(word: &str) -> &'static [Sense] {
        Lexicon::get().senses(word, TokenKind::Word)
    }

    #[test]
    fn every_list_is_read() {
        assert!(senses("MARCH").contains(&Sense::Month { number: 3, weak: false }));
        assert!(senses("Sept").contains(&Sense::Month { number: 9, weak: true }));
        assert!(senses("second").contains(&Sense::Ordinal(2)));
        assert!(senses("weeks").contains(&Sense::Unit {
            unit: Unit::Week,
            plural: true
        }));
        assert!(senses("midnight").contains(&Sense::Moment(24)));
        assert!(senses("GMT").contains(&Sense::Zone { utc: true }));
        assert!(senses("annually").contains(&Sense::Recurring {
            count: 1,
            unit: Unit::Year
        }));
        assert!(senses("met").contains(&Sense::Cue(Cue::Past)));
        assert!(senses("recently").contains(&Sense::Opener));
        assert!(senses("table").is_empty());
    }

    #[test]
    fn every_line_of_the_holidays_has_a_rule() {
        for line in lines(include_str!("words/holidays.txt")) {
            assert!(holiday(line).is_some(), "{line}");
        }
        let eve = &Lexicon::get().holidays["new"];
        assert!(eve.iter().any(|p| p.words == ["new", "year", "’", "s", "eve"]));
    }
}
