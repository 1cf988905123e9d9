//! A store as it is at one moment, read from end to end.

use super::Table;
use crate::error::At;
use crate::{Store, StoreError, day};
use demarche_tables::{Kind, Value};
use demarche_types::Record;
use rusqlite::types::{Type, ValueRef};
use rusqlite::{Row, Transaction};

/// A store as it was when the snapshot was taken, whatever others write to it meanwhile.
#[derive(Debug)]
pub struct Snapshot<'a> {
    store: &'a Store,
    /// While it is there, the engine shows what there was at its beginning.
    _held: Transaction<'a>,
}

impl Store {
    /// Holds the store still, for reading all of it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, StoreError> {
        let held = self.connection.unchecked_transaction().at(&self.path)?;
        Ok(Snapshot {
            store: self,
            _held: held,
        })
    }
}

impl Snapshot<'_> {
    /// Gives every row of a table, in an order that does not depend on how the documents came.
    ///
    /// # Errors
    /// That of `take`, or where the store cannot be read.
    pub fn rows<E: From<StoreError>>(
        &self,
        table: &Table,
        mut take: impl FnMut(&[Value]) -> Result<(), E>,
    ) -> Result<(), E> {
        let (path, mut values) = (&self.store.path, Vec::with_capacity(table.fields.len()));
        let mut select = self.store.connection.prepare(table.select).at(path)?;
        let mut rows = select.query([]).at(path)?;
        while let Some(row) = rows.next().at(path)? {
            values.clear();
            for (i, field) in table.fields.iter().enumerate() {
                values.push(value(row, i, field.column.kind).at(path)?);
            }
            take(&values)?;
        }
        Ok(())
    }

    /// Gives every record, in the order of the documents' digests.
    ///
    /// # Errors
    /// That of `take`, or where the store cannot be read.
    pub fn records<E: From<StoreError>>(&self, mut take: impl FnMut(Record) -> Result<(), E>) -> Result<(), E> {
        for document in self.store.documents()? {
            take(self.store.record(document)?)?;
        }
        Ok(())
    }
}

/// What stands in a column, as its kind. Days stand as numbers or as texts.
fn value(row: &Row, column: usize, kind: Kind) -> rusqlite::Result<Value> {
    let stored = row.get_ref(column)?;
    Ok(match (kind, stored) {
        (_, ValueRef::Null) => Value::Null,
        (Kind::Text, _) => Value::Text(row.get(column)?),
        (Kind::Integer, _) => Value::Integer(row.get(column)?),
        (Kind::Real, _) => Value::Real(row.get(column)?),
        (Kind::Boolean, _) => Value::Boolean(row.get(column)?),
        (Kind::Date, ValueRef::Text(_)) => Value::Date(days(&row.get::<_, String>(column)?, column)?),
        (Kind::Date, _) => Value::Date(row.get(column)?),
    })
}

fn days(date: &str, column: usize) -> rusqlite::Result<i32> {
    let days = day::number(date).and_then(|days| i32::try_from(days).ok());
    days.ok_or_else(|| {
        let what = format!("{date} is no day written YYYY-MM-DD");
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, what.into())
    })
}
