//! Packed files: gzip of one or many members, zstd of one or many frames, or nothing of the kind.
//!
//! [`Unpacked`] gives what they hold, piece by piece. A member that cannot be unpacked is one error, after which the next one
//! follows: the place behind it is searched for the start of another.

mod member;
mod resync;

use crate::input::Input;
use member::Member;
use resync::Budget;
use std::fmt;
use std::io::{self, BufRead, Read};

/// How many bytes are unpacked at a time.
const CHUNK: usize = 64 << 10;

/// How a file is packed, told by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Packing {
    fn of(start: &[u8]) -> Self {
        if start.starts_with(&[0x1f, 0x8b]) {
            Self::Gzip
        } else if start.starts_with(&member::ZSTD) || member::is_skippable(start) {
            Self::Zstd
        } else {
            Self::Plain
        }
    }
}

/// A member that could not be unpacked. Reading goes on behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where it begins in the file.
    pub offset: u64,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file ends in it.
    Truncated,
    /// It is not as it must be.
    Broken,
    /// It unpacks to very much more than it is.
    Bomb,
    /// It is something else.
    Stray,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.fault {
            Fault::Truncated => "is cut off",
            Fault::Broken => "is damaged",
            Fault::Bomb => "unpacks to more than 500 times its size, as no text does",
            Fault::Stray => "is not packed like the rest",
        };
        write!(f, "what is packed there {what}; get the file anew")
    }
}

impl std::error::Error for Damage {}

/// The damage that an error tells of, where it is no failure of the system.
pub fn damage(error: &io::Error) -> Option<Damage> {
    error.get_ref()?.downcast_ref().copied()
}

/// Where the bytes that come next come from.
enum State {
    /// A file that is not packed.
    Plain(Input),
    /// Between two members.
    Between(Input),
    /// In a member.
    Member(Member),
    /// At the end, or where the system failed.
    End,
}

/// What a file holds, unpacked.
pub struct Unpacked {
    state: State,
    packing: Packing,
    /// Bytes that were unpacked and not yet taken, from one member.
    buffer: Vec<u8>,
    next: usize,
    /// How many bytes lie before the buffer's next one.
    offset: u64,
    /// Where the member begins whose first bytes come next.
    member: Option<u64>,
    dictionary: Vec<u8>,
    budget: Budget,
}

impl Unpacked {
    /// # Errors
    /// Where the source cannot be read.
    pub fn of(mut input: Input) -> io::Result<Self> {
        let packing = Packing::of(input.peek(4)?);
        let dictionary = match packing {
            Packing::Zstd => member::dictionary(&mut input)?,
            _ => Vec::new(),
        };
        let state = match packing {
            Packing::Plain => State::Plain(input),
            _ => State::Between(input),
        };
        Ok(Self {
            state,
            packing,
            buffer: Vec::new(),
            next: 0,
            offset: 0,
            member: None,
            dictionary,
            budget: Budget::default(),
        })
    }

    /// Whether the file is packed at all.
    pub const fn is_packed(&self) -> bool {
        !matches!(self.packing, Packing::Plain)
    }

    /// The number of the next byte in what the file unpacks to.
    pub const fn offset(&self) -> u64 {
        match &self.state {
            State::Plain(input) if self.next == self.buffer.len() => input.offset(),
            _ => self.offset,
        }
    }

    /// Where in the file the member begins whose first byte comes next.
    pub const fn member(&self) -> Option<u64> {
        self.member
    }

    /// How many bytes are left, where that is known.
    pub fn left(&self) -> Option<u64> {
        let State::Plain(input) = &self.state else { return None };
        let held = (self.buffer.len() - self.next) as u64;
        Some(held + input.length()?.saturating_sub(input.offset()))
    }

    /// Has bytes come again that were taken last, to look for something else in them; whether that may be, which it may not where it
    /// was done too often in the file.
    pub fn reread(&mut self, bytes: &[u8]) -> bool {
        let may = self.budget.spend(bytes.len() as u64);
        if may {
            self.put_back(bytes);
        }
        may
    }

    /// Puts bytes back that were taken last: they come again.
    fn put_back(&mut self, bytes: &[u8]) {
        self.offset = self.offset() - bytes.len() as u64;
        self.buffer.splice(..self.next, bytes.iter().copied());
        (self.next, self.member) = (0, None);
    }

    /// The first bytes, which come again: as many as wanted unless the first piece holds fewer.
    ///
    /// # Errors
    /// Where the source cannot be read, or its first member not unpacked.
    pub fn first(&mut self, wanted: usize) -> io::Result<Vec<u8>> {
        if let State::Plain(input) = &mut self.state {
            return input.peek(wanted).map(<[u8]>::to_vec);
        }
        let start = self.fill_buf()?;
        Ok(start[..start.len().min(wanted)].to_vec())
    }

    /// The next few bytes, which come again; fewer only at the end.
    ///
    /// # Errors
    /// Where the source cannot be read, or a member not unpacked.
    pub fn peek<const WANTED: usize>(&mut self) -> io::Result<Vec<u8>> {
        if let Some(start) = self.fill_buf()?.first_chunk::<WANTED>() {
            return Ok(start.to_vec());
        }
        let (member, mut start) = (self.member, Vec::new());
        self.by_ref().take(WANTED as u64).read_to_end(&mut start)?;
        self.put_back(&start);
        self.member = member;
        Ok(start)
    }

    /// Unpacks on; nothing is in the buffer behind the last byte.
    fn unpack(&mut self) -> io::Result<()> {
        (self.next, self.member) = (0, None);
        self.buffer.clear();
        loop {
            match std::mem::replace(&mut self.state, State::End) {
                State::End => return Ok(()),
                State::Plain(input) => {
                    self.state = State::Plain(input);
                    return Ok(());
                }
                State::Between(input) => {
                    if !self.open(input)? {
                        return Ok(());
                    }
                }
                State::Member(member) => {
                    if self.read(member)? {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Opens the next member; whether there is one.
    fn open(&mut self, mut input: Input) -> io::Result<bool> {
        resync::skip_zeros(&mut input)?;
        let offset = input.offset();
        let start = input.peek(resync::HEAD)?;
        if start.is_empty() {
            return Ok(false);
        }
        if !resync::begins(self.packing, start) {
            return Err(self.lose(input, offset, Fault::Stray));
        }
        self.state = State::Member(Member::open(self.packing, input, &self.dictionary)?);
        Ok(true)
    }

    /// Unpacks some of a member; whether there was any left.
    fn read(&mut self, mut member: Member) -> io::Result<bool> {
        let (offset, first) = (member.offset(), member.unpacked() == 0);
        self.buffer.resize(CHUNK, 0);
        let read = member.read(&mut self.buffer);
        self.buffer.truncate(read.as_ref().copied().unwrap_or_default());
        let fault = match read {
            Ok(0) => {
                self.state = State::Between(member.into_input());
                return Ok(false);
            }
            Ok(_) if member.is_bomb() => Fault::Bomb,
            Ok(_) => {
                self.member = first.then_some(offset);
                self.state = State::Member(member);
                return Ok(true);
            }
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Fault::Truncated,
            Err(_) => Fault::Broken,
        };
        self.buffer.clear();
        Err(self.lose(member.into_input(), offset, fault))
    }

    /// Gives a member up and looks for the next one.
    fn lose(&mut self, mut input: Input, offset: u64, fault: Fault) -> io::Error {
        if let Some(error) = input.failure() {
            return error;
        }
        // What lies in a bomb is more of it; in another, the next member may have been run over.
        if matches!(fault, Fault::Truncated | Fault::Broken) {
            self.budget.rewind(&mut input, offset + 1);
        }
        if let Err(error) = resync::find(self.packing, &mut input, offset) {
            return error;
        }
        self.state = State::Between(input);
        io::Error::new(io::ErrorKind::InvalidData, Damage { offset, fault })
    }
}

impl BufRead for Unpacked {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.next == self.buffer.len() {
            self.unpack()?;
        }
        match &mut self.state {
            State::Plain(input) if self.next == self.buffer.len() => input.fill_buf(),
            _ => Ok(&self.buffer[self.next..]),
        }
    }

    fn consume(&mut self, amount: usize) {
        if amount == 0 {
            return;
        }
        self.member = None;
        match &mut self.state {
            State::Plain(input) if self.next == self.buffer.len() => {
                input.consume(amount);
            }
            _ => {
                self.next += amount;
                self.offset += amount as u64;
            }
        }
    }
}

impl Read for Unpacked {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests;
