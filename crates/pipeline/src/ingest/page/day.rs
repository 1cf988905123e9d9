//! When a page was published: what it declares, and failing that, what can be found in it.
//!
//! The extractor has a search of its own, which is not used. It takes the day of the last change for that of publication, a date in
//! the address before a declared one, and any date in the source before none; and it asks the clock which dates are plausible.

use crate::clean::calendar::{Day, date_at_start};
use crate::clean::stated_day;
use demarche_types::DateTrust;
use serde_json::Value;
use trafilatura::dom::{Document, NodeId};

/// Elements that mark the day of publication for machines.
const MARKED: &str =
    "[itemprop='datePublished'], time[pubdate], [property='datePublished'], [property='schema:datePublished']";

/// Elements that are likely to show it to readers.
const SHOWN: &str = "[class*='date'], [class*='Date'], [class*='publish'], [class*='posted'], [class*='timestamp'], [class*='byline'], [id*='date']";

/// How long the text of an element that shows the day can be, in bytes.
const SHOWN_LENGTH: usize = 200;

/// How deep data about the page is searched.
const DATA_DEPTH: usize = 6;

/// The day a page was published on, and whether the page declares it as that or it was searched.
pub(super) fn published(page: &Document, uri: Option<&str>) -> Option<(Day, DateTrust)> {
    let declared = || in_meta(page).or_else(|| in_data(page)).or_else(|| marked(page));
    let searched = || {
        uri.and_then(in_address)
            .or_else(|| in_times(page))
            .or_else(|| shown(page))
    };
    declared()
        .map(|day| (day, DateTrust::Declared))
        .or_else(|| searched().map(|day| (day, DateTrust::Searched)))
}

/// In `meta` elements, by the names that declare it.
fn in_meta(page: &Document) -> Option<Day> {
    let names = include_str!("declarations.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let metas: Vec<(String, Day)> = elements(page, "meta")
        .into_iter()
        .filter_map(|node| meta(page, node))
        .collect();
    names
        .into_iter()
        .find_map(|name| metas.iter().find(|(own, _)| own == name).map(|(_, day)| *day))
}

/// The name and the day of a `meta` element, where it has both.
fn meta(page: &Document, node: NodeId) -> Option<(String, Day)> {
    let name = ["property", "name", "itemprop"]
        .iter()
        .find_map(|kind| page.get_attribute(node, kind))?;
    let day = day_in(&page.get_attribute(node, "content")?)?;
    Some((name.trim().to_ascii_lowercase(), day))
}

/// In the data about the article that the page holds as JSON-LD.
fn in_data(page: &Document) -> Option<Day> {
    let scripts = elements(page, "script[type='application/ld+json']");
    let texts: Vec<String> = scripts.into_iter().map(|node| page.text_content(node)).collect();
    let values = || texts.iter().filter_map(|text| serde_json::from_str::<Value>(text).ok());
    let of_article = values().find_map(|value| in_value(&value, &["Article", "Posting", "Report", "Blog"], DATA_DEPTH));
    let of_page = || values().find_map(|value| in_value(&value, &["WebPage"], DATA_DEPTH));
    of_article
        .or_else(of_page)
        .or_else(|| texts.iter().find_map(|text| in_broken_data(text)))
}

/// The day of publication of the first thing of a kind. Only what is about the page itself is searched: other articles that a page
/// lists have days of their own.
fn in_value(value: &Value, kinds: &[&str], depth: usize) -> Option<Day> {
    if depth == 0 {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| in_value(item, kinds, depth - 1)),
        Value::Object(fields) => {
            let own = fields
                .get("datePublished")
                .filter(|_| is_of_kind(value, kinds))
                .and_then(Value::as_str);
            let parts = ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .filter_map(|name| fields.get(*name));
            own.and_then(day_in)
                .or_else(|| parts.into_iter().find_map(|part| in_value(part, kinds, depth - 1)))
        }
        _ => None,
    }
}

fn is_of_kind(value: &Value, kinds: &[&str]) -> bool {
    let fits = |kind: &Value| {
        kind.as_str()
            .is_some_and(|kind| kinds.iter().any(|wanted| kind.contains(wanted)))
    };
    match &value["@type"] {
        Value::Array(types) => types.iter().any(fits),
        kind => fits(kind),
    }
}

/// The first day of publication in data that breaks the rules of JSON, as much of it does.
fn in_broken_data(text: &str) -> Option<Day> {
    if serde_json::from_str::<Value>(text).is_ok() {
        return None;
    }
    let (_, rest) = text.split_once("\"datePublished\"")?;
    day_in(rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?)
}

/// In elements that mark it.
fn marked(page: &Document) -> Option<Day> {
    elements(page, MARKED).into_iter().find_map(|node| {
        let value = ["datetime", "content"]
            .iter()
            .find_map(|name| page.get_attribute(node, name));
        day_in(&value.unwrap_or_else(|| page.text_content(node)))
    })
}

/// In the first `time` element that has one.
fn in_times(page: &Document) -> Option<Day> {
    elements(page, "time").into_iter().find_map(|node| {
        let machine = page.get_attribute(node, "datetime").and_then(|value| day_in(&value));
        machine.or_else(|| stated_day(page.text_content(node).trim()))
    })
}

/// In the first element that shows it and little else.
fn shown(page: &Document) -> Option<Day> {
    elements(page, SHOWN).into_iter().find_map(|node| {
        let text = page.text_content(node);
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (words.len() <= SHOWN_LENGTH).then(|| stated_day(&words))?
    })
}

/// In the path of an address: *…/2022/07/22/…*.
pub(in crate::ingest) fn in_address(uri: &str) -> Option<Day> {
    let path = uri.split(['?', '#']).next()?;
    let starts = path.match_indices(['/', '-', '_']).map(|(at, _)| at + 1);
    starts
        .into_iter()
        .find_map(|at| day_in(&path[at..]).filter(|_| path[at..].starts_with(['1', '2'])))
}

/// The day that a value for machines begins with: *2022-07-22T10:00:00Z*, *20220722*, *July 22, 2022*.
pub(in crate::ingest) fn day_in(value: &str) -> Option<Day> {
    let value = value.trim();
    let written = date_at_start(value).filter(|date| !value[date.len..].starts_with(|c: char| c.is_ascii_digit()));
    written.and_then(|date| date.day).or_else(|| compact(value))
}

fn compact(value: &str) -> Option<Day> {
    let digits = value.len() - value.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let part = |from: usize, to: usize| value.get(from..to)?.parse().ok();
    (digits == 8 || digits == 14).then(|| Day::new(part(0, 4)?, part(4, 6)?, part(6, 8)?))?
}

fn elements(page: &Document, selector: &str) -> Vec<NodeId> {
    page.query_selector_all(page.root(), selector)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str, uri: Option<&str>) -> Option<(String, DateTrust)> {
        published(&Document::parse(html), uri).map(|(day, trust)| (day.to_string(), trust))
    }

    fn declared(html: &str) -> Option<String> {
        found(html, None)
            .filter(|(_, trust)| *trust == DateTrust::Declared)
            .map(|(day, _)| day)
    }

    #[test]
    fn declared_days() {
        for html in [
            "<meta property='article:published_time' content='2023-03-12T10:00:00+02:00'>",
            "<meta name='DC.date.issued' content='20230312'>",
            "<meta property='article:modified_time' content='2024-01-01'><meta itemprop='datePublished' content='12 March 2023'>",
            "<meta name='date' content='2024-01-01'><meta property='article:published_time' content='2023-03-12'>",
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2023-03-12T10:00\"}</script>",
            "<script type='application/ld+json'>[{\"@graph\":[{\"@type\":[\"X\",\"Article\"],\"datePublished\":\"2023-03-12\"}]}]</script>",
            "<script type='application/ld+json'>{\"@type\":\"Article\", \"datePublished\" : \"2023-03-12\",}</script>",
            "<time pubdate datetime='2023-03-12'>yesterday</time>",
            "<span itemprop='datePublished'>March 12, 2023</span>",
        ] {
            assert_eq!(declared(html).as_deref(), Some("2023-03-12"), "{html}");
        }
    }

    #[test]
    fn changes_and_other_articles_declare_nothing() {
        for html in [
            "<meta property='article:modified_time' content='2023-03-12'>",
            "<script type='application/ld+json'>{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"Article\",\"datePublished\":\"2023-03-12\"}]}</script>",
            "<script type='application/ld+json'>{\"@type\":\"Article\",\"dateModified\":\"2023-03-12\"}</script>",
            "<meta name='date' content='soon'>",
            "",
        ] {
            assert_eq!(found(html, None), None, "{html}");
        }
    }

    #[test]
    fn searched_days() {
        let searched = Some(("2023-03-12".to_owned(), DateTrust::Searched));
        assert_eq!(
            found("", Some("https://example.org/news/2023/03/12/ministers-meet")),
            searched
        );
        assert_eq!(found("", Some("https://example.org/2023-03-12-ministers")), searched);
        assert_eq!(found("<time datetime='2023-03-12T10:00'>now</time>", None), searched);
        assert_eq!(
            found("<div class='article-date'>Published: 12 March 2023</div>", None),
            searched
        );
        assert_eq!(
            found(
                "<p class='date'>On 12 March 2023 they met in the capital.</p>",
                Some("https://example.org/a/12345678")
            ),
            None
        );
    }

    #[test]
    fn a_declared_day_goes_before_a_searched_one() {
        let html = "<meta name=pubdate content='2023-03-12'><time datetime='2024-01-01'></time>";
        assert_eq!(
            found(html, Some("https://example.org/2024/01/02/a")),
            Some(("2023-03-12".to_owned(), DateTrust::Declared))
        );
    }
}
