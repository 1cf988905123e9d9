//! The relation of an arc.

/// Scores relations: `weights · relu(dependent + head) + bias`.
#[derive(Debug)]
pub struct Relations {
    names: Vec<String>,
    root: usize,
    /// `[width][relations]`: the other way about than in the header, so that the products add up side by side.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Relations {
    /// Relations with `weights` as `[relations][width]` and `bias` as `[relations]`. `None` where no relation is
    /// called `root`, or every one is.
    pub fn new(names: Vec<String>, weights: &[f32], bias: Vec<f32>) -> Option<Self> {
        let root = names
            .iter()
            .position(|name| name == "root")
            .filter(|_| names.len() > 1)?;
        let width = weights.len() / names.len();
        let weights = (0..width)
            .flat_map(|w| (0..names.len()).map(move |r| weights[r * width + w]))
            .collect();
        Some(Self {
            names,
            root,
            weights,
            bias,
        })
    }

    /// The relation of a word without head.
    pub fn root(&self) -> &str {
        &self.names[self.root]
    }

    /// The relation of a word to its head, given both halves of their label, `[width]` each: the best but those that are
    /// excluded, which not all may be.
    pub fn best(&self, dependent: &[f32], head: &[f32], excluded: impl Fn(&str) -> bool) -> &str {
        let mut scores = self.bias.clone();
        let halves = dependent.iter().zip(head);
        for ((a, b), weights) in halves.zip(self.weights.chunks_exact(scores.len())) {
            let active = a + b;
            if active > 0.0 {
                scores
                    .iter_mut()
                    .zip(weights)
                    .for_each(|(score, weight)| *score += active * weight);
            }
        }
        let allowed = |at: usize| at != self.root && !excluded(&self.names[at]);
        let first = (0..scores.len()).find(|&at| allowed(at)).unwrap_or_default();
        let better = |best, at| {
            if allowed(at) && scores[at] > scores[best] {
                at
            } else {
                best
            }
        };
        &self.names[(first..scores.len()).fold(first, better)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_what_is_positive_and_never_a_root() {
        let names = ["nsubj", "root", "obj"].map(str::to_owned).to_vec();
        let relations = Relations::new(names, &[1.0, 0.0, 9.0, 9.0, 0.0, 2.0], vec![0.5, 0.0, 0.0]).unwrap();
        assert_eq!(relations.root(), "root");
        assert_eq!(relations.best(&[1.0, -3.0], &[1.0, 1.0], |_| false), "nsubj");
        assert_eq!(relations.best(&[1.0, 1.0], &[-1.0, 1.0], |_| false), "obj");
        assert_eq!(relations.best(&[f32::NAN, 0.0], &[0.0, 0.0], |_| false), "nsubj");
        assert_eq!(relations.best(&[1.0, 1.0], &[-1.0, 1.0], |name| name == "obj"), "nsubj");
    }

    #[test]
    fn needs_a_root_and_another() {
        assert!(Relations::new(vec!["obj".to_owned()], &[1.0], vec![0.0]).is_none());
        assert!(Relations::new(vec!["root".to_owned()], &[1.0], vec![0.0]).is_none());
    }
}
