//! `demarche rules`.

use crate::Outcome;
use crate::out::Out;
use anyhow::Result;
use clap::Subcommand;
use demarche::Demarche;
use demarche::code::rules::{RuleBook, check};
use std::path::{Path, PathBuf};

/// Work with the rules by which events are coded
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    Check(Check),
}

/// Try every rule on the examples in its file
#[derive(Debug, clap::Args)]
struct Check {
    /// A folder of rules of your own, which go before those that are built in
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<Outcome> {
    let Task::Check(task) = &args.task;
    let checked = check(&demarche(task.rules.as_deref())?)?;
    let mut out = Out::open();
    for failure in &checked.failures {
        out.write(&format!("{failure}\n"))?;
    }
    let borne_out = checked.examples - checked.failures.len();
    out.write(&format!("{borne_out} of {} examples are borne out\n", checked.examples))?;
    out.flush()?;
    Ok(if checked.failures.is_empty() {
        Outcome::Sound
    } else {
        Outcome::Flawed
    })
}

/// The program with the rules that are built in, and those of a folder before them.
pub fn demarche(folder: Option<&Path>) -> Result<Demarche> {
    let demarche = Demarche::embedded()?;
    Ok(match folder {
        None => demarche,
        Some(folder) => demarche.with_rules(RuleBook::with_folder(folder)?),
    })
}
