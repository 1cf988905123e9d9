//! The feeds that are watched, as a file of TOML names them.

use super::visit::Key;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::time::Duration;
use url::Url;

/// How often a feed is looked at unless said otherwise, and how often at most.
const EVERY: Duration = Duration::from_mins(15);
const MOST_OFTEN: Duration = Duration::from_mins(1);

/// How long a host is left alone between two questions unless said otherwise.
const PAUSE: Duration = Duration::from_secs(1);

/// A feed that is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its address, with all that is secret in it.
    pub address: Url,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// How often it is looked at.
    pub every: Duration,
}

/// The feeds that are watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscriptions {
    /// Who watches.
    pub contact: Option<String>,
    /// How long a host is left alone between two questions.
    pub pause: Duration,
    /// The feeds.
    pub feeds: Vec<Feed>,
}

/// Why feeds cannot be watched.
#[derive(Debug, thiserror::Error)]
pub enum SubscriptionsError {
    /// The file cannot be read.
    #[error("{0}: it cannot be read ({1}); give a file of TOML that names feeds")]
    Unreadable(PathBuf, std::io::Error),
    /// It is not as it must be.
    #[error("{0}: it does not name feeds as it must: {1}")]
    Broken(PathBuf, String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    contact: Option<String>,
    every: Option<String>,
    pause: Option<String>,
    #[serde(default)]
    feed: Vec<WrittenFeed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFeed {
    url: String,
    publisher: Option<String>,
    every: Option<String>,
}

impl Feed {
    /// A feed by its address, looked at as often as is usual.
    ///
    /// # Errors
    /// Where it is no address of the web.
    pub fn of(address: &str) -> Result<Self, String> {
        Ok(Self {
            address: web_address(address)?,
            publisher: None,
            every: EVERY,
        })
    }

    /// What it is known by.
    #[must_use]
    pub fn key(&self) -> Key {
        super::visit::key(&self.address)
    }

    fn written(feed: WrittenFeed, every: Duration) -> Result<Self, String> {
        Ok(Self {
            address: web_address(&feed.url)?,
            publisher: feed.publisher,
            every: feed.every.as_deref().map_or(Ok(every), often)?,
        })
    }
}

impl Subscriptions {
    /// Reads a file of feeds.
    ///
    /// # Errors
    /// Where it cannot be read, or is not as it must be; the message says where.
    pub fn read(path: &Path) -> Result<Self, SubscriptionsError> {
        let text =
            std::fs::read_to_string(path).map_err(|error| SubscriptionsError::Unreadable(path.to_owned(), error))?;
        Self::parse(&text).map_err(|why| SubscriptionsError::Broken(path.to_owned(), why))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let written: Written = toml::from_str(text).map_err(|error| located(text, &error))?;
        let every = written.every.as_deref().map_or(Ok(EVERY), often)?;
        let pause = written.pause.as_deref().map_or(Ok(PAUSE), duration)?;
        let feeds: Result<Vec<Feed>, String> = written
            .feed
            .into_iter()
            .map(|feed| Feed::written(feed, every))
            .collect();
        let feeds = feeds?;
        if feeds.is_empty() {
            return Err("there is no [[feed]] with a url".to_owned());
        }
        Ok(Self {
            contact: written.contact,
            pause,
            feeds,
        })
    }
}

/// What is wrong and where, without what is written there, which may hold a secret.
fn located(text: &str, error: &toml::de::Error) -> String {
    let (before, after) = text
        .split_at_checked(error.span().map_or(0, |span| span.start))
        .unwrap_or((text, ""));
    let line = 1 + before.matches('\n').count();
    let begun = before.rsplit('\n').next().unwrap_or_default();
    let key = key(&format!("{begun}{}", after.lines().next().unwrap_or_default())).map(|key| format!(", key {key}"));
    format!(
        "{} (near line {line}{})",
        unquoted(error.message()),
        key.unwrap_or_default()
    )
}

/// The key that a line is about, where it is a plain one.
fn key(line: &str) -> Option<String> {
    let (key, _) = line.split_once('=')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    Some(key.trim())
        .filter(|key| !key.is_empty() && key.chars().all(plain))
        .map(str::to_owned)
}

/// A message without the value or key that it is about.
fn unquoted(message: &str) -> String {
    let quotes = [
        "invalid type",
        "invalid value",
        "invalid length",
        "unknown field",
        "unknown variant",
    ];
    match quotes.iter().find(|quotes| message.starts_with(**quotes)) {
        Some(quotes) => match message.rsplit_once(", expected ") {
            Some((_, expected)) => format!("{quotes}, expected {expected}"),
            None => (*quotes).to_owned(),
        },
        None => message.to_owned(),
    }
}

fn web_address(address: &str) -> Result<Url, String> {
    let shown = crate::public(address);
    let url = Url::parse(address).map_err(|error| format!("“{shown}” is no address ({error})"))?;
    let fits = matches!(url.scheme(), "http" | "https") && url.has_host();
    fits.then_some(url)
        .ok_or_else(|| format!("“{shown}” is no address of the web; it must begin with https:// or http://"))
}

fn often(written: &str) -> Result<Duration, String> {
    let every = duration(written)?;
    (every >= MOST_OFTEN)
        .then_some(every)
        .ok_or_else(|| format!("“{}” is too often; once a minute is the most", crate::public(written)))
}

/// A time such as *15m*.
fn duration(written: &str) -> Result<Duration, String> {
    let wrong = || {
        let shown = crate::public(written);
        format!("“{shown}” is no time; write it as 30s, 15m, 2h or 1d")
    };
    let unit = written.trim().chars().last().ok_or_else(wrong)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(wrong()),
    };
    let count: u32 = written.trim().trim_end_matches(unit).parse().map_err(|_| wrong())?;
    Ok(Duration::from_secs(u64::from(count) * seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_have_what_they_do_not_say_from_above() {
        let text = "contact = 'desk@news.example'\nevery = '1h'\npause = '0s'\n[[feed]]\nurl = 'https://a.example/feed'\n\
            [[feed]]\nurl = 'http://b.example/'\nevery = '2m'\npublisher = 'The Courier'\n";
        let read = Subscriptions::parse(text).unwrap();
        assert_eq!(
            (read.contact.as_deref(), read.pause),
            (Some("desk@news.example"), Duration::ZERO)
        );
        assert_eq!(read.feeds[0].every, Duration::from_hours(1));
        assert_eq!(read.feeds[1].every, Duration::from_mins(2));
        assert_eq!(read.feeds[1].publisher.as_deref(), Some("The Courier"));
    }

    #[test]
    fn what_is_wrong_is_said_without_secrets() {
        for (text, says) in [
            ("", "no [[feed]]"),
            ("[[feed]]\nurl = 'ftp://a.example/?token=abc'", "https://"),
            ("[[feed]]\nurl = 'https://'", "no address"),
            (
                "[[feed]]\nurl = 'jane:abc@a.example/feed'",
                "“***@a.example/feed” is no address of the web",
            ),
            ("[[feed]]\nurl = 'jane:abc@a.example'", "is no address"),
            (
                "[[feed]]\nurl = 'https://jane:a/abc@a.example/feed'",
                "https://***@a.example/feed",
            ),
            (
                "[[feed]]\nurl = 'https://jane:abc@a.example:port/feed'",
                "https://***@a.example:port/feed",
            ),
            ("[[feed]]\nurl = 'https://a.example/'\nevery = '5s'", "too often"),
            ("[[feed]]\nurl = 'https://a.example/'\nevery = 'daily'", "30s, 15m"),
            ("[[feed]]\nuri = 'https://a.example/?token=abc'", "line 2"),
            ("[[feed]]\nurl = 'https://a.example/?token=abc", "line 2"),
            ("feed = 'https://a.example/?token=abc'", "line 1, key feed"),
            ("feed = ['https://a.example/?token=abc, expected']", "line 1, key feed"),
            (
                "pause = '0s'\ncontact = ['abc']",
                "expected a string (near line 2, key contact)",
            ),
            ("[[feed]]\nurl = https://a.example/?token=abc", "line 2, key url"),
            ("'https://a.example/?token=abc' = 1", "unknown field, expected one of"),
            (
                "[[feed]]\nurls = 'abc'",
                "expected one of `url`, `publisher`, `every` (near line 2, key urls)",
            ),
            ("[[feed]]\npublisher = 'abc'", "missing field `url`"),
            ("every = 'https://a.example/?token=abc'", "token=***” is no time"),
        ] {
            let error = Subscriptions::parse(text).unwrap_err();
            assert!(error.contains(says) && !error.contains("abc"), "{error}");
        }
    }
}
