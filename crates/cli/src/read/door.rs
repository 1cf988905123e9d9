//! How files and standard input come in.

use demarche::{Given, IngestError, Origin, Taken, load, take};
use std::path::Path;

/// The documents that a path leads to, or what is wrong with it.
pub fn documents(path: &Path) -> Vec<Result<Origin, String>> {
    if path == Path::new("-") {
        return vec![Ok(Origin::Stdin)];
    }
    match demarche::find(path) {
        Ok(files) => files.into_iter().map(|file| Ok(Origin::File(file))).collect(),
        Err(error) => vec![Err(message(&error))],
    }
}

/// Takes in a document, or says why not and what to do.
pub fn take_in(origin: &Origin, given: &Given) -> Result<Taken, String> {
    load(origin)
        .and_then(|bytes| take(&bytes, origin, given))
        .map_err(|error| message(&error))
}

/// An error in the words of the command line.
fn message(error: &IngestError) -> String {
    match error {
        IngestError::Language { origin, language } => {
            format!(
                "{origin}: it is in {language}, and only English can be read; leave it out, or try it with --any-language"
            )
        }
        error => error.to_string(),
    }
}
