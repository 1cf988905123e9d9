//! Writing to a store in transactions of many documents.

use demarche::types::Document;
use demarche_store::{Added, Batch, Entry, RunId, Store, StoreError, Visited};
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Documents, and characters of their texts, that are written in one transaction. What a killed run loses is no more than this.
const MOST_DOCUMENTS: usize = 64;
const MOST_CHARACTERS: usize = 1 << 20;

/// How long the first of a transaction waits for the others. It changes nothing of what is written.
const PATIENCE: Duration = Duration::from_secs(3);

/// Documents that wait while others are written. What is held in memory is no more than these, and those of a transaction.
const WAITING: usize = 8;

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

impl Found {
    /// How long its text is.
    fn characters(&self) -> usize {
        match self {
            Self::Read(entry) | Self::Again(_, entry) => entry.record.text.as_ref().map_or(0, String::len),
            Self::Known(document) => document.text.len(),
            Self::Visited(_) => 0,
        }
    }
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
    fn add(&mut self, other: Self) {
        self.new += other.new;
        self.known += other.known;
        self.seen_again += other.seen_again;
        self.read_again += other.read_again;
        self.changed += other.changed;
    }

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

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            new, known, seen_again, ..
        } = self;
        write!(f, "added: {new}, known: {known}, seen elsewhere before: {seen_again}")
    }
}

/// What became of what was taken over.
#[derive(Debug)]
pub enum Told {
    /// A transaction was committed: what was in it.
    Committed { counts: Counts, visits: Vec<Visited> },
    /// The store has failed, and takes no more.
    Failed,
}

/// Writes documents in a thread of its own, many in a transaction, so that nobody who reads waits for the disk.
#[derive(Debug)]
pub struct Writer {
    found: SyncSender<Found>,
    /// It ends when there are no more documents, or the store fails.
    thread: Option<JoinHandle<Result<Counts, StoreError>>>,
}

impl Writer {
    /// A writer that says what became of what it was given.
    pub fn new(store: Store, run: RunId, tell: impl FnMut(Told) + Send + 'static) -> Self {
        let (found, taken) = sync_channel(WAITING);
        Self {
            found,
            thread: Some(thread::spawn(move || write_all(store, run, taken, tell))),
        }
    }

    /// Takes a document over.
    ///
    /// # Errors
    /// Where the store fails, with this document or with one before; what was committed before is kept.
    pub fn take(&mut self, found: Found) -> Result<(), StoreError> {
        match self.found.send(found) {
            Ok(()) => Ok(()),
            // The thread has ended before its time.
            Err(_) => end(self.thread.take()).map(|_| ()),
        }
    }

    /// Has what is still held written, and says what became of all.
    ///
    /// # Errors
    /// As [`Writer::take`].
    pub fn finish(self) -> Result<Counts, StoreError> {
        drop(self.found);
        end(self.thread)
    }
}

/// What a thread says at its end; nothing where that was asked before.
fn end(thread: Option<JoinHandle<Result<Counts, StoreError>>>) -> Result<Counts, StoreError> {
    let ended = thread.map_or_else(|| Ok(Ok(Counts::default())), JoinHandle::join);
    ended.unwrap_or_else(|panic| resume_unwind(panic))
}

/// Writes all, and leaves the file whole, also where something fails.
fn write_all(
    mut store: Store,
    run: RunId,
    found: Receiver<Found>,
    mut tell: impl FnMut(Told),
) -> Result<Counts, StoreError> {
    // Who reads must hear of a panic, too.
    let written = catch_unwind(AssertUnwindSafe(|| write_batches(&mut store, run, &found, &mut tell)));
    // Nobody waits for room here when the failure is told.
    drop(found);
    if !matches!(written, Ok(Ok(_))) {
        tell(Told::Failed);
    }
    let counts = written.unwrap_or_else(|panic| resume_unwind(panic));
    let settled = store.settle();
    let counts = counts?;
    settled.map(|()| counts)
}

/// Writes batches, a transaction each, until there are no more.
fn write_batches(
    store: &mut Store,
    run: RunId,
    found: &Receiver<Found>,
    tell: &mut impl FnMut(Told),
) -> Result<Counts, StoreError> {
    let mut all = Counts::default();
    while let Some(collected) = collect(found) {
        let (counts, visits) = write(store, run, collected)?;
        all.add(counts);
        tell(Told::Committed { counts, visits });
    }
    Ok(all)
}

/// What is written next: as much as makes a batch, or as came soon enough after the first.
fn collect(found: &Receiver<Found>) -> Option<Vec<Found>> {
    let first = found.recv().ok()?;
    let (until, mut characters) = (Instant::now() + PATIENCE, first.characters());
    let mut collected = vec![first];
    while collected.len() < MOST_DOCUMENTS && characters < MOST_CHARACTERS {
        let Ok(next) = found.recv_timeout(until.saturating_duration_since(Instant::now())) else {
            break;
        };
        characters += next.characters();
        collected.push(next);
    }
    Some(collected)
}

fn write(store: &mut Store, run: RunId, collected: Vec<Found>) -> Result<(Counts, Vec<Visited>), StoreError> {
    let (mut counts, mut visits) = (Counts::default(), Vec::new());
    let mut batch = store.begin(run)?;
    for found in collected {
        if let Found::Visited(visited) = &found {
            visits.push(visited.clone());
        }
        counts.count(&mut batch, found)?;
    }
    batch.commit()?;
    Ok((counts, visits))
}
