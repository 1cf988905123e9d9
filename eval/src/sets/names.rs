//! Names in the worldwide newswire, in EWT and in `CrossNER`'s politics.

use super::Bench;
use crate::calibration::Reliability;
use crate::names::{Class, NameFigures, compare};
use crate::report::{Part, Row, Table, prf, reliability};
use crate::tagged::{Layout, parse};
use anyhow::Result;

/// A corpus of names.
struct Corpus {
    name: &'static str,
    path: &'static str,
    layout: Layout,
    classes: &'static [Class],
    rows: fn(&NameFigures) -> Vec<Row>,
}

const CORPORA: [Corpus; 3] = [
    Corpus {
        name: "worldwide dev",
        path: "data/ner/worldwide_dev.tsv",
        layout: Layout::Articles,
        classes: &[
            Class::Person,
            Class::Organisation,
            Class::Place,
            Class::Nationality,
            Class::Date,
        ],
        rows: worldwide_rows,
    },
    Corpus {
        name: "UNER EWT dev",
        path: "data/ner/uner_ewt_dev.iob2",
        layout: Layout::Numbered,
        classes: &[Class::Person, Class::Organisation, Class::Place],
        rows: uner_rows,
    },
    Corpus {
        name: "CrossNER politics dev",
        path: "data/ner/crossner_politics_dev.txt",
        layout: Layout::Sentences,
        classes: &[Class::Person, Class::Organisation, Class::Place, Class::Event],
        rows: crossner_rows,
    },
];

fn worldwide_rows(figures: &NameFigures) -> Vec<Row> {
    vec![
        Row::new(
            "names, with dates: F1",
            "worldwide dev",
            figures.micro(&[]).f1(),
            Some(85.0),
        )
        .beside("first probe 81.9"),
        Row::new(
            "names, without dates: F1",
            "worldwide dev",
            figures.micro(&[Class::Date]).f1(),
            None,
        ),
    ]
}

fn uner_rows(figures: &NameFigures) -> Vec<Row> {
    vec![
        Row::new("names: F1", "UNER EWT dev", figures.micro(&[]).f1(), Some(82.0))
            .beside("NameTag 3 on UNER EWT test 87.0"),
    ]
}

fn crossner_rows(figures: &NameFigures) -> Vec<Row> {
    vec![Row::new(
        "names: F1",
        "CrossNER politics dev",
        figures.micro(&[]).f1(),
        None,
    )]
}

/// Measures the three corpora.
///
/// # Errors
/// Where a file that is there cannot be read, or the reader fails.
pub fn measure(bench: &Bench) -> Result<Part> {
    let mut part = Part::default();
    let mut classes = Vec::new();
    for corpus in &CORPORA {
        let Some(source) = bench.shared.read(corpus.path)? else {
            part.skipped.push(format!("{} ({})", corpus.name, corpus.path));
            continue;
        };
        let documents = parse(&source, corpus.layout);
        let readings = bench.read(documents.iter().map(|d| &d.given))?;
        let figures = compare(documents.iter().zip(&readings), corpus.classes);
        part.rows.extend((corpus.rows)(&figures));
        classes.extend(class_rows(corpus.name, &figures));
        if corpus.layout == Layout::Articles {
            part.tables.push(reliability(
                "Calibration of the names, worldwide dev",
                &Reliability::new(&figures.judged),
            ));
        }
    }
    part.tables.insert(0, table(classes));
    Ok(part)
}

fn class_rows(set: &str, figures: &NameFigures) -> Vec<Vec<String>> {
    let row = |(class, tally): (&Class, &crate::figures::Tally)| {
        let [p, r, f] = prf(*tally);
        vec![
            set.to_owned(),
            class.name().to_owned(),
            p,
            r,
            f,
            tally.gold.to_string(),
            tally.predicted.to_string(),
        ]
    };
    figures.by_class.iter().map(row).collect()
}

fn table(rows: Vec<Vec<String>>) -> Table {
    Table {
        title: "Names by class".to_owned(),
        note: String::new(),
        columns: vec!["set", "class", "precision", "recall", "F1", "in gold", "predicted"],
        rows,
    }
}
