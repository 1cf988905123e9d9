//! The records of an archive, and where the next one begins.

use super::head::Head;
use crate::Position;
use crate::lines::{Read, read_line};
use crate::packed::{Unpacked, damage};
use std::io::{self, BufRead};

/// How long a line of a head may be, and how many lines it may have.
const MOST_LINE: usize = 64 << 10;
const MOST_LINES: usize = 1_000;

/// The two ends of lines that close a record.
const CLOSING: &[u8] = b"\r\n\r\n";

/// What a record begins with.
const MARK: &[u8] = b"WARC/";

/// Why a record is none.
pub enum Broken {
    /// What is wrong with it.
    Record(&'static str),
    /// It could not be read.
    Reading(io::Error),
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        Self::Reading(error)
    }
}

/// The records of an archive.
pub struct Records {
    input: Unpacked,
    position: Position,
    /// Whether what comes next may lie within a broken record.
    lost: bool,
    /// Whether the record at hand is the first thing in a member of a packed file.
    in_member: bool,
    /// An error that belongs to the next record.
    postponed: Option<io::Error>,
}

impl Records {
    pub const fn of(input: Unpacked) -> Self {
        let position = Position {
            number: 0,
            offset: None,
            unpacked: false,
        };
        Self {
            input,
            position,
            lost: false,
            in_member: false,
            postponed: None,
        }
    }

    /// Where the record at hand stands.
    pub const fn position(&self) -> Position {
        self.position
    }

    /// The head of the next record; none at the end of the archive.
    pub fn head(&mut self) -> Result<Option<Head>, Broken> {
        if !self.find()? {
            return Ok(None);
        }
        self.enter();
        self.read_head().map(Some).inspect_err(|_| self.lost = true)
    }

    /// Moves behind the block of a record.
    pub fn skip(&mut self, head: &Head) -> Result<(), Broken> {
        self.take(head.length, None)
    }

    /// The block of a record.
    pub fn block(&mut self, head: &Head) -> Result<Vec<u8>, Broken> {
        let mut block = Vec::new();
        self.take(head.length, Some(&mut block))?;
        Ok(block)
    }

    /// Moves to where the next record begins; whether there is one.
    fn find(&mut self) -> Result<bool, Broken> {
        if let Some(error) = self.postponed.take() {
            self.position.number += 1;
            return Err(error.into());
        }
        loop {
            let buffer = self.input.fill_buf().inspect_err(|_| self.position.number += 1)?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let ends = buffer.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if ends > 0 {
                self.input.consume(ends);
            } else if self.begins()? {
                return Ok(true);
            } else if self.lost {
                read_line(&mut self.input, &mut Vec::new(), 0)?;
            } else {
                self.enter();
                self.lost = true;
                return Err(Broken::Record(
                    "no record begins where one must: the length of the one before may be wrong",
                ));
            }
        }
    }

    /// Whether a record begins here: *WARC/1.0*.
    fn begins(&mut self) -> io::Result<bool> {
        Ok(is_version(&self.input.peek::<8>()?))
    }

    /// A record is at hand.
    fn enter(&mut self) {
        self.lost = false;
        let member = self.input.member();
        self.in_member = member.is_some();
        self.position = Position {
            number: self.position.number + 1,
            offset: Some(member.unwrap_or_else(|| self.input.offset())),
            unpacked: self.input.is_packed() && member.is_none(),
        };
    }

    fn read_head(&mut self) -> Result<Head, Broken> {
        let mut lines = Vec::new();
        loop {
            let mut line = Vec::new();
            match read_line(&mut self.input, &mut line, MOST_LINE)? {
                Read::Line if line.is_empty() => break,
                Read::Line if lines.len() < MOST_LINES => lines.push(line),
                Read::End => return Err(Broken::Record("the archive ends in its head")),
                Read::Line | Read::TooLong => return Err(Broken::Record("its head is too long")),
            }
        }
        Head::of(&lines[1..]).map_err(Broken::Record)
    }

    /// Moves behind so many bytes, and what ends a record.
    fn take(&mut self, length: u64, mut block: Option<&mut Vec<u8>>) -> Result<(), Broken> {
        self.lost = true;
        if self.input.left().is_some_and(|left| left < length) {
            return Err(Broken::Record("the archive holds less than the length in its head"));
        }
        let mut left = length;
        while left > 0 {
            if self.input.fill_buf()?.is_empty() {
                self.give_back(block, &[])?;
                return Err(Broken::Record("the archive ends in it"));
            }
            if self.in_member && self.input.member().is_some() && self.begins()? {
                return Err(Broken::Record(
                    "the next record begins before the length in its head says",
                ));
            }
            let buffer = self.input.fill_buf()?;
            let piece = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            if let Some(block) = &mut block {
                block.extend_from_slice(&buffer[..piece]);
            }
            self.input.consume(piece);
            left -= piece as u64;
        }
        self.end(block)
    }

    /// Whether an error tells that the member is broken which the record at hand is.
    fn is_of_this(&self, error: &io::Error) -> bool {
        self.in_member && damage(error).is_some_and(|damage| Some(damage.offset) == self.position.offset)
    }

    /// Whether a record ends here, as it must. Where it does not, the next one may lie in its block.
    fn end(&mut self, block: Option<&mut Vec<u8>>) -> Result<(), Broken> {
        let mut passed = Vec::new();
        match self.ends(&mut passed) {
            Ok(false) => {}
            Ok(true) => {
                self.lost = false;
                return Ok(());
            }
            Err(error) if self.is_of_this(&error) => return Err(error.into()),
            // It is the next one that cannot be read.
            Err(error) => {
                self.lost = false;
                self.postponed = Some(error);
                return Ok(());
            }
        }
        self.give_back(block, &passed)?;
        Err(Broken::Record("it does not end where the length in its head says"))
    }

    /// Puts a block back, and what was passed behind it, from where the next record lies in it.
    ///
    /// # Errors
    /// Where that was done over and over.
    fn give_back(&mut self, block: Option<&mut Vec<u8>>, passed: &[u8]) -> Result<(), Broken> {
        let Some(block) = block else { return Ok(()) };
        match next_in(block) {
            Some(next) if !self.input.reread(&[&block[next..], passed].concat()) => Err(Broken::Record(
                "its length is wrong, as so many in the archive are that what it reaches over is left out with it",
            )),
            _ => Ok(()),
        }
    }

    /// Moves behind the two ends of lines that close a record; whether they are there, or another record or nothing follows.
    fn ends(&mut self, passed: &mut Vec<u8>) -> io::Result<bool> {
        while passed.len() < CLOSING.len() {
            let buffer = self.input.fill_buf()?;
            let Some(&end @ (b'\r' | b'\n')) = buffer.first() else {
                break;
            };
            passed.push(end);
            self.input.consume(1);
        }
        // Whether a member is sound shows at its end, so that one looks on even behind the ends of lines.
        let followed = self.input.fill_buf()?.is_empty() || self.begins()?;
        Ok(followed || passed == CLOSING)
    }
}

/// Whether a text begins with the line that opens a record.
fn is_version(text: &[u8]) -> bool {
    let Some(version) = text.strip_prefix(MARK) else {
        return false;
    };
    matches!(version, [b'0' | b'1', b'.', digit, ..] if digit.is_ascii_digit())
}

/// Where in a block the next record begins.
fn next_in(block: &[u8]) -> Option<usize> {
    let found = memchr::memmem::find_iter(block, b"\nWARC/").map(|at| at + 1);
    found.into_iter().find(|at| is_version(&block[*at..]))
}
