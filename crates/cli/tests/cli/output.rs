//! What is written for good input, and that it does not depend on what else is read, or on how many threads read.

use super::program::{article, articles, command, run, run_with_input};
use std::process::Stdio;

fn read_all(extra: &[&str]) -> super::program::Run {
    let mut arguments: Vec<std::ffi::OsString> = vec!["read".into()];
    arguments.extend(articles().into_iter().map(Into::into));
    arguments.extend(extra.iter().map(Into::into));
    run(&arguments)
}

#[test]
fn a_line_for_each_document_in_order() {
    let read = read_all(&[]);
    assert_eq!((read.code, read.err.as_str()), (0, ""));
    assert_eq!(read.records().len(), articles().len());
    let of_the_folder = run(&["read".as_ref(), article("").as_os_str()]);
    assert!(of_the_folder.out == read.out, "a folder is its files in order");
}

#[test]
fn the_same_bytes_at_any_number_of_threads() {
    let one = read_all(&["--threads", "1"]);
    for threads in ["2", "3"] {
        assert!(read_all(&["--threads", threads]).out == one.out, "{threads} threads");
    }
}

#[test]
fn a_document_alone_and_in_company() {
    let together = read_all(&[]).out;
    for (path, line) in articles().iter().zip(together.lines()) {
        let alone = run(&["read".as_ref(), path.as_os_str()]).out;
        assert_eq!(alone.trim_end(), line, "{}", path.display());
    }
}

#[test]
fn standard_input_is_a_document() {
    let path = article("halma-bridge.txt");
    let from_file = run(&["read".as_ref(), path.as_os_str()]);
    let text = std::fs::read(path).unwrap();
    for arguments in [&["read"][..], &["read", "-"]] {
        let from_input = run_with_input(arguments, &text);
        assert_eq!(from_input.code, 0, "{}", from_input.err);
        assert_eq!(
            from_input.records()[0]["statements"],
            from_file.records()[0]["statements"]
        );
    }
}

#[test]
fn what_is_given_stands_in_the_record() {
    let path = article("halma-bridge.txt");
    let given = [
        "--published",
        "2023-03-15",
        "--publisher",
        "The Meridian Post",
        "--uri",
        "https://meridian.example/1",
    ];
    let mut arguments = vec!["read".as_ref(), path.as_os_str()];
    arguments.extend(given.iter().map(std::ffi::OsStr::new));
    let document = &run(&arguments).records()[0]["document"];
    assert_eq!(document["published"]["date"], "2023-03-15");
    assert_eq!(document["published"]["basis"], "given");
    assert_eq!(document["publisher"], "The Meridian Post");
    assert_eq!(document["uri"], "https://meridian.example/1");
}

#[test]
fn without_its_text() {
    let path = article("halma-bridge.txt");
    let record = &run(&["read".as_ref(), path.as_os_str(), "--no-text".as_ref()]).records()[0];
    assert!(record.get("text").is_none());
    assert!(!record["statements"].as_array().unwrap().is_empty());
}

#[test]
fn json_is_jsonl_over_many_lines() {
    let path = article("halma-bridge.txt");
    let json = run(&["read".as_ref(), path.as_os_str(), "--format".as_ref(), "json".as_ref()]);
    let jsonl = run(&["read".as_ref(), path.as_os_str()]);
    let record: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert!(json.out.lines().count() > 20);
    assert_eq!(record, jsonl.records()[0]);
}

#[test]
fn text_marks_and_lists_what_the_record_holds() {
    let path = article("halma-bridge.txt");
    let text = run(&["read".as_ref(), path.as_os_str(), "--format".as_ref(), "text".as_ref()]);
    let record = &run(&["read".as_ref(), path.as_os_str()]).records()[0];
    assert_eq!(text.code, 0, "{}", text.err);
    assert!(!text.out.contains('\u{1b}'), "nothing but a terminal gets bold letters");
    for statement in record["statements"].as_array().unwrap() {
        let number = statement["id"].as_str().unwrap().trim_start_matches('S');
        assert!(
            text.out.contains(&format!("⟦{number} ")) && text.out.contains(&format!("⟦{number}⟧")),
            "{number}"
        );
    }
}

#[test]
fn views_of_several_documents_are_headed() {
    let read = read_all(&["--format", "text"]);
    for path in articles() {
        assert!(read.out.contains(&format!("════ {} ════", path.display())));
    }
}

#[test]
fn nobody_reads_on() {
    let mut arguments: Vec<std::ffi::OsString> = vec!["read".into()];
    arguments.extend(articles().into_iter().cycle().take(40).map(Into::into));
    let mut child = command(&arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(
        ended.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}
