//! Fetching feeds, in threads of its own.

use super::readers::Readers;
use demarche_sources::web::{Feed, Fetcher, Key, Step, Validators, Visit, visit};
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
    /// Whether feeds and pages are asked for that it is not yet time for.
    pub at_once: bool,
}

impl Fetching<'_> {
    /// Looks at feeds; what comes of it, as it comes. Of one feed, it comes in order.
    pub fn steps<'scope>(&'scope self, scope: &'scope Scope<'scope, '_>, feeds: Vec<Feed>) -> Receiver<Step> {
        let (sender, receiver) = sync_channel(WAITING);
        let threads = feeds.len().min(TOGETHER);
        let feeds = std::sync::Arc::new(Mutex::new(VecDeque::from(feeds)));
        let now = now();
        for _ in 0..threads {
            let (sender, feeds) = (sender.clone(), feeds.clone());
            scope.spawn(move || {
                let next = || feeds.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                while let Some(feed) = next() {
                    let memory = |key: &Key| self.recall(key);
                    visit(&feed, self.fetcher, &memory, now, &mut |step| sender.send(step).is_ok());
                }
            });
        }
        receiver
    }

    /// What the store keeps of an address. Where it cannot be asked, the address is asked for in vain, and the writer finds out.
    fn recall(&self, key: &Key) -> Option<Visit> {
        let visited = self.readers.with(|store| store.visited(key)).ok()??;
        Some(Visit {
            key: visited.key,
            address: visited.address,
            validators: Validators {
                etag: visited.etag,
                last_modified: visited.last_modified,
            },
            failures: visited.failures,
            next: if self.at_once {
                visited.next.map(|_| i64::MIN)
            } else {
                visited.next
            },
        })
    }
}

/// The time in seconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
