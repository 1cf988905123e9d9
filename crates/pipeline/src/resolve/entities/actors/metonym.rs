//! Whether a capital or a building stands for its government: by what governs it.

use crate::attribute::is_cue;
use crate::resolve::entities::acts::{Acts, Part};
use crate::tree::Tree;

/// Prepositions behind which a noun of an act has its other party: *talks with Lima*, *ties between Lima and Quito*.
const WITH: [&str; 9] = [
    "with", "by", "between", "against", "from", "on", "to", "toward", "towards",
];

/// Prepositions behind which whoever is at a place is there.
const AT: [&str; 10] = [
    "in", "at", "near", "outside", "inside", "around", "across", "into", "within", "through",
];

/// Whether the phrase headed by this word is a party and no place: the subject of a verb of saying or acting, an object of
/// one that takes parties, or what an act is of, with, by or against.
pub(super) fn acts(tree: &Tree, head: usize) -> bool {
    let Some(governor) = tree.head(head) else { return false };
    let listed = |part| Acts::embedded().takes(tree, governor, part);
    let has_case = |cases: &[&str]| tree.has_child(head, &["case"], cases);
    match tree.relation(head) {
        "nsubj" => listed(Part::Subject) || is_cue(tree, governor),
        "obj" | "iobj" | "nsubj:pass" => listed(Part::Object),
        "nmod:poss" => listed(Part::Noun) || is_cue(tree, governor),
        "obl:agent" => true,
        "obl" => has_case(&["by"]) || has_case(&["with", "against"]) && listed(Part::Subject),
        "nmod" => listed(Part::Noun) && has_case(&WITH) || has_case(&["between"]),
        "conj" => acts(tree, governor),
        _ => false,
    }
}

/// Whether the phrase headed by this word says where something is.
pub(super) fn is_where(tree: &Tree, head: usize) -> bool {
    tree.has_child(head, &["case"], &AT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn subjects_of_saying_and_acting() {
        let page = Page::new(
            "Lima/PROPN/2/nsubj refused:refuse/VERB/0/root talks:talk/NOUN/2/obj with/ADP/5/case Quito/PROPN/3/nmod \
             in/ADP/7/case Bogotá/PROPN/3/nmod",
        );
        let tree = page.tree();
        assert!(acts(&tree, 0) && acts(&tree, 4) && !acts(&tree, 6));
        assert!(is_where(&tree, 6) && !is_where(&tree, 4));
    }

    #[test]
    fn a_town_where_something_happens_is_no_party() {
        let page = Page::new(
            "Lima/PROPN/2/nsubj trembled:tremble/VERB/0/root as/SCONJ/5/mark it/PRON/5/nsubj rained:rain/VERB/2/advcl",
        );
        assert!(!acts(&page.tree(), 0));
    }
}
