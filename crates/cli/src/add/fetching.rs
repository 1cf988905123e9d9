//! Following feeds, with a store that remembers them.

use super::readers::Readers;
use super::writer::Told;
use demarche_sources::web::{Feed, Fetcher, Following, Key, Memory, Pace, Steps, Stopper, Validators, Visit};
use demarche_store::Visited;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// What is remembered of addresses: what the store keeps of them, and what is on its way there.
pub struct Visits {
    readers: Arc<Readers>,
    under_way: Mutex<BTreeMap<Key, Visit>>,
}

impl Visits {
    pub fn of(readers: &Arc<Readers>) -> Arc<Self> {
        Arc::new(Self {
            readers: readers.clone(),
            under_way: Mutex::default(),
        })
    }

    /// Follows feeds at this pace.
    pub fn following(self: Arc<Self>, fetcher: Fetcher, pace: Pace) -> Following {
        Following {
            fetcher: Arc::new(fetcher),
            memory: self,
            clock: Arc::new(now),
            pace,
        }
    }

    /// Forgets what the store has from now on.
    pub fn hear(&self, told: &Told) {
        if let Told::Committed { visits, .. } = told {
            let mut under_way = self.under_way();
            for kept in visits {
                // What was noted of it since is still on its way.
                if under_way
                    .get(&kept.key)
                    .is_some_and(|noted| visited(noted.clone()) == *kept)
                {
                    under_way.remove(&kept.key);
                }
            }
        }
    }

    fn under_way(&self) -> MutexGuard<'_, BTreeMap<Key, Visit>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory for Visits {
    /// Where the store cannot be asked, the address is asked for in vain, and the writer finds out.
    fn recall(&self, key: &Key) -> Option<Visit> {
        let under_way = self.under_way().get(key).cloned();
        under_way.or_else(|| Some(visit(self.readers.with(|store| store.visited(key)).ok()??)))
    }

    fn note(&self, visit: &Visit) {
        self.under_way().insert(visit.key, visit.clone());
    }
}

/// Ends the following of feeds of which one is followed after the other.
#[derive(Default)]
pub struct Stop(Mutex<Stopping>);

#[derive(Default)]
struct Stopping {
    stopped: bool,
    current: Option<Stopper>,
}

impl Stop {
    /// Follows the next feed, unless it was stopped.
    pub fn follow(&self, following: &Following, feed: Feed) -> Option<Steps> {
        let mut stopping = self.stopping();
        if stopping.stopped {
            return None;
        }
        let steps = following.follow(vec![feed]);
        stopping.current = Some(steps.stopper());
        Some(steps)
    }

    /// Nothing more is asked for.
    pub fn stop(&self) {
        let mut stopping = self.stopping();
        stopping.stopped = true;
        if let Some(current) = stopping.current.take() {
            current.stop();
        }
    }

    fn stopping(&self) -> MutexGuard<'_, Stopping> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the store keeps, as the web knows it.
fn visit(visited: Visited) -> Visit {
    Visit {
        key: visited.key,
        address: visited.address,
        validators: Validators {
            etag: visited.etag,
            last_modified: visited.last_modified,
        },
        failures: visited.failures,
        next: visited.next,
    }
}

/// The other way round.
pub fn visited(visit: Visit) -> Visited {
    Visited {
        key: visit.key,
        address: visit.address,
        etag: visit.validators.etag,
        last_modified: visit.validators.last_modified,
        failures: visit.failures,
        next: visit.next,
    }
}

/// The time in seconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
