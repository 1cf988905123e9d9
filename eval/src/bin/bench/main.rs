//! How fast demarche reads, how much memory it takes and how soon it starts; with `--write`, into `eval/speed.md` too.
//!
//! Every pass is a process of its own, so that its peak memory is its own. One thread and two take turns, so that what
//! else the machine does falls on both alike.

mod pass;
mod start;
mod system;
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
        system::machine()
    );
    for (what, figure) in lines(&rounds)? {
        let _ = writeln!(page, "| {what} | {figure} |");
    }
    page.push_str(include_str!("method.md"));
    Ok(page)
}

/// What is measured, and how it came out.
type Line = (&'static str, String);

fn lines(rounds: &[[Pass; 2]]) -> Result<Vec<Line>> {
    let speed = Pass::words_per_second;
    let ratios = rounds.iter().map(|[one, two]| speed(two) / speed(one)).collect();
    let mut lines = vec![("words in a pass", rounds[0][0].words.to_string())];
    lines.extend(by_threads(
        rounds,
        ["words a second, one thread", "words a second, two threads"],
        speed,
    ));
    lines.push(("two threads to one", format!("{:.2}", median(ratios))));
    let whats = ["words a second of processor time, one thread", "the same, two threads"];
    lines.extend(by_threads(rounds, whats, Pass::words_per_processor_second));
    let whats = [
        "words in the processor time of a product of matrices, one thread",
        "the same, two threads",
    ];
    lines.extend(by_threads(rounds, whats, Pass::words_per_product));
    let whats = ["peak memory, one thread, MB", "peak memory, two threads, MB"];
    lines.extend(by_threads(rounds, whats, Pass::peak_megabytes));
    if let Some(seconds) = start::seconds()? {
        lines.push(("start of `demarche read` on one paragraph, s", format!("{seconds:.3}")));
    }
    Ok(lines)
}

/// The median over the rounds, for one thread and for two.
fn by_threads(rounds: &[[Pass; 2]], whats: [&'static str; 2], value: fn(&Pass) -> f64) -> [Line; 2] {
    [0, 1].map(|threads| {
        let middle = median(rounds.iter().map(|round| value(&round[threads])).collect());
        (whats[threads], format!("{middle:.0}"))
    })
}
