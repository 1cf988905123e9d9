//! The exact words of cues and contents, from the tree.

use super::quotations::Quotations;
use crate::tree::phrase::{closes_inside, is_negation, opened_inside};
use crate::tree::{Pieces, Tree};
use demarche_types::Upos;
use std::ops::Range;

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
    use super::*;
    use crate::tree::page::Page;

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
