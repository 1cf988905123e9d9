//! Numbers that look random and are the same on every machine.

/// A generator: SplitMix64 (Steele, Lea, Flood 2014).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    pub const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// One for the `i`-th of many things, whatever was drawn for the others.
    pub fn nth(seed: u64, i: u64) -> Self {
        Self::of(Self::of(seed).next() ^ Self::of(i).next())
    }

    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let scaled = u128::from(self.next()) * bound as u128;
        // Less than `bound`, since the other factor is less than 2^64.
        (scaled >> 64) as usize
    }

    /// A number from 0 to less than 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number below `bound`, which is not 0; small ones are common and large ones rare: the `k`-th as often as 1/k.
    pub fn zipf(&mut self, bound: usize) -> usize {
        let rank = ((bound as f64 + 1.0).ln() * self.share()).exp() - 1.0;
        (rank as usize).min(bound - 1)
    }

    /// The place of a weight, as often as it weighs.
    pub fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut rest = self.below(weights.iter().sum());
        let found = weights.iter().position(|&weight| {
            let here = rest < weight;
            rest = rest.saturating_sub(weight);
            here
        });
        found.unwrap_or_default()
    }

    pub fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }

    /// Fisher and Yates's.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for i in (1..things.len()).rev() {
            things.swap(i, self.below(i + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_always_the_same() {
        // The reference implementation's first numbers for the seed 1234567.
        let mut random = Random::of(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn all_are_drawn_and_none_else() {
        let (mut random, mut seen) = (Random::nth(1, 2), [0; 5]);
        (0..1000).for_each(|_| seen[random.below(5)] += 1);
        assert!(seen.iter().all(|&count| (150..250).contains(&count)), "{seen:?}");
        let mut weighed = [0; 3];
        (0..1000).for_each(|_| weighed[random.weighted(&[1, 0, 3])] += 1);
        assert!(weighed[1] == 0 && (200..300).contains(&weighed[0]), "{weighed:?}");
        assert!((0..1000).all(|_| random.zipf(7) < 7));
        let mut order: Vec<usize> = (0..100).collect();
        random.shuffle(&mut order);
        assert!(!order.is_sorted());
        order.sort_unstable();
        assert_eq!(order, (0..100).collect::<Vec<_>>());
    }
}
