//! Ingest: from the bytes of a file to a document.
//!
//! [`take`] is the door for everything: it decodes, finds the article where the bytes are a web page, has the stage `clean` tell the
//! story from what stands around it, and refuses what is no report in English with a message that says what to do. It reads no
//! file; [`load`] does.

mod decode;
mod error;
mod files;
mod given;
mod language;
mod origin;
mod page;

pub use error::IngestError;
pub use files::load;
pub use given::{Given, Limits};
pub use origin::Origin;

use crate::clean::calendar::Day;
use crate::clean::{self, Cleaned, Passage};
use decode::Decoded;
use demarche_types::{Container, DateBasis, DateTrust, Document, Masthead, Published, Text};
use language::Language;
use page::{Article, PageExtractor, Trafilatura};

/// How many words a story must have.
const LEAST_WORDS: usize = 3;

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
/// Of plain text, the document's text is all that the bytes hold, decoded and otherwise untouched, under the headline that its
/// container gives, if any. Of a web page, it is the headline and the paragraphs of the article, parted by blank lines. What is given
/// goes before what a page declares, that before what its container says, that before what the text states, and that before what a
/// page merely shows somewhere.
///
/// # Errors
/// Where the bytes are no text, no article, too long, or in another language than English, or the given day is none; see
/// [`IngestError`].
pub fn take(bytes: &[u8], origin: &Origin, given: &Given) -> Result<Taken, IngestError> {
    let day = given_day(given, origin)?;
    let Source {
        text,
        passages,
        article,
        warning,
    } = read(bytes, origin, given)?;
    let text = Text::new(text);
    let most = given.limits.characters;
    if text.len() > most {
        let origin = origin.clone();
        return Err(IngestError::TooLong { origin, most });
    }
    let Cleaned { blocks, masthead } = clean::clean(&text, &passages);
    let mut document = Document { text, blocks, masthead };
    require_story(&document, origin)?;
    let mut warnings: Vec<String> = warning
        .into_iter()
        .chain(strange_day(&given.container))
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

/// What to say of a container's day that is none.
fn strange_day(container: &Container) -> Option<String> {
    let written = container.published.as_deref()?;
    let known = page::day_in(written).is_some();
    (!known).then(|| format!("“{written}” is no day of publication that is understood, and was left out"))
}

fn read(bytes: &[u8], origin: &Origin, given: &Given) -> Result<Source, IngestError> {
    let most = given.limits.bytes;
    if bytes.len() > most {
        let origin = origin.clone();
        return Err(IngestError::TooLarge { origin, most });
    }
    // Whether it is a page shows in its first tags, which are ASCII in nearly every encoding.
    let named = origin.is_named_page();
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(page::SNIFF)]);
    let decoded = if named || page::is_page(&start) {
        decode::page(bytes, given.container.charset.as_deref())
    } else {
        decode::text(bytes)
    };
    let decoded = decoded.map_err(|fault| IngestError::undecodable(origin, fault))?;
    if decoded.text.trim().is_empty() {
        return Err(IngestError::Empty(origin.clone()));
    }
    let title = headline(&given.container);
    if page::is_page(&decoded.text) || (named && page::has_tags(&decoded.text)) {
        from_page(decoded, origin, title)
    } else {
        Ok(from_text(decoded, title))
    }
}

/// The headline that a container gives, on one line.
fn headline(container: &Container) -> Option<String> {
    let words: Vec<&str> = container.title.as_deref()?.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A text under its headline, unless it opens with it.
fn from_text(Decoded { text, warning }: Decoded, title: Option<String>) -> Source {
    let opening = text.trim_start().lines().next().unwrap_or_default().trim_end();
    let title = title.filter(|title| !title.eq_ignore_ascii_case(opening));
    let mut passages = clean::passages(&text);
    let text = match title {
        Some(title) => {
            let (length, behind) = (title.len(), title.len() + 2);
            passages.iter_mut().for_each(|passage| passage.shift(behind));
            passages.insert(0, Passage::headline(0..length));
            format!("{title}\n\n{text}")
        }
        None => text,
    };
    Source {
        text,
        passages,
        article: None,
        warning,
    }
}

fn from_page(
    Decoded { text: html, warning }: Decoded,
    origin: &Origin,
    title: Option<String>,
) -> Result<Source, IngestError> {
    let mut article = Trafilatura
        .extract(&html)
        .map_err(|fault| IngestError::page(origin, fault))?;
    article.title = article.title.or(title);
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

/// Completes what the text says by what is given, what the page says and what its container says.
fn fill(masthead: &mut Masthead, page: Article, given: &Given, day: Option<Day>) {
    let container = given.container.clone();
    let stated = std::mem::take(&mut masthead.published);
    let uri = given.uri.clone().or(container.uri.clone()).or(page.uri.clone());
    masthead.uri = uri.or(masthead.uri.take());
    masthead.published = day
        .map(of_day)
        .or_else(|| declared(&page, &container))
        .or_else(|| Some(stated).filter(|stated| stated.basis != DateBasis::Unknown))
        .or_else(|| of_page(&page, &container, DateTrust::Searched))
        .or_else(|| of_address(masthead.uri.as_deref()?, &container))
        .unwrap_or_default();
    masthead.publisher = given
        .publisher
        .clone()
        .or(container.publisher)
        .or(page.publisher)
        .or(masthead.publisher.take());
    masthead.section = page.section.or(masthead.section.take());
    name_authors(masthead, page.authors);
}

/// The day that a page declares, or else its container.
fn declared(page: &Article, container: &Container) -> Option<Published> {
    of_page(page, container, DateTrust::Declared).or_else(|| {
        let day = page::day_in(container.published.as_deref()?)?;
        Some(of_metadata(day.to_string(), DateTrust::Declared))
    })
}

/// The day of a page that it gives in this way.
fn of_page(page: &Article, container: &Container, trust: DateTrust) -> Option<Published> {
    let (date, _) = page.published.clone().filter(|(_, found)| *found == trust)?;
    fetched_after(&date, container).then(|| of_metadata(date, trust))
}

/// The day in the path of an address.
fn of_address(uri: &str, container: &Container) -> Option<Published> {
    let date = page::in_address(uri)?.to_string();
    fetched_after(&date, container).then(|| of_metadata(date, DateTrust::Searched))
}

/// Whether what was fetched can be of a day. What is later than the day on which it was fetched, by more than clocks differ round the
/// world, is another day than that of its publication.
fn fetched_after(date: &str, container: &Container) -> bool {
    let fetched = container.fetched.as_deref().and_then(page::day_in);
    fetched.is_none_or(|day| date <= day.next().to_string().as_str())
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

fn of_metadata(date: String, trust: DateTrust) -> Published {
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
