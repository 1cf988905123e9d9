//! `xtask growth`: whether adding to a large store costs more than adding to an empty one.

use crate::child;
use crate::clock::Times;
use crate::synthetic::{World, fill};
use anyhow::{Context, Result, ensure};
use demarche_store::Store;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Measure what a document costs in a large store and in an empty one
///
/// The same documents are added to both by turns, so that other work on the machine weighs on both alike: made-up records, as the store
/// alone takes them, and whole reports, as `demarche add` reads them.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The large store, as `xtask synthetic` makes it; the documents are added to it
    #[arg(value_name = "STORE")]
    store: PathBuf,

    /// How many times 64 made-up records
    #[arg(long, value_name = "N", default_value = "20")]
    batches: usize,

    /// Reports that `demarche add` adds, a folder each time; all of them are different
    #[arg(long = "reports", value_name = "DIR", num_args = 1..)]
    reports: Vec<PathBuf>,

    /// Write eval/store-growth.md too
    #[arg(long)]
    write: bool,
}

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../eval/store-growth.md");
/// Documents a transaction.
const TOGETHER: usize = 64;
/// No document of a store that was made has such a number.
const FIRST: usize = 100_000_000;

pub fn run(args: &Args) -> Result<()> {
    let documents = Store::open(&args.store)?.documents()?.len();
    let (records, reports) = (records(args, documents)?, reports(args)?);
    let mut page = format!(
        "# What adding costs in a large store\n\nWritten by `just questions`, on {}; the large store holds {documents} documents.\n\n\
        | milliseconds of processor time, the median | large store | empty store | large to empty |\n| --- | ---: | ---: | ---: |\n",
        child::machine()
    );
    page += &line("to store a made-up record of ten statements and ten events", 2, records);
    if !args.reports.is_empty() {
        page += &line("to read and store a report, `demarche add` in all", 1, reports);
    }
    page += METHOD;
    if args.write {
        std::fs::write(PAGE, &page).with_context(|| format!("{PAGE}: it cannot be written"))?;
    }
    let written = std::io::stdout().write_all(page.as_bytes());
    written.context("standard output cannot be written")
}

const METHOD: &str = "
The same documents are added to both stores by turns. A made-up record has ten statements and ten events, as many as a report of
some five hundred words that is about nothing else; reports are those of `xtask corpus`, and what they cost includes loading the model.
";

/// What each of many things cost in the large store, and in an empty one.
type Costs = Vec<[f64; 2]>;

fn line(what: &str, decimals: usize, costs: Costs) -> String {
    let median = |of: fn(&[f64; 2]) -> f64| {
        let mut values: Vec<f64> = costs.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    let (large, empty, ratio) = (
        median(|cost| cost[0]),
        median(|cost| cost[1]),
        median(|cost| cost[0] / cost[1]),
    );
    format!("| {what} | {large:.decimals$} | {empty:.decimals$} | {ratio:.2} |\n")
}

/// Adds made-up records, transaction by transaction.
#[allow(clippy::cast_precision_loss, reason = "64 documents")]
fn records(args: &Args, documents: usize) -> Result<Costs> {
    let world = World::new(1);
    let (_folder, path) = beside(&args.store)?;
    let (mut large, mut empty) = (Store::open(&args.store)?, Store::create(&path)?);
    let transaction = |batch: usize| {
        let first = FIRST + documents + batch * TOGETHER;
        let numbers = first..first + TOGETHER;
        let each = |times: Times| times.worked / TOGETHER as f64;
        let in_empty = each(fill(&mut empty, &world, numbers.clone(), |_, _| {})?);
        Ok([each(fill(&mut large, &world, numbers, |_, _| {})?), in_empty])
    };
    (0..args.batches.max(1)).map(transaction).collect()
}

/// Adds reports, folder by folder.
fn reports(args: &Args) -> Result<Costs> {
    let in_both = |reports: &PathBuf| {
        let (_folder, empty) = beside(&args.store)?;
        let in_empty = add(reports, &empty)?;
        Ok([add(reports, &args.store)?, in_empty])
    };
    args.reports.iter().map(in_both).collect()
}

/// Adds reports to a store by the program itself, in a thread that reads: milliseconds of processor time for each.
fn add(reports: &Path, store: &Path) -> Result<f64> {
    let documents = || -> Result<usize> { Ok(Store::open_or_create(store)?.documents()?.len()) };
    let before = documents()?;
    let mut add = Command::new(child::demarche()?);
    add.args(["add", "--threads", "1", "--store"]).arg(store).arg(reports);
    let cost = child::run(add, 2)?;
    let added = documents()? - before;
    ensure!(
        added > 0,
        "{}: {} has its reports already; give others (`xtask corpus --seed`) or make the store anew",
        reports.display(),
        store.display()
    );
    Ok(cost.processor_seconds * 1e3 / added as f64)
}

/// Where an empty store can be made on the same disk as a large one, which goes with its folder.
fn beside(store: &Path) -> Result<(TempDir, PathBuf)> {
    let folder = store.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = TempDir::new_in(folder.unwrap_or(Path::new(".")))?;
    let path = folder.path().join("empty.db");
    Ok((folder, path))
}
