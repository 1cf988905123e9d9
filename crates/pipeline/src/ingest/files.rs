//! Files and folders: which hold articles, and their bytes.

use super::{IngestError, Origin};
use std::fs::{self, DirEntry, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How many bytes a report may have. Pages that carry their pictures take some megabytes.
pub const MOST_BYTES: usize = 20 << 20;

/// The endings of files that are web pages.
pub(super) const PAGES: &[&str] = &["htm", "html", "xhtml"];

/// The endings of files that are plain text.
const TEXTS: &[&str] = &["txt", "text"];

/// The bytes of a report; no more is read than a report may have.
///
/// # Errors
/// Where there is no such file, it cannot be read, or it is longer than [`MOST_BYTES`].
pub fn load(origin: &Origin) -> Result<Vec<u8>, IngestError> {
    let bytes = match origin {
        Origin::File(path) => File::open(path).and_then(read_limited),
        Origin::Stdin => read_limited(io::stdin().lock()),
    };
    let bytes = bytes.map_err(|source| IngestError::system(origin, source))?;
    if bytes.len() > MOST_BYTES {
        Err(IngestError::TooLarge(origin.clone()))
    } else {
        Ok(bytes)
    }
}

/// Reads one byte more than a report may have at most, so that a longer one can be told.
fn read_limited(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The files that a path names: the file itself whatever it is called, or every file in the folder and its folders that can be an
/// article by its ending (`.txt`, `.text`, `.htm`, `.html`, `.xhtml`), in the order of their paths. What begins with a full stop is
/// left out, and links to folders are not followed.
///
/// # Errors
/// Where there is no such path, a folder cannot be read, or it holds no articles.
pub fn find(path: &Path) -> Result<Vec<PathBuf>, IngestError> {
    let origin = Origin::File(path.to_owned());
    let metadata = fs::metadata(path).map_err(|source| IngestError::system(&origin, source))?;
    if !metadata.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let files = files_in(path)?;
    if files.is_empty() {
        Err(IngestError::NoArticles(origin))
    } else {
        Ok(files)
    }
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>, IngestError> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in entries(&folder).map_err(|source| IngestError::system(&Origin::File(folder.clone()), source))? {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if is_article(&path) && path.is_file() {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    Ok(entries
        .into_iter()
        .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
        .collect())
}

fn is_article(path: &Path) -> bool {
    has_ending(path, PAGES) || has_ending(path, TEXTS)
}

/// Whether a file's name ends with one of these, in capitals or not.
pub(super) fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    endings.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder that goes when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("demarche-{name}-{}", std::process::id()));
            fs::create_dir_all(path.join("deep/.hidden")).expect("a folder can be made");
            Self(path)
        }

        fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
            let path = self.0.join(name);
            fs::write(&path, bytes).expect("a file can be written");
            path
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    #[test]
    fn folders_are_searched_in_order() {
        let folder = Folder::new("find");
        let page = folder.file("deep/b.HTM", b"");
        let text = folder.file("a.txt", b"");
        let named = folder.file("notes.md", b"");
        folder.file("deep/.hidden/c.txt", b"");
        folder.file(".d.txt", b"");
        assert_eq!(find(&folder.0).ok(), Some(vec![text, page]));
        assert_eq!(find(&named).ok(), Some(vec![named]));
    }

    #[test]
    fn what_is_not_there_is_named() {
        let folder = Folder::new("none");
        let empty = find(&folder.0).map_err(|error| error.to_string());
        assert!(
            empty.is_err_and(|message| message.contains(&*folder.0.to_string_lossy()) && message.contains(".html"))
        );
        let missing = folder.0.join("missing.txt");
        assert!(matches!(find(&missing), Err(IngestError::Missing(_))));
        assert!(matches!(load(&Origin::File(missing)), Err(IngestError::Missing(_))));
        assert!(matches!(
            load(&Origin::File(folder.0.clone())),
            Err(IngestError::Unreadable { .. })
        ));
    }

    #[test]
    fn files_longer_than_articles_are_not_read() {
        let folder = Folder::new("long");
        let path = folder.0.join("long.txt");
        File::create(&path)
            .and_then(|file| file.set_len(100 << 20))
            .expect("a file can be made");
        assert!(matches!(load(&Origin::File(path)), Err(IngestError::TooLarge(_))));
        let short = folder.file("short.txt", b"They met.");
        assert_eq!(
            load(&Origin::File(short)).ok().as_deref(),
            Some(b"They met.".as_slice())
        );
    }
}
