//! What is wrong with a source, or with a report in one.

use crate::packed::{Fault, damage};
use crate::{Place, Position};
use std::fmt;
use std::io;

/// Why something was left out. Shows with its place and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// What is wrong, for counting.
    pub kind: ProblemKind,
    /// What is wrong and what to do.
    pub message: String,
}

/// What is wrong, by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// There is no such file or folder, or nothing fits.
    MissingSource,
    /// A file or folder cannot be read.
    UnreadableSource,
    /// A table has no column of that name, or none that holds the text.
    MissingColumn,
    /// A line, row or record is not as it must be.
    BrokenRecord,
    /// A member of an archive cannot be unpacked.
    BrokenArchive,
    /// A document is longer than any may be.
    TooLong,
    /// Something unpacks to very much more than it is.
    Bomb,
    /// A feed is none.
    BrokenFeed,
    /// There is no text in it.
    NoText,
    /// A server did not give what it was asked for.
    NotFetched,
    /// A site's robots.txt forbids it. Nothing is wrong with that.
    Forbidden,
    /// It is a picture, a redirection or something else that is no report. Nothing is wrong with that.
    NoPage,
    /// Files in a folder whose names do not tell that they hold reports. Nothing is wrong with that.
    OtherFiles,
}

impl ProblemKind {
    /// Its name in counts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MissingSource => "missing_source",
            Self::UnreadableSource => "unreadable",
            Self::MissingColumn => "missing_column",
            Self::BrokenRecord => "broken_record",
            Self::BrokenArchive => "broken_archive",
            Self::TooLong => "too_long",
            Self::Bomb => "bomb",
            Self::BrokenFeed => "broken_feed",
            Self::NoText => "no_text",
            Self::NotFetched => "not_fetched",
            Self::Forbidden => "forbidden",
            Self::NoPage => "no_page",
            Self::OtherFiles => "other_files",
        }
    }

    /// Whether nothing is wrong with it: it is only not for us.
    #[must_use]
    pub const fn is_aside(self) -> bool {
        matches!(self, Self::Forbidden | Self::NoPage | Self::OtherFiles)
    }
}

impl Problem {
    /// What is wrong at a place.
    pub(crate) fn new(place: Place, kind: ProblemKind, message: impl Into<String>) -> Self {
        Self {
            place,
            kind,
            message: message.into(),
        }
    }

    /// A source could not be read at a record. Where a member of a packed file is broken, it can be read on.
    pub(crate) fn reading(source: &str, number: u64, error: &io::Error) -> Self {
        let Some(damage) = damage(error) else {
            return Self::unreadable(source, error);
        };
        let kind = match damage.fault {
            Fault::Bomb => ProblemKind::Bomb,
            _ => ProblemKind::BrokenArchive,
        };
        let position = Position {
            number,
            offset: Some(damage.offset),
            unpacked: false,
        };
        Self::new(Place::at(source, position), kind, damage.to_string())
    }

    /// A file or folder cannot be read.
    pub(crate) fn unreadable(source: &str, error: &io::Error) -> Self {
        let (kind, message) = if error.kind() == io::ErrorKind::NotFound {
            let message = "there is no such file or folder; check the spelling of the path".to_owned();
            (ProblemKind::MissingSource, message)
        } else {
            let message = format!("it cannot be read ({error}); check that it is a file and that you may read it");
            (ProblemKind::UnreadableSource, message)
        };
        Self::new(Place::of(source), kind, message)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}
