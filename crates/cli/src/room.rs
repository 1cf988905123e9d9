//! Room for what is held at a time, by weight.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Room for so much, until it is closed.
#[derive(Debug)]
pub struct Room {
    most: usize,
    held: Mutex<Held>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Held {
    weight: usize,
    closed: bool,
}

impl Room {
    pub fn of(most: usize) -> Self {
        Self {
            most,
            held: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    /// Waits until there is room for a weight, and takes it; what is heavier than all of it has room when nothing else is held. Not
    /// where it is closed.
    pub fn enter(&self, weight: usize) -> bool {
        let mut held = self.held();
        while !held.closed && held.weight > 0 && held.weight.saturating_add(weight) > self.most {
            held = self.changed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        held.weight = held.weight.saturating_add(weight);
        !held.closed
    }

    /// Gives back what was taken for a weight.
    pub fn leave(&self, weight: usize) {
        let mut held = self.held();
        held.weight = held.weight.saturating_sub(weight);
        self.changed.notify_all();
    }

    /// Nothing more is taken in.
    pub fn close(&self) {
        self.held().closed = true;
        self.changed.notify_all();
    }

    pub fn is_open(&self) -> bool {
        !self.held().closed
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_for_so_much_or_for_one() {
        let room = Room::of(10);
        assert!(room.enter(4) && room.enter(6));
        std::thread::scope(|threads| {
            let heavy = threads.spawn(|| room.enter(50));
            room.leave(4);
            room.leave(6);
            assert!(heavy.join().unwrap());
            let late = threads.spawn(|| room.enter(1));
            room.close();
            assert!(!late.join().unwrap() && !room.is_open());
        });
    }
}
