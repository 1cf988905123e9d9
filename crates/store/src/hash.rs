//! Hashes that are the same on every machine and in every version: the store keeps them.

/// FNV-1a over bytes, 64 bits, its bits then mixed.
pub fn bytes(bytes: &[u8]) -> u64 {
    let folded = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    mix(folded)
}

/// A hash of anything, by what it looks like as JSON.
pub fn of_json(value: &impl serde::Serialize) -> u64 {
    bytes(&serde_json::to_vec(value).unwrap_or_default())
}

/// A hash of two.
pub const fn both(a: u64, b: u64) -> u64 {
    mix(a.rotate_left(23) ^ mix(b))
}

/// The finaliser of `SplitMix64` (Steele, Lea, Flood 2014), by which every bit depends on every other.
pub const fn mix(hash: u64) -> u64 {
    let hash = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The hash as a key of a table. SQLite writes numbers below 2^56 in a byte less.
#[allow(clippy::cast_possible_wrap, reason = "56 bits fit")]
pub const fn key(hash: u64) -> i64 {
    (hash >> 8) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_never_change() {
        assert_eq!(bytes(b"grain"), 0x1156_19ca_536d_e5fb);
    }

    #[test]
    fn order_counts() {
        assert_ne!(both(1, 2), both(2, 1));
        assert!(key(u64::MAX) < 1 << 56);
    }
}
