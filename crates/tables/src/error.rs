//! What can go wrong with a table.

use crate::Kind;
use parquet::errors::ParquetError;
use std::io;

/// Why rows cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The output takes no more.
    #[error("the rows cannot be written")]
    Output(#[source] io::Error),
    /// Two columns have one name.
    #[error("two columns are called {0}; give one of them another name")]
    SameName(String),
    /// A row has more or fewer values than there are columns.
    #[error("a row of {found} values was given where there are {expected} columns")]
    Width {
        /// How many columns there are.
        expected: usize,
        /// How many values were given.
        found: usize,
    },
    /// A value is not of its column's kind.
    #[error("column {column} holds values of the kind {expected:?}, and one of {found:?} was given")]
    Kind {
        /// Which column.
        column: String,
        /// What it holds.
        expected: Kind,
        /// What was given.
        found: Kind,
    },
    /// A day is further from 1970 than the calendar can be written.
    #[error("no date can be written {0} days from 1970-01-01")]
    Date(i32),
    /// The Parquet library refuses.
    #[error("the Parquet file cannot be written")]
    Parquet(#[source] ParquetError),
}

impl From<io::Error> for TableError {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<csv::Error> for TableError {
    fn from(error: csv::Error) -> Self {
        Self::Output(match error.into_kind() {
            csv::ErrorKind::Io(output) => output,
            other => io::Error::other(format!("{other:?}")),
        })
    }
}

impl From<serde_json::Error> for TableError {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

/// The library hands on what the output said; that is taken out again.
impl From<ParquetError> for TableError {
    fn from(error: ParquetError) -> Self {
        match error {
            ParquetError::External(cause) => match cause.downcast::<io::Error>() {
                Ok(output) => Self::Output(*output),
                Err(cause) => Self::Parquet(ParquetError::External(cause)),
            },
            other => Self::Parquet(other),
        }
    }
}
