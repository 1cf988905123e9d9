//! What was asked for at which address.
//!
//! It is no part of what a store holds about documents: [`Store::canonical`] does not show it. It lies in the store all the same,
//! since an address counts as asked for when what it gave is committed, and not before.

use crate::error::At;
use crate::{Batch, Store, StoreError};
use rusqlite::{OptionalExtension, Row, params};

/// An address that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visited {
    /// What it is known by: the SHA-256 of the address without user and password.
    pub key: [u8; 32],
    /// The address without what is secret in it.
    pub address: String,
    /// The `ETag` that its server gave.
    pub etag: Option<String>,
    /// The `Last-Modified` that its server gave.
    pub last_modified: Option<String>,
    /// How many times in a row it could not be had.
    pub failures: u32,
    /// The time before which it is left alone, in seconds since 1970; for ever, where there is none.
    pub next: Option<i64>,
}

impl Store {
    /// What is kept of an address.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn visited(&self, key: &[u8; 32]) -> Result<Option<Visited>, StoreError> {
        let select = "SELECT address, etag, last_modified, failures, next FROM visits WHERE key = ?1";
        let mut select = self.connection.prepare_cached(select).at(&self.path)?;
        select
            .query_row(params![key], |row| read(*key, row))
            .optional()
            .at(&self.path)
    }
}

fn read(key: [u8; 32], row: &Row) -> rusqlite::Result<Visited> {
    Ok(Visited {
        key,
        address: row.get("address")?,
        etag: row.get("etag")?,
        last_modified: row.get("last_modified")?,
        failures: row.get("failures")?,
        next: row.get("next")?,
    })
}

impl Batch<'_> {
    /// Puts down that an address was asked for, with what the batch holds of it.
    ///
    /// # Errors
    /// Where the store cannot be written to.
    pub fn visited(&mut self, visited: &Visited) -> Result<(), StoreError> {
        let put = "INSERT OR REPLACE INTO visits (key, address, etag, last_modified, failures, next)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let mut put = self.transaction.prepare_cached(put).at(self.path)?;
        let Visited {
            key,
            address,
            etag,
            last_modified,
            failures,
            next,
        } = visited;
        put.execute(params![key, address, etag, last_modified, failures, next])
            .at(self.path)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Run;

    #[test]
    fn an_address_counts_when_its_batch_is_committed() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create(&folder.path().join("news.db")).unwrap();
        let run = Run {
            version: String::new(),
            model: String::new(),
            rules: String::new(),
            options: String::new(),
        };
        let run = store.run(&run).unwrap();
        let mut visited = Visited {
            key: [7; 32],
            address: "https://news.example/feed?token=***".to_owned(),
            etag: Some("\"1\"".to_owned()),
            last_modified: None,
            failures: 0,
            next: Some(-3),
        };
        store.begin(run).unwrap().visited(&visited).unwrap();
        assert_eq!(store.visited(&[7; 32]).unwrap(), None);
        for failures in [0, 1] {
            visited.failures = failures;
            let mut batch = store.begin(run).unwrap();
            batch.visited(&visited).unwrap();
            batch.commit().unwrap();
            assert_eq!(store.visited(&[7; 32]).unwrap().as_ref(), Some(&visited));
        }
        assert_eq!(store.visited(&[8; 32]).unwrap(), None);
    }
}
