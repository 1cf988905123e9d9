//! One member of a packed file.

use super::{Fault, Packing};
use crate::input::Input;
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};
use zstd::stream::read::Decoder;

/// How a frame of zstd begins.
pub const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// How large a dictionary may be.
const MOST_DICTIONARY: usize = 16 << 20;

/// From how many bytes on a member can be a bomb.
const BOMB_FROM: u64 = 64 << 20;

/// How many times its size a member that is no bomb unpacks to at most. Text unpacks to 3 to 10 times its size.
const BOMB_RATIO: u64 = 500;

/// A member that is being unpacked.
pub struct Member {
    decoder: Box<Unpacking>,
    offset: u64,
    unpacked: u64,
}

enum Unpacking {
    Gzip(GzDecoder<Input>),
    Zstd(Decoder<'static, Input>),
}

impl Member {
    pub fn open(packing: Packing, input: Input, dictionary: &[u8]) -> io::Result<Self> {
        let offset = input.offset();
        let decoder = match packing {
            Packing::Zstd => Unpacking::Zstd(Decoder::with_dictionary(input, dictionary)?.single_frame()),
            _ => Unpacking::Gzip(GzDecoder::new(input)),
        };
        Ok(Self {
            decoder: Box::new(decoder),
            offset,
            unpacked: 0,
        })
    }

    /// Where it begins in the file.
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    /// How many bytes it has given.
    pub const fn unpacked(&self) -> u64 {
        self.unpacked
    }

    /// Whether it has given very much more than it is.
    pub fn is_bomb(&self) -> bool {
        let input = match &*self.decoder {
            Unpacking::Gzip(decoder) => decoder.get_ref(),
            Unpacking::Zstd(decoder) => decoder.get_ref(),
        };
        let packed = input.offset() - self.offset;
        self.unpacked > BOMB_FROM && self.unpacked > BOMB_RATIO * packed
    }

    pub fn into_input(self) -> Input {
        match *self.decoder {
            Unpacking::Gzip(decoder) => decoder.into_inner(),
            Unpacking::Zstd(decoder) => decoder.finish(),
        }
    }
}

impl Read for Member {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = match &mut *self.decoder {
            Unpacking::Gzip(decoder) => decoder.read(into),
            Unpacking::Zstd(decoder) => decoder.read(into),
        }?;
        self.unpacked += read as u64;
        Ok(read)
    }
}

/// Whether a frame begins here that unpacks to nothing.
pub fn is_skippable(start: &[u8]) -> bool {
    matches!(start, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// Takes the dictionary that stands before everything else in a web archive, in a frame of a kind of its own; empty where there is
/// none (<https://iipc.github.io/warc-specifications/specifications/warc-zstd/>).
pub fn dictionary(input: &mut Input) -> io::Result<Vec<u8>> {
    let size = match *input.peek(8)? {
        [0x5d, 0x2a, 0x4d, 0x18, a, b, c, d] => u32::from_le_bytes([a, b, c, d]) as usize,
        _ => return Ok(Vec::new()),
    };
    let offset = input.offset();
    if size > MOST_DICTIONARY {
        let fault = Fault::Broken;
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            super::Damage { offset, fault },
        ));
    }
    input.consume(8);
    let mut bytes = vec![0; size];
    input.read_exact(&mut bytes)?;
    if !bytes.starts_with(&ZSTD) {
        return Ok(bytes);
    }
    let mut dictionary = Vec::new();
    let most = MOST_DICTIONARY as u64;
    Decoder::with_buffer(&bytes[..])?
        .take(most)
        .read_to_end(&mut dictionary)?;
    Ok(dictionary)
}
