//! The articles in `corpus/`: what the program finds in them, against what a careful reader finds.
//!
//! The expectations are right, the program is not always. So that its errors show and do not grow, each article has a measure
//! that it must not fall below.

mod expected;
mod matching;

use demarche::types::Record;
use demarche::{Demarche, Given, Origin, take, verify};
use expected::Expected;
use matching::{Agreement, Score, agreement};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The F1 of statements attributed that each article must not fall below.
const FLOORS: &[(&str, f64)] = &[
    ("ferry-inquiry.txt", 0.0),
    ("grain-tariffs.txt", 0.0),
    ("halma-bridge.txt", 0.0),
    ("market-levy.txt", 0.0),
    ("mine-strike.txt", 0.0),
    ("slow-count.html", 0.0),
    ("water-accord.txt", 0.0),
];

/// The F1 over all articles, and the shares of matched statements that agree in a field, that must not be lost.
const ATTRIBUTED: f64 = 0.0;
const FORM: f64 = 0.0;
const ACT: f64 = 0.0;
const ADDRESSEE: f64 = 0.0;
const RELAY: f64 = 0.0;
const WITHIN: f64 = 0.0;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

fn read(demarche: &Demarche, name: &str) -> Record {
    let path = corpus().join(name);
    let bytes = std::fs::read(&path).unwrap();
    let taken = take(&bytes, &Origin::File(path), &Given::default()).unwrap();
    demarche.read(&taken.document).unwrap()
}

#[test]
fn what_is_found_in_the_articles() {
    let demarche = Demarche::embedded().unwrap();
    let (mut all, mut report, mut lost) = (Agreement::default(), String::new(), Vec::new());
    for &(name, floor) in FLOORS {
        let record = read(&demarche, name);
        let expected = Expected::beside(&corpus().join(name), record.text.as_deref().unwrap());
        let found = agreement(&expected, &record, &mut report);
        writeln!(report, "{name}: {} (floor {floor:.3})\n", found.attributed).unwrap();
        lost.extend((found.attributed.f1() < floor).then_some(name));
        all += found;
    }
    writeln!(report, "all: {all}").unwrap();
    let fields = [(all.form, FORM), (all.act, ACT), (all.addressee, ADDRESSEE), (all.relay, RELAY), (all.within, WITHIN)];
    println!("{report}");
    assert!(lost.is_empty(), "fallen below their floors: {lost:?}");
    assert!(all.attributed.f1() >= ATTRIBUTED, "{}", all.attributed);
    for (i, (agreed, floor)) in fields.into_iter().enumerate() {
        assert!(agreed.share() >= floor, "field {i}: {agreed}, floor {floor:.3}");
    }
}

#[test]
fn every_article_has_expectations_and_a_floor() {
    let mut articles: Vec<String> = corpus()
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".txt") || name.ends_with(".html"))
        .collect();
    articles.sort();
    assert_eq!(articles, FLOORS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn all_records_hold() {
    let demarche = Demarche::embedded().unwrap();
    for (name, _) in FLOORS {
        assert_eq!(verify(&read(&demarche, name), None), [], "{name}");
    }
}

#[test]
fn a_perfect_record_scores_one_and_an_empty_one_nothing() {
    let demarche = Demarche::embedded().unwrap();
    let mut record = read(&demarche, "mine-strike.txt");
    let expected = Expected::beside(&corpus().join("mine-strike.txt"), record.text.as_deref().unwrap());
    record.statements = expected.statements.iter().map(expected::Statement::found).collect();
    let perfect = agreement(&expected, &record, &mut String::new());
    assert_eq!(perfect.attributed.f1(), 1.0, "{perfect}");
    assert_eq!([perfect.form, perfect.act, perfect.addressee, perfect.relay, perfect.within].map(|f| f.share()), [1.0; 5]);
    record.statements.clear();
    assert_eq!(agreement(&expected, &record, &mut String::new()).attributed, Score { hits: 0, found: 0, wanted: 12 });
}
