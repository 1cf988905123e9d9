//! `demarche export`: all of a store, a file a table.

use super::program::{Run, article, folder, run};
use demarche_store::TABLES;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use tempfile::TempDir;

/// Articles of the project's own, and one of them again in nearly the same words.
const ARTICLES: [&str; 4] = ["halma-bridge", "border-sanctions", "zambezi-patrols", "amman-envoy"];

struct Corpus {
    _folder: TempDir,
    articles: PathBuf,
    store: PathBuf,
}

fn corpus(threads: &str) -> Corpus {
    let folder = folder(&[]);
    let (articles, store) = (folder.path().join("articles"), folder.path().join("news.db"));
    std::fs::create_dir(&articles).unwrap();
    for name in ARTICLES {
        std::fs::copy(article(&format!("{name}.txt")), articles.join(format!("{name}.txt"))).unwrap();
    }
    let again = std::fs::read_to_string(article("halma-bridge.txt")).unwrap()
        + "\nMore was expected in the course of the week.\n";
    std::fs::write(articles.join("again.txt"), again).unwrap();
    let added = run(&[
        "add".as_ref(),
        articles.as_os_str(),
        "--threads".as_ref(),
        threads.as_ref(),
        "--store".as_ref(),
        store.as_os_str(),
    ]);
    assert_eq!(added.code, 0, "{}", added.err);
    Corpus {
        _folder: folder,
        articles,
        store,
    }
}

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| corpus("2"));

fn export(store: &Path, into: &Path, options: &[&str]) -> Run {
    let mut arguments = vec![
        "export".as_ref(),
        "--store".as_ref(),
        store.as_os_str(),
        into.as_os_str(),
    ];
    arguments.extend(options.iter().map(std::ffi::OsStr::new));
    run(&arguments)
}

/// The files of a folder by their names.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = folder.read_dir().unwrap().map(Result::unwrap);
    let file = |entry: std::fs::DirEntry| {
        (
            entry.file_name().into_string().unwrap(),
            std::fs::read(entry.path()).unwrap(),
        )
    };
    entries.map(file).collect()
}

/// An export, which goes well.
fn exported(store: &Path, format: &str) -> (TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = folder(&[]);
    let into = folder.path().join("export");
    let run = export(store, &into, &["--format", format]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let files = files(&into);
    (folder, files)
}

/// The rows of a CSV table, with the header.
fn rows(files: &BTreeMap<String, Vec<u8>>, table: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(files[&format!("{table}.csv")].as_slice());
    reader.deserialize().map(|row| row.expect("it is a row")).collect()
}

#[test]
fn every_table_is_a_file_and_is_described() {
    for (format, ending) in [("parquet", "parquet"), ("csv", "csv")] {
        let (_folder, files) = exported(&CORPUS.store, format);
        let mut names: Vec<String> = TABLES.iter().map(|table| format!("{}.{ending}", table.name)).collect();
        names.push("README.md".to_owned());
        names.sort();
        assert_eq!(files.keys().cloned().collect::<Vec<_>>(), names);
        let page = String::from_utf8(files["README.md"].clone()).unwrap();
        assert!(
            page.contains(&format!("`events.{ending}`. What one document reports of an act")),
            "{page}"
        );
    }
}

/// In whatever order, with however many threads, in however many runs: the same bytes.
#[test]
fn the_same_documents_are_the_same_bytes() {
    let folder = folder(&[]);
    let other = folder.path().join("b.db");
    for name in [
        "zambezi-patrols",
        "again",
        "amman-envoy",
        "halma-bridge",
        "border-sanctions",
        "again",
    ] {
        let path = CORPUS.articles.join(format!("{name}.txt"));
        let added = run(&["add".as_ref(), path.as_os_str(), "--store".as_ref(), other.as_os_str()]);
        assert_eq!(added.code, 0, "{}", added.err);
    }
    for format in ["parquet", "csv", "plover"] {
        let first = exported(&CORPUS.store, format).1;
        assert!(first == exported(&CORPUS.store, format).1, "{format}, twice");
        assert!(
            first == exported(&other, format).1,
            "{format}, in another order and one by one"
        );
    }
}

#[test]
fn one_thread_gives_what_two_give() {
    let one = corpus("1");
    for format in ["parquet", "csv", "plover"] {
        assert!(
            exported(&one.store, format).1 == exported(&CORPUS.store, format).1,
            "{format}"
        );
    }
}

/// Tables hold what the records hold.
#[test]
fn rows_are_those_of_the_records() {
    let (_folder, files) = exported(&CORPUS.store, "csv");
    let records = run(&[
        "read".as_ref(),
        CORPUS.articles.as_os_str(),
        "--format".as_ref(),
        "jsonl".as_ref(),
    ])
    .records();
    for record in &records {
        let of = |table: &str| {
            let mut rows = rows(&files, table);
            rows.retain(|row| row["document"] == record["id"].as_str().unwrap());
            rows
        };
        for table in ["sentences", "entities", "times", "places", "statements", "events"] {
            assert_eq!(of(table).len(), record[table].as_array().unwrap().len(), "{table}");
        }
        for (row, event) in of("events").iter().zip(record["events"].as_array().unwrap()) {
            assert_eq!(row["id"], event["id"].as_str().unwrap());
            assert_eq!(row["event"], event["event"].as_str().unwrap());
            assert_eq!(row["date"], event["date"].as_str().unwrap_or_default());
            assert_eq!(
                row["evidence_text"],
                event["evidence"]["text"].as_str().unwrap_or_default()
            );
            assert_eq!(row["negation"], event["negation"].to_string());
            let claims: Vec<String> = serde_json::from_value(event["claimed_by"].clone()).unwrap();
            let told = row["claimed_by"].as_str();
            assert_eq!(
                told,
                if claims.is_empty() {
                    String::new()
                } else {
                    serde_json::to_string(&claims).unwrap()
                }
            );
        }
        for (row, statement) in of("statements").iter().zip(record["statements"].as_array().unwrap()) {
            assert_eq!(
                row["source_text"],
                statement["source"]["text"].as_str().unwrap_or_default()
            );
            assert_eq!(row["cue_text"], statement["cue"]["text"].as_str().unwrap_or_default());
            assert_eq!(row["within"], statement["within"].as_str().unwrap_or_default());
            assert_eq!(row["content"], statement["content"].to_string());
        }
        let mentions = record["entities"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entity| entity["mentions"].as_array().unwrap().len());
        assert_eq!(of("mentions").len(), mentions.sum::<usize>());
        let relays = record["statements"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["relay"].as_array().unwrap().len());
        assert_eq!(of("relays").len(), relays.sum::<usize>());
    }
    assert!(rows(&files, "joined_events").len() < rows(&files, "events").len());
    assert_eq!(rows(&files, "stories").len(), ARTICLES.len());
}

#[test]
fn plover_is_what_read_writes() {
    let (_folder, files) = exported(&CORPUS.store, "plover");
    let read = run(&[
        "read".as_ref(),
        CORPUS.articles.as_os_str(),
        "--format".as_ref(),
        "plover".as_ref(),
    ])
    .out;
    // The day of arrival is no part of a record, and a file's name is its address.
    let mut expected: Vec<&str> = read.lines().collect();
    let mut lines: Vec<&str> = std::str::from_utf8(&files["events.jsonl"]).unwrap().lines().collect();
    expected.sort_unstable();
    lines.sort_unstable();
    assert_eq!(lines, expected);
    assert!(String::from_utf8_lossy(&files["README.md"]).contains(&format!("the {} reports of events", lines.len())));
}

#[test]
fn nothing_is_written_over_unasked() {
    let folder = folder(&[("mine.txt", b"mine")]);
    assert_eq!(export(&CORPUS.store, folder.path(), &["--format", "csv"]).code, 0);
    let before = files(folder.path());
    let again = export(&CORPUS.store, folder.path(), &["--format", "csv"]);
    again.assert_refused("documents.csv: there is such a file already; give another folder, or --force");
    assert_eq!(
        export(&CORPUS.store, folder.path(), &["--format", "csv", "--force"]).code,
        0
    );
    assert!(files(folder.path()) == before);
    assert_eq!(before["mine.txt"], b"mine");
}

#[test]
fn what_cannot_be_written_is_told_and_leaves_nothing() {
    let folder = folder(&[("file", b"")]);
    export(&CORPUS.store, &folder.path().join("file"), &[]).assert_refused("it is a file; give the name of a folder");
    export(&folder.path().join("none.db"), &folder.path().join("x"), &[]).assert_refused("there is no such store");
    assert_eq!(files(folder.path()).len(), 1);
}

/// On Linux a device stands for a disk that is full, and `/sys` for a folder that may not be written to.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_nothing() {
    let folder = folder(&[]);
    std::os::unix::fs::symlink("/dev/full", folder.path().join(".documents.csv.part")).unwrap();
    let full = export(&CORPUS.store, folder.path(), &["--format", "csv"]);
    full.assert_refused(
        "there is no room left on its disk; make room, or give a folder elsewhere; nothing of the export was kept",
    );
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    export(&CORPUS.store, Path::new("/sys/demarche"), &[]).assert_refused("/sys/demarche: it cannot be written to");
}

#[test]
fn an_empty_store_is_exported_too() {
    let folder = folder(&[]);
    let store = folder.path().join("a.db");
    drop(demarche_store::Store::create(&store).unwrap());
    for format in ["parquet", "csv", "plover"] {
        exported(&store, format);
    }
}

/// Whether Python has a module.
fn has(module: &str) -> bool {
    let python = Command::new(python())
        .args(["-c", &format!("import {module}")])
        .output();
    python.is_ok_and(|output| output.status.success())
}

/// `DEMARCHE_PYTHON` names another than the system's.
fn python() -> String {
    std::env::var("DEMARCHE_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// Says that something is left out, as Python has not what it needs.
fn skip(module: &str) {
    let message = format!(
        "skipped: {} has no {module}; name one that has with DEMARCHE_PYTHON\n",
        python()
    );
    let _unheard = std::io::stderr().write_all(message.as_bytes());
}

/// What each library says of a Parquet file: how many rows, and the kinds of its columns in a few words.
const OPENERS: [(&str, &str); 3] = [
    (
        "pyarrow",
        "import pyarrow.parquet as p\nread = lambda f: p.read_table(f).num_rows",
    ),
    (
        "duckdb",
        "import duckdb\nread = lambda f: duckdb.sql(f\"SELECT count(*) FROM '{f}'\").fetchall()[0][0]",
    ),
    (
        "polars",
        "import polars\nread = lambda f: polars.read_parquet(f).height",
    ),
];

#[test]
fn other_programs_open_it() {
    let (folder, files) = exported(&CORPUS.store, "parquet");
    let csv = exported(&CORPUS.store, "csv").1;
    let mut expected = String::new();
    for table in TABLES {
        let _ = writeln!(expected, "{}.parquet {}", table.name, rows(&csv, table.name).len());
    }
    assert_eq!(files.len(), TABLES.len() + 1);
    for (module, read) in OPENERS {
        if !has(module) {
            skip(module);
            continue;
        }
        let names: Vec<String> = TABLES.iter().map(|table| format!("{}.parquet", table.name)).collect();
        let script = format!("{read}\nfor f in {names:?}: print(f, read(f))");
        let output = Command::new(python())
            .args(["-c", &script])
            .current_dir(folder.path().join("export"))
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8_lossy(&output.stdout),
            expected,
            "{module}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// The pieces of code in a language on the page about exports.
fn examples(language: &str) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/using-exports.md");
    let page = std::fs::read_to_string(page).expect("the page is there");
    let begin = format!("```{language}\n");
    let code = page.split(&begin).skip(1).filter_map(|rest| rest.split("```").next());
    code.map(str::to_owned).collect()
}

/// Runs a piece of Python in a folder.
fn python_in(folder: &Path, code: &str) -> String {
    let output = Command::new(python())
        .args(["-c", code])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{code}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_page_s_examples_work() {
    let (folder, _) = exported(&CORPUS.store, "parquet");
    assert_eq!(
        export(&CORPUS.store, &folder.path().join("tables"), &["--format", "csv"]).code,
        0
    );
    assert!(examples("sql").len() == 4 && examples("python").len() == 4);
    std::fs::copy(&CORPUS.store, folder.path().join("news.db")).unwrap();
    for code in examples("python") {
        let of_parquet = code.contains("parquet").then_some("pyarrow");
        let modules = ["pandas", "polars"].into_iter().filter(|module| code.contains(module));
        match modules.chain(of_parquet).find(|module| !has(module)) {
            Some(missing) => skip(missing),
            None => drop(python_in(folder.path(), &code)),
        }
    }
    if !has("duckdb") {
        return skip("duckdb");
    }
    for question in examples("sql") {
        let code = format!("import duckdb\nprint(len(duckdb.sql(\"\"\"{question}\"\"\").fetchall()))");
        assert_ne!(python_in(folder.path(), &code).trim(), "0", "{question}");
    }
}

#[test]
fn r_reads_the_store() {
    let folder = folder(&[]);
    std::fs::copy(&CORPUS.store, folder.path().join("news.db")).unwrap();
    let r = |code: &str| {
        Command::new("Rscript")
            .args(["-e", code])
            .current_dir(folder.path())
            .output()
    };
    if !r("library(RSQLite)").is_ok_and(|output| output.status.success()) {
        return skip("RSQLite");
    }
    let examples = examples("r").into_iter().filter(|code| code.contains("RSQLite"));
    let outputs: Vec<_> = examples.map(|code| r(&code).unwrap()).collect();
    assert_eq!(outputs.len(), 1);
    for output in outputs {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_folder_in_the_way_leaves_the_earlier_export_as_it_was() {
    let folder = folder(&[]);
    let into = folder.path().join("export");
    assert_eq!(export(&CORPUS.store, &into, &["--format", "csv"]).code, 0);
    let in_the_way = into.join("documents.csv");
    std::fs::remove_file(&in_the_way).unwrap();
    std::fs::create_dir(&in_the_way).unwrap();
    std::fs::write(into.join("sentences.csv"), "old").unwrap();
    let refused = export(&CORPUS.store, &into, &["--format", "csv", "--force"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("documents.csv: it is a folder"), "{}", refused.err);
    assert_eq!(std::fs::read_to_string(into.join("sentences.csv")).unwrap(), "old");
    let names = into.read_dir().unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_string_lossy().ends_with(".part")));
}
