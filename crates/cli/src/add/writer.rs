//! Writing to a store in transactions of many documents.

use demarche::types::Document;
use demarche_store::{Added, Batch, Entry, RunId, Store, StoreError, Visited};

/// Documents, and characters of their texts, that are written in one transaction. What a killed run loses is no more than this.
const MOST_DOCUMENTS: usize = 64;
const MOST_CHARACTERS: usize = 1 << 20;

/// A document on its way into the store.
#[derive(Debug)]
pub enum Found {
    /// It was read.
    Read(Box<Entry>),
    /// The store knows its text.
    Known(Document),
    /// It is in the store under this number, and was read again.
    Again(i64, Box<Entry>),
    /// No document: an address that was asked for.
    Visited(Visited),
}

/// How many documents became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub new: u64,
    pub known: u64,
    pub seen_again: u64,
    pub read_again: u64,
    /// Of those that were read again, how many have another record now.
    pub changed: u64,
}

impl Counts {
    /// Writes a document, and counts what became of it.
    fn count(&mut self, batch: &mut Batch, found: Found) -> Result<(), StoreError> {
        let added = match found {
            Found::Read(entry) => batch.add(&entry)?,
            Found::Known(document) => batch.add_sighting(&document)?,
            Found::Again(document, entry) => {
                self.read_again += 1;
                self.changed += u64::from(batch.replace(document, &entry)? > 0);
                return Ok(());
            }
            Found::Visited(visited) => return batch.visited(&visited),
        };
        *match added {
            Added::New => &mut self.new,
            Added::Known => &mut self.known,
            Added::SeenAgain => &mut self.seen_again,
        } += 1;
        Ok(())
    }
}

/// Collects documents and writes them when they are many.
#[derive(Debug)]
pub struct Writer<'a> {
    store: &'a mut Store,
    run: RunId,
    waiting: Vec<Found>,
    characters: usize,
    counts: Counts,
}

impl<'a> Writer<'a> {
    pub fn new(store: &'a mut Store, run: RunId) -> Self {
        Self {
            store,
            run,
            waiting: Vec::new(),
            characters: 0,
            counts: Counts::default(),
        }
    }

    /// Takes a document over.
    ///
    /// # Errors
    /// Where the store fails; what was committed before is kept.
    pub fn take(&mut self, found: Found) -> Result<(), StoreError> {
        self.characters += match &found {
            Found::Read(entry) | Found::Again(_, entry) => entry.record.text.as_ref().map_or(0, String::len),
            Found::Known(document) => document.text.len(),
            Found::Visited(_) => 0,
        };
        self.waiting.push(found);
        if self.waiting.len() < MOST_DOCUMENTS && self.characters < MOST_CHARACTERS {
            return Ok(());
        }
        self.write()
    }

    /// Writes what is still held, and says what became of all.
    ///
    /// # Errors
    /// As [`Writer::take`].
    pub fn finish(mut self) -> Result<Counts, StoreError> {
        self.write()?;
        Ok(self.counts)
    }

    fn write(&mut self) -> Result<(), StoreError> {
        let mut batch = self.store.begin(self.run)?;
        let mut counts = self.counts;
        for found in self.waiting.drain(..) {
            counts.count(&mut batch, found)?;
        }
        batch.commit()?;
        self.characters = 0;
        self.counts = counts;
        Ok(())
    }
}
