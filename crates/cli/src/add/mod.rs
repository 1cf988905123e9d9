//! `demarche add`.

mod incoming;
pub mod readers;
mod summary;
pub mod writer;

use crate::bar::Bar;
use crate::engine::EngineArgs;
use crate::in_order::in_order;
use crate::{Outcome, talk};
use demarche::Demarche;
use demarche_store::{Entry, Store};
use incoming::{Incoming, Refusal};
use readers::Readers;
use std::path::PathBuf;
use summary::Summary;
use writer::{Found, Writer};

/// Add reports to a store
///
/// Each text is one document, however often it comes: adding it again changes nothing, and a run that was stopped is simply started
/// again. What cannot be read is left out and counted; what is not in English is left aside. Others can ask the store questions
/// meanwhile.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub struct Args {
    /// The store, a file that is made where there is none
    #[arg(long, value_name = "FILE")]
    store: PathBuf,

    #[command(flatten)]
    sources: incoming::SourceArgs,

    #[command(flatten)]
    engine: EngineArgs,

    /// Stop at the first report that cannot be read; what came before it is kept
    #[arg(long)]
    strict: bool,
}

const AFTER: &str = "\
Examples:
  demarche add --store news.db articles/
  demarche add --store news.db page.html --publisher 'The Example'

Exit status:
  0  all was added, was known, or is not in English
  1  some could not be read, and the others were added; or the store failed, and what was committed is kept
  2  the command makes no sense";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let found = args.sources.find()?;
    let (demarche, warnings) = args.engine.demarche()?;
    let pool = args.engine.pool()?;
    let mut store = Store::open_or_create(&args.store)?;
    let run = store.run(&args.engine.run(&demarche)?)?;
    let readers = Readers::of(&args.store);
    let mut writer = Writer::new(store, run);
    let (mut summary, bar) = (Summary::default(), Bar::of_corpus(found.len()));
    warnings.iter().for_each(|warning| bar.tell(warning));
    let work = |incoming| look(incoming, &demarche, &readers);
    let done = in_order(&pool, found, work, |looked| {
        bar.step_over(looked.words);
        looked.warnings.iter().for_each(|warning| bar.tell(warning));
        match looked.result {
            Ok(found) => writer.take(found)?,
            Err(refusal) if args.strict && !refusal.aside => anyhow::bail!("{}", refusal.message),
            Err(refusal) => {
                bar.tell(&refusal.message);
                summary.refuse(&refusal);
            }
        }
        Ok(())
    });
    bar.clear();
    // What came before a report that ends the run is kept.
    let finished = writer.finish();
    done?;
    summary.added = finished?;
    talk::say(&summary.to_string());
    Ok(summary.outcome())
}

/// What was found out about a report.
struct Looked {
    result: Result<Found, Refusal>,
    warnings: Vec<String>,
    words: u64,
}

/// Takes a report in and reads it, unless the store knows it.
fn look(incoming: Result<Incoming, Refusal>, demarche: &Demarche, readers: &Readers) -> Looked {
    let mut looked = Looked {
        result: Err(Refusal::default()),
        warnings: Vec::new(),
        words: 0,
    };
    looked.result = incoming.and_then(|incoming| {
        let name = incoming.name();
        let taken = incoming.take()?;
        looked.warnings.extend(taken.warnings);
        let document = taken.document;
        looked.words = document.text.as_str().split_whitespace().count() as u64;
        // Where the store cannot be asked, the document is read in vain, and the writer finds out.
        if readers.with(|store| store.knows(&document)).unwrap_or_default() {
            return Ok(Found::Known(document));
        }
        let record = demarche
            .read(&document)
            .map_err(|error| Refusal::unread(&name, &error))?;
        Ok(Found::Read(Box::new(Entry::new(&document, record))))
    });
    looked
}
