//! `demarche add`.

pub mod fetching;
pub mod intake;
pub mod readers;
mod refusal;
pub mod sources;
pub mod summary;
pub mod taking;
pub mod writer;

use crate::bar::Bar;
use crate::engine::EngineArgs;
use crate::{Outcome, talk};
use demarche_sources::web::{Fetcher, Following, Manners, Pace, Step};
use demarche_sources::{Options, items};
use demarche_store::Store;
use fetching::{Stop, Visits};
use intake::Intake;
use readers::Readers;
use sources::{Source, SourceArgs};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use summary::Summary;
use taking::TakingArgs;
use writer::{Told, Writer};

/// How long a host is left alone between two questions, and how long its answer may take.
const PAUSE: Duration = Duration::from_secs(1);
const TIMEOUT: Duration = Duration::from_mins(1);

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
    sources: SourceArgs,

    #[command(flatten)]
    taking: TakingArgs,

    #[command(flatten)]
    engine: EngineArgs,

    /// Stop at the first report that cannot be read; what came before it is kept
    #[arg(long)]
    strict: bool,
}

const AFTER: &str = "\
Examples:
  demarche add --store news.db articles/ 'archive/*.warc.gz'
  demarche add --store news.db page.html --publisher 'The Example'
  demarche add --store news.db export.csv --text-field story --date-field day
  zcat big.jsonl.gz | demarche add --store news.db - --input-format jsonl
  demarche add --store news.db https://news.example/feed --contact desk@example.org

What is wrong is named with its file, record and byte, counted at the end and passed over; the rest is read.

Exit status:
  0  all was added, was known, or was left aside: not in English, no page, or forbidden by robots.txt
  1  some could not be read, and the others were added; or the store failed, and what was committed is kept
  2  the command makes no sense";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let sources = args.sources.sources()?;
    let (demarche, warnings) = args.engine.demarche()?;
    let pool = args.engine.pool()?;
    let mut store = Store::open_or_create(&args.store)?;
    let run = store.run(&args.engine.run(&demarche)?)?;
    let readers = Arc::new(Readers::of(&args.store));
    let (options, given) = (
        args.sources.options(&args.taking),
        args.taking.given(args.sources.publisher.clone()),
    );
    let (mut summary, bar) = (Summary::default(), Bar::of_sources(sources::bytes(&sources)));
    warnings.iter().for_each(|warning| bar.tell(warning));
    let visits = Visits::of(&readers);
    let following = args
        .fetcher(&sources)?
        .map(|fetcher| visits.clone().following(fetcher, Pace::AtOnce));
    let stop = Arc::new(Stop::default());
    let intake = Intake {
        demarche: &demarche,
        pool: &pool,
        readers: &readers,
        given: &given,
        strict: args.strict,
        stop: &|| stop.stop(),
    };
    let mut writer = Writer::new(store, run, teller(visits, stop.clone()));
    let steps = sources
        .into_iter()
        .flat_map(|source| steps(source, &options, following.as_ref(), &stop));
    let done = intake.run(steps, &mut writer, &mut summary, &bar, || options.progress.bytes());
    bar.clear();
    readers.close();
    // What came before a report that ends the run is kept.
    let finished = writer.finish();
    done?;
    summary.added = finished?;
    talk::say(&summary.to_string());
    Ok(summary.outcome())
}

impl Args {
    /// What fetches, where there is something to fetch.
    fn fetcher(&self, sources: &[Source]) -> Result<Option<Fetcher>, clap::Error> {
        if !sources.iter().any(|source| matches!(source, Source::Feed(_))) {
            return Ok(None);
        }
        Ok(Some(Fetcher::new(&Manners {
            contact: self.sources.contact()?,
            pause: PAUSE,
            timeout: TIMEOUT,
            most_bytes: self.taking.limits().bytes,
        })))
    }
}

/// What is done when something was committed, or cannot be.
fn teller(visits: Arc<Visits>, stop: Arc<Stop>) -> impl FnMut(Told) + Send + 'static {
    move |told| {
        visits.hear(&told);
        if matches!(told, Told::Failed) {
            stop.stop();
        }
    }
}

/// What a source holds, one after the other.
fn steps(
    source: Source,
    options: &Options,
    following: Option<&Following>,
    stop: &Stop,
) -> Box<dyn Iterator<Item = Step> + Send> {
    match (source, following) {
        (Source::Local(path), _) => Box::new(items(&path, options).map(|found| Step::Found(Box::new(found)))),
        (Source::Feed(feed), Some(following)) => Box::new(stop.follow(following, *feed).into_iter().flatten()),
        (Source::Feed(_), None) => Box::new(std::iter::empty()),
    }
}
