//! All events of a store in PLOVER's JSON.

use super::folder::Folder;
use demarche_store::Snapshot;
use std::io::{BufWriter, Write};

/// The file that they stand in.
pub const FILE: &str = "events.jsonl";

/// Writes the events of every document, and says what is to stand on the page beside them.
pub fn write(snapshot: &Snapshot, folder: &mut Folder) -> anyhow::Result<String> {
    let mut file = BufWriter::new(folder.file(FILE)?);
    let (mut documents, mut events) = (0_u64, 0_usize);
    snapshot.records(|record| {
        documents += 1;
        events += record.events.len();
        let lines = demarche::export::plover(&record)?;
        file.write_all(lines.as_bytes()).map_err(anyhow::Error::from)
    })?;
    file.flush()?;
    Ok(PAGE
        .replace("{events}", &events.to_string())
        .replace("{documents}", &documents.to_string()))
}

const PAGE: &str = include_str!("plover.md");
