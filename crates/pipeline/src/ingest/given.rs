//! What is known about a report from elsewhere, and how to take it.

use demarche_types::Container;

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
    /// What the file, archive or feed that it lay in says of it.
    pub container: Container,
    /// How long it may be.
    pub limits: Limits,
}

/// How long a report may be. They are counted in what is read and not in time, so that a report is taken or refused alike on a
/// slow machine and a fast one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// In bytes. Pages that carry their pictures take some megabytes.
    pub bytes: usize,
    /// In characters of its text. A page may have as many bytes as it has pictures in it; its text may not.
    pub characters: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 20 << 20,
            characters: 5_000_000,
        }
    }
}
