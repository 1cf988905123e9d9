//! `xtask ingest`: how fast whole reports become a store, in how much memory, and how large it is.

mod child;

use anyhow::{Context, Result, ensure};
use child::Cost;
use demarche_store::Store;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Measure `demarche add` on a corpus
///
/// Adds it to a new store on one core and on two, round after round, and lays out the medians. The program is the one that was
/// built beside this one. Needs `taskset`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The corpus: what `demarche add` takes
    #[arg(value_name = "DIR")]
    corpus: PathBuf,

    /// How often
    #[arg(long, value_name = "N", default_value = "1")]
    rounds: usize,

    /// Write eval/store-speed.md too
    #[arg(long)]
    write: bool,
}

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../eval/store-speed.md");

pub fn run(args: &Args) -> Result<()> {
    let mut rounds = Vec::new();
    for _ in 0..args.rounds.max(1) {
        rounds.push([Pass::run(&args.corpus, 1)?, Pass::run(&args.corpus, 2)?]);
    }
    let page = page(&rounds);
    if args.write {
        std::fs::write(PAGE, &page).with_context(|| format!("{PAGE}: it cannot be written"))?;
    }
    Ok(std::io::stdout().write_all(page.as_bytes())?)
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
        let program = std::env::current_exe()?.with_file_name(format!("demarche{}", std::env::consts::EXE_SUFFIX));
        ensure!(
            program.exists(),
            "{}: build it first: cargo build --release -p demarche-cli",
            program.display()
        );
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
        let sums = "SELECT count(*), sum(words), sum(octet_length(text)) FROM documents";
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

fn page(rounds: &[[Pass; 2]]) -> String {
    let of = |cores: usize, value: fn(&Pass) -> f64| median(rounds.iter().map(|round| value(&round[cores])).collect());
    let ratio = median(
        rounds
            .iter()
            .map(|[one, two]| two.words_per_second() / one.words_per_second())
            .collect(),
    );
    let lines = [
        (
            "documents, different texts",
            format!("{:.0}", of(0, |pass| pass.documents)),
            "",
        ),
        ("words in them", format!("{:.0}", of(0, |pass| pass.words)), ""),
        (
            "words a second, one core",
            format!("{:.0}", of(0, Pass::words_per_second)),
            "3500",
        ),
        (
            "words a second, two cores",
            format!("{:.0}", of(1, Pass::words_per_second)),
            "",
        ),
        ("two cores to one", format!("{ratio:.2}"), "1.8"),
        (
            "words a second of processor time, one core",
            format!("{:.0}", of(0, Pass::words_per_processor_second)),
            "",
        ),
        (
            "the same, two cores",
            format!("{:.0}", of(1, Pass::words_per_processor_second)),
            "",
        ),
        ("processors busy, one core", format!("{:.2}", of(0, Pass::busy)), ""),
        ("the same, two cores", format!("{:.2}", of(1, Pass::busy)), ""),
        (
            "processors used or waited for, two cores",
            format!("{:.2}", of(1, |pass| pass.cost.processors_wanted)),
            "",
        ),
        (
            "peak memory, one core, MB",
            format!("{:.0}", of(0, |pass| pass.cost.peak_megabytes)),
            "600",
        ),
        (
            "peak memory, two cores, MB",
            format!("{:.0}", of(1, |pass| pass.cost.peak_megabytes)),
            "600",
        ),
        ("store, MB", format!("{:.1}", of(0, |pass| pass.store / 1e6)), ""),
        (
            "store over text",
            format!("{:.2}", of(0, |pass| pass.store / pass.text)),
            "3",
        ),
    ];
    let mut page = format!(
        "# Speed and size of a store\n\nWritten by `just bench-store`, the median of rounds: {}, on {}.\n\n\
        | what | figure | bound |\n| --- | ---: | ---: |\n",
        rounds.len(),
        child::machine()
    );
    for (what, figure, bound) in lines {
        let _ = writeln!(page, "| {what} | {figure} | {bound} |");
    }
    page + include_str!("method.md")
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
