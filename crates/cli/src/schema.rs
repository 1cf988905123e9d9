//! `demarche schema`.

use crate::Outcome;
use crate::out::Out;

/// Print the JSON Schema of a record
#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_: &Args) -> anyhow::Result<Outcome> {
    let mut out = Out::open();
    out.write(&serde_json::to_string_pretty(&demarche::schema())?)?;
    out.write("\n")?;
    out.flush()?;
    Ok(Outcome::Sound)
}
