//! The keys by which events find each other. Two bits of a key say what kind it is, so that kinds never meet.

use crate::hash;

/// What sharing a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The report is told in the same words.
    Wording = 0,
    /// Category, a party and a possible day are the same.
    Day = 1,
    /// A move of these parties that can be answered.
    Move = 2,
    /// A reply to such a move.
    Reply = 3,
}

/// The key of a hash.
pub const fn key(kind: Kind, hash: u64) -> i64 {
    hash::key(hash) & !3 | kind as i64
}

/// Whether a key is of a kind.
pub const fn is(kind: Kind, key: i64) -> bool {
    key & 3 == kind as i64
}

/// Keys as the bytes of a column.
pub fn pack(keys: &[i64]) -> Vec<u8> {
    keys.iter().flat_map(|key| key.to_le_bytes()).collect()
}

/// The keys of such bytes.
pub fn unpack(bytes: &[u8]) -> Vec<i64> {
    let (keys, _) = bytes.as_chunks::<8>();
    keys.iter().map(|&key| i64::from_le_bytes(key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_never_meet() {
        assert_ne!(key(Kind::Move, 1 << 40), key(Kind::Reply, 1 << 40));
        assert!(is(Kind::Day, key(Kind::Day, u64::MAX)));
        let keys = [key(Kind::Wording, 5 << 30), key(Kind::Reply, u64::MAX)];
        assert_eq!(unpack(&pack(&keys)), keys);
    }
}
