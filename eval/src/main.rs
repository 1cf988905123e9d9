//! Scores the shipped model on the development data that is present; prints the results and writes `eval/results.md`.

use anyhow::{Context as _, Result};
use demarche_eval::report::{Part, page};
use demarche_eval::sets::{Bench, articles, dating, entities, events, names, offices, places, polnear, raw_text, times, treebanks};
use std::io::Write as _;

const RESULTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/results.md");

fn main() -> Result<()> {
    let bench = Bench::embedded()?;
    let mut results = Part::default();
    for measure in [
        treebanks::measure,
        raw_text::measure,
        names::measure,
        polnear::measure,
        articles::measure,
        events::measure,
        dating::measure,
        places::measure,
        times::measure,
        entities::measure,
        offices::measure,
    ] {
        results.join(measure(&bench)?);
    }
    let page = page(bench.model(), &results);
    std::fs::write(RESULTS, &page).with_context(|| format!("cannot write {RESULTS}"))?;
    std::io::stdout().write_all(page.as_bytes())?;
    Ok(())
}
