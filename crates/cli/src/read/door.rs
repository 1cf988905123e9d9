//! How files and standard input come in.

use demarche::{Given, IngestError, Origin, Taken, load, take};
use demarche_sources::{Format, Walk};
use std::path::Path;

/// The documents that a path leads to, or what is wrong with it.
pub fn documents(path: &Path) -> Vec<Result<Origin, String>> {
    if path == Path::new("-") {
        return vec![Ok(Origin::Stdin)];
    }
    if !path.is_dir() {
        return vec![Ok(Origin::File(path.to_owned()))];
    }
    let files = Walk::of(path, is_report).map(|file| file.map(Origin::File).map_err(|problem| problem.to_string()));
    let files: Vec<_> = files.collect();
    if files.is_empty() {
        let (folder, remedy) = (
            path.display(),
            "give one with files that end in .txt, .text, .htm, .html or .xhtml",
        );
        return vec![Err(format!("{folder}: the folder holds no articles; {remedy}"))];
    }
    files
}

/// Whether a file in a folder is a report of its own by its name.
fn is_report(path: &Path) -> bool {
    matches!(Format::of_name(path), Some(Format::Text | Format::Html)) && !Format::is_packed(path)
}

/// Takes in a document, or says why not and what to do.
pub fn take_in(origin: &Origin, given: &Given) -> Result<Taken, String> {
    load(origin, given.limits.bytes)
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
