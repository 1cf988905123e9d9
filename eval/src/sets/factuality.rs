//! MEANTIME: whether what its events' words tell happened, is to happen, is certain.

use super::Bench;
use crate::figures::Tally;
use crate::report::{Part, Row, Table, prf};
use anyhow::{Context as _, Result};
use demarche::code::{Factuality, factuality};
use demarche::segment::segment;
use demarche::{Given, Origin, take};
use demarche_reader::{Reader as _, Words};
use demarche_types::Span;
use rayon::prelude::*;
use serde::Deserialize;

const NAME: &str = "MEANTIME";
const FILE: &str = "data/factuality/meantime_en.jsonl";

#[derive(Deserialize)]
struct Article {
    text: String,
    events: Vec<Marked>,
}

/// An event's words, and what the annotators say of it; `UNDERSPECIFIED` where they leave it open.
#[derive(Deserialize)]
struct Marked {
    spans: Vec<(usize, usize)>,
    certainty: String,
    polarity: String,
    time: String,
}

/// A value that an event can have, for the annotators and for us.
struct Value {
    name: &'static str,
    /// `None` where the annotators leave it open.
    in_gold: fn(&Marked) -> Option<bool>,
    predicted: fn(Factuality) -> bool,
}

const VALUES: [Value; 6] = [
    Value {
        name: "it happened",
        in_gold: |m| one_of(&m.polarity, &["POS"]),
        predicted: |f| !f.negation,
    },
    Value {
        name: "it did not",
        in_gold: |m| one_of(&m.polarity, &["NEG"]),
        predicted: |f| f.negation,
    },
    Value {
        name: "certain",
        in_gold: |m| one_of(&m.certainty, &["CERTAIN"]),
        predicted: |f| !f.hypothetical,
    },
    Value {
        name: "possible or probable",
        in_gold: |m| one_of(&m.certainty, &["POSSIBLE", "PROBABLE"]),
        predicted: |f| f.hypothetical,
    },
    Value {
        name: "past or present",
        in_gold: |m| one_of(&m.time, &["NON_FUTURE"]),
        predicted: |f| !f.future,
    },
    Value {
        name: "future",
        in_gold: |m| one_of(&m.time, &["FUTURE"]),
        predicted: |f| f.future,
    },
];

fn one_of(value: &str, values: &[&str]) -> Option<bool> {
    (value != "UNDERSPECIFIED").then(|| values.contains(&value))
}

/// Measures it.
///
/// # Errors
/// Where the file is there and cannot be read, or the pipeline fails.
pub fn measure(bench: &Bench) -> Result<Part> {
    let Some(source) = bench.shared.read(FILE)? else {
        return Ok(Part {
            skipped: vec![format!("{NAME} ({FILE})")],
            ..Part::default()
        });
    };
    let articles: Vec<Article> = source
        .lines()
        .map(|line| serde_json::from_str(line).context(FILE))
        .collect::<Result<_>>()?;
    let pairs: Vec<Vec<(Marked, Factuality)>> = articles
        .into_par_iter()
        .map(|article| judged(bench, article))
        .collect::<Result<_>>()?;
    let pairs: Vec<(Marked, Factuality)> = pairs.into_iter().flatten().collect();
    let tallies = VALUES.map(|value| (value.name, tally(&value, &pairs)));
    Ok(Part {
        rows: tallies
            .iter()
            .map(|(name, tally)| Row::new(format!("status, {name}: F1"), NAME, tally.f1(), None))
            .collect(),
        tables: vec![table(&tallies)],
        skipped: Vec::new(),
    })
}

/// An article's events with what is read of them.
fn judged(bench: &Bench, article: Article) -> Result<Vec<(Marked, Factuality)>> {
    let taken = take(article.text.as_bytes(), &Origin::Stdin, &Given::default())?;
    let segments = segment(&taken.document);
    let reading = bench.reader.read(&Words::new(&taken.document.text, &segments))?;
    let span = |marked: &Marked| {
        marked
            .spans
            .first()
            .map_or(Span::new(0, 0), |&(start, end)| Span::new(start, end))
    };
    let spans: Vec<Span> = article.events.iter().map(span).collect();
    let found = factuality(&taken.document, &segments, &reading, &spans);
    let pairs = article.events.into_iter().zip(found);
    Ok(pairs.filter_map(|(marked, found)| Some((marked, found?))).collect())
}

fn tally(value: &Value, pairs: &[(Marked, Factuality)]) -> Tally {
    let decided = || {
        let said = |(marked, found): &(Marked, Factuality)| Some(((value.in_gold)(marked)?, (value.predicted)(*found)));
        pairs.iter().filter_map(said)
    };
    Tally::matched(
        decided().filter(|&(gold, predicted)| gold && predicted).count(),
        decided().filter(|&(_, predicted)| predicted).count(),
        decided().filter(|&(gold, _)| gold).count(),
    )
}

fn table(tallies: &[(&str, Tally)]) -> Table {
    let row = |(name, tally): &(&str, Tally)| {
        let [p, r, f] = prf(*tally);
        let counts = [tally.gold, tally.predicted].map(|count| count.to_string());
        [vec![(*name).to_owned(), p, r, f], counts.to_vec()].concat()
    };
    Table {
        title: "Status of events, MEANTIME".to_owned(),
        note: "Of all events that are marked there, words of speech and states among them, whether a rule codes them or not; \
            what its annotators left open is not counted."
            .to_owned(),
        columns: vec!["what", "precision", "recall", "F1", "in gold", "predicted"],
        rows: tallies.iter().map(row).collect(),
    }
}
