//! What comes in.

use crate::read::{documents, misused};
use demarche::{Given, IngestError, Origin, Taken, load, take};
use std::fmt;
use std::path::PathBuf;

/// What is to be added.
#[derive(Debug, clap::Args)]
pub struct SourceArgs {
    /// Files and folders of reports (.txt, .text, .htm, .html, .xhtml); - for standard input
    #[arg(value_name = "SOURCE|-", required = true)]
    sources: Vec<PathBuf>,

    /// Who published them
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,

    /// Take reports that are not in English too. The model knows no other language: expect little
    #[arg(long)]
    any_language: bool,
}

impl SourceArgs {
    /// The reports, in order; in place of a source that leads to none, what is wrong with it.
    pub fn find(&self) -> Result<Vec<Result<Incoming, Refusal>>, clap::Error> {
        if self.sources.is_empty() {
            return Err(misused("give a file or a folder to add, or - for standard input"));
        }
        let given = Given {
            publisher: self.publisher.clone(),
            any_language: self.any_language,
            ..Given::default()
        };
        let found = self.sources.iter().flat_map(|path| documents(path));
        let incoming = |origin| Incoming {
            origin,
            given: given.clone(),
        };
        Ok(found
            .map(|found| found.map(incoming).map_err(Refusal::missing))
            .collect())
    }
}

/// A report that was found and not yet looked into.
#[derive(Debug)]
pub struct Incoming {
    origin: Origin,
    given: Given,
}

impl Incoming {
    pub fn name(&self) -> String {
        self.origin.to_string()
    }

    /// Takes it in.
    ///
    /// # Errors
    /// Where it is no report in English.
    pub fn take(&self) -> Result<Taken, Refusal> {
        load(&self.origin)
            .and_then(|bytes| take(&bytes, &self.origin, &self.given))
            .map_err(|error| Refusal::of(&error))
    }
}

/// Why a report was left out.
#[derive(Clone, Debug, Default)]
pub struct Refusal {
    /// What is wrong, for counting.
    pub kind: String,
    /// What is wrong and what to do, with the report's name.
    pub message: String,
    /// Whether nothing is wrong with it: it is only not for us.
    pub aside: bool,
}

impl Refusal {
    /// The reader failed on it.
    pub fn unread(name: &str, error: &impl fmt::Display) -> Self {
        Self {
            kind: "unread".to_owned(),
            message: format!("{name}: {error}"),
            aside: false,
        }
    }

    fn missing(message: String) -> Self {
        Self {
            kind: "missing_source".to_owned(),
            message,
            aside: false,
        }
    }

    fn of(error: &IngestError) -> Self {
        let aside = matches!(error, IngestError::Language { .. });
        Self {
            kind: if aside { "not_english" } else { "unreadable" }.to_owned(),
            message: error.to_string(),
            aside,
        }
    }
}
