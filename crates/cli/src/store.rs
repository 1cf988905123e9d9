//! `demarche store`.

use crate::out::Out;
use crate::{Outcome, talk};
use clap::Subcommand;
use demarche_store::{Flaw, Store};
use std::path::{Path, PathBuf};

/// Look after a store
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    Check(Check),
    Compact(Compact),
}

/// Check that a store is sound, and bring it to the newest schema
///
/// Pages and indexes, references between tables, counts, the digest of every text, and every record against its text. Prints what
/// does not hold.
#[derive(Debug, clap::Args)]
#[command(after_help = CHECK)]
struct Check {
    /// The store
    #[arg(long, value_name = "FILE")]
    store: PathBuf,
}

const CHECK: &str = "\
Exit status:
  0  the store is sound
  1  something does not hold, or the store cannot be read
  2  the command makes no sense";

/// Make a store as small as it can be
///
/// Removes what nothing leads to and writes the file anew, which needs as much room again.
#[derive(Debug, clap::Args)]
struct Compact {
    /// The store
    #[arg(long, value_name = "FILE")]
    store: PathBuf,

    /// Forget what reading again has changed, which `demarche diff` tells
    #[arg(long)]
    forget_changes: bool,
}

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    match &args.task {
        Task::Check(task) => check(&task.store),
        Task::Compact(task) => compact(task),
    }
}

fn check(path: &Path) -> anyhow::Result<Outcome> {
    let store = Store::open(path)?;
    let mut flaws = Vec::new();
    store.check(|flaw| flaws.push(flaw))?;
    let documents = store.documents()?;
    for &document in &documents {
        match check_document(&store, document) {
            Ok(found) => flaws.extend(found),
            Err(error) => flaws.push(Flaw {
                place: format!("the document with the number {document}"),
                what: format!("it cannot be read: {error}"),
            }),
        }
    }
    let mut out = Out::open();
    for Flaw { place, what } in &flaws {
        out.write(&format!("{place}: {what}\n"))?;
    }
    out.flush()?;
    let (documents, flaws) = (documents.len(), flaws.len());
    talk::tell(&format!("{}: {documents} documents, {flaws} flaws", path.display()));
    Ok(if flaws == 0 { Outcome::Sound } else { Outcome::Flawed })
}

/// What is wrong with a document. What stands on a text that is not its own need not be looked at.
fn check_document(store: &Store, document: i64) -> anyhow::Result<Vec<Flaw>> {
    match store.check_text(document)? {
        Some(flaw) => Ok(vec![flaw]),
        None => faults(store, document),
    }
}

/// Where the record of a document does not hold against its text.
fn faults(store: &Store, document: i64) -> anyhow::Result<Vec<Flaw>> {
    let record = store.record(document)?;
    let faults = demarche::verify(&record, None).into_iter();
    let flaw = |fault: demarche::Fault| Flaw {
        place: record.id.clone(),
        what: fault.to_string(),
    };
    Ok(faults.map(flaw).collect())
}

fn compact(task: &Compact) -> anyhow::Result<Outcome> {
    let mut store = Store::open(&task.store)?;
    let done = store.compact(task.forget_changes)?;
    let (path, before, after, texts) = (task.store.display(), done.before, done.after, done.texts);
    talk::tell(&format!(
        "{path}: {before} bytes before, {after} now; the texts alone are {texts}"
    ));
    Ok(Outcome::Sound)
}
