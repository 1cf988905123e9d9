//! The annotated articles: events and exchanges in the whole record, read with their days of publication.

use super::Bench;
use crate::calibration::Reliability;
use crate::events::{EventFigures, GoldEvent};
use crate::exchanges::{ExchangeFigures, GoldExchange};
use crate::figures::{Tally, share};
use crate::report::{Part, Row, Table, prf, reliability};
use anyhow::{Context as _, Result};
use demarche::{Given, Origin, take};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

const NAME: &str = "nine articles";
const FOLDER: &str = "gold";
/// The article whose required events are counted.
const STORY: &str = "seed";
/// How it is called in the report.
const TOLD: &str = "the story of 2022";

/// An annotated article's events.
#[derive(Debug, Deserialize)]
struct Gold {
    doc: String,
    events: Vec<GoldEvent>,
    exchanges: Vec<GoldExchange>,
}

/// What is measured on one article.
struct Measured {
    doc: String,
    events: EventFigures,
    exchanges: ExchangeFigures,
}

/// Measures the articles.
///
/// # Errors
/// Where a file that is there cannot be read, or the pipeline fails.
pub fn measure(bench: &Bench) -> Result<Part> {
    let files = bench.shared.files(FOLDER, "json")?;
    if files.is_empty() {
        return Ok(Part {
            skipped: vec![format!("{NAME}, events ({FOLDER})")],
            ..Part::default()
        });
    }
    let dates: BTreeMap<String, String> = match bench.shared.read(&format!("{FOLDER}/text/dates.json"))? {
        Some(text) => serde_json::from_str(&text).context("in dates.json")?,
        None => BTreeMap::new(),
    };
    let each: Vec<Measured> = files
        .par_iter()
        .map(|file| article(bench, file, &dates))
        .collect::<Result<_>>()?;
    Ok(part(&each))
}

fn article(bench: &Bench, file: &Path, dates: &BTreeMap<String, String>) -> Result<Measured> {
    let in_file = || format!("in {}", file.display());
    let gold: Gold = serde_json::from_str(&std::fs::read_to_string(file)?).with_context(in_file)?;
    let path = file.with_file_name("text").join(format!("{}.txt", gold.doc));
    let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let given = Given {
        published: dates.get(&gold.doc).cloned(),
        ..Given::default()
    };
    let taken = take(&bytes, &Origin::File(path), &given).with_context(in_file)?;
    let record = bench.demarche.read(&taken.document).with_context(in_file)?;
    let mut events = EventFigures::default();
    events.add(&gold.events, &record.events);
    let mut exchanges = ExchangeFigures::default();
    exchanges.add((&gold.events, &gold.exchanges), (&record.events, &record.exchanges));
    Ok(Measured {
        doc: gold.doc,
        events,
        exchanges,
    })
}

fn part(each: &[Measured]) -> Part {
    let all = each.iter().fold(EventFigures::default(), |sum, measured| {
        sum.joined(measured.events.clone())
    });
    let exchanges = each.iter().fold(ExchangeFigures::default(), |sum, measured| {
        sum.joined(&measured.exchanges)
    });
    let story = each.iter().find(|measured| measured.doc == STORY);
    let mut rows = vec![
        Row::new("events: category and place: F1", NAME, all.event.f1(), Some(60.0)).beside("two annotations 97"),
        Row::new("events: with actors and recipients: F1", NAME, all.who.f1(), Some(45.0)).beside("two annotations 93"),
        Row::new("events: with status: F1", NAME, all.full.f1(), Some(40.0)).beside("two annotations 93"),
        Row::new(
            "events told as facts that are facts",
            NAME,
            1.0 - share(all.false_facts, all.facts),
            Some(75.0),
        ),
    ];
    let linked = exchanges.all();
    rows.push(Row::new("exchanges: precision", NAME, linked.precision(), None));
    rows.push(Row::new("exchanges: recall", NAME, linked.recall(), None));
    rows.push(Row::new("exchanges: F1", NAME, linked.f1(), None));
    rows.extend(story.map(|story| {
        let recall = story.events.full.recall();
        Row::new("required events right in all: recall", TOLD, recall, Some(75.0))
    }));
    rows.extend(story.map(|story| Row::new("exchanges: recall", TOLD, story.exchanges.all().recall(), Some(62.5))));
    Part {
        rows,
        tables: vec![
            table(&all),
            reliability(
                "Calibration of the events, nine articles",
                &Reliability::new(&all.judged),
            ),
            by_relation(&exchanges),
        ],
        skipped: Vec::new(),
    }
}

fn row(what: &str, tally: Tally) -> Vec<String> {
    let [p, r, f] = prf(tally);
    let counts = [tally.gold, tally.predicted].map(|n| n.to_string());
    [what.to_owned(), p, r, f].into_iter().chain(counts).collect()
}

fn by_relation(exchanges: &ExchangeFigures) -> Table {
    let rows = exchanges
        .by_relation
        .iter()
        .map(|(relation, &tally)| row(relation, tally));
    Table {
        title: "Exchanges by relation, nine articles".to_owned(),
        note: String::new(),
        columns: vec!["relation", "precision", "recall", "F1", "in gold", "predicted"],
        rows: rows.collect(),
    }
}

fn table(all: &EventFigures) -> Table {
    Table {
        title: "Events, nine articles".to_owned(),
        note: String::new(),
        columns: vec!["what", "precision", "recall", "F1", "in gold", "predicted"],
        rows: [("event", all.event), ("who", all.who), ("full", all.full)]
            .map(|(what, tally)| row(what, tally))
            .to_vec(),
    }
}
