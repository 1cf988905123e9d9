//! What reaches over documents, kept up to date as they come in: stories, joined events, exchanges, and the sheets that
//! questions are answered from.
//!
//! Each is a function of the set of documents, whatever their order; and each is found through indexes alone, so that adding to a
//! large store costs no more than to a small one.

mod audit;
mod exchanges;
mod filing;
mod index;
mod joining;
mod keys;
mod lines;
mod made;
mod minhash;
mod numbers;
mod packed;
mod report;
mod retorts;
mod same_act;
pub mod search;
pub mod sheets;
mod stories;
mod words;

pub use audit::flaws;
pub use filing::UNDATED;
pub use joining::column;
pub use lines::{ClaimLine, EventLine, Party, Sentences, StatementLine};

use demarche_types::{Event, Record, Span, Text};
use index::Index;
use report::Report;
use rusqlite::{Connection, params};
use search::{Search, Searched};
use std::collections::BTreeSet;

/// What a transaction has changed, and what must be reckoned anew before it ends.
#[derive(Debug)]
pub struct Touched {
    /// Joined events that have gained or lost reports, or whose reports have gained publishers.
    joined: BTreeSet<i64>,
    /// What is to be put on sheets.
    filing: filing::Filing,
    event_keys: Index,
    bands: Index,
    sentences: Search,
    clauses: Search,
}

impl Default for Touched {
    fn default() -> Self {
        Self {
            joined: BTreeSet::new(),
            filing: filing::Filing::default(),
            event_keys: Index::of_events(),
            bands: Index::of_bands(),
            sentences: Search::of(Searched::Sentences),
            clauses: Search::of(Searched::Clauses),
        }
    }
}

/// What was touched at some moment.
#[derive(Debug)]
pub struct Mark {
    joined: BTreeSet<i64>,
    filing: filing::Filing,
    /// How much there is in each of the indexes.
    indexes: [usize; 4],
}

impl Touched {
    /// What is touched now, to come back to. Nothing that is in the indexes now may be written before that.
    pub fn mark(&self) -> Mark {
        Mark {
            joined: self.joined.clone(),
            filing: self.filing.clone(),
            indexes: [
                self.event_keys.len(),
                self.bands.len(),
                self.sentences.len(),
                self.clauses.len(),
            ],
        }
    }

    /// Nothing has been touched since.
    pub fn undo(&mut self, mark: Mark) {
        self.joined = mark.joined;
        self.filing = mark.filing;
        let [event_keys, bands, sentences, clauses] = mark.indexes;
        self.event_keys.truncate(event_keys);
        self.bands.truncate(bands);
        self.sentences.truncate(sentences);
        self.clauses.truncate(clauses);
    }

    /// Writes what was added to indexes.
    pub fn write_indexes(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.event_keys.write(connection)?;
        self.bands.write(connection)?;
        self.sentences.write(connection)?;
        self.clauses.write(connection)
    }

    /// The sentences of a document can be found, the first of which has this number.
    pub fn search(&mut self, first: i64, sentences: &[Span], text: &Text) {
        for (sentence, &span) in (first..).zip(sentences) {
            self.sentences.add(sentence, text.slice(span));
        }
    }

    /// What is joined with the events of a document is to be reckoned anew.
    pub fn reports_of(&mut self, connection: &Connection, document: i64) -> rusqlite::Result<()> {
        let select = "SELECT joined FROM events WHERE document = ?1";
        self.joined.extend(joining::column(connection, select, document)?);
        Ok(())
    }
}

/// Fills the sheets and the text searches, where they are empty.
pub fn fill(connection: &Connection) -> rusqlite::Result<()> {
    filing::fill(connection)?;
    search::fill(connection)
}

/// Finds the place of a document, and of its events, among the others. `events` are the rows of the record's events.
pub fn place(
    connection: &Connection,
    document: i64,
    is_new: bool,
    (record, events): (&Record, &[i64]),
    text: &Text,
    touched: &mut Touched,
) -> rusqlite::Result<()> {
    if is_new {
        stories::place(connection, &mut touched.bands, document, text.as_str())?;
    } else {
        stories::redate(connection, document)?;
    }
    touched.filing.speak(document);
    touched.filing.change(events.iter().copied());
    for (event, &row) in record.events.iter().zip(events) {
        let (report, keys) = sketch(connection, row, event, record, text)?;
        touched.event_keys.add(row, &keys);
        let told = event
            .evidence
            .as_ref()
            .map_or("", |evidence| text.slice(evidence.span()));
        touched.clauses.add(row, told);
        joining::join(connection, &report, &keys, touched)?;
        exchanges::place(connection, &touched.event_keys, &report, &keys)?;
    }
    Ok(())
}

/// Puts down what an event is compared by.
fn sketch(
    connection: &Connection,
    row: i64,
    event: &Event,
    record: &Record,
    text: &Text,
) -> rusqlite::Result<(Report, Vec<i64>)> {
    let words = report::content(event, record, text);
    let mut report = report::load(connection, row)?;
    report.words.clone_from(&words);
    let mut keys: Vec<i64> = report::wording_key(event, text).into_iter().collect();
    keys.extend(joining::day_keys(&report));
    keys.extend(exchanges::keys(&report, retorts::is_retort(event, record, text)));
    let mut insert =
        connection.prepare_cached("INSERT INTO event_sketches (event, words, keys) VALUES (?1, ?2, ?3)")?;
    insert.execute(params![row, words::pack(&words), keys::pack(&keys)])?;
    Ok((report, keys))
}

/// Takes a document's events out of all that they are part of, and finds a new place for what is left behind.
pub fn retract(connection: &Connection, document: i64, touched: &mut Touched) -> rusqlite::Result<()> {
    let reports = joining::dissolve(connection, document)?;
    let replies = exchanges::dissolve(connection, document)?;
    touched.filing.leave(connection, document)?;
    for event in joining::column(connection, "SELECT id FROM events WHERE document = ?1", document)? {
        forget(connection, event, &touched.event_keys)?;
    }
    for event in reports {
        joining::join(
            connection,
            &report::load(connection, event)?,
            &own_keys(connection, event)?,
            touched,
        )?;
    }
    for event in replies {
        exchanges::find_move(
            connection,
            &touched.event_keys,
            &report::load(connection, event)?,
            &own_keys(connection, event)?,
        )?;
    }
    Ok(())
}

/// Removes what an event is compared by.
fn forget(connection: &Connection, event: i64, index: &Index) -> rusqlite::Result<()> {
    index.remove(connection, event, &own_keys(connection, event)?)?;
    connection
        .prepare_cached("DELETE FROM event_sketches WHERE event = ?1")?
        .execute(params![event])?;
    Ok(())
}

fn own_keys(connection: &Connection, event: i64) -> rusqlite::Result<Vec<i64>> {
    let mut select = connection.prepare_cached("SELECT keys FROM event_sketches WHERE event = ?1")?;
    select.query_row(params![event], |row| Ok(keys::unpack(row.get_ref(0)?.as_blob()?)))
}

/// Reckons anew what the transaction has touched.
pub fn finish(connection: &Connection, touched: &mut Touched) -> rusqlite::Result<()> {
    for &joined in &touched.joined {
        joining::summarise(connection, joined)?;
        touched.filing.settle(connection, joined)?;
    }
    touched.write_indexes(connection)?;
    touched.event_keys.merge(connection)?;
    touched.bands.merge(connection)?;
    touched.filing.write(connection)
}
