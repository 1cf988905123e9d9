//! Where the arguments of a predicate stand in the tree, whatever its voice and whoever lends it its subject.

mod clause;
mod object;
mod owner;
mod phrase;
mod subject;
mod voice;

pub(super) use clause::clause;
pub(super) use object::{indirect, object};
pub(super) use owner::owners;
pub(super) use phrase::{after, joined};
pub(super) use subject::{antecedent, surface};
pub(super) use voice::{is_infinitive, is_passive};

use crate::tree::Tree;

/// Longer chains than this, of predicates that lend each other a subject, are errors of the tree.
const LONGEST_CHAIN: usize = 6;

/// Who does it: the subject of the active, the agent of the passive.
pub(super) fn subject(tree: &Tree, predicate: usize) -> Option<usize> {
    if is_passive(tree, predicate) {
        return after(tree, predicate, "by").find(|&c| tree.is_nominal(c));
    }
    surface(tree, predicate)
}

/// The word and the words that are coordinated with it as nominals: *Peru* and *Chile* of *Peru and Chile*.
pub(super) fn members(tree: &Tree, head: usize) -> Vec<usize> {
    let mut found = vec![head];
    let mut next = 0;
    while let Some(&word) = found.get(next) {
        next += 1;
        let joined = tree.children_by(word, &["conj"]).filter(|&c| is_member(tree, c));
        found.extend(joined.take(LONGEST_CHAIN * 2));
    }
    found.sort_unstable();
    found
}

/// Whether a coordinated word is a party of its own and no clause.
fn is_member(tree: &Tree, word: usize) -> bool {
    tree.is_nominal(word) && tree.child(word, &["nsubj", "cop"]).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn a_passive_is_turned_round() {
        let page = Page::new(
            "Chile/PROPN/3/nsubj:pass was:be/AUX/3/aux:pass raided:raid/VERB/0/root by/ADP/5/case Peru/PROPN/3/obl:agent \
             and/CCONJ/7/cc Cuba/PROPN/5/conj",
        );
        let tree = page.tree();
        assert_eq!(subject(&tree, 2), Some(4));
        assert_eq!(object(&tree, 2), Some(0));
        assert_eq!(members(&tree, 4), [4, 6]);
    }

    #[test]
    fn a_passive_without_an_agent_has_no_actor() {
        let page = Page::new("Chile/PROPN/3/nsubj:pass was:be/AUX/3/aux:pass raided:raid/VERB/0/root");
        assert_eq!(subject(&page.tree(), 2), None);
    }
}
