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
        let name = cell(cells, "name");
        if name.is_empty() {
            self.warnings.push(format!("{place}: an actor must have a name"));
            return;
        }
        let key = or(cell(cells, "key"), || own_key(&name));
        for (column, how) in [
            ("names", "name"),
            ("acronyms", "acronym"),
            ("adjectives", "adjective"),
            ("surnames", "surname"),
        ] {
            self.add_names(&key, how, &cell(cells, column), place);
        }
        self.add_office(&key, cells, place);
        self.rows.actors.push(actor(key, name, cells, place));
    }

    fn add_office(&mut self, person: &str, cells: &Cells, place: &str) {
        if cell(cells, "office").is_empty() {
            return;
        }
        self.held.push(Held {
            person: person.to_owned(),
            title: cell(cells, "office"),
            of: or(cell(cells, "of"), || cell(cells, "code")),
            from: cell(cells, "office_from"),
            to: cell(cells, "office_to"),
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

/// The actor itself: a person where it has an office or a surname, an organisation elsewhere, unless it is said.
fn actor(key: String, name: String, cells: &Cells, place: &str) -> ActorRow {
    let person = !cell(cells, "office").is_empty() || !cell(cells, "surnames").is_empty();
    let usual = if person { "person" } else { "organization" };
    ActorRow {
        key,
        name,
        kind: or(cell(cells, "kind"), || usual.to_owned()),
        code: cell(cells, "code"),
        sector: cell(cells, "sector"),
        part_of: cell(cells, "part_of"),
        wikidata: cell(cells, "wikidata"),
        from: cell(cells, "from"),
        to: cell(cells, "to"),
        source: or(cell(cells, "source"), || "user".to_owned()),
        place: place.to_owned(),
    }
}

/// What stands in a column, or nothing.
fn cell(cells: &Cells, column: &str) -> String {
    cells.get(column).map_or("", |value| value.trim()).to_owned()
}

fn or(text: String, other: impl FnOnce() -> String) -> String {
    if text.is_empty() { other() } else { text }
}

/// The key of an actor to whom the user gave none.
pub fn own_key(name: &str) -> String {
    format!("user/{}", normalise(name).replace(' ', "-"))
}
