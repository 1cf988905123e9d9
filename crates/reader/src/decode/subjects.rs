//! One subject a predicate: scores of arcs one by one may give it two.

use demarche_types::Arc;

/// Whether a relation is that of a subject; an outer one has a predicate with a subject of its own.
pub fn is_subject(relation: &str) -> bool {
    matches!(relation, "nsubj" | "nsubj:pass")
}

/// The subjects before a predicate that has another between them and itself, which is the likelier one. Heads are counted as the
/// arcs are, from the first.
pub fn spare(arcs: &[Arc]) -> Vec<usize> {
    let before = |word: usize| {
        let head = arcs[word].head.filter(|_| is_subject(&arcs[word].relation));
        head.filter(|&head| word < head)
    };
    let nearer = |word: usize, head: usize| (word + 1..head).any(|other| before(other) == Some(head));
    (0..arcs.len())
        .filter(|&word| before(word).is_some_and(|head| nearer(word, head)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(head: usize, relation: &str) -> Arc {
        Arc {
            head: Some(head),
            relation: relation.to_owned(),
        }
    }

    #[test]
    fn the_nearest_is_the_subject() {
        let arcs = [
            arc(3, "nsubj"),
            arc(3, "nsubj:outer"),
            arc(3, "nsubj"),
            arc(5, "ccomp"),
            arc(5, "nsubj"),
        ];
        assert_eq!(spare(&arcs), [0]);
        assert!(spare(&arcs[1..4]).is_empty(), "one alone, whatever it is called");
    }
}
