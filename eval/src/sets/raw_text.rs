//! EWT and GUM again, from their raw text: sentences and tokens.

use super::Bench;
use crate::report::{Part, Row, Table, percent};
use crate::segmentation::{Gold, Scores, parse, score};
use anyhow::Result;
use demarche::segment::segment;

/// Measures both treebanks.
///
/// # Errors
/// Where a file that is there cannot be read.
pub fn measure(bench: &Bench) -> Result<Part> {
    let mut scores = Vec::new();
    let mut rows = Vec::new();
    if let Some(source) = bench.shared.read("data/ud/gum_dev.conllu")? {
        let documents = parse(&source);
        let news = total(documents.iter().filter(|d| d.id.starts_with("GUM_news")));
        rows.extend(floors("GUM dev, news", news, 97.0, 99.3));
        scores.extend([("GUM dev, news", news), ("GUM dev, all", total(documents.iter()))]);
    }
    if let Some(source) = bench.shared.read("data/ud/ewt_dev.conllu")? {
        let ewt = total(parse(&source).iter());
        rows.extend(floors("EWT dev", ewt, 88.0, 98.5));
        scores.push(("EWT dev", ewt));
    }
    Ok(Part {
        rows,
        tables: vec![table(&scores)],
        skipped: Vec::new(),
    })
}

fn total<'a>(documents: impl Iterator<Item = &'a Gold>) -> Scores {
    let mut total = Scores::default();
    documents.for_each(|gold| total += score(gold, &segment(&gold.document())));
    total
}

fn floors(set: &'static str, scores: Scores, sentences: f64, tokens: f64) -> [Row; 2] {
    [
        Row::new(
            "sentences, from raw text: F1",
            set,
            scores.sentences.f1(),
            Some(sentences),
        ),
        Row::new("tokens, from raw text: F1", set, scores.tokens.f1(), Some(tokens)),
    ]
}

fn table(scores: &[(&str, Scores)]) -> Table {
    let row = |(set, s): &(&str, Scores)| {
        let figures = [s.sentences, s.tokens, s.words].map(|counts| percent(counts.f1()));
        let sizes = [s.sentences.gold, s.tokens.gold, s.words.gold].map(|count| count.to_string());
        [vec![(*set).to_owned()], figures.to_vec(), sizes.to_vec()].concat()
    };
    Table {
        title: "Sentences and words from raw text".to_owned(),
        note: "F1; and how many there are in gold.".to_owned(),
        columns: vec![
            "set",
            "sentences",
            "tokens",
            "syntactic words",
            "sentences in gold",
            "tokens in gold",
            "words in gold",
        ],
        rows: scores.iter().map(row).collect(),
    }
}
