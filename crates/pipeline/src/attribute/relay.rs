//! Through whom words came: a second attributor of what somebody says is no second speaker.

use super::context::Context;
use super::draft::Draft;
use super::lexicon::Part;
use super::syntax;
use crate::tree::phrase::noun_phrase;
use std::ops::Range;

/// From this share of its words on, a content is held by another.
const HELD: f64 = 0.6;

/// From this overlap on, two contents are the same words.
const SAME: f64 = 0.7;

/// Turns statements that merely pass on another's words into links of that one's relay chain, nearest first.
pub(super) fn fold(context: &Context, drafts: Vec<Draft>) -> Vec<Draft> {
    let passed_on: Vec<Option<usize>> = (0..drafts.len()).map(|i| speaker(context, &drafts, i)).collect();
    let mut folded = drafts.clone();
    for (i, draft) in drafts.iter().enumerate() {
        if let (Some(speaker), Some(source)) = (first_speaker(&passed_on, i), &draft.source) {
            folded[speaker].relay.push(source.clone());
        }
    }
    let kept = folded
        .into_iter()
        .zip(&passed_on)
        .filter(|(_, speaker)| speaker.is_none());
    kept.map(|(draft, _)| with_chain(context, draft)).collect()
}

/// The statement whose words the `i`-th passes on.
fn speaker(context: &Context, drafts: &[Draft], i: usize) -> Option<usize> {
    (0..drafts.len()).find(|&j| i != j && passes_on(context, &drafts[i], &drafts[j]))
}

/// The end of the chain of who passes on whom; `None` where it bites its tail.
fn first_speaker(passed_on: &[Option<usize>], i: usize) -> Option<usize> {
    let chain = std::iter::successors(passed_on[i], |&j| passed_on[j]).take(passed_on.len());
    chain.last().filter(|&end| passed_on[end].is_none())
}

/// Whether one statement passes on the words of another: it stands beside them, and they are what it says.
fn passes_on(context: &Context, relay: &Draft, speech: &Draft) -> bool {
    let (Some(through), Some(speaker)) = (&relay.source, &speech.source) else {
        return false;
    };
    let apart = through.end <= speaker.start || speaker.end <= through.start;
    apart
        && relay.content.meets(&speech.content)
        && speech.content.shared(&relay.cue) == 0
        && relay.is_utterance
        && speech.is_utterance
        && are_side_by_side(context, relay, speech)
        && is_aside(context, relay)
        && (wraps(context, relay, speech) || repeats(context, relay, speech))
}

/// Whether neither speaks in the other's quotation: who is quoted makes a statement of his own, and it holds the other.
fn are_side_by_side(context: &Context, relay: &Draft, speech: &Draft) -> bool {
    relay
        .cue_word
        .zip(speech.cue_word)
        .is_some_and(|(r, s)| context.quotations.same_side(r, s))
}

/// Whether the attributing words follow or interrupt what they attribute, or are *according to*.
fn is_aside(context: &Context, draft: &Draft) -> bool {
    is_relation(context, draft) || draft.cue.first() > draft.content.first()
}

fn is_relation(context: &Context, draft: &Draft) -> bool {
    draft.cue_word.is_some_and(|w| syntax::is_relation(&context.tree, w))
}

/// Whether the content of one is the whole clause in which the other says something: *…, he said, the agency reports*.
fn wraps(context: &Context, relay: &Draft, speech: &Draft) -> bool {
    let main = context.tree.top(&relay.content);
    let is_main = main.is_some_and(|w| speech.cue.contains(w) || speech.cue_word == Some(w));
    is_main && relay.content.covers(&speech.cue) && speech.content.share_in(&relay.content) >= HELD
}

/// Whether both attribute the same words, and this one from farther off.
fn repeats(context: &Context, relay: &Draft, speech: &Draft) -> bool {
    let same = relay.content.overlap(&speech.content) >= SAME;
    let part = is_relation(context, relay) && relay.content.share_in(&speech.content) >= SAME;
    (same || part) && is_farther(context, relay, speech)
}

fn is_farther(context: &Context, relay: &Draft, speech: &Draft) -> bool {
    let (Some(far), Some(near)) = (relay.cue_word, speech.cue_word) else {
        return false;
    };
    match (is_relation(context, relay), is_relation(context, speech)) {
        (true, false) => true,
        (false, true) => false,
        _ if context.tree.is_under(near, far) => true,
        _ if context.tree.is_under(far, near) => false,
        _ => far > near,
    }
}

/// Orders the chain by the distance from the cue, and adds who read the words out.
fn with_chain(context: &Context, mut draft: Draft) -> Draft {
    draft.relay.extend(reader(context, &draft));
    let cue = draft.cue.first().unwrap_or_default();
    draft.relay.sort_by_key(|r| (r.start.abs_diff(cue), r.start));
    draft.relay.dedup();
    draft
}

/// Verbs by which somebody gives out another's letter or statement.
const GIVEN_OUT: &[&str] = &["read", "carry", "broadcast", "relay"];

/// Who read out or carried the letter or statement that the words stand in: *in a message, read by an aide, …*.
fn reader(context: &Context, draft: &Draft) -> Option<Range<usize>> {
    let tree = &context.tree;
    let beside = draft.cue_word.into_iter().flat_map(|w| tree.children_by(w, &["obl"]));
    let media = draft.source.clone().into_iter().flatten().chain(beside);
    let media = media.filter(|&w| context.lexicon.find(Part::Medium, tree, w).is_some());
    let given = media
        .flat_map(|m| tree.children_by(m, &["acl"]))
        .filter(|&p| tree.lemma_in(p, GIVEN_OUT));
    let mut agents = given.flat_map(|p| tree.children_by(p, &["obl"]));
    let agent = agents.find(|&a| tree.has_child(a, &["case"], &["by"]) && !draft.content.contains(a))?;
    Some(noun_phrase(tree, agent, None))
}
