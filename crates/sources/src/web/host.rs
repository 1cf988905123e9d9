//! What is known of each host: its rules, and when it may be asked again.

use super::network::Doubt;
use super::rules::Known;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use url::Url;

/// How long who answers with an error is left alone at first.
pub const FIRST_WAIT: Duration = Duration::from_mins(5);

/// How long who does not answer is left alone at most.
const LONGEST_SILENCE: Duration = Duration::from_hours(1);

/// How many sites are known at a time. What is forgotten of one beyond them is asked for again.
const MOST_SITES: usize = 4_096;

/// A host. Who holds it is the only one who asks it something.
#[derive(Default)]
pub struct Host {
    /// The pause that its robots.txt asks for.
    pause: Duration,
    /// When it was asked last, and when it may be asked again.
    asked: Option<Instant>,
    next: Option<Instant>,
    /// Until when it is left alone, and why.
    shut: Option<(Instant, &'static str)>,
    /// How many times in a row it did not answer.
    silences: u32,
    /// Whether it is in doubt that it can be reached.
    doubt: Option<Doubt>,
}

impl Host {
    /// Its robots.txt asks for this pause; we for the other.
    pub fn set_pause(&mut self, pause: Duration, ours: Duration) {
        self.pause = pause;
        self.next = self.asked.map(|asked| asked + pause.max(ours));
    }

    /// When it may be asked again; at once, where there is none.
    pub const fn next(&self) -> Option<Instant> {
        self.next
    }

    /// Waits until it may be asked.
    pub fn await_turn(&self) {
        if let Some(next) = self.next {
            std::thread::sleep(next.saturating_duration_since(Instant::now()));
        }
    }

    /// It was asked: the next question must wait at least this long. Who is silent again and again is left alone for a time that doubles,
    /// so that not each of its pages is waited for in vain.
    pub fn was_asked(&mut self, pause: Duration, silent: bool) {
        let now = self.rest(pause);
        self.doubt = None;
        self.silences = if silent { self.silences.saturating_add(1) } else { 0 };
        if let Some(again) = self.silences.checked_sub(2) {
            let wait = FIRST_WAIT
                .saturating_mul(2_u32.saturating_pow(again))
                .min(LONGEST_SILENCE);
            self.shut = Some((now + wait, "its server did not answer the last times"));
        }
    }

    /// It was not reached, which may be no fault of its own.
    pub fn was_not_reached(&mut self, pause: Duration, doubt: Doubt) {
        self.rest(pause.max(doubt.wait()));
        self.doubt = Some(doubt);
    }

    pub const fn doubt(&self) -> Option<Doubt> {
        self.doubt
    }

    /// It is not asked for so long, from now on.
    fn rest(&mut self, pause: Duration) -> Instant {
        let now = Instant::now();
        self.asked = Some(now);
        self.next = Some(now + pause.max(self.pause));
        now
    }

    /// It wants to be left alone for so long.
    pub fn shut(&mut self, wait: Duration) {
        let until = Instant::now().checked_add(wait);
        self.shut = until.map(|until| (until, "its server wants to be left alone for now"));
    }

    /// Whether it may not be asked yet.
    fn is_waited_for(&self) -> bool {
        self.shut_for().is_some() || self.next.is_some_and(|next| next > Instant::now())
    }

    /// How long it is still left alone, and why.
    pub fn shut_for(&self) -> Option<(Duration, &'static str)> {
        let (until, why) = self.shut?;
        let left = until.saturating_duration_since(Instant::now());
        (left > Duration::ZERO).then_some((left, why))
    }
}

/// A host and its rules. Apart, since a robots.txt may be sent on to another host: who holds rules may take hold
/// of any host for a question, and who holds a host of nothing else, so that nobody waits for himself.
#[derive(Default)]
pub struct Site {
    pub known: Mutex<Known>,
    pub host: Mutex<Host>,
}

/// All sites that were asked.
#[derive(Default)]
pub struct Sites(Mutex<BTreeMap<String, Arc<Site>>>);

impl Sites {
    /// The site of an address, by scheme, name and port.
    pub fn of(&self, address: &Url) -> Arc<Site> {
        let mut sites = hold(&self.0);
        if sites.len() > MOST_SITES {
            sites.retain(|_, site| Arc::strong_count(site) > 1 || hold(&site.host).is_waited_for());
        }
        sites.entry(address.origin().ascii_serialization()).or_default().clone()
    }
}

/// Holds what a mutex guards. Who panicked while holding it left nothing half done.
pub fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_answer_is_left_alone_after_the_second_time() {
        let mut host = Host::default();
        host.was_asked(Duration::ZERO, true);
        assert_eq!(host.shut_for(), None);
        host.was_asked(Duration::ZERO, true);
        assert!(host.shut_for().is_some_and(|(left, _)| left <= FIRST_WAIT));
        host.was_asked(Duration::ZERO, true);
        assert!(host.shut_for().is_some_and(|(left, _)| left > FIRST_WAIT));
        let mut answers = Host::default();
        for silent in [true, false, true] {
            answers.was_asked(Duration::ZERO, silent);
        }
        assert_eq!(answers.shut_for(), None);
    }

    #[test]
    fn of_many_sites_those_are_known_that_are_waited_for() {
        let sites = Sites::default();
        let of = |i: usize| sites.of(&Url::parse(&format!("https://{i}.example/")).unwrap());
        hold(&of(0).host).shut(FIRST_WAIT);
        let held = of(1);
        for i in 2..2 * MOST_SITES {
            of(i);
        }
        assert!(hold(&sites.0).len() <= MOST_SITES + 1);
        assert!(hold(&of(0).host).shut_for().is_some() && Arc::ptr_eq(&held, &of(1)));
    }
}
