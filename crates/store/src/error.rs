//! What can go wrong with a store, and what to do.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// Why a store cannot do what was asked. Each message names the file and says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such file.
    #[error("{0}: there is no such store; check the path, or make one with `demarche add --store`")]
    Missing(PathBuf),
    /// It is a folder.
    #[error("{0}: it is a folder; give the name of a file in it, such as {file}", file = .0.join("news.db").display())]
    Folder(PathBuf),
    /// There is no folder that it could lie in.
    #[error("{0}: there is no folder {folder}; make it, or give a store in another folder", folder = folder_of(.0).display())]
    NoFolder(PathBuf),
    /// There is such a file already.
    #[error("{0}: there is such a file already; give another name, or open it")]
    Exists(PathBuf),
    /// The file is something else.
    #[error("{0}: it is no store of demarche; give the file that `demarche add --store` has written")]
    NotAStore(PathBuf),
    /// A later version of the program made it.
    #[error(
        "{path}: it is a store of schema {found}, and this program knows schemas up to {known}; use a newer version of demarche"
    )]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest that is known.
        known: i64,
    },
    /// An earlier version of the program made it, and it may not be written to.
    #[error(
        "{path}: it is a store of schema {found}, and this program reads schema {known}; bring it up to date with `demarche store check --store {path}`, where it may be written to"
    )]
    Older {
        /// Which file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The one that is needed.
        known: i64,
    },
    /// Another program writes to it.
    #[error("{0}: another program is writing to it; wait for it to end, or stop it, and try again")]
    Locked(PathBuf),
    /// There is no room.
    #[error("{0}: there is no room left on its disk; make room and start again: what was committed is kept")]
    Full(PathBuf),
    /// Its disk does not do what it is asked to.
    #[error(
        "{0}: the store failed, since its disk did not take or give what it should; make sure that there is room, that a file may be so large (`ulimit -f`) and that the disk is whole, and start again: what was committed is kept"
    )]
    Disk(PathBuf),
    /// It may not be written to.
    #[error(
        "{0}: it cannot be written to; check that you may write to the file and in its folder {folder}, or have the store in another folder, where you may",
        folder = folder_of(.0).display()
    )]
    ReadOnly(PathBuf),
    /// Some of it is still in the log beside it, which cannot be read where nothing may be written.
    #[error(
        "{0}: the newest of it is still in the file beside it whose name ends in -wal, and that cannot be read here; give both files to a folder that you may write to, and ask there"
    )]
    Unsettled(PathBuf),
    /// It may not be read.
    #[error("{0}: it cannot be opened; check that you may read the file and its folder {folder}", folder = folder_of(.0).display())]
    Unreadable(PathBuf),
    /// The file is broken.
    #[error(
        "{0}: the store is damaged; `demarche store check --store {0}` says where; take it from a copy, or add the documents to a new one"
    )]
    Damaged(PathBuf),
    /// A record does not hold together.
    #[error("{id}: the record cannot be kept, since {what}; `demarche verify` shows its faults")]
    Record {
        /// The record's id.
        id: String,
        /// What is wrong.
        what: String,
    },
    /// Anything else that the engine says.
    #[error("{path}: the store failed ({error}); `demarche store check` tells whether it is sound")]
    Database {
        /// Which file.
        path: PathBuf,
        /// What the engine says.
        error: rusqlite::Error,
    },
}

impl StoreError {
    /// The engine's error in our words.
    #[must_use]
    pub fn of(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked(path),
            Some(ErrorCode::DiskFull) => Self::Full(path),
            Some(ErrorCode::ReadOnly) => Self::ReadOnly(path),
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::Unreadable(path),
            Some(ErrorCode::NotADatabase) => Self::NotAStore(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(path),
            Some(ErrorCode::SystemIoFailure) => Self::Disk(path),
            _ => Self::Database { path, error },
        }
    }
}

/// The folder that a file lies in.
fn folder_of(file: &Path) -> &Path {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Names the file that an error of the engine is about.
pub trait At<T> {
    /// The result, with the error in our words.
    fn at(self, path: &Path) -> Result<T, StoreError>;
}

impl<T> At<T> for rusqlite::Result<T> {
    fn at(self, path: &Path) -> Result<T, StoreError> {
        self.map_err(|error| StoreError::of(path, error))
    }
}
