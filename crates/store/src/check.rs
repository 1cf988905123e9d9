//! Whether a store is sound in itself: pages, indexes, references, counts, digests.

use crate::derived;
use crate::error::At;
use crate::texts::Unpacker;
use crate::write::id_of;
use crate::{Store, StoreError};
use rusqlite::{Connection, ErrorCode, params};
use sha2::{Digest, Sha256};

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Which table, or which document.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

/// Queries that count what must not be, each with what it is.
const RULES: &[(&str, &str, &str)] = &[
    (
        "documents",
        "are in no story",
        "SELECT count(*) FROM documents WHERE story NOT IN (SELECT id FROM stories)",
    ),
    (
        "documents",
        "were read by no run",
        "SELECT count(*) FROM documents WHERE run NOT IN (SELECT id FROM runs)",
    ),
    (
        "stories",
        "count other documents than they have",
        "SELECT count(*) FROM stories s WHERE documents <> (SELECT count(*) FROM documents WHERE story = s.id)",
    ),
    (
        "sentences",
        "stand in no document",
        "SELECT count(*) FROM sentences s LEFT JOIN documents d
         ON d.id = s.document AND s.id BETWEEN d.first_sentence AND d.last_sentence WHERE d.id IS NULL",
    ),
    (
        "entities",
        "are no actor, or in no document",
        "SELECT count(*) FROM entities WHERE document NOT IN (SELECT id FROM documents)
         OR actor IS NOT NULL AND actor NOT IN (SELECT id FROM actors)",
    ),
    (
        "statements",
        "stand in no document, or have a source that is no entity of it",
        "SELECT count(*) FROM statements s WHERE document NOT IN (SELECT id FROM documents)
         OR source_entity IS NOT NULL AND NOT EXISTS
         (SELECT 1 FROM entities e WHERE e.document = s.document AND e.n = s.source_entity)",
    ),
    (
        "events",
        "stand in no document, or are joined in none",
        "SELECT count(*) FROM events WHERE document NOT IN (SELECT id FROM documents)
         OR joined NOT IN (SELECT id FROM joined_events)",
    ),
    (
        "events",
        "have nothing to be compared by",
        "SELECT count(*) FROM events WHERE id NOT IN (SELECT event FROM event_sketches)",
    ),
    (
        "joined_events",
        "count other reports than they have",
        "SELECT count(*) FROM joined_events j WHERE reports <> (SELECT count(*) FROM events WHERE joined = j.id)
         OR NOT EXISTS (SELECT 1 FROM events WHERE id = j.event AND joined = j.id)",
    ),
    (
        "parties",
        "belong to no event",
        "SELECT count(*) FROM parties WHERE event NOT IN (SELECT id FROM events)",
    ),
    (
        "exchanges",
        "link events that are not there",
        "SELECT count(*) FROM exchanges WHERE reply NOT IN (SELECT id FROM events) OR move NOT IN (SELECT id FROM events)",
    ),
    (
        "events",
        "have a reason that is not there, or that quotes more or fewer words than it has room for",
        "SELECT count(*) FROM events e LEFT JOIN reasons r ON r.id = e.reason WHERE e.reason IS NOT NULL
         AND CASE WHEN r.id IS NULL OR NOT json_valid(r.name) OR NOT ifnull(json_valid(e.reason_words), 1) THEN 1
         ELSE json_array_length(r.name) <> 1 + ifnull(json_array_length(e.reason_words), 0) / 2 END",
    ),
    (
        "reasons",
        "are not there that entities or places have",
        "SELECT (SELECT count(*) FROM entities WHERE basis NOT IN (SELECT id FROM reasons))
         + (SELECT count(*) FROM places WHERE resolution NOT IN (SELECT id FROM reasons))",
    ),
    (
        "event_keys",
        "lead to no event",
        "SELECT count(*) FROM temp.event_keys_of WHERE doc NOT IN (SELECT id FROM events)",
    ),
    (
        "event_keys",
        "are missing, or too many",
        "SELECT abs((SELECT count(*) FROM temp.event_keys_of)
         - (SELECT ifnull(sum(octet_length(keys) / 8), 0) FROM event_sketches))",
    ),
    (
        "bands",
        "lead to no document",
        "SELECT count(*) FROM temp.bands_of WHERE doc NOT IN (SELECT id FROM documents)",
    ),
    (
        "events",
        "stand for a joined event that another stands for, or for none",
        "SELECT count(*) FROM events e JOIN joined_events j ON j.id = e.joined WHERE e.stands <> (j.event = e.id)",
    ),
];

/// What an index of keys holds, a row for each key and whose it is.
const VOCABULARIES: &str = "
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.event_keys_of USING fts5vocab (main, event_keys, instance);
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.bands_of USING fts5vocab (main, bands, instance);";

/// What the engine says of its own indexes.
const INDEXES: &[(&str, &str)] = &[
    (
        "sentence_search",
        "INSERT INTO sentence_search (sentence_search) VALUES ('integrity-check')",
    ),
    (
        "event_search",
        "INSERT INTO event_search (event_search) VALUES ('integrity-check')",
    ),
    (
        "actor_search",
        "INSERT INTO actor_search (actor_search) VALUES ('integrity-check')",
    ),
    (
        "event_keys",
        "INSERT INTO event_keys (event_keys) VALUES ('integrity-check')",
    ),
    ("bands", "INSERT INTO bands (bands) VALUES ('integrity-check')"),
];

impl Store {
    /// Gives everything that does not hold. That the spans of the records stand on their words is for whoever knows records to
    /// check: [`Store::record`] gives them.
    ///
    /// # Errors
    /// Where the store cannot be read at all.
    pub fn check(&self, mut take: impl FnMut(Flaw)) -> Result<(), StoreError> {
        pages(&self.connection, &mut take).at(&self.path)?;
        self.connection.execute_batch(VOCABULARIES).at(&self.path)?;
        for (place, what, sql) in RULES {
            let count: i64 = self.connection.query_row(sql, [], |row| row.get(0)).at(&self.path)?;
            if count > 0 {
                take(flaw(*place, format!("{count} {what}")));
            }
        }
        for (place, count) in derived::flaws(&self.connection).at(&self.path)? {
            if count > 0 {
                take(flaw(place, format!("{count} lines are not what the other tables give")));
            }
        }
        for (place, sql) in INDEXES {
            index(&self.connection, place, sql, &mut take).at(&self.path)?;
        }
        searches(&self.connection, &mut take).at(&self.path)
    }

    /// The numbers of all documents in the order of their digests.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn documents(&self) -> Result<Vec<i64>, StoreError> {
        let mut select = self
            .connection
            .prepare("SELECT id FROM documents ORDER BY digest")
            .at(&self.path)?;
        let ids = select.query_map([], |row| row.get(0)).and_then(Iterator::collect);
        ids.at(&self.path)
    }

    /// What is wrong with the text of a document: it must be the one that its digest was made of.
    ///
    /// # Errors
    /// Where there is no such document.
    pub fn check_text(&self, document: i64) -> Result<Option<Flaw>, StoreError> {
        let select = "SELECT digest, packed, size FROM documents WHERE id = ?1";
        let row = self.connection.query_row(select, params![document], |row| {
            Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, i64>(2)?))
        });
        let (digest, packed, size): (Vec<u8>, _, _) = row.at(&self.path)?;
        let size = usize::try_from(size).ok();
        let what = match size.and_then(|size| Unpacker::default().unpack(&packed, size)) {
            None => "its text is damaged",
            Some(text) if Sha256::digest(&text)[..] != digest[..] => "its text is another than the one it was made of",
            Some(_) => return Ok(None),
        };
        Ok(Some(flaw(id_of(&digest), what.to_owned())))
    }
}

/// What the engine says of the file itself.
fn pages(connection: &Connection, take: &mut impl FnMut(Flaw)) -> rusqlite::Result<()> {
    let mut check = connection.prepare("PRAGMA integrity_check")?;
    let mut rows = check.query([])?;
    while let Some(row) = rows.next()? {
        let what: String = row.get(0)?;
        if what != "ok" {
            take(flaw("the file", what));
        }
    }
    Ok(())
}

fn index(connection: &Connection, place: &str, sql: &str, take: &mut impl FnMut(Flaw)) -> rusqlite::Result<()> {
    match connection.execute_batch(sql) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
            take(flaw(place, "it is broken in itself".to_owned()));
            Ok(())
        }
        result => result,
    }
}

/// Whether the text searches hold the words that are there.
fn searches(connection: &Connection, take: &mut impl FnMut(Flaw)) -> rusqlite::Result<()> {
    let (wrong, damaged) = derived::search::flaws(connection)?;
    for place in wrong {
        let what = match damaged {
            0 => "it does not index the words that are there".to_owned(),
            damaged => {
                format!("it does not index the words that are there, unless it is those of {damaged} damaged texts")
            }
        };
        take(flaw(place, what));
    }
    Ok(())
}

fn flaw(place: impl Into<String>, what: String) -> Flaw {
    let place = place.into();
    Flaw { place, what }
}
