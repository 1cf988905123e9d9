//! Indexes of keys: who has a key. They are full-text indexes, in which a key is a word, because these write what comes in together
//! and merge it later, where a key in a row of its own would change a page of its own in a large store.
//!
//! What a transaction adds is held here until its end, or the index would be in as many pieces as there are documents.

use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;

/// An index, with what is to be added to it.
#[derive(Debug)]
pub struct Index {
    find: &'static str,
    insert: &'static str,
    delete: &'static str,
    merge: &'static str,
    new: Vec<(i64, Vec<i64>)>,
    new_holders: FxHashMap<i64, Vec<i64>>,
}

impl Index {
    /// Whose events have a key: `events.id`.
    pub fn of_events() -> Self {
        Self {
            find: "SELECT rowid FROM event_keys(?1)",
            insert: "INSERT INTO event_keys (rowid, keys) VALUES (?1, ?2)",
            delete: "INSERT INTO event_keys (event_keys, rowid, keys) VALUES ('delete', ?1, ?2)",
            merge: "INSERT INTO event_keys (event_keys, rank) VALUES ('merge', ?1)",
            new: Vec::new(),
            new_holders: FxHashMap::default(),
        }
    }

    /// Whose texts have a band: `documents.id`.
    pub fn of_bands() -> Self {
        Self {
            find: "SELECT rowid FROM bands(?1)",
            insert: "INSERT INTO bands (rowid, keys) VALUES (?1, ?2)",
            delete: "INSERT INTO bands (bands, rowid, keys) VALUES ('delete', ?1, ?2)",
            merge: "INSERT INTO bands (bands, rank) VALUES ('merge', ?1)",
            new: Vec::new(),
            new_holders: FxHashMap::default(),
        }
    }

    /// Who has a key.
    pub fn holders(&self, connection: &Connection, key: i64) -> rusqlite::Result<Vec<i64>> {
        let mut select = connection.prepare_cached(self.find)?;
        let known = select.query_map(params![word(key)], |row| row.get(0))?;
        let new = self.new_holders.get(&key).into_iter().flatten().copied().map(Ok);
        known.chain(new).collect()
    }

    /// Somebody has these keys, each once.
    pub fn add(&mut self, holder: i64, keys: &[i64]) {
        if !keys.is_empty() {
            self.new.push((holder, keys.to_vec()));
        }
        for &key in keys {
            self.new_holders.entry(key).or_default().push(holder);
        }
    }

    /// How many have been added that are not written yet.
    pub const fn len(&self) -> usize {
        self.new.len()
    }

    /// Forgets whoever was added after the first so many.
    pub fn truncate(&mut self, len: usize) {
        for (holder, keys) in self.new.drain(len..) {
            for key in keys {
                if let Some(holders) = self.new_holders.get_mut(&key) {
                    holders.retain(|&other| other != holder);
                }
            }
        }
    }

    /// Somebody has none of his keys any more.
    pub fn remove(&mut self, connection: &Connection, holder: i64, keys: &[i64]) -> rusqlite::Result<()> {
        self.write(connection)?;
        if !keys.is_empty() {
            // The index keeps no texts: it is told the words that it is to forget.
            connection
                .prepare_cached(self.delete)?
                .execute(params![holder, words(keys)])?;
        }
        Ok(())
    }

    /// Writes what was added.
    pub fn write(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let mut insert = connection.prepare_cached(self.insert)?;
        for (holder, keys) in self.new.drain(..) {
            insert.execute(params![holder, words(&keys)])?;
        }
        self.new_holders.clear();
        Ok(())
    }

    /// Goes on making one piece of pieces of the same size. A key is looked for in each piece: there are four or so, and without this
    /// a dozen.
    pub fn merge(&self, connection: &Connection) -> rusqlite::Result<()> {
        connection.prepare_cached(self.merge)?.execute(params![PAGES])?;
        Ok(())
    }
}

/// Pages that are written anew by a transaction at most: twice as many as keep up with transactions of a hundred documents.
const PAGES: usize = 400;

/// A key as a word.
fn word(key: i64) -> String {
    format!("{key:x}")
}

fn words(keys: &[i64]) -> String {
    let words: Vec<String> = keys.iter().copied().map(word).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connection() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        let table = "CREATE VIRTUAL TABLE event_keys USING fts5 (keys, content = '', detail = none, columnsize = 0, tokenize = \"ascii\")";
        connection.execute_batch(table).unwrap();
        connection
    }

    #[test]
    fn holders_are_found_before_and_after_they_are_written() {
        let (connection, mut index) = (connection(), Index::of_events());
        index.add(1, &[0x1f, 0xa0]);
        index.add(2, &[0xa0]);
        index.add(3, &[]);
        for _ in 0..2 {
            assert_eq!(index.holders(&connection, 0xa0).unwrap(), [1, 2]);
            assert_eq!(index.holders(&connection, 0x1f).unwrap(), [1]);
            assert!(index.holders(&connection, 0x1).unwrap().is_empty());
            index.write(&connection).unwrap();
        }
    }

    #[test]
    fn what_is_taken_back_was_never_added() {
        let (connection, mut index) = (connection(), Index::of_events());
        index.add(1, &[0x1f]);
        let len = index.len();
        index.add(2, &[0x1f, 0xa0]);
        index.truncate(len);
        for _ in 0..2 {
            assert_eq!(index.holders(&connection, 0x1f).unwrap(), [1]);
            assert!(index.holders(&connection, 0xa0).unwrap().is_empty());
            index.write(&connection).unwrap();
        }
    }

    #[test]
    fn pieces_stay_few() {
        let (connection, mut index) = (connection(), Index::of_events());
        connection
            .execute("INSERT INTO event_keys (event_keys, rank) VALUES ('usermerge', 2)", [])
            .unwrap();
        for holder in 0..300 {
            index.add(holder, &[holder * 7919 % 1000, holder]);
            index.write(&connection).unwrap();
            index.merge(&connection).unwrap();
        }
        let pieces = "SELECT count(DISTINCT segid) FROM event_keys_idx";
        let pieces: usize = connection.query_row(pieces, [], |row| row.get(0)).unwrap();
        assert!(pieces <= 9, "{pieces}");
        assert!(index.holders(&connection, 299).unwrap().contains(&299));
    }

    #[test]
    fn who_has_left_has_no_keys() {
        let (connection, mut index) = (connection(), Index::of_events());
        index.add(1, &[0x1f, 0xa0]);
        index.add(2, &[0xa0]);
        index.remove(&connection, 1, &[0x1f, 0xa0]).unwrap();
        assert_eq!(index.holders(&connection, 0xa0).unwrap(), [2]);
        assert!(index.holders(&connection, 0x1f).unwrap().is_empty());
    }
}
