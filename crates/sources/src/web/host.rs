//! What is known of each host: what its robots.txt allows, and when it may be asked again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use texting_robots::Robot;

/// The name that robots.txt knows us by.
const AGENT: &str = "demarche";

/// How much of a robots.txt is read (RFC 9309 asks for this much at least).
const MOST_RULES: usize = 500 << 10;

/// How long what a robots.txt says holds, and how long one that could not be had forbids everything.
const RULES_HOLD: Duration = Duration::from_hours(24);
const SILENCE_HOLDS: Duration = Duration::from_hours(1);

/// A robots.txt that wants longer pauses than these gets these.
const LONGEST_PAUSE: Duration = Duration::from_mins(5);

/// What a robots.txt says.
pub enum Rules {
    /// Everything is allowed: there is none.
    Open,
    /// Nothing is, for now: it could not be had.
    Silent,
    /// What it says.
    Told(Box<Robot>),
}

impl Rules {
    /// From the bytes of a robots.txt. What cannot be read says nothing.
    pub fn told(bytes: &[u8]) -> Self {
        let bytes = &bytes[..bytes.len().min(MOST_RULES)];
        Robot::new(AGENT, bytes).map_or(Self::Open, |robot| Self::Told(Box::new(robot)))
    }

    /// Whether an address may be asked for.
    pub fn allow(&self, address: &str) -> bool {
        match self {
            Self::Open => true,
            Self::Silent => false,
            Self::Told(robot) => robot.allowed(address),
        }
    }

    const fn hold(&self) -> Duration {
        match self {
            Self::Silent => SILENCE_HOLDS,
            _ => RULES_HOLD,
        }
    }

    /// The pause that it asks for between two questions.
    fn pause(&self) -> Duration {
        match self {
            Self::Told(robot) => {
                let seconds = robot.delay.unwrap_or_default();
                Duration::try_from_secs_f32(seconds)
                    .unwrap_or_default()
                    .min(LONGEST_PAUSE)
            }
            _ => Duration::ZERO,
        }
    }
}

/// A host. Who holds it is the only one who asks it something.
#[derive(Default)]
pub struct Host {
    rules: Option<(Rules, Instant)>,
    /// When it may be asked again.
    next: Option<Instant>,
    /// When it wants to be asked again, after it was asked too much.
    shut: Option<Instant>,
}

impl Host {
    /// The rules, where they are known and still hold.
    pub fn rules(&self) -> Option<&Rules> {
        let (rules, since) = self.rules.as_ref()?;
        (since.elapsed() < rules.hold()).then_some(rules)
    }

    pub fn set_rules(&mut self, rules: Rules) {
        self.rules = Some((rules, Instant::now()));
    }

    /// Waits until it may be asked.
    pub fn await_turn(&self) {
        if let Some(next) = self.next {
            std::thread::sleep(next.saturating_duration_since(Instant::now()));
        }
    }

    /// It was asked: the next question must wait at least this long.
    pub fn was_asked(&mut self, pause: Duration) {
        let wanted = self.rules.as_ref().map_or(Duration::ZERO, |(rules, _)| rules.pause());
        self.next = Some(Instant::now() + pause.max(wanted));
    }

    /// It wants to be left alone for so long.
    pub fn shut(&mut self, wait: Duration) {
        self.shut = Instant::now().checked_add(wait);
    }

    /// How long it still wants to be left alone.
    pub fn shut_for(&self) -> Option<Duration> {
        let left = self.shut?.saturating_duration_since(Instant::now());
        (left > Duration::ZERO).then_some(left)
    }
}

/// All hosts that were asked.
#[derive(Default)]
pub struct Hosts(Mutex<BTreeMap<String, Arc<Mutex<Host>>>>);

impl Hosts {
    /// A host by its scheme, name and port.
    pub fn get(&self, name: &str) -> Arc<Mutex<Host>> {
        let mut hosts = hold(&self.0);
        hosts.entry(name.to_owned()).or_default().clone()
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
    fn rules_allow_and_forbid() {
        let rules =
            Rules::told(b"User-agent: *\nDisallow: /\n\nUser-agent: demarche\nDisallow: /private\nCrawl-delay: 2.5\n");
        assert!(rules.allow("https://news.example/a") && !rules.allow("https://news.example/private/a"));
        assert_eq!(rules.pause(), Duration::from_millis(2_500));
        assert!(Rules::Open.allow("https://news.example/") && !Rules::Silent.allow("https://news.example/"));
        assert!(!Rules::told(b"User-agent: *\nDisallow: /\n").allow("https://news.example/a"));
        assert!(Rules::told(b"\xff\0<html>").allow("https://news.example/a"));
        assert_eq!(Rules::told(b"User-agent: *\nCrawl-delay: 1e9").pause(), LONGEST_PAUSE);
    }
}
