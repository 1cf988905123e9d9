//! The exact words of sources, cues and contents, from the tree.

use super::pieces::Pieces;
use super::quotations::Quotations;
use super::tree::Tree;
use demarche_types::Upos;
use std::ops::Range;

/// The noun phrase of a word: its titles, appositions and other modifiers, without the preposition before it and
/// without a branch that holds `apart`, such as the cue in *the minister, who said …*.
pub(super) fn noun_phrase(tree: &Tree, head: usize, apart: Option<usize>) -> Range<usize> {
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
pub(super) fn bare_source(tree: &Tree, words: Range<usize>) -> Range<usize> {
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

fn is_loose(tree: &Tree, word: usize) -> bool {
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
fn opened_inside(tree: &Tree, range: &Range<usize>, close: usize) -> bool {
    let form = tree.form(close);
    PAIRS
        .iter()
        .any(|(o, c)| *c == form && (range.start..close).any(|w| tree.form(w) == *o))
}

/// Whether the word opens a mark that the range closes after it.
fn closes_inside(tree: &Tree, range: &Range<usize>, open: usize) -> bool {
    let form = tree.form(open);
    PAIRS
        .iter()
        .any(|(o, c)| *o == form && (open + 1..range.end).any(|w| tree.form(w) == *c))
}

/// The words of a cue: the main word with its auxiliaries, negation, copula and particle, and the adverbs between them.
pub(super) fn cue_group(tree: &Tree, word: usize) -> Pieces {
    let helper = |c: usize| {
        ["aux", "cop", "compound:prt"].iter().any(|r| tree.is(c, r)) || is_negation(tree, c) || is_modal_part(tree, c)
    };
    let helpers: Vec<usize> = tree.children(word).iter().copied().filter(|&c| helper(c)).collect();
    let first = helpers.iter().copied().min().map_or(word, |h| h.min(word));
    let last = helpers.iter().copied().max().map_or(word, |h| h.max(word));
    let adverb = |w: usize| tree.head(w) == Some(word) && tree.is(w, "advmod");
    Pieces::of_words((first..=last).filter(|&w| w == word || helpers.contains(&w) || adverb(w)))
}

/// *not*, *n't*, *never*.
pub(super) fn is_negation(tree: &Tree, word: usize) -> bool {
    tree.is(word, "advmod") && tree.lemma_in(word, &["not", "n't", "n’t", "never"])
}

/// The *to* of an infinitive is no part of a cue, but that of *is to announce* is.
fn is_modal_part(tree: &Tree, word: usize) -> bool {
    tree.is(word, "mark")
        && tree.lemma_in(word, &["to"])
        && tree
            .head(word)
            .is_some_and(|h| tree.child(h, &["aux"]).is_some_and(|a| tree.lemma_in(a, &["be"])))
}

/// A content's words as they are recorded: gaps of mere punctuation closed, loose punctuation and conjunctions at the
/// ends of each piece dropped, quotation marks balanced.
pub(super) fn clip(tree: &Tree, quotations: &Quotations, words: &Pieces) -> Pieces {
    let bridged = bridge(tree, words);
    let balanced = balance(tree, quotations, &bridged);
    let trimmed = balanced.ranges().iter().filter_map(|r| trim(tree, quotations, r));
    Pieces::new(trimmed.collect::<Vec<_>>())
}

/// Closes gaps that hold nothing but punctuation, within a sentence.
fn bridge(tree: &Tree, words: &Pieces) -> Pieces {
    let gaps = words.ranges().windows(2).map(|pair| pair[0].end..pair[1].start);
    let empty = |gap: &Range<usize>| gap.clone().all(|w| tree.is_punctuation(w));
    let gaps: Vec<Range<usize>> = gaps.filter(empty).collect();
    words.union(&Pieces::new(gaps))
}

/// Takes in the marks of a quotation whose inner words all stand in a piece.
fn balance(tree: &Tree, quotations: &Quotations, words: &Pieces) -> Pieces {
    let whole = |inner: Range<usize>| {
        inner.clone().all(|w| words.contains(w) || tree.is_punctuation(w)) && inner.clone().any(|w| words.contains(w))
    };
    let near = words
        .ranges()
        .iter()
        .flat_map(|r| quotations.within(&(r.start.saturating_sub(2)..r.end + 2)));
    let marks: Vec<Range<usize>> = near.filter(|q| whole(q.inner())).map(|q| q.words.clone()).collect();
    words.union(&Pieces::new(marks))
}

/// Drops what does not belong at a piece's ends; `None` where nothing else is in it.
fn trim(tree: &Tree, quotations: &Quotations, piece: &Range<usize>) -> Option<Range<usize>> {
    let mut piece = piece.clone();
    while piece.start < piece.end && drops(tree, quotations, &piece, piece.start) {
        piece.start += 1;
    }
    while piece.start < piece.end && drops(tree, quotations, &piece, piece.end - 1) {
        piece.end -= 1;
    }
    piece.clone().any(|w| !tree.is_punctuation(w)).then_some(piece)
}

/// Whether a word at an end of a piece is loose: punctuation that belongs to no quotation or bracket in the piece, or a
/// conjunction that opens it.
fn drops(tree: &Tree, quotations: &Quotations, piece: &Range<usize>, word: usize) -> bool {
    let opens = word == piece.start;
    if !tree.is_punctuation(word) {
        return opens && tree.is(word, "cc") && tree.upos(word) == Upos::Cconj;
    }
    let enclosed = quotations.at(word).is_some_and(|q| {
        let inner = q.inner();
        piece.start <= inner.start && (inner.end <= piece.end || !q.closed)
    });
    let bracket = opened_inside(tree, piece, word) || closes_inside(tree, piece, word);
    !(enclosed || bracket || matches!(tree.form(word), "$" | "€" | "£" | "%"))
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

    #[test]
    fn a_cue_has_its_auxiliaries_and_what_stands_between() {
        let page = Page::new(
            "It/PRON/6/nsubj has:have/AUX/6/aux also/ADV/6/advmod not/PART/6/advmod yet/ADV/6/advmod ruled:rule/VERB/0/root \
             out/ADP/6/compound:prt talks:talk/NOUN/6/obj",
        );
        assert_eq!(cue_group(&page.tree(), 5).ranges(), [1..7]);
    }

    #[test]
    fn contents_end_before_the_stop_and_keep_their_marks() {
        let page = Page::new(
            "it/PRON/4/nsubj is:be/AUX/4/cop “/PUNCT/4/punct ~over/ADV/0/root ~,/PUNCT/4/punct ~”/PUNCT/4/punct \
             they/PRON/8/nsubj said:say/VERB/4/parataxis ~./PUNCT/4/punct",
        );
        let tree = page.tree();
        let quotations = Quotations::find(&tree);
        let clipped = |ranges: &[Range<usize>]| clip(&tree, &quotations, &Pieces::new(ranges.iter().cloned()));
        assert_eq!(clipped(&[0..5, 8..9]).ranges(), [0..6]);
        assert_eq!(clipped(&[0..2, 3..4]).ranges(), [0..6]);
    }
}
