//! The command line's help, which is its documentation.

use super::program::{Run, command, run};

fn help(arguments: &[&str]) -> String {
    let run: Run = command(arguments)
        .env("COLUMNS", "80")
        .output()
        .expect("the program starts")
        .into();
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out
}

#[test]
fn of_the_program() {
    insta::assert_snapshot!(help(&["--help"]));
}

#[test]
fn of_read() {
    insta::assert_snapshot!(help(&["read", "--help"]));
}

#[test]
fn of_verify() {
    insta::assert_snapshot!(help(&["verify", "--help"]));
}

#[test]
fn of_explain() {
    insta::assert_snapshot!(help(&["explain", "--help"]));
}

#[test]
fn of_the_rules() {
    insta::assert_snapshot!(help(&["rules", "check", "--help"]));
    insta::assert_snapshot!(help(&["codebook", "--help"]));
}

#[test]
fn of_schema() {
    insta::assert_snapshot!(help(&["schema", "--help"]));
}

#[test]
fn of_the_verbs_that_keep_a_store() {
    insta::assert_snapshot!(help(&["add", "--help"]));
    insta::assert_snapshot!("of_watch", help(&["watch", "--help"]));
    insta::assert_snapshot!(help(&["recode", "--help"]));
    insta::assert_snapshot!(help(&["diff", "--help"]));
    insta::assert_snapshot!("of_export", help(&["export", "--help"]));
    insta::assert_snapshot!(help(&["store", "check", "--help"]));
    insta::assert_snapshot!(help(&["store", "compact", "--help"]));
}

#[test]
fn of_the_verbs_that_ask_a_store() {
    for verb in [
        "statements",
        "events",
        "exchanges",
        "actors",
        "timeline",
        "dyads",
        "search",
        "sql",
    ] {
        insta::assert_snapshot!(format!("of_{verb}"), help(&[verb, "--help"]));
    }
}

#[test]
fn the_version() {
    assert_eq!(
        run(&["--version"]).out,
        format!("demarche {}\n", env!("CARGO_PKG_VERSION"))
    );
}
