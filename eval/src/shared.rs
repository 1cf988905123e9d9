//! Where the development data lies, if it is there.

use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

/// The folder of development data. No part of it needs to be present.
#[derive(Clone, Debug)]
pub struct Shared {
    root: PathBuf,
}

impl Shared {
    /// The folder that `DEMARCHE_SHARED` names, or else `../shared` beside the workspace.
    pub fn find() -> Self {
        let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
        Self {
            root: std::env::var_os("DEMARCHE_SHARED").map_or_else(beside, PathBuf::from),
        }
    }

    /// A file's text; `None` where there is no such file.
    ///
    /// # Errors
    /// Where the file is there and cannot be read as UTF-8.
    pub fn read(&self, path: &str) -> Result<Option<String>> {
        let path = self.root.join(path);
        if !path.exists() {
            return Ok(None);
        }
        std::fs::read_to_string(&path)
            .map(Some)
            .with_context(|| format!("cannot read {}", path.display()))
    }

    /// A folder's files with the extension, sorted by name; empty where there is no such folder.
    ///
    /// # Errors
    /// Where the folder is there and cannot be listed.
    pub fn files(&self, folder: &str, extension: &str) -> Result<Vec<PathBuf>> {
        let folder = self.root.join(folder);
        if !folder.exists() {
            return Ok(Vec::new());
        }
        let entries = std::fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))?;
        let mut files: Vec<PathBuf> = entries.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
        files.retain(|f| f.extension().is_some_and(|e| e == extension));
        files.sort();
        Ok(files)
    }
}
