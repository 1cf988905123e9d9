//! Whether an event happened, will, may, or did not: the words around it and above it.

mod lexicon;
mod own;
mod walk;

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
    if let Some(mark) = asked(tree, governor) {
        status.apply(mark, Effect::Hypothetical);
    }
    status
}

/// The mark of a question whether it happened: *did Peru raid Chile?* One that asks who, why or how takes it for granted, and so
/// does a clause beside the main one.
fn asked(tree: &Tree, word: usize) -> Option<usize> {
    let sentence = tree.sentence(word);
    let mark = sentence.rev().take(3).find(|&w| tree.form(w) == "?")?;
    let main = std::iter::once(word).chain(tree.ancestors(word));
    let whole = main.take_while(|&w| tree.head(w).is_some()).all(|w| continues(tree, w));
    let root = tree.root(word)?;
    let open = tree.subtree(root).words().any(|w| tree.lemma_in(w, OPEN) && w < root);
    (whole && !open).then_some(mark)
}

/// Whether a clause asks what the one above it asks.
fn continues(tree: &Tree, word: usize) -> bool {
    ["conj", "xcomp", "ccomp", "obj"].iter().any(|r| tree.is(word, r))
}

/// Words that open a question about something that is taken for granted.
const OPEN: &[&str] = &["who", "whom", "whose", "what", "which", "when", "where", "why", "how"];

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
        assert!(of(possible, 3).1);
        assert_eq!(of("no/DET/2/det raid/NOUN/0/root", 1), (false, false, true));
        let risk = "the/DET/2/det risk/NOUN/0/root of/ADP/5/case a/DET/5/det raid/NOUN/2/nmod";
        assert_eq!(of(risk, 4), (true, true, false));
    }

    #[test]
    fn questions() {
        let closed = "did:do/AUX/3/aux Peru/PROPN/3/nsubj raid/VERB/0/root Chile/PROPN/3/obj ~?/PUNCT/3/punct";
        assert_eq!(of(closed, 2), (false, true, false));
        let open =
            "why/ADV/4/advmod did:do/AUX/4/aux Peru/PROPN/4/nsubj raid/VERB/0/root Chile/PROPN/4/obj ~?/PUNCT/4/punct";
        assert_eq!(of(open, 3), (false, false, false));
    }

    #[test]
    fn what_is_stopped_does_not_happen() {
        let stopped =
            "Peru/PROPN/2/nsubj kept:keep/VERB/0/root Chile/PROPN/2/obj from/SCONJ/5/mark raiding:raid/VERB/2/advcl";
        assert_eq!(of(stopped, 4), (false, false, true));
    }

    #[test]
    fn conditions_and_purposes() {
        let condition = "if/SCONJ/3/mark Peru/PROPN/3/nsubj raids:raid/VERB/5/advcl we/PRON/5/nsubj act/VERB/0/root";
        assert_eq!(of(condition, 2), (false, true, false));
        let purpose = "they/PRON/2/nsubj came:come/VERB/0/root in/ADP/5/mark order/NOUN/3/fixed raid/VERB/2/advcl";
        assert!(!of(purpose, 4).2);
    }
}
