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
    include_str!("../schema/5.sql"),
];

/// The newest schema.
#[allow(clippy::cast_possible_wrap, reason = "a handful of files")]
pub const VERSION: i64 = STEPS.len() as i64;

/// The first schema with sheets and text searches as they are now, which no SQL can make.
const FILLED: usize = 5;

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
    if from < FILLED {
        derived::fill(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts;

    /// A store as schema 3 had it, with one document.
    fn third() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        texts::register(&connection).unwrap();
        STEPS[..3]
            .iter()
            .for_each(|step| connection.execute_batch(step).unwrap());
        connection.pragma_update(None, "user_version", 3).unwrap();
        let rows = "INSERT INTO documents (digest, story, run, words, published_basis, blocks, first_sentence, last_sentence, text)
                VALUES (x'01', 1, 1, 3, 'unknown', x'', 1, 1, 'Влада met Ana.');
            INSERT INTO statements (document, n, actor, day, act, form, others, within, confidence)
                VALUES (1, 1, NULL, NULL, 'deny', 'indirect', '[[3,4]]', NULL, 0.741864144802094),
                       (1, 2, 7, 20000, 'intend', 'mixed', NULL, 1, 0.25);
            INSERT INTO events (id, document, n, joined, event, tense, hypothetical, negation, quad_code, event_scale, confidence, why)
                VALUES (5, 1, 1, 1, 'CONSULT', 'past', 0, 0, 1, 1.0, 0.5, 'rule \"meet\"');
            INSERT INTO entities (document, n, actor, start, length, via, others) VALUES (1, 1, NULL, 0, 5, 0, '[10,3,2,14,1,5]');";
        connection.execute_batch(rows).unwrap();
        connection
    }

    fn all<T: rusqlite::types::FromSql>(connection: &Connection, select: &str) -> Vec<T> {
        let mut select = connection.prepare(select).unwrap();
        let rows = select.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn what_the_third_schema_held_is_in_the_newest() {
        let mut connection = third();
        let mentions = "SELECT concat_ws(' ', entity, start, \"end\", via) FROM mentions ORDER BY start";
        let before: Vec<String> = all(&connection, mentions);
        migrate(&mut connection).unwrap();
        assert_eq!(version(&connection).unwrap(), VERSION);
        assert_eq!(before, ["1 0 5 name", "1 10 13 pronoun", "1 14 15 metonym"]);
        assert_eq!(all::<String>(&connection, mentions), before);
        assert_eq!(all::<String>(&connection, "SELECT text FROM texts"), ["Влада met Ana."]);
        let reasons = "SELECT event || ' ' || why FROM event_reasons";
        assert_eq!(all::<String>(&connection, reasons), ["5 rule \"meet\""]);
        let statements = "SELECT concat_ws(' ', n, actor, day, act, form, others, within) FROM statements ORDER BY n";
        assert_eq!(
            all::<String>(&connection, statements),
            ["1 deny indirect [[3,4]]", "2 7 20000 intend mixed 1"]
        );
        assert_eq!(
            all::<f64>(&connection, "SELECT confidence FROM statements ORDER BY n"),
            [0.742, 0.25]
        );
    }
}
