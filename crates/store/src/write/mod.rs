//! Writing: records in transactions of many documents.

mod derived;
mod document;
mod entities;
mod events;
mod interned;
mod masthead;
mod retract;
mod statements;

pub use entities::VIAS;
pub use interned::Interned;

use crate::error::At;
use crate::{RunId, Store, StoreError, blocks};
use demarche_types::{Block, Document, Record, Text};
use masthead::Rank;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};
use std::path::Path;

/// A document and what was read in it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The record, with its text.
    pub record: Record,
    /// The parts of the text, without which it cannot be read again.
    pub blocks: Vec<Block>,
}

impl Entry {
    /// A document with its record.
    #[must_use]
    pub fn new(document: &Document, record: Record) -> Self {
        let blocks = document.blocks.clone();
        Self { record, blocks }
    }
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// Its text was not known.
    New,
    /// Its text was known, and so was all that is said about it: nothing changed.
    Known,
    /// Its text was known, from elsewhere or from another day, which was put down.
    SeenAgain,
}

/// A transaction. Dropped without [`Batch::commit`], it has never been.
#[derive(Debug)]
pub struct Batch<'a> {
    path: &'a Path,
    transaction: Transaction<'a>,
    interned: &'a mut Interned,
    run: RunId,
    touched: derived::Touched,
}

impl Store {
    /// Begins a transaction that puts down what a run has read.
    ///
    /// # Errors
    /// Where another program writes, or the store cannot be written to.
    pub fn begin(&mut self, run: RunId) -> Result<Batch<'_>, StoreError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate);
        let transaction = transaction.at(&self.path)?;
        self.interned.begin();
        Ok(Batch {
            transaction,
            path: &self.path,
            interned: &mut self.interned,
            run,
            touched: derived::Touched::default(),
        })
    }
}

impl Batch<'_> {
    /// Adds a document, unless it is known.
    ///
    /// Of several sightings of one text, the document is that of the one that ranks first, by its day, publisher and address,
    /// whichever came first.
    ///
    /// # Errors
    /// Where the record has no text or does not hold together, or the store cannot be written to; the batch is then to be dropped.
    pub fn add(&mut self, entry: &Entry) -> Result<Added, StoreError> {
        let text = entry
            .record
            .text
            .as_deref()
            .ok_or_else(|| fault(entry, "it has no text"))?;
        let digest: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        if entry.record.id != id_of(&digest) {
            return Err(fault(entry, "its id is not the digest of its text"));
        }
        let path = self.path;
        let Some(known) = known(&self.transaction, &digest).at(path)? else {
            self.put(None, &digest, text, entry)?;
            return Ok(Added::New);
        };
        let new = masthead::sight(&self.transaction, self.interned, known, &entry.record).at(path)?;
        if Rank::of_entry(entry) < Rank::stored(&self.transaction, known).at(path)? {
            self.put(Some(known), &digest, text, entry)?;
            return Ok(Added::SeenAgain);
        }
        Ok(if new { Added::SeenAgain } else { Added::Known })
    }

    /// Makes everything since the beginning last.
    ///
    /// # Errors
    /// Where there is no room, or the store cannot be written to. Nothing of the batch is kept then.
    pub fn commit(self) -> Result<(), StoreError> {
        derived::finish(&self.transaction, &self.touched).at(self.path)?;
        self.transaction.commit().at(self.path)?;
        self.interned.settle();
        Ok(())
    }

    /// Writes a document with all that was read in it, in the place of what was there.
    fn put(&mut self, known: Option<i64>, digest: &[u8; 32], text: &str, entry: &Entry) -> Result<i64, StoreError> {
        let (path, record, connection) = (self.path, &entry.record, &*self.transaction);
        if let Some(known) = known {
            retract::retract(connection, known, &mut self.touched).at(path)?;
        }
        let text = Text::new(text);
        let identity = document::Identity {
            known,
            digest,
            text: &text,
            blocks: &blocks::encode(&entry.blocks),
        };
        let id = document::write(connection, self.interned, self.run, &identity, record).at(path)?;
        masthead::sight(connection, self.interned, id, record).at(path)?;
        document::sentences(connection, id, &text, &record.sentences).at(path)?;
        let actors = entities::write(connection, self.interned, id, record, path)?;
        statements::write(connection, id, record, &actors, path)?;
        let events = events::write(connection, id, record, &actors, path)?;
        derived::place(connection, id, known.is_none(), &text, &events, &mut self.touched).at(path)?;
        Ok(id)
    }
}

/// The document with this digest.
fn known(connection: &Connection, digest: &[u8; 32]) -> rusqlite::Result<Option<i64>> {
    let mut known = connection.prepare_cached("SELECT id FROM documents WHERE digest = ?1")?;
    known.query_row(params![digest], |row| row.get(0)).optional()
}

/// A digest as records write it.
pub(crate) fn id_of(digest: &[u8]) -> String {
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

fn fault(entry: &Entry, what: &str) -> StoreError {
    StoreError::Record {
        id: entry.record.id.clone(),
        what: what.to_owned(),
    }
}
