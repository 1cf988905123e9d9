//! Compiles the tables of `/gazetteer` into the form in which the program looks things up.

use actors::compile::{ActorRow, Known, NameRow, OfficeRow, Rows, TenureRow, TitleRow, compile};
use std::error::Error;
use std::path::{Path, PathBuf};

// The program uses all of these modules, compiling needs a part of them.
#[allow(dead_code)]
#[path = "src/actors"]
mod actors {
    pub mod compile;
    pub mod date;
    pub mod normal;
}

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

fn main() -> Result<(), Box<dyn Error>> {
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteer");
    let rows = Rows {
        actors: [
            ActorRow::table("actors.tsv", &text(&tables, "actors.tsv")?)?,
            ActorRow::table("persons.tsv", &text(&tables, "persons.tsv")?)?,
        ]
        .concat(),
        names: NameRow::table("names.tsv", &text(&tables, "names.tsv")?)?,
        titles: TitleRow::table("titles.tsv", &text(&tables, "titles.tsv")?)?,
        offices: OfficeRow::table("offices.tsv", &text(&tables, "offices.tsv")?)?,
        tenures: TenureRow::table("tenures.tsv", &text(&tables, "tenures.tsv")?)?,
    };
    let compiled = compile(rows, &Nothing);
    if !compiled.faults.is_empty() {
        return Err(compiled.faults.join("\n").into());
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    std::fs::write(out.join("actors.bin"), compiled.bytes)?;
    Ok(())
}

/// A table's text; the program is built anew when it changes.
fn text(tables: &Path, file: &str) -> Result<String, Box<dyn Error>> {
    let path = tables.join(file);
    println!("cargo::rerun-if-changed={}", path.display());
    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()).into())
}
