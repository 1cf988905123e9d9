//! Opening a store.

use crate::error::At;
use crate::write::Interned;
use crate::{StoreError, schema, texts, tokens, words};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Bytes a page: a few articles, compressed as they are.
const PAGE: i64 = 4096;
/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_secs(5);
/// How much of the file is held in memory, in KiB.
const CACHE: i64 = 64 << 10;
/// Pages of the log that are moved into the file at once: a page that many documents change is moved once for all of them.
const LOG: i64 = 16_384;
/// Statements kept prepared.
const PREPARED: usize = 128;

/// An open store.
#[derive(Debug)]
pub struct Store {
    pub(crate) path: PathBuf,
    pub(crate) connection: Connection,
    pub(crate) interned: Interned,
}

impl Store {
    /// Makes a new store.
    ///
    /// # Errors
    /// Where there is such a file already, or its folder is not there or cannot be written to.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        match OpenOptions::new().write(true).create_new(true).open(path) {
            Ok(_) => Self::connect(path)?.prepare(),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(StoreError::Exists(path.to_owned())),
            Err(error) if error.kind() == ErrorKind::StorageFull => Err(StoreError::Full(path.to_owned())),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Err(StoreError::NoFolder(path.to_owned()))
            }
            Err(_) => Err(StoreError::ReadOnly(path.to_owned())),
        }
    }

    /// Opens a store to write to it, and brings it to the newest schema. Others may read it meanwhile.
    ///
    /// # Errors
    /// Where there is none, it is no store, of a newer version, may not be written to, or another program holds it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let store = Self::connect(path).map_err(unwritable)?;
        store.require_store().map_err(unwritable)?;
        store.prepare()
    }

    /// Opens a store, or makes one where there is none, or a blank file.
    ///
    /// # Errors
    /// As [`Store::open`] and [`Store::create`].
    pub fn open_or_create(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Self::create(path);
        }
        let store = Self::connect(path).map_err(unwritable)?;
        if !store.is_blank().map_err(unwritable)? {
            store.require_store()?;
        }
        store.prepare()
    }

    /// Opens a store to ask it questions. It may be written to by another program meanwhile.
    ///
    /// # Errors
    /// Where there is none, it is no store, of another version, or cannot be read.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        require(path)?;
        let connection = connect_read_only(path)?;
        let store = Self::over(path, connection)?;
        store.require_store()?;
        let found = schema::version(&store.connection).at(path)?;
        if found < schema::VERSION {
            let (path, known) = (path.to_owned(), schema::VERSION);
            return Err(StoreError::Older { path, found, known });
        }
        Ok(store)
    }

    /// Where the file lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The connection, for questions.
    #[must_use]
    pub const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Moves what the log beside the file still holds into the file, so that the file alone is the whole store. What somebody reads
    /// just now may keep part of it in the log.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn settle(&self) -> Result<(), StoreError> {
        let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
        self.connection.query_row(checkpoint, [], |_| Ok(())).at(&self.path)
    }

    fn connect(path: &Path) -> Result<Self, StoreError> {
        require(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).at(path)?;
        Self::over(path, connection)
    }

    fn prepare(mut self) -> Result<Self, StoreError> {
        self.configure().at(&self.path)?;
        schema::migrate(&mut self.connection).at(&self.path)?;
        Ok(self)
    }

    fn over(path: &Path, connection: Connection) -> Result<Self, StoreError> {
        connection.busy_timeout(PATIENCE).at(path)?;
        texts::register(&connection).at(path)?;
        words::register(&connection).at(path)?;
        tokens::register(&connection).at(path)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        connection.pragma_update(None, "cache_size", -CACHE).at(path)?;
        Ok(Self {
            path: path.to_owned(),
            connection,
            interned: Interned::default(),
        })
    }

    /// Whether nothing has been written to the file yet: it was made just now, or its making was cut short.
    fn is_blank(&self) -> Result<bool, StoreError> {
        let tables = "SELECT count(*) FROM sqlite_schema";
        let tables: i64 = self.connection.query_row(tables, [], |row| row.get(0)).at(&self.path)?;
        let made = schema::version(&self.connection).at(&self.path)?;
        let pages: i64 = self
            .connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .at(&self.path)?;
        Ok(tables == 0 && made == 0 && pages <= 1)
    }

    fn require_store(&self) -> Result<(), StoreError> {
        if !schema::is_store(&self.connection).at(&self.path)? {
            return Err(StoreError::NotAStore(self.path.clone()));
        }
        let found = schema::version(&self.connection).at(&self.path)?;
        if found > schema::VERSION {
            let (path, known) = (self.path.clone(), schema::VERSION);
            return Err(StoreError::Newer { path, found, known });
        }
        Ok(())
    }

    /// Write-ahead logging lets readers read while a run writes. Every commit reaches the disk before it counts.
    fn configure(&self) -> rusqlite::Result<()> {
        self.connection.pragma_update(None, "page_size", PAGE)?;
        self.connection.pragma_update(None, "journal_mode", "WAL")?;
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        self.connection.pragma_update(None, "wal_autocheckpoint", LOG)?;
        self.connection.pragma_update(None, "foreign_keys", false)
    }
}

fn require(path: &Path) -> Result<(), StoreError> {
    match path.metadata() {
        Ok(file) if file.is_file() => Ok(()),
        Ok(folder) if folder.is_dir() => Err(StoreError::Folder(path.to_owned())),
        Ok(_) => Err(StoreError::NotAStore(path.to_owned())),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(StoreError::Unreadable(path.to_owned())),
        Err(_) => Err(StoreError::Missing(path.to_owned())),
    }
}

/// Who wants to write cannot open what may only be read.
fn unwritable(error: StoreError) -> StoreError {
    match error {
        StoreError::Unreadable(path) if File::open(&path).is_ok() => StoreError::ReadOnly(path),
        error => error,
    }
}

/// In a folder that may not be written to, neither the log nor its index can be made: there the file is read as one that nobody changes,
/// which would leave out whatever is in the log.
fn connect_read_only(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).at(path)?;
    match schema::version(&connection) {
        Err(error)
            if matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
            ) =>
        {
            if holds_something(&log_of(path)) {
                return Err(StoreError::Unsettled(path.to_owned()));
            }
            Connection::open_with_flags(immutable(path), flags | OpenFlags::SQLITE_OPEN_URI).at(path)
        }
        _ => Ok(connection),
    }
}

/// The log lies beside the file itself, and not beside a link to it.
fn log_of(path: &Path) -> PathBuf {
    let file = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut log = file.into_os_string();
    log.push("-wal");
    log.into()
}

fn holds_something(file: &Path) -> bool {
    file.metadata().is_ok_and(|file| file.len() > 0)
}

/// The address of a file that nobody changes.
fn immutable(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{path}?immutable=1")
}
