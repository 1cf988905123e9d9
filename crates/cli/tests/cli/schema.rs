//! The published JSON Schema: that it is the program's own, and that all output follows it.

use super::program::{article, articles, run};
use serde_json::Value;
use std::path::Path;

fn published() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/record.schema.json");
    std::fs::read_to_string(path).expect("the schema is there")
}

#[test]
fn the_published_schema_is_the_program_s() {
    let printed = run(&["schema"]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    assert!(
        printed.out == published(),
        "run `cargo run -- schema > schema/record.schema.json`"
    );
}

#[test]
fn all_output_follows_it() {
    let schema: Value = serde_json::from_str(&published()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for path in articles() {
        for text in [&[][..], &["--no-text"]] {
            let mut arguments = vec!["read".as_ref(), path.as_os_str()];
            arguments.extend(text.iter().map(std::ffi::OsStr::new));
            let record = &run(&arguments).records()[0];
            let faults: Vec<String> = validator
                .iter_errors(record)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert_eq!(faults, Vec::<String>::new(), "{}", path.display());
        }
    }
}

#[test]
fn what_is_no_record_does_not() {
    let schema: Value = serde_json::from_str(&published()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let mut record = run(&["read".as_ref(), article("halma-bridge.txt").as_os_str()])
        .records()
        .remove(0);
    record["format"] = Value::from("demarche/0");
    assert!(!validator.is_valid(&record));
    record["format"] = Value::from("demarche/1");
    assert!(validator.is_valid(&record));
    record["statements"][0]["act"] = Value::from("shout");
    assert!(!validator.is_valid(&record));
}
