//! Who a named person is: by his full name, by his surname and office, by the day.

use super::naming::Naming;
use super::office::{self, Term, Title};
use crate::resolve::entities::basis::Basis;
use crate::resolve::entities::chains::Chains;
use crate::resolve::entities::mention::Mention;
use crate::resolve::entities::scene::Scene;
use crate::resolve::entities::traits::Being;
use demarche_gazetteer::{ActorId, Fit, Held, How, OfficeId};
use std::collections::{BTreeMap, BTreeSet};

/// Between the first and the last office of somebody and a day on which he is in the news stand at most so many years.
const YEARS: i16 = 30;

/// What a document says of a person.
#[derive(Debug, Default)]
struct Evidence {
    /// Names of two words or more.
    full: BTreeSet<String>,
    /// Names of one word.
    short: BTreeSet<String>,
    /// The offices by which he is called.
    now: Vec<OfficeId>,
    before: Vec<OfficeId>,
    /// The titles of offices before names that no word says of whom.
    titles: Vec<Title>,
    side: Option<ActorId>,
}

/// Identifies the persons whom the gazetteer knows, and joins what mentions the same one.
pub(in crate::resolve::entities) fn identify(scene: &Scene, chains: &mut Chains) {
    let sides = sides(scene, chains);
    let mut first: BTreeMap<ActorId, usize> = BTreeMap::new();
    for members in chains.lists() {
        let Some((actor, how, basis)) = who(scene, chains, &members, &sides) else {
            continue;
        };
        let naming = Naming {
            actor,
            how,
            place: false,
        };
        chains.identify(members[0], naming, Being::Person, basis);
        match first.get(&actor) {
            Some(&known) if chains.agree(known, members[0]) => chains.join(known, members[0]),
            Some(_) => {}
            None => {
                first.insert(actor, members[0]);
            }
        }
    }
}

/// The states and organisations that the document mentions.
fn sides(scene: &Scene, chains: &Chains) -> BTreeSet<ActorId> {
    let named = scene.mentions.iter().filter(|(_, m)| !m.is_person_name());
    named
        .filter_map(|(i, _)| chains.naming(i))
        .filter_map(|n| super::side::home(scene.gazetteer, n.actor))
        .collect()
}

fn who(scene: &Scene, chains: &Chains, members: &[usize], sides: &BTreeSet<ActorId>) -> Option<(ActorId, How, Basis)> {
    if chains.traits(members[0]).being != Some(Being::Person) {
        return None;
    }
    let mentions: Vec<&Mention> = members.iter().map(|&m| scene.mentions.get(m)).collect();
    let evidence = evidence(scene, chains, members[0], &mentions);
    if mentions.iter().any(|m| m.is_person_name()) {
        return by_full_name(scene, &evidence, sides).or_else(|| by_surname(scene, &evidence, sides));
    }
    let offices: Vec<_> = evidence.now.iter().map(|&id| scene.gazetteer.office(id)).collect();
    let one = mentions
        .iter()
        .all(|m| m.traits.number != Some(crate::resolve::entities::traits::Number::Plural));
    let holder = office::holder(scene, &offices).filter(|_| one && evidence.before.is_empty())?;
    Some((holder, How::Name, Basis::Holder))
}

fn evidence(scene: &Scene, chains: &Chains, member: usize, mentions: &[&Mention]) -> Evidence {
    let mut evidence = Evidence {
        side: chains.side(member),
        ..Evidence::default()
    };
    for mention in mentions {
        if let Some(name) = mention.name.clone().filter(|_| mention.is_person_name()) {
            let text = scene
                .tree
                .document
                .text
                .slice(scene.tree.segments.span(name.clone()))
                .to_owned();
            let short = name.len() == 1;
            if short { &mut evidence.short } else { &mut evidence.full }.insert(text);
        }
        let title = office::title(scene, mention).filter(|_| mention.pronoun().is_none());
        let Some(title) = title else { continue };
        let Some(side) = evidence.side else {
            evidence.titles.push(title);
            continue;
        };
        let offices = office::offices(scene, &title, side).into_iter().map(|o| o.id());
        match title.term {
            Term::Now => evidence.now.extend(offices),
            Term::Before => evidence.before.extend(offices),
        }
    }
    evidence
}

fn by_full_name(scene: &Scene, evidence: &Evidence, sides: &BTreeSet<ActorId>) -> Option<(ActorId, How, Basis)> {
    let named = evidence.full.iter().find_map(|name| {
        let candidates = scene.gazetteer.named(name).into_iter();
        let persons = candidates.filter(|c| c.actor.kind() == demarche_gazetteer::Kind::Person && c.fit != Fit::Case);
        let ids: BTreeSet<ActorId> = persons.map(|c| c.actor.id()).collect();
        (!ids.is_empty()).then_some(ids)
    })?;
    let possible: Vec<ActorId> = named
        .iter()
        .copied()
        .filter(|&p| is_possible(scene, evidence, p) && has_titles(scene, evidence, p, sides))
        .collect();
    match possible[..] {
        [one] if named.len() == 1 => Some((one, How::Name, Basis::Named(How::Name))),
        [one] => Some((one, How::Name, Basis::Office)),
        _ => in_office(scene, &possible).map(|one| (one, How::Name, Basis::Office)),
    }
}

/// A surname is known by an office beside it, or by its state where only one of them holds an office on the day.
fn by_surname(scene: &Scene, evidence: &Evidence, sides: &BTreeSet<ActorId>) -> Option<(ActorId, How, Basis)> {
    if !evidence.full.is_empty() {
        return None;
    }
    let surname = evidence.short.iter().next().filter(|_| evidence.short.len() == 1)?;
    let bearers = scene.gazetteer.surnamed(surname);
    let bearers: BTreeSet<ActorId> = bearers
        .iter()
        .filter(|c| c.fit != Fit::Case)
        .map(|c| c.actor.id())
        .collect();
    let possible: Vec<ActorId> = bearers
        .into_iter()
        .filter(|&p| is_possible(scene, evidence, p))
        .collect();
    if !evidence.now.is_empty() || !evidence.before.is_empty() {
        return match possible[..] {
            [one] => Some((one, How::Surname, Basis::Office)),
            _ => None,
        };
    }
    let near = |p: &ActorId| super::side::home(scene.gazetteer, *p).is_some_and(|home| sides.contains(&home));
    let one = in_office(scene, &possible).filter(near)?;
    Some((one, How::Surname, Basis::Surname))
}

/// Whether nothing that the document says rules a person out.
fn is_possible(scene: &Scene, evidence: &Evidence, person: ActorId) -> bool {
    let gazetteer = scene.gazetteer;
    let home = super::side::home(gazetteer, person);
    let offices_elsewhere = || {
        gazetteer
            .tenures(person)
            .iter()
            .any(|t| Some(t.office.of()) == evidence.side)
    };
    let side = evidence.side.is_none() || home.is_none() || home == evidence.side || offices_elsewhere();
    let now = evidence.now.is_empty() || office::held(gazetteer, person, &evidence.now, scene.days) > Held::No;
    let before = evidence.before.is_empty() || office::had_held(gazetteer, person, &evidence.before, scene.days);
    side && now && before && is_of_the_time(scene, person)
}

/// Whether a person may bear the titles that are given to him without a state: *Defence Minister Jane Doe* is nobody who was
/// never known as one, unless the document speaks of his state.
fn has_titles(scene: &Scene, evidence: &Evidence, person: ActorId, sides: &BTreeSet<ActorId>) -> bool {
    let Some(home) = super::side::home(scene.gazetteer, person).filter(|home| !sides.contains(home)) else {
        return true;
    };
    evidence.titles.iter().all(|title| {
        let offices: Vec<OfficeId> = office::offices(scene, title, home)
            .into_iter()
            .map(|o| o.id())
            .collect();
        offices.is_empty() || office::had_held(scene.gazetteer, person, &offices, None)
    })
}

/// Whether the days lie not too far from the offices that somebody is known for.
fn is_of_the_time(scene: &Scene, person: ActorId) -> bool {
    let Some(days) = scene.days else { return true };
    let tenures = scene.gazetteer.tenures(person);
    let years = tenures
        .iter()
        .flat_map(|t| [t.from, t.to, t.seen.0, t.seen.1])
        .flatten()
        .map(|d| d.earliest().year());
    let (first, last) = years.fold((i16::MAX, i16::MIN), |(first, last), y| (first.min(y), last.max(y)));
    first > last || first - YEARS <= days.last.year() && days.first.year() <= last + YEARS
}

/// The only one of several who surely holds an office on all of the days, where none of the others may.
fn in_office(scene: &Scene, persons: &[ActorId]) -> Option<ActorId> {
    let days = scene.days?;
    let holds = |person: ActorId| {
        let tenures = scene.gazetteer.tenures(person);
        tenures.iter().map(|t| days.throughout(t)).max().unwrap_or(Held::No)
    };
    let mut holding = persons
        .iter()
        .copied()
        .map(|p| (p, holds(p)))
        .filter(|(_, held)| *held > Held::No);
    let (one, held) = holding.next()?;
    (held == Held::Yes && holding.next().is_none()).then_some(one)
}
