//! The record’s form of the entities.

use super::Entities;
use super::chains::Chains;
use super::mention::{Kind, Mention};
use super::sieves::Scene;
use super::traits::Being;
use demarche_types::{Entity, EntityKind, EntityMention, Via};

/// The entities that act or can be acted in, in the order of their first mention.
pub(super) fn entities(scene: &Scene, chains: &Chains) -> Entities {
    let mut at = vec![Vec::new(); scene.tree.len()];
    let mut list = Vec::new();
    for members in chains.lists() {
        let mentions: Vec<&Mention> = members.iter().map(|&m| scene.mentions.get(m)).collect();
        let Some(kind) = kind(&mentions, chains.traits(members[0]).being) else { continue };
        for word in 0..at.len() {
            if scene.mentions.at(word).is_some_and(|m| members.binary_search(&m).is_ok()) {
                at[word].push(list.len());
            }
        }
        list.push(entity(scene, list.len(), &mentions, kind));
    }
    Entities { list, at }
}

/// The record’s word for what an entity is; `None` for what is no actor and no place.
fn kind(mentions: &[&Mention], being: Option<Being>) -> Option<&'static str> {
    let named = mentions.iter().find_map(|m| match m.kind {
        Kind::Name(kind) => Some(kind),
        _ => None,
    });
    let by_name = named.map(|kind| match kind {
        EntityKind::Person => "person",
        EntityKind::Government => "government",
        EntityKind::State => "state",
        EntityKind::Place => "place",
        _ => "organization",
    });
    by_name.or(match being? {
        Being::Person | Being::Body | Being::State => Some("group"),
        Being::Place | Being::Thing => None,
    })
}

fn entity(scene: &Scene, i: usize, mentions: &[&Mention], kind: &str) -> Entity {
    let text = &scene.tree.document.text;
    let quote = |m: &Mention| text.quote(scene.tree.segments.span(m.words.clone()));
    let longest = mentions.iter().filter_map(|m| m.name.clone()).max_by_key(ExactSizeIterator::len);
    let name = longest.or_else(|| mentions.first().map(|m| m.words.clone()));
    Entity {
        id: format!("N{}", i + 1),
        name: name.map_or_else(String::new, |words| text.slice(scene.tree.segments.span(words)).to_owned()),
        kind: kind.to_owned(),
        code: None,
        sector: None,
        office: None,
        identifier_id: None,
        basis: None,
        mentions: mentions
            .iter()
            .map(|m| {
                let quoted = quote(m);
                EntityMention {
                    start: quoted.start,
                    end: quoted.end,
                    text: quoted.text,
                    via: via(m),
                }
            })
            .collect(),
    }
}

const fn via(mention: &Mention) -> Via {
    match mention.kind {
        Kind::Name(_) => Via::Name,
        Kind::Demonym => Via::Demonym,
        Kind::Pronoun(_) => Via::Pronoun,
        Kind::Nominal => Via::Nominal,
    }
}
