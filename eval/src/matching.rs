//! Pairing predictions with gold, each at most once.

use std::collections::BTreeSet;

/// A pair that may be made: how well the two agree, and the index of each.
pub type Candidate = (f64, usize, usize);

/// Pairs of the highest scores first, each left and each right index once. Among equal scores the lower indices come first.
pub fn greedy(mut candidates: Vec<Candidate>) -> Vec<(usize, usize)> {
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, i, j) in candidates {
        if !left.contains(&i) && !right.contains(&j) {
            left.insert(i);
            right.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

/// Intersection over union, 0 to 1; `None` where both are empty.
pub fn overlap(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> Option<f64> {
    let both = a.intersection(b).count();
    let either = a.len() + b.len() - both;
    (either > 0).then(|| both as f64 / either as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_pair_is_made_first_and_nothing_twice() {
        let pairs = greedy(vec![(0.5, 0, 0), (0.9, 1, 0), (0.4, 0, 1), (0.4, 2, 1)]);
        assert_eq!(pairs, [(1, 0), (0, 1)]);
    }

    #[test]
    fn overlap_of_sets() {
        let set = |items: &[usize]| items.iter().copied().collect::<BTreeSet<_>>();
        assert_eq!(overlap(&set(&[1, 2, 3]), &set(&[2, 3, 4])), Some(0.5));
        assert_eq!(overlap(&set(&[]), &set(&[])), None);
        assert_eq!(overlap(&set(&[]), &set(&[1])), Some(0.0));
    }
}
