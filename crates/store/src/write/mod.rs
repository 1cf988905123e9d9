//! Writing: records in transactions of many documents.

mod document;
mod entities;
mod events;
mod interned;
mod masthead;
mod reason;
mod retract;
mod spans;
mod statements;

pub use interned::Interned;
pub(crate) use reason::Reason;

use crate::derived::{self, Touched};
use crate::error::At;
use crate::read_back::{self, masthead_of};
use crate::{RunId, Store, StoreError, blocks, changes};
use demarche_types::{Block, Document, Masthead, Record, Span, Text};
use masthead::{Rank, Sighting};
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

    /// The text and its digest.
    fn text(&self) -> Result<(&str, Sha), StoreError> {
        let id = &self.record.id;
        let text = self.record.text.as_deref().ok_or_else(|| fault(id, "it has no text"))?;
        let digest = digest(text);
        if *id == id_of(&digest) {
            Ok((text, digest))
        } else {
            Err(fault(id, "its id is not the digest of its text"))
        }
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
    pub(crate) path: &'a Path,
    pub(crate) transaction: Transaction<'a>,
    interned: &'a mut Interned,
    run: RunId,
    touched: Touched,
}

type Sha = [u8; 32];

impl Store {
    /// Begins a transaction that puts down what a run has read.
    ///
    /// # Errors
    /// Where another program writes, or the store cannot be written to.
    pub fn begin(&mut self, run: RunId) -> Result<Batch<'_>, StoreError> {
        // What a document changes is held, page by page, until it is written: in memory, since files that soon go again cost more.
        self.connection
            .pragma_update(None, "temp_store", "MEMORY")
            .at(&self.path)?;
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
            touched: Touched::default(),
        })
    }

    /// Whether a document need not be read: its text is known, and goes by a sighting that ranks before this one or is it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn knows(&self, document: &Document) -> Result<bool, StoreError> {
        let digest = digest(document.text.as_str());
        let Some(known) = known(&self.connection, &digest).at(&self.path)? else {
            return Ok(false);
        };
        let (_, rank) = masthead::stored(&self.connection, known).at(&self.path)?;
        Ok(rank <= Rank::of(&document.masthead, &document.blocks))
    }
}

impl Batch<'_> {
    /// Adds a document, unless it is known.
    ///
    /// Of several sightings of one text, the document is that of the one that ranks first, by its day, publisher and address,
    /// whichever came first.
    ///
    /// # Errors
    /// Where the record has no text or does not hold together: nothing of the document is written then, and the batch may go on without
    /// it. Or where the store cannot be written to, and then nothing else can be.
    pub fn add(&mut self, entry: &Entry) -> Result<Added, StoreError> {
        let (text, digest) = entry.text()?;
        let known = known(&self.transaction, &digest).at(self.path)?;
        self.at_once(known.is_some(), |batch| batch.try_add(entry, (text, &digest), known))
    }

    /// Writes something of a document, all of it or nothing. `replaces` says whether it takes the place of something.
    fn at_once<T>(
        &mut self,
        replaces: bool,
        write: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if replaces {
            // What goes is looked for in the indexes, and what is written to them here would be taken back with the rest.
            self.touched.write_indexes(&self.transaction).at(self.path)?;
        }
        self.transaction.execute_batch("SAVEPOINT document").at(self.path)?;
        let before = self.touched.mark();
        let written = write(self);
        if written.is_err() {
            self.touched.undo(before);
            self.interned.forget();
            // After some errors there is no transaction left to go back in; the error itself says what is wrong.
            let _gone = self.transaction.execute_batch("ROLLBACK TO document");
        }
        let released = self.transaction.execute_batch("RELEASE document").at(self.path);
        written.and_then(|written| released.map(|()| written))
    }

    fn try_add(
        &mut self,
        entry: &Entry,
        (text, digest): (&str, &Sha),
        known: Option<i64>,
    ) -> Result<Added, StoreError> {
        let Some(known) = known else {
            self.put(None, digest, text, entry)?;
            return Ok(Added::New);
        };
        let masthead = masthead_of(entry.record.document.clone());
        let (first, rank) = masthead::stored(&self.transaction, known).at(self.path)?;
        if rank <= Rank::of(&masthead, &entry.blocks) {
            return self.see(known, &masthead);
        }
        let ours = Sighting::of(&masthead);
        ours.take(&self.transaction, self.interned, known).at(self.path)?;
        if ours != first {
            first.put(&self.transaction, self.interned, known).at(self.path)?;
        }
        self.put(Some(known), digest, text, entry)?;
        Ok(Added::SeenAgain)
    }

    /// Puts down where else a text was seen that the store [`Store::knows`].
    ///
    /// # Errors
    /// Where the store cannot be written to, or does not know the text.
    pub fn add_sighting(&mut self, document: &Document) -> Result<Added, StoreError> {
        let digest = digest(document.text.as_str());
        let known = known(&self.transaction, &digest).at(self.path)?;
        let known = known.ok_or_else(|| fault(&id_of(&digest), "the store does not know its text"))?;
        self.see(known, &document.masthead)
    }

    /// Puts down what was read anew in a document of the store, and what that changed; how many changes there are.
    ///
    /// # Errors
    /// As [`Batch::add`].
    pub fn replace(&mut self, document: i64, entry: &Entry) -> Result<usize, StoreError> {
        let (text, digest) = entry.text()?;
        let old = read_back::record(&self.transaction, document).at(self.path)?;
        self.at_once(true, |batch| {
            let (run, new) = (batch.run, &entry.record);
            let changes = changes::log(&batch.transaction, document, run, &old, new).at(batch.path)?;
            batch.put(Some(document), &digest, text, entry)?;
            Ok(changes)
        })
    }

    /// Makes everything since the beginning last.
    ///
    /// # Errors
    /// Where there is no room, or the store cannot be written to. Nothing of the batch is kept then.
    pub fn commit(mut self) -> Result<(), StoreError> {
        derived::finish(&self.transaction, &mut self.touched).at(self.path)?;
        self.transaction.commit().at(self.path)?;
        self.interned.settle();
        Ok(())
    }

    /// Puts down a sighting that ranks after the one that its document goes by.
    fn see(&mut self, document: i64, masthead: &Masthead) -> Result<Added, StoreError> {
        let (sighting, connection) = (Sighting::of(masthead), &*self.transaction);
        let (first, _) = masthead::stored(connection, document).at(self.path)?;
        let new = first != sighting && sighting.put(connection, self.interned, document).at(self.path)?;
        if new {
            self.touched.reports_of(connection, document).at(self.path)?;
        }
        Ok(if new { Added::SeenAgain } else { Added::Known })
    }

    /// Writes a document with all that was read in it, in the place of what was there.
    fn put(&mut self, known: Option<i64>, digest: &Sha, text: &str, entry: &Entry) -> Result<(), StoreError> {
        let (path, record, connection) = (self.path, &entry.record, &*self.transaction);
        let text = Text::new(text);
        if let Some((what, Span { start, end })) = spans::astray(record, text.len()) {
            let len = text.len();
            return Err(fault(
                &record.id,
                &format!("{what} stands at {start} to {end}, and its text has {len} code points"),
            ));
        }
        if let Some(known) = known {
            retract::retract(connection, known, &mut self.touched).at(path)?;
        }
        let identity = document::Identity {
            known,
            digest,
            text: &text,
            blocks: &blocks::encode(&entry.blocks),
        };
        let (id, first) = document::write(connection, self.interned, self.run, &identity, record).at(path)?;
        self.touched.search(first, &record.sentences, &text);
        let actors = entities::write(connection, self.interned, id, record, path)?;
        statements::write(connection, id, record, &actors, path)?;
        let events = events::write(connection, self.interned, (id, &text), record, &actors, path)?;
        derived::place(
            connection,
            id,
            known.is_none(),
            (record, &events),
            &text,
            &mut self.touched,
        )
        .at(path)
    }
}

fn digest(text: &str) -> Sha {
    Sha256::digest(text.as_bytes()).into()
}

/// The document with this digest.
fn known(connection: &Connection, digest: &Sha) -> rusqlite::Result<Option<i64>> {
    let mut known = connection.prepare_cached("SELECT id FROM documents WHERE digest = ?1")?;
    known.query_row(params![digest], |row| row.get(0)).optional()
}

/// A digest as records write it.
pub(crate) fn id_of(digest: &[u8]) -> String {
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

fn fault(id: &str, what: &str) -> StoreError {
    StoreError::Record {
        id: id.to_owned(),
        what: what.to_owned(),
    }
}
