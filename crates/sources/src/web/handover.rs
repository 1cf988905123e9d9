//! Steps on their way to who takes them.

use super::host::hold;
use super::visit::Step;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, PoisonError};

/// How many steps may wait for who takes them; while more do, who gave one asks nobody more.
const WAITING: usize = 8;

/// Where steps are given and taken, until it is ended.
#[derive(Default)]
pub struct Handover {
    held: Mutex<Held>,
    changed: Condvar,
}

#[derive(Default)]
struct Held {
    waiting: VecDeque<Step>,
    ended: bool,
}

impl Handover {
    /// Gives a step, and then waits while too many are there. After the end it is not taken, and nobody waits.
    pub fn give(&self, step: Step) {
        let mut held = hold(&self.held);
        if held.ended {
            return;
        }
        held.waiting.push_back(step);
        self.changed.notify_all();
        while !held.ended && held.waiting.len() > WAITING {
            held = self.changed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The next step, as soon as there is one; after the end, what was given before it.
    pub fn take(&self) -> Option<Step> {
        let mut held = hold(&self.held);
        while !held.ended && held.waiting.is_empty() {
            held = self.changed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        self.changed.notify_all();
        held.waiting.pop_front()
    }

    /// Nothing more is given. Whoever says so waits for nobody.
    pub fn end(&self) {
        hold(&self.held).ended = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Visit;

    fn give(handover: &Handover, count: usize) {
        (0..count).for_each(|_| handover.give(Step::Visited(Visit::default())));
    }

    #[test]
    fn the_end_waits_for_nobody_and_loses_nothing_that_was_given() {
        let handover = Handover::default();
        std::thread::scope(|threads| {
            let giver = threads.spawn(|| give(&handover, 2 * WAITING));
            while hold(&handover.held).waiting.len() <= WAITING {
                std::thread::yield_now();
            }
            handover.end();
            giver.join().unwrap();
        });
        give(&handover, 1);
        assert_eq!(std::iter::from_fn(|| handover.take()).count(), WAITING + 1);
    }

    #[test]
    fn who_takes_is_waited_for_and_waits() {
        let handover = Handover::default();
        std::thread::scope(|threads| {
            threads.spawn(|| {
                give(&handover, 5 * WAITING);
                handover.end();
            });
            assert_eq!(std::iter::from_fn(|| handover.take()).count(), 5 * WAITING);
        });
    }
}
