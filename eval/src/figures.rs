//! Counts and the figures they give: the arithmetic that every measure shares.

use std::ops::AddAssign;

/// Right answers among those given and among those wanted.
///
/// The two are counted apart because they can differ: three predicted pieces may all lie in one gold span.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Predictions that are right.
    pub right: usize,
    /// Predictions.
    pub predicted: usize,
    /// Gold items that were found.
    pub found: usize,
    /// Gold items.
    pub gold: usize,
}

impl Tally {
    /// The counts of a one-to-one matching, where what is right is what is found.
    pub const fn matched(hits: usize, predicted: usize, gold: usize) -> Self {
        Self {
            right: hits,
            predicted,
            found: hits,
            gold,
        }
    }

    /// The share of the predictions that is right, 0 to 1; 0 without predictions.
    pub fn precision(self) -> f64 {
        share(self.right, self.predicted)
    }

    /// The share of the gold that was found, 0 to 1; 0 without gold.
    pub fn recall(self) -> f64 {
        share(self.found, self.gold)
    }

    /// The harmonic mean of precision and recall, 0 to 1.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.found += other.found;
        self.gold += other.gold;
    }
}

/// `part` of `whole`, 0 to 1; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The value in the middle of the sorted values; of an even number, the mean of the two in the middle; 0 of none.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => 0.0,
        n if n % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_known_counts() {
        let tally = Tally {
            right: 3,
            predicted: 4,
            found: 2,
            gold: 4,
        };
        assert_eq!((tally.precision(), tally.recall()), (0.75, 0.5));
        assert!((tally.f1() - 0.6).abs() < 1e-12);
        assert_eq!(Tally::default().f1(), 0.0);
    }

    #[test]
    fn the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
        assert_eq!(median(Vec::new()), 0.0);
    }
}
