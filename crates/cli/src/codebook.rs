//! `demarche codebook`.

use crate::Outcome;
use crate::out::Out;
use anyhow::Result;
use demarche::code::rules::codebook;
use std::path::PathBuf;

/// Print the categories, modes and rules as a readable page (Markdown)
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A folder of rules of your own, which go before those that are built in
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<Outcome> {
    let mut out = Out::open();
    out.write(&codebook(args.rules.as_deref())?)?;
    out.flush()?;
    Ok(Outcome::Sound)
}
