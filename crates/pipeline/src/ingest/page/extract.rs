//! The extractor of `trafilatura`, behind our trait.

use super::{Article, PageExtractor, PageFault, Part, day, flatten, nesting};
use trafilatura::dom::Document;
use trafilatura::{HtmlDateMode, Metadata, Options, extract_document};

/// How many paragraphs at the start of an article are searched for a second copy of its headline.
const OPENING: usize = 5;

/// What parts the headline from the name of the publisher or an author behind it.
const JOINTS: &[&str] = &[" | ", " - ", " – ", " — ", " » ", " :: ", " · "];

/// Finds articles by the rules of `trafilatura`.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::ingest) struct Trafilatura;

impl PageExtractor for Trafilatura {
    fn extract(&self, html: &str) -> Result<Article, PageFault> {
        if !nesting::is_reasonable(html) {
            return Err(PageFault::TooDeep);
        }
        let page = Document::parse(html);
        if !nesting::is_shallow(&page) {
            return Err(PageFault::TooDeep);
        }
        let section = section(&page);
        let address = address(&page);
        let published = day::published(&page, address.as_deref()).map(|(day, trust)| (day.to_string(), trust));
        let found = extract_document(page, &options()).map_err(|_| PageFault::NoArticle)?;
        let article = described(&found.metadata);
        let parts = without_headline(flatten::parts(&found.content_html), article.title.as_deref());
        if parts.is_empty() {
            return Err(PageFault::NoArticle);
        }
        Ok(Article {
            section,
            uri: address,
            published,
            parts,
            ..article
        })
    }
}

/// Comments are no part of an article; the day is looked up by ourselves.
fn options() -> Options {
    Options::default()
        .with_fallback(true)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled)
}

/// What the extractor finds beside the text.
fn described(metadata: &Metadata) -> Article {
    let publisher = told(&metadata.sitename);
    let authors: Vec<String> = metadata
        .author
        .split(';')
        .filter_map(told)
        .filter(|name| Some(name) != publisher.as_ref())
        .collect();
    let names = publisher.iter().chain(&authors);
    let title = told(&metadata.title).map(|title| names.fold(title, without_name));
    Article {
        title,
        authors,
        publisher,
        ..Article::default()
    }
}

/// A text with its white space folded; `None` where nothing else is in it.
fn told(text: &str) -> Option<String> {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(folded).filter(|text| !text.is_empty())
}

/// A headline without the name of the publisher or an author behind it.
fn without_name(title: String, name: &String) -> String {
    let cut = JOINTS
        .iter()
        .find_map(|joint| title.strip_suffix(name)?.strip_suffix(joint))
        .map(|headline| headline.trim().to_owned());
    cut.filter(|headline| !headline.is_empty()).unwrap_or(title)
}

/// The paragraphs without the headline, which stands before them already.
fn without_headline(mut parts: Vec<Part>, title: Option<&str>) -> Vec<Part> {
    let Some(title) = title else { return parts };
    let copy = parts
        .iter()
        .take(OPENING)
        .position(|part| part.text.eq_ignore_ascii_case(title));
    if let Some(index) = copy {
        parts.remove(index);
    }
    parts
}

/// The section that the page declares.
fn section(page: &Document) -> Option<String> {
    [
        "meta[property='article:section']",
        "meta[name='article:section']",
        "meta[name='section']",
    ]
    .iter()
    .find_map(|selector| attribute(page, selector, "content"))
    .filter(|section| !section.contains('/'))
}

/// The address that the page gives as its own.
fn address(page: &Document) -> Option<String> {
    let canonical = attribute(page, "link[rel='canonical']", "href")
        .or_else(|| attribute(page, "meta[property='og:url']", "content"));
    canonical.filter(|address| address.starts_with("http://") || address.starts_with("https://"))
}

fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    page.query_selector(page.root(), selector)
        .and_then(|node| page.get_attribute(node, name))
        .as_deref()
        .and_then(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::Hint;

    const PAGE: &str = include_str!("example.html");

    fn article(html: &str) -> Article {
        Trafilatura.extract(html).expect("the page holds an article")
    }

    #[test]
    fn a_page_gives_its_article_and_what_it_says_of_it() {
        let article = article(PAGE);
        assert_eq!(article.title.as_deref(), Some("Ministers agree on grain"));
        assert_eq!(article.authors, ["Jane Doe", "John Smith"]);
        assert_eq!(article.publisher.as_deref(), Some("The Daily Post"));
        assert_eq!(article.section.as_deref(), Some("World"));
        assert_eq!(
            article.uri.as_deref(),
            Some("https://example.org/world/ministers-agree")
        );
        assert_eq!(
            article.published,
            Some(("2023-03-12".to_owned(), demarche_types::DateTrust::Declared))
        );
    }

    #[test]
    fn its_paragraphs_are_kept_apart_and_the_headline_stands_once() {
        let parts = article(PAGE).parts;
        let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        assert!(!texts.contains(&"Ministers agree on grain"));
        assert!(texts.contains(&"“We have what we wanted,” said the foreign minister & his deputy."));
        assert!(
            !texts
                .iter()
                .any(|text| text.contains("All rights") || text.contains("Home"))
        );
        assert_eq!(
            parts
                .iter()
                .find(|part| part.hint == Hint::Heading)
                .map(|part| part.text.as_str()),
            Some("The next step")
        );
    }

    #[test]
    fn a_truncated_page_gives_what_is_left() {
        let cut = &PAGE[..PAGE.find("The opposition").unwrap_or(PAGE.len())];
        assert!(article(cut).parts.len() >= 3);
    }

    #[test]
    fn pages_without_article_are_refused() {
        for html in ["<html></html>", "<html><body><script>render()</script></body></html>"] {
            assert_eq!(Trafilatura.extract(html), Err(PageFault::NoArticle), "{html}");
        }
        assert_eq!(Trafilatura.extract(&"<div>".repeat(100_000)), Err(PageFault::TooDeep));
    }

    #[test]
    fn nesting_up_to_the_limit_overflows_nothing() {
        let html = format!("{}<p>The ministers met in the capital.</p>", "<div>".repeat(495));
        assert!(matches!(Trafilatura.extract(&html), Ok(_) | Err(PageFault::NoArticle)));
    }

    #[test]
    fn the_publisher_is_no_part_of_the_headline() {
        let cut = |title: &str| without_name(title.to_owned(), &"The Post".to_owned());
        assert_eq!(cut("Ministers meet | The Post"), "Ministers meet");
        assert_eq!(cut("The Post"), "The Post");
        assert_eq!(cut("Ministers meet"), "Ministers meet");
    }
}
