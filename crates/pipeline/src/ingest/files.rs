//! Files: their bytes, and what their names tell.

use super::{IngestError, Origin};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The endings of files that are web pages.
pub(super) const PAGES: &[&str] = &["htm", "html", "xhtml"];

/// The bytes of a report in a file or at standard input; no more is read than a report may have.
///
/// # Errors
/// Where there is no such file, it cannot be read, or it is longer than `most` bytes. A record of a file has no bytes of its own
/// to be loaded.
pub fn load(origin: &Origin, most: usize) -> Result<Vec<u8>, IngestError> {
    let bytes = match origin {
        Origin::File(path) => File::open(path).and_then(|file| read_limited(file, most)),
        Origin::Stdin => read_limited(io::stdin().lock(), most),
        Origin::Record { .. } => Err(io::ErrorKind::Unsupported.into()),
    };
    let bytes = bytes.map_err(|source| IngestError::system(origin, source))?;
    if bytes.len() > most {
        let origin = origin.clone();
        Err(IngestError::TooLarge { origin, most })
    } else {
        Ok(bytes)
    }
}

/// Reads one byte more than a report may have at most, so that a longer one can be told.
fn read_limited(source: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether a file's name ends with one of these, in capitals or not.
pub(super) fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    endings.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Limits;

    #[test]
    fn what_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let most = Limits::default().bytes;
        let missing = Origin::File(folder.path().join("missing.txt"));
        assert!(matches!(load(&missing, most), Err(IngestError::Missing(_))));
        let itself = Origin::File(folder.path().to_owned());
        assert!(matches!(load(&itself, most), Err(IngestError::Unreadable { .. })));
    }

    #[test]
    fn files_longer_than_articles_are_not_read() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("long.txt");
        File::create(&path)
            .and_then(|file| file.set_len(100 << 20))
            .expect("a file can be made");
        let long = load(&Origin::File(path), Limits::default().bytes);
        assert!(matches!(long, Err(IngestError::TooLarge { .. })));
        let path = folder.path().join("short.txt");
        std::fs::write(&path, b"They met.").expect("a file can be written");
        let short = Origin::File(path);
        assert_eq!(load(&short, 9).ok().as_deref(), Some(b"They met.".as_slice()));
        assert!(matches!(load(&short, 8), Err(IngestError::TooLarge { most: 8, .. })));
    }
}
