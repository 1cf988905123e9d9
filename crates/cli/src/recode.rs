//! `demarche recode`.

use crate::add::readers::Readers;
use crate::add::writer::{Found, Writer};
use crate::bar::Bar;
use crate::engine::EngineArgs;
use crate::in_order::{UNKNOWN, in_order};
use crate::{Outcome, talk};
use demarche::Demarche;
use demarche_store::{Entry, Store};
use std::path::PathBuf;

/// Read the documents of a store again, with this program, these rules and these actors
///
/// Only documents that were read otherwise are read, so a run that was stopped is simply started again. `demarche diff` says what
/// has changed.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub struct Args {
    /// The store
    #[arg(long, value_name = "FILE")]
    store: PathBuf,

    #[command(flatten)]
    engine: EngineArgs,
}

const AFTER: &str = "\
Exit status:
  0  all documents are as this program reads them
  1  some could not be read and are as they were; or the store failed, and what was committed is kept
  2  the command makes no sense";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let (demarche, warnings) = args.engine.demarche()?;
    let pool = args.engine.pool()?;
    let mut store = Store::open(&args.store)?;
    let run = store.run(&args.engine.run(&demarche)?)?;
    let documents = store.read_by_others(run)?;
    let readers = Readers::of(&args.store);
    let mut writer = Writer::new(store, run, drop);
    let (bar, mut outcome, mut failed) = (Bar::of_corpus(documents.len()), Outcome::Sound, 0);
    warnings.iter().for_each(|warning| bar.tell(warning));
    let work = |document| reread(document, &demarche, &readers);
    let done = in_order(
        &pool,
        documents,
        |_| UNKNOWN,
        work,
        |reread| {
            match reread {
                Ok(reread) => {
                    bar.step_over(reread.words);
                    writer.take(Found::Again(reread.document, Box::new(reread.entry)))?;
                }
                Err(complaint) => {
                    (outcome, failed) = (Outcome::Flawed, failed + 1);
                    bar.tell(&complaint.to_string());
                }
            }
            Ok(())
        },
        || {},
    );
    bar.clear();
    readers.close();
    let finished = writer.finish();
    done?;
    let counts = finished?;
    let (read, changed) = (counts.read_again, counts.changed);
    talk::say(&format!(
        "read again: {read}, of which {changed} changed; not read: {failed}\n"
    ));
    Ok(outcome)
}

/// A document that was read again.
struct Reread {
    document: i64,
    entry: Entry,
    words: u64,
}

fn reread(document: i64, demarche: &Demarche, readers: &Readers) -> anyhow::Result<Reread> {
    let taken = readers.with(|store| store.document(document))?;
    let words = taken.text.as_str().split_whitespace().count() as u64;
    let entry = Entry::new(&taken, demarche.read(&taken)?);
    Ok(Reread { document, entry, words })
}
