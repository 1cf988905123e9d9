//! Texts as the store keeps them: compressed as SQLite's own archives keep files, so that its command line opens them too.
//!
//! `sqlar_uncompress(packed, size)` and `sqlar_compress(bytes)` are the functions of SQLite's `sqlar` extension: zlib, and the
//! bytes themselves where that would not make them fewer.

use flate2::bufread::ZlibEncoder;
use flate2::{Compression, Decompress, FlushDecompress, Status};
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, Error, ffi};
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

/// The bytes that a column keeps of a text.
pub fn pack(text: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    // What is read from memory and written to memory cannot fail.
    let read = ZlibEncoder::new(text, Compression::best()).read_to_end(&mut packed);
    if read.is_ok() && packed.len() < text.len() {
        packed
    } else {
        text.to_vec()
    }
}

/// Opens what [`pack`] has packed. One that is kept need not be made anew for each text.
#[derive(Debug)]
pub struct Unpacker(Decompress);

impl Default for Unpacker {
    fn default() -> Self {
        Self(Decompress::new(true))
    }
}

impl Unpacker {
    /// The text of such bytes; `None` where they are damaged.
    pub fn unpack(&mut self, packed: &[u8], size: usize) -> Option<Vec<u8>> {
        if packed.len() == size {
            return Some(packed.to_vec());
        }
        if size / LARGEST_RATIO > packed.len() {
            return None;
        }
        // With a byte to spare the end is seen to be the end; there is never more room than that, whatever the bytes say.
        let mut text = Vec::with_capacity(size + 1);
        self.0.reset(true);
        let status = self.0.decompress_vec(packed, &mut text, FlushDecompress::Finish).ok()?;
        (status == Status::StreamEnd && text.len() == size).then_some(text)
    }
}

/// Deflate makes nothing smaller than by this.
const LARGEST_RATIO: usize = 1032;

/// Lets a connection use both functions.
pub fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("sqlar_compress", 1, flags, |context| {
        Ok(pack(context.get_raw(0).as_bytes()?))
    })?;
    let latest = Latest::default();
    connection.create_scalar_function("sqlar_uncompress", 2, flags, move |context| latest.unpacked(context))
}

/// The text that was asked for last: the rows of one document come together, and each asks for it anew.
#[derive(Default)]
struct Latest(Mutex<Text>);

#[derive(Default)]
struct Text {
    packed: Vec<u8>,
    bytes: Arc<[u8]>,
    unpacker: Unpacker,
}

impl Latest {
    fn unpacked(&self, context: &Context) -> rusqlite::Result<Arc<[u8]>> {
        let packed = context.get_raw(0).as_bytes()?;
        let size = usize::try_from(context.get::<i64>(1)?).map_err(|_| damaged())?;
        let mut latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if latest.packed != packed || latest.bytes.len() != size {
            latest.bytes = latest.unpacker.unpack(packed, size).ok_or_else(damaged)?.into();
            latest.packed = packed.to_vec();
        }
        Ok(Arc::clone(&latest.bytes))
    }
}

/// What stands for a text, or for a place in one, is none. With words of its own it would be an error of the question.
pub fn damaged() -> Error {
    Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connection() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        register(&connection).unwrap();
        connection
    }

    #[test]
    fn what_goes_in_comes_out() {
        let connection = connection();
        for text in ["", "They met.", &"They met in Nairobi. ".repeat(500), "Владимир 🕊"] {
            let back = "SELECT CAST(sqlar_uncompress(sqlar_compress(?1), octet_length(?1)) AS TEXT)";
            let found: String = connection.query_row(back, [text], |row| row.get(0)).unwrap();
            assert_eq!(found, text);
        }
    }

    #[test]
    fn long_texts_become_shorter() {
        let text = "They met in Nairobi. ".repeat(50);
        assert!(pack(text.as_bytes()).len() < text.len() / 10);
        assert_eq!(pack(b"They met."), b"They met.");
    }

    #[test]
    fn damaged_texts_are_errors() {
        let packed = pack("They met in Nairobi. ".repeat(50).as_bytes());
        for (packed, size) in [
            (&packed[..20], 1050),
            (&packed[..], 1049),
            (&packed[..], 1051),
            (b"no zlib", 1050),
        ] {
            let unpacked = connection().query_row("SELECT sqlar_uncompress(?1, ?2)", (packed, size), |_| Ok(()));
            assert!(unpacked.is_err(), "{size}");
        }
    }
}
