//! Coordinated verbs that trees hang on the wrong clause.

use super::Tree;
use demarche_types::Upos;

/// Conjunctions after whose comma the story goes on with the main clause.
const CONTRASTS: &[&str] = &["but", "yet"];

impl Tree<'_> {
    /// The main verb that a second verb continues where the tree hangs it on the clause between: *said* for *left* in *Peru said it
    /// was sorry after Chile rejected the plan, but left the door open*. A comma closes that clause, and the second verb has
    /// no subject of its own.
    pub(crate) fn continued(&self, verb: usize) -> Option<usize> {
        let first = self.head(verb).filter(|_| self.is(verb, "conj"))?;
        let main = self.head(first).filter(|&m| self.is(first, "advcl") && m < first)?;
        let contrast = self.children_by(verb, &["cc"]).find(|&c| self.lemma_in(c, CONTRASTS))?;
        let comma = contrast.checked_sub(1).is_some_and(|w| self.form(w) == ",");
        let bare = self.upos(verb) == Upos::Verb && self.child(verb, &["nsubj"]).is_none();
        (comma && bare).then_some(main)
    }
}

#[cfg(test)]
mod tests {
    use crate::tree::page::Page;

    fn page(comma: &str) -> Page {
        Page::new(&format!(
            "Peru/PROPN/2/nsubj mourned:mourn/VERB/0/root after/SCONJ/5/mark Chile/PROPN/5/nsubj rejected:reject/VERB/2/advcl \
             talks:talk/NOUN/5/obj {comma} but/CCONJ/9/cc left:leave/VERB/5/conj"
        ))
    }

    #[test]
    fn a_comma_and_but_go_on_with_the_main_clause() {
        assert_eq!(page("~,/PUNCT/9/punct").tree().continued(8), Some(1));
        assert_eq!(page("today/NOUN/5/obl").tree().continued(8), None);
    }
}
