//! Feeds: RSS, Atom and JSON Feed.

use crate::{Body, Found, Item, Place, Position, Problem, ProblemKind, address, markup};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use demarche_types::Container;
use feed_rs::model;
use feed_rs::parser::Builder;

/// An entry of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The headline.
    pub title: Option<String>,
    /// The address of the article, as the feed gives it.
    pub link: Option<String>,
    /// The day of publication where the feed was made, `YYYY-MM-DD`. A day of a mere change is none.
    pub published: Option<String>,
    /// The article, or what the feed gives of it, as a piece of a page or as text.
    pub text: Option<String>,
}

/// The entries of a feed, in its order. Relative links are made whole with the feed's own address.
///
/// # Errors
/// Where it is no feed.
pub fn entries(bytes: &[u8], base: Option<&str>) -> Result<Vec<Entry>, NoFeed> {
    let parser = Builder::new()
        .base_uri(base)
        .sanitize_content(false)
        .timestamp_parser(local_day)
        .build();
    let feed = parser.parse(bytes).map_err(|error| NoFeed(described(bytes, &error)))?;
    Ok(feed.entries.into_iter().map(Entry::of).collect())
}

/// It is no feed; what it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is no feed that can be read ({0}); give the address or the file of an RSS, Atom or JSON feed")]
pub struct NoFeed(String);

fn described(bytes: &[u8], error: &feed_rs::parser::ParseFeedError) -> String {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1_000)]).to_ascii_lowercase();
    if start.trim().is_empty() {
        "it is empty".to_owned()
    } else if start.contains("<html") || start.contains("<!doctype html") {
        "it is a web page".to_owned()
    } else {
        error.to_string()
    }
}

/// The day as it was where it was written: at half past eleven in New York it is not yet tomorrow, whatever the day in Greenwich.
fn local_day(written: &str) -> Option<DateTime<Utc>> {
    let written = written.trim();
    let local = DateTime::parse_from_rfc3339(written).or_else(|_| DateTime::parse_from_rfc2822(written));
    let day = local
        .map(|time| time.date_naive())
        .ok()
        .or_else(|| plain_day(written))?;
    Some(day.and_time(NaiveTime::MIN).and_utc())
}

/// A day whose time is left out or strangely written: *2023-03-12*, *Sun, 12 Mar 2023 10:00:00 Europe/Paris*.
fn plain_day(written: &str) -> Option<NaiveDate> {
    if let Some(day) = written
        .get(..10)
        .and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok())
    {
        return Some(day);
    }
    let words: Vec<&str> = written.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let from = words
        .iter()
        .position(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let day = words.get(from..from + 3)?.join(" ");
    NaiveDate::parse_from_str(&day, "%d %B %Y").ok()
}

impl Entry {
    fn of(entry: model::Entry) -> Self {
        let content = entry.content.and_then(|content| content.body);
        let text = content.or(entry.summary.map(|summary| summary.content));
        Self {
            title: entry.title.map(|title| plain(&title.content)),
            link: link(&entry.links),
            published: entry.published.map(|time| time.date_naive().to_string()),
            text: text.filter(|text| !text.trim().is_empty()),
        }
    }

    /// The report that the feed itself holds.
    pub fn item(self, place: Place) -> Found {
        let Some(text) = self.text else {
            let message = "the entry holds no text; `demarche watch` fetches the page that it links to";
            return Err(Problem::new(place, ProblemKind::NoText, message));
        };
        let marked_up = text.contains("</") || text.contains("<br") || text.contains("<p>");
        let body = if marked_up {
            Body::Page(markup::around(&text))
        } else {
            Body::Text(text.into_bytes())
        };
        let container = Container {
            title: self.title,
            published: self.published,
            uri: self.link.as_deref().map(address::public),
            ..Container::default()
        };
        Ok(Item { place, body, container })
    }
}

/// The link to the article itself.
fn link(links: &[model::Link]) -> Option<String> {
    let own = |link: &&model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    links.iter().find(own).map(|link| link.href.clone())
}

/// A headline without tags.
fn plain(title: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for (at, c) in title.char_indices() {
        match c {
            '<' if title[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => depth += 1,
            '>' if depth > 0 => depth -= 1,
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// The reports that a feed itself holds.
pub fn items(bytes: &[u8], source: &str) -> Vec<Found> {
    let entries = match entries(bytes, None) {
        Ok(entries) => entries,
        Err(error) => {
            return vec![Err(Problem::new(
                Place::of(source),
                ProblemKind::BrokenFeed,
                error.to_string(),
            ))];
        }
    };
    let place = |number| Place {
        source: source.to_owned(),
        record: Some(Position {
            number,
            offset: None,
            unpacked: false,
        }),
    };
    (1..)
        .zip(entries)
        .map(|(number, entry)| entry.item(place(number)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>
        <title>The Courier</title><item><title>Ministers &lt;b&gt;agree&lt;/b&gt;</title><link>https://courier.example/a?key=1</link>
        <pubDate>Sun, 12 Mar 2023 23:30:00 -0500</pubDate><description>They met.</description>
        <content:encoded><![CDATA[<p>They met in Geneva.</p>]]></content:encoded></item>
        <item><title>Teaser</title><description>They did not meet.</description></item></channel></rss>";
    const ATOM: &str = "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Courier</title><entry><title>Talks</title>
        <link rel='self' href='https://courier.example/self'/><link href='https://courier.example/talks'/>
        <updated>2023-03-14T10:00:00Z</updated></entry></feed>";
    const JSON: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Courier", "items": [
        {"id": "1", "url": "https://courier.example/1", "title": "Grain", "content_text": "They met.", "date_published": "2023-03-12"}]}"#;

    #[test]
    fn entries_of_all_kinds_of_feeds() {
        let rss = entries(RSS.as_bytes(), None).unwrap();
        let first = Entry {
            title: Some("Ministers agree".to_owned()),
            link: Some("https://courier.example/a?key=1".to_owned()),
            published: Some("2023-03-12".to_owned()),
            text: Some("<p>They met in Geneva.</p>".to_owned()),
        };
        assert_eq!((rss.len(), &rss[0]), (2, &first));
        let atom = entries(ATOM.as_bytes(), None).unwrap();
        assert_eq!(
            (atom[0].link.as_deref(), &atom[0].published),
            (Some("https://courier.example/talks"), &None)
        );
        let json = entries(JSON.as_bytes(), None).unwrap();
        assert_eq!(
            (json[0].published.as_deref(), json[0].text.as_deref()),
            (Some("2023-03-12"), Some("They met."))
        );
    }

    #[test]
    fn what_a_feed_holds_itself() {
        let found = items(RSS.as_bytes(), "a.rss");
        let first = found[0].as_ref().unwrap();
        assert!(
            matches!(&first.body, Body::Page(page) if page.ends_with(b"<p>They met in Geneva.</p></article></body></html>"))
        );
        assert_eq!(
            first.container.uri.as_deref(),
            Some("https://courier.example/a?key=***")
        );
        assert!(matches!(&found[1].as_ref().unwrap().body, Body::Text(text) if text == b"They did not meet."));
        let problem = items(ATOM.as_bytes(), "a.atom").remove(0).unwrap_err();
        assert!(problem.to_string().contains("a.atom, record 1") && problem.to_string().contains("demarche watch"));
    }

    #[test]
    fn what_is_no_feed_is_named() {
        for (bytes, what) in [
            ("<!DOCTYPE html><html><body>404", "a web page"),
            ("", "empty"),
            ("<rss version='2.0'><channel><item>", ""),
            ("{\"items\": 1}", ""),
            ("nothing", ""),
        ] {
            if let Err(error) = entries(bytes.as_bytes(), None) {
                assert!(error.to_string().contains(what), "{error}");
            }
        }
        assert!(entries(b"<html>", None).is_err());
    }

    #[test]
    fn days_as_feeds_write_them() {
        for written in [
            "2023-03-12T23:59:00-08:00",
            "Sun, 12 Mar 2023 23:59:00 EST",
            "2023-03-12",
            "Sun, 12 March 2023",
            "12 Mar 2023 10:00 Europe/Paris",
        ] {
            assert_eq!(
                local_day(written).map(|time| time.date_naive().to_string()).as_deref(),
                Some("2023-03-12"),
                "{written}"
            );
        }
        assert_eq!(local_day("yesterday"), None);
    }
}
