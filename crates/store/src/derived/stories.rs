//! Stories: documents whose texts are nearly the same.
//!
//! Two documents that share a band are in one story, and whose stories meet become one story: stories are the connected
//! components of a graph that depends on the texts alone.

use super::index::Index;
use super::minhash;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// Finds the story of a new document, or makes it one.
pub fn place(connection: &Connection, index: &mut Index, document: i64, text: &str) -> rusqlite::Result<()> {
    let (mut stories, mut new) = (BTreeSet::new(), Vec::new());
    for key in minhash::bands(text) {
        match index.holders(connection, key)?.first() {
            Some(&other) => _ = stories.insert(story_of(connection, other)?),
            None => new.push(key),
        }
    }
    index.add(document, &new);
    let own = begin(connection, document)?;
    stories
        .into_iter()
        .try_fold(own, |one, other| merge(connection, one, other))?;
    Ok(())
}

fn story_of(connection: &Connection, document: i64) -> rusqlite::Result<i64> {
    let mut select = connection.prepare_cached("SELECT story FROM documents WHERE id = ?1")?;
    select.query_row(params![document], |row| row.get(0))
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
