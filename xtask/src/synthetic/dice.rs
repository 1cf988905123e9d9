//! Chance that is the same every time.

/// Numbers that look random (`SplitMix64`).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.roll() % n.max(1) as u64) as usize
    }

    pub fn share(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Small numbers are common and large ones rare: the `k`-th as often as 1/k.
    pub fn zipf(&mut self, n: usize) -> usize {
        let rank = ((n as f64 + 1.0).ln() * self.share()).exp() - 1.0;
        (rank as usize).min(n - 1)
    }
}
pub fn pick(dice: &mut Dice, weights: &[usize]) -> usize {
    let mut rest = dice.below(weights.iter().sum());
    for (i, &weight) in weights.iter().enumerate() {
        if rest < weight {
            return i;
        }
        rest -= weight;
    }
    0
}
