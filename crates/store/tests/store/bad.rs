//! What a store says where something is wrong.

use crate::order::corpus;
use crate::page::{Deed, Page};
use crate::{filled, lines, run};
use demarche_store::rusqlite::Connection;
use demarche_store::{SCHEMA_VERSION, Store, StoreError};
use demarche_types::{Exchange, ExchangeRelation, Span};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A store with one document.
fn store_in(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("news.db");
    let page = Page::new("The ferry to the island came back empty on Monday. ");
    filled(&path, &[page.entry()], 1);
    path
}

/// Asserts that the message names the file and says what to do.
fn assert_says(error: &StoreError, path: &Path, remedy: &str) {
    let message = error.to_string();
    assert!(
        message.contains(&*path.to_string_lossy()) && message.contains(remedy),
        "{message}"
    );
}

#[test]
fn no_store_and_no_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("news.db");
    for error in [
        Store::open(&path).unwrap_err(),
        Store::open_read_only(&path).unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::Missing(_)));
        assert_says(&error, &path, "check the path");
    }
    for bytes in [b"Dear diary,\n".repeat(300), Vec::new()] {
        fs::write(&path, &bytes).unwrap();
        let error = Store::open_read_only(&path).unwrap_err();
        assert!(matches!(error, StoreError::NotAStore(_)), "{error}");
    }
    for bytes in [b"Dear diary,\n".repeat(300), Vec::new()] {
        fs::write(&path, &bytes).unwrap();
        assert!(matches!(Store::open(&path).unwrap_err(), StoreError::NotAStore(_)));
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    Store::open_or_create(&path).expect("a blank file becomes a store");
    Store::open(&path).expect("it is one");
    assert!(matches!(Store::create(&path).unwrap_err(), StoreError::Exists(_)));
}

#[test]
fn a_database_of_somebody_else() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("other.db");
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE recipes (name TEXT)")
        .unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(Store::open(&path).unwrap_err(), StoreError::NotAStore(_)));
    assert!(matches!(
        Store::open_read_only(&path).unwrap_err(),
        StoreError::NotAStore(_)
    ));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_newer_store() {
    let folder = TempDir::new().unwrap();
    let path = store_in(&folder);
    let newer = SCHEMA_VERSION + 1;
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", newer)
        .unwrap();
    for error in [
        Store::open(&path).unwrap_err(),
        Store::open_read_only(&path).unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::Newer { found, .. } if found == newer));
        assert_says(&error, &path, "newer version of demarche");
    }
}

#[test]
fn a_locked_store() {
    let folder = TempDir::new().unwrap();
    let path = store_in(&folder);
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Locked(_)), "{error}");
    assert_says(&error, &path, "wait");
    assert_eq!(lines(&Store::open_read_only(&path).unwrap()).len(), 1);
}

#[test]
fn a_full_disk_keeps_what_was_committed() {
    let folder = TempDir::new().unwrap();
    let path = store_in(&folder);
    let mut store = Store::open(&path).unwrap();
    let before = lines(&store);
    let pages: i64 = store
        .connection()
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    store
        .connection()
        .pragma_update_and_check(None, "max_page_count", pages + 4, |_| Ok(()))
        .unwrap();
    let run = run(&mut store);
    let mut batch = store.begin(run).unwrap();
    let closed = |n: usize| format!("It rained, and road {} was closed. ", n * 7919 % 99_991);
    let long: String = (0..2000).map(closed).collect();
    let error = batch.add(&Page::new(&long).entry()).unwrap_err();
    assert!(matches!(error, StoreError::Full(_)), "{error}");
    assert_says(&error, &path, "make room");
    drop(batch);
    assert_eq!(lines(&store), before);
    drop(store);
    let again = filled(&path, &[Page::new(&long).entry()], 1);
    assert_eq!(lines(&again).len(), 2);
}

#[test]
fn a_folder_that_is_not_there_or_is_no_folder() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("nowhere/news.db");
    assert_says(&Store::create(&path).unwrap_err(), &path, "make it");
    for error in [
        Store::open(folder.path()).unwrap_err(),
        Store::open_or_create(folder.path()).unwrap_err(),
        Store::open_read_only(folder.path()).unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::Folder(_)));
        assert_says(&error, folder.path(), "give the name of a file");
    }
}

/// Who may do everything cannot be refused anything; then there is nothing to test.
#[cfg(unix)]
#[test]
fn a_folder_that_may_only_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let path = store_in(&folder);
    let may = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    may(0o555);
    let refused = fs::write(folder.path().join("probe"), b"").is_err();
    if refused {
        let new = folder.path().join("new.db");
        let error = Store::create(&new).unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly(_)));
        assert_says(&error, &new, "may write");
        assert_eq!(lines(&Store::open_read_only(&path).unwrap()).len(), 1);
    }
    may(0o755);
}

/// A log that cannot be read is no reason to answer without it.
#[cfg(unix)]
#[test]
fn a_log_in_a_folder_that_may_only_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, copies) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (path, copy) = (folder.path().join("news.db"), copies.path().join("news.db"));
    let _writes = filled(&path, &[Page::new("The ferry came back empty on Monday. ").entry()], 1);
    fs::copy(&path, &copy).unwrap();
    fs::copy(folder.path().join("news.db-wal"), copies.path().join("news.db-wal")).unwrap();
    let may = |mode| fs::set_permissions(copies.path(), fs::Permissions::from_mode(mode)).unwrap();
    may(0o555);
    if fs::write(copies.path().join("probe"), b"").is_err() {
        let error = Store::open_read_only(&copy).unwrap_err();
        assert!(matches!(error, StoreError::Unsettled(_)), "{error}");
        assert_says(&error, &copy, "both files");
    }
    may(0o755);
    assert_eq!(lines(&Store::open_read_only(&copy).unwrap()).len(), 1);
}

#[test]
fn a_damaged_store() {
    let folder = TempDir::new().unwrap();
    let path = store_in(&folder);
    let mut bytes = fs::read(&path).unwrap();
    let half = bytes.len() / 4;
    bytes[half..].fill(0x5a);
    fs::write(&path, bytes).unwrap();
    let damaged = |error: &StoreError| matches!(error, StoreError::Damaged(_) | StoreError::Database { .. });
    match Store::open_read_only(&path) {
        Ok(store) => assert!(damaged(&store.canonical(|_| ()).unwrap_err())),
        Err(error) => assert!(damaged(&error), "{error}"),
    }
}

#[test]
fn a_record_that_does_not_hold_is_refused_and_the_rest_kept() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("news.db");
    let (good, other) = (
        Page::new("They met at noon. ").entry(),
        Page::new("They met at night. ").entry(),
    );
    let mut bad = Page::new("They did not meet. ").entry();
    bad.record.id = good.record.id.clone();
    let mut store = Store::create(&path).unwrap();
    let run = run(&mut store);
    let mut batch = store.begin(run).unwrap();
    batch.add(&good).unwrap();
    let error = batch.add(&bad).unwrap_err();
    assert!(error.to_string().contains("digest"), "{error}");
    batch.add(&other).unwrap();
    batch.commit().unwrap();
    assert_eq!(lines(&store).len(), 2);
}

/// What was written of a record before it was found wrong is taken back, whether its text was known or not.
#[test]
fn what_is_refused_late_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let [good, other, third] = [
        "A waiter carried in soup. ",
        "Verdania and Ostria met. ",
        "Ostria sent grain. ",
    ]
    .map(|first| {
        let deed = Deed {
            category: "CONSULT",
            trigger: "met",
            actor: ("Verdania", "VRD"),
            recipient: Some(("Ostria", "OST")),
        };
        let text = format!("{first}Later Verdania met Ostria at noon. ");
        Page::new(&text).by("The Courier", "2023-03-14").event(&deed)
    });
    let spoilt = |page: &Page| {
        let mut entry = page.entry();
        entry.record.exchanges.push(Exchange {
            id: "X1".to_owned(),
            opening: "E1".to_owned(),
            reply: "E9".to_owned(),
            relation: ExchangeRelation::Rejects,
            evidence: None,
        });
        entry
    };
    let mut store = Store::create(&folder.path().join("news.db")).unwrap();
    let id = run(&mut store);
    let mut batch = store.begin(id).unwrap();
    batch.add(&good.entry()).unwrap();
    assert!(batch.add(&spoilt(&third)).is_err());
    batch.add(&other.entry()).unwrap();
    assert!(
        batch
            .add(&spoilt(&good.clone().by("The Courier", "2023-03-12")))
            .is_err()
    );
    batch.commit().unwrap();
    let document = store.find(&good.entry().record.id).unwrap().unwrap();
    let mut batch = store.begin(id).unwrap();
    assert!(batch.replace(document, &spoilt(&good)).is_err());
    batch.commit().unwrap();
    let kept = [good.entry(), other.entry()];
    let expected = filled(&folder.path().join("kept.db"), &kept, 1);
    assert_eq!(crate::lines_and_rows(&store), crate::lines_and_rows(&expected));
    assert_eq!(crate::flaws(&store), []);
}

#[test]
fn a_record_that_points_out_of_its_text_is_refused() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::create(&folder.path().join("news.db")).unwrap();
    let id = run(&mut store);
    let mut batch = store.begin(id).unwrap();
    for sentence in [Span::new(3, 18), Span::new(4, 3)] {
        let mut entry = Page::new("They met at noon.").entry();
        entry.record.sentences.push(sentence);
        let error = batch.add(&entry).unwrap_err().to_string();
        assert!(
            error.contains("a sentence stands at") && error.contains("17 code points"),
            "{error}"
        );
    }
    batch.commit().unwrap();
    assert!(lines(&store).is_empty());
}

#[test]
fn sheets_that_say_something_else_are_found() {
    for (wrong, place) in [
        (
            "DELETE FROM event_sheets WHERE key = (SELECT min(key) FROM event_sheets)",
            "event_sheets",
        ),
        ("UPDATE event_sheets SET key = key + (1 << 40)", "event_sheets"),
        (
            "INSERT INTO claim_sheets (key, lines) VALUES (1, x'55010101')",
            "claim_sheets",
        ),
        (
            "INSERT INTO statement_sheets (key, lines) VALUES (1, x'01000002')",
            "statement_sheets",
        ),
        ("UPDATE events SET day = day + 1", "event_sheets"),
        ("UPDATE labels SET code = code || 'X'", "event_sheets"),
    ] {
        let folder = TempDir::new().unwrap();
        let store = filled(&folder.path().join("a.db"), &corpus(), 3);
        assert_eq!(crate::flaws(&store), []);
        store.connection().execute_batch(wrong).unwrap();
        let flaws = crate::flaws(&store);
        assert!(flaws.iter().any(|flaw| flaw.place == place), "{wrong}: {flaws:?}");
    }
}
