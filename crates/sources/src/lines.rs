//! Lines of a source, none longer than a document may be.

use crate::Position;
use crate::packed::{Unpacked, damage};
use std::io::{self, BufRead};

/// A line without its end.
#[derive(Debug)]
pub struct Line {
    pub bytes: Vec<u8>,
    pub position: Position,
}

/// Why a line is not there.
#[derive(Debug)]
pub enum LineError {
    /// It is too long, and was passed over.
    TooLong(Position),
    /// It could not be read. The next can, where a member of a packed file is broken.
    Reading(u64, io::Error),
}

/// The lines that are not blank, one after the other.
pub struct Lines {
    input: Unpacked,
    most: usize,
    number: u64,
    ended: bool,
}

impl Lines {
    pub const fn of(input: Unpacked, most: usize) -> Self {
        Self {
            input,
            most,
            number: 0,
            ended: false,
        }
    }

    fn line(&mut self) -> Option<Result<Line, LineError>> {
        self.number += 1;
        let position = Position {
            number: self.number,
            offset: Some(self.input.offset()),
            unpacked: self.input.is_packed(),
        };
        let mut bytes = Vec::new();
        match read_line(&mut self.input, &mut bytes, self.most) {
            Ok(Read::Line) => Some(Ok(Line { bytes, position })),
            Ok(Read::TooLong) => Some(Err(LineError::TooLong(position))),
            Ok(Read::End) => None,
            Err(error) => {
                self.ended = damage(&error).is_none();
                Some(Err(LineError::Reading(self.number, error)))
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Result<Line, LineError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.line() {
                None => self.ended = true,
                Some(Ok(line)) if line.bytes.trim_ascii().is_empty() => {}
                found => return found,
            }
        }
        None
    }
}

/// What reading a line came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    Line,
    /// It was longer than wanted, and is behind the reader all the same.
    TooLong,
    End,
}

/// Reads a line of at most so many bytes, without its end.
pub fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>, most: usize) -> io::Result<Read> {
    let (mut begun, mut too_long) = (false, false);
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            break;
        }
        begun = true;
        let end = memchr::memchr(b'\n', buffer);
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        too_long |= line.len() + piece.len() > most;
        if too_long {
            line.clear();
        } else {
            line.extend_from_slice(piece);
        }
        let taken = piece.len() + usize::from(end.is_some());
        input.consume(taken);
        if end.is_some() {
            break;
        }
    }
    line.pop_if(|last| *last == b'\r');
    Ok(match (begun, too_long) {
        (false, _) => Read::End,
        (true, true) => Read::TooLong,
        (true, false) => Read::Line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Input;
    use crate::options::Progress;

    #[test]
    fn lines_have_numbers_and_places() {
        let bytes = format!("one\r\n\n  \ntwo\n{}\nlast", "x".repeat(200_000));
        let input = Input::stream(Box::new(io::Cursor::new(bytes)), Progress::default());
        let found: Vec<_> = Lines::of(Unpacked::of(input).unwrap(), 1000)
            .map(|line| match line {
                Ok(line) => (
                    String::from_utf8(line.bytes).unwrap(),
                    line.position.number,
                    line.position.offset.unwrap(),
                ),
                Err(LineError::TooLong(position)) => ("too long".to_owned(), position.number, position.offset.unwrap()),
                Err(LineError::Reading(..)) => panic!("it can be read"),
            })
            .collect();
        let expected = [("one", 1, 0), ("two", 4, 9), ("too long", 5, 13), ("last", 6, 200_014)];
        assert_eq!(
            found,
            expected.map(|(line, number, offset)| (line.to_owned(), number, offset))
        );
    }
}
