//! Whether an event happened, will, may, or did not: the words around it and above it.

mod background;
mod lexicon;
mod own;
mod walk;

pub(super) use background::is_background;
pub(crate) use lexicon::Effect;

use crate::tree::Tree;

/// What is known of whether an event happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Status {
    /// It is to happen.
    pub(crate) future: bool,
    /// Possible, feared, wanted or conditional.
    pub(crate) hypothetical: bool,
    /// It did not or will not happen.
    pub(crate) negation: bool,
    /// The word whose request, offer or refusal the event is the content of.
    pub(crate) asked: Option<usize>,
    /// The words that decided it, with what they did, the nearest to the event first.
    pub(crate) operators: Vec<(usize, Effect)>,
}

impl Status {
    /// Takes in what a word does.
    fn apply(&mut self, word: usize, effect: Effect) {
        match effect {
            Effect::Future => self.future = true,
            Effect::Hypothetical => self.hypothetical = true,
            Effect::Negated => self.negation = !self.negation,
            Effect::Asked => {
                self.hypothetical = true;
                self.asked = self.asked.or(Some(word));
            }
            Effect::Plain | Effect::Fact => return,
        }
        self.operators.push((word, effect));
    }
}

/// The status of an event that a predicate carries; `governor` is the light verb of a noun, or the predicate itself.
pub(crate) fn status(tree: &Tree, predicate: usize, governor: usize) -> Status {
    let mut status = Status::default();
    if predicate != governor {
        own::noun(tree, predicate, &mut status);
    }
    own::word(tree, governor, &mut status);
    walk::up(tree, governor, &mut status);
    status
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    fn of(notation: &str, word: usize) -> (bool, bool, bool) {
        let page = Page::new(notation);
        let status = status(&page.tree(), word, word);
        (status.future, status.hypothetical, status.negation)
    }

    #[test]
    fn modals() {
        assert_eq!(
            of("Peru/PROPN/3/nsubj may/AUX/3/aux raid/VERB/0/root Chile/PROPN/3/obj", 2),
            (true, true, false)
        );
        assert_eq!(
            of("Peru/PROPN/3/nsubj will/AUX/3/aux raid/VERB/0/root", 2),
            (true, false, false)
        );
        assert_eq!(
            of(
                "Peru/PROPN/4/nsubj did:do/AUX/4/aux not/PART/4/advmod raid/VERB/0/root",
                3
            ),
            (false, false, true)
        );
        assert_eq!(
            of(
                "Peru/PROPN/4/nsubj may/AUX/4/aux have/AUX/4/aux raided:raid/VERB/0/root/Tense=Past|VerbForm=Part",
                3
            ),
            (false, true, false)
        );
    }

    #[test]
    fn denials_and_plans() {
        let denial =
            "Peru/PROPN/2/nsubj denied:deny/VERB/0/root that/SCONJ/5/mark it/PRON/5/nsubj raided:raid/VERB/2/ccomp";
        assert_eq!(of(denial, 4), (false, false, true));
        let plan = "Peru/PROPN/3/nsubj:pass is:be/AUX/3/aux:pass expected:expect/VERB/0/root to/PART/5/mark visit/VERB/3/xcomp";
        assert_eq!(of(plan, 4), (true, false, false));
        let not = "Peru/PROPN/4/nsubj:pass is:be/AUX/4/aux:pass not/PART/4/advmod expected:expect/VERB/0/root to/PART/6/mark \
                   visit/VERB/4/xcomp";
        assert_eq!(of(not, 5), (true, false, true));
    }

    #[test]
    fn nouns() {
        let possible = "fears:fear/VERB/0/root a/DET/4/det possible/ADJ/4/amod raid/NOUN/1/obj";
        assert_eq!(of(possible, 3).1, true);
        assert_eq!(of("no/DET/2/det raid/NOUN/0/root", 1), (false, false, true));
        let risk = "the/DET/2/det risk/NOUN/0/root of/ADP/5/case a/DET/5/det raid/NOUN/2/nmod";
        assert_eq!(of(risk, 4), (true, true, false));
    }

    #[test]
    fn conditions_and_purposes() {
        let condition = "if/SCONJ/3/mark Peru/PROPN/3/nsubj raids:raid/VERB/5/advcl we/PRON/5/nsubj act/VERB/0/root";
        assert_eq!(of(condition, 2), (false, true, false));
        let purpose = "they/PRON/2/nsubj came:come/VERB/0/root in/ADP/5/mark order/NOUN/3/fixed raid/VERB/2/advcl";
        assert!(!of(purpose, 4).2);
    }
}
