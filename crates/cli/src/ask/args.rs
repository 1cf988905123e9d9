//! What is given to verbs that ask a store.

use super::vocabulary::{category, mode, status};
use crate::read::misused;
use anyhow::{Context, Result};
use clap::ValueEnum;
use demarche_store::{Days, EventFilter, Order, Store, Who, Words};
use std::path::PathBuf;

/// How a question ends, for the help.
pub const EXIT: &str = "\
Exit status:
  0  there is an answer
  1  nothing in the store answers the question; or the store cannot be read
  2  the command makes no sense";

/// Where to ask, and how the answers are written.
#[derive(Debug, clap::Args)]
pub struct AskArgs {
    /// The store, as `demarche add --store` makes it
    #[arg(long, value_name = "FILE")]
    pub store: PathBuf,

    /// What is written: a table for people; json (one list), jsonl (a line each), csv or parquet for programs. A table on a terminal
    /// and jsonl elsewhere, unless given
    #[arg(long, value_enum)]
    pub format: Option<Format>,

    /// How many answers at most, 0 for all; 50 in a table and all elsewhere, unless given
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// A way of writing answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people
    Table,
    /// One list of objects
    Json,
    /// An object a line
    Jsonl,
    /// RFC 4180
    Csv,
    /// Apache Parquet
    Parquet,
}

impl AskArgs {
    /// Opens the store, which stays as it is.
    pub fn open(&self) -> Result<Store> {
        Ok(Store::open_read_only(&self.store)?)
    }
}

/// Which answers come first.
#[derive(Debug, clap::Args)]
pub struct OrderArgs {
    /// The oldest first; otherwise the newest
    #[arg(long)]
    oldest_first: bool,
}

impl OrderArgs {
    pub const fn order(&self) -> Order {
        if self.oldest_first {
            Order::Oldest
        } else {
            Order::Newest
        }
    }
}

/// When.
#[derive(Clone, Debug, clap::Args)]
pub struct DayArgs {
    /// On this day, in this month or year: 2022-01-26, 2022-01, 2022
    #[arg(long, value_name = "DATE", value_parser = days)]
    date: Option<Days>,

    /// On this day or later; the beginning of a month or year, where no day is given
    #[arg(long, value_name = "DATE", value_parser = days)]
    from: Option<Days>,

    /// On this day or earlier; the end of a month or year, where no day is given
    #[arg(long, value_name = "DATE", value_parser = days)]
    until: Option<Days>,
}

impl DayArgs {
    /// The days that are in all of them.
    pub fn days(&self) -> Result<Days> {
        let open = Days {
            from: self.from.and_then(|days| days.from),
            until: self.until.and_then(|days| days.until),
        };
        let all = open.and(self.date.unwrap_or_default());
        match all.from.zip(all.until) {
            Some((from, until)) if from > until => {
                Err(misused("the dates leave no day; give --from before --until").into())
            }
            _ => Ok(all),
        }
    }
}

fn days(given: &str) -> Result<Days, &'static str> {
    Days::named(given).ok_or("not a day, month or year; write it as 2022-01-26, 2022-01 or 2022")
}

/// Which events.
#[derive(Debug, clap::Args)]
pub struct EventArgs {
    /// Who does it: a name, a code (RUS), a code with a sector (RUSGOV, RUS:GOV) or a Wikidata id (Q7747). The name of a state means
    /// all who act for it. Can be given several times: any of them
    #[arg(long, value_name = "WHO")]
    actor: Vec<String>,

    /// To whom, in the same ways; a meeting is directed at each of those who meet
    #[arg(long, value_name = "WHO")]
    recipient: Vec<String>,

    /// PLOVER's category; `demarche codebook` tells what they cover. Several with commas: any of them
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',', ignore_case = true, value_parser = category(), hide_possible_values = true)]
    category: Vec<String>,

    /// PLOVER's mode of a category: visit, investigate, expel …
    #[arg(long, value_name = "MODE", value_delimiter = ',', ignore_case = true, value_parser = mode(), hide_possible_values = true)]
    mode: Vec<String>,

    /// Whether it happened: fact, planned, possible (hypothetical), denied (negated), historical; several with commas: any of them.
    /// And claimed: every report of it gives it as somebody's word; with others, as in fact,claimed, both must hold
    #[arg(long, value_name = "STATUS", value_delimiter = ',', ignore_case = true, value_parser = status(), hide_possible_values = true)]
    status: Vec<String>,

    #[command(flatten)]
    days: DayArgs,

    /// In which country: its code (UKR) or name
    #[arg(long, value_name = "COUNTRY")]
    country: Vec<String>,

    /// At which place, by its name
    #[arg(long, value_name = "NAME")]
    place: Vec<String>,

    /// Reported by this publisher
    #[arg(long, value_name = "NAME")]
    publisher: Vec<String>,

    /// With these words in the clause that proves it; a phrase in double quotation marks
    #[arg(long, value_name = "WORDS", value_parser = crate::search::words)]
    text: Option<Words>,

    /// At least as sure as this, from 0 to 1
    #[arg(long, value_name = "SHARE", value_parser = crate::read::share)]
    min_confidence: Option<f64>,

    /// Claimed by this one, in any report of it
    #[arg(long, value_name = "WHO")]
    claimed_by: Vec<String>,

    /// Denied by this one, in any report of it
    #[arg(long, value_name = "WHO")]
    denied_by: Vec<String>,

    /// That no report says did not happen
    #[arg(long)]
    undenied: bool,

    /// That nothing in the store answers: neither accepted nor rejected, answered, deferred or paid back
    #[arg(long)]
    unanswered: bool,
}

impl EventArgs {
    /// The question to a store.
    pub fn filter(&self, store: &Store) -> Result<EventFilter> {
        let (claimed, statuses): (Vec<_>, Vec<_>) = self.status.iter().cloned().partition(|status| status == "claimed");
        let countries: Result<Vec<String>> = self.country.iter().map(|name| country(store, name)).collect();
        Ok(EventFilter {
            actors: whom(store, &self.actor)?,
            recipients: whom(store, &self.recipient)?,
            categories: self.category.clone(),
            modes: self.mode.clone(),
            statuses,
            days: self.days.days()?,
            countries: countries?,
            places: self.place.clone(),
            publishers: publishers(store, &self.publisher)?,
            text: self.text.clone(),
            confidence: self.min_confidence,
            claimed_by: whom(store, &self.claimed_by)?,
            denied_by: whom(store, &self.denied_by)?,
            claimed: (!claimed.is_empty()).then_some(true),
            denied: self.undenied.then_some(false),
            answered: self.unanswered.then_some(false),
            reports: false,
        })
    }
}

/// Who is meant by names.
pub fn whom(store: &Store, names: &[String]) -> Result<Vec<Who>> {
    let one = |name: &String| {
        let path = store.path().display();
        store.who(name)?.with_context(|| {
            format!("{path}: nobody in it is called {name:?} or has it as a code or id; `demarche actors` lists who is")
        })
    };
    names.iter().map(one).collect()
}

/// The publishers that are meant by names.
pub fn publishers(store: &Store, names: &[String]) -> Result<Vec<i64>> {
    let mut all = Vec::new();
    for name in names {
        let found = store.publishers(name)?;
        let path = store.path().display();
        anyhow::ensure!(
            !found.is_empty(),
            "{path}: no publisher in it is called {name:?}; `demarche sql 'SELECT name FROM publishers'` lists them"
        );
        all.extend(found);
    }
    Ok(all)
}

/// The code of a country.
fn country(store: &Store, name: &str) -> Result<String> {
    store.country(name)?.with_context(|| {
        format!(
            "{}: no state in it is called {name:?}; give the country's code, such as UKR",
            store.path().display()
        )
    })
}
