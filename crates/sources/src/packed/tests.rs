//! Packed files, sound and broken.

use super::*;
use crate::options::Progress;
use flate2::{Compression, write::GzEncoder};
use std::io::{Seek, Write};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::stream::Encoder::new(Vec::new(), 3).unwrap();
    encoder.include_checksum(true).unwrap();
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn file(bytes: &[u8]) -> Input {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    Input::file(file, Progress::default())
}

fn stream(bytes: &[u8]) -> Input {
    Input::stream(Box::new(io::Cursor::new(bytes.to_vec())), Progress::default())
}

/// Everything that can be unpacked, the damages, and where the members begin that could be.
fn all(input: Input) -> (Vec<u8>, Vec<(u64, Fault)>, Vec<u64>) {
    let (mut bytes, mut damages, mut members) = (Vec::new(), Vec::new(), Vec::new());
    let mut unpacked = Unpacked::of(input).unwrap();
    loop {
        match unpacked.fill_buf().map(<[u8]>::to_vec) {
            Ok(piece) if piece.is_empty() => return (bytes, damages, members),
            Ok(piece) => {
                members.extend(unpacked.member());
                unpacked.consume(piece.len());
                bytes.extend(piece);
                assert_eq!(unpacked.offset(), bytes.len() as u64);
            }
            Err(error) => {
                let damage = damage(&error).expect("the system did not fail");
                damages.push((damage.offset, damage.fault));
            }
        }
    }
}

/// Text that does not compress to nothing.
fn text(seed: u32, length: usize) -> Vec<u8> {
    let mut state = seed;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b'a' + (state >> 24) as u8 % 26
    };
    (0..length).map(next).collect()
}

#[test]
fn what_is_not_packed_comes_as_it_is() {
    for bytes in [text(1, 300_000), Vec::new(), b"\x1f".to_vec()] {
        assert_eq!(all(file(&bytes)), (bytes.clone(), vec![], vec![]));
    }
}

#[test]
fn members_come_one_after_the_other() {
    let parts = [text(1, 100_000), b"b".to_vec(), text(2, 70_000)];
    for pack in [gzip, zstd] {
        let packed: Vec<Vec<u8>> = parts.iter().map(|part| pack(part)).collect();
        let starts = vec![0, packed[0].len() as u64, (packed[0].len() + packed[1].len()) as u64];
        let mut whole = packed.concat();
        assert_eq!(all(file(&whole)), (parts.concat(), vec![], starts.clone()));
        whole.extend([0; 700]);
        assert_eq!(all(stream(&whole)), (parts.concat(), vec![], starts));
    }
}

#[test]
fn behind_a_broken_member_the_next_follows() {
    let parts = [text(1, 5_000), text(2, 5_000), text(3, 5_000)];
    for pack in [gzip, zstd] {
        let packed: Vec<Vec<u8>> = parts.iter().map(|part| pack(part)).collect();
        let second = packed[0].len() as u64;
        let mut flipped = packed.concat();
        let middle = packed[0].len() + packed[1].len() / 2;
        flipped[middle..middle + 8].fill(0xff);
        let (bytes, damages, members) = all(file(&flipped));
        assert_eq!((damages.len(), damages[0].0), (1, second));
        assert!(bytes.starts_with(&parts[0]) && bytes.ends_with(&parts[2]));
        assert_eq!(members.last(), Some(&((packed[0].len() + packed[1].len()) as u64)));
        let cut = [&packed[0], &packed[1][..packed[1].len() / 2], &packed[2]].concat();
        let (bytes, damages, _) = all(file(&cut));
        assert_eq!((damages.len(), damages[0].0), (1, second));
        assert!(bytes.starts_with(&parts[0]) && bytes.ends_with(&parts[2]));
    }
}

#[test]
fn a_file_that_is_cut_off() {
    for pack in [gzip, zstd] {
        let (first, second) = (pack(&text(1, 5_000)), pack(&text(2, 5_000)));
        let cut = [&first[..], &second[..second.len() - 6]].concat();
        for input in [file(&cut), stream(&cut)] {
            let (bytes, damages, _) = all(input);
            assert_eq!(damages, [(first.len() as u64, Fault::Truncated)]);
            assert!(bytes.starts_with(&text(1, 5_000)));
        }
    }
}

#[test]
fn strange_bytes_between_members() {
    let (first, second) = (gzip(b"one"), gzip(b"two"));
    let whole = [&first[..], b"<html>\x1f\x8b\x08\xff", &second].concat();
    for input in [file(&whole), stream(&whole)] {
        let (bytes, damages, _) = all(input);
        assert_eq!(
            (bytes, damages),
            (b"onetwo".to_vec(), vec![(first.len() as u64, Fault::Stray)])
        );
    }
}

#[test]
fn a_bomb_is_given_up_and_the_rest_read() {
    for pack in [gzip, zstd] {
        let bomb = pack(&vec![0; 100 << 20]);
        let whole = [&bomb[..], &pack(b"after")].concat();
        let (bytes, damages, _) = all(file(&whole));
        assert_eq!(damages, [(0, Fault::Bomb)]);
        assert!(bytes.ends_with(b"after") && bytes.len() < 70 << 20, "{}", bytes.len());
    }
}

#[test]
fn a_dictionary_before_an_archive() {
    let dictionary = text(9, 2_000);
    let mut encoder = zstd::stream::Encoder::with_dictionary(Vec::new(), 3, &dictionary).unwrap();
    encoder.write_all(&dictionary[500..1_500]).unwrap();
    let frame = encoder.finish().unwrap();
    for held in [dictionary.clone(), zstd(&dictionary)] {
        let size = u32::try_from(held.len()).unwrap().to_le_bytes();
        let whole = [&[0x5d, 0x2a, 0x4d, 0x18][..], &size, &held, &frame].concat();
        let (bytes, damages, _) = all(file(&whole));
        assert_eq!((bytes, damages), (dictionary[500..1_500].to_vec(), vec![]));
    }
}

#[test]
fn bytes_can_be_put_back() {
    for input in [file(b"WARC/1.0 and more"), file(&gzip(b"WARC/1.0 and more"))] {
        let mut unpacked = Unpacked::of(input).unwrap();
        assert_eq!(unpacked.first(4).unwrap(), b"WARC");
        let mut start = [0; 10];
        unpacked.read_exact(&mut start).unwrap();
        unpacked.put_back(&start[4..]);
        assert_eq!(unpacked.offset(), 4);
        let mut rest = Vec::new();
        unpacked.read_to_end(&mut rest).unwrap();
        assert_eq!(rest, b"/1.0 and more");
    }
}
