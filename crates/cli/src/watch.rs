//! `demarche watch`.

use crate::add::fetching::{Fetching, now};
use crate::add::intake::Intake;
use crate::add::readers::Readers;
use crate::add::summary::Summary;
use crate::add::taking::TakingArgs;
use crate::add::writer::Writer;
use crate::bar::Bar;
use crate::engine::EngineArgs;
use crate::read::misused;
use crate::{Outcome, talk};
use demarche_sources::web::{Feed, Fetcher, Manners, Round, Subscriptions};
use demarche_store::{RunId, Store};
use std::path::PathBuf;
use std::time::Duration;

/// How long is slept at most before the feeds are looked through again.
const LONGEST_SLEEP: i64 = 15 * 60;

/// Watch feeds, and add what is new in them to a store
///
/// FEEDS is a file of TOML. Each feed is looked at when it is time, and the pages that it links to are fetched once. robots.txt is
/// obeyed, a host is asked for one thing at a time, a feed that has not changed is not fetched again, and who answers with an error is
/// left alone for a time that doubles. A run that is stopped loses nothing and is simply started again.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub struct Args {
    /// The feeds, a file of TOML
    #[arg(value_name = "FEEDS")]
    feeds: PathBuf,

    /// The store, a file that is made where there is none
    #[arg(long, value_name = "FILE")]
    store: PathBuf,

    /// Who asks, told to the servers: an address of mail or of a page. Goes before the one in FEEDS; one of them is needed
    #[arg(long, value_name = "ADDRESS")]
    contact: Option<String>,

    /// Look at the feeds that it is time for, once, and end
    #[arg(long)]
    once: bool,

    /// How many seconds an answer may take
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=3600))]
    timeout: u32,

    #[command(flatten)]
    taking: TakingArgs,

    #[command(flatten)]
    engine: EngineArgs,
}

const AFTER: &str = "\
FEEDS:
  contact = 'desk@example.org'
  every = '15m'                  # how often a feed is looked at; 15m unless given
  pause = '1s'                   # how long a host is left alone between two questions; 1s unless given
  [[feed]]
  url = 'https://news.example/feed'
  publisher = 'The Example'
  every = '1h'

Exit status:
  0  all was fetched and added, was known, or was left aside: not in English, no page, or forbidden by robots.txt
  1  some could not be fetched or read, and the others were added; or the store failed, and what was committed is kept
  2  the command makes no sense";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let subscriptions = Subscriptions::read(&args.feeds).map_err(|error| misused(&error.to_string()))?;
    let fetcher = Fetcher::new(&args.manners(&subscriptions)?);
    let (demarche, warnings) = args.engine.demarche()?;
    warnings.iter().for_each(|warning| talk::tell(warning));
    let pool = args.engine.pool()?;
    let mut store = Store::open_or_create(&args.store)?;
    let run = store.run(&args.engine.run(&demarche)?)?;
    let readers = Readers::of(&args.store);
    let intake = Intake {
        demarche: &demarche,
        pool: &pool,
        readers: &readers,
        given: &args.taking.given(None),
        strict: false,
    };
    loop {
        let summary = round(&subscriptions.feeds, &fetcher, &intake, Store::open(&args.store)?, run)?;
        if args.once || !summary.is_empty() {
            talk::say(&summary.to_string());
        }
        if args.once {
            return Ok(summary.outcome());
        }
        std::thread::sleep(until_next(&subscriptions.feeds, &store)?);
    }
}

impl Args {
    fn manners(&self, subscriptions: &Subscriptions) -> Result<Manners, clap::Error> {
        let contact = self.contact.clone().or_else(|| subscriptions.contact.clone());
        let missing = || {
            misused("say who asks, with --contact or as contact in the file: an address of mail or of a page of yours")
        };
        Ok(Manners {
            contact: contact.ok_or_else(missing)?,
            pause: subscriptions.pause,
            timeout: Duration::from_secs(self.timeout.into()),
            most_bytes: self.taking.limits().bytes,
        })
    }
}

/// Looks at the feeds that it is time for.
fn round(feeds: &[Feed], fetcher: &Fetcher, intake: &Intake, store: Store, run: RunId) -> anyhow::Result<Summary> {
    let fetching = Fetching {
        fetcher,
        readers: intake.readers,
        at_once: false,
        round: Round::new(&now),
    };
    let (mut summary, bar) = (Summary::default(), Bar::of_sources(None));
    let mut writer = Writer::new(store, run);
    let done = std::thread::scope(|scope| {
        let steps = fetching.steps(scope, feeds.to_vec()).into_iter();
        intake.run(steps, &mut writer, &mut summary, &bar, || 0)
    });
    bar.clear();
    intake.readers.close();
    let finished = writer.finish();
    done?;
    summary.added = finished?;
    Ok(summary)
}

/// How long until it is time for the next feed.
fn until_next(feeds: &[Feed], store: &Store) -> anyhow::Result<Duration> {
    let now = now();
    let mut wait = LONGEST_SLEEP;
    for feed in feeds {
        let next = store.visited(&feed.key())?.and_then(|visited| visited.next);
        wait = wait.min(next.unwrap_or(now).saturating_sub(now));
    }
    Ok(Duration::from_secs(wait.max(1).unsigned_abs()))
}
