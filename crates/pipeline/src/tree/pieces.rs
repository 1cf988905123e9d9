//! Sets of words that mostly stand side by side: a content in one piece or several.

use std::ops::Range;

/// Words as ascending ranges that neither overlap nor touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pieces(Vec<Range<usize>>);

impl Pieces {
    /// The words of any ranges, in any order, overlapping or not.
    pub(crate) fn new(ranges: impl IntoIterator<Item = Range<usize>>) -> Self {
        let mut sorted: Vec<Range<usize>> = ranges.into_iter().filter(|r| !r.is_empty()).collect();
        sorted.sort_by_key(|r| (r.start, r.end));
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(sorted.len());
        for range in sorted {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        Self(joined)
    }

    /// Single words, in any order.
    #[allow(
        clippy::range_plus_one,
        reason = "the ranges are stored, and half open as everywhere"
    )]
    pub(crate) fn of_words(words: impl IntoIterator<Item = usize>) -> Self {
        Self::new(words.into_iter().map(|w| w..w + 1))
    }

    /// The ranges, ascending.
    pub(crate) fn ranges(&self) -> &[Range<usize>] {
        &self.0
    }

    /// The words, ascending.
    pub(crate) fn words(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().cloned().flatten()
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many words it holds.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(ExactSizeIterator::len).sum()
    }

    pub(crate) fn contains(&self, word: usize) -> bool {
        self.0
            .get(self.0.partition_point(|r| r.end <= word))
            .is_some_and(|r| r.contains(&word))
    }

    /// The first word.
    pub(crate) fn first(&self) -> Option<usize> {
        self.0.first().map(|r| r.start)
    }

    /// The last word.
    pub(crate) fn last(&self) -> Option<usize> {
        self.0.last().map(|r| r.end - 1)
    }

    /// The words of either.
    pub(crate) fn union(&self, other: &Self) -> Self {
        Self::new(self.0.iter().chain(&other.0).cloned())
    }

    /// The words of this that are not in the other.
    pub(crate) fn minus(&self, other: &Self) -> Self {
        Self::of_words(self.words().filter(|&w| !other.contains(w)))
    }

    /// The words of this that satisfy the test.
    pub(crate) fn filter(&self, keep: impl Fn(usize) -> bool) -> Self {
        Self::of_words(self.words().filter(|&w| keep(w)))
    }

    /// Whether the stretches from the first word to the last share a word; cheap, and needed for any word to be shared.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let end = |pieces: &Self| pieces.0.last().map_or(0, |r| r.end);
        self.first().is_some_and(|w| w < end(other)) && other.first().is_some_and(|w| w < end(self))
    }

    /// How many words both hold.
    pub(crate) fn shared(&self, other: &Self) -> usize {
        let mut shared = 0;
        if !self.meets(other) {
            return shared;
        }
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            shared += x.end.min(y.end).saturating_sub(x.start.max(y.start));
            if x.end <= y.end {
                a.next()
            } else {
                b.next()
            };
        }
        shared
    }

    /// Whether every word of the other is in this.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        self.shared(other) == other.len()
    }

    /// The words of both over the words of either, 0 to 1.
    #[allow(clippy::cast_precision_loss, reason = "counts of words in a document")]
    pub(crate) fn overlap(&self, other: &Self) -> f64 {
        let shared = self.shared(other);
        let either = self.len() + other.len() - shared;
        if either == 0 {
            0.0
        } else {
            shared as f64 / either as f64
        }
    }

    /// The share of this that lies in the other, 0 to 1.
    #[allow(clippy::cast_precision_loss, reason = "counts of words in a document")]
    pub(crate) fn share_in(&self, other: &Self) -> f64 {
        if self.is_empty() {
            0.0
        } else {
            self.shared(other) as f64 / self.len() as f64
        }
    }
}

impl From<Range<usize>> for Pieces {
    fn from(range: Range<usize>) -> Self {
        Self::new([range])
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "one range is one piece")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn joins_what_touches() {
        assert_eq!(Pieces::new([4..6, 0..2, 2..3]).ranges(), [0..3, 4..6]);
        assert_eq!(Pieces::of_words([5, 4, 9]).ranges(), [4..6, 9..10]);
    }

    #[test]
    fn overlap_is_the_jaccard_index() {
        let (a, b) = (Pieces::from(0..4), Pieces::from(2..8));
        assert!((a.overlap(&b) - 0.25).abs() < 1e-9);
        assert!((a.share_in(&b) - 0.5).abs() < 1e-9);
        assert!(a.overlap(&Pieces::default()).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn behaves_as_a_set(a in prop::collection::btree_set(0usize..40, 0..30), b in prop::collection::btree_set(0usize..40, 0..30)) {
            let (pa, pb) = (Pieces::of_words(a.iter().copied()), Pieces::of_words(b.iter().copied()));
            prop_assert_eq!(pa.union(&pb).words().collect::<Vec<_>>(), a.union(&b).copied().collect::<Vec<_>>());
            prop_assert_eq!(pa.minus(&pb).words().collect::<Vec<_>>(), a.difference(&b).copied().collect::<Vec<_>>());
            prop_assert_eq!(pa.shared(&pb), a.intersection(&b).count());
            prop_assert_eq!(pa.covers(&pb), b.is_subset(&a));
        }
    }
}
