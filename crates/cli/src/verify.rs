//! `demarche verify`.

use crate::out::Out;
use crate::records::{name, values};
use crate::{Outcome, read, talk};
use anyhow::{anyhow, ensure};
use demarche::types::Record;
use demarche::{Fault, Given, Origin, verify};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Check records against their texts
///
/// Every span must be in range and on its words, the id the digest of the text, every reference lead somewhere. Prints each place
/// at which a record does not hold, with what is there and what should be.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file of records as `demarche read` writes them, json or jsonl; - for standard input
    #[arg(value_name = "RECORD.jsonl")]
    records: PathBuf,

    /// The report that was read, for records written with --no-text
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
}

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let text = args.text.as_deref().map(report).transpose()?;
    let file = name(&args.records);
    let (mut out, mut records, mut faulty) = (Out::open(), 0, 0);
    for value in values(&args.records)? {
        records += 1;
        let value = value
            .map_err(|error| anyhow!("{file}: record {records} is no JSON ({error}); write it with `demarche read`"))?;
        let faults = faults(value, text.as_deref());
        faulty += usize::from(!faults.is_empty());
        for fault in faults {
            out.write(&format!("{file}: record {records}: {fault}\n"))?;
        }
    }
    out.flush()?;
    ensure!(
        records > 0,
        "{file}: it holds no record; give a file that `demarche read` has written"
    );
    talk::tell(&format!("{file}: {}", summary(records, faulty)));
    Ok(if faulty == 0 { Outcome::Sound } else { Outcome::Flawed })
}

fn summary(records: usize, faulty: usize) -> String {
    match (records, faulty) {
        (1, 0) => "the record holds".to_owned(),
        (_, 0) => format!("all {records} records hold"),
        _ => format!("{faulty} of {records} records do not hold"),
    }
}

/// The text of a report, taken in through the same door as when it was read.
fn report(path: &Path) -> anyhow::Result<String> {
    let given = Given {
        any_language: true,
        ..Given::default()
    };
    let taken = read::take_in(&Origin::File(path.to_owned()), &given).map_err(anyhow::Error::msg)?;
    Ok(taken.document.text.as_str().to_owned())
}

fn faults(value: Value, text: Option<&str>) -> Vec<Fault> {
    match serde_path_to_error::deserialize::<_, Record>(value) {
        Ok(record) => verify(&record, text),
        Err(error) => vec![Fault {
            path: error.path().to_string(),
            found: format!("no field of a record ({})", error.inner()),
            expected: "as `demarche schema` has it".to_owned(),
        }],
    }
}
