//! Scores of arcs to a tree: the maximum spanning tree with one root.
//!
//! Chu and Liu 1965, Edmonds 1967: every word takes its best head; while that leaves a cycle, the cycle becomes one
//! node, whose arcs carry what they gain over the arc they replace. The scores need no normalising, as a constant a
//! dependent changes no maximum.

use super::Rows;
use std::ops::Range;

/// The head of each word of one sentence, counted from the sentence's first word; `None` for the root, of which there
/// is one. `arcs`: `[W, W]` of the window, dependents in rows; `roots`: `[W]`; `words`: the sentence in the window.
pub fn tree(arcs: Rows<'_>, roots: &[f32], words: Range<usize>) -> Vec<Option<usize>> {
    let mut scores = Scores::new(words.len() + 1);
    for dependent in words.clone() {
        let at = dependent - words.start + 1;
        scores.set(at, 0, roots[dependent]);
        for (head, &score) in arcs.row(dependent)[words.clone()].iter().enumerate() {
            scores.set(at, head + 1, score);
        }
    }
    let heads = scores
        .greedy()
        .unwrap_or_else(|| Contracting::new(scores.with_dear_roots()).heads());
    heads.into_iter().map(|head| head.checked_sub(1)).collect()
}

/// Scores of arcs between the words 1 … n-1 of a sentence and the node 0 above its root.
struct Scores {
    nodes: usize,
    /// `[dependent][head]`.
    values: Vec<f64>,
}

impl Scores {
    fn new(nodes: usize) -> Self {
        Self {
            nodes,
            values: vec![0.0; nodes * nodes],
        }
    }

    fn get(&self, dependent: usize, head: usize) -> f64 {
        self.values[dependent * self.nodes + head]
    }

    /// A score that is no number counts as the worst.
    fn set(&mut self, dependent: usize, head: usize, score: f32) {
        self.values[dependent * self.nodes + head] = f64::from(if score.is_finite() { score } else { f32::MIN });
    }

    /// The heads of the words 1 … if everyone's best head makes a tree with one root.
    fn greedy(&self) -> Option<Vec<usize>> {
        let best = |word: usize| highest((0..self.nodes).filter(|&h| h != word).map(|h| (h, self.get(word, h))));
        let heads: Vec<usize> = (1..self.nodes).map(best).collect();
        let single = heads.iter().filter(|&&head| head == 0).count() == 1;
        (single && find_cycle(self.nodes, |word| heads[word - 1]).is_none()).then_some(heads)
    }

    /// The same scores, with roots so dear that a best tree has no more than it needs, one.
    fn with_dear_roots(mut self) -> Self {
        let low = self.values.iter().copied().fold(f64::MAX, f64::min);
        let high = self.values.iter().copied().fold(f64::MIN, f64::max);
        #[expect(clippy::cast_precision_loss, reason = "sentences are short")]
        let price = (high - low + 1.0) * self.nodes as f64;
        for word in 1..self.nodes {
            self.values[word * self.nodes] -= price;
        }
        self
    }
}

/// The key of the highest value, the first of equals.
fn highest(values: impl Iterator<Item = (usize, f64)>) -> usize {
    values
        .fold(
            (0, f64::NEG_INFINITY),
            |best, next| if next.1 > best.1 { next } else { best },
        )
        .0
}

/// The nodes of a cycle that the heads of 1 … make, if any.
fn find_cycle(nodes: usize, head: impl Fn(usize) -> usize) -> Option<Vec<usize>> {
    let mut seen_from = vec![0; nodes];
    for start in 1..nodes {
        let mut node = start;
        while node != 0 && seen_from[node] == 0 {
            seen_from[node] = start;
            node = head(node);
        }
        if node != 0 && seen_from[node] == start {
            let rest = std::iter::successors(Some(head(node)), |&n| Some(head(n))).take_while(|&n| n != node);
            return Some(std::iter::once(node).chain(rest).collect());
        }
    }
    None
}

/// A node that went into a cycle.
struct Swallowed {
    /// The words it stood for.
    words: Vec<usize>,
    /// The arc that it has unless the cycle is entered through it.
    arc: (usize, usize),
}

/// A graph whose cycles are being contracted.
struct Contracting {
    scores: Scores,
    /// `[dependent][head]`: the arc between words that an arc between nodes stands for.
    arcs: Vec<(usize, usize)>,
    /// The nodes that are left, in order; 0 is the first.
    alive: Vec<usize>,
    /// `[node]`: the words it has swallowed.
    words: Vec<Vec<usize>>,
    /// The nodes of the cycles contracted so far, cycle by cycle.
    swallowed: Vec<Vec<Swallowed>>,
}

impl Contracting {
    fn new(scores: Scores) -> Self {
        let nodes = scores.nodes;
        Self {
            arcs: (0..nodes * nodes).map(|at| (at / nodes, at % nodes)).collect(),
            alive: (0..nodes).collect(),
            words: (0..nodes).map(|word| vec![word]).collect(),
            swallowed: Vec::new(),
            scores,
        }
    }

    /// The heads of the words 1 … in the best tree.
    fn heads(mut self) -> Vec<usize> {
        loop {
            let best = self.best_heads();
            match find_cycle(self.scores.nodes, |node| best[node]) {
                Some(cycle) => self.contract(&cycle, &best),
                None => return self.expand(&best),
            }
        }
    }

    /// `[node]`: the best head of each node that is left; 0 for the others.
    fn best_heads(&self) -> Vec<usize> {
        let mut best = vec![0; self.scores.nodes];
        for &node in &self.alive[1..] {
            let heads = self.alive.iter().filter(|&&head| head != node);
            best[node] = highest(heads.map(|&head| (head, self.scores.get(node, head))));
        }
        best
    }

    /// Makes the first node of a cycle stand for all of it.
    fn contract(&mut self, cycle: &[usize], best: &[usize]) {
        let swallow = |&node: &usize| Swallowed {
            words: self.words[node].clone(),
            arc: self.arcs[node * self.scores.nodes + best[node]],
        };
        self.swallowed.push(cycle.iter().map(swallow).collect());
        let kept = cycle[0];
        self.alive.retain(|node| *node == kept || !cycle.contains(node));
        for outside in self.alive.clone().into_iter().filter(|&node| node != kept) {
            let leaving = highest(cycle.iter().map(|&c| (c, self.scores.get(outside, c))));
            self.redirect((outside, kept), (outside, leaving), 0.0);
            let gain = |c: usize| self.scores.get(c, outside) - self.scores.get(c, best[c]);
            let entered = highest(cycle.iter().map(|&c| (c, gain(c))));
            self.redirect(
                (kept, outside),
                (entered, outside),
                self.scores.get(entered, best[entered]),
            );
        }
        self.words[kept] = cycle
            .iter()
            .flat_map(|&node| std::mem::take(&mut self.words[node]))
            .collect();
    }

    /// Lets one arc stand for another, at its score less `loss`.
    fn redirect(&mut self, (dependent, head): (usize, usize), from: (usize, usize), loss: f64) {
        let nodes = self.scores.nodes;
        self.scores.values[dependent * nodes + head] = self.scores.get(from.0, from.1) - loss;
        self.arcs[dependent * nodes + head] = self.arcs[from.0 * nodes + from.1];
    }

    /// The arcs of the last graph, which has no cycle, and those of all cycles but where they are entered.
    fn expand(&self, best: &[usize]) -> Vec<usize> {
        let mut heads = vec![None; self.scores.nodes];
        for &node in &self.alive[1..] {
            let (dependent, head) = self.arcs[node * self.scores.nodes + best[node]];
            heads[dependent] = Some(head);
        }
        for Swallowed { words, arc } in self.swallowed.iter().rev().flatten() {
            if words.iter().all(|&word| heads[word].is_none()) {
                heads[arc.0] = Some(arc.1);
            }
        }
        heads.into_iter().skip(1).map(Option::unwrap_or_default).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::Matrix;
    use proptest::prelude::*;

    fn decode(values: &[f32], roots: &[f32]) -> Vec<Option<usize>> {
        tree(Matrix::new(values.to_vec(), roots.len()).rows(), roots, 0..roots.len())
    }

    fn is_tree(heads: &[Option<usize>]) -> bool {
        let reaches_root = |word: usize| {
            let mut path = std::iter::successors(Some(word), |&w| heads[w]).take(heads.len() + 1);
            path.by_ref().any(|w| heads[w].is_none())
        };
        heads.iter().filter(|h| h.is_none()).count() == 1 && (0..heads.len()).all(reaches_root)
    }

    fn total(values: &[f32], roots: &[f32], heads: &[Option<usize>]) -> f64 {
        let score =
            |(word, head): (usize, &Option<usize>)| head.map_or(roots[word], |h| values[word * roots.len() + h]);
        heads.iter().enumerate().map(score).map(f64::from).sum()
    }

    /// The best total over all trees.
    fn brute_force(values: &[f32], roots: &[f32]) -> f64 {
        let n = roots.len();
        let choices = (0..(n + 1).pow(u32::try_from(n).unwrap())).map(|code| {
            let digit = |i: usize| code / (n + 1).pow(u32::try_from(i).unwrap()) % (n + 1);
            (0..n).map(|i| digit(i).checked_sub(1)).collect::<Vec<_>>()
        });
        let trees = choices.filter(|heads| is_tree(heads));
        trees.map(|heads| total(values, roots, &heads)).fold(f64::MIN, f64::max)
    }

    #[test]
    fn breaks_a_cycle_where_it_costs_least() {
        // The last two prefer each other; the first is the root.
        let arcs = [0.0, 0.0, 0.0, 5.0, 0.0, 9.0, 3.0, 9.0, 0.0];
        assert_eq!(decode(&arcs, &[8.0, 1.0, 1.0]), [None, Some(0), Some(1)]);
    }

    #[test]
    fn has_one_root_though_two_score_better() {
        assert_eq!(decode(&[0.0, 1.0, 2.0, 0.0], &[9.0, 9.0]), [None, Some(0)]);
    }

    #[test]
    fn a_word_alone_is_the_root() {
        assert_eq!(decode(&[f32::NAN], &[f32::NEG_INFINITY]), [None]);
    }

    #[test]
    fn heads_stand_in_the_sentence() {
        let arcs = Matrix::new(vec![0.0, 9.0, 9.0, 9.0, 0.0, 1.0, 9.0, 1.0, 0.0], 3);
        assert_eq!(tree(arcs.rows(), &[0.0, 2.0, 0.0], 1..3), [None, Some(0)]);
    }

    fn square(
        words: impl Strategy<Value = usize>,
        values: impl Strategy<Value = f32> + Clone,
    ) -> impl Strategy<Value = (Vec<f32>, Vec<f32>)> {
        words.prop_flat_map(move |n| {
            (
                prop::collection::vec(values.clone(), n * n),
                prop::collection::vec(values.clone(), n),
            )
        })
    }

    proptest! {
        #[test]
        fn finds_the_best_tree((arcs, roots) in square(1usize..6, -9f32..9.0)) {
            let heads = decode(&arcs, &roots);
            prop_assert!(is_tree(&heads));
            prop_assert!((total(&arcs, &roots, &heads) - brute_force(&arcs, &roots)).abs() < 1e-4);
        }

        #[test]
        fn always_gives_a_tree((arcs, roots) in square(1usize..60, any::<f32>())) {
            prop_assert!(is_tree(&decode(&arcs, &roots)));
        }

        #[test]
        fn equal_scores_give_a_tree((arcs, roots) in square(1usize..30, 0f32..0.5)) {
            let arcs: Vec<f32> = arcs.iter().map(|s| s.round()).collect();
            prop_assert!(is_tree(&decode(&arcs, &roots)));
        }
    }
}
