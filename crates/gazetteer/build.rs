//! Compiles the tables of `/gazetteer` into the form in which the program looks things up.

#[path = "build/actors.rs"]
mod actors;
#[path = "build/places.rs"]
mod places;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("CARGO_MANIFEST_DIR is not set")?;
    let tables = PathBuf::from(package).join("../../gazetteer");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    actors::compile(&tables, &out)?;
    places::compile(&tables.join("places"), &out)
}
