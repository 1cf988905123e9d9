//! What an export's columns hold, as a page to read.

use super::{TABLES, Table};
use demarche_tables::Kind;
use std::fmt::Write as _;

/// The page that goes with an export: what holds for all tables, then each with its columns. `rows` says how many rows a table
/// has, and `ending` how its file's name ends.
#[must_use]
pub fn dictionary(ending: &str, rows: impl Fn(&Table) -> u64) -> String {
    let mut page = INTRODUCTION.to_owned();
    page.push_str("\n| table | rows | what a row is |\n| --- | ---: | --- |\n");
    for table in TABLES {
        let first = table
            .about
            .split_inclusive(". ")
            .next()
            .unwrap_or(table.about)
            .trim_end();
        let _ = writeln!(page, "| [{0}](#{0}) | {1} | {first} |", table.name, rows(table));
    }
    TABLES.iter().for_each(|table| page.push_str(&section(table, ending)));
    page
}

const INTRODUCTION: &str = include_str!("introduction.md");

fn section(table: &Table, ending: &str) -> String {
    let Table {
        name, about, fields, ..
    } = table;
    let mut section = format!(
        "\n## {name}\n\n`{name}.{ending}`. {about}\n\n| column | kind | what it holds |\n| --- | --- | --- |\n"
    );
    for field in *fields {
        let (name, kind, about) = (&field.column.name, kind(field.column.kind), field.about);
        let _ = writeln!(section, "| `{name}` | {kind} | {about} |");
    }
    section
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Integer => "integer",
        Kind::Real => "real",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
    }
}
