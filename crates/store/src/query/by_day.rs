//! Going through things in the order of their days.
//!
//! Sheets give the days in order, and what is of one day in no order that may show. So days are gathered until they are worth a
//! question to the engine, which puts them in order: by day, by the digest of the document, and by the place in it.

use super::Flow;
use std::ops::ControlFlow;

/// What was found on the last days, and is yet to be put in order.
pub struct Batch<T> {
    found: Vec<T>,
    on: i64,
}

/// Things that are put in order at once, and all others of the same day.
const TOGETHER: usize = 64;

impl<T: PartialEq> Batch<T> {
    pub const fn new() -> Self {
        Self {
            found: Vec::new(),
            on: i64::MIN,
        }
    }

    /// Adds what was found on a day, once. `give` is given whole days.
    pub fn add(
        &mut self,
        day: i64,
        one: T,
        give: impl FnOnce(&[T]) -> rusqlite::Result<Flow>,
    ) -> rusqlite::Result<Flow> {
        let is_full = day != self.on && self.found.len() >= TOGETHER;
        let flow = if is_full {
            self.give(give)?
        } else {
            ControlFlow::Continue(())
        };
        self.on = day;
        if self.found.last() != Some(&one) {
            self.found.push(one);
        }
        Ok(flow)
    }

    /// Gives what is left.
    pub fn give(&mut self, give: impl FnOnce(&[T]) -> rusqlite::Result<Flow>) -> rusqlite::Result<Flow> {
        let flow = give(&self.found);
        self.found.clear();
        flow
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stay_whole() {
        let (mut batch, mut given) = (Batch::new(), Vec::new());
        for i in 0..200 {
            let give = |found: &[i32]| {
                given.push(found.len());
                Ok(ControlFlow::Continue(()))
            };
            assert!(batch.add(i64::from(i) / 100, i, give).unwrap().is_continue());
        }
        let flow = batch.add(1, 199, |_| panic!("it is there already"));
        assert!(flow.unwrap().is_continue());
        let _flow = batch.give(|found| {
            given.push(found.len());
            Ok(ControlFlow::Break(()))
        });
        assert_eq!(given, [100, 100]);
    }
}
