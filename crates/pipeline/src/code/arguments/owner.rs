//! Whose a noun is.

use super::phrase::joined;
use super::subject::antecedent;
use crate::tree::Tree;

/// Groups of words that can own a noun, the nearest to a possessor first: *Peru's demand*, *the US demand*, *the Peruvian
/// demand*, *a demand by Peru*, *a demand from Peru*.
pub(in super::super) fn owners(tree: &Tree, noun: usize) -> Vec<Vec<usize>> {
    let before = tree
        .children_by(noun, &["compound", "amod", "nmod"])
        .filter(|&c| c < noun && tree.child(c, &["case"]).is_none());
    let mut groups: Vec<Vec<usize>> = possessor(tree, noun).map(|p| vec![p]).into_iter().collect();
    groups.push(before.collect());
    for preposition in ["by", "from"] {
        groups.push(
            joined(tree, noun, preposition)
                .map(|w| antecedent(tree, w))
                .take(1)
                .collect(),
        );
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// *Peru* of *Peru's demand*, *its* of *its demand*, *the state* of *the state whose demand*.
pub(super) fn possessor(tree: &Tree, noun: usize) -> Option<usize> {
    let children = tree.children(noun).iter().copied();
    children
        .filter(|&c| tree.relation(c) == "nmod:poss")
        .map(|c| antecedent(tree, c))
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn owners_on_either_side() {
        let page = Page::new(
            "Peru/PROPN/3/nmod:poss ~'s/PART/1/case demand/NOUN/0/root\n\
             the/DET/3/det US/PROPN/3/compound demand/NOUN/0/root\n\
             a/DET/2/det demand/NOUN/0/root by/ADP/4/case Peru/PROPN/2/nmod",
        );
        let tree = page.tree();
        assert_eq!(owners(&tree, 2), [[0]]);
        assert_eq!(owners(&tree, 5), [[4]]);
        assert_eq!(owners(&tree, 7), [[9]]);
    }
}
