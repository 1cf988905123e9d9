//! How long something takes.

use std::time::Instant;

/// Milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// That have passed.
    pub passed: f64,
    /// That this thread was on the processor, on Linux: what other work on the machine does not change. Elsewhere those that have
    /// passed.
    pub worked: f64,
}

impl Times {
    /// Does something, and says how long it took.
    pub fn of<T>(work: impl FnOnce() -> T) -> (T, Self) {
        let (start, before) = (Instant::now(), on_processor());
        let done = work();
        let passed = start.elapsed().as_secs_f64() * 1e3;
        let worked = on_processor()
            .zip(before)
            .map_or(passed, |(after, before)| (after - before) / 1e6);
        (done, Self { passed, worked })
    }

    /// The median of each.
    pub fn median(times: &[Self]) -> Self {
        Self {
            passed: middle(times.iter().map(|times| times.passed).collect()),
            worked: middle(times.iter().map(|times| times.worked).collect()),
        }
    }
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Nanoseconds that this thread was on the processor.
fn on_processor() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok()
}
