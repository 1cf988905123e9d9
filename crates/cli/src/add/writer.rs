//! Writing to a store in transactions of many documents.

use demarche::types::Document;
use demarche_store::{Added, Batch, Entry, RunId, Store, StoreError, Visited};
use std::mem;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

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

/// Collects documents, and has them written by a thread of its own when they are many, so that nobody who reads waits for the disk.
#[derive(Debug)]
pub struct Writer {
    batches: SyncSender<Vec<Found>>,
    /// It ends when there are no more batches, or the store fails.
    thread: Option<JoinHandle<Result<Counts, StoreError>>>,
    waiting: Vec<Found>,
    characters: usize,
}

/// Batches that wait while one is written. What is held in memory is no more than these, and the one that is collected.
const BATCHES: usize = 1;

impl Writer {
    pub fn new(store: Store, run: RunId) -> Self {
        let (batches, taken) = sync_channel(BATCHES);
        Self {
            batches,
            thread: Some(thread::spawn(move || write_all(store, run, taken))),
            waiting: Vec::new(),
            characters: 0,
        }
    }

    /// Takes a document over.
    ///
    /// # Errors
    /// Where the store fails, with this document or with one before; what was committed before is kept.
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
        self.hand_over()
    }

    /// Has what is still held written, and says what became of all.
    ///
    /// # Errors
    /// As [`Writer::take`].
    pub fn finish(mut self) -> Result<Counts, StoreError> {
        self.hand_over()?;
        drop(self.batches);
        end(self.thread)
    }

    fn hand_over(&mut self) -> Result<(), StoreError> {
        self.characters = 0;
        match self.batches.send(mem::take(&mut self.waiting)) {
            Ok(()) => Ok(()),
            // The thread has ended before its time.
            Err(_) => end(self.thread.take()).map(|_| ()),
        }
    }
}

/// What a thread says at its end; nothing where that was asked before.
fn end(thread: Option<JoinHandle<Result<Counts, StoreError>>>) -> Result<Counts, StoreError> {
    let ended = thread.map_or_else(|| Ok(Ok(Counts::default())), JoinHandle::join);
    ended.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Writes all, and leaves the file whole, also where something fails.
fn write_all(mut store: Store, run: RunId, batches: Receiver<Vec<Found>>) -> Result<Counts, StoreError> {
    let counts = write_batches(&mut store, run, batches);
    let settled = store.settle();
    let counts = counts?;
    settled.map(|()| counts)
}

/// Writes batches, a transaction each, until there are no more.
fn write_batches(store: &mut Store, run: RunId, batches: Receiver<Vec<Found>>) -> Result<Counts, StoreError> {
    let mut counts = Counts::default();
    for found in batches {
        let mut batch = store.begin(run)?;
        let mut counted = counts;
        for found in found {
            counted.count(&mut batch, found)?;
        }
        batch.commit()?;
        counts = counted;
    }
    Ok(counts)
}
