//! The codings in which servers send pages.

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// What is behind a coding is longer than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// A body that was sent in pieces; none where it is not as such a one must be.
pub fn dechunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = memchr::memchr(b'\n', body)?;
        let line = std::str::from_utf8(&body[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        let rest = body.get(size..)?;
        whole.extend_from_slice(&body[..size]);
        body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

/// A body without a coding. One that is not in it, as where a crawler has decoded it and kept the head, stays as it is.
///
/// # Errors
/// Where it is longer than it may be.
pub fn decoded(coding: &str, body: Vec<u8>, most: usize) -> Result<Vec<u8>, TooLong> {
    let plain = match coding {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => limited(MultiGzDecoder::new(&body[..]), most)?,
        "deflate" => match limited(ZlibDecoder::new(&body[..]), most)? {
            Some(plain) => Some(plain),
            None => limited(DeflateDecoder::new(&body[..]), most)?,
        },
        "br" => limited(brotli_decompressor::Decompressor::new(&body[..], 4 << 10), most)?,
        "zstd" if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => match zstd::stream::read::Decoder::new(&body[..]) {
            Ok(decoder) => limited(decoder, most)?,
            Err(_) => None,
        },
        _ => None,
    };
    Ok(plain.unwrap_or(body))
}

/// All that a decoder gives, where it fits and nothing is wrong with it.
fn limited(decoder: impl Read, most: usize) -> Result<Option<Vec<u8>>, TooLong> {
    let mut plain = Vec::new();
    let read = decoder.take(most as u64 + 1).read_to_end(&mut plain);
    if plain.len() > most {
        return Err(TooLong);
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
            assert_eq!(decoded(named, packed(sent, &bomb), 1_000), Err(TooLong), "{sent}");
        }
    }

    #[test]
    fn pieces_that_do_not_fit_are_none() {
        for body in [
            &b""[..],
            b"5\r\nab",
            b"x\r\nab\r\n",
            b"2\r\nabc\r\n0\r\n",
            b"ffffffffffffffff\r\na\r\n",
        ] {
            assert_eq!(dechunked(body), None);
        }
    }
}
