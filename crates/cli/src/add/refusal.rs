//! Why reports are left out.

use demarche::IngestError;
use demarche_sources::Problem;
use std::fmt;

/// Why a report was left out.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// What is wrong, for counting.
    pub kind: &'static str,
    /// What is wrong and what to do, with the report's name.
    pub message: String,
    /// Whether nothing is wrong with it: it is only not for us.
    pub aside: bool,
}

impl Refusal {
    /// The reader failed on it.
    pub fn unread(name: &str, error: &impl fmt::Display) -> Self {
        Self {
            kind: "unread",
            message: format!("{name}: {error}"),
            aside: false,
        }
    }

    /// It is no report in English.
    pub fn of(error: &IngestError) -> Self {
        Self {
            kind: error.kind(),
            message: error.to_string(),
            aside: matches!(error, IngestError::Language { .. }),
        }
    }

    /// Its source is not as it must be.
    pub fn in_source(problem: &Problem) -> Self {
        Self {
            kind: problem.kind.name(),
            message: problem.to_string(),
            aside: problem.kind.is_aside(),
        }
    }
}
