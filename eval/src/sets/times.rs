//! Time expressions by the words alone: TempEval-3's measure on annotated texts, and the test tables of two other taggers.

use super::Bench;
use crate::figures::share;
use crate::report::{Part, Row, Table, percent};
use anyhow::{Context as _, Result};
use demarche_times::{Days, Expression, Resolved, find, resolve, tenses};
use demarche_types::{Span, Text, TimeType};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The annotated sets: name, file, and whether they are news by TimeBank's guidelines, which has floors.
const SETS: [(&str, &str, bool); 5] = [
    ("TimeBank", "timebank", true),
    ("AQUAINT", "aquaint", true),
    ("MEANTIME", "meantime_en", false),
    ("WikiWars", "wikiwars", false),
    ("tweets", "tweets_syntime", false),
];

/// The tables of cases of Recognizers-Text and of duckling.
const CASES: [(&str, &str); 7] = [
    ("Recognizers-Text: DateTimeModel", "recognizers_DateTimeModel"),
    (
        "Recognizers-Text: calendar mode",
        "recognizers_DateTimeModelCalendarMode",
    ),
    (
        "Recognizers-Text: complex calendar",
        "recognizers_DateTimeModelComplexCalendar",
    ),
    (
        "Recognizers-Text: experimental",
        "recognizers_DateTimeModelExperimentalMode",
    ),
    (
        "Recognizers-Text: extended types",
        "recognizers_DateTimeModelExtendedTypes",
    ),
    ("Recognizers-Text: merged", "recognizers_MergedExtractor"),
    ("duckling", "duckling_en"),
];

const NEWS: &str = "TimeBank and AQUAINT";

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// A text with its time expressions.
#[derive(Deserialize)]
struct Marked {
    dct: Option<String>,
    text: String,
    timexes: Vec<Timex>,
    #[serde(default)]
    section: Option<String>,
}

/// An expression of the gold.
#[derive(Deserialize)]
struct Timex {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    value: Option<String>,
    #[serde(default)]
    surface: Option<String>,
    #[serde(default)]
    values: Vec<Choice>,
}

/// One of the readings that a table of cases allows.
#[derive(Deserialize)]
struct Choice {
    timex: Option<String>,
    value: Option<String>,
    start: Option<String>,
}

/// Measures the tagging of time expressions.
///
/// # Errors
/// Where a file is there and cannot be read.
pub fn measure(bench: &Bench) -> Result<Part> {
    let mut part = Part::default();
    let mut news = Counts::default();
    let mut sets = Vec::new();
    for (name, file, is_news) in SETS {
        let Some(texts) = load(bench, file, &mut part)? else {
            continue;
        };
        let counts = texts.iter().map(Counts::of).fold(Counts::default(), Counts::and);
        if is_news {
            news = news.and(counts);
        }
        sets.push(counts.cells(name));
    }
    let mut cases = Vec::new();
    for (name, file) in CASES {
        if let Some(texts) = load(bench, file, &mut part)? {
            cases.extend(passes(name, &texts));
        }
    }
    if news.gold > 0 {
        sets.push(news.cells(NEWS));
        part.rows = news.rows();
    }
    part.tables = tables(sets, cases);
    Ok(part)
}

fn load(bench: &Bench, file: &str, part: &mut Part) -> Result<Option<Vec<Marked>>> {
    let path = format!("data/time/timex_{file}.jsonl");
    let Some(lines) = bench.shared.read(&path)? else {
        part.skipped.push(format!("time expressions ({path})"));
        return Ok(None);
    };
    let texts = lines
        .lines()
        .map(|line| serde_json::from_str(line).context(path.clone()));
    texts.collect::<Result<_>>().map(Some)
}

fn tables(sets: Vec<Vec<String>>, cases: Vec<Vec<String>>) -> Vec<Table> {
    let annotated = Table {
        title: "Time expressions".to_owned(),
        note: "F1 in TempEval-3's measure: the same span; any overlap; of the overlapping those of equal type, of equal value. \
            Words alone, without a tree. MEANTIME marks the first sentences of its articles only, which is why its figures \
            count what is found after them as wrong. Weekdays: the share of bare ones on the gold's day, less those that it puts on another day of the week, or \
            further than a week from the day of publication: no bare weekday speaks of such a day."
            .to_owned(),
        columns: vec!["set", "gold", "found", "strict", "relaxed", "type", "value", "weekdays right"],
        rows: sets,
    };
    let passed = Table {
        title: "Cases of other taggers".to_owned(),
        note:
            "A case is found where all its spans are, less the prepositions that these tables take in, a range being the two \
            expressions that TIMEX3 has for it; it passes where each value is one of those allowed, or the same first day, or \
            the same time of an open day. Where a case says nothing of values, the spans are all it asks for. They are of \
            commands to assistants more than of news."
                .to_owned(),
        columns: vec!["section", "cases", "found %", "passed %"],
        rows: cases,
    };
    [annotated, passed]
        .into_iter()
        .filter(|table| !table.rows.is_empty())
        .collect()
}

fn published(marked: &Marked) -> Option<Date> {
    marked.dct.as_deref()?.get(..10)?.parse().ok()
}

/// What is found in a text, with its values.
fn tagged(marked: &Marked) -> Vec<(Expression, Resolved)> {
    let published = published(marked).map(Days::one);
    let text = Text::new(marked.text.as_str());
    let found = find(&text);
    let tenses = tenses(&text, &found);
    let resolved = resolve(&found, published, |index| tenses.get(index).copied().flatten());
    found.into_iter().zip(resolved).collect()
}

/// Counts of TempEval-3's measure.
#[derive(Clone, Copy, Default)]
struct Counts {
    gold: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
    kind: usize,
    value: usize,
    weekdays: usize,
    weekdays_right: usize,
}

impl Counts {
    fn of(marked: &Marked) -> Self {
        let tagged = tagged(marked);
        let mut used = vec![false; tagged.len()];
        let mut counts = Self {
            gold: marked.timexes.len(),
            found: tagged.len(),
            ..Self::default()
        };
        for timex in &marked.timexes {
            let matched = matching(timex, &tagged, &used);
            if let Some(index) = matched {
                used[index] = true;
            }
            counts.add(
                timex,
                &marked.text,
                published(marked),
                matched.map(|index| &tagged[index]),
            );
        }
        counts
    }

    fn add(&mut self, timex: &Timex, text: &str, published: Option<Date>, matched: Option<&(Expression, Resolved)>) {
        let value_right =
            matched.is_some_and(|(_, resolved)| resolved.value.is_some() && resolved.value == timex.value);
        if let Some(day) = weekday(timex, text).filter(|&day| within_a_week(day, published)) {
            let days = matched.and_then(|(_, resolved)| resolved.days);
            self.weekdays += 1;
            self.weekdays_right += usize::from(days == Some(Days::one(day)));
        }
        let Some((expression, _)) = matched else { return };
        self.relaxed += 1;
        self.strict += usize::from(expression.span == Span::new(timex.start, timex.end));
        self.kind += usize::from(name(expression.kind) == timex.kind);
        self.value += usize::from(value_right);
    }

    const fn and(self, other: Self) -> Self {
        Self {
            gold: self.gold + other.gold,
            found: self.found + other.found,
            strict: self.strict + other.strict,
            relaxed: self.relaxed + other.relaxed,
            kind: self.kind + other.kind,
            value: self.value + other.value,
            weekdays: self.weekdays + other.weekdays,
            weekdays_right: self.weekdays_right + other.weekdays_right,
        }
    }

    fn f1(self, right: usize) -> f64 {
        share(2 * right, self.gold + self.found)
    }

    fn cells(self, name: &str) -> Vec<String> {
        let f1s = [self.strict, self.relaxed, self.kind, self.value].map(|right| percent(self.f1(right)));
        let head = vec![name.to_owned(), self.gold.to_string(), self.found.to_string()];
        let weekdays = percent(share(self.weekdays_right, self.weekdays));
        [head, f1s.to_vec(), vec![weekdays]].concat()
    }

    fn rows(self) -> Vec<Row> {
        vec![
            Row::new("time expressions: strict F1", NEWS, self.f1(self.strict), Some(85.0))
                .beside("SynTime .92, on a like set"),
            Row::new("time expressions: relaxed F1", NEWS, self.f1(self.relaxed), Some(92.0)),
            Row::new("time expressions: value F1", NEWS, self.f1(self.value), Some(80.0))
                .beside("HeidelTime .776, UWTime .824, on a like set"),
            Row::new(
                "bare weekdays right",
                NEWS,
                share(self.weekdays_right, self.weekdays),
                Some(95.0),
            ),
        ]
    }
}

/// The unused expression on the same span, or else the first that overlaps.
fn matching(timex: &Timex, tagged: &[(Expression, Resolved)], used: &[bool]) -> Option<usize> {
    let overlap = |index: &usize| {
        let span = tagged[*index].0.span;
        !used[*index] && span.start < timex.end && timex.start < span.end
    };
    let mut overlapping = (0..tagged.len()).filter(overlap);
    let exact = overlapping
        .clone()
        .find(|&index| tagged[index].0.span == Span::new(timex.start, timex.end));
    exact.or_else(|| overlapping.next())
}

/// The day of a bare weekday, less those that the gold puts on another day of the week.
fn weekday(timex: &Timex, text: &str) -> Option<Date> {
    let words: String = text.chars().skip(timex.start).take(timex.end - timex.start).collect();
    let named = WEEKDAYS.iter().position(|name| *name == words.to_lowercase())?;
    let day: Date = timex.value.as_deref()?.get(..10)?.parse().ok()?;
    (usize::try_from(day.weekday().to_monday_zero_offset()) == Ok(named)).then_some(day)
}

/// True too where nobody knows the day of publication.
fn within_a_week(day: Date, published: Option<Date>) -> bool {
    published.is_none_or(|published| day.since(published).is_ok_and(|span| span.get_days().abs() <= 7))
}

const fn name(kind: TimeType) -> &'static str {
    match kind {
        TimeType::Date => "DATE",
        TimeType::Time => "TIME",
        TimeType::Duration => "DURATION",
        TimeType::Set => "SET",
    }
}

/// The cases of a table by their sections: how many there are, how many are found, how many passed.
fn passes(name: &str, texts: &[Marked]) -> Vec<Vec<String>> {
    let mut sections: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for marked in texts {
        let section = marked
            .section
            .as_ref()
            .map_or_else(|| name.to_owned(), |section| format!("{name}: {section}"));
        let counts = sections.entry(section).or_default();
        let tagged = tagged(marked);
        let hits: Vec<_> = marked.timexes.iter().map(|timex| Hit::of(timex, &tagged)).collect();
        let passes = |(timex, hit): (&Timex, &Option<Hit<'_>>)| hit.as_ref().is_some_and(|hit| hit.is_allowed(timex));
        counts[0] += 1;
        counts[1] += usize::from(hits.iter().all(Option::is_some));
        counts[2] += usize::from(marked.timexes.iter().zip(&hits).all(passes));
    }
    let cells = |(section, [cases, found, passed]): (String, [usize; 3])| {
        vec![
            section,
            cases.to_string(),
            percent(share(found, cases)),
            percent(share(passed, cases)),
        ]
    };
    sections.into_iter().map(cells).collect()
}

/// What stands on the span of a case: one expression, or the two ends of a range.
struct Hit<'a> {
    first: &'a Resolved,
    last: Option<&'a Resolved>,
}

impl<'a> Hit<'a> {
    /// The span may be less the preposition that these tables take in, and TIMEX3 has two expressions for a range.
    fn of(timex: &Timex, tagged: &'a [(Expression, Resolved)]) -> Option<Self> {
        let lead = timex.surface.as_deref().map_or(0, leading_words);
        let starts = timex.start..=timex.start + lead;
        let at = tagged
            .iter()
            .position(|(expression, _)| starts.contains(&expression.span.start))?;
        let (expression, first) = &tagged[at];
        if expression.span.end == timex.end {
            return Some(Self { first, last: None });
        }
        let readings = timex.values.iter().map(|choice| &choice.timex).chain([&timex.value]);
        let is_range = readings.flatten().any(|reading| reading.contains([',', '/']));
        let (next, last) = tagged.get(at + 1)?;
        (is_range && next.span.end == timex.end).then_some(Self {
            first,
            last: Some(last),
        })
    }

    /// Whether a case allows what was found. Where it says nothing of values, the span is all it asks for.
    fn is_allowed(&self, timex: &Timex) -> bool {
        let mut readings = timex
            .values
            .iter()
            .flat_map(|choice| [&choice.timex, &choice.value, &choice.start])
            .chain([&timex.value])
            .flatten()
            .peekable();
        readings.peek().is_none() || readings.any(|reading| self.reads(reading))
    }

    fn reads(&self, reading: &str) -> bool {
        let mut ends = reading.trim_start_matches('(').split([',', '/']);
        let first = ends.next().is_some_and(|end| is_read(end, self.first));
        let last = self.last.zip(ends.next());
        first && self.last.is_none() || first && last.is_some_and(|(last, end)| is_read(end, last))
    }
}

/// Whether a value of the tables is the one found, or begins on its first day. One of the clock alone leaves the day open.
fn is_read(reading: &str, resolved: &Resolved) -> bool {
    let value = resolved.value.as_deref();
    let time = value
        .and_then(|value| value.split_once('T'))
        .map(|(_, time)| time.trim_end_matches(":00"));
    let of_day = reading
        .strip_prefix('T')
        .is_some_and(|open| time == Some(open.trim_end_matches(":00")));
    let first = resolved.days.map(|days| days.first.to_string());
    Some(reading) == value || of_day || first.is_some() && reading.get(..10) == first.as_deref()
}

/// The letters of the words at the start that TIMEX3 leaves outside, with the spaces after them.
fn leading_words(words: &str) -> usize {
    let lower = words.to_lowercase();
    let mut rest = lower.as_str();
    while let Some(after) = LEADS.iter().find_map(|lead| rest.strip_prefix(lead)?.strip_prefix(' ')) {
        rest = after;
    }
    lower.len() - rest.len()
}

/// Prepositions and what else the tables of cases take into a span.
const LEADS: [&str; 20] = [
    "on", "in", "at", "the", "for", "during", "by", "since", "before", "after", "until", "till", "from", "between",
    "within", "through", "to", "of", "around", "sometime",
];
