//! Web pages: from HTML to the text of an article, its passages and what the page says of it.

mod day;
mod extract;
mod flatten;
mod nesting;

pub(super) use day::{day_in, in_address};
pub(super) use extract::Trafilatura;

use crate::clean::{Hint, Passage};
use demarche_types::DateTrust;

/// How far a page's start is searched for what shows that it is one, in bytes or characters.
pub(super) const SNIFF: usize = 1024;

/// What is taken from a web page. The one place where the choice of an extractor shows.
pub(super) trait PageExtractor {
    /// Finds the article in a page.
    ///
    /// # Errors
    /// Where the page is built so that reading it would take more than it is worth, or holds no article.
    fn extract(&self, html: &str) -> Result<Article, PageFault>;
}

/// An article as a page gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Article {
    /// The headline.
    pub(super) title: Option<String>,
    /// The authors.
    pub(super) authors: Vec<String>,
    /// The publisher.
    pub(super) publisher: Option<String>,
    /// The section.
    pub(super) section: Option<String>,
    /// The address it gives as its own.
    pub(super) uri: Option<String>,
    /// The day of publication, `YYYY-MM-DD`, and how the page gives it.
    pub(super) published: Option<(String, DateTrust)>,
    /// The paragraphs, headings and items of its text, in order.
    pub(super) parts: Vec<Part>,
}

/// A paragraph of an article, or another part of its text, without white space at its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its words.
    pub(super) text: String,
    /// What the page says it is.
    pub(super) hint: Hint,
}

/// Why a page gives no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageFault {
    /// Its elements are nested so deep that it is no page for readers.
    TooDeep,
    /// It holds no article: it is empty, or a script would have to write it.
    NoArticle,
}

impl Article {
    /// The text of the article, headline first, paragraphs parted by blank lines; and its passages.
    pub(super) fn into_text(self) -> (String, Vec<Passage>) {
        let headline = self.title.map(|text| Part {
            text,
            hint: Hint::Headline,
        });
        let mut text = String::new();
        let mut passages = Vec::new();
        for part in headline.into_iter().chain(self.parts) {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(&part.text);
            passages.push(Passage {
                range: start..text.len(),
                hint: part.hint,
            });
        }
        (text, passages)
    }
}

/// Whether a text is a web page, by what it opens with.
pub(super) fn is_page(text: &str) -> bool {
    let end = text.char_indices().nth(SNIFF).map_or(text.len(), |(at, _)| at);
    let start = text[..end].trim_start().to_ascii_lowercase();
    let opens = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<title",
        "<article",
    ]
    .iter()
    .any(|tag| start.starts_with(tag));
    let declared = (start.starts_with("<?xml") || start.starts_with("<!--"))
        && (start.contains("<html") || start.contains("<!doctype html"));
    opens || declared
}

/// Whether a text that is named as a page has any tag of one.
pub(super) fn has_tags(text: &str) -> bool {
    text.match_indices('<')
        .any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_known_by_their_start() {
        for text in [
            "<!DOCTYPE html><p>",
            " \n<html lang=en>",
            "<?xml version='1.0'?>\n<!DOCTYPE html>",
            "<!-- saved --><html>",
        ] {
            assert!(is_page(text), "{text}");
        }
        for text in [
            "",
            "The tag <html> opens a page.",
            "<?xml version='1.0'?><rss>",
            "< html",
        ] {
            assert!(!is_page(text), "{text}");
        }
        assert!(has_tags("a <b>c</b>") && !has_tags("1 < 2"));
    }

    #[test]
    fn the_headline_comes_first() {
        let parts = vec![Part {
            text: "They met.".to_owned(),
            hint: Hint::Plain,
        }];
        let article = Article {
            title: Some("Ministers meet".to_owned()),
            parts,
            ..Article::default()
        };
        let (text, passages) = article.into_text();
        assert_eq!(text, "Ministers meet\n\nThey met.");
        assert_eq!(
            passages.iter().map(|p| &text[p.range.clone()]).collect::<Vec<_>>(),
            ["Ministers meet", "They met."]
        );
    }
}
