//! The record’s form of the entities.

use super::Entities;
use super::chains::Chains;
use super::mention::{Kind, Mention};
use super::scene::Scene;
use super::traits::Being;
use demarche_gazetteer::Actor;
use demarche_types::{Entity, EntityKind, EntityMention, Via};

/// The entities that act or can be acted in, in the order of their first mention.
pub(super) fn entities(scene: &Scene, chains: &Chains) -> Entities {
    let mut list = Vec::new();
    let mut of_mention: Vec<Vec<usize>> = vec![Vec::new(); scene.mentions.len()];
    for members in chains.lists() {
        let mentions: Vec<&Mention> = members.iter().map(|&m| scene.mentions.get(m)).collect();
        let who = Who::of(scene, chains, members[0]);
        let Some(kind) = kind(&mentions, &who, chains.traits(members[0]).being) else {
            continue;
        };
        members.iter().for_each(|&m| of_mention[m].push(list.len()));
        list.push(entity(scene, list.len(), &mentions, kind, who));
    }
    let of_word = |word| scene.mentions.at(word).map_or_else(Vec::new, |m| of_mention[m].clone());
    let at = (0..scene.tree.len()).map(of_word).collect();
    Entities { list, at }
}

/// What the gazetteer says of an entity.
#[derive(Default)]
struct Who<'g> {
    actor: Option<Actor<'g>>,
    place: bool,
}

impl<'g> Who<'g> {
    fn of(scene: &Scene<'g>, chains: &Chains, mention: usize) -> Self {
        let naming = chains.naming(mention);
        Self {
            actor: naming.map(|n| scene.gazetteer.actor(n.actor)),
            place: naming.is_some_and(|n| n.place),
        }
    }

    fn kind(&self) -> Option<&'static str> {
        Some(if self.place {
            "place"
        } else {
            self.actor?.kind().as_str()
        })
    }
}

/// The record’s word for what an entity is; `None` for what is no actor and no place.
fn kind(mentions: &[&Mention], who: &Who, being: Option<Being>) -> Option<&'static str> {
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
    let by_noun = || match being? {
        Being::Person | Being::Body | Being::State => Some("group"),
        Being::Place | Being::Thing => None,
    };
    who.kind().or(by_name).or_else(by_noun)
}

fn entity(scene: &Scene, i: usize, mentions: &[&Mention], kind: &str, who: Who) -> Entity {
    let text = &scene.tree.document.text;
    let quote = |m: &Mention| text.quote(scene.tree.segments.span(m.words.clone()));
    let longest = mentions
        .iter()
        .filter_map(|m| m.name.clone())
        .max_by_key(ExactSizeIterator::len);
    let name = longest.or_else(|| mentions.first().map(|m| m.words.clone()));
    let in_text = || name.map_or("", |words| text.slice(scene.tree.segments.span(words)));
    let known = who.actor.filter(|_| !who.place);
    Entity {
        id: format!("N{}", i + 1),
        name: known.map_or_else(in_text, |actor| actor.name()).to_owned(),
        kind: kind.to_owned(),
        code: who.actor.and_then(|actor| actor.code()).map(str::to_owned),
        sector: known.and_then(|actor| actor.sector()).map(str::to_owned),
        office: None,
        identifier_id: known.and_then(|actor| actor.wikidata()).map(str::to_owned),
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
