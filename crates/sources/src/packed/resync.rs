//! Where the next member begins.

use super::{Packing, member};
use crate::input::Input;
use std::io::{self, BufRead};

/// How many bytes tell that a member begins.
pub const HEAD: usize = 10;

/// How many bytes of a file are read a second time at most, so that no file made for it is read over and over.
const MOST_REREAD: u64 = 256 << 20;

/// What is left of the bytes that may be read a second time.
#[derive(Debug)]
pub struct Budget(u64);

impl Default for Budget {
    fn default() -> Self {
        Self(MOST_REREAD)
    }
}

impl Budget {
    /// Goes back to a byte, where that may and can be done.
    pub fn rewind(&mut self, input: &mut Input, offset: u64) {
        let back = input.offset().saturating_sub(offset);
        if back > 0 && back <= self.0 && input.rewind(offset) {
            self.0 -= back;
        }
    }

    /// Whether so many bytes may be read a second time, which they then are.
    pub const fn spend(&mut self, bytes: u64) -> bool {
        let may = bytes <= self.0;
        if may {
            self.0 -= bytes;
        }
        may
    }
}

/// Whether a member begins with these bytes.
pub fn begins(packing: Packing, head: &[u8]) -> bool {
    match packing {
        Packing::Plain => false,
        Packing::Zstd => head.starts_with(&member::ZSTD) || member::is_skippable(head),
        // Deflated; no flags but the five that there are; compressed as is known, on a system that is known.
        Packing::Gzip => {
            matches!(head, &[0x1f, 0x8b, 8, flags, _, _, _, _, extra, system]
                if flags & 0xe0 == 0 && matches!(extra, 0 | 2 | 4) && matches!(system, 0..=13 | 255))
        }
    }
}

/// Moves to the next byte that a member can begin with behind the one at `broken`, or to the end.
pub fn find(packing: Packing, input: &mut Input, broken: u64) -> io::Result<()> {
    loop {
        let ahead = input.offset() > broken;
        let head = input.peek(HEAD)?;
        if head.is_empty() || (ahead && begins(packing, head)) {
            return Ok(());
        }
        let marks: &[u8] = if packing == Packing::Gzip {
            &[0x1f]
        } else {
            &[0x28, 0x5d]
        };
        let buffer = input.fill_buf()?;
        let next = buffer.iter().skip(1).position(|byte| marks.contains(byte));
        let skipped = next.map_or(buffer.len(), |next| next + 1);
        input.consume(skipped);
    }
}

/// Moves behind zeros, with which some programs fill files up.
pub fn skip_zeros(input: &mut Input) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let zeros = buffer.iter().take_while(|byte| **byte == 0).count();
        let more = zeros > 0 && zeros == buffer.len();
        input.consume(zeros);
        if !more {
            return Ok(());
        }
    }
}
