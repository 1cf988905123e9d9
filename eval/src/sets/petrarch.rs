//! PETRARCH's unit sentences, with the fictional actors of its dictionaries as a user would load them.

use super::Bench;
use crate::figures::share;
use crate::report::{Part, Row, Table, percent};
use anyhow::{Context as _, Result};
use demarche::export::cameo;
use demarche::{Demarche, Gazetteer, Given, Origin, UserActors, take};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeSet;

const NAME: &str = "PETRARCH's unit sentences";
const FILE: &str = "data/events/petr_unittest.jsonl";
const ACTORS: &str = include_str!("../../data/fictional.actors.txt");

#[derive(Deserialize)]
struct Case {
    category: String,
    /// `YYYYMMDD`.
    date: String,
    text: String,
    events: Vec<Wanted>,
}

#[derive(Deserialize)]
struct Wanted {
    source: String,
    target: String,
    cameo: String,
}

/// Source, target and CAMEO's root.
type Coded = (String, String, String);

/// What became of a sentence.
#[derive(Clone, Copy, Debug, Default)]
struct Outcome {
    /// All events and no other: sources, targets and roots.
    exact: bool,
    /// The same pairs of source and target, whatever the roots.
    pairs: bool,
    right: usize,
    wanted: usize,
    found: usize,
}

/// Measures them.
///
/// # Errors
/// Where the file is there and cannot be read, or the pipeline fails.
pub fn measure(bench: &Bench) -> Result<Part> {
    let Some(source) = bench.shared.read(FILE)? else {
        return Ok(Part {
            skipped: vec![format!("{NAME} ({FILE})")],
            ..Part::default()
        });
    };
    let (gazetteer, _) = Gazetteer::with(vec![UserActors::parse("fictional.actors.txt", ACTORS)]);
    let demarche = Demarche::embedded()?.with_gazetteer(gazetteer);
    let cases: Vec<Case> = source
        .lines()
        .map(|line| serde_json::from_str(line).context(FILE))
        .collect::<Result<_>>()?;
    let outcomes: Vec<Outcome> = cases
        .par_iter()
        .map(|case| outcome(&demarche, case))
        .collect::<Result<_>>()?;
    Ok(part(&cases, &outcomes))
}

fn outcome(demarche: &Demarche, case: &Case) -> Result<Outcome> {
    let published = (case.date.len() == 8).then(|| {
        let (year, rest) = case.date.split_at(4);
        format!("{year}-{}-{}", &rest[..2], &rest[2..])
    });
    let given = Given {
        published,
        ..Given::default()
    };
    let taken = take(case.text.as_bytes(), &Origin::Stdin, &given)?;
    let record = demarche.read(&taken.document)?;
    let found: BTreeSet<Coded> = cameo(&record).lines().filter_map(coded).collect();
    let wanted: BTreeSet<Coded> = case.events.iter().map(in_roots).collect();
    let pairs = |events: &BTreeSet<Coded>| -> BTreeSet<(String, String)> {
        events
            .iter()
            .map(|(source, target, _)| (source.clone(), target.clone()))
            .collect()
    };
    Ok(Outcome {
        exact: found == wanted,
        pairs: pairs(&found) == pairs(&wanted),
        right: found.intersection(&wanted).count(),
        wanted: wanted.len(),
        found: found.len(),
    })
}

/// A line of the export.
fn coded(line: &str) -> Option<Coded> {
    let mut fields = line.split('\t').skip(1).map(str::to_owned);
    Some((fields.next()?, fields.next()?, fields.next()?))
}

fn in_roots(event: &Wanted) -> Coded {
    let root = event.cameo.chars().take(2).collect();
    (event.source.clone(), event.target.clone(), root)
}

fn part(cases: &[Case], outcomes: &[Outcome]) -> Part {
    let sum = |of: fn(&Outcome) -> usize| outcomes.iter().map(of).sum::<usize>();
    let (exact, pairs) = (sum(|o| usize::from(o.exact)), sum(|o| usize::from(o.pairs)));
    let f1 = share(2 * sum(|o| o.right), sum(|o| o.wanted) + sum(|o| o.found));
    Part {
        rows: vec![
            Row::new(
                "sentences right in all: source, target and CAMEO's root",
                NAME,
                share(exact, outcomes.len()),
                None,
            )
            .beside("PETRARCH2, with full codes, 28 of 284; 90 with its validation verbs"),
            Row::new("… in source and target", NAME, share(pairs, outcomes.len()), None),
            Row::new("… events: F1", NAME, f1, None),
        ],
        tables: vec![table(cases, outcomes)],
        skipped: Vec::new(),
    }
}

fn table(cases: &[Case], outcomes: &[Outcome]) -> Table {
    let families: BTreeSet<&str> = cases.iter().map(|case| case.category.as_str()).collect();
    let row = |family: &&str| {
        let of_family = || {
            cases
                .iter()
                .zip(outcomes)
                .filter(|(case, _)| case.category == **family)
                .map(|(_, o)| o)
        };
        let all = of_family().count();
        let count = |is: fn(&Outcome) -> bool| of_family().filter(|o| is(o)).count();
        let (exact, pairs) = (count(|o| o.exact), count(|o| o.pairs));
        vec![
            (*family).to_owned(),
            all.to_string(),
            exact.to_string(),
            pairs.to_string(),
            percent(share(exact, all)),
        ]
    };
    Table {
        title: "PETRARCH's unit sentences".to_owned(),
        note: "The sentences try PETRARCH's own dictionaries (compounds, synonyms, patterns, dated codes) more than they report \
            news: half of their verbs have a code in its validation dictionary only (*abandon ties* is 345), and the riot that \
            stands in a third of them (*after crowds trashed its embassy*) is in no gold but in our events. CAMEO's root of two \
            digits is compared, since the export gives no more."
            .to_owned(),
        columns: vec!["family", "sentences", "right in all", "right in source and target", "% in all"],
        rows: families.iter().map(row).collect(),
    }
}
