//! Following feeds, and what it comes to.

use super::fetcher::Fetcher;
use super::follower::Follower;
use super::subscriptions::Feed;
use super::visit::{Memory, Step};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many hosts are asked at once.
const TOGETHER: usize = 32;

/// What says the time, in seconds since 1970.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// How long feeds are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Each is looked at once, also where it is not yet time, unless it could not be had: then its server may want to be left alone.
    AtOnce,
    /// Those that it is time for are looked at once.
    Once,
    /// Each is looked at whenever it is time, until somebody stops it.
    OnAndOn,
}

/// What follows feeds, and what it remembers.
#[derive(Clone)]
pub struct Following {
    /// What fetches.
    pub fetcher: Arc<Fetcher>,
    /// What remembers.
    pub memory: Arc<dyn Memory>,
    /// Asked anew for each wait, which counts from the answer.
    pub clock: Clock,
    /// How long.
    pub pace: Pace,
}

impl Following {
    /// Follows feeds in threads of its own; what it comes to, as it comes.
    ///
    /// Each host has a queue and a time of its own, and 32 are asked at once: one that is slow or dead holds up nobody but those who wait
    /// for it, while fewer than 32 are. A feed counts as looked at when all its pages were asked for.
    #[must_use]
    pub fn follow(&self, mut feeds: Vec<Feed>) -> Steps {
        let mut named = BTreeSet::new();
        feeds.retain(|feed| named.insert(feed.key()));
        let follower = Arc::new(Follower::new(feeds, self.clone()));
        for _ in 0..TOGETHER {
            let follower = follower.clone();
            std::thread::spawn(move || follower.work());
        }
        Steps(follower)
    }
}

/// What following feeds comes to. Of one address, it comes in order.
pub struct Steps(Arc<Follower>);

/// Ends the following of feeds.
#[derive(Clone)]
pub struct Stopper(Arc<Follower>);

impl Steps {
    /// What ends it.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper(self.0.clone())
    }
}

impl Iterator for Steps {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.0.steps.take();
        assert!(!self.0.has_panicked(), "a thread that fetches has panicked");
        step
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl Stopper {
    /// Nothing more is asked for, and after what has come by now nothing more comes. Nobody is waited for, neither who is
    /// being asked nor who takes the steps.
    pub fn stop(&self) {
        self.0.end();
    }
}
