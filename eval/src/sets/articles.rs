//! The annotated articles: statements in the whole record, from the raw text.

use super::Bench;
use crate::figures::share;
use crate::report::{Part, Row, Table, percent, prf};
use crate::statements::{Detail, GoldArticle, StatementFigures};
use anyhow::{Context as _, Result, ensure};
use demarche::{Given, Origin, take};
use demarche_types::Record;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

const NAME: &str = "nine articles";
const FOLDER: &str = "gold";

/// Measures the articles.
///
/// # Errors
/// Where a file that is there cannot be read, an article's text is not the annotated one, or the pipeline fails.
pub fn measure(bench: &Bench) -> Result<Part> {
    let files = bench.shared.files(FOLDER, "json")?;
    if files.is_empty() {
        return Ok(Part {
            skipped: vec![format!("{NAME} ({FOLDER})")],
            ..Part::default()
        });
    }
    let pairs: Vec<(GoldArticle, Record)> = files.par_iter().map(|file| read(bench, file)).collect::<Result<_>>()?;
    let mut figures = StatementFigures::default();
    for (gold, record) in &pairs {
        figures.add(&gold.statements, &record.statements);
    }
    let rows = vec![
        Row::new("statements: content: F1", NAME, figures.content.f1(), None),
        Row::new("statements: attributed: F1", NAME, figures.attributed.f1(), Some(70.0))
            .beside("two annotations of two articles 96"),
    ];
    Ok(Part {
        rows,
        tables: tables(&figures),
        skipped: Vec::new(),
    })
}

/// An article's gold and its record. The text lies beside the gold, in `text/`.
fn read(bench: &Bench, file: &Path) -> Result<(GoldArticle, Record)> {
    let in_file = || format!("in {}", file.display());
    let gold: GoldArticle = serde_json::from_str(&std::fs::read_to_string(file)?).with_context(in_file)?;
    let path = file.with_file_name("text").join(format!("{}.txt", gold.doc));
    let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let taken = take(&bytes, &Origin::File(path), &Given::default()).with_context(in_file)?;
    let record = bench.demarche.read(&taken.document).with_context(in_file)?;
    ensure!(
        record.id == format!("sha256:{}", gold.sha256),
        "the text read is not the one annotated, {}",
        in_file()
    );
    Ok((gold, record))
}

fn tables(figures: &StatementFigures) -> Vec<Table> {
    let found = [("content", figures.content), ("attributed", figures.attributed)].map(|(what, tally)| {
        let [p, r, f] = prf(tally);
        vec![
            what.to_owned(),
            p,
            r,
            f,
            tally.gold.to_string(),
            tally.predicted.to_string(),
        ]
    });
    let details = [
        ("addressee", figures.addressee),
        ("relay", figures.relay),
        ("within", figures.within),
    ];
    vec![
        Table {
            title: "Statements, nine articles".to_owned(),
            note: String::new(),
            columns: vec!["what", "precision", "recall", "F1", "in gold", "predicted"],
            rows: found.to_vec(),
        },
        accuracy_table("Acts of the statements found", &figures.acts),
        accuracy_table("Forms of the statements found", &figures.forms),
        Table {
            title: "What else is said of the statements found".to_owned(),
            note: String::new(),
            columns: vec!["what", "agree", "of", "%", "in gold", "predicted", "right"],
            rows: details.map(|(what, detail)| detail_row(what, detail)).to_vec(),
        },
    ]
}

fn accuracy_table<K: Serialize>(title: &str, counts: &BTreeMap<K, (usize, usize)>) -> Table {
    let row = |name: String, right: usize, all: usize| {
        vec![name, right.to_string(), all.to_string(), percent(share(right, all))]
    };
    let (right, all) = counts
        .values()
        .fold((0, 0), |(r, a), (right, all)| (r + right, a + all));
    let each = counts.iter().map(|(key, (right, all))| row(name(key), *right, *all));
    Table {
        title: title.to_owned(),
        note: String::new(),
        columns: vec!["in gold", "right", "of", "%"],
        rows: each.chain([row("all".to_owned(), right, all)]).collect(),
    }
}

/// The name that a record gives to an act or a form.
fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn detail_row(what: &str, detail: Detail) -> Vec<String> {
    let counts = [detail.gold, detail.predicted, detail.found].map(|count| count.to_string());
    let agree = [
        detail.agree.to_string(),
        detail.all.to_string(),
        percent(share(detail.agree, detail.all)),
    ];
    [vec![what.to_owned()], agree.to_vec(), counts.to_vec()].concat()
}
