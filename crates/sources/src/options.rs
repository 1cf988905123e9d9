//! How sources are read.

use crate::{Fields, Format};
use std::cell::Cell;
use std::rc::Rc;

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
pub struct Progress(Rc<Cell<u64>>);

impl Progress {
    /// How many there are.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.0.get()
    }

    /// So many more.
    pub(crate) fn add(&self, bytes: u64) {
        self.0.set(self.0.get() + bytes);
    }
}
