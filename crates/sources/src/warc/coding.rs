//! The codings in which servers send pages.

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// Why a body cannot be had as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// What is behind its coding is longer than it may be.
    TooLong,
    /// Some of it is missing, or is not as it must be.
    Broken,
}

/// A body that was sent in pieces. One that does not begin with the size of a piece stays as it is: crawlers often keep the head as
/// it was, and the rest decoded.
///
/// # Errors
/// Where pieces are missing or do not fit.
pub fn dechunked(body: &[u8]) -> Result<Vec<u8>, Fault> {
    if piece_size(body).is_none() {
        return Ok(body.to_vec());
    }
    joined(body).ok_or(Fault::Broken)
}

/// The pieces of a body, up to the empty one that is the last.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let (size, rest) = piece_size(body)?;
        if size == 0 {
            return Some(whole);
        }
        let (piece, rest) = rest.split_at_checked(size)?;
        whole.extend_from_slice(piece);
        body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

/// How long the piece is that begins here, and what follows its size.
fn piece_size(body: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr::memchr(b'\n', body)?;
    let line = std::str::from_utf8(&body[..end]).ok()?;
    let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
    Some((size, &body[end + 1..]))
}

/// A body without a coding. One that is not in it, as where a crawler has decoded it and kept the head, stays as it is.
///
/// # Errors
/// Where it is longer than it may be, or shows that it is in the coding and cannot be undone.
pub fn decoded(coding: &str, body: Vec<u8>, most: usize) -> Result<Vec<u8>, Fault> {
    let plain = match coding {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
            return limited(MultiGzDecoder::new(&body[..]), most)?.ok_or(Fault::Broken);
        }
        "deflate" => match limited(ZlibDecoder::new(&body[..]), most)? {
            Some(plain) => Some(plain),
            None => limited(DeflateDecoder::new(&body[..]), most)?,
        },
        "br" => limited(brotli_decompressor::Decompressor::new(&body[..], 4 << 10), most)?,
        "zstd" if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            let decoder = zstd::stream::read::Decoder::new(&body[..]).map_err(|_| Fault::Broken)?;
            return limited(decoder, most)?.ok_or(Fault::Broken);
        }
        _ => None,
    };
    Ok(plain.unwrap_or(body))
}

/// All that a decoder gives, where it fits and nothing is wrong with it.
fn limited(decoder: impl Read, most: usize) -> Result<Option<Vec<u8>>, Fault> {
    let mut plain = Vec::new();
    let read = decoder.take(most as u64 + 1).read_to_end(&mut plain);
    if plain.len() > most {
        return Err(Fault::TooLong);
    }
    Ok(read.is_ok().then_some(plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write};
    use std::io::Write;

    fn packed(coding: &str, plain: &[u8]) -> Vec<u8> {
        let level = Compression::default();
        match coding {
            "gzip" => {
                let mut encoder = write::GzEncoder::new(Vec::new(), level);
                encoder.write_all(plain).unwrap();
                encoder.finish().unwrap()
            }
            "zlib" => {
                let mut encoder = write::ZlibEncoder::new(Vec::new(), level);
                encoder.write_all(plain).unwrap();
                encoder.finish().unwrap()
            }
            "deflate" => {
                let mut encoder = write::DeflateEncoder::new(Vec::new(), level);
                encoder.write_all(plain).unwrap();
                encoder.finish().unwrap()
            }
            _ => zstd::encode_all(plain, 3).unwrap(),
        }
    }

    #[test]
    fn codings_are_undone() {
        let plain = b"The ministers met in Geneva. ".repeat(20);
        for (sent, named) in [
            ("gzip", "gzip"),
            ("zlib", "deflate"),
            ("deflate", "deflate"),
            ("zstd", "zstd"),
        ] {
            assert_eq!(decoded(named, packed(sent, &plain), 1_000), Ok(plain.clone()), "{sent}");
            assert_eq!(decoded(named, plain.clone(), 1_000), Ok(plain.clone()), "{sent}");
        }
        assert_eq!(decoded("br", plain.clone(), 1_000), Ok(plain.clone()));
        let brotli = b"\x0b\x02\x80hello\x03";
        assert_eq!(decoded("br", brotli.to_vec(), 1_000), Ok(b"hello".to_vec()));
    }

    #[test]
    fn no_coding_makes_more_than_may_be() {
        let bomb = vec![b'a'; 1 << 20];
        for (sent, named) in [
            ("gzip", "gzip"),
            ("zlib", "deflate"),
            ("deflate", "deflate"),
            ("zstd", "zstd"),
        ] {
            assert_eq!(
                decoded(named, packed(sent, &bomb), 1_000),
                Err(Fault::TooLong),
                "{sent}"
            );
        }
    }

    #[test]
    fn what_is_cut_off_in_its_coding_is_broken() {
        let plain = b"The ministers met in Geneva. ".repeat(20);
        for coding in ["gzip", "zstd"] {
            let mut cut = packed(coding, &plain);
            cut.truncate(cut.len() - 5);
            assert_eq!(decoded(coding, cut, 1_000), Err(Fault::Broken), "{coding}");
        }
    }

    #[test]
    fn pieces_that_are_missing_or_do_not_fit_are_broken() {
        for body in [
            &b"5\r\nab"[..],
            b"2\r\nab\r\n",
            b"2\r\nab\r\n5\r\nabc",
            b"2\r\nab\r\nx\r\nab\r\n",
            b"2\r\nabc\r\n0\r\n",
            b"ffffffffffffffff\r\na\r\n",
        ] {
            assert_eq!(dechunked(body), Err(Fault::Broken));
        }
        for body in [&b""[..], b"x\r\nab\r\n", b"<html>They met."] {
            assert_eq!(dechunked(body), Ok(body.to_vec()));
        }
    }
}
