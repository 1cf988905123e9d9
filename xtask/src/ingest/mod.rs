//! `xtask ingest`: how fast whole reports become a store, in how much memory, and how large it is.

use crate::child::{self, Cost};
use anyhow::{Context, Result};
use demarche_store::Store;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Measure `demarche add` on corpora
///
/// Adds each to a new store on one core and on two, round after round, and lays out the medians. The program is the one that was
/// built beside this one. Needs `taskset`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The corpora, each a folder that `demarche add` takes; they go by its name
    #[arg(value_name = "DIR", required = true)]
    corpora: Vec<PathBuf>,

    /// How often
    #[arg(long, value_name = "N", default_value = "1")]
    rounds: usize,

    /// Write eval/store-speed.md too
    #[arg(long)]
    write: bool,
}

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../eval/store-speed.md");

pub fn run(args: &Args) -> Result<()> {
    let mut measured = Vec::new();
    for corpus in &args.corpora {
        let name = corpus.file_name().unwrap_or_default().to_string_lossy().into_owned();
        measured.push((name, rounds(corpus, args.rounds.max(1))?));
    }
    let page = page(&measured);
    if args.write {
        std::fs::write(PAGE, &page).with_context(|| format!("{PAGE}: it cannot be written"))?;
    }
    Ok(std::io::stdout().write_all(page.as_bytes())?)
}

/// One core and two, each so many times.
type Rounds = Vec<[Pass; 2]>;

fn rounds(corpus: &Path, rounds: usize) -> Result<Rounds> {
    (0..rounds)
        .map(|_| Ok([Pass::run(corpus, 1)?, Pass::run(corpus, 2)?]))
        .collect()
}

/// What adding a corpus once has cost, and what came of it.
struct Pass {
    cost: Cost,
    documents: f64,
    words: f64,
    text: f64,
    store: f64,
}

impl Pass {
    /// Adds a corpus on so many cores, with as many threads that read.
    fn run(corpus: &Path, cores: usize) -> Result<Self> {
        let program = child::demarche()?;
        let folder = tempfile::TempDir::new()?;
        let file = folder.path().join("store.db");
        let mut add = Command::new("taskset");
        add.arg("--cpu-list").arg(format!("0-{}", cores - 1)).arg(program);
        add.args(["add", "--threads", &cores.to_string(), "--store"])
            .arg(&file)
            .arg(corpus);
        let cost = child::run(add, cores)?;
        Self::of(cost, &file)
    }

    fn of(cost: Cost, file: &Path) -> Result<Self> {
        let store = Store::open_read_only(file)?;
        let sums = "SELECT count(*), sum(words), sum(size) FROM documents";
        let [documents, words, text] = store
            .connection()
            .query_row(sums, [], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
        let store = std::fs::metadata(file)?.len() as f64;
        Ok(Self {
            cost,
            documents,
            words,
            text,
            store,
        })
    }

    fn words_per_second(&self) -> f64 {
        self.words / self.cost.seconds
    }

    fn words_per_processor_second(&self) -> f64 {
        self.words / self.cost.processor_seconds
    }

    /// How many processors it kept busy.
    fn busy(&self) -> f64 {
        self.cost.processor_seconds / self.cost.seconds
    }
}

/// What is told of a corpus: its name, how it is reckoned, decimals, its bound.
type Line = (&'static str, fn(&Rounds) -> f64, usize, &'static str);

const LINES: [Line; 14] = [
    (
        "documents, different texts",
        |all| of(all, 0, |pass| pass.documents),
        0,
        "",
    ),
    ("words in them", |all| of(all, 0, |pass| pass.words), 0, ""),
    (
        "words a second, one core",
        |all| of(all, 0, Pass::words_per_second),
        0,
        "3500",
    ),
    (
        "words a second, two cores",
        |all| of(all, 1, Pass::words_per_second),
        0,
        "",
    ),
    ("two cores to one", ratio, 2, "1.8"),
    (
        "words a second of processor time, one core",
        |all| of(all, 0, Pass::words_per_processor_second),
        0,
        "",
    ),
    (
        "the same, two cores",
        |all| of(all, 1, Pass::words_per_processor_second),
        0,
        "",
    ),
    ("processors busy, one core", |all| of(all, 0, Pass::busy), 2, ""),
    ("the same, two cores", |all| of(all, 1, Pass::busy), 2, ""),
    (
        "processors used or waited for, two cores",
        |all| of(all, 1, |pass| pass.cost.processors_wanted),
        2,
        "",
    ),
    (
        "peak memory, one core, MB",
        |all| of(all, 0, |pass| pass.cost.peak_megabytes),
        0,
        "600",
    ),
    (
        "peak memory, two cores, MB",
        |all| of(all, 1, |pass| pass.cost.peak_megabytes),
        0,
        "600",
    ),
    ("store, MB", |all| of(all, 0, |pass| pass.store / 1e6), 1, ""),
    (
        "store over text",
        |all| of(all, 0, |pass| pass.store / pass.text),
        2,
        "3",
    ),
];

/// The median of a figure, on one core (0) or two (1).
fn of(rounds: &Rounds, cores: usize, value: fn(&Pass) -> f64) -> f64 {
    median(rounds.iter().map(|round| value(&round[cores])).collect())
}

fn ratio(rounds: &Rounds) -> f64 {
    let ratio = |[one, two]: &[Pass; 2]| two.words_per_second() / one.words_per_second();
    median(rounds.iter().map(ratio).collect())
}

fn page(measured: &[(String, Rounds)]) -> String {
    let rounds = measured.first().map_or(0, |(_, rounds)| rounds.len());
    let names: String = measured.iter().map(|(name, _)| format!(" {name} |")).collect();
    let mut page = format!(
        "# Speed and size of a store\n\nWritten by `just bench-store`, the median of rounds: {rounds}, on {}.\n\n\
        | what |{names} bound |\n| --- |{} ---: |\n",
        child::machine(),
        " ---: |".repeat(measured.len()),
    );
    for (what, reckon, decimals, bound) in LINES {
        let figures: String = measured
            .iter()
            .map(|(_, rounds)| format!(" {:.decimals$} |", reckon(rounds)))
            .collect();
        let _ = writeln!(page, "| {what} |{figures} {bound} |");
    }
    page + include_str!("method.md")
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
