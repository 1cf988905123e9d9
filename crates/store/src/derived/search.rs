//! Text searches: which sentences and which clauses hold a word.
//!
//! What a transaction adds is held here until its end: the engine writes an index down wherever a document begins, which would leave it
//! in as many pieces as there are documents.

use rusqlite::{Connection, params};

/// What is to be added to a text search.
#[derive(Debug)]
pub struct Search {
    insert: &'static str,
    new: Vec<(i64, String)>,
}

impl Search {
    /// Of sentences, by `sentences.id`.
    pub const fn of_sentences() -> Self {
        Self {
            insert: "INSERT INTO sentence_search (rowid, text) VALUES (?1, ?2)",
            new: Vec::new(),
        }
    }

    /// Of clauses, by `events.id`.
    pub const fn of_clauses() -> Self {
        Self {
            insert: "INSERT INTO event_search (rowid, text) VALUES (?1, ?2)",
            new: Vec::new(),
        }
    }

    /// A text can be found.
    pub fn add(&mut self, row: i64, text: &str) {
        self.new.push((row, text.to_owned()));
    }

    /// How many texts have been added that are not written yet.
    pub const fn len(&self) -> usize {
        self.new.len()
    }

    /// Forgets what was added after the first so many.
    pub fn truncate(&mut self, len: usize) {
        self.new.truncate(len);
    }

    /// Writes what was added.
    pub fn write(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let mut insert = connection.prepare_cached(self.insert)?;
        for (row, text) in self.new.drain(..) {
            insert.execute(params![row, text])?;
        }
        Ok(())
    }
}
