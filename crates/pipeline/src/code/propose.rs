//! What the words of a document propose: at every site the first rule whose needs are met and whose parties are there.

use super::Scene;
use super::contexts;
use super::conventions::{Coded, coded};
use super::dates;
use super::draft::{Draft, Member};
use super::extent::{evidence, trigger};
use super::location::location;
use super::matching::{Site, candidates, clause_words, groups, kind, light_verb, meets_constraints, mode};
use super::parties::{is_known, parties};
use super::plover;
use super::rules::{Kind, Place, Rule, Step};
use super::status::{Status, is_background, status};
use crate::tree::Tree;
use demarche_types::{BlockKind, Tense};

/// The drafts of all words that are read, in their order.
pub(super) fn all<'b>(scene: &Scene<'b>) -> Vec<Draft<'b>> {
    let read = (0..scene.tree.len()).filter(|&w| scene.tree.block_kind(w).is_some_and(BlockKind::is_read));
    read.flat_map(|word| at(scene, word)).collect()
}

fn at<'b>(scene: &Scene<'b>, word: usize) -> Vec<Draft<'b>> {
    let Some(kind) = kind(scene.tree, word) else {
        return Vec::new();
    };
    let mut drafts: Vec<Draft> = Vec::new();
    for rule in candidates(scene, word, kind) {
        if !rule.beside && drafts.iter().any(|d| !d.rule.beside) {
            continue;
        }
        let light = (kind == Kind::Noun)
            .then(|| light_verb(scene.tree, word, &rule.light))
            .flatten();
        drafts.extend(draft(
            scene,
            &Site {
                word,
                kind,
                light,
                statement: None,
            },
            rule,
        ));
    }
    drafts
}

/// What a rule makes of a site; `None` where something that it needs is missing.
pub(super) fn draft<'b>(scene: &Scene<'b>, site: &Site, rule: &'b Rule) -> Option<Draft<'b>> {
    if !meets_constraints(scene, site, rule) {
        return None;
    }
    let status = status_of(scene, site, rule)?;
    let (actor, recipient) = roles(scene, site, rule)?;
    if !is_politics(scene, rule, &actor, &recipient) {
        return None;
    }
    let claimed_by = claimed_by(scene, site, rule, &actor);
    let by_actor = is_source(scene, scene.claims.innermost(site.word), &actor);
    let when = if by_actor && status.future {
        // A promise or a threat is made when it is said.
        dates::of_statement(scene, scene.claims.innermost(site.word))
    } else {
        dates::when(scene, site, &status)
    };
    let earlier = when
        .and_then(|w| w.days)
        .is_some_and(|days| dates::is_earlier(days, scene.found.published));
    Some(Draft {
        rule,
        act: placed(
            coded(rule.category, mode(scene, site, rule), &status, by_actor),
            earlier || is_background(scene.tree, site.governor()),
        ),
        when,
        predicate: site.word,
        trigger: trigger(scene.tree, site),
        actor,
        recipient,
        contexts: contexts(scene.tree, rule, &clause_words(scene.tree, site)),
        location: location(scene.tree, scene.found.places, site.word, site.governor()),
        evidence: evidence(scene.tree, site),
        status,
        claimed_by,
        tellings: Vec::new(),
    })
}

/// The contexts that the rule says, and those of the clause's words.
fn contexts(tree: &Tree, rule: &Rule, clause: &[usize]) -> Vec<&'static str> {
    let by_words = contexts::contexts(tree, clause);
    plover::contexts()
        .filter(|context| rule.contexts.contains(context) || by_words.contains(context))
        .collect()
}

/// What lies before the news at hand is background.
const fn placed(act: Coded, earlier: bool) -> Coded {
    match act.tense {
        Tense::Past if earlier => Coded {
            tense: Tense::Historical,
            ..act
        },
        _ => act,
    }
}

/// The status, where the rule admits it; what a statement does is done.
fn status_of(scene: &Scene, site: &Site, rule: &Rule) -> Option<Status> {
    if site.kind == Kind::Said {
        return Some(Status::default());
    }
    let status = status(scene.tree, site.word, site.governor());
    match rule.negated {
        Some(wanted) if wanted != status.negation => None,
        Some(true) => Some(Status {
            negation: false,
            future: false,
            ..status
        }),
        _ => Some(status),
    }
}

/// Actors and recipients; `None` where one that is required is missing.
fn roles(scene: &Scene, site: &Site, rule: &Rule) -> Option<(Vec<Member>, Vec<Member>)> {
    let mut actor = first(scene, site, &rule.actor);
    let mut recipient = first(scene, site, &rule.recipient);
    recipient.retain(|r| {
        !actor
            .iter()
            .any(|a| a.head == r.head || a.entity.is_some() && a.entity == r.entity)
    });
    if rule.reciprocal {
        actor.append(&mut recipient);
        actor.sort_by_key(|a| a.head);
        let both = rule.requires_recipient || rule.kind == Kind::Noun && site.light.is_none();
        return (actor.len() > usize::from(both)).then_some((actor, recipient));
    }
    if rule.requires_actor && actor.is_empty() || rule.requires_recipient && recipient.is_empty() {
        return None;
    }
    Some((actor, recipient))
}

/// Whether the act is between political actors as far as is known: who speaks or cooperates is one, and of one side it is known
/// whose it is; of force and coercion either side is one, for attackers are often unknown. An act without any party is none.
fn is_politics(scene: &Scene, rule: &Rule, actor: &[Member], recipient: &[Member]) -> bool {
    let known = |members: &[Member]| members.iter().any(|m| is_known(scene, m));
    let coded = |m: &Member| m.entity.is_some_and(|i| scene.found.entities.get(i).code.is_some());
    if rule.category.entry().quad == 4 {
        known(actor) || known(recipient)
    } else {
        known(actor) && actor.iter().chain(recipient).any(coded)
    }
}

/// The parties at the first place that names any.
fn first(scene: &Scene, site: &Site, places: &[Place]) -> Vec<Member> {
    let at = |place: &Place| {
        let named = groups(scene, site, place)
            .into_iter()
            .map(|group| named(scene, &group, place));
        named.into_iter().find(|members| !members.is_empty())
    };
    places.iter().find_map(at).unwrap_or_default()
}

fn named(scene: &Scene, group: &[usize], place: &Place) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for member in group.iter().flat_map(|&head| parties(scene, head, place)) {
        if !members
            .iter()
            .any(|m| m.head == member.head && m.entity == member.entity)
        {
            members.push(member);
        }
    }
    members
}

/// The statements that assert it. What somebody does by saying it is not claimed by what he says.
fn claimed_by(scene: &Scene, site: &Site, rule: &Rule, actor: &[Member]) -> Vec<usize> {
    let innermost = site.statement.or_else(|| scene.claims.innermost(site.word));
    let mut chain = scene.claims.chain(innermost);
    let by_saying = rule.actor.iter().any(|p| p.0.contains(&Step::Speaker));
    let verbal = matches!(rule.category.entry().quad, 1 | 3) && is_source(scene, innermost, actor);
    if by_saying || verbal {
        chain.pop();
    }
    chain
}

/// Whether the source of a statement is one of these.
fn is_source(scene: &Scene, statement: Option<usize>, actor: &[Member]) -> bool {
    let source = statement.and_then(|i| scene.claims.get(i).source.as_ref());
    let Some(head) = source.and_then(|s| super::claims::head_of(scene.tree, s)) else {
        return false;
    };
    let speakers = scene.found.entities.at(head);
    let code = |i: usize| scene.found.entities.get(i).code.as_deref();
    let same = |a: &Member| {
        let coded = a.entity.and_then(code);
        a.head == head
            || a.entity.is_some_and(|e| speakers.contains(&e))
            || coded.is_some() && speakers.iter().any(|&s| code(s) == coded)
    };
    actor.iter().any(same)
}
