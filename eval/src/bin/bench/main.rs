//! How fast demarche reads, how much memory it takes and how soon it starts; with `--write`, into `eval/speed.md` too.
//!
//! Every pass is a process of its own, so that its peak memory is its own. One thread and two take turns, so that what
//! else the machine does falls on both alike.

mod pass;
mod start;
mod yardstick;

use anyhow::{Context as _, Result, bail};
use demarche_eval::figures::median;
use pass::Pass;
use std::fmt::Write as _;
use std::io::Write as _;

const SPEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/speed.md");
const ROUNDS: usize = 5;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => print(&page()?),
        ["--write"] => {
            let page = page()?;
            std::fs::write(SPEED, &page).with_context(|| format!("cannot write {SPEED}"))?;
            print(&page)
        }
        ["--pass", threads] => print(&serde_json::to_string(&Pass::run(threads.parse()?)?)?),
        _ => bail!("usage: bench [--write]"),
    }
}

fn print(text: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{}", text.trim_end())?)
}

/// Runs everything and lays it out.
fn page() -> Result<String> {
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push([pass::in_child(1)?, pass::in_child(2)?]);
    }
    let mut page = format!(
        "# Speed\n\nWritten by `just bench`, the median of {ROUNDS} rounds, on {}.\n\n\
        | what | figure |\n| --- | ---: |\n",
        machine()
    );
    for (what, figure) in lines(&rounds)? {
        let _ = writeln!(page, "| {what} | {figure} |");
    }
    page.push_str(include_str!("method.md"));
    Ok(page)
}

fn lines(rounds: &[[Pass; 2]]) -> Result<Vec<(String, String)>> {
    let of = |threads: usize, value: fn(&Pass) -> f64| median(rounds.iter().map(|r| value(&r[threads - 1])).collect());
    let ratio = median(
        rounds
            .iter()
            .map(|[one, two]| two.words_per_second() / one.words_per_second())
            .collect(),
    );
    let mut lines = vec![
        ("words in a pass".to_owned(), rounds[0][0].words.to_string()),
        (
            "words a second, one thread".to_owned(),
            format!("{:.0}", of(1, Pass::words_per_second)),
        ),
        (
            "words a second, two threads".to_owned(),
            format!("{:.0}", of(2, Pass::words_per_second)),
        ),
        ("two threads to one".to_owned(), format!("{ratio:.2}")),
        (
            "words read, one thread, in the time of one product of matrices".to_owned(),
            format!("{:.1}", of(1, Pass::words_per_product)),
        ),
        (
            "peak memory, one thread, MB".to_owned(),
            format!("{:.0}", of(1, Pass::peak_megabytes)),
        ),
        (
            "peak memory, two threads, MB".to_owned(),
            format!("{:.0}", of(2, Pass::peak_megabytes)),
        ),
    ];
    if let Some(seconds) = start::seconds()? {
        lines.push((
            "start of `demarche read` on one paragraph, s".to_owned(),
            format!("{seconds:.3}"),
        ));
    }
    Ok(lines)
}

/// The processor's own name, where the system tells it.
fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "{} ({cores} logical cores)",
        name.map_or("an unnamed processor", |(_, name)| name.trim())
    )
}
