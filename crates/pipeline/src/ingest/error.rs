//! Why a report cannot be taken, and what to do.

use super::Origin;
use super::decode::Undecodable;
use super::page::PageFault;
use std::io;

/// Why a report cannot be taken. Each message names the file and says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// There is no such file or folder.
    #[error("{0}: there is no such file or folder; check the spelling of the path")]
    Missing(Origin),
    /// The file or folder cannot be read.
    #[error("{origin}: it cannot be read ({source}); check that it is a file and that you may read it")]
    Unreadable {
        /// Which file.
        origin: Origin,
        /// What the system says.
        source: io::Error,
    },
    /// The file is longer than any article.
    #[error("{origin}: it is longer than {most} bytes, which no article is; split it into its articles")]
    TooLarge {
        /// Which file.
        origin: Origin,
        /// How long it may be.
        most: usize,
    },
    /// Its text is longer than that of any article, though the file is not too long.
    #[error("{origin}: its text is longer than {most} characters, which no article is; split it into its articles")]
    TooLong {
        /// Which file.
        origin: Origin,
        /// How long it may be.
        most: usize,
    },
    /// There is nothing in it.
    #[error("{0}: it is empty; give a file with the text of an article")]
    Empty(Origin),
    /// It is a file of another kind.
    #[error("{origin}: it is {kind} and no text; save the article as plain text or as a web page (HTML) and give that")]
    NotText {
        /// Which file.
        origin: Origin,
        /// What it is, with its article: *a PNG image*.
        kind: &'static str,
    },
    /// It holds NUL or other control characters, as programs and pictures do.
    #[error(
        "{0}: it holds binary data and no text; save the article as plain text in UTF-8 or as a web page (HTML) and give that"
    )]
    Binary(Origin),
    /// It is UTF-8 with mistakes in it.
    #[error("{origin}: it is damaged UTF-8 (the byte at {at} is wrong); save the article again as UTF-8")]
    Damaged {
        /// Which file.
        origin: Origin,
        /// The first wrong byte, counted from 0.
        at: usize,
    },
    /// No encoding fits it.
    #[error("{0}: its encoding is not known; save the article again as UTF-8")]
    UnknownEncoding(Origin),
    /// The elements of a page are nested too deep.
    #[error(
        "{0}: its elements are nested so deep that it is no page for readers; save the article as plain text and give that"
    )]
    TooDeep(Origin),
    /// A page holds no article.
    #[error(
        "{0}: no article was found in the page (a script may have to write it); save the page from a browser that shows it, or save its text"
    )]
    NoArticle(Origin),
    /// There are hardly any words in it.
    #[error("{0}: it holds hardly any words of a story; give a file with the text of an article")]
    TooShort(Origin),
    /// It is in another language than English.
    #[error(
        "{origin}: it is in {language}, and only English can be read; leave it out, or allow any language to read it all the same"
    )]
    Language {
        /// Which file.
        origin: Origin,
        /// The language's name in English.
        language: &'static str,
    },
    /// The day of publication that was given is none.
    #[error("{origin}: “{given}” is no day of publication; write it as YYYY-MM-DD, for example 2022-01-27")]
    Date {
        /// The file it was given for.
        origin: Origin,
        /// What was given.
        given: String,
    },
}

impl IngestError {
    /// What is wrong, in one word, for counting.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Missing(_) => "missing",
            Self::Unreadable { .. } => "unreadable",
            Self::TooLarge { .. } | Self::TooLong { .. } => "too_long",
            Self::Empty(_) => "empty",
            Self::NotText { .. } | Self::Binary(_) => "no_text",
            Self::Damaged { .. } | Self::UnknownEncoding(_) => "encoding",
            Self::TooDeep(_) => "too_deep",
            Self::NoArticle(_) => "no_article",
            Self::TooShort(_) => "too_short",
            Self::Language { .. } => "not_english",
            Self::Date { .. } => "no_date",
        }
    }

    pub(super) fn undecodable(origin: &Origin, fault: Undecodable) -> Self {
        let origin = origin.clone();
        match fault {
            Undecodable::Kind(kind) => Self::NotText { origin, kind },
            Undecodable::Binary => Self::Binary(origin),
            Undecodable::Damaged { at } => Self::Damaged { origin, at },
            Undecodable::Unknown => Self::UnknownEncoding(origin),
        }
    }

    pub(super) fn page(origin: &Origin, fault: PageFault) -> Self {
        match fault {
            PageFault::TooDeep => Self::TooDeep(origin.clone()),
            PageFault::NoArticle => Self::NoArticle(origin.clone()),
        }
    }

    pub(super) fn system(origin: &Origin, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing(origin.clone()),
            _ => Self::Unreadable {
                origin: origin.clone(),
                source,
            },
        }
    }
}
