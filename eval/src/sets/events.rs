//! The annotated articles: events in the whole record, read with their days of publication.

use super::Bench;
use crate::calibration::Reliability;
use crate::events::{EventFigures, GoldEvent};
use crate::figures::share;
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

/// An annotated article's events.
#[derive(Debug, Deserialize)]
struct Gold {
    doc: String,
    events: Vec<GoldEvent>,
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
    let each: Vec<(String, EventFigures)> = files
        .par_iter()
        .map(|file| article(bench, file, &dates))
        .collect::<Result<_>>()?;
    Ok(part(&each))
}

fn article(bench: &Bench, file: &Path, dates: &BTreeMap<String, String>) -> Result<(String, EventFigures)> {
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
    let mut figures = EventFigures::default();
    figures.add(&gold.events, &record.events);
    Ok((gold.doc, figures))
}

fn part(each: &[(String, EventFigures)]) -> Part {
    let all = each
        .iter()
        .fold(EventFigures::default(), |sum, (_, figures)| sum.joined(figures.clone()));
    let story = each
        .iter()
        .find(|(doc, _)| doc == STORY)
        .map(|(_, figures)| figures.full);
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
    rows.extend(story.map(|full| {
        Row::new(
            "required events right in all: recall",
            "the story of 2022",
            full.recall(),
            Some(75.0),
        )
    }));
    Part {
        rows,
        tables: vec![
            table(&all),
            reliability(
                "Calibration of the events, nine articles",
                &Reliability::new(&all.judged),
            ),
        ],
        skipped: Vec::new(),
    }
}

fn table(all: &EventFigures) -> Table {
    let row = |(what, tally): (&str, crate::figures::Tally)| {
        let [p, r, f] = prf(tally);
        vec![
            what.to_owned(),
            p,
            r,
            f,
            tally.gold.to_string(),
            tally.predicted.to_string(),
        ]
    };
    Table {
        title: "Events, nine articles".to_owned(),
        note: String::new(),
        columns: vec!["what", "precision", "recall", "F1", "in gold", "predicted"],
        rows: [("event", all.event), ("who", all.who), ("full", all.full)]
            .map(row)
            .to_vec(),
    }
}
