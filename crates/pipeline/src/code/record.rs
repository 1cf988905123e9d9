//! The record's form of an event.

use super::Scene;
use super::confidence::confidence;
use super::draft::{Draft, Member};
use super::parties::code;
use super::status::Effect;
use demarche_types::{Event, EventParty, Span};
use std::fmt::Write as _;
use std::ops::Range;

/// The `i`-th event.
pub(super) fn event(scene: &Scene, draft: &Draft, i: usize) -> Event {
    let act = &draft.act;
    let days = draft.when.and_then(|dated| dated.days);
    let span = |words: &Range<usize>| scene.tree.segments.span(words.clone());
    let quoted = |words: &Range<usize>| scene.tree.document.text.quote(span(words));
    let event = Event {
        id: format!("E{}", i + 1),
        event: act.category.as_str().to_owned(),
        mode: act.mode.map(str::to_owned).into_iter().collect(),
        context: draft.contexts.iter().map(|c| (*c).to_owned()).collect(),
        actor: parties(scene, &draft.actor),
        recipient: parties(scene, &draft.recipient),
        date: days.map(|days| days.first.to_string()),
        enddate: days.map(|days| days.last.to_string()),
        date_basis: days.and(draft.when).map(|dated| dated.time.id.clone()),
        event_loc: draft.location.map(|place| scene.found.places.list()[place].id.clone()),
        tense: act.tense,
        hypothetical: act.hypothetical,
        negation: act.negation,
        claimed_by: draft
            .claimed_by
            .iter()
            .map(|&s| scene.claims.get(s).id.clone())
            .collect(),
        trigger: Some(quoted(&draft.trigger)),
        evidence: Some(quoted(&draft.evidence)),
        mentions: draft.tellings.iter().map(span).collect::<Vec<Span>>(),
        quad_code: act.category.entry().quad,
        event_scale: act.category.score(act.mode),
        confidence: 0.0,
        why: Some(why(scene, draft)),
    };
    Event {
        confidence: confidence(&event, draft.rule.kind),
        ..event
    }
}

fn parties(scene: &Scene, members: &[Member]) -> Vec<EventParty> {
    members.iter().map(|member| party(scene, member)).collect()
}

fn party(scene: &Scene, member: &Member) -> EventParty {
    let quoted = scene
        .tree
        .document
        .text
        .quote(scene.tree.segments.span(member.words.clone()));
    let entity = member.entity.map(|e| scene.found.entities.get(e));
    EventParty {
        entity: entity.map(|e| e.id.clone()),
        code: code(scene, member).map(str::to_owned),
        sector: entity.and_then(|e| e.sector.clone()),
        entity_text: quoted.text,
        start: quoted.start,
        end: quoted.end,
    }
}

/// The rule, the words that met it, and the words that decided the status.
fn why(scene: &Scene, draft: &Draft) -> String {
    let words = |words: &Range<usize>| {
        scene
            .tree
            .document
            .text
            .slice(scene.tree.segments.span(words.clone()))
            .to_owned()
    };
    let mut why = format!("rule {}: “{}”", draft.rule.name, words(&draft.trigger));
    for (role, members) in [("actor", &draft.actor), ("recipient", &draft.recipient)] {
        for member in members {
            let _ = write!(why, "; {role} at {} “{}”", member.place, words(&member.words));
        }
    }
    for (word, effect) in &draft.status.operators {
        let _ = write!(why, "; {} by “{}”", effect.name(), scene.tree.form(*word));
    }
    why
}

impl Effect {
    /// How it is called in a record.
    const fn name(self) -> &'static str {
        match self {
            Self::Future => "future",
            Self::Hypothetical => "hypothetical",
            Self::Negated => "negated",
            Self::Asked => "asked",
            Self::Plain => "plain",
            Self::Fact => "fact",
        }
    }
}
