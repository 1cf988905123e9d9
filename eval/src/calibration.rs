//! Whether a score means what it says: of the predictions at 0.8, about 80% should be right.

use crate::figures::share;

/// How many bins of equal width a table of reliability has.
const BINS: usize = 5;

/// A prediction, and whether gold has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// The reader's probability, 0 to 1.
    pub score: f64,
    /// Whether it is right.
    pub right: bool,
}

/// The predictions whose scores lie between two bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many.
    pub count: usize,
    /// How many of them are right.
    pub right: usize,
    /// Their scores, summed.
    sum: f64,
}

impl Bin {
    /// The mean score, 0 to 1; 0 without predictions.
    pub fn mean_score(&self) -> f64 {
        if self.count == 0 {
            0.0
        } else {
            self.sum / self.count as f64
        }
    }

    /// The share that is right, 0 to 1.
    pub fn accuracy(&self) -> f64 {
        share(self.right, self.count)
    }
}

/// A table of reliability: bins of equal width from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reliability {
    /// From the lowest scores to the highest.
    pub bins: [Bin; BINS],
}

impl Reliability {
    /// Sorts predictions into bins. A score on a bound belongs to the bin above it, and 1 to the last.
    pub fn new(judged: &[Judged]) -> Self {
        let mut table = Self::default();
        for prediction in judged {
            let at = (prediction.score.clamp(0.0, 1.0) * BINS as f64) as usize;
            let bin = &mut table.bins[at.min(BINS - 1)];
            bin.count += 1;
            bin.right += usize::from(prediction.right);
            bin.sum += prediction.score;
        }
        table
    }

    /// The lower and the upper bound of a bin.
    pub fn bounds(bin: usize) -> (f64, f64) {
        (bin as f64 / BINS as f64, (bin + 1) as f64 / BINS as f64)
    }

    /// Expected calibration error, 0 to 1: how far score and share lie apart, weighted by the size of the bins.
    pub fn error(&self) -> f64 {
        let total: usize = self.bins.iter().map(|b| b.count).sum();
        self.bins
            .iter()
            .map(|b| share(b.count, total) * (b.mean_score() - b.accuracy()).abs())
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_and_error() {
        let judged =
            [(0.1, false), (0.8, true), (0.9, false), (1.0, true)].map(|(score, right)| Judged { score, right });
        let table = Reliability::new(&judged);
        assert_eq!(table.bins.map(|b| b.count), [1, 0, 0, 0, 3]);
        assert!((table.bins[4].mean_score() - 0.9).abs() < 1e-12);
        assert!((table.bins[4].accuracy() - 2.0 / 3.0).abs() < 1e-12);
        assert!((table.error() - (0.25 * 0.1 + 0.75 * (0.9 - 2.0 / 3.0))).abs() < 1e-12);
        assert_eq!(Reliability::default().error(), 0.0);
    }
}
