//! How soon the program is done with one paragraph: loading, mostly.

use anyhow::{Result, ensure};
use demarche_eval::figures::median;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const RUNS: usize = 10;
const PARAGRAPH: &str = "Talks on the river treaty may resume on Monday, the water ministry in Lusaka said on Friday after \
    a day of meetings with the two delegations. “Nobody has left the table,” a spokesman told reporters.\n";

/// The median of several runs, in seconds; `None` where the program has not been built beside this one.
pub fn seconds() -> Result<Option<f64>> {
    let program = std::env::current_exe()?.with_file_name(format!("demarche{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        return Ok(None);
    }
    let article = std::env::temp_dir().join(format!("demarche-bench-{}.txt", std::process::id()));
    std::fs::write(&article, PARAGRAPH)?;
    let runs: Result<Vec<f64>> = (0..RUNS).map(|_| run(&program, &article)).collect();
    std::fs::remove_file(&article)?;
    Ok(Some(median(runs?)))
}

fn run(program: &Path, article: &Path) -> Result<f64> {
    let start = Instant::now();
    let mut command = Command::new(program);
    let status = command
        .args(["read", "--format", "jsonl"])
        .arg(article)
        .stdout(Stdio::null())
        .status()?;
    ensure!(status.success(), "{} failed on one paragraph", program.display());
    Ok(start.elapsed().as_secs_f64())
}
