//! A view over words and their reading: forms, lemmas, children, subtrees.

mod detached;
#[cfg(test)]
pub(crate) mod page;
pub(crate) mod phrase;
mod pieces;

use demarche_types::{BlockKind, Document, EntityKind, Morphology, Reading, Segments, Upos};
pub(crate) use pieces::Pieces;
use std::ops::Range;

/// The sentences' trees, with the words they stand on. Words are indices into [`Segments::words`].
pub(crate) struct Tree<'a> {
    pub(crate) document: &'a Document,
    pub(crate) segments: &'a Segments,
    pub(crate) reading: &'a Reading,
    children: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    /// `None` where the reading is not one of these words.
    pub(crate) fn new(document: &'a Document, segments: &'a Segments, reading: &'a Reading) -> Option<Self> {
        let count = segments.words.len();
        if reading.tree.len() != count || reading.morphology.len() != count {
            return None;
        }
        let mut children = vec![Vec::new(); count];
        for (word, arc) in reading.tree.iter().enumerate() {
            if let Some(head) = arc.head {
                children.get_mut(head)?.push(word);
            }
        }
        Some(Self {
            document,
            segments,
            reading,
            children,
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.children.len()
    }

    /// The letters as they stand in the text.
    pub(crate) fn form(&self, word: usize) -> &'a str {
        self.document.text.slice(self.segments.words[word].span)
    }

    pub(crate) fn morphology(&self, word: usize) -> &'a Morphology {
        &self.reading.morphology[word]
    }

    /// The lemma in lower case.
    pub(crate) fn lemma(&self, word: usize) -> String {
        self.morphology(word).lemma.to_lowercase()
    }

    /// Whether the lemma is one of these lower-case words.
    pub(crate) fn lemma_in(&self, word: usize, lemmas: &[&str]) -> bool {
        lemmas
            .iter()
            .any(|lemma| self.morphology(word).lemma.eq_ignore_ascii_case(lemma))
    }

    pub(crate) fn upos(&self, word: usize) -> Upos {
        self.morphology(word).upos
    }

    pub(crate) fn is_punctuation(&self, word: usize) -> bool {
        self.upos(word) == Upos::Punct || !self.form(word).chars().any(char::is_alphanumeric)
    }

    /// A noun, a name, a pronoun or a number.
    pub(crate) fn is_nominal(&self, word: usize) -> bool {
        matches!(self.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
    }

    /// Whether the word is part of a date: *by Friday* names nobody.
    pub(crate) fn is_date(&self, word: usize) -> bool {
        let mut names = self.reading.names.iter();
        names.any(|n| n.kind == EntityKind::Date && n.words.contains(&word))
    }

    pub(crate) fn head(&self, word: usize) -> Option<usize> {
        self.reading.tree[word].head
    }

    /// The relation with its subtype.
    pub(crate) fn relation(&self, word: usize) -> &'a str {
        &self.reading.tree[word].relation
    }

    /// Whether the relation is `wanted`, with or without a subtype; a subtype in `wanted` must be there.
    pub(crate) fn is(&self, word: usize, wanted: &str) -> bool {
        let relation = self.relation(word);
        relation == wanted || relation.split(':').next() == Some(wanted)
    }

    pub(crate) fn children(&self, word: usize) -> &[usize] {
        &self.children[word]
    }

    /// The children whose relation is one of these, in reading order.
    pub(crate) fn children_by(&self, word: usize, relations: &[&str]) -> impl Iterator<Item = usize> {
        self.children[word]
            .iter()
            .copied()
            .filter(move |&c| relations.iter().any(|r| self.is(c, r)))
    }

    /// The first child whose relation is one of these.
    pub(crate) fn child(&self, word: usize, relations: &[&str]) -> Option<usize> {
        self.children_by(word, relations).next()
    }

    /// Whether a child by one of these relations has one of these lemmas.
    pub(crate) fn has_child(&self, word: usize, relations: &[&str], lemmas: &[&str]) -> bool {
        self.children_by(word, relations).any(|c| self.lemma_in(c, lemmas))
    }

    /// The word and all that hangs on it.
    pub(crate) fn subtree(&self, word: usize) -> Pieces {
        self.subtree_without(word, |_| false)
    }

    /// The word and what hangs on it, less every branch whose topmost word satisfies the test.
    pub(crate) fn subtree_without(&self, word: usize, prune: impl Fn(usize) -> bool) -> Pieces {
        let (mut words, mut pending) = (Vec::new(), vec![word]);
        while let Some(next) = pending.pop() {
            words.push(next);
            if words.len() > self.len() {
                break;
            }
            pending.extend(self.children(next).iter().filter(|&&c| !prune(c)));
        }
        Pieces::of_words(words)
    }

    /// The words above, nearest first.
    pub(crate) fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.head(word), |&w| self.head(w)).take(self.len())
    }

    /// Whether `word` is `above`, or hangs on it.
    pub(crate) fn is_under(&self, word: usize, above: usize) -> bool {
        word == above || self.ancestors(word).any(|a| a == above)
    }

    /// The first of these words whose head is none of them, less punctuation.
    pub(crate) fn top(&self, words: &Pieces) -> Option<usize> {
        let outside = |w: usize| self.head(w).is_none_or(|h| !words.contains(h));
        words.words().find(|&w| outside(w) && !self.is_punctuation(w))
    }

    /// The sentence that a word stands in, as a range of words.
    pub(crate) fn sentence(&self, word: usize) -> Range<usize> {
        self.segments.sentences[self.segments.sentence_of(word)].words.clone()
    }

    /// The root of the sentence that a word stands in.
    pub(crate) fn root(&self, word: usize) -> Option<usize> {
        self.sentence(word).find(|&w| self.head(w).is_none())
    }

    /// The block that a word stands in, as an index into the document's blocks.
    pub(crate) fn block(&self, word: usize) -> usize {
        self.segments.sentences[self.segments.sentence_of(word)].block
    }

    /// What kind of block a word stands in.
    pub(crate) fn block_kind(&self, word: usize) -> Option<BlockKind> {
        self.document.blocks.get(self.block(word)).map(|b| b.kind)
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "one range is one piece")]
mod tests {
    use super::page::Page;
    use super::*;

    #[test]
    fn subtrees_and_tops() {
        let page = Page::new(
            "The/DET/2/det envoy/NOUN/5/nsubj from/ADP/4/case Rome/PROPN/2/nmod left:leave/VERB/0/root ~./PUNCT/5/punct",
        );
        let tree = page.tree();
        assert_eq!(tree.subtree(1).ranges(), [0..4]);
        assert_eq!(tree.subtree_without(1, |c| tree.is(c, "nmod")).ranges(), [0..2]);
        assert_eq!(tree.top(&Pieces::from(0..4)), Some(1));
        assert!(tree.is_under(2, 1) && !tree.is_under(1, 2));
        assert_eq!(tree.root(3), Some(4));
        assert_eq!(tree.lemma(4), "leave");
    }

    #[test]
    fn subtypes_count_as_their_relation() {
        let page = Page::new("He/PRON/3/nsubj:pass was:be/AUX/3/aux:pass told:tell/VERB/0/root");
        let tree = page.tree();
        assert!(tree.is(0, "nsubj") && tree.is(0, "nsubj:pass"));
    }
}
