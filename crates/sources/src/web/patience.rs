//! What comes of an address that could not be had: what is said, and when it is asked for again.

use super::fetcher::Refusal;
use super::host::FIRST_WAIT;
use super::visit::Visit;
use crate::ProblemKind;
use std::time::Duration;

/// How often a page is asked for that cannot be had.
const MOST_TRIES: u32 = 8;

/// How long a page is left alone that robots.txt forbids.
const FORBIDDEN: Duration = Duration::from_hours(7 * 24);

/// The wait after an error doubles with each further one, up to this. What is too long is left alone for as long.
const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// What is said of a refusal.
pub fn described(refusal: &Refusal) -> (ProblemKind, String) {
    let (kind, remedy) = match refusal {
        Refusal::Forbidden => (ProblemKind::Forbidden, "it is left out"),
        Refusal::NotAsked(..) | Refusal::Later(..) => (ProblemKind::NotFetched, "it is asked for again later"),
        Refusal::Unreached(..) => (
            ProblemKind::NotFetched,
            "nor was any other server reached: see whether this machine is connected, and start again",
        ),
        Refusal::Long => (ProblemKind::TooLong, "raise --max-bytes to have it"),
        Refusal::Never(_) => (ProblemKind::NotFetched, "check the address"),
    };
    (kind, format!("{}; {remedy}", refusal.why()))
}

/// A page after it could not be had. What was not asked for did not fail, and what is too long may be taken another time.
pub fn page(known: Visit, refusal: &Refusal, now: i64) -> Visit {
    let failed = known.failures.saturating_add(1);
    let (failures, wait) = match refusal {
        Refusal::Unreached(..) => (known.failures, Some(Duration::ZERO)),
        Refusal::Forbidden => (known.failures, Some(FORBIDDEN)),
        Refusal::NotAsked(_, wait) => (known.failures, Some(*wait)),
        Refusal::Long => (known.failures, Some(LONGEST_WAIT)),
        Refusal::Later(_, wait) if failed < MOST_TRIES => (failed, Some(backoff(failed, *wait))),
        Refusal::Later(..) | Refusal::Never(_) => (failed, None),
    };
    let next = wait.map(|wait| after(now, wait));
    Visit {
        failures,
        next,
        ..known
    }
}

/// A feed after it could not be had. It is never given up.
pub fn feed(known: Visit, refusal: &Refusal, every: Duration, now: i64) -> Visit {
    let failed = known.failures.saturating_add(1);
    let (failures, wait) = match refusal {
        Refusal::Unreached(..) => (known.failures, Duration::ZERO),
        Refusal::Long => (known.failures, LONGEST_WAIT.max(every)),
        Refusal::NotAsked(_, wait) => (failed, backoff(failed, Some(*wait)).max(every)),
        Refusal::Later(_, wait) => (failed, backoff(failed, *wait).max(every)),
        Refusal::Forbidden | Refusal::Never(_) => (failed, backoff(failed, None).max(every)),
    };
    let next = Some(after(now, wait));
    Visit {
        failures,
        next,
        ..known
    }
}

/// The time after a wait, in seconds since 1970.
pub fn after(now: i64, wait: Duration) -> i64 {
    now.saturating_add(i64::try_from(wait.as_secs()).unwrap_or(i64::MAX))
}

/// How long to leave somebody alone after so many failures, or as long as he asks for, if that is longer.
fn backoff(failures: u32, asked: Option<Duration>) -> Duration {
    let doubled = FIRST_WAIT
        .saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1)))
        .min(LONGEST_WAIT);
    asked.unwrap_or_default().max(doubled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_day() {
        let minutes = |failures, asked| backoff(failures, asked).as_secs() / 60;
        assert_eq!(
            [1, 2, 3, 100].map(|failures| minutes(failures, None)),
            [5, 10, 20, 24 * 60]
        );
        assert_eq!(minutes(1, Some(Duration::from_hours(3))), 180);
        assert_eq!(minutes(1, Some(Duration::from_secs(1))), 5);
    }

    #[test]
    fn what_is_too_long_has_not_failed() {
        let every = Duration::from_mins(15);
        let long = [
            page(Visit::default(), &Refusal::Long, 0),
            feed(Visit::default(), &Refusal::Long, every, 0),
        ];
        for visit in long {
            assert_eq!((visit.failures, visit.next), (0, Some(24 * 3_600)));
        }
    }

    #[test]
    fn what_nobody_could_reach_has_not_failed() {
        let refusal = Refusal::Unreached(String::new(), 2);
        for visit in [
            page(Visit::default(), &refusal, 7),
            feed(Visit::default(), &refusal, FIRST_WAIT, 7),
        ] {
            assert_eq!((visit.failures, visit.next), (0, Some(7)));
        }
    }

    #[test]
    fn a_page_is_given_up_and_a_feed_is_not() {
        let refusal = Refusal::Later(String::new(), None);
        let (mut gone, mut kept) = (Visit::default(), Visit::default());
        for _ in 0..MOST_TRIES {
            gone = page(gone, &refusal, 0);
            kept = feed(kept, &refusal, Duration::ZERO, 0);
        }
        assert_eq!((gone.next, gone.failures), (None, MOST_TRIES));
        assert_eq!((kept.next, kept.failures), (Some(640 * 60), MOST_TRIES));
    }
}
