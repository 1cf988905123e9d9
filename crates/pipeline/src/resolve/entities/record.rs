//! The record’s form of the entities.

mod person;

use super::Entities;
use super::actors::Naming;
use super::chains::Chains;
use super::mention::{Kind, Mention};
use super::nouns::{Calls, Nouns};
use super::scene::Scene;
use super::traits::{Being, Number};
use crate::tree::Tree;
use demarche_gazetteer::{Actor, How};
use demarche_types::{Entity, EntityKind, EntityMention, Upos, Via};

/// The entities that act or can be acted in, in the order of their first mention.
pub(super) fn entities(scene: &Scene, namings: &[Option<Naming>], chains: &Chains) -> Entities {
    let chosen: Vec<(Chain, &str)> = chains
        .lists()
        .into_iter()
        .map(|members| Chain::new(scene, chains, members))
        .filter_map(|chain| chain.kind().map(|kind| (chain, kind)))
        .collect();
    let mut of_mention: Vec<Vec<usize>> = vec![Vec::new(); scene.mentions.len()];
    for (i, (chain, _)) in chosen.iter().enumerate() {
        chain.members.iter().for_each(|&m| of_mention[m].push(i));
    }
    for (mention, members) in chains.all_several() {
        let of_members = members.iter().flat_map(|&m| of_mention[m].clone()).collect();
        of_mention[mention] = of_members;
    }
    let of_word = |word| scene.mentions.at(word).map_or_else(Vec::new, |m| of_mention[m].clone());
    let at = (0..scene.tree.len()).map(of_word).collect();
    let mut mentions: Vec<Vec<EntityMention>> = vec![Vec::new(); chosen.len()];
    for (m, of) in of_mention.iter().enumerate() {
        of.iter()
            .for_each(|&i| mentions[i].push(recorded(scene, m, namings[m])));
    }
    let listed = chosen.iter().zip(mentions).enumerate();
    let list = listed
        .map(|(i, ((chain, kind), mentions))| chain.entity(i, kind, mentions))
        .collect();
    Entities { list, at }
}

/// An entity with what is known of it.
struct Chain<'a, 'g> {
    scene: &'a Scene<'g>,
    chains: &'a Chains,
    members: Vec<usize>,
    mentions: Vec<&'a Mention>,
    actor: Option<Actor<'g>>,
    place: bool,
}

impl<'a, 'g> Chain<'a, 'g> {
    fn new(scene: &'a Scene<'g>, chains: &'a Chains, mut members: Vec<usize>) -> Self {
        let naming = chains.naming(members[0]);
        let first = members[0];
        members.retain(|&m| chains.several(m).is_none());
        if members.is_empty() {
            members.push(first);
        }
        Self {
            scene,
            chains,
            mentions: members.iter().map(|&m| scene.mentions.get(m)).collect(),
            actor: naming.map(|n| scene.gazetteer.actor(n.actor)),
            place: naming.is_some_and(|n| n.place),
            members,
        }
    }

    /// The record’s word for what the entity is; `None` for what is no actor and no place, or is nobody in particular.
    fn kind(&self) -> Option<&'static str> {
        if self.place {
            return Some("place");
        }
        if let Some(actor) = self.actor {
            return Some(actor.kind().as_str());
        }
        let named = self.mentions.iter().find_map(|m| match m.kind {
            Kind::Name(kind) => Some(kind),
            _ => None,
        });
        named.map(by_name).or_else(|| self.by_noun())
    }

    /// What descriptions alone make of it.
    fn by_noun(&self) -> Option<&'static str> {
        let is_people = self.mentions.iter().any(|m| m.kind == Kind::Demonym);
        let described = self.mentions.iter().find(|m| m.kind == Kind::Nominal);
        let one = self.mentions.len() == 1;
        match self.chains.traits(self.members[0]).being {
            _ if is_people => Some("group"),
            Some(Being::Person | Being::Body) => described.filter(|m| !one || self.is_somebody(m)).map(|_| "group"),
            Some(Being::State) => described.filter(|_| self.code().is_some()).map(|_| "government"),
            _ => None,
        }
    }

    /// Whether a description met once speaks of somebody: *any officials* and *one country* do not.
    fn is_somebody(&self, mention: &Mention) -> bool {
        const NOBODY: [&str; 9] = [
            "any", "no", "every", "each", "either", "neither", "another", "what", "which",
        ];
        let tree = self.scene.tree;
        !tree.has_child(mention.head, &["det"], &NOBODY)
            && tree.child(mention.head, &["cop"]).is_none()
            && !is_bare(tree, mention)
    }

    fn entity(&self, i: usize, kind: &str, mentions: Vec<EntityMention>) -> Entity {
        let known = self.actor.filter(|_| !self.place);
        let office = known.and_then(|actor| person::office(self.scene, actor.id(), &self.mentions));
        Entity {
            id: format!("N{}", i + 1),
            name: known.map_or_else(|| self.name(), |actor| actor.name()).to_owned(),
            kind: kind.to_owned(),
            code: self.code().map(str::to_owned),
            sector: self.sector(office.as_ref().and_then(|o| o.sector())).map(str::to_owned),
            office: office.map(|o| o.title().to_owned()),
            identifier_id: known.and_then(|actor| actor.wikidata()).map(str::to_owned),
            basis: Some(self.basis().to_owned()),
            mentions,
        }
    }

    /// The longest name, else the first description.
    fn name(&self) -> &'a str {
        let longest = self
            .mentions
            .iter()
            .filter_map(|m| m.name.clone())
            .rev()
            .max_by_key(ExactSizeIterator::len);
        let described = || {
            self.mentions
                .iter()
                .find(|m| m.kind == Kind::Nominal)
                .or(self.mentions.first())
        };
        let words = longest.or_else(|| described().map(|m| m.words.clone()));
        words.map_or("", |w| {
            self.scene.tree.document.text.slice(self.scene.tree.segments.span(w))
        })
    }

    fn code(&self) -> Option<&'g str> {
        let side = || {
            self.chains
                .side(self.members[0])
                .map(|side| self.scene.gazetteer.actor(side))
        };
        self.actor.or_else(side)?.code()
    }

    /// That of the actor or the office; of others, what the nouns that describe them say.
    fn sector(&self, of_office: Option<&'g str>) -> Option<&'g str> {
        if self.place {
            return None;
        }
        let by_noun = || self.sector_by_nouns();
        let is_state = self.actor.is_some_and(|a| a.kind() == demarche_gazetteer::Kind::State);
        let known = of_office.or_else(|| self.actor?.sector());
        known.or_else(|| if is_state { None } else { by_noun() })
    }

    /// The first that a noun gives. Whoever is called *a man* as well as *the minister* is the minister, and who has a name is no
    /// civilian for being called *a man*.
    fn sector_by_nouns(&self) -> Option<&'g str> {
        let sectors = || self.mentions.iter().filter_map(|m| noun_sector(self.scene, m));
        let nameless = self.mentions.iter().all(|m| m.name.is_none());
        sectors()
            .find(|&sector| sector != CIVILIAN)
            .or_else(|| sectors().next().filter(|_| nameless))
    }

    fn basis(&self) -> &'static str {
        let by_reader = || {
            let named = self.mentions.iter().any(|m| m.name.is_some());
            if named { "reader's name" } else { "description" }
        };
        self.chains
            .basis(self.members[0])
            .map_or_else(by_reader, |basis| basis.as_str())
    }
}

/// PLOVER's sector of whoever has no part in politics.
const CIVILIAN: &str = "CVL";

/// Whether a noun in the singular stands alone, as in *on board* or *by force*; some bodies are called so.
fn is_bare(tree: &Tree, mention: &Mention) -> bool {
    const BODIES: [&str; 6] = ["police", "parliament", "congress", "opposition", "government", "press"];
    let alone = mention.words.len() == 1 && mention.traits.number != Some(Number::Plural);
    alone && tree.upos(mention.head) != Upos::Propn && !tree.lemma_in(mention.head, &BODIES)
}

const fn by_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Government => "government",
        EntityKind::State => "state",
        EntityKind::Place => "place",
        _ => "organization",
    }
}

/// PLOVER’s sector of whoever is so described or titled, a user’s nouns first.
fn noun_sector<'g>(scene: &Scene<'g>, mention: &Mention) -> Option<&'g str> {
    let nouns = mention.title.clone().unwrap_or(mention.head..mention.head + 1);
    let described = mention.kind == Kind::Nominal || mention.title.is_some();
    let of = |w: usize| {
        let own = || Nouns::embedded().find(scene.tree, w).and_then(|n| n.sector.as_deref());
        scene.gazetteer.agent(&scene.tree.lemma(w)).or_else(own)
    };
    nouns.filter(|_| described).find_map(of)
}

fn recorded(scene: &Scene, mention: usize, naming: Option<Naming>) -> EntityMention {
    let mention = scene.mentions.get(mention);
    let quoted = scene
        .tree
        .document
        .text
        .quote(scene.tree.segments.span(mention.words.clone()));
    EntityMention {
        start: quoted.start,
        end: quoted.end,
        text: quoted.text,
        via: via(scene, mention, naming),
    }
}

fn via(scene: &Scene, mention: &Mention, naming: Option<Naming>) -> Via {
    let by_office = || {
        let noun = Nouns::embedded().find(scene.tree, mention.head);
        noun.is_some_and(|n| n.calls == Calls::Office)
    };
    match (mention.kind, naming.map(|n| n.how)) {
        (Kind::Pronoun(_), _) => Via::Pronoun,
        (_, Some(How::Adjective | How::Demonym)) | (Kind::Demonym, _) => Via::Demonym,
        (_, Some(How::Metonym)) => Via::Metonym,
        (_, Some(How::Capital)) if naming.is_some_and(|n| !n.place) => Via::Metonym,
        (Kind::Nominal, None) if by_office() => Via::Title,
        (Kind::Nominal, _) => Via::Nominal,
        (Kind::Name(_), _) => Via::Name,
    }
}
