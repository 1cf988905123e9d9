//! What `demarche add` takes, and what it says of what it cannot.

use super::program::{command, folder, run, run_with_input};
use super::stored::{add, lines};
use demarche_store::rusqlite::Connection;
use demarche_store::{SCHEMA_VERSION, Store};
use flate2::{Compression, write::GzEncoder};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A record of a web archive that holds the answer of a server.
pub fn response(uri: &str, kind: &str, body: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{body}");
    let length = block.len();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2031-04-01T00:00:00Z\r\nContent-Length: {length}"
    );
    format!("{head}\r\n\r\n{block}\r\n\r\n").into_bytes()
}

pub const TEXTS: [&str; 3] = [
    "Kenya and Ghana signed an agreement about trains in Accra on Monday.\n",
    "Peru urged Norway to lower its tariffs on salted fish.\n",
    "Chad rejected a call by Nepal for new rules, its minister said.\n",
];

#[test]
fn the_same_reports_make_the_same_store_whatever_they_lie_in() {
    let (mut jsonl, mut csv, mut warc) = (String::new(), "url,text\r\n".to_owned(), Vec::new());
    let mut json = Vec::new();
    for (i, text) in TEXTS.iter().enumerate() {
        let uri = format!("https://courier.example/{i}");
        writeln!(jsonl, "{}", serde_json::json!({ "url": uri, "text": text.trim_end() })).unwrap();
        write!(csv, "{uri},\"{}\"\r\n", text.trim_end()).unwrap();
        warc.extend(gzip(&response(&uri, "text/plain", text.trim_end())));
        json.push(serde_json::json!({ "id": uri, "url": uri, "content_text": text.trim_end() }));
    }
    let feed =
        serde_json::json!({ "version": "https://jsonfeed.org/version/1.1", "title": "The Courier", "items": json });
    let files = folder(&[
        ("a.jsonl", jsonl.as_bytes()),
        ("a.csv", csv.as_bytes()),
        ("a.jsonl.gz", &gzip(jsonl.as_bytes())),
        ("a.warc.gz", &warc),
        ("a.json", feed.to_string().as_bytes()),
    ]);
    let mut stores = Vec::new();
    for name in ["a.jsonl", "a.csv", "a.jsonl.gz", "a.warc.gz", "a.json"] {
        let store = files.path().join(format!("{name}.db"));
        let added = add(&store, &[&files.path().join(name)], &[]);
        assert!(
            added.code == 0 && added.err.contains("added: 3"),
            "{name}: {}",
            added.err
        );
        stores.push(lines(&store));
    }
    assert!(stores.iter().all(|store| *store == stores[0]));
    assert!(stores[0].contains("https://courier.example/1"));
    let store = files.path().join("input.db");
    let input = run_with_input(
        &[
            "add",
            "--store",
            store.to_str().unwrap(),
            "-",
            "--input-format",
            "jsonl",
        ],
        jsonl.as_bytes(),
    );
    assert_eq!((input.code, lines(&store) == stores[0]), (0, true), "{}", input.err);
    let told = run_with_input(&["add", "--store", store.to_str().unwrap(), "-"], &warc);
    assert!(told.err.contains("added: 0, known: 3"), "{}", told.err);
    let pattern = format!("{}/a.*l", files.path().display());
    let again = run(&["add", "--store", store.to_str().unwrap(), &pattern]);
    assert!(again.err.contains("added: 0, known: 3"), "{}", again.err);
}

#[test]
fn what_is_known_of_a_report_is_kept() {
    let csv = "Headline,Story,Day,Paper\nTalks on fish,Peru urged Norway to lower its tariffs on fish.,2031-03-04,The Courier\n";
    let files = folder(&[("a.csv", csv.as_bytes())]);
    let store = files.path().join("news.db");
    let fields = [
        "--text-field",
        "Story",
        "--date-field",
        "Day",
        "--publisher-field",
        "Paper",
        "--max-characters",
        "100",
    ];
    let added = add(&store, &[&files.path().join("a.csv")], &fields);
    assert_eq!(added.code, 0, "{}", added.err);
    let kept = lines(&store);
    for held in [
        "Talks on fish\\n\\nPeru urged",
        "\"2031-03-04\"",
        "\"metadata\"",
        "\"The Courier\"",
    ] {
        assert!(kept.contains(held), "{held} in {kept}");
    }
    let misnamed = add(&store, &[&files.path().join("a.csv")], &["--text-field", "Text"]);
    assert_eq!(misnamed.code, 1);
    assert!(
        misnamed
            .err
            .contains("a.csv: there is no column “Text”; there are “Headline”, “Story”"),
        "{}",
        misnamed.err
    );
}

#[test]
fn whatever_is_wrong_is_named_and_counted_and_the_rest_read() {
    let long = "The ministers met again. ".repeat(60_000);
    let mut jsonl = format!("{}\n{{\"text\": \n", serde_json::json!({ "text": TEXTS[0] }));
    writeln!(jsonl, "{}", serde_json::json!({ "text": long })).unwrap();
    let mut warc = gzip(&response("https://c.example/1", "text/plain", TEXTS[1]));
    let cut = gzip(&response("https://c.example/2", "text/plain", TEXTS[0]));
    warc.extend(&cut[..cut.len() / 2]);
    warc.extend(gzip(&response("https://c.example/3", "image/png", "")));
    let files = folder(&[
        ("a.jsonl", jsonl.as_bytes()),
        ("b.csv", b"id,when\n1,2\n"),
        ("c.warc.gz", &warc),
        (
            "d.html",
            format!("<html>{}They met.", "<div>".repeat(100_000)).as_bytes(),
        ),
        ("e.txt.gz", &gzip(&vec![b' '; 90 << 20])),
        ("f.rss", b"<html><body>404"),
        ("g.txt", TEXTS[2].as_bytes()),
        ("h.jsonl.gz", &gzip(jsonl.as_bytes())[..50]),
    ]);
    let stores = folder(&[]);
    let store = stores.path().join("news.db");
    let added = add(&store, &[files.path()], &["--max-bytes", "1000000"]);
    assert_eq!(added.code, 1);
    for said in [
        "a.jsonl, record 2 at byte ",
        "a.jsonl, record 3 at byte ",
        "b.csv: no column is named like one of texts; there are “id”, “when”",
        "c.warc.gz, record 2 at byte ",
        "c.warc.gz, record 3 at byte ",
        "d.html: its elements are nested so deep",
        "e.txt.gz: it is longer than 1000000 bytes",
        "f.rss: it is no feed that can be read (it is a web page)",
        "h.jsonl.gz, record 1 at byte 0: what is packed there is cut off",
        "added: 3, known: 0",
        "left aside: 1 (no_page 1)",
        "not read: 8 (broken_archive 1, broken_feed 1, broken_record 2, missing_column 1, too_deep 1, too_long 2)",
    ] {
        assert!(added.err.contains(said), "{said} in {}", added.err);
    }
    assert!(!added.err.contains("panicked"));
    let strict = add(&stores.path().join("strict.db"), &[files.path()], &["--strict"]);
    assert!(
        strict.code == 1 && strict.err.contains("record 2 at byte "),
        "{}",
        strict.err
    );
    assert_eq!(lines(&stores.path().join("strict.db")).lines().count(), 1);
}

#[test]
fn stores_that_cannot_be_written_to_are_named() {
    let files = folder(&[
        ("a.txt", TEXTS[0].as_bytes()),
        ("diary.db", &b"Dear diary,\n".repeat(300)),
    ]);
    let report = files.path().join("a.txt");
    let (newer, locked) = (files.path().join("newer.db"), files.path().join("locked.db"));
    for store in [&newer, &locked] {
        drop(Store::create(store).unwrap());
    }
    Connection::open(&newer)
        .unwrap()
        .pragma_update(None, "user_version", SCHEMA_VERSION + 1)
        .unwrap();
    let other = Connection::open(&locked).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    for (store, remedy) in [
        (newer.as_path(), "newer version of demarche"),
        (&files.path().join("diary.db"), "no store of demarche"),
        (&locked, "another program is writing to it"),
        (
            Path::new("/no/such/folder/news.db"),
            "there is no folder /no/such/folder; make it",
        ),
        (files.path(), "it is a folder; give the name of a file in it, such as "),
    ] {
        let added = add(store, &[&report], &[]);
        assert_eq!((added.code, added.out.as_str()), (1, ""), "{}", added.err);
        assert!(
            added.err.contains(&*store.to_string_lossy()) && added.err.contains(remedy),
            "{}",
            added.err
        );
    }
}

#[test]
fn misuse() {
    for arguments in [
        &["add", "--store", "a.db", "https://courier.example/feed"][..],
        &[
            "add",
            "--store",
            "a.db",
            "https://",
            "--contact",
            "desk@courier.example",
        ],
        &["add", "--store", "a.db", "-", "--input-format", "pdf"],
        &["add", "--store", "a.db", "-", "--max-bytes", "0"],
        &["add", "--store", "a.db"],
    ] {
        let misused = run(arguments);
        assert_eq!(
            (misused.code, misused.out.as_str()),
            (2, ""),
            "{arguments:?}: {}",
            misused.err
        );
    }
    assert!(!Path::new("a.db").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_corpus() {
    let files = folder(&[]);
    let (source, store) = (files.path().join("a.jsonl"), files.path().join("news.db"));
    let line = serde_json::json!({ "body_of_it": TEXTS[0].repeat(400) }).to_string();
    let mut file = std::fs::File::create(&source).unwrap();
    // Nothing in it is read by the model, so that the time goes into what is tested.
    for _ in 0..8_000 {
        writeln!(file, "{{\"text\": 1, \"rest\": {line}}}").unwrap();
    }
    let mut child = command(&["add", "--threads", "2", "--store"])
        .args([&store, &source])
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let held = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        peak = peak.max(held.unwrap_or(0_u64));
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let size = source.metadata().unwrap().len() >> 10;
    assert!(size > 200_000 && peak < size, "{peak} kB for a file of {size} kB");
}
