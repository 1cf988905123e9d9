//! A visit to a feed.

use super::client::Validators;
use super::fetcher::{Fetched, Fetcher, Page, Refusal};
use super::host::FIRST_WAIT;
use super::round::Round;
use super::subscriptions::Feed;
use crate::feed::{self, Entry};
use crate::warc::http_charset;
use crate::{Body, Found, Item, Place, Problem, ProblemKind, address};
use demarche_types::Container;
use sha2::{Digest, Sha256};
use std::time::Duration;
use url::Url;

/// How often a page is asked for that cannot be had.
const MOST_TRIES: u32 = 8;

/// How long a page is left alone that robots.txt forbids.
const FORBIDDEN: Duration = Duration::from_hours(7 * 24);

/// The wait after an error doubles with each further one, up to this.
const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// What an address is known by: a digest, since two that differ in what is secret in them are two.
pub type Key = [u8; 32];

/// What is kept of having asked for an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// What it is known by.
    pub key: Key,
    /// The address without what is secret in it.
    pub address: String,
    /// What to ask with next time.
    pub validators: Validators,
    /// How many times in a row it could not be had.
    pub failures: u32,
    /// When to ask again at the earliest, in seconds since 1970; never, where there is none.
    pub next: Option<i64>,
}

/// What a visit comes to, in order: a page, or what is wrong in its place, and that its address was asked for.
#[derive(Debug)]
pub enum Step {
    /// A report, or what is wrong in its place.
    Found(Box<Found>),
    /// An address was asked for. To be kept when all that came before is.
    Visited(Visit),
}

/// What is remembered of an address.
pub type Memory<'a> = &'a (dyn Fn(&Key) -> Option<Visit> + Sync);

/// Looks at a feed, where it is time to, and fetches the pages that are new in it.
///
/// Each step is given to `take`, which says whether to go on.
pub fn visit(
    feed: &Feed,
    fetcher: &Fetcher,
    memory: Memory<'_>,
    round: &Round<'_>,
    take: &mut dyn FnMut(Step) -> bool,
) {
    let mut visitor = Visitor {
        feed,
        fetcher,
        memory,
        round,
        take,
    };
    // Who takes the steps wants no more of them.
    let _enough = visitor.visit();
}

/// Whoever takes the steps has enough.
struct Enough;

struct Visitor<'a> {
    feed: &'a Feed,
    fetcher: &'a Fetcher,
    memory: Memory<'a>,
    round: &'a Round<'a>,
    take: &'a mut dyn FnMut(Step) -> bool,
}

impl Visitor<'_> {
    fn visit(&mut self) -> Result<(), Enough> {
        let known = self.recall(&self.feed.address);
        if !self.is_due(&known) || !self.round.take_up(&known.key) {
            return Ok(());
        }
        let page = match self.fetcher.fetch(&self.feed.address, &known.validators) {
            Ok(Fetched::Page(page)) => page,
            Ok(Fetched::Unchanged) => return self.looked_at(known),
            Err(refusal) => return self.failed(known, &refusal),
        };
        match feed::entries(&page.body, Some(page.address.as_str())) {
            Ok(entries) => self.entries(known, page, entries),
            Err(error) => {
                self.complain(&known.address, ProblemKind::BrokenFeed, error.to_string())?;
                self.put_off(known, None)
            }
        }
    }

    /// Fetches what is new. Where some of it must be asked for again, so must the feed.
    fn entries(&mut self, known: Visit, page: Page, entries: Vec<Entry>) -> Result<(), Enough> {
        let mut complete = true;
        for entry in entries {
            complete &= self.entry(entry, &page.address)?;
        }
        let validators = if complete {
            page.validators
        } else {
            Validators::default()
        };
        self.looked_at(Visit { validators, ..known })
    }

    /// Fetches the page of an entry, unless it was; whether that is done with.
    fn entry(&mut self, entry: Entry, base: &Url) -> Result<bool, Enough> {
        let link = entry.link.as_deref().and_then(|link| base.join(link).ok());
        let Some(link) = link.filter(|link| matches!(link.scheme(), "http" | "https")) else {
            let place = Place::of(&address::public(self.feed.address.as_str()));
            let publisher = self.feed.publisher.clone();
            let published_by = |mut item: Item| {
                item.container.publisher = publisher;
                item
            };
            let found = entry.item(place).map(published_by);
            return self.give(Step::Found(Box::new(found))).map(|()| true);
        };
        let known = self.recall(&link);
        if !self.is_due(&known) {
            return Ok(known.next.is_none());
        }
        // What comes of it elsewhere is not known yet.
        if !self.round.take_up(&known.key) {
            return Ok(false);
        }
        match self.fetcher.fetch(&link, &Validators::default()) {
            Ok(Fetched::Page(page)) => {
                let item = self.item(entry, page);
                self.give(Step::Found(Box::new(item)))?;
                self.give(Step::Visited(Visit { next: None, ..known })).map(|()| true)
            }
            Ok(Fetched::Unchanged) => Ok(true),
            Err(refusal) => self.page_failed(known, refusal),
        }
    }

    /// The report on a page.
    fn item(&self, entry: Entry, page: Page) -> Found {
        let address = address::public(page.address.as_str());
        let place = Place::of(&address);
        let kind = page.content_type.as_deref().unwrap_or("text/html");
        let media = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let container = Container {
            title: entry.title,
            published: entry.published,
            publisher: self.feed.publisher.clone(),
            uri: Some(address),
            charset: http_charset(kind),
            fetched: None,
        };
        let body = match media.as_str() {
            "text/html" | "application/xhtml+xml" => Body::Page(page.body),
            "text/plain" => Body::Text(page.body),
            _ => {
                return Err(Problem::new(
                    place,
                    ProblemKind::NoPage,
                    format!("it is no page ({media})"),
                ));
            }
        };
        Ok(Item { place, body, container })
    }

    /// A page could not be had; whether that is done with.
    fn page_failed(&mut self, known: Visit, refusal: Refusal) -> Result<bool, Enough> {
        let (kind, why) = described(&refusal);
        self.complain(&known.address, kind, why)?;
        let (failures, next) = self.next_try(known.failures, &refusal);
        let done = kind == ProblemKind::Forbidden || next.is_none();
        self.give(Step::Visited(Visit {
            failures,
            next,
            ..known
        }))
        .map(|()| done)
    }

    /// How many times a page could not be had after this, and when to ask again. What was not asked for did not fail, and what is too
    /// long may be taken another time.
    fn next_try(&self, failures: u32, refusal: &Refusal) -> (u32, Option<i64>) {
        let failed = failures.saturating_add(1);
        match refusal {
            Refusal::Forbidden => (failures, Some(self.round.after(FORBIDDEN))),
            Refusal::NotAsked(_, wait) => (failures, Some(self.round.after(*wait))),
            Refusal::Long => (failures, Some(self.round.after(LONGEST_WAIT))),
            Refusal::Later(_, wait) if failed < MOST_TRIES => (failed, Some(self.round.after(backoff(failed, *wait)))),
            Refusal::Later(..) | Refusal::Never(_) => (failed, None),
        }
    }

    /// The feed could not be had.
    fn failed(&mut self, known: Visit, refusal: &Refusal) -> Result<(), Enough> {
        let (kind, why) = described(refusal);
        self.complain(&known.address, kind, why)?;
        let wait = match refusal {
            Refusal::NotAsked(_, wait) => Some(*wait),
            Refusal::Later(_, wait) => *wait,
            Refusal::Forbidden | Refusal::Long | Refusal::Never(_) => None,
        };
        self.put_off(known, wait)
    }

    /// The feed is to be left alone for a time.
    fn put_off(&mut self, known: Visit, wait: Option<Duration>) -> Result<(), Enough> {
        let failures = known.failures.saturating_add(1);
        let next = Some(self.round.after(backoff(failures, wait).max(self.feed.every)));
        self.give(Step::Visited(Visit {
            failures,
            next,
            ..known
        }))
    }

    /// The feed was looked at.
    fn looked_at(&mut self, known: Visit) -> Result<(), Enough> {
        let next = Some(self.round.after(self.feed.every));
        self.give(Step::Visited(Visit {
            failures: 0,
            next,
            ..known
        }))
    }

    fn complain(&mut self, address: &str, kind: ProblemKind, why: String) -> Result<(), Enough> {
        let problem = Problem::new(Place::of(address), kind, why);
        self.give(Step::Found(Box::new(Err(problem))))
    }

    fn give(&mut self, step: Step) -> Result<(), Enough> {
        if (self.take)(step) { Ok(()) } else { Err(Enough) }
    }

    /// What is remembered of an address; one that is new may be asked for at once.
    fn recall(&self, address: &Url) -> Visit {
        let key = key(address);
        (self.memory)(&key).unwrap_or_else(|| Visit {
            key,
            address: address::public(address.as_str()),
            next: Some(i64::MIN),
            ..Visit::default()
        })
    }

    fn is_due(&self, known: &Visit) -> bool {
        known.next.is_some_and(|next| next <= self.round.now())
    }
}

/// What an address is known by. Who asks changes nothing of what it is.
pub fn key(address: &Url) -> Key {
    let mut address = address.clone();
    // Only addresses without a host have no user to take out.
    let _hostless = address.set_username("").and_then(|()| address.set_password(None));
    address.set_fragment(None);
    Sha256::digest(address.as_str().as_bytes()).into()
}

fn described(refusal: &Refusal) -> (ProblemKind, String) {
    match refusal {
        Refusal::Forbidden => (
            ProblemKind::Forbidden,
            "its site's robots.txt forbids it; it is left out".to_owned(),
        ),
        Refusal::NotAsked(why, _) | Refusal::Later(why, _) => {
            (ProblemKind::NotFetched, format!("{why}; it is asked for again later"))
        }
        Refusal::Long => (
            ProblemKind::NotFetched,
            "the answer is longer than any report may be; raise --max-bytes to have it".to_owned(),
        ),
        Refusal::Never(why) => (ProblemKind::NotFetched, format!("{why}; check the address")),
    }
}

/// How long to leave somebody alone after so many failures, or as long as he asks for, if that is longer.
fn backoff(failures: u32, asked: Option<Duration>) -> Duration {
    let doubled = FIRST_WAIT
        .saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1)))
        .min(LONGEST_WAIT);
    asked.unwrap_or_default().max(doubled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_day() {
        let minutes = |failures, asked| backoff(failures, asked).as_secs() / 60;
        assert_eq!(
            [1, 2, 3, 100].map(|failures| minutes(failures, None)),
            [5, 10, 20, 24 * 60]
        );
        assert_eq!(minutes(1, Some(Duration::from_hours(3))), 180);
        assert_eq!(minutes(1, Some(Duration::from_secs(1))), 5);
    }

    #[test]
    fn who_asks_is_no_part_of_a_key() {
        let key = |address: &str| super::key(&Url::parse(address).unwrap());
        assert_eq!(key("https://jane:pw@a.example/x#y"), key("https://a.example/x"));
        assert_ne!(key("https://a.example/x?key=1"), key("https://a.example/x?key=2"));
    }
}
