//! A round of visits.

use super::host::hold;
use super::visit::Key;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

/// What says the time, in seconds since 1970.
pub type Clock<'a> = &'a (dyn Fn() -> i64 + Sync);

/// A round of visits, during which what they come to need not be remembered yet. No address is asked for twice in it.
pub struct Round<'a> {
    /// Asked anew for each wait, which counts from the answer: a round may take hours.
    clock: Clock<'a>,
    taken_up: Mutex<BTreeSet<Key>>,
}

impl<'a> Round<'a> {
    /// A round with nothing asked for yet.
    #[must_use]
    pub fn new(clock: Clock<'a>) -> Self {
        Self {
            clock,
            taken_up: Mutex::default(),
        }
    }

    /// Whether an address is to be asked for by who asks this: nobody did so before in this round.
    pub(super) fn take_up(&self, key: &Key) -> bool {
        hold(&self.taken_up).insert(*key)
    }

    pub(super) fn now(&self) -> i64 {
        (self.clock)()
    }

    /// The time after a wait from now.
    pub(super) fn after(&self, wait: Duration) -> i64 {
        self.now()
            .saturating_add(i64::try_from(wait.as_secs()).unwrap_or(i64::MAX))
    }
}
