//! `demarche explain`.

mod chain;

use crate::out::Out;
use crate::records::{name, values};
use crate::{Outcome, talk};
use anyhow::{Context, anyhow, bail, ensure};
use chain::chain;
use demarche::types::{Event, Record};
use std::path::PathBuf;

/// Say how an event was coded, back to the words
///
/// What decided it, on which words, who its parties are and why, what its date was counted from, who claims it, and which moves
/// it answers.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file of records as `demarche read` writes them, json or jsonl; - for standard input
    #[arg(value_name = "RECORD.jsonl")]
    records: PathBuf,

    /// The event's id, E1. Where the file holds several records: id#E1, with the record's id or its first letters
    #[arg(value_name = "EVENT")]
    event: String,
}

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let file = name(&args.records);
    let mut found = Vec::new();
    let mut others = Vec::new();
    for (i, value) in values(&args.records)?.enumerate() {
        let record = value
            .map_err(anyhow::Error::from)
            .and_then(|value| serde_path_to_error::deserialize::<_, Record>(value).map_err(anyhow::Error::from))
            .with_context(|| anyhow!("{file}: record {} is not one; write it with `demarche read`", i + 1))?;
        match event(&record, &args.event) {
            Some(event) => found.push((record.clone(), event.clone())),
            None => others.extend(record.events.iter().map(|event| event.id.clone())),
        }
    }
    ensure!(
        !found.is_empty(),
        "{file}: it has no event {}; {}",
        args.event,
        there_are(&others)
    );
    let [(record, event)] = found.as_slice() else {
        bail!(
            "{file}: {} records have an event {}; say which by the record's id, {}#{}",
            found.len(),
            args.event,
            found[0].0.id,
            args.event
        );
    };
    let mut out = Out::open();
    for line in chain(record, event) {
        out.write(&(line + "\n"))?;
    }
    out.flush()?;
    if record.text.is_none() {
        talk::tell("the record was written without its text: the words around are not shown");
    }
    Ok(Outcome::Sound)
}

/// The event that is asked for, if the record has it.
fn event<'a>(record: &'a Record, wanted: &str) -> Option<&'a Event> {
    let id = match wanted.rsplit_once('#') {
        Some((of, id)) => {
            (record.id.starts_with(of) || record.id.trim_start_matches("sha256:").starts_with(of)).then_some(id)?
        }
        None => wanted,
    };
    record.events.iter().find(|event| event.id == id)
}

fn there_are(ids: &[String]) -> String {
    match ids {
        [] => "it has none at all".to_owned(),
        [only] => format!("it has {only}"),
        [first, .., last] => format!("it has {first} to {last}"),
    }
}
