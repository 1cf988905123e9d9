//! Connections to a store for the threads that read.

use demarche_store::{Store, StoreError};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Connections that are handed out and taken back.
#[derive(Debug)]
pub struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Store>>,
}

impl Readers {
    pub fn of(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            idle: Mutex::default(),
        }
    }

    /// Closes those that are idle. Only a connection that may write can tidy up when it is the last to close, so that all that was
    /// added is in one file: these must be closed before.
    pub fn close(&self) {
        if let Ok(mut idle) = self.idle.lock() {
            idle.clear();
        }
    }

    /// Asks the store something.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn with<T>(&self, ask: impl FnOnce(&Store) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let store = idle.map_or_else(|| Store::open_read_only(&self.path), Ok)?;
        let answer = ask(&store);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(store);
        }
        answer
    }
}
