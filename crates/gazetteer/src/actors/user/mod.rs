//! A user's own actors: tables like ours in CSV or TOML, and the dictionaries of the PETRARCH family as they are.

mod csv;
mod entry;
mod layers;
mod petrarch;
mod toml;

use super::compile::Rows;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// A file of actors cannot be read at all.
#[derive(Debug, Error)]
#[error("{path}: {error}; --actors takes a CSV or TOML table or a PETRARCH dictionary")]
pub struct ActorsError {
    path: PathBuf,
    error: std::io::Error,
}

/// The actors of one file, and what could not be understood in it.
#[derive(Debug, Default)]
pub struct UserActors {
    pub(super) rows: Rows,
    pub(super) held: Vec<Held>,
    pub(super) agents: BTreeMap<String, String>,
    pub(super) warnings: Vec<String>,
}

/// Somebody in an office that is named by its title: which office that is, the gazetteer knows.
#[derive(Clone, Debug, Default)]
pub(super) struct Held {
    pub person: String,
    pub title: String,
    pub of: String,
    pub from: String,
    pub to: String,
    pub place: String,
}

impl UserActors {
    /// Reads a file. Its form is told from its content; a line that cannot be understood becomes a warning, the others load.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn load(path: &Path) -> Result<Self, ActorsError> {
        let bytes = std::fs::read(path).map_err(|error| ActorsError {
            path: path.to_owned(),
            error,
        })?;
        Ok(Self::parse(&path.display().to_string(), &decoded(bytes)))
    }

    /// Reads the text of a file; `file` stands in its warnings.
    ///
    /// ```
    /// use demarche_gazetteer::{Gazetteer, UserActors};
    /// let mine = UserActors::parse("mine.csv", "name,code,sector\nHarbour Watch,NOR,CVL\n");
    /// let (gazetteer, warnings) = Gazetteer::with(vec![mine]);
    /// assert_eq!(gazetteer.named("Harbour Watch")[0].actor.sector(), Some("CVL"));
    /// assert!(warnings.is_empty());
    /// ```
    #[must_use]
    pub fn parse(file: &str, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match form(text) {
            Form::Toml => toml::parse(file, text),
            Form::Petrarch => petrarch::parse(file, text),
            Form::Csv => csv::parse(file, text),
        }
    }
}

enum Form {
    Toml,
    Petrarch,
    Csv,
}

/// TOML has a table of actors, a dictionary a code in brackets; everything else is CSV.
fn form(text: &str) -> Form {
    let mut lines = text.lines().map(str::trim);
    if lines.clone().any(|line| line == "[[actor]]") {
        Form::Toml
    } else if lines.any(petrarch::is_coded) {
        Form::Petrarch
    } else {
        Form::Csv
    }
}

/// UTF-8, or else Latin-1, in which the dictionaries' accented names are written.
fn decoded(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| error.as_bytes().iter().map(|&byte| char::from(byte)).collect())
}
