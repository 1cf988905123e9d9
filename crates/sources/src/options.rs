//! How sources are read.

use crate::{Fields, Format};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How sources are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// What a source is whose name does not tell; told by its first bytes unless given.
    pub format: Option<Format>,
    /// The columns of tables.
    pub fields: Fields,
    /// How many bytes a document may have, with all that its record holds.
    pub most_bytes: usize,
    /// Counts the bytes of the sources that are behind the reader.
    pub progress: Progress,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            format: None,
            fields: Fields::default(),
            most_bytes: 20 << 20,
            progress: Progress::default(),
        }
    }
}

/// Bytes of the sources, as they lie on the disk, that have been read.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<AtomicU64>);

impl Progress {
    /// How many there are.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// So many more.
    pub(crate) fn add(&self, bytes: u64) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }
}
