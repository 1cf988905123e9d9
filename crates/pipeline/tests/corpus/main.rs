//! The articles in `corpus/`: what the program finds in them, against what a careful reader finds.
//!
//! The expectations are right, the program is not always. So that its errors show and do not grow, each article has a measure
//! that it must not fall below.

mod expected;
mod matching;

use demarche::types::Record;
use demarche::{Demarche, Given, Origin, take, verify};
use expected::Expected;
use matching::{Agreement, agreement};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The F1 of statements attributed that each article must not fall below.
const FLOORS: &[(&str, f64)] = &[
    ("ferry-inquiry.txt", 0.89),
    ("grain-tariffs.txt", 0.92),
    ("halma-bridge.txt", 0.84),
    ("market-levy.txt", 0.82),
    ("mine-strike.txt", 0.75),
    ("slow-count.html", 0.91),
    ("water-accord.txt", 0.78),
];

/// The F1 over all articles, and the shares of matched statements that agree in a field, that must not be lost.
const ATTRIBUTED: f64 = 0.86;
const FORM: f64 = 0.95;
const ACT: f64 = 0.53;
const ADDRESSEE: f64 = 0.9;
const RELAY: f64 = 0.3;
const WITHIN: f64 = 0.6;

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
#[expect(clippy::print_stdout, reason = "the report shows what is missed, with `--nocapture`")]
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
    let fields = [
        (all.form, FORM),
        (all.act, ACT),
        (all.addressee, ADDRESSEE),
        (all.relay, RELAY),
        (all.within, WITHIN),
    ];
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
fn perfect_records_score_one_and_empty_ones_nothing() {
    let demarche = Demarche::embedded().unwrap();
    let (mut perfect, mut nothing) = (Agreement::default(), Agreement::default());
    for (name, _) in FLOORS {
        let mut record = read(&demarche, name);
        let expected = Expected::beside(&corpus().join(name), record.text.as_deref().unwrap());
        record.statements = expected.statements.iter().map(expected::Statement::found).collect();
        perfect += agreement(&expected, &record, &mut String::new());
        record.statements.clear();
        nothing += agreement(&expected, &record, &mut String::new());
    }
    let fields = [
        perfect.form,
        perfect.act,
        perfect.addressee,
        perfect.relay,
        perfect.within,
    ];
    assert_eq!(perfect.attributed.f1(), 1.0, "{perfect}");
    assert_eq!(fields.map(|f| f.share()), [1.0; 5]);
    assert_eq!((nothing.attributed.hits, nothing.attributed.found), (0, 0));
    assert!(nothing.attributed.wanted > 0);
}
