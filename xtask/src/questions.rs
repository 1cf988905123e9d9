//! `xtask questions`: how long a store takes to answer.

use crate::child;
use crate::clock::Times;
use anyhow::{Context, Result};
use demarche_store::{
    ActorFilter, Days, EventFilter, ExchangeFilter, Flow, Order, SearchFilter, StatementFilter, Step, Store, Who, Words,
};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Measure how long a store takes to answer each kind of question
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The store, as `xtask synthetic` makes it
    #[arg(value_name = "STORE")]
    store: PathBuf,

    /// Answers that are taken of each question
    #[arg(long, value_name = "N", default_value = "50")]
    limit: usize,

    /// Only those with this in their names
    #[arg(long, value_name = "TEXT", default_value = "")]
    only: String,

    /// Write eval/store-questions.md too
    #[arg(long)]
    write: bool,
}

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../eval/store-questions.md");

/// How often each is asked again.
const TIMES: usize = 7;

/// A question: asks the store, and says how many answers were taken.
type Question = Box<dyn Fn(&Store, usize) -> Result<usize>>;

pub fn run(args: &Args) -> Result<()> {
    let mut page = head(&args.store)?;
    page.push_str(
        "| question | answers | first ms | on the processor | median ms | on the processor |\n|---|---:|---:|---:|---:|---:|\n",
    );
    let asked = questions().into_iter().filter(|(name, _)| name.contains(&args.only));
    for (name, question) in asked {
        let (answers, first, again) = measure(&args.store, &question, args)?;
        let times = [first.passed, first.worked, again.passed, again.worked].map(|time| format!("{time:.1}"));
        page.push_str(&format!("| {name} | {answers} | {} |\n", times.join(" | ")));
    }
    if args.write {
        std::fs::write(PAGE, &page).with_context(|| format!("{PAGE}: it cannot be written"))?;
    }
    use std::io::Write as _;
    std::io::stdout()
        .write_all(page.as_bytes())
        .context("standard output cannot be written")
}

/// What stands above the table.
fn head(path: &Path) -> Result<String> {
    let store = Store::open_read_only(path)?;
    let count = |table: &str| -> Result<i64> {
        let select = format!("SELECT count(*) FROM {table}");
        Ok(store.connection().query_row(&select, [], |row| row.get(0))?)
    };
    Ok(format!(
        "# How long a store takes to answer\n\nWritten by `just questions`, on {}: {} statements and {} events in {} documents, all made up.\n\
        Bound: 50 ms. Lists are read to the fiftieth answer, counts to the end. The first time is that on a new connection, the file being in\n\
        the system's memory; the median is of the {TIMES} times after it, by the clock and of processor time.\n\n",
        child::machine(),
        count("statements")?,
        count("events")?,
        count("documents")?,
    ))
}

/// How many answers, how long the first time on a connection of its own, and the medians of the times after.
fn measure(path: &Path, question: &Question, args: &Args) -> Result<(usize, Times, Times)> {
    let store = Store::open_read_only(path)?;
    let ask = || -> Result<(usize, Times)> {
        let (answers, times) = Times::of(|| question(&store, args.limit));
        Ok((answers?, times))
    };
    let (answers, first) = ask()?;
    let again = (0..TIMES)
        .map(|_| ask().map(|(_, times)| times))
        .collect::<Result<Vec<_>>>()?;
    Ok((answers, first, Times::median(&again)))
}

/// Counts answers up to a limit.
fn counting<T>(count: &mut usize, limit: usize) -> impl FnMut(T) -> Flow {
    move |_| {
        *count += 1;
        if *count < limit {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}

fn who(store: &Store, name: &str) -> Result<Vec<Who>> {
    Ok(vec![
        store.who(name)?.with_context(|| format!("nobody is called {name}"))?,
    ])
}

fn days(date: &str) -> Days {
    Days::named(date).unwrap_or_default()
}

/// Days off the ends of months.
fn stretch() -> Days {
    Days {
        from: days("2021-03-10").from,
        until: days("2022-04-20").until,
    }
}

fn statements(make: impl Fn(&Store) -> Result<StatementFilter> + 'static) -> Question {
    Box::new(move |store, limit| {
        let mut count = 0;
        store.statements(&make(store)?, Order::Newest, counting(&mut count, limit))?;
        Ok(count)
    })
}

fn events(make: impl Fn(&Store) -> Result<EventFilter> + 'static) -> Question {
    Box::new(move |store, limit| {
        let mut count = 0;
        store.events(&make(store)?, Order::Newest, counting(&mut count, limit))?;
        Ok(count)
    })
}

fn timeline(step: Step, make: impl Fn(&Store) -> Result<EventFilter> + 'static) -> Question {
    Box::new(move |store, _| Ok(store.timeline(&make(store)?, step)?.len()))
}

fn dyads(make: impl Fn(&Store) -> Result<EventFilter> + 'static) -> Question {
    Box::new(move |store, _| Ok(store.dyads(&make(store)?)?.len()))
}

fn search(words: &'static str, date: &'static str) -> Question {
    Box::new(move |store, limit| {
        let mut count = 0;
        let words = Words::typed(words).context("no words")?;
        let filter = SearchFilter {
            words,
            days: days(date),
            publishers: Vec::new(),
        };
        store.search(&filter, Order::Newest, counting(&mut count, limit))?;
        Ok(count)
    })
}

fn actors(date: &'static str) -> Question {
    Box::new(move |store, _| {
        Ok(store
            .actors(&ActorFilter {
                days: days(date),
                ..ActorFilter::default()
            })?
            .len())
    })
}

fn list(name: &str) -> Vec<String> {
    vec![name.to_owned()]
}

fn questions() -> Vec<(&'static str, Question)> {
    let some = EventFilter::default;
    vec![
        ("statements", statements(|_| Ok(StatementFilter::default()))),
        (
            "statements --source Lavrov --about NATO --date 2022-01",
            statements(|store| {
                let (sources, about) = (who(store, "Lavrov")?, Words::typed("NATO"));
                Ok(StatementFilter {
                    sources,
                    about,
                    days: days("2022-01"),
                    ..StatementFilter::default()
                })
            }),
        ),
        (
            "statements --source RUSGOV --act deny",
            statements(|store| {
                Ok(StatementFilter {
                    sources: who(store, "RUSGOV")?,
                    acts: list("deny"),
                    ..StatementFilter::default()
                })
            }),
        ),
        (
            "statements --source FJI --about grain",
            statements(|store| {
                let (sources, about) = (who(store, "FJI")?, Words::typed("grain"));
                Ok(StatementFilter {
                    sources,
                    about,
                    ..StatementFilter::default()
                })
            }),
        ),
        (
            "statements --about two words, one rare",
            statements(|_| {
                Ok(StatementFilter {
                    about: Words::typed("NATO ka"),
                    ..StatementFilter::default()
                })
            }),
        ),
        (
            "statements --addressee UKR --min-confidence 0.9",
            statements(|store| {
                Ok(StatementFilter {
                    addressees: who(store, "UKR")?,
                    confidence: Some(0.9),
                    ..StatementFilter::default()
                })
            }),
        ),
        (
            "statements --publisher 'The Almanac' --act threaten --text border",
            statements(|store| {
                Ok(StatementFilter {
                    publishers: store.publishers("The Almanac")?,
                    acts: list("threaten"),
                    text: Words::typed("border"),
                    ..StatementFilter::default()
                })
            }),
        ),
        ("events", events(move |_| Ok(some()))),
        (
            "events --category THREATEN --recipient Ukraine --undenied",
            events(|store| {
                let (categories, recipients) = (list("THREATEN"), who(store, "Ukraine")?);
                Ok(EventFilter {
                    categories,
                    recipients,
                    denied: Some(false),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "events --category REQUEST --unanswered",
            events(|_| {
                Ok(EventFilter {
                    categories: list("REQUEST"),
                    answered: Some(false),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "events --actor FJI --recipient Nepal",
            events(|store| {
                Ok(EventFilter {
                    actors: who(store, "FJI")?,
                    recipients: who(store, "Nepal")?,
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "events --actor RUS --recipient UKR --category ASSAULT --date 2022",
            events(|store| {
                let (actors, recipients) = (who(store, "RUS")?, who(store, "UKR")?);
                let categories = list("ASSAULT");
                Ok(EventFilter {
                    actors,
                    recipients,
                    categories,
                    days: days("2022"),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "events --denied-by Lavrov",
            events(|store| {
                Ok(EventFilter {
                    denied_by: who(store, "Lavrov")?,
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "events --publisher 'The Almanac' --country CUB --min-confidence 0.8",
            events(|store| {
                let publishers = store.publishers("The Almanac")?;
                Ok(EventFilter {
                    publishers,
                    countries: list("CUB"),
                    confidence: Some(0.8),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "events --claimed-by RUS --recipient FJI --status fact,claimed",
            events(|store| {
                Ok(EventFilter {
                    claimed_by: who(store, "RUS")?,
                    recipients: who(store, "FJI")?,
                    statuses: list("fact"),
                    claimed: Some(true),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "events --text 'a common word and a rare one' --until 2019",
            events(|_| {
                Ok(EventFilter {
                    text: Words::typed("over tenka"),
                    days: Days {
                        from: None,
                        until: days("2019").until,
                    },
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "exchanges",
            Box::new(|store, limit| {
                let mut count = 0;
                store.exchanges(&ExchangeFilter::default(), Order::Newest, counting(&mut count, limit))?;
                Ok(count)
            }),
        ),
        (
            "exchanges --actor Ukraine --relation rejects",
            Box::new(|store, limit| {
                let mut count = 0;
                let (actors, relations) = (who(store, "Ukraine")?, list("rejects"));
                let filter = ExchangeFilter {
                    actors,
                    relations,
                    ..ExchangeFilter::default()
                };
                store.exchanges(&filter, Order::Newest, counting(&mut count, limit))?;
                Ok(count)
            }),
        ),
        ("actors", actors("")),
        ("actors --date 2022", actors("2022")),
        ("actors --date 2022-03-10", actors("2022-03-10")),
        ("actors --date 2021-03", actors("2021-03")),
        ("timeline --by day", timeline(Step::Day, |_| Ok(EventFilter::default()))),
        (
            "timeline --by month --actor RUS",
            timeline(Step::Month, |store| {
                Ok(EventFilter {
                    actors: who(store, "RUS")?,
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "timeline --by month --actor RUS --recipient UKR",
            timeline(Step::Month, |store| {
                Ok(EventFilter {
                    actors: who(store, "RUS")?,
                    recipients: who(store, "UKR")?,
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "timeline --by month --actor Lavrov",
            timeline(Step::Month, |store| {
                Ok(EventFilter {
                    actors: who(store, "Lavrov")?,
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "timeline --by week --date 2022-03 --min-confidence 0.8",
            timeline(Step::Week, |_| {
                Ok(EventFilter {
                    days: days("2022-03"),
                    confidence: Some(0.8),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "timeline --by month --country UKR",
            timeline(Step::Month, |_| {
                Ok(EventFilter {
                    countries: list("UKR"),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "timeline --by month --min-confidence 0.5 --undenied",
            timeline(Step::Month, |_| {
                Ok(EventFilter {
                    confidence: Some(0.5),
                    denied: Some(false),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "timeline --by day --actor Lavrov --from 2021-03-10 --until 2022-04-20",
            timeline(Step::Day, |store| {
                Ok(EventFilter {
                    actors: who(store, "Lavrov")?,
                    days: stretch(),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "timeline --by year --publisher 'The Courier'",
            timeline(Step::Year, |store| {
                Ok(EventFilter {
                    publishers: store.publishers("The Courier")?,
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "timeline --by month --text a phrase of two words",
            timeline(Step::Month, |_| {
                Ok(EventFilter {
                    text: Words::typed("\"tenka shatuka\""),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "timeline --by month --text a word of 14,000 sentences",
            timeline(Step::Month, |_| {
                Ok(EventFilter {
                    text: Words::typed("tenka"),
                    ..EventFilter::default()
                })
            }),
        ),
        ("dyads", dyads(|_| Ok(EventFilter::default()))),
        (
            "dyads --date 2022",
            dyads(|_| {
                Ok(EventFilter {
                    days: days("2022"),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "dyads --from 2021-03-10 --until 2022-04-20",
            dyads(|_| {
                let days = stretch();
                Ok(EventFilter {
                    days,
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "dyads --actor RUS --category THREATEN",
            dyads(|store| {
                Ok(EventFilter {
                    actors: who(store, "RUS")?,
                    categories: list("THREATEN"),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "dyads --min-confidence 0.8 --status fact",
            dyads(|_| {
                Ok(EventFilter {
                    confidence: Some(0.8),
                    statuses: list("fact"),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "dyads --publisher 'The Almanac' --country CUB",
            dyads(|store| {
                Ok(EventFilter {
                    publishers: store.publishers("The Almanac")?,
                    countries: list("CUB"),
                    ..EventFilter::default()
                })
            }),
        ),
        (
            "dyads --category REQUEST --unanswered",
            dyads(|_| {
                Ok(EventFilter {
                    categories: list("REQUEST"),
                    answered: Some(false),
                    ..EventFilter::default()
                })
            }),
        ),
        ("search a rare word", search("tenka", "")),
        ("search two words that are never together", search("nato filed", "")),
        ("search a word of nearly every document", search("over", "")),
        (
            "search '\"the border\"' --date 2022-03",
            search("\"the border\"", "2022-03"),
        ),
    ]
}
