//! Reports from the pages and entries of feeds.

use super::fetcher::Page;
use super::subscriptions::Feed;
use crate::feed::Entry;
use crate::warc::http_charset;
use crate::{Body, Found, Item, Place, Problem, ProblemKind, address};
use demarche_types::Container;

/// The report on a page that an entry of a feed links to.
pub fn of_page(feed: &Feed, entry: Entry, page: Page) -> Found {
    let address = address::public(page.address.as_str());
    let place = Place::of(&address);
    let kind = page.content_type.as_deref().unwrap_or("text/html");
    let media = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let container = Container {
        title: entry.title,
        published: entry.published,
        publisher: feed.publisher.clone(),
        uri: Some(address),
        charset: http_charset(kind),
        fetched: None,
    };
    let body = match media.as_str() {
        "text/html" | "application/xhtml+xml" => Body::Page(page.body),
        "text/plain" => Body::Text(page.body),
        _ => {
            return Err(Problem::new(
                place,
                ProblemKind::NoPage,
                format!("it is no page ({media})"),
            ));
        }
    };
    Ok(Item { place, body, container })
}

/// The report that an entry without a link is itself.
pub fn of_entry(feed: &Feed, entry: Entry) -> Found {
    let place = Place::of(&address::public(feed.address.as_str()));
    let mut item = entry.item(place)?;
    item.container.publisher.clone_from(&feed.publisher);
    Ok(item)
}
