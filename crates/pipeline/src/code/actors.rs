//! A stand-in for the document's entities: the reader's names and a few states.

use crate::tree::{Pieces, Tree};
use demarche_types::{Entity, EntityKind};
use std::ops::Range;

/// Who is mentioned where.
pub(crate) struct Actors {
    list: Vec<Entity>,
    at: Vec<Vec<usize>>,
}

const STATES: &[(&str, &str)] = &[
    ("russia", "RUS"),
    ("russian", "RUS"),
    ("moscow", "RUS"),
    ("kremlin", "RUS"),
    ("soviet", "RUS"),
    ("soviet union", "RUS"),
    ("us", "USA"),
    ("u.s.", "USA"),
    ("united states", "USA"),
    ("american", "USA"),
    ("washington", "USA"),
    ("bush", "USA"),
    ("albright", "USA"),
    ("clinton", "USA"),
    ("blinken", "USA"),
    ("antony blinken", "USA"),
    ("putin", "RUS"),
    ("peskov", "RUS"),
    ("vladimir putin", "RUS"),
    ("dmitry peskov", "RUS"),
    ("sergei lavrov", "RUS"),
    ("wang", "CHN"),
    ("wang yi", "CHN"),
    ("china", "CHN"),
    ("chinese", "CHN"),
    ("beijing", "CHN"),
    ("ukraine", "UKR"),
    ("ukrainian", "UKR"),
    ("nato", "IGO"),
    ("iraq", "IRQ"),
    ("iraqi", "IRQ"),
    ("baghdad", "IRQ"),
    ("saddam", "IRQ"),
    ("saddam hussein", "IRQ"),
    ("kuwait", "KWT"),
    ("jordan", "JOR"),
    ("saudi arabia", "SAU"),
    ("canada", "CAN"),
    ("australia", "AUS"),
    ("britain", "GBR"),
    ("france", "FRA"),
    ("french", "FRA"),
    ("germany", "DEU"),
    ("poland", "POL"),
    ("iran", "IRN"),
    ("iranian", "IRN"),
    ("israel", "ISR"),
    ("israeli", "ISR"),
    ("syria", "SYR"),
    ("kenya", "KEN"),
    ("ghana", "GHA"),
    ("turkey", "TUR"),
    ("egypt", "EGY"),
    ("india", "IND"),
    ("pakistan", "PAK"),
    ("peru", "PER"),
    ("chile", "CHL"),
    ("united nations", "UNO"),
    ("u.n.", "UNO"),
    ("un", "UNO"),
    ("taliban", "AFG"),
    ("afghanistan", "AFG"),
    ("japan", "JPN"),
    ("cuba", "CUB"),
];

impl Actors {
    pub(crate) fn new(tree: &Tree) -> Self {
        let mut actors = Self {
            list: Vec::new(),
            at: vec![Vec::new(); tree.len()],
        };
        for name in &tree.reading.names {
            if matches!(name.kind, EntityKind::Event | EntityKind::Law | EntityKind::Date) {
                continue;
            }
            let text = name.words.clone().map(|w| tree.form(w)).collect::<Vec<_>>().join(" ");
            let code = STATES
                .iter()
                .find(|(n, _)| *n == text.to_lowercase())
                .map(|(_, c)| (*c).to_owned());
            if name.kind == EntityKind::Place && code.is_none() {
                continue;
            }
            let Some(top) = tree.top(&Pieces::from(name.words.clone())) else {
                continue;
            };
            let key = code.clone().unwrap_or_else(|| text.clone());
            let known = self::known(&actors.list, &key);
            let i = known.unwrap_or_else(|| {
                actors.list.push(entity(actors.list.len(), key, code));
                actors.list.len() - 1
            });
            actors.at[top].push(i);
        }
        actors.lend(tree);
        actors
    }

    /// An office is its state's: *Russia's foreign minister*, *Russian troops*.
    fn lend(&mut self, tree: &Tree) {
        for word in 0..tree.len() {
            let people = [
                "minister",
                "president",
                "secretary",
                "spokesman",
                "troop",
                "force",
                "ambassador",
                "ministry",
                "official",
                "army",
                "government",
                "king",
            ];
            if self.at[word].is_empty() && tree.lemma_in(word, &people) {
                let below = tree
                    .children_by(word, &["compound", "amod", "nmod"])
                    .find(|&c| !self.at[c].is_empty());
                self.at[word] = below.map(|c| self.at[c].clone()).unwrap_or_default();
            }
            if let Some(title) = tree
                .children_by(word, &["appos", "compound"])
                .find(|&c| !self.at[c].is_empty())
            {
                if self.at[word].iter().any(|&i| self.list[i].code.is_none()) {
                    self.at[word] = self.at[title].clone();
                }
            }
        }
    }

    pub(crate) fn at(&self, head: usize) -> &[usize] {
        &self.at[head]
    }

    pub(crate) fn get(&self, i: usize) -> &Entity {
        &self.list[i]
    }

    #[allow(dead_code)]
    pub(crate) fn in_span(&self, tree: &Tree, words: Range<usize>) -> Option<usize> {
        self.at(tree.top(&words.into())?).first().copied()
    }

    pub(crate) fn into_list(self) -> Vec<Entity> {
        self.list
    }
}

fn known(list: &[Entity], key: &str) -> Option<usize> {
    list.iter().position(|e| e.name == key)
}

fn entity(i: usize, name: String, code: Option<String>) -> Entity {
    Entity {
        id: format!("N{}", i + 1),
        kind: "state".to_owned(),
        name,
        code,
        sector: None,
        office: None,
        identifier_id: None,
        basis: None,
        mentions: Vec::new(),
    }
}
