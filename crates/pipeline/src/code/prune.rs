//! Drafts that are no events of their own.

use super::Scene;
use super::draft::Draft;
use super::plover::Category;
use super::status::Effect;
use demarche_types::Upos;

/// Takes out what a request, an offer or a refusal asks for, nouns whose verb carries the event, and moves of troops beside
/// the force that they use.
pub(super) fn prune(scene: &Scene, drafts: &mut Vec<Draft>) {
    let doomed: Vec<bool> = (0..drafts.len()).map(|i| is_doomed(scene, drafts, i)).collect();
    let mut doomed = doomed.into_iter();
    drafts.retain(|_| !doomed.next().unwrap_or(false));
}

fn is_doomed(scene: &Scene, drafts: &[Draft], i: usize) -> bool {
    let draft = &drafts[i];
    let others = || drafts.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, d)| d);
    let carried =
        |word: usize| others().any(|d| d.predicate == word || d.trigger.contains(&word) && d.trigger != draft.trigger);
    let light = (draft.trigger.len() > 1).then(|| lent_by(draft)).flatten();
    draft.status.asked.is_some_and(carried)
        || light.is_some_and(|verb| others().any(|d| d.predicate == verb))
        || is_move_beside_force(scene, draft, others())
        || is_mere_purpose(scene, draft)
        || is_effect(scene, draft, others())
}

/// *The raid killed ten*: what force does is the force.
fn is_effect<'a>(scene: &Scene, draft: &Draft, mut others: impl Iterator<Item = &'a Draft<'a>>) -> bool {
    let subject = scene.tree.child(draft.predicate, &["nsubj"]);
    draft.act.category == Category::Assault
        && others.any(|d| d.act.category == Category::Assault && Some(d.predicate) == subject)
}

/// The other end of a trigger of two words.
fn lent_by(draft: &Draft) -> Option<usize> {
    let ends = [draft.trigger.start, draft.trigger.end - 1];
    ends.into_iter().find(|&w| w != draft.predicate)
}

fn is_move_beside_force<'a>(scene: &Scene, draft: &Draft, mut others: impl Iterator<Item = &'a Draft<'a>>) -> bool {
    let sentence = scene.tree.segments.sentence_of(draft.predicate);
    let force = |d: &Draft| {
        d.act.category == Category::Assault
            && !d.act.hypothetical
            && !d.act.negation
            && scene.tree.segments.sentence_of(d.predicate) == sentence
    };
    draft.act.category == Category::Mobilize && others.any(force)
}

/// Cooperation that is only what something is for, or what somebody has the right or the duty to: *steps to improve ties*.
fn is_mere_purpose(scene: &Scene, draft: &Draft) -> bool {
    let possible = draft
        .status
        .operators
        .iter()
        .filter(|(_, effect)| *effect == Effect::Hypothetical);
    let mut words = possible.map(|(word, _)| scene.tree.upos(*word)).peekable();
    draft.act.category == Category::Agree
        && draft.rule.category != Category::Agree
        && words.peek().is_some()
        && words.all(|upos| matches!(upos, Upos::Part | Upos::Noun))
}
