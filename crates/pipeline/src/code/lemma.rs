//! Looking a word up by its lemma, or by what its form can be an inflection of.

use crate::attribute::lemmas;
use crate::tree::Tree;
use demarche_types::Upos;

/// What the lookup gives for the lemma, or else for the first stem of the form for which it gives anything: the reader's lemmas
/// err on rare words.
pub(super) fn look_up<T>(tree: &Tree, word: usize, lookup: impl Fn(&str) -> Option<T>) -> Option<T> {
    let known = lookup(&tree.lemma(word));
    if known.is_some() || !matches!(tree.upos(word), Upos::Verb | Upos::Noun) {
        return known;
    }
    lemmas(tree, word).find_map(|lemma| lookup(&lemma))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn a_wrong_lemma_does_not_hide_a_verb() {
        let page = Page::new("Peru/PROPN/2/nsubj denied:denie/VERB/0/root it/PRON/2/obj");
        let deny = |lemma: &str| (lemma == "deny").then_some(());
        assert_eq!(look_up(&page.tree(), 1, deny), Some(()));
        assert_eq!(look_up(&page.tree(), 0, deny), None);
    }
}
