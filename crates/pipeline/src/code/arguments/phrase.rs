//! What stands after a preposition.

use super::subject::antecedent;
use crate::tree::Tree;

/// The words that the preposition joins to a predicate, in reading order: to the predicate itself, or to its object, where
/// trees as often hang them (*imposed sanctions on Peru*), or to the light verb of a noun.
pub(in super::super) fn after<'t>(
    tree: &'t Tree,
    word: usize,
    preposition: &'t str,
) -> impl Iterator<Item = usize> + 't {
    let objects = tree.children_by(word, &["obj"]);
    let hosts = std::iter::once(word).chain(objects);
    hosts
        .flat_map(move |host| joined(tree, host, preposition))
        .map(move |w| antecedent(tree, w))
}

/// The words that the preposition joins to this very word.
pub(super) fn joined<'t>(tree: &'t Tree, host: usize, preposition: &'t str) -> impl Iterator<Item = usize> + 't {
    let branches = tree.children_by(host, &["obl", "nmod", "advcl", "acl", "xcomp", "ccomp"]);
    branches.filter(move |&branch| opens(tree, branch, preposition))
}

/// Whether a branch is opened by the preposition, and not by a longer one of which it is part: *because of*.
fn opens(tree: &Tree, branch: usize, preposition: &str) -> bool {
    let mut marks = tree.children_by(branch, &["case", "mark"]);
    marks.any(|m| {
        is_form_of(tree, m, preposition)
            && tree.upos(m) != demarche_types::Upos::Part
            && tree.child(m, &["fixed"]).is_none()
    })
}

fn is_form_of(tree: &Tree, word: usize, preposition: &str) -> bool {
    let form = tree.form(word).to_lowercase();
    form == preposition || form.strip_suffix('s') == Some("toward") && preposition.starts_with("toward")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn a_phrase_is_found_on_either_host() {
        let page = Page::new(
            "Peru/PROPN/2/nsubj put:put/VERB/0/root curbs:curb/NOUN/2/obj on/ADP/5/case Chile/PROPN/3/nmod because/ADP/8/case \
             of/ADP/6/fixed rain/NOUN/2/obl",
        );
        let tree = page.tree();
        assert_eq!(after(&tree, 1, "on").collect::<Vec<_>>(), [4]);
        assert_eq!(after(&tree, 1, "because").count(), 0);
    }
}
