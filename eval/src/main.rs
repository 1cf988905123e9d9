//! Scores the shipped model on the development data that is present; prints the results and writes `eval/results.md`.
//!
//! With names of sets (`demarche-eval times places`) it measures these alone, prints them and writes nothing.

use anyhow::{Context as _, Result, bail};
use demarche_eval::report::{Part, page};
use demarche_eval::sets::{
    Bench, articles, coreference, dating, entities, events, factuality, names, offices, petrarch, places, polnear,
    raw_text, times, treebanks,
};
use std::io::Write as _;

const RESULTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/results.md");

type Measure = fn(&Bench) -> Result<Part>;

/// In the order of the report.
const SETS: &[(&str, Measure)] = &[
    ("treebanks", treebanks::measure),
    ("raw_text", raw_text::measure),
    ("names", names::measure),
    ("polnear", polnear::measure),
    ("articles", articles::measure),
    ("events", events::measure),
    ("factuality", factuality::measure),
    ("petrarch", petrarch::measure),
    ("dating", dating::measure),
    ("places", places::measure),
    ("times", times::measure),
    ("entities", entities::measure),
    ("coreference", coreference::measure),
    ("offices", offices::measure),
];

fn main() -> Result<()> {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let chosen = chosen(&asked)?;
    let bench = Bench::embedded()?;
    let mut results = Part::default();
    for measure in chosen {
        results.join(measure(&bench)?);
    }
    let page = page(bench.model(), &results);
    if asked.is_empty() {
        std::fs::write(RESULTS, &page).with_context(|| format!("cannot write {RESULTS}"))?;
    }
    std::io::stdout().write_all(page.as_bytes())?;
    Ok(())
}

/// Those that are asked for by name, in the order of the report; all where none is.
fn chosen(asked: &[String]) -> Result<Vec<Measure>> {
    if let Some(unknown) = asked.iter().find(|name| SETS.iter().all(|(set, _)| set != name)) {
        let names: Vec<&str> = SETS.iter().map(|&(set, _)| set).collect();
        bail!("no set “{unknown}”; there are {}", names.join(", "));
    }
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|a| a == name);
    Ok(SETS
        .iter()
        .filter(|(name, _)| wanted(name))
        .map(|&(_, measure)| measure)
        .collect())
}
