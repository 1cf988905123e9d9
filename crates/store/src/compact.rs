//! Making a store as small as it can be.

use crate::error::At;
use crate::{Store, StoreError};

/// How large a store is, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compacted {
    /// Before.
    pub before: u64,
    /// After.
    pub after: u64,
    /// The texts of its documents alone, in UTF-8.
    pub texts: u64,
}

/// Actors, locations and reasons that nothing leads to any more are left over from what was read again.
const SWEEP: &str = "
    INSERT INTO actor_search (actor_search, rowid, words)
        SELECT 'delete', id, plain_words(name) FROM actors WHERE id NOT IN (SELECT actor FROM entities WHERE actor IS NOT NULL);
    DELETE FROM actors WHERE id NOT IN (SELECT actor FROM entities WHERE actor IS NOT NULL);
    DELETE FROM locations WHERE id NOT IN (SELECT location FROM places);
    DELETE FROM reasons WHERE id NOT IN (
        SELECT reason FROM events WHERE reason IS NOT NULL UNION SELECT basis FROM entities WHERE basis IS NOT NULL
        UNION SELECT resolution FROM places WHERE resolution IS NOT NULL);
    INSERT INTO sentence_search (sentence_search) VALUES ('optimize');
    INSERT INTO event_search (event_search) VALUES ('optimize');
    INSERT INTO actor_search (actor_search) VALUES ('optimize');
    INSERT INTO event_keys (event_keys) VALUES ('optimize');
    INSERT INTO bands (bands) VALUES ('optimize');";

impl Store {
    /// Removes what nothing leads to, and writes the file anew without gaps. `forget_changes` also removes what [`Store::changes`]
    /// tells. Needs as much room again as the store takes.
    ///
    /// # Errors
    /// Where another program uses the store, or there is no room.
    pub fn compact(&mut self, forget_changes: bool) -> Result<Compacted, StoreError> {
        let before = self.bytes()?;
        let transaction = self.connection.transaction().at(&self.path)?;
        transaction.execute_batch(SWEEP).at(&self.path)?;
        if forget_changes {
            transaction.execute_batch("DELETE FROM changes").at(&self.path)?;
        }
        transaction.commit().at(&self.path)?;
        self.interned = Default::default();
        self.connection.execute_batch("VACUUM").at(&self.path)?;
        self.settle()?;
        let texts = "SELECT ifnull(sum(size), 0) FROM documents";
        let texts = self.connection.query_row(texts, [], |row| row.get(0)).at(&self.path)?;
        let after = self.bytes()?;
        Ok(Compacted { before, after, texts })
    }

    fn bytes(&self) -> Result<u64, StoreError> {
        let bytes = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
        self.connection.query_row(bytes, [], |row| row.get(0)).at(&self.path)
    }
}
