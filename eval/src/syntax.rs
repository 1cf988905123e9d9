//! Tags, lemmas, features and trees on gold words, as the CoNLL 2018 shared task compares them.

use crate::conllu::GoldWord;
use crate::figures::share;
use demarche_types::Reading;
use std::ops::AddAssign;

/// How many words are right, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyntaxCounts {
    /// Words compared.
    pub words: usize,
    /// Part of speech.
    pub upos: usize,
    /// Lemma; a word for which gold gives none counts as right.
    pub lemma: usize,
    /// All features together.
    pub features: usize,
    /// Head.
    pub head: usize,
    /// Head, and relation without its subtype: LAS as the shared task has it.
    pub relation: usize,
    /// Head, and relation with its subtype.
    pub strict_relation: usize,
}

impl SyntaxCounts {
    /// Labelled attachment score, 0 to 1, on universal relations.
    pub fn las(&self) -> f64 {
        share(self.relation, self.words)
    }

    /// Unlabelled attachment score, 0 to 1.
    pub fn uas(&self) -> f64 {
        share(self.head, self.words)
    }

    /// Accuracy of one of the counts, 0 to 1.
    pub fn accuracy(&self, count: usize) -> f64 {
        share(count, self.words)
    }
}

impl AddAssign for SyntaxCounts {
    fn add_assign(&mut self, other: Self) {
        self.words += other.words;
        self.upos += other.upos;
        self.lemma += other.lemma;
        self.features += other.features;
        self.head += other.head;
        self.relation += other.relation;
        self.strict_relation += other.strict_relation;
    }
}

/// Compares a reading with gold, word by word. Both must be of the same words.
pub fn compare(gold: &[GoldWord], reading: &Reading) -> SyntaxCounts {
    let mut counts = SyntaxCounts::default();
    for ((gold, morphology), arc) in gold.iter().zip(&reading.morphology).zip(&reading.tree) {
        let head = arc.head == gold.head;
        counts += SyntaxCounts {
            words: 1,
            upos: usize::from(morphology.upos.as_str() == gold.upos),
            lemma: usize::from(gold.lemma == "_" || morphology.lemma == gold.lemma),
            features: usize::from(morphology.features == gold.features),
            head: usize::from(head),
            relation: usize::from(head && universal(&arc.relation) == universal(&gold.relation)),
            strict_relation: usize::from(head && arc.relation == gold.relation),
        };
    }
    counts
}

/// A relation without its subtype: `nsubj` of `nsubj:pass`.
fn universal(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_types::{Arc, Morphology, Upos};

    fn gold(upos: &str, lemma: &str, head: Option<usize>, relation: &str) -> GoldWord {
        GoldWord {
            lemma: lemma.to_owned(),
            upos: upos.to_owned(),
            features: String::new(),
            head,
            relation: relation.to_owned(),
            entities: String::new(),
        }
    }

    fn read(words: &[(Upos, &str, Option<usize>, &str)]) -> Reading {
        let morphology = |&(upos, lemma, ..): &(Upos, &str, Option<usize>, &str)| Morphology {
            upos,
            lemma: lemma.to_owned(),
            features: String::new(),
        };
        let arc = |&(_, _, head, relation): &(Upos, &str, Option<usize>, &str)| Arc {
            head,
            relation: relation.to_owned(),
            entities: String::new(),
        };
        Reading {
            morphology: words.iter().map(morphology).collect(),
            tree: words.iter().map(arc).collect(),
            ..Reading::default()
        }
    }

    #[test]
    fn a_subtype_counts_only_in_the_strict_figure() {
        let gold = [
            gold("NOUN", "talk", Some(1), "nsubj:pass"),
            gold("VERB", "hold", None, "root"),
            gold("NOUN", "_", Some(1), "obl"),
            gold("PUNCT", ".", Some(1), "punct"),
        ];
        let reading = read(&[
            (Upos::Noun, "talk", Some(1), "nsubj"),
            (Upos::Verb, "held", None, "root"),
            (Upos::Propn, "Geneva", Some(1), "obj"),
            (Upos::Punct, ".", Some(0), "punct"),
        ]);
        let counts = compare(&gold, &reading);
        let expected = SyntaxCounts {
            words: 4,
            upos: 3,
            lemma: 3,
            features: 4,
            head: 3,
            relation: 2,
            strict_relation: 1,
        };
        assert_eq!(counts, expected);
        assert_eq!(
            (counts.las(), counts.uas(), counts.accuracy(counts.upos)),
            (0.5, 0.75, 0.75)
        );
    }
}
