//! How files and standard input come in.

use demarche::{Given, IngestError, Origin, Taken};
use std::path::Path;

/// Adds the documents that a path leads to, or what is wrong with it.
pub fn find(path: &Path, found: &mut Vec<Result<Origin, String>>) {
    if path == Path::new("-") {
        found.push(Ok(Origin::Stdin));
        return;
    }
    match demarche::find(path) {
        Ok(files) => found.extend(files.into_iter().map(|file| Ok(Origin::File(file)))),
        Err(error) => found.push(Err(error.to_string())),
    }
}

/// Takes in a document.
///
/// # Errors
/// Where it cannot be read, or is no article.
pub fn take(origin: &Origin, given: &Given) -> anyhow::Result<Taken> {
    let bytes = match origin { Origin::File(p) => std::fs::read(p)?, Origin::Stdin => { let mut v=vec![]; std::io::Read::read_to_end(&mut std::io::stdin(), &mut v)?; v } };
    Ok(demarche::take(&bytes, origin, given)?)
}

/// Takes in a file.
///
/// # Errors
/// As [`take`].
pub fn take_file(path: &Path, given: &Given) -> anyhow::Result<Taken> {
    take(&Origin::File(path.to_owned()), given)
}

/// What a document is called in messages.
pub fn name(origin: &Origin) -> String {
    match origin {
        Origin::File(path) => path.display().to_string(),
        Origin::Stdin => "standard input".to_owned(),
    }
}
