//! What one entry of a user's table says.

use super::{Held, UserActors};
use crate::actors::compile::{ActorRow, NameRow};
use crate::actors::normal::normalise;
use std::collections::BTreeMap;

/// The columns of a user's table. Those of our own `actors.tsv` come first.
pub const COLUMNS: [&str; 18] = [
    "key",
    "name",
    "kind",
    "code",
    "sector",
    "part_of",
    "wikidata",
    "from",
    "to",
    "source",
    "names",
    "acronyms",
    "adjectives",
    "surnames",
    "office",
    "of",
    "office_from",
    "office_to",
];

/// The cells of an entry by column; several values are divided by semicolons.
pub type Cells = BTreeMap<String, String>;

impl UserActors {
    /// Adds an entry: an actor, its names and its office. An entry whose key is that of an actor of ours only adds to it.
    pub fn add(&mut self, cells: &Cells, place: &str) {
        let cell = |column: &str| cells.get(column).map_or("", |value| value.trim()).to_owned();
        if cell("name").is_empty() {
            self.warnings.push(format!("{place}: an actor must have a name"));
            return;
        }
        let given = cell("key");
        let key = if given.is_empty() {
            own_key(&cell("name"))
        } else {
            given
        };
        for (column, how) in [
            ("names", "name"),
            ("acronyms", "acronym"),
            ("adjectives", "adjective"),
            ("surnames", "surname"),
        ] {
            self.add_names(&key, how, &cell(column), place);
        }
        if !cell("office").is_empty() {
            self.held.push(Held {
                person: key.clone(),
                title: cell("office"),
                of: Some(cell("of"))
                    .filter(|of| !of.is_empty())
                    .unwrap_or_else(|| cell("code")),
                from: cell("office_from"),
                to: cell("office_to"),
                place: place.to_owned(),
            });
        }
        let kind = Some(cell("kind")).filter(|kind| !kind.is_empty());
        let person = !cell("office").is_empty() || !cell("surnames").is_empty();
        let kind = kind.unwrap_or_else(|| if person { "person" } else { "organization" }.to_owned());
        self.rows.actors.push(ActorRow {
            key,
            name: cell("name"),
            kind,
            code: cell("code"),
            sector: cell("sector"),
            part_of: cell("part_of"),
            wikidata: cell("wikidata"),
            from: cell("from"),
            to: cell("to"),
            source: Some(cell("source"))
                .filter(|source| !source.is_empty())
                .unwrap_or_else(|| "user".to_owned()),
            place: place.to_owned(),
        });
    }

    fn add_names(&mut self, actor: &str, how: &str, names: &str, place: &str) {
        let names = names.split(';').map(str::trim).filter(|name| !name.is_empty());
        self.rows.names.extend(names.map(|name| NameRow {
            actor: actor.to_owned(),
            name: name.to_owned(),
            how: how.to_owned(),
            place: place.to_owned(),
            ..NameRow::default()
        }));
    }
}

/// The key of an actor to whom the user gave none.
pub fn own_key(name: &str) -> String {
    format!("user/{}", normalise(name).replace(' ', "-"))
}
