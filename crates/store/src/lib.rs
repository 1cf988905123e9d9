//! The store: the records of a corpus in one SQLite file that a person can query by hand.
//!
//! [`Store`] opens a file, [`Batch`] writes records in transactions of many documents, and everything that reaches over documents
//! is kept up to date as they come in: stories (near-duplicates), joined events, exchanges. All of it is a function of the set
//! of documents: in what order they came, and in how many runs, changes nothing but internal numbers.
//!
//! The tables are described in `schema/*.sql`, one file a version of the schema; the highest number is the newest.

mod blocks;
mod canonical;
mod changes;
mod check;
mod compact;
mod day;
mod derived;
mod error;
mod hash;
mod names;
mod numbered;
mod open;
mod query;
mod read_back;
mod runs;
mod schema;
mod tables;
mod texts;
mod tokens;
mod visits;
mod words;
mod write;

pub use changes::{Change, ChangeKind};
pub use check::Flaw;
pub use compact::Compacted;
pub use error::StoreError;
pub use open::Store;
pub use query::{
    ActorAnswer, ActorFilter, Cell, Days, DyadAnswer, EventAnswer, EventFilter, ExchangeAnswer, ExchangeFilter, Flow,
    Order, PartyAnswer, Proof, SearchAnswer, SearchFilter, SqlError, StatementAnswer, StatementFilter, Step,
    TimelineAnswer, Who, Words, date_of,
};
pub use runs::{Run, RunId};
pub use schema::VERSION as SCHEMA_VERSION;
pub use tables::{Field, Snapshot, TABLES, Table, dictionary};
pub use visits::Visited;
pub use write::{Added, Batch, Entry};

/// The engine, for whoever asks the store questions of his own.
pub use rusqlite;
