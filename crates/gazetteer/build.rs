//! Compiles the tables of `/gazetteer` into the form in which the program looks things up.

#[path = "build/actors.rs"]
mod actors;
#[path = "build/places.rs"]
mod places;

use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteer");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    actors::compile(&tables, &out)?;
    places::compile(&tables.join("places"), &out)
}
