//! Stores that earlier versions have written: one of each schema lies in `tests/fixtures`, made of the same reports.

use crate::order::corpus;
use crate::{filled, lines};
use demarche_store::{SCHEMA_VERSION, Store, StoreError};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A copy of the store that the version with this schema has written.
fn copy(schema: i64, folder: &TempDir) -> PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let path = folder.path().join("old.db");
    std::fs::copy(fixtures.join(format!("schema-{schema}.db")), &path).expect("there is one of each");
    path
}

#[test]
fn stores_of_every_older_schema_open_and_hold_the_same() {
    for schema in 1..SCHEMA_VERSION {
        let folder = TempDir::new().unwrap();
        let expected = lines(&filled(&folder.path().join("new.db"), &corpus(), 5));
        let path = copy(schema, &folder);
        assert_eq!(lines(&Store::open(&path).unwrap()), expected, "schema {schema}");
        assert_eq!(lines(&filled(&path, &corpus(), 5)), expected, "schema {schema}");
        assert_eq!(crate::flaws(&Store::open(&path).unwrap()), []);
    }
}

/// One text that is damaged keeps nobody from the others.
#[test]
fn an_older_store_with_a_damaged_text_opens_and_says_so() {
    let folder = TempDir::new().unwrap();
    let path = copy(4, &folder);
    let damage = "UPDATE documents SET packed = substr(packed, 1, 40) WHERE id = (SELECT document FROM events LIMIT 1)";
    let connection = demarche_store::rusqlite::Connection::open(&path).unwrap();
    assert_eq!(connection.execute(damage, []).unwrap(), 1);
    drop(connection);
    let store = Store::open(&path).unwrap();
    let damaged = store
        .documents()
        .unwrap()
        .into_iter()
        .filter_map(|id| store.check_text(id).unwrap());
    assert_eq!(damaged.count(), 1);
    let flaws = crate::flaws(&store);
    assert!(
        flaws.iter().all(|flaw| flaw.what.contains("1 damaged texts")),
        "{flaws:?}"
    );
}

#[test]
fn an_older_store_is_not_read_before_it_is_brought_up_to_date() {
    let folder = TempDir::new().unwrap();
    let path = copy(1, &folder);
    let error = Store::open_read_only(&path).unwrap_err();
    assert!(matches!(error, StoreError::Older { found: 1, .. }), "{error}");
    assert!(error.to_string().contains("demarche store check"), "{error}");
    Store::open(&path).unwrap();
    Store::open_read_only(&path).unwrap();
}
