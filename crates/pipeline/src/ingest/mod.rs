//! Ingest: from the bytes of a file to a document.
//!
//! [`take`] is the door for everything: it decodes, finds the article where the bytes are a web page, has the stage `clean` tell the
//! story from what stands around it, and refuses what is no report in English with a message that says what to do. It reads no
//! file; [`find`] and [`load`] do.

mod decode;
mod error;
mod files;
mod language;
mod origin;
mod page;

pub use error::IngestError;
pub use files::{MOST_BYTES, find, load};
pub use origin::Origin;

use crate::clean::calendar::Day;
use crate::clean::{self, Cleaned, Passage};
use decode::Decoded;
use demarche_types::{DateBasis, DateTrust, Document, Masthead, Published, Text};
use language::Language;
use page::{Article, PageExtractor, Trafilatura};

/// How many characters the text of a report may have. A page may have as many bytes as it has pictures in it; its text may not.
pub const MOST_CHARACTERS: usize = 5_000_000;

/// How many words a story must have.
const LEAST_WORDS: usize = 3;

/// What is known about a report from elsewhere, and how to take it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// Where it came from.
    pub uri: Option<String>,
    /// Whether to take it, with a warning, where it is in another language than English.
    pub any_language: bool,
}

/// A report as it was taken in.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The report.
    pub document: Document,
    /// What its reader should know, each a sentence that names the file.
    pub warnings: Vec<String>,
}

/// Takes a report, plain text or a web page, from its bytes.
///
/// Of plain text, the document's text is all that the bytes hold, decoded and otherwise untouched. Of a web page, it is the
/// headline and the paragraphs of the article, parted by blank lines. What is given goes before what a page declares, that before
/// what the text states, and that before what a page merely shows somewhere.
///
/// # Errors
/// Where the bytes are no text, no article, or in another language than English, or the given day is none; see [`IngestError`].
pub fn take(bytes: &[u8], origin: &Origin, given: &Given) -> Result<Taken, IngestError> {
    let day = given_day(given, origin)?;
    let Source {
        text,
        passages,
        article,
        warning,
    } = read(bytes, origin)?;
    let text = Text::new(text);
    if text.len() > MOST_CHARACTERS {
        return Err(IngestError::TooLong(origin.clone()));
    }
    let Cleaned { blocks, masthead } = clean::clean(&text, &passages);
    let mut document = Document { text, blocks, masthead };
    require_story(&document, origin)?;
    let mut warnings: Vec<String> = warning
        .into_iter()
        .map(|warning| format!("{origin}: {warning}"))
        .collect();
    document.masthead.language = accept_language(&document, origin, given, &mut warnings)?;
    fill(&mut document.masthead, article.unwrap_or_default(), given, day);
    Ok(Taken { document, warnings })
}

/// A text with its passages, and the page it was on.
struct Source {
    text: String,
    passages: Vec<Passage>,
    article: Option<Article>,
    warning: Option<String>,
}

fn given_day(given: &Given, origin: &Origin) -> Result<Option<Day>, IngestError> {
    let Some(written) = &given.published else {
        return Ok(None);
    };
    let wrong = || IngestError::Date {
        origin: origin.clone(),
        given: written.clone(),
    };
    Day::from_iso(written).ok_or_else(wrong).map(Some)
}

fn read(bytes: &[u8], origin: &Origin) -> Result<Source, IngestError> {
    if bytes.len() > MOST_BYTES {
        return Err(IngestError::TooLarge(origin.clone()));
    }
    // Whether it is a page shows in its first tags, which are ASCII in nearly every encoding.
    let named = origin.is_named_page();
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(page::SNIFF)]);
    let decoded = if named || page::is_page(&start) {
        decode::page(bytes)
    } else {
        decode::text(bytes)
    };
    let decoded = decoded.map_err(|fault| IngestError::undecodable(origin, fault))?;
    if decoded.text.trim().is_empty() {
        return Err(IngestError::Empty(origin.clone()));
    }
    if page::is_page(&decoded.text) || (named && page::has_tags(&decoded.text)) {
        from_page(decoded, origin)
    } else {
        Ok(from_text(decoded))
    }
}

fn from_text(Decoded { text, warning }: Decoded) -> Source {
    Source {
        passages: clean::passages(&text),
        text,
        article: None,
        warning,
    }
}

fn from_page(Decoded { text: html, warning }: Decoded, origin: &Origin) -> Result<Source, IngestError> {
    let article = Trafilatura
        .extract(&html)
        .map_err(|fault| IngestError::page(origin, fault))?;
    let (text, passages) = article.clone().into_text();
    Ok(Source {
        text,
        passages,
        article: Some(article),
        warning,
    })
}

/// Refuses what holds no story.
fn require_story(document: &Document, origin: &Origin) -> Result<(), IngestError> {
    let story = document
        .blocks
        .iter()
        .filter(|block| block.kind.is_read())
        .map(|block| document.text.slice(block.span));
    let words = story
        .flat_map(str::split_whitespace)
        .filter(|word| word.contains(char::is_alphabetic));
    if words.take(LEAST_WORDS).count() < LEAST_WORDS {
        Err(IngestError::TooShort(origin.clone()))
    } else {
        Ok(())
    }
}

/// The code of the language; another than English is refused, or taken with a warning.
fn accept_language(
    document: &Document,
    origin: &Origin,
    given: &Given,
    warnings: &mut Vec<String>,
) -> Result<Option<String>, IngestError> {
    let story = document.blocks.iter().filter(|block| block.kind.is_read());
    let text = story
        .map(|block| document.text.slice(block.span))
        .take(60)
        .collect::<Vec<_>>()
        .join("\n");
    let language = language::tell(&text);
    if let Language::Foreign { name, .. } = language {
        if !given.any_language {
            return Err(IngestError::Language {
                origin: origin.clone(),
                language: name,
            });
        }
        warnings.push(format!(
            "{origin}: it is in {name} and is read as if it were English; expect mistakes"
        ));
    }
    Ok(language.code().map(str::to_owned))
}

/// Completes what the text says by what is given and what the page says.
fn fill(masthead: &mut Masthead, page: Article, given: &Given, day: Option<Day>) {
    let page_published = page.published.map(|(date, trust)| (of_page(date, trust), trust));
    let stated = std::mem::take(&mut masthead.published);
    masthead.published = match (day, page_published) {
        (Some(day), _) => of_day(day),
        (None, Some((published, DateTrust::Declared))) => published,
        (None, Some((published, DateTrust::Searched))) if stated.basis == DateBasis::Unknown => published,
        _ => stated,
    };
    masthead.uri = given.uri.clone().or(page.uri).or(masthead.uri.take());
    masthead.publisher = given.publisher.clone().or(page.publisher).or(masthead.publisher.take());
    masthead.section = page.section.or(masthead.section.take());
    name_authors(masthead, page.authors);
}

fn of_day(day: Day) -> Published {
    let date = Some(day.to_string());
    Published {
        enddate: date.clone(),
        date,
        basis: DateBasis::Given,
        ..Published::default()
    }
}

fn of_page(date: String, trust: DateTrust) -> Published {
    Published {
        enddate: Some(date.clone()),
        date: Some(date),
        basis: DateBasis::Metadata,
        trust: Some(trust),
        evidence: Vec::new(),
    }
}

/// The page's authors go before those of the text. An agency is no author: it supplied the report.
fn name_authors(masthead: &mut Masthead, authors: Vec<String>) {
    let (agencies, people): (Vec<String>, Vec<String>) =
        authors.into_iter().partition(|author| clean::agency(author).is_some());
    for agency in agencies.iter().filter_map(|author| clean::agency(author)) {
        if !masthead.credits.iter().any(|credit| credit == agency) {
            masthead.credits.push(agency.to_owned());
        }
    }
    if !people.is_empty() {
        masthead.byline = people;
    }
}

#[cfg(test)]
mod tests;
