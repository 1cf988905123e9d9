//! What the robots.txt of a site allows.

use std::time::{Duration, Instant};
use texting_robots::Robot;

/// The name that robots.txt knows us by.
const AGENT: &str = "demarche";

/// How much of a robots.txt is read (RFC 9309 asks for this much at least).
pub const MOST_RULES: usize = 500 << 10;

/// How long what a robots.txt says holds, and how long one that could not be had forbids everything.
const RULES_HOLD: Duration = Duration::from_hours(24);
const SILENCE_HOLDS: Duration = Duration::from_hours(1);

/// A robots.txt that wants longer pauses than these gets these.
const LONGEST_PAUSE: Duration = Duration::from_mins(5);

/// What a robots.txt says.
pub enum Rules {
    /// Everything is allowed: there is none.
    Open,
    /// Nothing is, for now: it could not be had, for this reason.
    Silent(String),
    /// What it says.
    Told(Box<Robot>),
}

impl Rules {
    /// From the bytes of a robots.txt. What cannot be read says nothing.
    pub fn told(bytes: &[u8]) -> Self {
        Robot::new(AGENT, whole_lines(bytes)).map_or(Self::Open, |robot| Self::Told(Box::new(robot)))
    }

    /// Whether an address may be asked for.
    pub fn allow(&self, address: &str) -> bool {
        match self {
            Self::Open => true,
            Self::Silent(_) => false,
            Self::Told(robot) => robot.allowed(address),
        }
    }

    const fn hold(&self) -> Duration {
        match self {
            Self::Silent(_) => SILENCE_HOLDS,
            _ => RULES_HOLD,
        }
    }

    /// The pause that it asks for between two questions.
    pub fn pause(&self) -> Duration {
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

/// The lines of a robots.txt. Where it was cut off, half a line would say something else.
fn whole_lines(bytes: &[u8]) -> &[u8] {
    let Some(read) = bytes.get(..MOST_RULES) else {
        return bytes;
    };
    let end = read.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
    &read[..end.unwrap_or_default()]
}

/// The rules of a host, once they are known. Who holds them is the only one who asks for them.
#[derive(Default)]
pub struct Known(Option<(Rules, Instant)>);

impl Known {
    /// The rules, where they still hold, and for how long.
    pub fn rules(&self) -> Option<(&Rules, Duration)> {
        let (rules, since) = self.0.as_ref()?;
        let left = rules.hold().saturating_sub(since.elapsed());
        (left > Duration::ZERO).then_some((rules, left))
    }

    pub fn set(&mut self, rules: Rules) {
        self.0 = Some((rules, Instant::now()));
    }
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
        assert!(
            Rules::Open.allow("https://news.example/") && !Rules::Silent(String::new()).allow("https://news.example/")
        );
        assert!(!Rules::told(b"User-agent: *\nDisallow: /\n").allow("https://news.example/a"));
        assert!(Rules::told(b"\xff\0<html>").allow("https://news.example/a"));
        assert_eq!(Rules::told(b"User-agent: *\nCrawl-delay: 1e9").pause(), LONGEST_PAUSE);
    }

    #[test]
    fn rules_that_are_cut_off_end_with_a_whole_line() {
        let line = b"Disallow: /private\n";
        let mut long = b"User-agent: *\n".to_vec();
        long.extend(line.repeat(1 + MOST_RULES / line.len()));
        let lines = whole_lines(&long);
        assert!(lines.ends_with(b"/private") && MOST_RULES - lines.len() <= line.len());
        assert_eq!(whole_lines(b"a\nb"), b"a\nb");
        assert_eq!(whole_lines(&[b'a'; MOST_RULES]), b"");
    }
}
