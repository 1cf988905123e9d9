//! Mentions of one entity, joined pair by pair.

use super::actors::Naming;
use super::basis::Basis;
use super::detect::Mentions;
use super::traits::{Being, Traits};
use demarche_gazetteer::ActorId;
use std::collections::BTreeMap;

/// A forest of mentions: every tree is an entity as far as it is known.
pub(super) struct Chains {
    parent: Vec<usize>,
    /// By root: the mentions, in no order.
    members: Vec<Vec<usize>>,
    /// By root: whether nothing but pronouns speaks of the entity.
    pronouns_only: Vec<bool>,
    /// By root: what is known of the entity.
    traits: Vec<Traits>,
    /// By root: whom the gazetteer knows it to be.
    namings: Vec<Option<Naming>>,
    /// By root: the state or organisation it belongs to.
    sides: Vec<Option<ActorId>>,
    /// By root: why it is this entity.
    bases: Vec<Option<Basis>>,
    /// Mentions of several entities at once, with one mention of each.
    several: BTreeMap<usize, Vec<usize>>,
}

impl Chains {
    /// Every mention by itself.
    pub(super) fn new(mentions: &Mentions) -> Self {
        Self {
            parent: (0..mentions.len()).collect(),
            members: (0..mentions.len()).map(|i| vec![i]).collect(),
            pronouns_only: mentions.iter().map(|(_, m)| m.pronoun().is_some()).collect(),
            traits: mentions.iter().map(|(_, m)| m.traits).collect(),
            namings: vec![None; mentions.len()],
            sides: vec![None; mentions.len()],
            bases: vec![None; mentions.len()],
            several: BTreeMap::new(),
        }
    }

    /// The mention that stands for the entity of another.
    pub(super) fn root(&self, mention: usize) -> usize {
        let mut root = mention;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        root
    }

    /// The mentions of the same entity, in no order.
    pub(super) fn members(&self, mention: usize) -> &[usize] {
        &self.members[self.root(mention)]
    }

    /// Whether nothing but pronouns speaks of the entity, as of *he* and the *I* of what he says.
    pub(super) fn has_only_pronouns(&self, mention: usize) -> bool {
        self.pronouns_only[self.root(mention)]
    }

    pub(super) fn traits(&self, mention: usize) -> Traits {
        self.traits[self.root(mention)]
    }

    pub(super) fn naming(&self, mention: usize) -> Option<Naming> {
        self.namings[self.root(mention)]
    }

    /// The state or organisation an entity belongs to.
    pub(super) fn side(&self, mention: usize) -> Option<ActorId> {
        self.sides[self.root(mention)]
    }

    pub(super) fn belongs(&mut self, mention: usize, side: ActorId) {
        let root = self.root(mention);
        self.sides[root].get_or_insert(side);
    }

    pub(super) fn basis(&self, mention: usize) -> Option<Basis> {
        self.bases[self.root(mention)]
    }

    /// Says who an entity is, and why. What the gazetteer knows of its being goes before what the reader took it for.
    pub(super) fn identify(&mut self, mention: usize, naming: Naming, being: Being, basis: Basis) {
        let root = self.root(mention);
        self.namings[root] = Some(naming);
        self.traits[root].being = Some(being);
        self.bases[root].get_or_insert(basis);
    }

    /// Says of a mention that it is of several entities, each given by one of its mentions.
    pub(super) fn set_several(&mut self, mention: usize, members: Vec<usize>) {
        self.several.insert(mention, members);
    }

    /// The members that a mention of several entities speaks of.
    pub(super) fn several(&self, mention: usize) -> Option<&[usize]> {
        self.several.get(&mention).map(Vec::as_slice)
    }

    /// All mentions of several entities with their members.
    pub(super) fn all_several(&self) -> impl Iterator<Item = (usize, &[usize])> {
        self.several
            .iter()
            .map(|(&mention, members)| (mention, members.as_slice()))
    }

    /// Whether nothing known of the one contradicts the other.
    pub(super) fn agree(&self, a: usize, b: usize) -> bool {
        fn free<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        let who = |m: usize| self.naming(m).map(|n| (n.actor, n.place));
        free(who(a), who(b)) && free(self.side(a), self.side(b)) && self.traits(a).agree(self.traits(b))
    }

    pub(super) fn same(&self, a: usize, b: usize) -> bool {
        self.root(a) == self.root(b)
    }

    /// Joins the entities of two mentions, the smaller into the larger.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (mut large, mut small) = (self.root(a), self.root(b));
        if large == small {
            return;
        }
        if self.members[large].len() < self.members[small].len() {
            std::mem::swap(&mut large, &mut small);
        }
        self.parent[small] = large;
        let moved = std::mem::take(&mut self.members[small]);
        self.members[large].extend(moved);
        self.pronouns_only[large] &= self.pronouns_only[small];
        self.traits[large] = self.traits[large].join(self.traits[small]);
        self.namings[large] = self.namings[large].or(self.namings[small]);
        self.sides[large] = self.sides[large].or(self.sides[small]);
        self.bases[large] = self.bases[large].or(self.bases[small]);
    }

    /// The entities in the order of their first mention, the mentions of each in reading order.
    pub(super) fn lists(&self) -> Vec<Vec<usize>> {
        let mut lists: Vec<Vec<usize>> = self.members.iter().filter(|m| !m.is_empty()).cloned().collect();
        lists.iter_mut().for_each(|list| list.sort_unstable());
        lists.sort_unstable();
        lists
    }
}
