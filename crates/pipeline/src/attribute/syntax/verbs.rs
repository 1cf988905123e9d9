//! Active verbs: *said that …*, *urged both to …*, *condemned …*, *…, he said*.

use super::super::context::Context;
use super::super::draft::Draft;
use super::super::lexicon::{Cue, Frame, Part};
use super::super::phrase::cue_group;
use super::complement::{complement, is_infinitive};
use super::subject::subject;
use super::{Find, score};
use crate::tree::Pieces;
use crate::tree::Tree;
use crate::tree::phrase::{is_negation, noun_phrase};
use demarche_types::{Act, Upos};

pub(super) fn draft(context: &Context, word: usize) -> Option<Draft> {
    let tree = &context.tree;
    let cue = context
        .lexicon
        .find(Part::Verb, tree, word)
        .filter(|_| tree.upos(word) == Upos::Verb)?;
    if is_passive(tree, word) || !is_reported(context, word) {
        return None;
    }
    let complement = complement(context, word, cue)?;
    let source = subject(context, word)?;
    let act = act(tree, word, cue, &complement.frame);
    let negated = tree.children(word).iter().any(|&c| is_negation(tree, c));
    if negated && is_undone_by_not(act) {
        return None;
    }
    if cue.entry.takes(&Frame::Evidence) && !is_evidence(context, source) {
        return None;
    }
    let (lead, lent) = auxiliary(context, word);
    let companions = Pieces::of_words(complement.preposition.into_iter().chain(cue.partner));
    let find = Find {
        cue_word: word,
        cue: lead.union(&cue_group(tree, word)).union(&companions),
        source: Some(noun_phrase(tree, source, Some(word))),
        content: complement.words,
        relay: None,
        act: lent.unwrap_or(act),
        is_utterance: cue.entry.is_utterance(),
        score: score::VERB,
    };
    find.draft(context)
}

/// Whether the verb is in the passive voice.
pub(super) fn is_passive(tree: &Tree, word: usize) -> bool {
    tree.children(word)
        .iter()
        .any(|&c| matches!(tree.relation(c), "nsubj:pass" | "aux:pass" | "csubj:pass"))
        || tree.upos(word) == Upos::Verb && tree.morphology(word).feature("Voice") == Some("Pass")
}

/// Whether a source is a document, or has a name, or is a person by its pronoun.
fn is_evidence(context: &Context, source: usize) -> bool {
    let tree = &context.tree;
    let listed = [Part::Medium, Part::Speaker]
        .iter()
        .any(|p| context.lexicon.find(*p, tree, source).is_some());
    listed || matches!(tree.upos(source), Upos::Propn | Upos::Pron)
}

/// The cue's act in its frame: who wants others to do something demands it.
pub(in super::super) fn act(tree: &Tree, word: usize, cue: Cue, frame: &Frame) -> Act {
    let to_see = tree.children_by(word, &["xcomp"]).any(|x| tree.lemma_in(x, &["see"]));
    let of_others = *frame == Frame::Infinitive && (to_see || tree.child(word, &["obj", "iobj"]).is_some());
    match cue.entry.act_with(frame) {
        Act::Intend if of_others => Act::Demand,
        act => act,
    }
}

/// Whether *not* says that nothing was said: who never accused anybody has made no statement, while who did not say
/// whether, or does not believe that, has.
const fn is_undone_by_not(act: Act) -> bool {
    use Act::{Accuse, Apologise, Ask, Demand, Praise, Threaten, Warn};
    matches!(act, Accuse | Apologise | Ask | Demand | Praise | Threaten | Warn)
}

/// Whether something is reported to be said, and not to be said in future, perhaps or on a condition.
pub(super) fn is_reported(context: &Context, word: usize) -> bool {
    let tree = &context.tree;
    let negated = tree.children(word).iter().any(|&c| is_negation(tree, c));
    let unsaid = |a: usize| tree.lemma_in(a, MODALS) && !(negated && tree.lemma_in(a, REFUSING));
    let modal = tree.children_by(word, &["aux"]).any(unsaid);
    let wish = tree.has_child(word, &["aux"], &["would"]) && tree.lemma_in(word, &["like", "prefer"]);
    let condition = tree.has_child(word, &["mark"], &["if", "unless", "whether"]);
    let ruled = is_infinitive(tree, word) && auxiliary(context, word).0.is_empty();
    (!modal || wish) && !condition && !ruled
}

/// With *not*, *would* reports a refusal; other modals report nothing said.
const REFUSING: &[&str] = &["will", "would"];

const MODALS: &[&str] = &[
    "will", "would", "may", "might", "could", "can", "should", "must", "shall",
];

/// The words between the source and the cue, *seemed* in *seemed to suggest*, and the act that they lend to it.
fn auxiliary(context: &Context, word: usize) -> (Pieces, Option<Act>) {
    let tree = &context.tree;
    let above = tree
        .head(word)
        .filter(|_| tree.is(word, "xcomp") && is_infinitive(tree, word));
    let found = above.and_then(|a| context.lexicon.find(Part::Auxiliary, tree, a).map(|cue| (a, cue)));
    found.map_or_else(Default::default, |(above, Cue { entry, partner })| {
        let to = tree.children_by(word, &["mark"]).filter(|&m| tree.lemma_in(m, &["to"]));
        (
            cue_group(tree, above).union(&Pieces::of_words(to.chain(partner))),
            entry.act,
        )
    })
}
