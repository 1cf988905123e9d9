//! The files of a folder, one after the other.

use crate::Problem;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::vec::IntoIter;

/// The files of a folder and its folders that are wanted by their names, in the order of their paths. What begins with a full
/// stop is left out, and links to folders are not followed. No more is held than the names in the folders above a file.
pub struct Walk<F> {
    wanted: F,
    open: Vec<IntoIter<DirEntry>>,
    /// A folder that is yet to be listed.
    next: Option<PathBuf>,
}

impl<F: Fn(&Path) -> bool> Walk<F> {
    /// The files of a folder.
    pub fn of(folder: &Path, wanted: F) -> Self {
        Self {
            wanted,
            open: Vec::new(),
            next: Some(folder.to_owned()),
        }
    }

    fn list(&mut self, folder: &Path) -> Result<(), Problem> {
        let entries = entries(folder).map_err(|error| Problem::unreadable(&folder.display().to_string(), &error))?;
        self.open.push(entries.into_iter());
        Ok(())
    }
}

impl<F: Fn(&Path) -> bool> Iterator for Walk<F> {
    type Item = Result<PathBuf, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(folder) = self.next.take()
                && let Err(problem) = self.list(&folder)
            {
                return Some(Err(problem));
            }
            let Some(entry) = self.open.last_mut()?.next() else {
                self.open.pop();
                continue;
            };
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.next = Some(path);
            } else if (self.wanted)(&path) && path.is_file() {
                return Some(Ok(path));
            }
        }
    }
}

/// What a folder holds, in the order of the names.
fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.retain(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    entries.sort_by_cached_key(DirEntry::file_name);
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_the_order_of_their_paths() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "deep/b.HTM",
            "a.txt",
            "deep.txt",
            "deep/.hidden/c.txt",
            ".d.txt",
            "deep/a/x.txt",
            "notes.md",
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"").unwrap();
        }
        let wanted = |path: &Path| path.extension().is_some_and(|end| end != "md");
        let found: Vec<PathBuf> = Walk::of(folder.path(), wanted).map(Result::unwrap).collect();
        let mut sorted = found.clone();
        sorted.sort();
        assert_eq!(found, sorted);
        let names: Vec<_> = found
            .iter()
            .map(|path| path.strip_prefix(folder.path()).unwrap())
            .collect();
        assert_eq!(
            names,
            ["a.txt", "deep/a/x.txt", "deep/b.HTM", "deep.txt"].map(Path::new)
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let problem = Walk::of(Path::new("no/such/folder"), |_| true)
            .next()
            .unwrap()
            .unwrap_err();
        assert!(
            problem.to_string().starts_with("no/such/folder: there is no such"),
            "{problem}"
        );
    }
}
