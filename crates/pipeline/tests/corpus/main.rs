//! The articles in `corpus/`: what the program finds in them, against what a careful reader finds.
//!
//! The expectations are right, the program is not always. So that its errors show and do not grow, each article has a measure
//! that it must not fall below.

mod events;
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
    ("amman-envoy.txt", 0.5),
    ("andean-pipeline.txt", 0.5),
    ("border-sanctions.txt", 0.88),
    ("caspian-transit.txt", 0.5),
    ("ceasefire-breach.txt", 0.95),
    ("council-mandate.txt", 0.85),
    ("ferry-inquiry.txt", 0.89),
    ("grain-tariffs.txt", 0.92),
    ("guerrilla-truce.txt", 0.75),
    ("gulf-airlift.txt", 0.86),
    ("halma-bridge.txt", 0.84),
    ("jersey-licences.txt", 0.77),
    ("market-levy.txt", 0.82),
    ("mine-strike.txt", 0.75),
    ("niamey-ultimatum.txt", 0.66),
    ("nile-visit.txt", 0.66),
    ("northern-drills.txt", 0.78),
    ("palk-fishermen.txt", 0.94),
    ("shoal-supplies.txt", 0.92),
    ("slow-count.html", 0.91),
    ("suva-recall.txt", 0.5),
    ("vilnius-border.txt", 0.5),
    ("water-accord.txt", 0.78),
    ("zambezi-patrols.txt", 0.5),
    ("zamfara-curfew.txt", 0.77),
];

/// The F1 over all articles, and the shares of matched statements that agree in a field, that must not be lost.
const ATTRIBUTED: f64 = 0.85;
const FORM: f64 = 0.95;
const ACT: f64 = 0.53;
const ADDRESSEE: f64 = 0.9;
const RELAY: f64 = 0.2;
const WITHIN: f64 = 0.6;

/// Articles that no rule is made by: what is missed in them is counted and not shown.
const HELD: &[&str] = &[
    "caspian-transit.txt",
    "council-mandate.txt",
    "gulf-airlift.txt",
    "jersey-licences.txt",
    "niamey-ultimatum.txt",
    "northern-drills.txt",
    "shoal-supplies.txt",
    "suva-recall.txt",
    "vilnius-border.txt",
];

/// The F1 over the articles with events that must not be lost, of those shown and of those held.
const EVENTS: f64 = 0.37;
const WHO: f64 = 0.27;
const FULL: f64 = 0.22;
const EXCHANGES: f64 = 0.0;

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
#[expect(clippy::print_stdout, reason = "the report shows what is missed, with `--nocapture`")]
fn what_happens_in_the_articles() {
    let demarche = Demarche::embedded().unwrap();
    let (mut all, mut held, mut report) = (
        events::Agreement::default(),
        events::Agreement::default(),
        String::new(),
    );
    for (name, _) in FLOORS {
        let record = read(&demarche, name);
        let expected = Expected::beside(&corpus().join(name), record.text.as_deref().unwrap());
        if expected.events.is_empty() {
            continue;
        }
        if HELD.contains(name) {
            held += events::agreement(&expected, &record, &mut String::new());
            continue;
        }
        let found = events::agreement(&expected, &record, &mut report);
        writeln!(report, "{name}: {found}\n").unwrap();
        all += found;
    }
    println!("{report}all: {all}\nheld: {held}");
    for found in [all, held] {
        assert!(found.event.f1() >= EVENTS, "{found}");
        assert!(found.who.f1() >= WHO, "{found}");
        assert!(found.full.f1() >= FULL, "{found}");
        assert!(found.exchanges.f1() >= EXCHANGES, "{found}");
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

#[test]
fn perfect_events_score_one_and_none_nothing() {
    let demarche = Demarche::embedded().unwrap();
    let (mut perfect, mut nothing) = (events::Agreement::default(), events::Agreement::default());
    for (name, _) in FLOORS {
        let mut record = read(&demarche, name);
        let expected = Expected::beside(&corpus().join(name), record.text.as_deref().unwrap());
        record.events = expected.events.iter().map(expected::Event::found).collect();
        record.exchanges = expected.exchanges.iter().map(expected::Exchange::found).collect();
        perfect += events::agreement(&expected, &record, &mut String::new());
        record.events.clear();
        record.exchanges.clear();
        nothing += events::agreement(&expected, &record, &mut String::new());
    }
    assert_eq!(
        (perfect.full.f1(), perfect.false_facts(), perfect.exchanges.f1()),
        (1.0, 0.0, 1.0),
        "{perfect}"
    );
    assert_eq!(
        (nothing.event.hits, nothing.event.found, nothing.facts.found),
        (0, 0, 0)
    );
    assert!(nothing.event.wanted > 100 && nothing.exchanges.wanted > 10);
}

#[test]
fn expectations_refer_to_one_another() {
    for (name, _) in FLOORS {
        let path = corpus().join(name).with_extension("expected.json");
        let expected: Expected = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let statements: Vec<&str> = expected.statements.iter().map(|s| s.id.as_str()).collect();
        let events: Vec<&str> = expected.events.iter().map(|e| e.id.as_str()).collect();
        for event in &expected.events {
            assert!(
                event.claimed_by.iter().all(|id| statements.contains(&id.as_str())),
                "{name} {}",
                event.id
            );
            assert!(
                event.same_as.iter().all(|id| events.contains(&id.as_str())),
                "{name} {}",
                event.id
            );
        }
        for exchange in &expected.exchanges {
            assert!(
                events.contains(&exchange.opening.as_str()) && events.contains(&exchange.reply.as_str()),
                "{name}"
            );
        }
    }
}
