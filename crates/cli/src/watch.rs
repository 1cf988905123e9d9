//! `demarche watch`.

use crate::add::fetching::Visits;
use crate::add::intake::Intake;
use crate::add::readers::Readers;
use crate::add::sources::tellable;
use crate::add::summary::Summary;
use crate::add::taking::TakingArgs;
use crate::add::writer::{Counts, Told, Writer};
use crate::bar::Bar;
use crate::engine::EngineArgs;
use crate::read::misused;
use crate::{Outcome, talk};
use anyhow::Context;
use demarche_sources::web::{Fetcher, Manners, Pace, Stopper, Subscriptions};
use demarche_store::Store;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Watch feeds, and add what is new in them to a store
///
/// FEEDS is a file of TOML. Each feed is looked at when it is time, and the pages that it links to are fetched once. robots.txt is
/// obeyed, a host is asked for one thing at a time, a feed that has not changed is not fetched again, and who answers with an error is
/// left alone for a time that doubles; where no server at all is reached, the network is waited for. Up to 32 hosts are asked at once:
/// while fewer are slow, they hold up no other. What is fetched is read and in the store some seconds later. It goes on until it is
/// stopped (Ctrl-C, or SIGTERM), adds what was fetched by then, and is simply started again.
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
  0  all was fetched and added, was known, or was left aside: not in English, no page, or forbidden by robots.txt; or it was stopped
  1  some could not be fetched or read, and the others were added; or the store failed, and what was committed is kept
  2  the command makes no sense";

/// The exit status of who is stopped by a second signal.
const AT_ONCE: i32 = 130;

/// How long a signal waits at most until it is heard. Not every system can wake who waits for one.
const HEARING: Duration = Duration::from_millis(100);

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let subscriptions = Subscriptions::read(&args.feeds).map_err(|error| misused(&error.to_string()))?;
    let fetcher = Fetcher::new(&args.manners(&subscriptions)?);
    let (demarche, warnings) = args.engine.demarche()?;
    warnings.iter().for_each(|warning| talk::tell(warning));
    let pool = args.engine.pool()?;
    let mut store = Store::open_or_create(&args.store)?;
    let run = store.run(&args.engine.run(&demarche)?)?;
    let readers = Arc::new(Readers::of(&args.store));
    let visits = Visits::of(&readers);
    let steps = visits
        .clone()
        .following(fetcher, args.pace())
        .follow(subscriptions.feeds);
    let stopper = steps.stopper();
    let stopped = stop_on_signals(stopper.clone())?;
    let (mut summary, bar) = (Summary::default(), Bar::of_sources(None));
    let mut writer = Writer::new(store, run, args.teller(visits, &bar, stopper.clone()));
    let intake = Intake {
        demarche: &demarche,
        pool: &pool,
        readers: &readers,
        given: &args.taking.given(None),
        strict: false,
        stop: &|| stopper.stop(),
    };
    let done = intake.run(steps, &mut writer, &mut summary, &bar, || 0);
    bar.clear();
    readers.close();
    let finished = writer.finish();
    done?;
    summary.added = finished?;
    talk::say(&summary.to_string());
    Ok(if stopped.load(Ordering::Acquire) {
        Outcome::Sound
    } else {
        summary.outcome()
    })
}

/// Ends the following of feeds when somebody stops the program, so that what was fetched is kept; whether that was so. Who does not want
/// to wait for that stops it once more. A terminal that closes does not stop who was told not to mind (nohup).
fn stop_on_signals(stopper: Stopper) -> anyhow::Result<Arc<AtomicBool>> {
    let stopped = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // The second signal finds what the first left. What was committed is safe.
        flag::register_conditional_shutdown(signal, AT_ONCE, stopped.clone())
            .and_then(|_| flag::register(signal, stopped.clone()))
            .context("the signals that stop a program cannot be listened to")?;
    }
    let told = stopped.clone();
    thread::spawn(move || {
        while !told.load(Ordering::Acquire) {
            thread::sleep(HEARING);
        }
        stopper.stop();
    });
    Ok(stopped)
}

impl Args {
    fn manners(&self, subscriptions: &Subscriptions) -> Result<Manners, clap::Error> {
        let contact = self.contact.clone().or_else(|| subscriptions.contact.clone());
        let missing = || {
            misused("say who asks, with --contact or as contact in the file: an address of mail or of a page of yours")
        };
        Ok(Manners {
            contact: tellable(contact.ok_or_else(missing)?)?,
            pause: subscriptions.pause,
            timeout: Duration::from_secs(self.timeout.into()),
            most_bytes: self.taking.limits().bytes,
        })
    }

    const fn pace(&self) -> Pace {
        if self.once { Pace::Once } else { Pace::OnAndOn }
    }

    /// What is done when something was committed: it is said, where nobody waits for the end.
    fn teller(&self, visits: Arc<Visits>, bar: &Bar, stopper: Stopper) -> impl FnMut(Told) + Send + 'static {
        let say = (!self.once).then(|| bar.sayer());
        move |told| {
            visits.hear(&told);
            match (&told, &say) {
                (Told::Committed { counts, .. }, Some(say)) if *counts != Counts::default() => {
                    say(&format!("{counts}"))
                }
                (Told::Committed { .. }, _) => {}
                (Told::Failed, _) => stopper.stop(),
            }
        }
    }
}
