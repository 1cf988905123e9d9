//! Runs: what made a row.

use crate::derived::column;
use crate::error::At;
use crate::{Store, StoreError};
use rusqlite::{Connection, params};

/// A way of reading. Two runs of the same program with the same model, rules and options are one, since they read the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// The program's version.
    pub version: String,
    /// The model's digest.
    pub model: String,
    /// The digest of the rules and actors, the program's own and the user's.
    pub rules: String,
    /// JSON of the options that change what is read.
    pub options: String,
}

/// A run's number in a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunId(pub i64);

impl Store {
    /// The number of a run, which is put down where it is new.
    ///
    /// # Errors
    /// Where the store cannot be written to.
    pub fn run(&mut self, run: &Run) -> Result<RunId, StoreError> {
        number(&self.connection, run).at(&self.path)
    }

    /// The runs that there are, in the order of their numbers.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn runs(&self) -> Result<Vec<(RunId, Run)>, StoreError> {
        list(&self.connection).at(&self.path)
    }

    /// The documents that another run than this has read.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn read_by_others(&self, run: RunId) -> Result<Vec<i64>, StoreError> {
        let select = "SELECT d.id FROM runs r JOIN documents d ON d.run = r.id WHERE r.id <> ?1 ORDER BY d.id";
        column(&self.connection, select, run.0).at(&self.path)
    }
}

fn list(connection: &Connection) -> rusqlite::Result<Vec<(RunId, Run)>> {
    let mut select = connection.prepare("SELECT id, version, model, rules, options FROM runs ORDER BY id")?;
    let runs = select.query_map([], |row| {
        let run = Run {
            version: row.get(1)?,
            model: row.get(2)?,
            rules: row.get(3)?,
            options: row.get(4)?,
        };
        Ok((RunId(row.get(0)?), run))
    })?;
    runs.collect()
}

fn number(connection: &Connection, run: &Run) -> rusqlite::Result<RunId> {
    let values = params![run.version, run.model, run.rules, run.options];
    connection.execute(
        "INSERT OR IGNORE INTO runs (version, model, rules, options) VALUES (?1, ?2, ?3, ?4)",
        values,
    )?;
    let known = "SELECT id FROM runs WHERE version = ?1 AND model = ?2 AND rules = ?3 AND options = ?4";
    connection.query_row(known, values, |row| row.get(0)).map(RunId)
}
