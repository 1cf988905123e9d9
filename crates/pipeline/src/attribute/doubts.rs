//! Drafts that are no statements, though their cue is a word of saying: *accepted wristwatches*, *as the law requires*, *some are
//! ready to go home*, *cut its recommendation to “sell”*.

use super::context::Context;
use super::draft::Draft;
use crate::clean::lexicon::entries;
use crate::tree::{Pieces, Tree};
use demarche_types::Upos;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What is accepted in words: claims, offers, terms, blame.
static ACCEPTED: LazyLock<BTreeSet<&str>> = LazyLock::new(|| entries(include_str!("accepted.txt")).collect());

/// Whether nobody says anything by what a draft's cue tells.
pub(super) fn says_nothing(context: &Context, draft: &Draft) -> bool {
    let tree = &context.tree;
    let doubts = [takes_a_thing, is_required_by_law, is_a_level, is_a_state];
    draft
        .cue_word
        .is_some_and(|cue| doubts.iter().any(|doubt| doubt(tree, cue, draft)))
}

/// *Accepted wristwatches*, *accepting a job*: the verb's object is nothing that was said or proposed.
fn takes_a_thing(tree: &Tree, cue: usize, draft: &Draft) -> bool {
    let object = tree.top(&draft.content).filter(|&w| tree.head(w) == Some(cue));
    let thing =
        |w: usize| tree.is(w, "obj") && tree.upos(w) == Upos::Noun && !ACCEPTED.contains(tree.lemma(w).as_str());
    tree.lemma_in(cue, &["accept"]) && object.is_some_and(thing)
}

/// *As the law requires*: a law is no speaker beside what is done in accordance with it.
fn is_required_by_law(tree: &Tree, cue: usize, draft: &Draft) -> bool {
    let aside = tree.has_child(cue, &["mark", "advmod"], &["as"]);
    aside && source(tree, draft).is_some_and(|w| tree.lemma_in(w, LAWS))
}

const LAWS: &[&str] = &[
    "charter",
    "code",
    "constitution",
    "contract",
    "convention",
    "custom",
    "law",
    "regulation",
    "rule",
    "statute",
    "tradition",
];

/// *Cut its recommendation to “sell”*: a figure or a grade that is moved has a level behind it, and nothing to be done.
fn is_a_level(tree: &Tree, cue: usize, _: &Draft) -> bool {
    let verb = tree.head(cue).filter(|_| tree.is(cue, "obj"));
    tree.lemma_in(cue, GRADES) && verb.is_some_and(|verb| tree.lemma_in(verb, MOVING))
}

const GRADES: &[&str] = &["estimate", "expectation", "forecast", "prediction", "recommendation"];

const MOVING: &[&str] = &[
    "change",
    "cut",
    "downgrade",
    "increase",
    "lift",
    "lower",
    "raise",
    "reduce",
    "trim",
    "upgrade",
];

/// *Some patients are ready to go home*: of some among many it is told what they could do, not what they offer.
fn is_a_state(tree: &Tree, cue: usize, draft: &Draft) -> bool {
    let some = |w: usize| tree.has_child(w, &["det", "amod"], &["some", "many", "most", "several", "few"]);
    tree.lemma_in(cue, &["ready", "prepared"]) && source(tree, draft).is_some_and(some)
}

/// The main word of a draft's source.
fn source(tree: &Tree, draft: &Draft) -> Option<usize> {
    tree.top(&Pieces::from(draft.source.clone()?))
}

#[cfg(test)]
mod tests {
    use crate::tree::page::Page;

    fn statements(notation: &str) -> usize {
        let page = Page::new(notation);
        crate::attribute::attribute(&page.document, &page.segments, &page.reading).len()
    }

    #[test]
    fn terms_are_accepted_in_words_and_coins_are_not() {
        assert_eq!(
            statements("Peru/PROPN/2/nsubj accepted:accept/VERB/0/root the/DET/4/det terms:term/NOUN/2/obj"),
            1
        );
        assert_eq!(
            statements("Kiosks/NOUN/2/nsubj accepted:accept/VERB/0/root old/ADJ/4/amod coins:coin/NOUN/2/obj"),
            0
        );
    }

    #[test]
    fn a_law_is_no_speaker_in_passing() {
        let aside = |who: &str| {
            format!(
                "the/DET/2/det gate/NOUN/3/nsubj closed:close/VERB/0/root ~,/PUNCT/7/punct as/SCONJ/7/mark {who}/NOUN/7/nsubj \
                 demanded:demand/VERB/3/advcl"
            )
        };
        assert_eq!(statements(&aside("villagers:villager")), 1);
        assert_eq!(statements(&aside("custom")), 0);
    }

    #[test]
    fn a_grade_that_is_moved_asks_for_nothing() {
        let grade = |verb: &str| {
            format!(
                "the/DET/2/det bank/NOUN/3/nsubj {verb}/VERB/0/root its/PRON/5/nmod:poss recommendation/NOUN/3/obj to/PART/7/mark \
                 buy/VERB/5/acl"
            )
        };
        assert_eq!(statements(&grade("ignored:ignore")), 1);
        assert_eq!(statements(&grade("cut")), 0);
    }

    #[test]
    fn what_some_are_ready_for_is_no_offer() {
        let ready = |who: &str| {
            format!(
                "{who} villagers:villager/NOUN/4/nsubj are:be/AUX/4/cop ready/ADJ/0/root to/PART/6/mark talk/VERB/4/xcomp"
            )
        };
        assert_eq!(statements(&ready("the/DET/2/det")), 1);
        assert_eq!(statements(&ready("some/DET/2/det")), 0);
    }
}
