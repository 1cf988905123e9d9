//! What stands after a preposition.

use super::subject::antecedent;
use crate::tree::Tree;
use demarche_types::Upos;

/// A phrase that hangs deeper than this in the measures of an object is not its predicate's.
const DEEPEST: usize = 3;

/// The words that the preposition joins to a predicate, in reading order: to the predicate itself, or to its object, where
/// trees as often hang them (*imposed sanctions on Peru*), or to what these are measured in (*gave a ton of rice to Peru*).
pub(in super::super) fn after<'t>(
    tree: &'t Tree,
    word: usize,
    preposition: &'t str,
) -> impl Iterator<Item = usize> + 't {
    let objects = || tree.children_by(word, &["obj"]);
    let further = objects().flat_map(|o| tree.children_by(o, &["conj"]));
    let hosts = measures(tree, word)
        .chain(objects().flat_map(move |o| measures(tree, o)))
        .chain(further.filter(|&c| tree.is_nominal(c)));
    hosts
        .flat_map(move |host| joined(tree, host, preposition))
        .map(move |w| antecedent(tree, w))
}

/// A noun and what it is measured in: *ton* and *rice* of *a ton of rice*. Any other word alone.
fn measures<'t>(tree: &'t Tree, word: usize) -> impl Iterator<Item = usize> + 't {
    std::iter::successors(Some(word), move |&noun| measured(tree, noun)).take(DEEPEST)
}

/// *Rice* of *a ton of rice*, *aid* of *two million dollars in aid*.
fn measured(tree: &Tree, noun: usize) -> Option<usize> {
    let is_money = tree.upos(noun) == Upos::Sym || tree.lemma_in(noun, MONEY);
    let joins: &[&str] = if is_money { &["of", "in"] } else { &["of"] };
    let mut parts = tree
        .children_by(noun, &["nmod"])
        .filter(|_| is_money || tree.is_nominal(noun));
    parts.find(|&part| tree.has_child(part, &["case"], joins) && tree.relation(part) != "nmod:poss")
}

/// What money is counted in.
const MONEY: &[&str] = &[
    "dollar", "euro", "pound", "yen", "yuan", "rouble", "rupee", "million", "billion",
];

/// The words that the preposition joins to this very word.
pub(in super::super) fn joined<'t>(
    tree: &'t Tree,
    host: usize,
    preposition: &'t str,
) -> impl Iterator<Item = usize> + 't {
    let branches = tree.children_by(host, &["obl", "nmod", "advcl", "acl", "xcomp", "ccomp"]);
    branches.filter(move |&branch| opens(tree, branch, preposition))
}

/// Whether a branch is opened by the preposition, and not by a longer one of which it is part: *because of*.
fn opens(tree: &Tree, branch: usize, preposition: &str) -> bool {
    let mut marks = tree.children_by(branch, &["case", "mark"]);
    marks.any(|m| is_form_of(tree, m, preposition) && tree.upos(m) != Upos::Part)
}

fn is_form_of(tree: &Tree, word: usize, preposition: &str) -> bool {
    let mut form = tree.form(word).to_lowercase();
    for rest in tree.children_by(word, &["fixed"]) {
        form = format!("{form} {}", tree.form(rest).to_lowercase());
    }
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
        assert_eq!(after(&tree, 1, "because of").collect::<Vec<_>>(), [7]);
    }

    #[test]
    fn an_amount_keeps_no_receiver_from_its_verb() {
        let page = Page::new(
            "Peru/PROPN/2/nsubj gave:give/VERB/0/root a/DET/4/det ton/NOUN/2/obj of/ADP/6/case rice/NOUN/4/nmod to/ADP/8/case \
             Chile/PROPN/6/nmod",
        );
        assert_eq!(after(&page.tree(), 1, "to").collect::<Vec<_>>(), [7]);
    }
}
