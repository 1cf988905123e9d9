//! Drafts that are no events of their own.

use super::Scene;
use super::arguments::is_infinitive;
use super::draft::Draft;
use super::parties::has_code;
use super::plover::Category;
use super::rules::Kind;
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
        || failed_by(draft).is_some_and(carried)
        || light.is_some_and(|verb| others().any(|d| d.predicate == verb))
        || is_move_beside_force(scene, draft, others())
        || is_mere_purpose(scene, draft)
        || is_effect(scene, draft, others())
        || is_demanded(scene, draft, others())
        || summoned_for(scene, draft).is_some_and(carried)
}

/// The word that tells that it did not happen: *failed* of *failed to agree*.
fn failed_by(draft: &Draft) -> Option<usize> {
    let mut operators = draft.status.operators.iter();
    operators
        .find(|(_, effect)| *effect == Effect::Negated)
        .map(|(word, _)| *word)
}

/// The verb of *summoned the envoy to complain*, *expelled two envoys to protest*: the deed says to its end what it is for, and its
/// object is not who complains.
fn summoned_for(scene: &Scene, draft: &Draft) -> Option<usize> {
    let tree = scene.tree;
    let verb = tree
        .head(draft.predicate)
        .filter(|_| is_infinitive(tree, draft.predicate) && draft.act.category != Category::Request)?;
    let protests = tree.is(draft.predicate, "advcl") && tree.lemma_in(draft.predicate, &["demonstrate", "protest"]);
    (protests || tree.lemma_in(verb, &["summon", "recall"])).then_some(verb)
}

/// *“You must leave,” he said*: the demand says what is to be done, in every clause of it.
fn is_demanded<'a>(scene: &Scene, draft: &Draft, mut others: impl Iterator<Item = &'a Draft<'a>>) -> bool {
    let heads = |d: &Draft| {
        let first = scene
            .tree
            .head(draft.predicate)
            .filter(|_| scene.tree.is(draft.predicate, "conj"));
        d.predicate == draft.predicate || first == Some(d.predicate)
    };
    let demands = |d: &Draft| d.rule.kind == Kind::Said && d.act.category == Category::Request;
    draft.rule.kind != Kind::Said && draft.act.hypothetical && others.any(|d| demands(d) && heads(d))
}

/// *The raid killed ten*, *ten were killed in the raid*, *killed ten and wounded two*: what force does is the force.
fn is_effect<'a>(scene: &Scene, draft: &Draft, mut others: impl Iterator<Item = &'a Draft<'a>>) -> bool {
    let tree = scene.tree;
    let agentless = draft.actor.is_empty();
    let told = |d: &Draft| {
        let means = tree.head(d.predicate) == Some(draft.predicate);
        let subject = means && tree.relation(d.predicate) == "nsubj";
        subject || means && agentless && tree.is(d.predicate, "obl") || is_further(scene, draft, d)
    };
    draft.act.category == Category::Assault
        && others.any(|d| d.act.category == Category::Assault && told(d) && d.predicate != draft.predicate)
}

/// *Wounded two* of *killed ten and wounded two*: a second verb of the same force, on nobody whose state is known.
fn is_further(scene: &Scene, draft: &Draft, first: &Draft) -> bool {
    let tree = scene.tree;
    let shares = tree.is(draft.predicate, "conj") && tree.head(draft.predicate) == Some(first.predicate);
    let unknown = draft.recipient.iter().all(|member| !has_code(scene, member));
    shares && unknown && draft.rule.kind == Kind::Verb && tree.upos(first.predicate) == Upos::Verb
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
