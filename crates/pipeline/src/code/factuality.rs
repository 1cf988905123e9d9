//! Whether what a word tells happened, by itself: for measuring, and for whoever has predicates of his own.

use super::status::status;
use crate::tree::{Pieces, Tree};
use demarche_types::{Document, Reading, Segments, Span};

/// What the words around and above a predicate make of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Factuality {
    /// It is to happen.
    pub future: bool,
    /// Possible, feared, wanted or conditional.
    pub hypothetical: bool,
    /// It did not or will not happen.
    pub negation: bool,
}

/// Of each span, in code points, what holds of the word that the rest of it depends on; `None` where it has no word.
///
/// `reading` must be of the words of `segments`, one entry a word; all are `None` where it is not.
#[must_use]
pub fn factuality(
    document: &Document,
    segments: &Segments,
    reading: &Reading,
    spans: &[Span],
) -> Vec<Option<Factuality>> {
    let Some(tree) = Tree::new(document, segments, reading) else {
        return vec![None; spans.len()];
    };
    spans.iter().map(|&span| of(&tree, segments, span)).collect()
}

fn of(tree: &Tree, segments: &Segments, span: Span) -> Option<Factuality> {
    let first = segments.words.partition_point(|word| word.span.end <= span.start);
    let next = segments.words.partition_point(|word| word.span.start < span.end);
    let words = Pieces::new((first < next).then_some(first..next));
    let head = tree.top(&words)?;
    let status = status(tree, head, head);
    Some(Factuality {
        future: status.future,
        hypothetical: status.hypothetical,
        negation: status.negation,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn of_the_word_on_top() {
        let page = Page::new(
            "Peru/PROPN/3/nsubj may/AUX/3/aux carry/VERB/0/root out/ADP/3/compound:prt raids:raid/NOUN/3/obj",
        );
        let (tree, words) = (page.tree(), page.find("carry out"));
        let span = tree.segments.span(words);
        let found = factuality(
            tree.document,
            tree.segments,
            tree.reading,
            &[span, Span::new(9_000, 9_001)],
        );
        let possible = Factuality {
            future: true,
            hypothetical: true,
            negation: false,
        };
        assert_eq!(found, [Some(possible), None]);
    }
}
