//! `demarche add` and what keeps its store.

use super::program::{Run, command, folder, run};
use super::sources::{gzip, response};
use demarche_store::Store;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;

const STATES: [&str; 7] = ["Kenya", "Ghana", "Peru", "Norway", "Chad", "Nepal", "Cuba"];
const MATTERS: [&str; 5] = [
    "salted fish",
    "river water",
    "night trains",
    "old debts",
    "border posts",
];

/// A report of our own: a demand, refusal or threat between states, some of them in nearly the same words as another.
fn report(i: usize) -> String {
    let (actor, other) = (STATES[i % 7], STATES[(i / 7 + 1 + i) % 7]);
    let (matter, day) = (MATTERS[i % 5], 1 + i / 20 % 28);
    let body = match i % 4 {
        0 => {
            format!(
                "{actor} urged {other} to lower its tariffs on {matter}. \"We have waited long,\" the minister said."
            )
        }
        1 => {
            format!("{actor} rejected a call by {other} for new rules on {matter}. It gave no reason for the decision.")
        }
        2 => format!("{actor} threatened {other} with sanctions over {matter}, officials said after a long meeting."),
        _ => format!("{actor} and {other} held talks about {matter} in the capital. The talks are to go on next week."),
    };
    format!("NAIROBI, {day} March 2031 (The Courier) - {body}\n\nReport {i} was filed at noon and not changed.\n")
}

/// A folder of reports.
fn reports(count: usize) -> TempDir {
    let folder = folder(&[]);
    for i in 0..count {
        let path = folder.path().join(format!("{:03}.txt", i * 37 % 1000));
        std::fs::write(path, report(i)).expect("a file can be written");
    }
    folder
}

/// The same reports as packed JSON Lines, with some lines broken, and as a web archive, with some records broken.
fn containers(count: usize, folder: &Path) -> [PathBuf; 2] {
    let (lines, archive) = (folder.join("news.jsonl.gz"), folder.join("news.warc.gz"));
    let mut jsonl = String::new();
    let mut warc = Vec::new();
    for i in 0..count {
        let line = serde_json::json!({ "text": report(i), "url": format!("https://courier.example/{i}") });
        writeln!(jsonl, "{line}").unwrap();
        warc.extend(gzip(&response(
            &format!("https://courier.example/{i}"),
            "text/plain",
            &report(i),
        )));
        if i % 40 == 7 {
            jsonl += "{\"text\": \"cut\n";
            warc.extend(gzip(b"WARC/1.0\r\nContent-Length: none\r\n\r\n"));
        }
    }
    std::fs::write(&lines, gzip(jsonl.as_bytes())).unwrap();
    std::fs::write(&archive, warc).unwrap();
    [lines, archive]
}

pub fn add(store: &Path, sources: &[&Path], options: &[&str]) -> Run {
    let mut arguments = vec!["add".as_ref(), "--store".as_ref(), store.as_os_str()];
    arguments.extend(sources.iter().map(|source| source.as_os_str()));
    arguments.extend(options.iter().map(std::ffi::OsStr::new));
    run(&arguments)
}

/// All that a store holds, in lines that do not depend on the order of adding.
pub fn lines(store: &Path) -> String {
    let store = Store::open_read_only(store).expect("it is a store");
    let mut lines = String::new();
    store
        .canonical(|line| writeln!(lines, "{line}").expect("a string can be written to"))
        .expect("it can be read");
    lines
}

/// Asserts that the file alone is the whole store: a copy of it holds all, and nothing is left beside it.
pub fn assert_whole(store: &Path) {
    for beside in ["-wal", "-shm"] {
        let mut beside_it = store.as_os_str().to_owned();
        beside_it.push(beside);
        assert!(!Path::new(&beside_it).exists(), "{beside_it:?} is left");
    }
    let folder = TempDir::new().unwrap();
    let copy = folder.path().join("copy.db");
    std::fs::copy(store, &copy).unwrap();
    assert_eq!(lines(&copy), lines(store));
}

#[test]
fn all_that_was_added_is_in_the_one_file() {
    let (some, all, folder) = (reports(5), reports(9), folder(&[("actors.csv", ACTORS)]));
    let store = folder.path().join("news.db");
    for reports in [&some, &all] {
        let added = add(&store, &[reports.path()], &[]);
        assert_eq!(added.code, 0, "{}", added.err);
        assert_whole(&store);
    }
    assert_eq!(Store::open_read_only(&store).unwrap().documents().unwrap().len(), 9);
    let actors = folder.path().join("actors.csv");
    let recoded = run(&[
        "recode",
        "--store",
        store.to_str().unwrap(),
        "--actors",
        actors.to_str().unwrap(),
    ]);
    assert!(recoded.code == 0 && recoded.err.contains("again: 9"), "{}", recoded.err);
    assert_whole(&store);
}

#[test]
fn a_file_that_others_read_is_whole_too() {
    let (reports, more) = (reports(4), folder(&[("more.txt", report(77).as_bytes())]));
    let folder = TempDir::new().unwrap();
    let store = folder.path().join("news.db");
    add(&store, &[reports.path()], &[]);
    let reader = Store::open_read_only(&store).unwrap();
    add(&store, &[more.path()], &[]);
    let copy = folder.path().join("copy.db");
    std::fs::copy(&store, &copy).unwrap();
    assert_eq!(Store::open_read_only(&copy).unwrap().documents().unwrap().len(), 5);
    assert_eq!(reader.documents().unwrap().len(), 5);
}

#[test]
fn a_blank_file_is_no_store_but_can_become_one() {
    let files = folder(&[("blank.db", b"")]);
    let blank = files.path().join("blank.db");
    let store = blank.to_str().unwrap();
    let questions: [&[&str]; 5] = [
        &["store", "check"],
        &["store", "compact"],
        &["recode"],
        &["actors"],
        &["events"],
    ];
    for question in questions {
        let refused = run(&[question, &["--store", store]].concat());
        assert!(
            refused.code == 1 && refused.err.contains("it is no store of demarche"),
            "{}",
            refused.err
        );
        assert_eq!(std::fs::read(&blank).unwrap(), b"", "{question:?}");
    }
    let added = add(&blank, &[reports(1).path()], &[]);
    assert_eq!(added.code, 0, "{}", added.err);
    assert_eq!(run(&["store", "check", "--store", store]).code, 0);
}

#[test]
fn a_killed_run_loses_nothing_and_repeats_nothing() {
    let reports = reports(260);
    survives(reports.path(), 0);
}

#[test]
fn a_killed_run_over_records_loses_nothing_and_repeats_nothing() {
    let folder = TempDir::new().unwrap();
    for container in containers(260, folder.path()) {
        survives(&container, 1);
    }
}

/// A run over a source that is killed at any time and started again ends as one that was left alone, with this code.
fn survives(source: &Path, code: i32) {
    let folder = TempDir::new().unwrap();
    let (calm, killed) = (folder.path().join("calm.db"), folder.path().join("killed.db"));
    let undisturbed = add(&calm, &[source], &["--threads", "1"]);
    assert!(
        undisturbed.code == code && undisturbed.err.contains("added: 260"),
        "{}",
        undisturbed.err
    );
    let mut documents = Vec::new();
    for i in 0..8_u64 {
        let mut child = command(&["add", "--threads", "2", "--store"])
            .arg(&killed)
            .arg(source)
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(Duration::from_millis(250 + i * 7919 % 1300));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        documents.push(Store::open(&killed).map_or(0, |store| store.documents().expect("it can be read").len()));
    }
    assert!(documents.is_sorted(), "{documents:?}");
    let last = add(&killed, &[source], &[]);
    assert_eq!(last.code, code, "{}", last.err);
    let known = format!("known: {}", documents.last().unwrap());
    assert!(last.err.contains(&known), "{} against {documents:?}", last.err);
    assert_eq!(lines(&killed), lines(&calm));
}

#[test]
fn neither_order_nor_threads_nor_runs_change_a_store() {
    let (reports, folder) = (reports(60), TempDir::new().unwrap());
    let (one, other) = (folder.path().join("one.db"), folder.path().join("other.db"));
    assert_eq!(add(&one, &[reports.path()], &["--threads", "1"]).code, 0);
    let mut files: Vec<_> = reports
        .path()
        .read_dir()
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort_by_key(|file| std::cmp::Reverse(file.file_name().map(ToOwned::to_owned)));
    for files in files.chunks(23) {
        let files: Vec<&Path> = files.iter().map(AsRef::as_ref).collect();
        assert_eq!(add(&other, &files, &["--threads", "3"]).code, 0);
    }
    assert_eq!(lines(&other), lines(&one));
    let again = add(&one, &[reports.path()], &[]);
    assert!(again.err.contains("added: 0, known: 60"), "{}", again.err);
    assert_eq!(lines(&other), lines(&one));
}

#[test]
fn what_cannot_be_read_is_counted_and_the_rest_added() {
    let german =
        "Die Minister der beiden Staaten trafen sich am Montag in der Hauptstadt und sprachen lange über den Handel.";
    let files = folder(&[
        ("a.txt", b"Kenya and Ghana signed an agreement about trains on Monday."),
        ("b.txt", b"\x00\x01\x02\x03"),
        ("c.txt", german.as_bytes()),
        ("d.txt", b"Peru and Norway signed an agreement about boats on Monday."),
        ("e.json", b"{}"),
    ]);
    let stores = folder(&[]);
    let store = stores.path().join("news.db");
    let added = add(&store, &[files.path()], &[]);
    assert_eq!((added.code, added.out.as_str()), (1, ""), "{}", added.err);
    for said in [
        "b.txt: ",
        "do not tell that they hold reports: 1, ",
        "added: 2",
        "left aside: 2 (not_english 1, other_files 1)",
        "not read: 1",
    ] {
        assert!(added.err.contains(said), "{said} in {}", added.err);
    }
    let strict = folder(&[]);
    let store = strict.path().join("news.db");
    let stopped = add(&store, &[files.path()], &["--strict"]);
    assert_eq!(stopped.code, 1);
    assert_eq!(lines(&store).lines().count(), 1, "{}", stopped.err);
}

#[test]
fn a_store_is_checked_and_compacted() {
    let (reports, folder) = (reports(20), TempDir::new().unwrap());
    let store = folder.path().join("news.db");
    add(&store, &[reports.path()], &[]);
    let before = lines(&store);
    let name = store.to_str().unwrap();
    let compacted = run(&["store", "compact", "--store", name]);
    assert_eq!(compacted.code, 0, "{}", compacted.err);
    assert_eq!(lines(&store), before);
    let checked = run(&["store", "check", "--store", name]);
    assert_eq!((checked.code, checked.out.as_str()), (0, ""), "{}", checked.err);
    let connection = demarche_store::rusqlite::Connection::open(&store).unwrap();
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF;
             UPDATE documents SET packed = CAST('They met.' AS BLOB), size = 9 WHERE id = 3;
             UPDATE documents SET packed = substr(packed, 1, 40) WHERE id = 2;
             UPDATE documents SET size = -1 WHERE id = 4;
             UPDATE events SET reason = 9999 WHERE id = (SELECT max(id) FROM events);
             DELETE FROM joined_events WHERE id IN (SELECT joined FROM events LIMIT 1);",
        )
        .unwrap();
    let checked = run(&["store", "check", "--store", name]);
    assert_eq!(checked.code, 1);
    for flaw in [
        "its text is another",
        "its text is damaged",
        "events: 1 have a reason that is not there",
        "events: 1 stand in no document",
        "sha256:",
        "sentence_search: ",
    ] {
        assert!(checked.out.contains(flaw), "{flaw} in {} {}", checked.out, checked.err);
    }
}

/// What is wrong with the rows is no fault of the question.
#[test]
fn a_store_that_is_damaged_is_said_to_be() {
    let (reports, folder) = (reports(3), TempDir::new().unwrap());
    let store = folder.path().join("news.db");
    let (name, into) = (store.to_str().unwrap(), folder.path().join("export"));
    add(&store, &[reports.path()], &[]);
    let connection = demarche_store::rusqlite::Connection::open(&store).unwrap();
    for damage in [
        "size = -1",
        "size = size + 1",
        "packed = substr(packed, 1, 40)",
        "packed = x'00', size = 9",
    ] {
        connection
            .execute_batch(&format!("UPDATE documents SET {damage} WHERE id = 2"))
            .unwrap();
        for asked in [
            run(&["sql", "SELECT text FROM texts", "--store", name]),
            run(&["sql", "SELECT text FROM sentence_texts", "--store", name]),
            run(&["export", "--store", name, "--force", into.to_str().unwrap()]),
        ] {
            assert_eq!(asked.code, 1, "{damage}: {}", asked.err);
            assert!(
                asked
                    .err
                    .contains("news.db: the store is damaged; `demarche store check --store "),
                "{damage}: {}",
                asked.err
            );
        }
    }
    let unclear = run(&["sql", "SELECT json('{')", "--store", name]);
    assert!(
        unclear.code == 1 && unclear.err.contains("malformed JSON") && unclear.err.contains("demarche store check"),
        "{}",
        unclear.err
    );
}

/// Peru is somebody else to whoever reads with this table.
const ACTORS: &[u8] = b"name,code,sector\nPeru,PRX,GOV\n";

#[test]
fn reading_again_changes_what_the_rules_change() {
    let (reports, folder) = (reports(24), folder(&[("actors.csv", ACTORS)]));
    let (store, fresh) = (folder.path().join("news.db"), folder.path().join("fresh.db"));
    let actors = folder.path().join("actors.csv");
    let (name, actors) = (store.to_str().unwrap(), actors.to_str().unwrap());
    add(&store, &[reports.path()], &[]);
    let same = run(&["recode", "--store", name]);
    assert!(same.err.contains("read again: 0"), "{}", same.err);
    assert_eq!(run(&["diff", "--store", name]).code, 1);
    let recoded = run(&["recode", "--store", name, "--actors", actors]);
    assert_eq!(recoded.code, 0, "{}", recoded.err);
    assert!(recoded.err.contains("read again: 24, of which "), "{}", recoded.err);
    add(&fresh, &[reports.path()], &["--actors", actors]);
    assert_eq!(lines(&store), lines(&fresh));
    let diff = run(&["diff", "--store", name, "--format", "jsonl"]);
    assert_eq!(diff.code, 0, "{}", diff.err);
    let changes: Vec<serde_json::Value> = diff
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let codes = |change: &str| {
        changes
            .iter()
            .filter(|it| it["change"] == change && it["kind"] == "event")
            .count()
    };
    assert!(codes("new") > 0 && codes("new") == codes("gone"), "{}", diff.out);
    assert_eq!(run(&["store", "check", "--store", name]).code, 0);
}
