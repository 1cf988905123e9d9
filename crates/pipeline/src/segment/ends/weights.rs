//! The classifier's weights, as `training/segment.py` wrote them.

use std::sync::LazyLock;

/// Places in the table: a power of two, at least twice the number of weights.
const SLOTS: usize = 1 << 13;

/// Weights in hundredths by the digest of a feature.
pub(super) struct Weights {
    slots: Vec<Option<(u64, i32)>>,
    bias: i32,
}

impl Weights {
    /// The one copy.
    pub(super) fn get() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("../data/weights.txt")));
        &WEIGHTS
    }

    fn read(file: &str) -> Self {
        let mut weights = Self { slots: vec![None; SLOTS], bias: 0 };
        for (weight, feature) in file.lines().filter_map(parse) {
            if feature == "bias" {
                weights.bias = weight;
            } else {
                weights.insert(digest(feature.as_bytes(), SEED), weight);
            }
        }
        weights
    }

    fn insert(&mut self, key: u64, weight: i32) {
        let free = probe(key).find(|&slot| self.slots[slot].is_none());
        if let Some(slot) = free {
            self.slots[slot] = Some((key, weight));
        }
    }

    /// The weight of all features together where none holds.
    pub(super) const fn bias(&self) -> i32 {
        self.bias
    }

    /// The weight of a feature, given as its name and its values; an empty value is written `_`.
    pub(super) fn of(&self, name: &str, values: &[&str]) -> i32 {
        let key = values.iter().fold(digest(name.as_bytes(), SEED), |key, value| {
            digest(if value.is_empty() { b"_" } else { value.as_bytes() }, digest(b" ", key))
        });
        let found = probe(key).map_while(|slot| self.slots[slot]).find(|&(k, _)| k == key);
        found.map_or(0, |(_, weight)| weight)
    }
}

/// `-120 tail ,` as weight and feature; `None` for a comment.
fn parse(line: &str) -> Option<(i32, &str)> {
    let (weight, feature) = line.split_once(' ')?;
    Some((weight.parse().ok()?, feature))
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, which can be continued.
fn digest(bytes: &[u8], seed: u64) -> u64 {
    bytes.iter().fold(seed, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The places where a key may be, in the order of looking.
fn probe(key: u64) -> impl Iterator<Item = usize> {
    let start = (key ^ (key >> 32)) as usize;
    (0..SLOTS).map(move |step| (start.wrapping_add(step)) & (SLOTS - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_written() {
        let weights = Weights::read("# a comment\n-7 bias\n120 tail .\n-30 next the l _\n");
        assert_eq!(weights.bias(), -7);
        assert_eq!(weights.of("tail", &["."]), 120);
        assert_eq!(weights.of("next", &["the", "l", ""]), -30);
        assert_eq!(weights.of("tail", &[","]), 0);
    }

    #[test]
    fn every_line_of_the_file_is_found() {
        let file = include_str!("../data/weights.txt");
        let lines: Vec<_> = file.lines().filter(|line| !line.starts_with("# ")).collect();
        assert!(lines.len() > 1000 && lines.len() * 2 < SLOTS, "{} weights", lines.len());
        for line in lines {
            let (weight, feature) = parse(line).expect("a weight and a feature");
            let mut parts = feature.split(' ');
            let name = parts.next().expect("a name");
            let values: Vec<_> = parts.collect();
            let found = if name == "bias" { Weights::get().bias() } else { Weights::get().of(name, &values) };
            assert_eq!(found, weight, "{line}");
        }
    }
}
