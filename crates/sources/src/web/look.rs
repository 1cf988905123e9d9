//! A look at a feed.

use super::client::Validators;
use super::visit::Visit;
use std::sync::atomic::{AtomicBool, Ordering};
use url::Url;

/// A look at a feed, which ends when all pages were asked for that it found. Each of them holds it.
pub struct Look {
    /// The number of the feed, and of the look at it.
    pub feed: usize,
    pub number: u64,
    /// Where the feed was had, which its links are relative to.
    pub base: Url,
    /// What is kept of it, where all that was new in it was had.
    visit: Visit,
    incomplete: AtomicBool,
}

impl Look {
    pub fn new(feed: usize, number: u64, base: Url, visit: Visit) -> Self {
        Self {
            feed,
            number,
            base,
            visit,
            incomplete: AtomicBool::new(false),
        }
    }

    /// Something in it must be asked for again.
    pub fn miss(&self) {
        self.incomplete.store(true, Ordering::Release);
    }

    /// What is kept of the feed. Where something in it must be asked for again, so must all of it.
    pub fn end(self) -> Visit {
        let validators = if self.incomplete.into_inner() {
            Validators::default()
        } else {
            self.visit.validators
        };
        Visit {
            validators,
            ..self.visit
        }
    }
}
