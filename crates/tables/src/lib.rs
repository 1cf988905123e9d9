//! Rows with typed columns, and the formats they are written in.
//!
//! [`writer`] opens a [`Writer`] of a [`Format`]; rows go in one by one and out as they come, in memory that does not grow with
//! their number. The same rows give the same bytes.
//!
//! ```
//! use demarche_tables::{Column, Format, Kind, Value, writer};
//!
//! let columns = [Column::new("day", Kind::Date), Column::new("events", Kind::Integer)];
//! let mut out = Vec::new();
//! let mut rows = writer(Format::Csv, &columns, Box::new(&mut out))?;
//! rows.row(&[Value::Date(19_018), Value::Integer(3)])?;
//! rows.row(&[Value::Null, Value::Integer(1)])?;
//! rows.finish()?;
//! assert_eq!(out, b"day,events\r\n2022-01-26,3\r\n,1\r\n");
//! # Ok::<(), demarche_tables::TableError>(())
//! ```

mod checked;
mod csv;
mod date;
mod error;
mod json;
mod parquet;
mod value;

pub use checked::require_names;
pub use error::TableError;
pub use value::{Column, Kind, Value};

use std::io::Write;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180, in UTF-8, with a header; what is absent is empty, days are `YYYY-MM-DD`.
    Csv,
    /// One list of objects, one a line.
    Json,
    /// An object a line.
    JsonLines,
    /// Apache Parquet, compressed with Zstandard. Every column is optional; texts and days have their logical types.
    Parquet,
}

/// Takes rows.
pub trait Writer {
    /// Writes one row: a value for each column, of the column's kind or [`Value::Null`].
    ///
    /// # Errors
    /// Where the row does not fit the columns, or the output cannot be written to.
    fn row(&mut self, row: &[Value]) -> Result<(), TableError>;

    /// Writes what is still held back, and what the format has at its end. Without it, what was written is no whole table.
    ///
    /// # Errors
    /// Where the output cannot be written to.
    fn finish(self: Box<Self>) -> Result<(), TableError>;
}

/// Opens a table: what its columns are and where it goes. The output need not be buffered.
///
/// # Errors
/// Where two columns have one name, or the output cannot be written to.
pub fn writer<'a>(
    format: Format,
    columns: &'a [Column],
    out: Box<dyn Write + Send + 'a>,
) -> Result<Box<dyn Writer + 'a>, TableError> {
    checked::require_names(columns)?;
    let writer: Box<dyn Writer + 'a> = match format {
        Format::Csv => Box::new(csv::Csv::open(columns, out)?),
        Format::Json => Box::new(json::Json::list(columns, out)),
        Format::JsonLines => Box::new(json::Json::lines(columns, out)),
        Format::Parquet => Box::new(parquet::Parquet::open(columns, out)?),
    };
    Ok(Box::new(checked::Checked::over(writer, columns)))
}
