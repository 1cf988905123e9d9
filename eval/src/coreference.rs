//! How well mentions are put together: MUC, B-cubed and CEAF-e, and their mean, the F1 of the `CoNLL` shared tasks.

use crate::assignment::cheapest;
use std::collections::{BTreeMap, BTreeSet};

/// Where a mention stands: first and one past last, of code points or of words.
pub type Place = (usize, usize);

/// The entities of a document, each a set of mentions. A mention may be of several.
#[derive(Clone, Debug, Default)]
pub struct Chains(Vec<BTreeSet<Place>>);

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

    /// The entities of more than one mention.
    #[must_use]
    pub fn without_singletons(&self) -> Self {
        Self(self.0.iter().filter(|entity| entity.len() > 1).cloned().collect())
    }

    /// The entities that have one of these mentions.
    #[must_use]
    pub fn of_any(&self, mentions: &BTreeSet<Place>) -> Self {
        let has_one = |entity: &&BTreeSet<Place>| !entity.is_disjoint(mentions);
        Self(self.0.iter().filter(has_one).cloned().collect())
    }

    fn by_mention(&self) -> BTreeMap<Place, Vec<usize>> {
        let mut by: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for (index, entity) in self.0.iter().enumerate() {
            entity.iter().for_each(|m| by.entry(*m).or_default().push(index));
        }
        by
    }
}

/// Sums of precision and recall, over all documents.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    precise: f64,
    predicted: f64,
    recalled: f64,
    gold: f64,
}

impl Score {
    /// 0 to 1; 0 without predictions.
    pub fn precision(self) -> f64 {
        ratio(self.precise, self.predicted)
    }

    /// 0 to 1; 0 without gold.
    pub fn recall(self) -> f64 {
        ratio(self.recalled, self.gold)
    }

    /// The harmonic mean of the two, 0 to 1.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        ratio(2.0 * p * r, p + r)
    }

    fn add(&mut self, precision: (f64, f64), recall: (f64, f64)) {
        self.precise += precision.0;
        self.predicted += precision.1;
        self.recalled += recall.0;
        self.gold += recall.1;
    }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// The three measures over several documents.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Coreference {
    /// Links (Vilain et al. 1995).
    pub muc: Score,
    /// Mentions (Bagga and Baldwin 1998).
    pub b_cubed: Score,
    /// Entities, one to one (Luo 2005, with the similarity φ₄).
    pub ceaf_e: Score,
}

impl Coreference {
    /// Adds a document.
    pub fn add(&mut self, gold: &Chains, predicted: &Chains) {
        self.muc.add(muc(predicted, gold), muc(gold, predicted));
        self.b_cubed.add(b_cubed(predicted, gold), b_cubed(gold, predicted));
        let similar = most_similar(gold, predicted);
        self.ceaf_e
            .add((similar, predicted.0.len() as f64), (similar, gold.0.len() as f64));
    }

    /// The mean of the three F1, 0 to 1.
    pub fn conll(&self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf_e.f1()) / 3.0
    }
}

/// Of the links that hold entities together, those that the other side leaves whole; and all.
fn muc(ours: &Chains, theirs: &Chains) -> (f64, f64) {
    let of = theirs.by_mention();
    ours.0.iter().fold((0.0, 0.0), |(whole, all), entity| {
        let found: Vec<usize> = entity.iter().filter_map(|m| of.get(m)?.first().copied()).collect();
        let alone = entity.len() - found.len();
        let parts = found.into_iter().collect::<BTreeSet<usize>>().len() + alone;
        let links = entity.len().saturating_sub(1) as f64;
        (whole + (entity.len() - parts) as f64, all + links)
    })
}

/// The sum, over each mention in each of its entities, of the best share of that entity that the other side has in one; and
/// over how many that is.
fn b_cubed(ours: &Chains, theirs: &Chains) -> (f64, f64) {
    let of = theirs.by_mention();
    let mut sums = (0.0, 0.0);
    for entity in &ours.0 {
        for mention in entity {
            let holding = of.get(mention).into_iter().flatten();
            let best = holding.map(|&index| (entity & &theirs.0[index]).len()).max();
            sums.0 += best.unwrap_or(0) as f64 / entity.len() as f64;
            sums.1 += 1.0;
        }
    }
    sums
}

/// The greatest sum of φ₄ = 2|A∩B| / (|A|+|B|) over one-to-one pairs of entities.
fn most_similar(gold: &Chains, predicted: &Chains) -> f64 {
    let (rows, columns) = if gold.0.len() <= predicted.0.len() {
        (gold, predicted)
    } else {
        (predicted, gold)
    };
    let similarity = |a: &BTreeSet<Place>, b: &BTreeSet<Place>| {
        ratio(2.0 * a.intersection(b).count() as f64, (a.len() + b.len()) as f64)
    };
    let costs = |a: &BTreeSet<Place>| columns.0.iter().map(|b| -similarity(a, b)).collect();
    -cheapest(&rows.0.iter().map(costs).collect::<Vec<Vec<f64>>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chains(entities: &[&[usize]]) -> Chains {
        Chains::new(entities.iter().map(|e| e.iter().map(|&m| (m, m + 1)).collect()))
    }

    fn figures(gold: &Chains, predicted: &Chains) -> Coreference {
        let mut figures = Coreference::default();
        figures.add(gold, predicted);
        figures
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn the_same_is_perfect_and_nothing_is_zero() {
        let gold = chains(&[&[0, 1, 2], &[3, 4], &[5]]);
        assert!(near(figures(&gold, &gold).conll(), 1.0));
        assert!(near(figures(&gold, &Chains::default()).conll(), 0.0));
    }

    /// The example of Bagga and Baldwin, the last two of three entities put together: MUC’s precision is 9/10, that of B-cubed
    /// 16/21, and recall is 1 in both.
    #[test]
    fn two_entities_put_together() {
        let gold = chains(&[&[1, 2, 3, 4, 5], &[6, 7], &[8, 9, 10, 11, 12]]);
        let joined = figures(&gold, &chains(&[&[1, 2, 3, 4, 5], &[6, 7, 8, 9, 10, 11, 12]]));
        assert!(near(joined.muc.precision(), 0.9) && near(joined.muc.recall(), 1.0));
        assert!(near(joined.b_cubed.precision(), 16.0 / 21.0) && near(joined.b_cubed.recall(), 1.0));
    }

    #[test]
    fn entities_are_paired_one_to_one() {
        let score = figures(&chains(&[&[0, 1], &[2, 3]]), &chains(&[&[0, 1, 2, 3]])).ceaf_e;
        assert!(near(score.precision(), 2.0 / 3.0) && near(score.recall(), 1.0 / 3.0));
    }

    #[test]
    fn a_mention_of_several_counts_in_each() {
        let gold = chains(&[&[0, 9], &[1, 9]]);
        assert!(near(figures(&gold, &gold).b_cubed.f1(), 1.0));
    }
}
