//! EWT and GUM: tags, lemmas, features and trees on gold words.

use super::Bench;
use crate::conllu::{self, TreebankDocument};
use crate::report::{Part, Row, Table, percent};
use crate::syntax::{SyntaxCounts, compare};
use anyhow::Result;

/// Measures both treebanks.
///
/// # Errors
/// Where a file that is there cannot be read, or the reader fails.
pub fn measure(bench: &Bench) -> Result<Part> {
    let mut part = Part::default();
    let mut counts = Vec::new();
    if let Some(documents) = load(bench, "data/ud/ewt_dev.conllu", "EWT dev", &mut part)? {
        let ewt = count(bench, documents.iter())?;
        part.rows.extend([
            Row::new("LAS", "EWT dev", ewt.las(), Some(89.0)).beside("first probe 88.7"),
            Row::new("UAS", "EWT dev", ewt.uas(), Some(91.5)).beside("first probe 91.2"),
            Row::new("UPOS", "EWT dev", ewt.accuracy(ewt.upos), Some(96.3)).beside("first probe 96.2"),
        ]);
        counts.push(("EWT dev", ewt));
    }
    if let Some(documents) = load(bench, "data/ud/gum_dev.conllu", "GUM dev", &mut part)? {
        let news = count(bench, documents.iter().filter(|d| d.id.starts_with("GUM_news")))?;
        let all = count(bench, documents.iter())?;
        part.rows.extend([
            Row::new("LAS", "GUM dev, news", news.las(), Some(89.5))
                .beside("first probe, trained on non-commercial genres too, 89.5"),
            Row::new("LAS", "GUM dev, all", all.las(), Some(88.5)).beside("the same 88.9"),
        ]);
        counts.extend([("GUM dev, news", news), ("GUM dev, all", all)]);
    }
    part.tables.push(table(&counts));
    Ok(part)
}

fn load(bench: &Bench, path: &str, name: &str, part: &mut Part) -> Result<Option<Vec<TreebankDocument>>> {
    let Some(source) = bench.shared.read(path)? else {
        part.skipped.push(format!("{name} ({path})"));
        return Ok(None);
    };
    conllu::parse(&source).map(Some)
}

fn count<'a>(bench: &Bench, documents: impl Iterator<Item = &'a TreebankDocument> + Clone) -> Result<SyntaxCounts> {
    let readings = bench.read(documents.clone().map(|d| &d.given))?;
    let mut counts = SyntaxCounts::default();
    for (document, reading) in documents.zip(&readings) {
        counts += compare(&document.gold, reading);
    }
    Ok(counts)
}

fn table(counts: &[(&str, SyntaxCounts)]) -> Table {
    let row = |(set, c): &(&str, SyntaxCounts)| {
        let right = [c.relation, c.strict_relation, c.head, c.upos, c.lemma, c.features];
        let figures = right.map(|count| percent(c.accuracy(count)));
        [vec![(*set).to_owned(), c.words.to_string()], figures.to_vec()].concat()
    };
    Table {
        title: "Syntax on gold words".to_owned(),
        note: String::new(),
        columns: vec![
            "set",
            "words",
            "LAS",
            "LAS with subtypes",
            "UAS",
            "UPOS",
            "lemma",
            "features",
        ],
        rows: counts.iter().map(row).collect(),
    }
}
