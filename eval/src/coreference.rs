//! How well mentions are put together: B-cubed, after Bagga and Baldwin, *Algorithms for scoring coreference chains* (1998).

use crate::figures::share;
use std::collections::{BTreeMap, BTreeSet};

/// Where a mention stands: first and one past last code point.
pub type Place = (usize, usize);

/// The entities of a document, each a set of mentions. A mention may be of several.
#[derive(Clone, Debug, Default)]
pub struct Chains(Vec<BTreeSet<Place>>);

/// B-cubed’s sums over mentions.
#[derive(Clone, Copy, Debug, Default)]
pub struct BCubed {
    precision: f64,
    predicted: usize,
    recall: f64,
    gold: usize,
}

impl Chains {
    /// Entities by their mentions.
    pub fn new(entities: impl IntoIterator<Item = BTreeSet<Place>>) -> Self {
        Self(entities.into_iter().collect())
    }

    /// All mentions.
    pub fn mentions(&self) -> BTreeSet<Place> {
        self.0.iter().flatten().copied().collect()
    }

    /// The entities with only those of their mentions that are among these.
    #[must_use]
    pub fn among(&self, mentions: &BTreeSet<Place>) -> Self {
        Self(self.0.iter().map(|entity| entity & mentions).collect())
    }

    fn by_mention(&self) -> BTreeMap<Place, Vec<&BTreeSet<Place>>> {
        let mut by: BTreeMap<Place, Vec<_>> = BTreeMap::new();
        for entity in &self.0 {
            entity.iter().for_each(|m| by.entry(*m).or_default().push(entity));
        }
        by
    }

    /// The sum, over each mention in each of its entities, of the best share of that entity that the other side has in one;
    /// and over how many that is.
    #[allow(clippy::cast_precision_loss, reason = "counts of mentions")]
    fn found_in(&self, other: &Self) -> (f64, usize) {
        let theirs = other.by_mention();
        let best = |m: &Place, ours: &BTreeSet<Place>| {
            let found = theirs.get(m).into_iter().flatten();
            found
                .map(|entity| share((ours & *entity).len(), ours.len()))
                .fold(0.0, f64::max)
        };
        let shares = self.0.iter().flat_map(|ours| ours.iter().map(move |m| (m, ours)));
        shares.fold((0.0, 0), |(sum, count), (m, ours)| (sum + best(m, ours), count + 1))
    }
}

impl BCubed {
    /// Adds a document.
    pub fn add(&mut self, gold: &Chains, predicted: &Chains) {
        let (recall, gold_count) = gold.found_in(predicted);
        let (precision, predicted_count) = predicted.found_in(gold);
        self.recall += recall;
        self.gold += gold_count;
        self.precision += precision;
        self.predicted += predicted_count;
    }

    /// The harmonic mean of precision and recall, 0 to 1.
    #[allow(clippy::cast_precision_loss, reason = "counts of mentions")]
    pub fn f1(self) -> f64 {
        let p = if self.predicted == 0 {
            0.0
        } else {
            self.precision / self.predicted as f64
        };
        let r = if self.gold == 0 {
            0.0
        } else {
            self.recall / self.gold as f64
        };
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chains(entities: &[&[usize]]) -> Chains {
        Chains::new(entities.iter().map(|e| e.iter().map(|&m| (m, m + 1)).collect()))
    }

    /// The example of Bagga and Baldwin: precision 16/21 and recall 1 where two of three entities are put together.
    #[test]
    fn two_entities_put_together() {
        let gold = chains(&[&[1, 2, 3, 4, 5], &[6, 7], &[8, 9, 10, 11, 12]]);
        let mut wrong = BCubed::default();
        wrong.add(&gold, &chains(&[&[1, 2, 3, 4, 5], &[6, 7, 8, 9, 10, 11, 12]]));
        let precision: f64 = 16.0 / 21.0;
        assert!((wrong.f1() - 2.0 * precision / (1.0 + precision)).abs() < 1e-9);
        let mut right = BCubed::default();
        right.add(&gold, &gold);
        assert!((right.f1() - 1.0).abs() < 1e-9);
    }
}
