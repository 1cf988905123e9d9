//! Writing to a store in transactions of many documents.

use demarche::types::Document;
use demarche_store::{Added, Entry, RunId, Store, StoreError};

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
}

/// How many documents became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub new: u64,
    pub known: u64,
    pub seen_again: u64,
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
    pub const fn new(store: &'a mut Store, run: RunId) -> Self {
        Self {
            store,
            run,
            waiting: Vec::new(),
            characters: 0,
            counts: Counts {
                new: 0,
                known: 0,
                seen_again: 0,
            },
        }
    }

    /// Takes a document over.
    ///
    /// # Errors
    /// Where the store fails; what was committed before is kept.
    pub fn take(&mut self, found: Found) -> Result<(), StoreError> {
        self.characters += match &found {
            Found::Read(entry) => entry.record.text.as_ref().map_or(0, String::len),
            Found::Known(document) => document.text.len(),
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
            let added = match found {
                Found::Read(entry) => batch.add(&entry)?,
                Found::Known(document) => batch.add_sighting(&document)?,
            };
            *match added {
                Added::New => &mut counts.new,
                Added::Known => &mut counts.known,
                Added::SeenAgain => &mut counts.seen_again,
            } += 1;
        }
        batch.commit()?;
        self.characters = 0;
        self.counts = counts;
        Ok(())
    }
}
