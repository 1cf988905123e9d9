//! What a text tells as an earlier episode by its tense alone.

use super::matching::Site;
use super::rules::Kind;
use crate::tree::Tree;
use demarche_types::Upos;

/// Whether an act lay before the news: its verb does, or the verb that names it as done: *had condemned the invasion*.
pub(super) fn is_background(tree: &Tree, site: &Site) -> bool {
    let governor = site.governor();
    let named = site.kind == Kind::Noun && site.light.is_none();
    let above = tree.head(governor).filter(|_| named && tree.is(governor, "obj"));
    is_before(tree, above.unwrap_or(governor))
}

/// Whether a verb stands in the pluperfect and tells of what lay before the news: *the treaty it had rejected*. After *said
/// that* the pluperfect is only the past of whoever speaks.
fn is_before(tree: &Tree, verb: usize) -> bool {
    let first = first_conjunct(tree, verb);
    is_pluperfect(tree, first) && (first == verb || shares(tree, verb)) && !is_reported(tree, first)
}

/// The first of coordinated predicates: *had met* of *had met and signed*.
fn first_conjunct(tree: &Tree, verb: usize) -> usize {
    if tree.is(verb, "conj") && shares(tree, verb) {
        tree.head(verb).unwrap_or(verb)
    } else {
        verb
    }
}

/// Whether a coordinated verb has neither subject nor auxiliary of its own.
fn shares(tree: &Tree, verb: usize) -> bool {
    tree.upos(verb) == Upos::Verb && tree.child(verb, &["nsubj", "aux", "cop"]).is_none()
}

/// *Had* without a modal before it: *had met*, not *would have met*.
fn is_pluperfect(tree: &Tree, verb: usize) -> bool {
    let mut auxiliaries = tree.children_by(verb, &["aux"]);
    let had =
        |w: usize| matches!(tree.form(w).to_lowercase().as_str(), "had" | "’d" | "'d") && tree.lemma_in(w, &["have"]);
    auxiliaries.next().is_some_and(had)
}

/// Whether a clause is the content of a verb, or part of one that is, with no relative clause between.
fn is_reported(tree: &Tree, verb: usize) -> bool {
    let mut clauses = std::iter::once(verb).chain(tree.ancestors(verb));
    let decisive = clauses.find(|&w| matches!(tree.relation(w), "ccomp" | "csubj" | "acl:relcl" | "parataxis"));
    decisive.is_some_and(|w| tree.relation(w) != "acl:relcl")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn a_relative_clause_in_the_pluperfect() {
        let page = Page::new(
            "Peru/PROPN/2/nsubj signed:sign/VERB/0/root a/DET/4/det pact/NOUN/2/obj it/PRON/7/nsubj had:have/AUX/7/aux \
             spurned:spurn/VERB/4/acl:relcl and/CCONJ/9/cc mocked:mock/VERB/7/conj",
        );
        let tree = page.tree();
        assert!(is_before(&tree, 6) && is_before(&tree, 8));
        assert!(!is_before(&tree, 1));
    }

    #[test]
    fn what_is_reported_is_news() {
        let page = Page::new(
            "Peru/PROPN/2/nsubj said:say/VERB/0/root it/PRON/5/nsubj had:have/AUX/5/aux sent:send/VERB/2/ccomp aid/NOUN/5/obj",
        );
        assert!(!is_before(&page.tree(), 4));
    }

    #[test]
    fn a_modal_is_none() {
        let page = Page::new(
            "pacts:pact/NOUN/0/root it/PRON/5/nsubj would/AUX/5/aux have/AUX/5/aux spurned:spurn/VERB/1/acl:relcl",
        );
        assert!(!is_before(&page.tree(), 4));
    }
}
