//! `xtask growth`: whether adding to a large store costs more than adding to an empty one.

use crate::clock::Times;
use crate::synthetic::{World, fill};
use anyhow::{Context, Result};
use demarche_store::Store;
use std::path::{Path, PathBuf};

/// Measure what a document costs in a large store and in an empty one
///
/// The same documents are added to both by turns, so that other work on the machine weighs on both alike.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The large store, as `xtask synthetic` makes it; the documents are added to it
    #[arg(value_name = "STORE")]
    store: PathBuf,

    /// How many times 64 documents
    #[arg(long, value_name = "N", default_value = "20")]
    batches: usize,
}

/// Documents a transaction.
const TOGETHER: usize = 64;
/// No document of a store that was made has such a number.
const FIRST: usize = 100_000_000;

pub fn run(args: &Args) -> Result<()> {
    let world = World::new(1);
    let mut large = Store::open(&args.store)?;
    let before = large.documents()?.len();
    // On the same disk as the large one.
    let beside = args.store.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = tempfile::TempDir::new_in(beside.unwrap_or(Path::new(".")))?;
    let mut empty = Store::create(&folder.path().join("empty.db"))?;
    let (mut in_large, mut in_empty) = (Vec::new(), Vec::new());
    for batch in 0..args.batches.max(1) {
        let first = FIRST + before + batch * TOGETHER;
        let numbers = first..first + TOGETHER;
        in_empty.push(fill(&mut empty, &world, numbers.clone(), |_, _| {})?);
        in_large.push(fill(&mut large, &world, numbers, |_, _| {})?);
    }
    let (large, empty) = (each(&in_large), each(&in_empty));
    let ratio = large.worked / empty.worked;
    let line = format!(
        "{before} documents: {:.2} ms a document, {:.2} on the processor; an empty store: {:.2} ms, {:.2}; ratio {ratio:.2}\n",
        large.passed, large.worked, empty.passed, empty.worked
    );
    use std::io::Write as _;
    std::io::stdout()
        .write_all(line.as_bytes())
        .context("standard output cannot be written")
}

/// A document's share of the median transaction.
#[allow(clippy::cast_precision_loss, reason = "64 documents")]
fn each(times: &[Times]) -> Times {
    let Times { passed, worked } = Times::median(times);
    Times {
        passed: passed / TOGETHER as f64,
        worked: worked / TOGETHER as f64,
    }
}
