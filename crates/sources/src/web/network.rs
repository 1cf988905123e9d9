//! Whether servers that are not reached are gone, or our own network is.
//!
//! Who is not reached is in doubt, and is asked again, until somebody else answers: then the network was there, and the failure is his.
//! While nobody answers, it is nobody's.

use super::host::hold;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How long who is in doubt is left alone at first, and at most: the wait doubles.
const FIRST_WAIT: Duration = Duration::from_secs(2);
const LONGEST_WAIT: Duration = Duration::from_mins(5);

/// What is known of our own network.
#[derive(Default)]
pub struct Network(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// When a server answered last.
    answered: Option<Instant>,
    /// When it was said that none is reached, unless it was said since that one is.
    told: Option<Instant>,
}

/// That a server is not reached, while nobody else is.
#[derive(Clone, Copy, Debug)]
pub struct Doubt {
    since: Instant,
    /// How many times in a row it was not reached.
    pub times: u32,
}

impl Network {
    /// A server has answered.
    pub fn answer(&self) {
        hold(&self.0).answered = Some(Instant::now());
    }

    /// Whether any server has ever answered.
    pub fn has_answered(&self) -> bool {
        hold(&self.0).answered.is_some()
    }

    /// Whether it is to be said that none is reached: once, until it was said that one is.
    pub fn tells_that_none_is_reached(&self) -> bool {
        hold(&self.0).told.replace(Instant::now()).is_none()
    }

    /// Whether it is to be said that servers are reached again.
    pub fn tells_that_one_is_reached(&self) -> bool {
        let mut known = hold(&self.0);
        let answered = known.answered;
        known
            .told
            .take_if(|told| answered.is_some_and(|answered| answered > *told))
            .is_some()
    }

    /// A server was not reached that was asked at a time, and that was in doubt or not: the doubt, unless somebody answered since it began.
    pub fn doubt(&self, asked: Instant, before: Option<Doubt>) -> Option<Doubt> {
        let before = before.unwrap_or(Doubt { since: asked, times: 0 });
        let proven = hold(&self.0).answered.is_some_and(|answered| answered >= before.since);
        let times = before.times.saturating_add(1);
        (!proven).then_some(Doubt { times, ..before })
    }
}

impl Doubt {
    /// How long to wait until it is asked again.
    pub fn wait(self) -> Duration {
        FIRST_WAIT
            .saturating_mul(2_u32.saturating_pow(self.times.saturating_sub(1)))
            .min(LONGEST_WAIT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_not_reached_is_in_doubt_until_somebody_answers() {
        let (network, asked) = (Network::default(), Instant::now());
        let mut doubt = None;
        for times in 1..=20 {
            doubt = network.doubt(asked, doubt);
            assert!(doubt.is_some_and(|doubt| doubt.times == times && doubt.wait() <= LONGEST_WAIT));
        }
        std::thread::sleep(Duration::from_millis(2));
        network.answer();
        assert!(network.doubt(Instant::now(), doubt).is_none());
        std::thread::sleep(Duration::from_millis(2));
        assert!(
            network.doubt(Instant::now(), None).is_some(),
            "the network may have gone since"
        );
    }

    #[test]
    fn it_is_said_once_that_none_is_reached_and_once_that_one_is() {
        let network = Network::default();
        assert!(!network.tells_that_one_is_reached() && network.tells_that_none_is_reached());
        assert!(!network.tells_that_none_is_reached() && !network.tells_that_one_is_reached());
        std::thread::sleep(Duration::from_millis(2));
        network.answer();
        assert!(network.tells_that_one_is_reached() && !network.tells_that_one_is_reached());
    }
}
