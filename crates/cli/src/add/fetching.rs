//! Fetching feeds, in threads of its own.

use super::readers::Readers;
use demarche_sources::web::{Feed, Fetcher, Key, Round, Step, Validators, Visit, visit};
use demarche_sources::{Place, Problem, ProblemKind};
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::Scope;
use std::time::{SystemTime, UNIX_EPOCH};

/// How many feeds are looked at at once, each on a host of its own or in turn.
const TOGETHER: usize = 8;

/// How many pages may wait for who reads them.
const WAITING: usize = 8;

/// What fetches, and what it remembers of addresses.
pub struct Fetching<'a> {
    pub fetcher: &'a Fetcher,
    pub readers: &'a Readers<'a>,
    /// Whether feeds are looked at that it is not yet time for, unless they could not be had.
    pub at_once: bool,
    /// Within which no address is asked for twice.
    pub round: Round<'a>,
}

impl Fetching<'_> {
    /// Looks at feeds; what comes of it, as it comes. Of one feed, it comes in order.
    pub fn steps<'scope>(&'scope self, scope: &'scope Scope<'scope, '_>, feeds: Vec<Feed>) -> Receiver<Step> {
        let (sender, receiver) = sync_channel(WAITING);
        let threads = feeds.len().min(TOGETHER);
        let feeds = std::sync::Arc::new(Mutex::new(VecDeque::from(feeds)));
        for _ in 0..threads {
            let (sender, feeds) = (sender.clone(), feeds.clone());
            scope.spawn(move || {
                let next = || feeds.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                while let Some(feed) = next() {
                    let memory = |key: &Key| self.recall(key, &feed);
                    if let Some(step) = self.left_alone(&feed)
                        && sender.send(step).is_err()
                    {
                        return;
                    }
                    visit(&feed, self.fetcher, &memory, &self.round, &mut |step| {
                        sender.send(step).is_ok()
                    });
                }
            });
        }
        receiver
    }

    /// What the store keeps of an address. A feed that is looked at at once does not wait for its time, unless it could not be had: then its
    /// server may want to be left alone. Where the store cannot be asked, the address is asked for in vain, and the writer finds out.
    fn recall(&self, key: &Key, feed: &Feed) -> Option<Visit> {
        let visited = self.readers.with(|store| store.visited(key)).ok()??;
        let at_once = self.at_once && visited.failures == 0 && *key == feed.key();
        Some(Visit {
            key: visited.key,
            address: visited.address,
            validators: Validators {
                etag: visited.etag,
                last_modified: visited.last_modified,
            },
            failures: visited.failures,
            next: if at_once { Some(i64::MIN) } else { visited.next },
        })
    }

    /// Says of a feed that is to be looked at at once that it is left alone.
    fn left_alone(&self, feed: &Feed) -> Option<Step> {
        let known = self.recall(&feed.key(), feed).filter(|_| self.at_once)?;
        let wait = known.next?.saturating_sub(now());
        let problem = || Problem {
            place: Place::of(&known.address),
            kind: ProblemKind::NotFetched,
            message: format!(
                "it could not be had the last time, and its server is left alone; ask again in {} min",
                wait.saturating_add(59) / 60
            ),
        };
        (wait > 0).then(|| Step::Found(Box::new(Err(problem()))))
    }
}

/// The time in seconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
