//! The bytes of a source as they lie there, counted.

use crate::options::Progress;
use std::fs::File;
use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// How many bytes are read at a time.
const CHUNK: usize = 64 << 10;

/// A file, or a stream that cannot be wound back.
enum Raw {
    File(File),
    Stream(Box<dyn Read + Send>),
}

/// Bytes of a source, in pieces, with the number of the next one.
pub struct Input {
    raw: Raw,
    buffer: Vec<u8>,
    /// Where in the buffer the next byte is.
    next: usize,
    /// The number of the buffer's first byte.
    start: u64,
    /// The byte up to which all have been counted as progress.
    counted: u64,
    progress: Progress,
    /// Why the source cannot be read on.
    failed: Option<io::Error>,
}

impl Input {
    pub fn file(file: File, progress: Progress) -> Self {
        Self::new(Raw::File(file), progress)
    }

    pub fn stream(stream: Box<dyn Read + Send>, progress: Progress) -> Self {
        Self::new(Raw::Stream(stream), progress)
    }

    fn new(raw: Raw, progress: Progress) -> Self {
        Self {
            raw,
            buffer: Vec::with_capacity(CHUNK),
            next: 0,
            start: 0,
            counted: 0,
            progress,
            failed: None,
        }
    }

    /// The number of the next byte.
    pub const fn offset(&self) -> u64 {
        self.start + self.next as u64
    }

    /// How many bytes there are in all, where that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.raw {
            Raw::File(file) => file
                .metadata()
                .ok()
                .filter(std::fs::Metadata::is_file)
                .map(|meta| meta.len()),
            Raw::Stream(_) => None,
        }
    }

    /// Why the source cannot be read on, where that is so.
    pub fn failure(&mut self) -> Option<io::Error> {
        self.failed.take()
    }

    /// The next bytes, as many as wanted unless there are fewer.
    pub fn peek(&mut self, wanted: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.next < wanted && self.read_on()? {}
        let end = self.buffer.len().min(self.next + wanted);
        Ok(&self.buffer[self.next..end])
    }

    /// Goes back to a byte; whether that could be done.
    pub fn rewind(&mut self, offset: u64) -> bool {
        let Raw::File(file) = &mut self.raw else { return false };
        if file.seek(SeekFrom::Start(offset)).is_err() {
            return false;
        }
        self.buffer.clear();
        (self.next, self.start) = (0, offset);
        true
    }

    /// Reads more into the buffer; whether there was more.
    fn read_on(&mut self) -> io::Result<bool> {
        self.buffer.drain(..self.next);
        self.start += self.next as u64;
        self.next = 0;
        let held = self.buffer.len();
        self.buffer.resize(held + CHUNK, 0);
        let read = loop {
            let read = match &mut self.raw {
                Raw::File(file) => file.read(&mut self.buffer[held..]),
                Raw::Stream(stream) => stream.read(&mut self.buffer[held..]),
            };
            match read {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer.truncate(held + read.as_ref().copied().unwrap_or_default());
        read.map(|read| read > 0).map_err(|error| {
            let copy = io::Error::new(error.kind(), error.to_string());
            self.failed = Some(error);
            copy
        })
    }
}

impl BufRead for Input {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.next == self.buffer.len() {
            self.read_on()?;
        }
        Ok(&self.buffer[self.next..])
    }

    fn consume(&mut self, amount: usize) {
        self.next += amount;
        let offset = self.offset();
        if offset > self.counted {
            self.progress.add(offset - self.counted);
            self.counted = offset;
        }
    }
}

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn bytes_are_counted_and_can_be_gone_back_to() {
        let mut file = tempfile::tempfile().unwrap();
        let bytes: Vec<u8> = (0..200_000_u32).map(|i| i.to_le_bytes()[0]).collect();
        file.write_all(&bytes).unwrap();
        file.rewind().unwrap();
        let progress = Progress::default();
        let mut input = Input::file(file, progress.clone());
        assert_eq!(input.length(), Some(200_000));
        assert_eq!(input.peek(100_000).unwrap(), &bytes[..100_000]);
        let mut read = vec![0; 150_000];
        input.read_exact(&mut read).unwrap();
        assert_eq!((input.offset(), progress.bytes()), (150_000, 150_000));
        assert!(input.rewind(5));
        let mut rest = Vec::new();
        input.read_to_end(&mut rest).unwrap();
        assert_eq!(rest, &bytes[5..]);
        assert_eq!((input.offset(), progress.bytes()), (200_000, 200_000));
        assert_eq!(input.peek(1).unwrap(), b"");
    }

    #[test]
    fn a_stream_cannot_be_wound_back() {
        let mut input = Input::stream(Box::new(&b"abc"[..]), Progress::default());
        assert_eq!(input.peek(10).unwrap(), b"abc");
        assert!(!input.rewind(0) && input.length().is_none());
    }
}
