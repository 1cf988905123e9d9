//! Stories: documents whose texts are nearly the same.
//!
//! Two documents that share a band are in one story, and whose stories meet become one story: stories are the connected
//! components of a graph that depends on the texts alone.

use super::{keys, minhash};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Finds the story of a new document, or makes it one.
pub fn place(connection: &Connection, document: i64, text: &str) -> rusqlite::Result<()> {
    let (mut stories, mut new) = (BTreeSet::new(), Vec::new());
    for key in minhash::bands(text) {
        let find = "SELECT d.story FROM bands(?1) b CROSS JOIN documents d ON d.id = b.rowid LIMIT 1";
        let mut find = connection.prepare_cached(find)?;
        match find.query_row(params![keys::word(key)], |row| row.get(0)).optional()? {
            Some(story) => _ = stories.insert(story),
            None => new.push(key),
        }
    }
    if !new.is_empty() {
        let mut insert = connection.prepare_cached("INSERT INTO bands (rowid, keys) VALUES (?1, ?2)")?;
        insert.execute(params![document, keys::words(&new)])?;
    }
    let own = begin(connection, document)?;
    stories
        .into_iter()
        .try_fold(own, |one, other| merge(connection, one, other))?;
    Ok(())
}

/// A story of one document.
fn begin(connection: &Connection, document: i64) -> rusqlite::Result<i64> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO stories (document, documents, first_day, last_day) SELECT id, 1, day, day FROM documents WHERE id = ?1",
    )?;
    let story = insert.insert(params![document])?;
    let mut update = connection.prepare_cached("UPDATE documents SET story = ?2 WHERE id = ?1")?;
    update.execute(params![document, story])?;
    Ok(story)
}

/// Makes one story of two, and says which: the documents of the smaller go to the larger, so that each moves seldom.
fn merge(connection: &Connection, one: i64, other: i64) -> rusqlite::Result<i64> {
    let mut size = connection.prepare_cached("SELECT documents FROM stories WHERE id = ?1")?;
    let mut size = |story: i64| size.query_row(params![story], |row| row.get::<_, i64>(0));
    let (kept, gone) = if size(one)? < size(other)? {
        (other, one)
    } else {
        (one, other)
    };
    for statement in MERGE {
        connection.prepare_cached(statement)?.execute(params![kept, gone])?;
    }
    Ok(kept)
}

/// `?2` goes into `?1`.
const MERGE: &[&str] = &[
    "UPDATE documents SET story = ?1 WHERE story = ?2",
    "UPDATE stories SET
        document = (SELECT d.id FROM documents d WHERE d.id IN (stories.document, s.document) ORDER BY d.digest LIMIT 1),
        documents = stories.documents + s.documents,
        first_day = ifnull(min(stories.first_day, s.first_day), ifnull(stories.first_day, s.first_day)),
        last_day = ifnull(max(stories.last_day, s.last_day), ifnull(stories.last_day, s.last_day))
     FROM (SELECT * FROM stories WHERE id = ?2) AS s WHERE stories.id = ?1",
    "DELETE FROM stories WHERE id = ?2 AND ?1 <> ?2",
];

/// Reckons the days of a document's story anew, after its own day has changed.
pub fn redate(connection: &Connection, document: i64) -> rusqlite::Result<()> {
    let mut update = connection.prepare_cached(
        "UPDATE stories SET (first_day, last_day) =
            (SELECT min(day), max(day) FROM documents WHERE story = stories.id)
         WHERE id = (SELECT story FROM documents WHERE id = ?1)",
    )?;
    update.execute(params![document])?;
    Ok(())
}
