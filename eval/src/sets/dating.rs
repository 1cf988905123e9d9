//! Dating: on which day an article was written, from its words alone, with and without its datelines.

use super::Bench;
use crate::figures::share;
use crate::report::{Part, Row, Table, percent};
use anyhow::{Context as _, Result};
use demarche::{Given, Origin, take};
use demarche_types::{BlockKind, DateBasis, Document, Published, Text};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Deserialize;

const NAME: &str = "dated articles";
const PATH: &str = "data/dating/dating.jsonl";

/// An article and its true day.
#[derive(Deserialize)]
struct Dated {
    id: String,
    date: String,
    text: String,
}

/// Measures the dating of articles.
///
/// # Errors
/// Where the file is there and cannot be read, or the pipeline fails.
pub fn measure(bench: &Bench) -> Result<Part> {
    let Some(lines) = bench.shared.read(PATH)? else {
        return Ok(Part {
            skipped: vec![format!("{NAME} ({PATH})")],
            ..Part::default()
        });
    };
    let articles: Vec<Dated> = lines
        .lines()
        .map(|line| serde_json::from_str(line).context(PATH))
        .collect::<Result<_>>()?;
    let answers: Vec<Answers> = articles
        .par_iter()
        .map(|article| read(bench, article))
        .collect::<Result<_>>()?;
    let whole = |part: fn(&Answers) -> bool| {
        let of_part = answers.iter().filter(|answers| part(answers));
        Figures::of(of_part.map(|answers| answers.whole))
    };
    let all = whole(|_| true);
    let table = Table {
        title: "Dating".to_owned(),
        note: "Right: the day claimed, or an interval that holds the true day. The shares are of all articles: dated to the \
            day, within 7, 31 or 366 days, at all; the median is that of the days left where an article is dated."
            .to_owned(),
        columns: Figures::COLUMNS.to_vec(),
        rows: vec![
            all.cells("all"),
            whole(|answers| !answers.held_out).cells("the half developed on"),
            whole(|answers| answers.held_out).cells("the half held out"),
            Figures::of(answers.iter().map(|answers| answers.stripped)).cells("all, datelines taken out"),
        ],
    };
    Ok(Part {
        rows: rows(&all),
        tables: vec![table],
        skipped: Vec::new(),
    })
}

fn rows(figures: &Figures) -> Vec<Row> {
    vec![
        Row::new(
            "dating: exact days right",
            NAME,
            share(figures.exact_right, figures.exact),
            Some(98.0),
        ),
        Row::new(
            "dating: intervals that hold the day",
            NAME,
            share(figures.intervals_right, figures.intervals),
            Some(97.0),
        ),
    ]
}

/// What was concluded of an article: the days left, and the true one. None left where nothing is concluded.
#[derive(Clone, Copy)]
struct Answer {
    left: Option<(Date, Date)>,
    true_day: Date,
}

impl Answer {
    /// How many days are left.
    fn width(self) -> Option<i64> {
        let (first, last) = self.left?;
        Some(last.duration_since(first).as_hours() / 24 + 1)
    }

    /// Whether the true day is among those left.
    fn is_right(self) -> bool {
        self.left
            .is_some_and(|(first, last)| (first..=last).contains(&self.true_day))
    }
}

/// The answers for an article as it is, and less its datelines.
struct Answers {
    whole: Answer,
    stripped: Answer,
    held_out: bool,
}

fn read(bench: &Bench, article: &Dated) -> Result<Answers> {
    let in_article = || format!("in {}", article.id);
    let true_day = article.date.parse().with_context(in_article)?;
    let document = document(&article.text).with_context(in_article)?;
    let stripped = without_datelines(&document);
    let whole = answer(bench, &document, true_day)?;
    let stripped = if stripped == document.text.as_str() {
        whole
    } else {
        answer(bench, &self::document(&stripped).with_context(in_article)?, true_day)?
    };
    Ok(Answers {
        whole,
        stripped,
        held_out: is_held_out(&article.id),
    })
}

fn document(text: &str) -> Result<Document> {
    let given = Given {
        any_language: true,
        ..Given::default()
    };
    Ok(take(text.as_bytes(), &Origin::Stdin, &given)?.document)
}

/// The text less its datelines and lines of publication.
fn without_datelines(document: &Document) -> String {
    let is_dateline = |kind: BlockKind| matches!(kind, BlockKind::Dateline | BlockKind::DateLine);
    let mut kept = document.text.as_str().to_owned();
    for block in document.blocks.iter().rev().filter(|block| is_dateline(block.kind)) {
        let range = document.text.byte(block.span.start)..document.text.byte(block.span.end);
        kept.replace_range(range, "");
    }
    kept
}

fn answer(bench: &Bench, document: &Document, true_day: Date) -> Result<Answer> {
    let published = bench.demarche.read(document)?.document.published;
    Ok(Answer {
        left: left(&published),
        true_day,
    })
}

fn left(published: &Published) -> Option<(Date, Date)> {
    let day = |day: &Option<String>| day.as_deref()?.parse().ok();
    let known = published.basis != DateBasis::Unknown;
    Some((day(&published.date)?, day(&published.enddate)?)).filter(|_| known)
}

/// Whether an article is of the half that was held out when the rules were made: by the digest of its id.
fn is_held_out(id: &str) -> bool {
    let last = Text::new(id)
        .id()
        .chars()
        .next_back()
        .and_then(|digit| digit.to_digit(16));
    last.is_some_and(|digit| digit % 2 == 1)
}

/// Counts of answers.
#[derive(Default)]
struct Figures {
    articles: usize,
    exact: usize,
    exact_right: usize,
    intervals: usize,
    intervals_right: usize,
    widths: Vec<i64>,
}

impl Figures {
    const COLUMNS: [&'static str; 12] = [
        "articles",
        "of them",
        "exact",
        "right",
        "intervals",
        "right",
        "to the day %",
        "7 days %",
        "31 days %",
        "366 days %",
        "dated %",
        "median days",
    ];

    fn of(answers: impl Iterator<Item = Answer>) -> Self {
        let mut figures = Self::default();
        answers.for_each(|answer| figures.add(answer));
        figures.widths.sort_unstable();
        figures
    }

    fn add(&mut self, answer: Answer) {
        self.articles += 1;
        let Some(width) = answer.width() else { return };
        let right = usize::from(answer.is_right());
        self.widths.push(width);
        if width == 1 {
            self.exact += 1;
            self.exact_right += right;
        } else {
            self.intervals += 1;
            self.intervals_right += right;
        }
    }

    /// The share of the articles that are dated within so many days.
    fn within(&self, days: i64) -> f64 {
        share(self.widths.partition_point(|&width| width <= days), self.articles)
    }

    fn cells(&self, name: &str) -> Vec<String> {
        let median = self.widths.get(self.widths.len() / 2).copied().unwrap_or_default();
        let counts = [
            self.articles,
            self.exact,
            self.exact_right,
            self.intervals,
            self.intervals_right,
        ];
        let shares = [1, 7, 31, 366, i64::MAX].map(|days| percent(self.within(days)));
        [
            vec![name.to_owned()],
            counts.map(|count| count.to_string()).to_vec(),
            shares.to_vec(),
            vec![median.to_string()],
        ]
        .concat()
    }
}
