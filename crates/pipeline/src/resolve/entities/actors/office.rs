//! Offices that a mention names, and who holds them.

use crate::resolve::entities::days::Days;
use crate::resolve::entities::mention::Mention;
use crate::resolve::entities::scene::Scene;
use demarche_gazetteer::{ActorId, Gazetteer, Held, Office, OfficeId};
use std::ops::Range;

/// When an office is said to be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve::entities) enum Term {
    Now,
    /// *former*, *the late*.
    Before,
}

/// An office by which somebody is called: its words, and whether it is still his.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::resolve::entities) struct Title {
    pub(in crate::resolve::entities) words: Range<usize>,
    pub(in crate::resolve::entities) term: Term,
}

/// Words that put an office into the past.
const BEFORE: [&str; 12] = [
    "former", "ex", "late", "then", "ousted", "deposed", "onetime", "one-time", "past", "previous", "retired", "ex-",
];

/// Words that make another office of an office, or none.
const NOT: [&str; 17] = [
    "deputy",
    "vice",
    "assistant",
    "under",
    "shadow",
    "next",
    "future",
    "incoming",
    "designate",
    "elect",
    "aspiring",
    "would-be",
    "potential",
    "possible",
    "interim",
    "honorary",
    "first",
];

/// The office that a description or the title before a name calls: the longest known title that holds its noun.
pub(in crate::resolve::entities) fn title(scene: &Scene, mention: &Mention) -> Option<Title> {
    let noun = mention.title.clone().unwrap_or(mention.words.clone());
    let end = mention
        .name
        .as_ref()
        .map_or_else(|| scene.tree.sentence(mention.head).end, |name| name.start);
    let last = if mention.name.is_some() {
        end.checked_sub(1)?
    } else {
        mention.head
    };
    let words = noun.clone().filter(|&w| w <= last).find_map(|start| {
        let forms: Vec<&str> = (start..end.min(start + 8)).map(|w| scene.tree.form(w)).collect();
        let taken = scene.gazetteer.longest_title(&forms)?;
        (start + taken > last).then_some(start..start + taken)
    })?;
    let before = || (noun.start..words.start).map(|w| scene.tree.form(w).to_lowercase());
    let other = before().any(|form| NOT.contains(&form.as_str()));
    let past = before().any(|form| BEFORE.contains(&form.as_str()));
    let after = scene.tree.len() > words.end
        && matches!(
            scene.tree.form(words.end),
            "-elect" | "-designate" | "elect" | "designate"
        );
    (!other && !after).then_some(Title {
        words,
        term: if past { Term::Before } else { Term::Now },
    })
}

/// The offices that a title means in a state or an organisation.
pub(in crate::resolve::entities) fn offices<'g>(scene: &Scene<'g>, title: &Title, of: ActorId) -> Vec<Office<'g>> {
    let words = scene.tree.segments.span(title.words.clone());
    scene.gazetteer.offices(scene.tree.document.text.slice(words), of)
}

/// The only one who can have held one of these offices, where he surely held it on all of the days.
pub(in crate::resolve::entities) fn holder(scene: &Scene, offices: &[Office]) -> Option<ActorId> {
    let days = scene.days?;
    let mut holders = Vec::new();
    for office in offices {
        for (_, tenure) in scene.gazetteer.holders(office.id(), days.first, days.last) {
            holders.push((tenure.person, days.throughout(&tenure)));
        }
    }
    let (first, _) = *holders.first()?;
    let alone = holders.iter().all(|(person, _)| *person == first);
    let sure = holders.iter().any(|(_, held)| *held == Held::Yes);
    (alone && sure).then_some(first)
}

/// How surely a person held one of these offices on some of the days; on any day at all, where they are not known.
pub(in crate::resolve::entities) fn held(
    gazetteer: &Gazetteer,
    person: ActorId,
    offices: &[OfficeId],
    days: Option<Days>,
) -> Held {
    let tenures = gazetteer.tenures(person).into_iter();
    let of_these = tenures.filter(|t| offices.contains(&t.office.id()));
    let on = |t: &demarche_gazetteer::Tenure| days.map_or(Held::Unknown, |d| t.during(d.first, d.last));
    of_these.map(|t| on(&t)).max().unwrap_or(Held::No)
}

/// Whether a person had come to one of these offices before the last of the days.
pub(in crate::resolve::entities) fn had_held(
    gazetteer: &Gazetteer,
    person: ActorId,
    offices: &[OfficeId],
    days: Option<Days>,
) -> bool {
    let begun = |from: Option<demarche_gazetteer::PartialDate>| {
        days.is_none_or(|d| from.is_none_or(|from| from.earliest() <= d.last))
    };
    let tenures = gazetteer.tenures(person);
    tenures
        .iter()
        .any(|t| offices.contains(&t.office.id()) && begun(t.from))
}
