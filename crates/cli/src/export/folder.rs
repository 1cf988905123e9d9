//! A folder that is written as a whole: its files have other names until all of them are there.

use anyhow::{anyhow, bail};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// A folder with files that are not whole yet. Dropped before [`Folder::finish`], it has none of them.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// The names of the files that were begun.
    begun: Vec<String>,
}

impl Folder {
    /// Opens a folder for files of these names, or makes it.
    ///
    /// # Errors
    /// Where it cannot be made, a file has one of the names and may not be written over, or a folder has one.
    pub fn open(path: &Path, names: &[String], force: bool) -> anyhow::Result<Self> {
        let folder = Self {
            path: path.to_owned(),
            begun: Vec::new(),
        };
        if path.exists() && !path.is_dir() {
            bail!("{}: it is a file; give the name of a folder", path.display());
        }
        fs::create_dir_all(path).map_err(|error| folder.complain(error.into()))?;
        for file in names.iter().map(|name| path.join(name)) {
            if file.is_dir() {
                bail!(
                    "{}: it is a folder, where a file is to be; give another folder",
                    file.display()
                );
            }
            if file.exists() && !force {
                bail!(
                    "{}: there is such a file already; give another folder, or --force to write over it",
                    file.display()
                );
            }
        }
        Ok(folder)
    }

    /// Begins a file.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn file(&mut self, name: &str) -> io::Result<File> {
        self.begun.push(name.to_owned());
        File::create(self.part(name))
    }

    /// Writes a small file.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.file(name)?.write_all(bytes)
    }

    /// Gives the files their names, when all of them are on the disk.
    ///
    /// # Errors
    /// Where the disk refuses. Where it does so for a name, other files can have theirs already.
    pub fn finish(&mut self) -> anyhow::Result<()> {
        for name in &self.begun {
            File::open(self.part(name))?.sync_all()?;
        }
        while let Some(name) = self.begun.last() {
            let named = fs::rename(self.part(name), self.path.join(name));
            named.map_err(|error| self.in_part(name, &error))?;
            self.begun.pop();
        }
        Ok(())
    }

    /// An error with the folder's name and what to do, where it is one of writing to it.
    pub fn complain(&self, error: anyhow::Error) -> anyhow::Error {
        let folder = self.path.display();
        let cause = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>());
        let what = match cause.map(io::Error::kind) {
            None => return error,
            Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
                "there is no room left on its disk; make room, or give a folder elsewhere"
            }
            Some(ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
                "it cannot be written to; check that you may write there, or give another folder"
            }
            Some(_) => return error.context(format!("{folder}: the export cannot be written")),
        };
        anyhow!("{folder}: {what}; nothing of the export was kept")
    }

    /// The error of a file that cannot be given its name.
    fn in_part(&self, name: &str, error: &io::Error) -> anyhow::Error {
        let file = self.path.join(name);
        let file = file.display();
        anyhow!("{file}: it cannot be written over ({error}); other files of the export may be there: write it again")
    }

    /// What a file is called while it is not whole.
    fn part(&self, name: &str) -> PathBuf {
        self.path.join(format!(".{name}.part"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        for name in &self.begun {
            // What cannot be removed is written over the next time.
            let _left = fs::remove_file(self.part(name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn names(folder: &TempDir) -> Vec<String> {
        let entries = folder.path().read_dir().unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_there_when_all_are() {
        let folder = TempDir::new().unwrap();
        let mut files = Folder::open(folder.path(), &["a".into(), "b".into()], false).unwrap();
        files.write("a", b"1").unwrap();
        assert_eq!(names(&folder), [".a.part"]);
        files.write("b", b"2").unwrap();
        files.finish().unwrap();
        assert_eq!(names(&folder), ["a", "b"]);
        drop(files);
        assert_eq!(names(&folder), ["a", "b"]);
    }

    #[test]
    fn a_folder_that_is_given_up_is_as_it_was() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("mine"), "1").unwrap();
        let mut files = Folder::open(folder.path(), &["a".into()], false).unwrap();
        files.write("a", b"1").unwrap();
        drop(files);
        assert_eq!(names(&folder), ["mine"]);
    }

    #[test]
    fn nothing_is_written_over_unasked() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("a"), "1").unwrap();
        let refused = Folder::open(folder.path(), &["a".into()], false)
            .unwrap_err()
            .to_string();
        assert!(
            refused.contains("there is such a file already") && refused.contains("--force"),
            "{refused}"
        );
        assert!(Folder::open(folder.path(), &["a".into()], true).is_ok());
        let file = Folder::open(&folder.path().join("a"), &[], true)
            .unwrap_err()
            .to_string();
        assert!(file.contains("it is a file"), "{file}");
    }

    #[test]
    fn a_folder_in_the_way_is_seen_before() {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for force in [false, true] {
            let refused = Folder::open(folder.path(), &["a".into(), "b".into()], force)
                .unwrap_err()
                .to_string();
            assert!(refused.contains("b: it is a folder"), "{refused}");
        }
    }

    #[test]
    fn what_cannot_be_named_is_removed_and_told() {
        let folder = TempDir::new().unwrap();
        let mut files = Folder::open(folder.path(), &["a".into(), "b".into()], true).unwrap();
        files.write("a", b"1").unwrap();
        files.write("b", b"2").unwrap();
        fs::create_dir(folder.path().join("a")).unwrap();
        let failed = files
            .finish()
            .map_err(|error| files.complain(error))
            .unwrap_err()
            .to_string();
        assert!(
            failed.contains("a: it cannot be written over") && failed.contains("may be there"),
            "{failed}"
        );
        drop(files);
        assert_eq!(names(&folder), ["a", "b"]);
    }

    #[test]
    fn what_to_do_is_said() {
        let folder = TempDir::new().unwrap();
        let files = Folder::open(folder.path(), &[], false).unwrap();
        let of = |kind: ErrorKind| {
            files
                .complain(anyhow::Error::from(io::Error::from(kind)).context("deep"))
                .to_string()
        };
        assert!(of(ErrorKind::StorageFull).contains("make room"));
        assert!(of(ErrorKind::PermissionDenied).contains("give another folder"));
        assert!(of(ErrorKind::Other).contains("the export cannot be written"));
        assert_eq!(files.complain(anyhow!("else")).to_string(), "else");
    }
}
