//! Whether a content is quoted word for word.

use super::quotations::Quotations;
use crate::tree::Pieces;
use crate::tree::Tree;
use demarche_types::Form;

/// Direct where every word stands in quotation marks, mixed where some do. Marks that enclose the cue as well quote who
/// reports it, not who says it.
pub(super) fn form(tree: &Tree, quotations: &Quotations, content: &Pieces, cue: Option<usize>) -> Form {
    let words: Vec<usize> = content.words().filter(|&w| !tree.is_punctuation(w)).collect();
    let around = cue.and_then(|c| quotations.at(c));
    let quoted = words
        .iter()
        .filter(|&&w| quotations.at(w).is_some_and(|q| Some(q) != around))
        .count();
    match quoted {
        0 => Form::Indirect,
        all if all == words.len() => Form::Direct,
        _ => Form::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn every_school_of_marks_counts() {
        let page =
            Page::new("The/DET/2/det plan/NOUN/5/nsubj is/AUX/5/cop ‘/PUNCT/5/punct ~dead/ADJ/0/root ~’/PUNCT/5/punct");
        let tree = page.tree();
        let quotations = Quotations::find(&tree);
        let form = |words: std::ops::Range<usize>| form(&tree, &quotations, &Pieces::from(words), None);
        assert_eq!(form(0..6), Form::Mixed);
        assert_eq!(form(3..6), Form::Direct);
        assert_eq!(form(0..3), Form::Indirect);
        assert_eq!(
            super::form(&tree, &quotations, &Pieces::from(4..5), Some(3)),
            Form::Indirect
        );
    }
}
