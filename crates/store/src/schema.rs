//! The schema and its versions.
//!
//! `schema/N.sql` makes a store of schema N from one of schema N − 1, the first one from nothing. A file that was ever released
//! is never changed: what is to change comes in the next.

use crate::derived;
use rusqlite::{Connection, TransactionBehavior};

/// What brings a store to schema 1, 2 …
const STEPS: &[&str] = &[
    include_str!("../schema/1.sql"),
    include_str!("../schema/2.sql"),
    include_str!("../schema/3.sql"),
    include_str!("../schema/4.sql"),
];

/// The newest schema.
#[allow(clippy::cast_possible_wrap, reason = "a handful of files")]
pub const VERSION: i64 = STEPS.len() as i64;

/// The first schema with sheets, which no SQL can make.
const WITH_SHEETS: usize = 4;

/// Marks a file as a store (`DEMA` in ASCII): SQLite's `application_id`.
pub const APPLICATION: i64 = 0x4445_4d41;

/// The schema of a file; 0 where it has none yet.
pub fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Whether the file says that it is a store.
pub fn is_store(connection: &Connection) -> rusqlite::Result<bool> {
    let application: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok(application == APPLICATION)
}

/// Brings a store from any earlier schema to the newest, or leaves it as it was.
pub fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = usize::try_from(version(&transaction)?).unwrap_or_default();
    for step in STEPS.iter().skip(from) {
        transaction.execute_batch(step)?;
    }
    if from < WITH_SHEETS {
        derived::fill(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}
