//! Names that are alike: the same, a surname after a full name, an acronym after what it stands for.

use crate::resolve::entities::chains::Chains;
use crate::resolve::entities::mention::{Kind, Mention};
use crate::resolve::entities::scene::Scene;
use crate::tree::Tree;
use demarche_types::EntityKind;
use std::collections::BTreeMap;

/// The words of a name, less articles, points and the ending of a genitive, in lower case.
fn key(tree: &Tree, mention: &Mention) -> Option<Vec<String>> {
    let bare = |w: usize| -> String {
        tree.form(w)
            .chars()
            .filter(|c| *c != '.')
            .collect::<String>()
            .to_lowercase()
    };
    let words = mention
        .name
        .clone()?
        .filter(|&w| tree.form(w).chars().any(char::is_alphanumeric))
        .map(bare);
    let key: Vec<String> = words.filter(|w| !["the", "'s", "’s"].contains(&w.as_str())).collect();
    (!key.is_empty()).then_some(key)
}

/// Joins names.
pub(super) fn join(scene: &Scene, chains: &mut Chains) {
    same(scene, chains);
    parts_of_persons(scene, chains);
    acronyms(scene, chains);
}

/// Names of the same words, unless one is a place’s and another that of the government that sits in it.
fn same(scene: &Scene, chains: &mut Chains) {
    let mut known: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (i, mention) in scene.mentions.iter() {
        let Some(key) = key(scene.tree, mention) else { continue };
        // A lone surname may belong to several persons.
        if mention.is_person_name() && key.len() == 1 {
            continue;
        }
        let bearers = known.entry(key).or_default();
        match bearers.iter().find(|&&b| chains.agree(b, i)) {
            Some(&bearer) => chains.join(bearer, i),
            None => bearers.push(i),
        }
    }
}

/// A lone surname, or a lone given name, is of the person last named in full who bears it; or of the only one to come.
fn parts_of_persons(scene: &Scene, chains: &mut Chains) {
    let persons: Vec<(usize, Vec<String>)> = scene
        .mentions
        .iter()
        .filter(|(_, m)| m.is_person_name())
        .filter_map(|(i, m)| Some((i, key(scene.tree, m)?)))
        .collect();
    let mut bearers = Bearers::default();
    for (i, words) in persons.iter().filter(|(_, words)| words.len() > 1) {
        bearers.add(*i, words);
    }
    let mut alone: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, words) in persons.iter().filter(|(_, words)| words.len() == 1) {
        let bearer = bearers.of(chains, *i, &words[0]);
        let known = bearer.or_else(|| alone.get(words[0].as_str()).copied());
        if let Some(known) = known.filter(|&k| chains.agree(k, *i)) {
            chains.join(known, *i);
        }
        alone.insert(&words[0], *i);
    }
}

/// The mentions of full names, in reading order, by the surname and by the given name.
#[derive(Default)]
struct Bearers<'a> {
    by_last: BTreeMap<&'a str, Vec<usize>>,
    by_first: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Bearers<'a> {
    fn add(&mut self, mention: usize, words: &'a [String]) {
        let (first, last) = (&words[0], &words[words.len() - 1]);
        self.by_last.entry(last).or_default().push(mention);
        self.by_first.entry(first).or_default().push(mention);
    }

    /// Whose name the word is part of: the bearer named last before the mention whose traits agree, else the first to come.
    fn of(&self, chains: &Chains, mention: usize, word: &str) -> Option<usize> {
        [&self.by_last, &self.by_first].into_iter().find_map(|by| {
            let bearers = by.get(word)?;
            let agree = |b: &&usize| chains.agree(**b, mention);
            let before = bearers[..bearers.partition_point(|&b| b < mention)]
                .iter()
                .rev()
                .find(agree);
            before.or_else(|| bearers.iter().find(agree)).copied()
        })
    }
}

/// *World Trade Organization* … *WTO*.
fn acronyms(scene: &Scene, chains: &mut Chains) {
    let mut initials: BTreeMap<String, usize> = BTreeMap::new();
    let bodies = || scene.mentions.iter().filter(|(_, m)| is_body(m));
    for (i, mention) in bodies() {
        if let Some(letters) = initials_of(scene.tree, mention) {
            initials.entry(letters).or_insert(i);
        }
    }
    for (i, mention) in bodies() {
        let Some(key) = key(scene.tree, mention).filter(|key| key.len() == 1) else {
            continue;
        };
        if let Some(&full) = initials.get(&key[0]).filter(|&&full| chains.agree(full, i)) {
            chains.join(full, i);
        }
    }
}

const fn is_body(mention: &Mention) -> bool {
    matches!(
        mention.kind,
        Kind::Name(EntityKind::Organization | EntityKind::Government | EntityKind::State)
    )
}

/// The initials, in lower case, of a name of three words or more that begin with a capital.
fn initials_of(tree: &Tree, mention: &Mention) -> Option<String> {
    let capitals = |w: usize| tree.form(w).chars().next().filter(|c| c.is_uppercase());
    let initials: String = mention.name.clone()?.filter_map(capitals).collect();
    (initials.chars().count() > 2).then(|| initials.to_lowercase())
}
