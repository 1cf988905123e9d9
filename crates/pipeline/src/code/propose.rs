//! What the words of a document propose: at every site the first rule whose needs are met and whose parties are there.

use super::Scene;
use super::arguments::{is_passive, members};
use super::background::is_background;
use super::contexts;
use super::conventions::{Coded, coded};
use super::dates;
use super::draft::{Draft, Member};
use super::extent::{evidence, trigger};
use super::location::location;
use super::matching::{Site, candidates, clause_words, groups, kind, light_verb, meets_constraints, mode, occasion};
use super::parties::{code, has_code, is_known, owners_of_land, parties};
use super::plover::{self, Category};
use super::rules::{Kind, Place, Rule, Step};
use super::status::{Status, status};
use crate::tree::Tree;
use demarche_types::{BlockKind, Tense};

/// The drafts of all words that are read, in their order.
pub(super) fn all<'b>(scene: &Scene<'b>) -> Vec<Draft<'b>> {
    let read = (0..scene.tree.len()).filter(|&w| scene.tree.block_kind(w).is_some_and(BlockKind::is_read));
    read.flat_map(|word| at(scene, word)).collect()
}

fn at<'b>(scene: &Scene<'b>, word: usize) -> Vec<Draft<'b>> {
    let Some(kind) = kind(scene, word) else {
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
                occasion: (kind == Kind::Noun)
                    .then(|| occasion(scene.tree, word, &rule.light))
                    .flatten(),
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
    let (actor, recipient) = roles(scene, site, rule, &status)?;
    if !is_politics(scene, rule, &actor, &recipient) || is_mere_thought(scene, rule, &status, &actor, &recipient) {
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
            earlier || is_background(scene.tree, site),
        ),
        when,
        predicate: site.word,
        trigger: trigger(scene.tree, site, rule),
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
fn roles(scene: &Scene, site: &Site, rule: &Rule, status: &Status) -> Option<(Vec<Member>, Vec<Member>)> {
    let mut actor = actors(scene, site, rule);
    let mut recipient = known_first(scene, site, &rule.recipient);
    if takes_land(rule) {
        add_land(scene, site, &rule.recipient, &mut recipient);
    }
    recipient.retain(|r| !actor.iter().any(|a| is_one(scene, site, a, r)));
    if rule.requires_actor && actor.is_empty() {
        return None;
    }
    if rule.reciprocal {
        actor.append(&mut recipient);
        actor.sort_by_key(|a| a.head);
        let both = rule.requires_recipient || rule.kind == Kind::Noun && site.light.is_none();
        return (actor.len() > usize::from(both)).then_some((actor, recipient));
    }
    // Whom a promise is to help may be left open.
    let promised = rule.category == Category::Aid && status.future && !status.hypothetical;
    if rule.requires_recipient && recipient.is_empty() && !promised {
        return None;
    }
    Some((actor, recipient))
}

/// Whether two parties are the same; of what a statement does without a word that says so, also whether both are of one state.
fn is_one(scene: &Scene, site: &Site, a: &Member, b: &Member) -> bool {
    let code = |m: &Member| code(scene, m);
    let one_state = site.kind == Kind::Said && code(a).is_some() && code(a) == code(b);
    a.head == b.head || a.entity.is_some() && a.entity == b.entity || one_state
}

/// Whether the act is between political actors as far as is known: who speaks or cooperates is one, and of one side it is known
/// whose it is; of force and coercion either side is one, for attackers are often unknown; who protests is whoever does. An act without any
/// party is none.
fn is_politics(scene: &Scene, rule: &Rule, actor: &[Member], recipient: &[Member]) -> bool {
    let known = |members: &[Member]| members.iter().any(|m| is_known(scene, m));
    let coded = |m: &Member| has_code(scene, m);
    if rule.category == Category::Protest {
        !actor.is_empty() || known(recipient)
    } else if rule.category.entry().quad == 4 {
        known(actor) || known(recipient)
    } else {
        known(actor) && actor.iter().chain(recipient).any(coded)
    }
}

/// Force that is only thought of, by nobody and against nobody whose state is known: *an incentive to take hostages*.
fn is_mere_thought(scene: &Scene, rule: &Rule, status: &Status, actor: &[Member], recipient: &[Member]) -> bool {
    let open = actor.is_empty() && !recipient.iter().any(|m| has_code(scene, m));
    open && status.hypothetical && rule.category == Category::Assault
}

/// The parties at the first place that names any. Of places, only those do it in which something is done: *protests in Kano*.
fn actors(scene: &Scene, site: &Site, rule: &Rule) -> Vec<Member> {
    let acts = |m: &Member| m.land.is_none() || matches!(m.place.0.last(), Some(Step::Preposition(_)));
    let found = found_at(scene, site, &rule.actor, may_act);
    let mut found = found.map(|members| members.into_iter().filter(acts).collect());
    found
        .find(|members: &Vec<Member>| !members.is_empty())
        .unwrap_or_default()
}

/// Whether the parties at a place may be the actors: what suffers acts in a passive alone, *troops were deployed*.
fn may_act(scene: &Scene, site: &Site, place: &Place) -> bool {
    place.0 != [Step::Object] || is_passive(scene.tree, site.word)
}

/// The parties at the first place that names one whose state or organisation is known, or else any: *killed ten people in Mali*.
fn known_first(scene: &Scene, site: &Site, places: &[Place]) -> Vec<Member> {
    let mut found: Vec<Vec<Member>> = found_at(scene, site, places, |_, _, _| true).collect();
    let known = found
        .iter()
        .position(|members| members.iter().any(|m| has_code(scene, m)));
    if found.is_empty() {
        return found.pop().unwrap_or_default();
    }
    found.swap_remove(known.unwrap_or(0))
}

fn found_at<'r>(
    scene: &'r Scene,
    site: &'r Site,
    places: &'r [Place],
    admits: fn(&Scene, &Site, &Place) -> bool,
) -> impl Iterator<Item = Vec<Member>> + 'r {
    let at = |place: &'r Place| {
        let named = groups(scene, site, place)
            .into_iter()
            .map(|group| named(scene, &group, place));
        named.into_iter().find(|members| !members.is_empty())
    };
    places
        .iter()
        .filter(move |place| admits(scene, site, place))
        .filter_map(at)
}

/// Whether an act meets a state by meeting what lies in it: force and relief.
const fn takes_land(rule: &Rule) -> bool {
    matches!(rule.category, Category::Assault | Category::Aid)
}

/// Adds whose land the things lie in that stand beside those who are met, or at the first place where any do: *shelled a Turkish
/// village*, *camps in Chad and a plant in Sudan*.
fn add_land(scene: &Scene, site: &Site, places: &[Place], recipient: &mut Vec<Member>) {
    let beside = recipient.first().map(|member| vec![member.place.clone()]);
    for place in beside.as_deref().unwrap_or(places) {
        let heads = groups(scene, site, place).into_iter().flatten();
        let things: Vec<usize> = heads.flat_map(|head| members(scene.tree, head)).collect();
        let met: Vec<usize> = recipient.iter().map(|member| member.head).collect();
        for thing in things.into_iter().filter(|thing| !met.contains(thing)) {
            let owners = owners_of_land(scene, thing, place).into_iter();
            let new = |owner: &Member| owner.entity.is_none() || recipient.iter().all(|r| r.entity != owner.entity);
            let owners: Vec<Member> = owners.filter(new).collect();
            recipient.extend(owners);
        }
        if !recipient.is_empty() {
            return;
        }
    }
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
