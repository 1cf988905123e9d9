//! A linear chain over tags: the best sequence, and how probable each tag is.

use super::Rows;
use super::bio::{Tag, TagSet};

/// A score so low that what has it is never chosen.
const FORBIDDEN: f32 = -1e4;

/// The scores of sequences beside what each word contributes. K tags.
#[derive(Debug)]
pub struct Chain {
    /// `[K]`: of opening with a tag.
    start: Vec<f32>,
    /// `[K]`: of closing with one.
    end: Vec<f32>,
    /// `[K][K]`: of going from one to another.
    transitions: Vec<Vec<f32>>,
    /// The exponentials of the same.
    factors: Factors,
}

#[derive(Debug)]
struct Factors {
    start: Vec<f64>,
    end: Vec<f64>,
    transitions: Vec<Vec<f64>>,
}

impl Chain {
    /// A chain with learned scores.
    pub fn new(start: Vec<f32>, end: Vec<f32>, transitions: Vec<Vec<f32>>) -> Self {
        let factors = |scores: &[f32]| scores.iter().map(|&score| f64::from(score).exp()).collect();
        let factors = Factors {
            start: factors(&start),
            end: factors(&end),
            transitions: transitions.iter().map(|row| factors(row)).collect(),
        };
        Self {
            start,
            end,
            transitions,
            factors,
        }
    }

    /// A chain that allows whatever makes whole spans, and prefers nothing.
    #[cfg(test)]
    pub fn constraints(set: &TagSet) -> Self {
        Self::constrained(set, |_, _| 0.0)
    }

    /// A chain that allows whatever makes whole spans, with a score for going from one tag to another.
    pub fn constrained(set: &TagSet, prefers: impl Fn(Tag, Tag) -> f32) -> Self {
        let count = set.tags.len();
        let score = |before: Option<usize>, tag| match before {
            before if !set.may_follow(before, tag) => FORBIDDEN,
            Some(before) => prefers(set.tags[before], set.tags[tag]),
            None => 0.0,
        };
        let row = |before| (0..count).map(|tag| score(before, tag)).collect::<Vec<_>>();
        Self::new(
            row(None),
            vec![0.0; count],
            (0..count).map(|before| row(Some(before))).collect(),
        )
    }

    /// The best sequence of tags. `emissions`: `[W, K]`.
    pub fn best(&self, emissions: Rows<'_>) -> Vec<usize> {
        let mut rows = emissions.iter();
        let Some(first) = rows.next() else { return Vec::new() };
        let mut scores: Vec<f32> = self.start.iter().zip(first).map(|(a, b)| a + b).collect();
        let mut origins = Vec::with_capacity(emissions.len());
        for row in rows {
            let (from, next): (Vec<usize>, Vec<f32>) =
                row.iter().enumerate().map(|(to, e)| self.step(&scores, to, *e)).unzip();
            origins.push(from);
            scores = next;
        }
        let last = highest(scores.iter().zip(&self.end).map(|(a, b)| a + b)).0;
        let mut path = vec![last];
        path.extend(origins.iter().rev().scan(last, |tag, from| {
            *tag = from[*tag];
            Some(*tag)
        }));
        path.reverse();
        path
    }

    /// Where the best sequence that ends in `to` comes from, and its score.
    fn step(&self, scores: &[f32], to: usize, emission: f32) -> (usize, f32) {
        let (from, score) = highest(scores.iter().zip(&self.transitions).map(|(score, row)| score + row[to]));
        (from, score + emission)
    }

    /// How probable each tag is for each word, `[W][K]`, by the forward-backward algorithm.
    pub fn posteriors(&self, emissions: Rows<'_>) -> Vec<Vec<f64>> {
        let weights: Vec<Vec<f64>> = emissions.iter().map(exponentials).collect();
        let mut posteriors: Vec<Vec<f64>> = Vec::with_capacity(weights.len());
        for weight in &weights {
            let prior = posteriors
                .last()
                .map_or_else(|| self.factors.start.clone(), |before| self.ahead(before));
            posteriors.push(shares(products(&prior, weight)).0);
        }
        let mut after = self.factors.end.clone();
        for (row, weight) in posteriors.iter_mut().zip(&weights).rev() {
            *row = shares(products(row, &after)).0;
            after = shares(self.back(&products(&after, weight))).0;
        }
        posteriors
    }

    /// How probable it is that every word has one of the tags that `allows` it.
    pub fn probability(&self, emissions: Rows<'_>, allows: impl Fn(usize, usize) -> bool) -> f64 {
        (self.log_sum(emissions, allows) - self.log_sum(emissions, |_, _| true)).exp()
    }

    /// The logarithm of the summed weights of all sequences of allowed tags, up to what the emissions have in common.
    fn log_sum(&self, emissions: Rows<'_>, allows: impl Fn(usize, usize) -> bool) -> f64 {
        let mut total = 0.0;
        let mut prior = self.factors.start.clone();
        let mut here = Vec::new();
        for (word, row) in emissions.iter().enumerate() {
            let mut weights = products(&prior, &exponentials(row));
            weights
                .iter_mut()
                .enumerate()
                .filter(|&(tag, _)| !allows(word, tag))
                .for_each(|(_, weight)| *weight = 0.0);
            let sum;
            (here, sum) = shares(weights);
            total += sum.ln();
            prior = self.ahead(&here);
        }
        total + products(&here, &self.factors.end).iter().sum::<f64>().ln()
    }

    fn ahead(&self, before: &[f64]) -> Vec<f64> {
        let mut next = vec![0.0; before.len()];
        for (from, row) in before.iter().zip(&self.factors.transitions) {
            next.iter_mut().zip(row).for_each(|(sum, factor)| *sum += from * factor);
        }
        next
    }

    fn back(&self, after: &[f64]) -> Vec<f64> {
        self.factors
            .transitions
            .iter()
            .map(|row| products(row, after).iter().sum())
            .collect()
    }
}

/// The place and value of the highest, the first of equals.
fn highest(values: impl Iterator<Item = f32>) -> (usize, f32) {
    values.enumerate().fold(
        (0, f32::NEG_INFINITY),
        |best, next| if next.1 > best.1 { next } else { best },
    )
}

/// Exponentials of a word's scores, relative to the highest, and never so small that nothing is left.
fn exponentials(scores: &[f32]) -> Vec<f64> {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores
        .iter()
        .map(|score| f64::from(score - top).exp().max(1e-200))
        .collect()
}

fn products(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a * b).collect()
}

/// Shares of the sum, and the sum.
fn shares(mut values: Vec<f64>) -> (Vec<f64>, f64) {
    let sum: f64 = values.iter().sum();
    if sum > 0.0 {
        values.iter_mut().for_each(|value| *value /= sum);
    }
    (values, sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::Matrix;
    use crate::decode::bio::tests::tag_set;
    use proptest::prelude::*;

    const TAGS: usize = 3;

    fn sequences(words: usize) -> impl Iterator<Item = Vec<usize>> {
        let words = u32::try_from(words).unwrap();
        (0..TAGS.pow(words)).map(move |code| (0..words).map(|i| code / TAGS.pow(i) % TAGS).collect())
    }

    fn score(chain: &Chain, emissions: Rows<'_>, path: &[usize]) -> f64 {
        let words = path.iter().enumerate().map(|(word, &tag)| emissions.row(word)[tag]);
        let steps = path.windows(2).map(|step| chain.transitions[step[0]][step[1]]);
        let ends = [chain.start[path[0]], chain.end[path[path.len() - 1]]];
        words.chain(steps).chain(ends).map(f64::from).sum()
    }

    fn chains() -> impl Strategy<Value = (Chain, Matrix)> {
        let scores = |count| prop::collection::vec(-4f32..4.0, count);
        let rows = prop::collection::vec(scores(TAGS), TAGS);
        let emissions = (1usize..6).prop_flat_map(move |words| scores(words * TAGS));
        (scores(TAGS), scores(TAGS), rows, emissions)
            .prop_map(|(start, end, rows, emissions)| (Chain::new(start, end, rows), Matrix::new(emissions, TAGS)))
    }

    proptest! {
        #[test]
        fn finds_the_best_sequence((chain, emissions) in chains()) {
            let emissions = emissions.rows();
            let best = sequences(emissions.len()).map(|path| score(&chain, emissions, &path)).fold(f64::MIN, f64::max);
            prop_assert!((score(&chain, emissions, &chain.best(emissions)) - best).abs() < 1e-4);
        }

        #[test]
        fn posteriors_are_sums_over_sequences((chain, emissions) in chains()) {
            let emissions = emissions.rows();
            let weight = |path: &Vec<usize>| score(&chain, emissions, path).exp();
            let all: f64 = sequences(emissions.len()).map(|path| weight(&path)).sum();
            for (word, row) in chain.posteriors(emissions).iter().enumerate() {
                for (tag, share) in row.iter().enumerate() {
                    let with = sequences(emissions.len()).filter(|path| path[word] == tag);
                    prop_assert!((share - with.map(|path| weight(&path)).sum::<f64>() / all).abs() < 1e-6);
                    let single = chain.probability(emissions, |w, t| w != word || t == tag);
                    prop_assert!((share - single).abs() < 1e-6);
                }
            }
        }

        #[test]
        fn constraints_hold_whatever_the_scores(values in prop::collection::vec(any::<f32>(), 5..100)) {
            let set = tag_set("O B-a I-a B-b I-b");
            let emissions = Matrix::new(values.iter().map(|v| v.clamp(-99.0, 99.0)).collect(), 5);
            let path = Chain::constraints(&set).best(emissions.rows());
            prop_assert_eq!(path.len(), values.len() / 5);
            let before = std::iter::once(None).chain(path.iter().copied().map(Some));
            prop_assert!(before.zip(&path).all(|(before, &tag)| set.may_follow(before, tag)));
        }
    }

    #[test]
    fn scores_far_apart_still_share() {
        let chain = Chain::constraints(&tag_set("O B-a I-a"));
        let emissions = Matrix::new(vec![0.0, 900.0, 0.0, 0.0, 0.0, f32::NAN], 3);
        for row in chain.posteriors(emissions.rows()) {
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{row:?}");
        }
    }

    #[test]
    fn nothing_has_no_tags() {
        let chain = Chain::constraints(&tag_set("O B-a I-a"));
        assert!(chain.best(Matrix::default().rows()).is_empty());
        assert!(chain.posteriors(Matrix::default().rows()).is_empty());
    }
}
