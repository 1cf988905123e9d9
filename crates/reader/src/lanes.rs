//! Where the graph runs: on one thread a run.
//!
//! The runtime can spread one run over several threads, but windows are small, and whole windows side by side use the
//! cores better. So every run has a thread of its own, and how many run at once is up to whoever calls.

use rten::ThreadPool;
use std::sync::{Arc, Mutex, PoisonError};

/// Threads for the runtime, one a lane, as many as were ever needed at once.
#[derive(Debug, Default)]
pub struct Lanes(Mutex<Vec<Arc<ThreadPool>>>);

impl Lanes {
    /// Runs `job` with a lane to itself. `None` where the job panicked or its thread could not start.
    ///
    /// The caller sleeps meanwhile. Were it one of rayon's workers and waited as those do, it would take up the next
    /// document while it waits for this one, and so on, each on top of the other's stack; hence the thread between.
    pub fn run<T: Send>(&self, job: impl FnOnce(Arc<ThreadPool>) -> T + Send) -> Option<T> {
        let lane = self.take();
        let given = Arc::clone(&lane);
        let result = std::thread::scope(|scope| {
            let thread = std::thread::Builder::new()
                .spawn_scoped(scope, move || job(given))
                .ok()?;
            thread.join().ok()
        });
        self.give_back(lane);
        result
    }

    fn take(&self) -> Arc<ThreadPool> {
        let idle = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)))
    }

    fn give_back(&self, lane: Arc<ThreadPool>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(lane);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_are_used_again() {
        let lanes = Lanes::default();
        assert_eq!(lanes.run(|_| 1), Some(1));
        assert_eq!(lanes.run(|_| lanes.run(|_| 2)), Some(Some(2)));
        assert_eq!(lanes.0.lock().unwrap().len(), 2);
    }
}
