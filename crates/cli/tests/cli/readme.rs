//! What the README shows of the program: its output on the example, how good it is, and whom it knows. All are taken from where they come from;
//! `UPDATE_README=1 cargo test -p demarche-cli readme` writes them anew.

use super::{coverage, program::run};
use std::path::{Path, PathBuf};

/// The example, as the README calls it from the project's root.
const EXAMPLE: &str = "corpus/border-sanctions.txt";
/// How many lines the README shows at most of the statements, with the article above them, of the events and of the exchanges;
/// each part ends where an item ends.
const PICTURE: [usize; 3] = [66, 48, 16];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn file(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Checks, or writes, what the README has between two marks.
fn check(mark: &str, expected: &str) {
    let (readme, open, close) = (
        file("README.md"),
        format!("<!-- {mark} -->\n"),
        format!("\n<!-- end of {mark} -->"),
    );
    let start = readme.find(&open).expect("the mark is there") + open.len();
    let end = start + readme[start..].find(&close).expect("the end is marked");
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(
            root().join("README.md"),
            [&readme[..start], expected, &readme[end..]].concat(),
        )
        .unwrap();
    } else {
        assert_eq!(
            &readme[start..end],
            expected,
            "UPDATE_README=1 cargo test -p demarche-cli readme"
        );
    }
}

fn picture() -> String {
    let shown = run(&["read".into(), root().join(EXAMPLE), "--format".into(), "text".into()]).out;
    let lines: Vec<&str> = shown.lines().collect();
    let headed = |what: &str| {
        lines
            .iter()
            .position(|line| line.starts_with(|c: char| c.is_ascii_digit()) && line.ends_with(what))
    };
    let starts = [
        Some(0),
        headed(" events"),
        headed(" exchange").or_else(|| headed(" exchanges")),
    ];
    let starts: Vec<usize> = starts.into_iter().flatten().collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let parts = starts.iter().zip(ends).zip(PICTURE);
    let parts: Vec<String> = parts
        .map(|((&start, end), most)| clipped(&lines[start..end], most))
        .collect();
    format!("```text\n{}\n```", parts.join("\n\n"))
}

/// At most so many lines, to the end of an item, and three points where there are more.
fn clipped(lines: &[&str], most: usize) -> String {
    let lines = lines.strip_suffix(&[""]).unwrap_or(lines);
    let end = (0..lines.len().min(most)).rev().find(|&i| lines[i].is_empty());
    match end.filter(|_| lines.len() > most) {
        Some(end) => lines[..end].join("\n") + "\n\n…",
        None => lines.join("\n"),
    }
}

/// The rows of the results that have a floor, or would have to have one, without it.
fn figures() -> String {
    let results = file("eval/results.md");
    let rows = results
        .lines()
        .skip_while(|line| !line.starts_with("| what | set | figure |"))
        .take_while(|line| line.starts_with('|'));
    let kept = rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        format!(
            "| {} | {} | {} | {} | {} |",
            cells[1], cells[2], cells[3], cells[4], cells[6]
        )
    });
    kept.collect::<Vec<_>>().join("\n")
}

#[test]
fn readme_shows_what_the_program_shows_and_the_evaluation_measured() {
    check("picture", &picture());
    check("figures", &figures());
    check("coverage", &coverage::tables());
}

#[test]
fn readme_s_commands_are_the_program_s() {
    let readme = file("README.md");
    assert!(readme.contains(&format!("cargo run --release -- read {EXAMPLE}")));
    assert!(readme.contains("\ncargo test --workspace\n") && file(".ci/run").contains("cargo test --workspace\n"));
}
