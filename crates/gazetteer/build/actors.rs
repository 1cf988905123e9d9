//! The tables of actors: rows read, and compiled by the code that compiles a user's.

#[path = "../src/actors/compile/mod.rs"]
#[allow(dead_code, reason = "the program reads what is only written here")]
pub mod compile;
#[path = "../src/actors/date.rs"]
#[allow(dead_code, reason = "the program reads what is only written here")]
pub mod date;
#[path = "../src/actors/normal.rs"]
pub mod normal;
mod table;

use compile::{ActorRow, Known, NameRow, OfficeRow, Rows, TenureRow, TitleRow};
use std::error::Error;
use std::path::Path;
use table::Table;

/// Our own tables lie on nothing.
struct Nothing;

impl Known for Nothing {
    fn actor(&self, _: &str) -> Option<u32> {
        None
    }
    fn office(&self, _: &str) -> Option<u32> {
        None
    }
    fn actors(&self) -> u32 {
        0
    }
    fn offices(&self) -> u32 {
        0
    }
}

/// Writes `actors.bin`.
pub fn compile(tables: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let rows = Rows {
        actors: [
            ActorRow::table("actors.tsv", &text(tables, "actors.tsv")?)?,
            ActorRow::table("persons.tsv", &text(tables, "persons.tsv")?)?,
        ]
        .concat(),
        names: NameRow::table("names.tsv", &text(tables, "names.tsv")?)?,
        titles: TitleRow::table("titles.tsv", &text(tables, "titles.tsv")?)?,
        offices: OfficeRow::table("offices.tsv", &text(tables, "offices.tsv")?)?,
        tenures: TenureRow::table("tenures.tsv", &text(tables, "tenures.tsv")?)?,
    };
    let compiled = compile::compile(rows, &Nothing);
    if !compiled.faults.is_empty() {
        return Err(compiled.faults.join("\n").into());
    }
    std::fs::write(out.join("actors.bin"), compiled.bytes)?;
    Ok(())
}

/// A table's text; the program is built anew when it changes.
// A build script talks to cargo on standard output.
#[allow(clippy::print_stdout)]
fn text(tables: &Path, file: &str) -> Result<String, Box<dyn Error>> {
    let path = tables.join(file);
    println!("cargo::rerun-if-changed={}", path.display());
    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()).into())
}
