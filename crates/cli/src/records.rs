//! Files of records, as `demarche read` writes them.

use anyhow::bail;
use demarche::Origin;
use serde_json::{Deserializer, Value};
use std::fs::File;
use std::io::{BufReader, Read, stdin};
use std::path::Path;

/// The name of a file in messages.
pub fn name(path: &Path) -> String {
    if is_stdin(path) {
        Origin::Stdin.to_string()
    } else {
        path.display().to_string()
    }
}

/// The JSON values of a file, one after the other; `-` is standard input.
///
/// # Errors
/// Where the file cannot be opened; each value that is no JSON is an error of its own, and the last.
pub fn values(path: &Path) -> anyhow::Result<impl Iterator<Item = serde_json::Result<Value>>> {
    Ok(Deserializer::from_reader(open(path)?).into_iter::<Value>())
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

fn open(path: &Path) -> anyhow::Result<BufReader<Box<dyn Read>>> {
    if is_stdin(path) {
        return Ok(BufReader::new(Box::new(stdin())));
    }
    match File::open(path) {
        Ok(file) => Ok(BufReader::new(Box::new(file))),
        Err(error) => bail!(
            "{}: it cannot be opened ({error}); check the path, and that you may read it",
            path.display()
        ),
    }
}
