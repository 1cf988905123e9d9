//! The tables of an export: all that a store holds, as rows that do not depend on how it came there.
//!
//! A table is a description of its columns and the question that gives its rows; each family of tables is a file. No row holds a
//! number that only this store gives: documents go by their digests, what is in them by its id in the record, a story by the
//! document and a joined event by the report that stands for all. So the rows, and their order, are a function of the set of
//! documents.

mod acts;
mod counts;
mod dictionary;
mod documents;
mod mentioned;
mod reports;
mod said;
mod snapshot;

pub use dictionary::dictionary;
pub use snapshot::Snapshot;

use demarche_tables::{Column, Kind};

/// A table of an export.
#[derive(Debug)]
pub struct Table {
    /// Its name, and that of its file.
    pub name: &'static str,
    /// What a row is, and what to know of it.
    pub about: &'static str,
    /// Its columns.
    pub fields: &'static [Field],
    /// The question that gives its rows, in their order.
    select: &'static str,
}

/// A column, and what it holds.
#[derive(Debug)]
pub struct Field {
    /// Its name and kind.
    pub column: Column,
    /// What it holds.
    pub about: &'static str,
}

impl Field {
    const fn text(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Text, about)
    }

    const fn integer(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Integer, about)
    }

    const fn real(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Real, about)
    }

    const fn boolean(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Boolean, about)
    }

    const fn date(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Date, about)
    }

    const fn new(name: &'static str, kind: Kind, about: &'static str) -> Self {
        let column = Column::new(name, kind);
        Self { column, about }
    }
}

/// Every table, in the order in which they are described.
pub static TABLES: [&Table; 19] = [
    &documents::DOCUMENTS,
    &documents::STORIES,
    &documents::SIGHTINGS,
    &documents::SENTENCES,
    &mentioned::ENTITIES,
    &mentioned::MENTIONS,
    &mentioned::TIMES,
    &mentioned::PLACES,
    &said::STATEMENTS,
    &said::RELAYS,
    &reports::EVENTS,
    &reports::PARTIES,
    &reports::EXCHANGES,
    &acts::JOINED_EVENTS,
    &acts::JOINED_EXCHANGES,
    &counts::EVENT_COUNTS,
    &counts::PUBLISHERS_DAILY,
    &documents::RUNS,
    &counts::ACTORS,
];

/// The id of the document `d`, as the record writes it.
macro_rules! document {
    ($alias:literal) => {
        concat!("'sha256:' || lower(hex(", $alias, ".digest))")
    };
}
pub(crate) use document;

/// The codes of the parties of the event `e` in one role, as a JSON list.
macro_rules! codes {
    ($role:literal) => {
        concat!(
            "nullif((SELECT json_group_array(c.code ORDER BY c.n) FROM parties c
             WHERE c.event = e.id AND c.role = '",
            $role,
            "' AND c.code IS NOT NULL), '[]')"
        )
    };
}
pub(crate) use codes;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;
    use std::collections::BTreeSet;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::create(&folder.path().join("a.db")).unwrap();
        (folder, store)
    }

    #[test]
    fn every_question_gives_the_columns_that_are_described() {
        let (_folder, store) = store();
        for table in TABLES {
            let select = store.connection().prepare(table.select).unwrap();
            let described: Vec<&str> = table.fields.iter().map(|field| field.column.name.as_ref()).collect();
            assert_eq!(select.column_names(), described, "{}", table.name);
        }
    }

    #[test]
    fn every_table_is_one_and_is_described() {
        let names: BTreeSet<&str> = TABLES.iter().map(|table| table.name).collect();
        assert_eq!(names.len(), TABLES.len());
        let page = dictionary("csv", |_| 7);
        for table in TABLES {
            assert!(
                page.contains(&format!("\n## {0}\n\n`{0}.csv`. ", table.name)),
                "{}",
                table.name
            );
            assert!(
                page.contains(&format!("| [{0}](#{0}) | 7 | ", table.name)),
                "{}",
                table.name
            );
        }
    }

    /// Or the cost of a long document would grow with the square of its length.
    #[test]
    fn no_text_is_unpacked_anew_for_each_row() {
        let unpacking = [
            "sqlar_uncompress",
            "texts",
            "sentence_texts",
            "named_entities",
            "event_reasons",
        ];
        for table in TABLES.iter().filter(|table| table.name != "documents") {
            let mut words = table.select.split(|c: char| !c.is_alphanumeric() && c != '_');
            assert!(words.all(|word| !unpacking.contains(&word)), "{}", table.name);
        }
    }

    /// Of a table whose rows stand by document no row need be held: documents are walked by their digests.
    #[test]
    fn rows_by_document_are_not_sorted() {
        let (_folder, store) = store();
        let sorted = [
            "sightings",
            "joined_exchanges",
            "event_counts",
            "publishers_daily",
            "runs",
            "actors",
        ];
        for table in TABLES.iter().filter(|table| !sorted.contains(&table.name)) {
            let explain = format!("EXPLAIN QUERY PLAN {}", table.select);
            let mut select = store.connection().prepare(&explain).unwrap();
            let plan = select.query_map([], |row| row.get::<_, String>("detail")).unwrap();
            let plan: Vec<String> = plan.map(Result::unwrap).collect();
            let by_digest =
                |step: &&String| step.starts_with("SCAN ") && step.contains("INDEX sqlite_autoindex_documents_1");
            let walked = plan.iter().skip_while(|step| !by_digest(step));
            let walked: Vec<&String> = walked.collect();
            let sorts = walked.iter().any(|step| step.contains("USE TEMP B-TREE FOR ORDER BY"));
            assert!(!walked.is_empty() && !sorts, "{}: {plan:#?}", table.name);
        }
    }
}
