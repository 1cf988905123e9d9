//! Labelled pairs of actors in sentences: which category stands between them, by the classifier and by the whole pipeline.

use super::Bench;
use crate::figures::{Tally, share};
use crate::report::{Part, Row, Table, prf};
use anyhow::{Context as _, Result};
use demarche_types::{Block, BlockKind, Document, Event, EventParty, Masthead, Span, Text};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

const NAME: &str = "labelled pairs";
const FILE: &str = "events/plv_train.jsonl";
/// What `training/categories.py` measured in five folds. The shipped model does not hold that classifier.
const TRAINING: &str = include_str!("../../../model/categories.json");

/// Figures of the training code, in percent.
#[derive(Debug, Deserialize)]
struct Trained {
    /// All models together.
    together: Seeds,
    /// One of them.
    branch: Seeds,
    /// Another, that has no seed.
    words: Measured,
    /// Another.
    vectors: Measured,
}

/// Over some seeds: their mean, and how far the best is from the worst.
#[derive(Debug, Deserialize)]
struct Seeds {
    mean: Measured,
    spread: Measured,
    each: Vec<Measured>,
}

#[derive(Debug, Deserialize)]
struct Measured {
    macro_f1: f64,
    accuracy: f64,
    /// The share of the pairs of which the model is sure, at .9 or more.
    sure: f64,
    accuracy_where_sure: f64,
}

/// A pair of actors with the category between them.
#[derive(Debug, Deserialize)]
struct Labelled {
    text: String,
    event: String,
    source: Marked,
    target: Marked,
}

/// An actor's words.
#[derive(Debug, Deserialize)]
struct Marked {
    spans: Vec<Span>,
}

/// What the pipeline makes of one sentence, in the labels of the set.
struct Outcome<'a> {
    label: &'a str,
    /// The labels that the events of the sentence bear out.
    found: BTreeSet<&'static str>,
    /// Those of events from the one actor to the other.
    between: BTreeSet<&'static str>,
}

/// Measures the pairs, a sentence at a time.
///
/// # Errors
/// Where the file is there and cannot be read, or the pipeline fails.
pub fn measure(bench: &Bench) -> Result<Part> {
    let Some(lines) = bench.shared.read(&format!("data/{FILE}"))? else {
        return Ok(Part {
            skipped: vec![format!("{NAME} ({FILE})")],
            ..Part::default()
        });
    };
    let labelled: Vec<Labelled> = lines
        .lines()
        .map(|line| serde_json::from_str(line).with_context(|| format!("in {FILE}")))
        .collect::<Result<_>>()?;
    let outcomes: Vec<Outcome> = labelled
        .par_iter()
        .map(|row| outcome(bench, row))
        .collect::<Result<_>>()?;
    let trained: Trained = serde_json::from_str(TRAINING).context("in model/categories.json")?;
    Ok(part(&outcomes, &trained))
}

fn outcome<'a>(bench: &Bench, row: &'a Labelled) -> Result<Outcome<'a>> {
    let record = bench.demarche.read(&document(&row.text))?;
    let labels = |events: &mut dyn Iterator<Item = &Event>| events.flat_map(labels).collect();
    Ok(Outcome {
        label: &row.event,
        found: labels(&mut record.events.iter()),
        between: labels(&mut record.events.iter().filter(|event| is_between(event, row))),
    })
}

/// A document of one paragraph.
fn document(sentence: &str) -> Document {
    let text = Text::new(sentence);
    let blocks = vec![Block {
        span: text.span(),
        kind: BlockKind::Paragraph,
    }];
    Document {
        text,
        blocks,
        masthead: Masthead::default(),
    }
}

/// Whether an event leads from the row's source to its target, or holds both as actors.
fn is_between(event: &Event, row: &Labelled) -> bool {
    let names = |parties: &[EventParty], marked: &Marked| {
        let span = |party: &EventParty| Span {
            start: party.start,
            end: party.end,
        };
        parties
            .iter()
            .any(|p| marked.spans.iter().any(|&s| s.overlaps(span(p))))
    };
    let both_act = event.recipient.is_empty() && names(&event.actor, &row.target);
    names(&event.actor, &row.source) && (both_act || names(&event.recipient, &row.target))
}

/// The labels of the set, PLOVER's of 2016, that an event bears out: what is now RETREAT or CONCEDE was YIELD, a conviction
/// was ACCUSE, and sanctions and expulsions were COERCE.
fn labels(event: &Event) -> Vec<&'static str> {
    let has = |mode: &str| event.mode.iter().any(|m| m == mode);
    match event.event.as_str() {
        "RETREAT" | "CONCEDE" => vec!["YIELD"],
        "SANCTION" if has("convict") => vec!["SANCTION", "ACCUSE"],
        "SANCTION" => vec!["SANCTION", "COERCE"],
        other => LABELS.into_iter().filter(|&label| label == other).collect(),
    }
}

const LABELS: [&str; 15] = [
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    "YIELD",
];

fn part(outcomes: &[Outcome], trained: &Trained) -> Part {
    let count = |is: &dyn Fn(&Outcome) -> bool| outcomes.iter().filter(|o| is(o)).count();
    let found = count(&|o| o.found.contains(o.label));
    let between = count(&|o| o.between.contains(o.label));
    let any = count(&|o| !o.between.is_empty());
    let row = |what: &str, figure| Row::new(what, NAME, figure, None);
    Part {
        rows: vec![
            Row::new(
                "category, given sentence and pair of actors: macro F1 (in training; not shipped)",
                NAME,
                trained.together.mean.macro_f1 / 100.0,
                Some(84.0),
            )
            .beside("MiniLM with markers 83.6, with TF-IDF 84.8; published zero-shot system 74.3"),
            row(
                "category found from the bare sentence: recall",
                share(found, outcomes.len()),
            ),
            row(
                "category, source and target found: recall",
                share(between, outcomes.len()),
            ),
            row(
                "category right where an event joins source and target",
                share(between, any),
            ),
        ],
        tables: vec![training_table(trained), table(outcomes)],
        skipped: Vec::new(),
    }
}

fn training_table(trained: &Trained) -> Table {
    let row = |(what, figures, spread): (&str, &Measured, f64)| {
        let shares = [
            figures.macro_f1,
            figures.accuracy,
            figures.sure,
            figures.accuracy_where_sure,
            spread,
        ];
        let cells = shares.iter().map(|share| format!("{share:.2}"));
        std::iter::once(what.to_owned()).chain(cells).collect()
    };
    Table {
        title: "Categories between labelled pairs, sentence and pair given: the training code".to_owned(),
        note: format!(
            "Five folds by sentence, seeds: {}; measured by `training/categories.py`, not by the Rust code. The branch and the \
             linear models over words and over the encoder's vectors are summed without weights.",
            trained.together.each.len()
        ),
        columns: vec![
            "models",
            "macro F1",
            "accuracy",
            "sure at .9",
            "accuracy there",
            "spread of macro F1",
        ],
        rows: [
            ("together", &trained.together.mean, trained.together.spread.macro_f1),
            (
                "branch of the encoder",
                &trained.branch.mean,
                trained.branch.spread.macro_f1,
            ),
            ("words and relations", &trained.words, 0.0),
            ("vectors", &trained.vectors, 0.0),
        ]
        .map(row)
        .to_vec(),
    }
}

fn table(outcomes: &[Outcome]) -> Table {
    let mut by: BTreeMap<&str, Tally> = BTreeMap::new();
    for outcome in outcomes {
        let right = outcome.between.contains(outcome.label);
        let told = right
            .then_some(outcome.label)
            .or_else(|| outcome.between.first().copied());
        if let Some(told) = told {
            *by.entry(told).or_default() += Tally::matched(usize::from(right), 1, 0);
        }
        *by.entry(outcome.label).or_default() += Tally::matched(0, 0, 1);
    }
    let row = |(label, tally): (&&str, &Tally)| {
        let [p, r, f] = prf(*tally);
        vec![
            (*label).to_owned(),
            p,
            r,
            f,
            tally.gold.to_string(),
            tally.predicted.to_string(),
        ]
    };
    Table {
        title: "Categories between labelled pairs, by the whole pipeline".to_owned(),
        note: "The labels are PLOVER's of 2016; what today's manual calls otherwise counts as right.".to_owned(),
        columns: vec!["label", "precision", "recall", "F1", "in gold", "predicted"],
        rows: by.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(category: &str, mode: Option<&str>) -> Event {
        serde_json::from_value(serde_json::json!({
            "id": "E1", "event": category, "mode": mode.into_iter().collect::<Vec<_>>(), "context": [],
            "actor": [{"entity": null, "code": "KEN", "sector": null, "entity_text": "Kenya", "start": 0, "end": 5}],
            "recipient": [{"entity": null, "code": "GHA", "sector": null, "entity_text": "Ghana", "start": 10, "end": 15}],
            "date": null, "enddate": null, "date_basis": null, "event_loc": null, "tense": "past",
            "hypothetical": false, "negation": false, "claimed_by": [], "trigger": null, "evidence": null,
            "mentions": [], "quad_code": 3, "event_scale": 0.0, "confidence": 0.5, "why": null
        }))
        .unwrap()
    }

    #[test]
    fn labels_of_2016() {
        assert_eq!(labels(&event("CONCEDE", None)), ["YIELD"]);
        assert_eq!(labels(&event("SANCTION", Some("convict"))), ["SANCTION", "ACCUSE"]);
        assert_eq!(labels(&event("SANCTION", Some("expel"))), ["SANCTION", "COERCE"]);
        assert_eq!(labels(&event("REJECT", None)), ["REJECT"]);
    }

    #[test]
    fn an_event_joins_a_pair_in_its_direction() {
        let row = |source: [usize; 2], target: [usize; 2]| -> Labelled {
            serde_json::from_value(serde_json::json!({
                "text": "", "event": "REJECT", "source": {"spans": [source]}, "target": {"spans": [target]}
            }))
            .unwrap()
        };
        let rejected = event("REJECT", None);
        assert!(is_between(&rejected, &row([0, 5], [10, 15])));
        assert!(!is_between(&rejected, &row([10, 15], [0, 5])));
    }
}
