//! Standard output: data, and nothing else.

use anyhow::Context;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};

/// Standard output, written in large pieces.
pub struct Out(BufWriter<StdoutLock<'static>>);

impl Out {
    pub fn open() -> Self {
        Self(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
    }

    /// Writes a piece of data.
    ///
    /// # Errors
    /// Where the data cannot be written; [`is_broken_pipe`] tells whether that is because nobody reads it any more.
    pub fn write(&mut self, data: &str) -> anyhow::Result<()> {
        self.0.write_all(data.as_bytes()).context(WHERE)
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// As [`Out::write`].
    pub fn flush(&mut self) -> anyhow::Result<()> {
        self.0.flush().context(WHERE)
    }
}

const WHERE: &str = "standard output cannot be written; make room where it goes, or send it elsewhere";

/// Whether an error is that the reader of the output went away.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == ErrorKind::BrokenPipe)
}
