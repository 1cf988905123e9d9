//! The exact words of a noun phrase, from the tree.

use super::{Pieces, Tree};
use demarche_types::Upos;
use std::ops::Range;

/// The noun phrase of a word: its titles, appositions and other modifiers, without the preposition before it and
/// without a branch that holds `apart`, such as the cue in *the minister, who said …*.
pub(crate) fn noun_phrase(tree: &Tree, head: usize, apart: Option<usize>) -> Range<usize> {
    let outside = |c: usize| {
        let foreign = tree.head(c) == Some(head) && (!belongs_to_phrase(tree, c) || c > head && tree.is_date(c));
        foreign || apart.is_some_and(|a| tree.is_under(a, c))
    };
    whole_names(
        tree,
        run_around(tree, &tree.subtree_without(head, outside), head),
        apart,
    )
}

/// The words of a source less what is not of it at its end: punctuation, and the day of *the envoy on Tuesday*.
pub(crate) fn bare_source(tree: &Tree, words: Range<usize>) -> Range<usize> {
    let last = |r: &Range<usize>| r.end - 1;
    let mut bare = words;
    while bare.len() > 1 && is_loose(tree, last(&bare)) && !opened_inside(tree, &bare, last(&bare)) {
        bare.end -= 1;
    }
    let dated = bare.clone().rev().take_while(|&w| tree.is_date(w)).count();
    if dated == 0 || dated == bare.len() {
        return bare;
    }
    bare.end -= dated;
    if bare.len() > 1 && tree.upos(last(&bare)) == Upos::Adp {
        bare.end -= 1;
    }
    bare
}

/// The range with the rest of the names that it cuts, which trees at times take apart.
fn whole_names(tree: &Tree, range: Range<usize>, apart: Option<usize>) -> Range<usize> {
    let cut = tree
        .reading
        .names
        .iter()
        .map(|n| &n.words)
        .filter(|n| n.start < range.end && range.start < n.end);
    let free = cut.filter(|n| apart.is_none_or(|a| !n.contains(&a)));
    free.fold(range.clone(), |all, n| all.start.min(n.start)..all.end.max(n.end))
}

/// Whether a word that hangs on a noun is part of its phrase: the genitive's ending is, its preposition is not, nor the
/// subject and the copula of a noun that is a predicate.
fn belongs_to_phrase(tree: &Tree, word: usize) -> bool {
    let relation = tree.relation(word).split(':').next().unwrap_or_default();
    match relation {
        "case" => tree.upos(word) == Upos::Part,
        _ => ![
            "parataxis",
            "discourse",
            "mark",
            "cop",
            "aux",
            "nsubj",
            "csubj",
            "expl",
            "vocative",
        ]
        .contains(&relation),
    }
}

/// The unbroken run of the words around one of them, less punctuation and loose conjunctions at its ends.
fn run_around(tree: &Tree, words: &Pieces, head: usize) -> Range<usize> {
    let mut run = words
        .ranges()
        .iter()
        .find(|r| r.contains(&head))
        .cloned()
        .unwrap_or(head..head + 1);
    while run.start < head && is_loose(tree, run.start) && !closes_inside(tree, &run, run.start) {
        run.start += 1;
    }
    while run.end > head + 1 && is_loose(tree, run.end - 1) && !opened_inside(tree, &run, run.end - 1) {
        run.end -= 1;
    }
    run
}

pub(crate) fn is_loose(tree: &Tree, word: usize) -> bool {
    tree.is_punctuation(word) || tree.upos(word) == Upos::Cconj && !tree.lemma_in(word, &["both", "either", "neither"])
}

/// The pairs of marks that enclose.
const PAIRS: &[(&str, &str)] = &[
    ("(", ")"),
    ("[", "]"),
    ("“", "”"),
    ("‘", "’"),
    ("\"", "\""),
    ("``", "''"),
    ("«", "»"),
    ("'", "'"),
];

/// Whether the word closes a mark that the range opens before it.
pub(crate) fn opened_inside(tree: &Tree, range: &Range<usize>, close: usize) -> bool {
    let form = tree.form(close);
    PAIRS
        .iter()
        .any(|(o, c)| *c == form && (range.start..close).any(|w| tree.form(w) == *o))
}

/// Whether the word opens a mark that the range closes after it.
pub(crate) fn closes_inside(tree: &Tree, range: &Range<usize>, open: usize) -> bool {
    let form = tree.form(open);
    PAIRS
        .iter()
        .any(|(o, c)| *o == form && (open + 1..range.end).any(|w| tree.form(w) == *c))
}

/// *not*, *n't*, *never*.
pub(crate) fn is_negation(tree: &Tree, word: usize) -> bool {
    tree.is(word, "advmod") && tree.lemma_in(word, &["not", "n't", "n’t", "never"])
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "one range is one piece")]
mod tests {
    use super::super::page::Page;
    use super::*;

    #[test]
    fn a_source_has_its_title_and_apposition() {
        let page = Page::new(
            "Ana/PROPN/10/nsubj Ruiz/PROPN/1/flat ~,/PUNCT/6/punct Peru/PROPN/6/nmod:poss ~’s/PART/4/case \
             envoy/NOUN/1/appos in/ADP/8/case Rome/PROPN/6/nmod ~,/PUNCT/6/punct agreed:agree/VERB/0/root",
        );
        assert_eq!(noun_phrase(&page.tree(), 0, Some(9)), 0..8);
    }

    #[test]
    fn a_source_stops_before_the_clause_of_its_cue() {
        let page = Page::new(
            "the/DET/2/det envoy/NOUN/6/nsubj ~,/PUNCT/5/punct who/PRON/5/nsubj warned:warn/VERB/2/acl:relcl \
             left:leave/VERB/0/root",
        );
        assert_eq!(noun_phrase(&page.tree(), 1, Some(4)), 0..2);
    }

    #[test]
    fn the_preposition_stays_outside_and_the_genitive_inside() {
        let page = Page::new("by/ADP/3/case the/DET/3/det union/NOUN/5/nmod:poss ~’s/PART/3/case head/NOUN/0/root");
        assert_eq!(noun_phrase(&page.tree(), 2, None), 1..4);
    }
}
