//! `demarche verify`: what `read` writes holds, and what was tampered with does not.

use super::program::{article, articles, folder, run, run_with_input};
use serde_json::Value;

fn written(extra: &[&str]) -> String {
    let mut arguments: Vec<std::ffi::OsString> = vec!["read".into()];
    arguments.extend(articles().into_iter().map(Into::into));
    arguments.extend(extra.iter().map(Into::into));
    run(&arguments).out
}

#[test]
fn all_that_read_writes_holds() {
    for format in ["jsonl", "json"] {
        let verified = run_with_input(&["verify", "-"], written(&["--format", format]).as_bytes());
        assert_eq!((verified.code, verified.out.as_str()), (0, ""), "{format}");
    }
}

#[test]
fn a_record_without_its_text_holds_beside_the_report() {
    for report in articles() {
        let record = run(&["read".as_ref(), report.as_os_str(), "--no-text".as_ref()]).out;
        let folder = folder(&[("record.jsonl", record.as_bytes())]);
        let file = folder.path().join("record.jsonl");
        let beside = run(&[
            "verify".as_ref(),
            file.as_os_str(),
            "--text".as_ref(),
            report.as_os_str(),
        ]);
        assert_eq!(
            (beside.code, beside.out.as_str()),
            (0, ""),
            "{}: {}",
            report.display(),
            beside.err
        );
        let alone = run(&["verify".as_ref(), file.as_os_str()]);
        assert_eq!(alone.code, 1);
        assert!(alone.out.contains("text: is left out"), "{}", alone.out);
    }
}

#[test]
fn another_report_is_not_its_text() {
    let record = run(&[
        "read".as_ref(),
        article("halma-bridge.txt").as_os_str(),
        "--no-text".as_ref(),
    ])
    .out;
    let folder = folder(&[("record.jsonl", record.as_bytes())]);
    let other = article("ferry-inquiry.txt");
    let file = folder.path().join("record.jsonl");
    let verified = run(&[
        "verify".as_ref(),
        file.as_os_str(),
        "--text".as_ref(),
        other.as_os_str(),
    ]);
    assert_eq!(verified.code, 1);
    assert!(verified.out.contains("record 1: id: is “sha256:"), "{}", verified.out);
}

#[test]
fn a_tampered_record_is_shown_where() {
    // The third is the article on the Halma bridge.
    let mut records: Vec<Value> = written(&[])
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let statement = &mut records[2]["statements"][0];
    statement["content"][0][1] = Value::from(9_999_999);
    statement["within"] = Value::from("S999");
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    let verified = run_with_input(&["verify", "-"], lines.join("\n").as_bytes());
    assert_eq!(verified.code, 1);
    let faults: Vec<&str> = verified.out.lines().collect();
    assert_eq!(faults.len(), 2, "{}", verified.out);
    assert!(
        faults[0].contains("record 3: statements[0].content[0]: is ["),
        "{}",
        faults[0]
    );
    assert!(
        faults[1].contains("record 3: statements[0].within: is “S999”, should be an id in statements"),
        "{}",
        faults[1]
    );
}

#[test]
fn a_field_of_another_type_is_shown_where_and_the_next_record_is_still_checked() {
    let good = run(&["read".as_ref(), article("halma-bridge.txt").as_os_str()]).out;
    let mut bad: Value = serde_json::from_str(&good).unwrap();
    bad["statements"][0]["act"] = Value::from("shout");
    let verified = run_with_input(&["verify", "-"], format!("{bad}\n{good}").as_bytes());
    assert_eq!(verified.code, 1);
    assert_eq!(verified.out.lines().count(), 1, "{}", verified.out);
    assert!(
        verified.out.contains("record 1: statements[0].act: "),
        "{}",
        verified.out
    );
    assert!(verified.err.contains("1 of 2 records do not hold"), "{}", verified.err);
}

#[test]
fn no_records_are_no_proof() {
    run_with_input(&["verify", "-"], b"").assert_refused("holds no record");
    run_with_input(&["verify", "-"], b"{ \"format\": ").assert_refused("record 1 is no JSON");
    run(&["verify", "no/such/file.jsonl"]).assert_refused("no/such/file.jsonl");
}
