//! Sources from the outside: what they hold comes out in order, and what is broken in them is named and does not end the rest.

mod files;
mod server;
mod tables;
mod warcs;
mod web;

use demarche_sources::{Body, Found, Options, Problem, ProblemKind, items};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

/// A folder with files in it.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

/// What a file of this name with these bytes holds.
fn found(name: &str, bytes: &[u8], options: &Options) -> Vec<Found> {
    let folder = folder(&[(name, bytes)]);
    items(&folder.path().join(name), options).collect()
}

fn text(found: &Found) -> String {
    match &found.as_ref().expect("it is a report").body {
        Body::File(path) => std::fs::read_to_string(path).unwrap(),
        Body::Text(bytes) | Body::Page(bytes) => String::from_utf8(bytes.clone()).unwrap(),
    }
}

fn texts(found: &[Found]) -> Vec<String> {
    found.iter().filter(|found| found.is_ok()).map(text).collect()
}

fn problems(found: &[Found]) -> Vec<&Problem> {
    found.iter().filter_map(|found| found.as_ref().err()).collect()
}

fn kinds(found: &[Found]) -> Vec<ProblemKind> {
    problems(found).into_iter().map(|problem| problem.kind).collect()
}

fn names(found: &[Found], folder: &Path) -> Vec<PathBuf> {
    let path = |found: &Found| PathBuf::from(&found.as_ref().unwrap().place.source);
    found
        .iter()
        .map(|found| path(found).strip_prefix(folder).unwrap().to_owned())
        .collect()
}
