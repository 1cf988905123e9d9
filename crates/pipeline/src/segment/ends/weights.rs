//! The classifier's weights, as `training/segment.py` wrote them.

use std::sync::LazyLock;

/// Places in the table: a power of two, at least twice the number of weights.
const SLOTS: usize = 1 << 13;

/// Weights in hundredths by the key of a feature.
pub(super) struct Weights {
    /// Key and weight; a weight of 0 where the place is free.
    slots: Vec<(u64, i32)>,
    bias: i32,
}

impl Weights {
    /// The one copy.
    pub(super) fn get() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("../data/weights.txt")));
        &WEIGHTS
    }

    fn read(file: &str) -> Self {
        let mut weights = Self {
            slots: vec![(0, 0); SLOTS],
            bias: 0,
        };
        for (weight, feature) in file.lines().filter_map(parse) {
            if feature == "bias" {
                weights.bias = weight;
            } else {
                weights.insert(key(feature), weight);
            }
        }
        weights
    }

    fn insert(&mut self, key: u64, weight: i32) {
        let free = probe(key).find(|&slot| self.slots[slot].1 == 0);
        if let Some(slot) = free {
            self.slots[slot] = (key, weight);
        }
    }

    /// The weight of all features together where none holds.
    pub(super) const fn bias(&self) -> i32 {
        self.bias
    }

    /// The weight of a feature: its name's digest, mixed with the digest of each value.
    pub(super) fn of(&self, key: u64) -> i32 {
        let slots = probe(key).map(|slot| self.slots[slot]);
        slots
            .take_while(|&(_, weight)| weight != 0)
            .find(|&(k, _)| k == key)
            .map_or(0, |(_, weight)| weight)
    }
}

/// `-120 tail ,` as weight and feature; `None` for a comment.
fn parse(line: &str) -> Option<(i32, &str)> {
    let (weight, feature) = line.split_once(' ')?;
    Some((weight.parse().ok()?, feature))
}

/// The key of a feature as it is written: a name and its values, `_` for an empty one.
fn key(feature: &str) -> u64 {
    feature.split(' ').map(digest).reduce(mix).unwrap_or_default()
}

/// FNV-1a of a name or a value; an empty one counts as `_`.
pub(super) fn digest(text: &str) -> u64 {
    let bytes = if text.is_empty() { b"_" } else { text.as_bytes() };
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The key of a name and its values so far with one more value.
pub(super) const fn mix(key: u64, value: u64) -> u64 {
    (key.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The places where a key may be, in the order of looking.
fn probe(key: u64) -> impl Iterator<Item = usize> {
    let start = (key >> 32) as usize;
    (0..SLOTS).map(move |step| (start + step) & (SLOTS - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_written() {
        let weights = Weights::read("# a comment\n-7 bias\n120 tail .\n-30 next the l _\n");
        assert_eq!(weights.bias(), -7);
        assert_eq!(weights.of(mix(digest("tail"), digest("."))), 120);
        assert_eq!(
            weights.of(["the", "l", ""].into_iter().map(digest).fold(digest("next"), mix)),
            -30
        );
        assert_eq!(weights.of(mix(digest("tail"), digest(","))), 0);
    }

    #[test]
    fn every_line_of_the_file_is_found() {
        let lines: Vec<_> = include_str!("../data/weights.txt").lines().filter_map(parse).collect();
        assert!(lines.len() > 1000 && lines.len() * 2 < SLOTS, "{} weights", lines.len());
        for (weight, feature) in lines {
            let found = if feature == "bias" {
                Weights::get().bias()
            } else {
                Weights::get().of(key(feature))
            };
            assert_eq!(found, weight, "{feature}");
        }
    }
}
