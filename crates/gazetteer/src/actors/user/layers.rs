//! A user's actors above ours.

use super::{Held, UserActors};
use crate::actors::Gazetteer;
use crate::actors::compile::{ActorRow, Known, NameRow, OfficeRow, Rows, TenureRow, TitleRow, compile};
use crate::actors::normal::normalise;
use std::borrow::Cow;
use std::collections::BTreeSet;

impl Gazetteer {
    /// The program's tables with a user's above them, the later files above the earlier; and what could not be understood in
    /// them, by file and line. A name that is a user's is no longer ours, save a surname.
    #[must_use]
    pub fn with(user: Vec<UserActors>) -> (Self, Vec<String>) {
        let (mut gazetteer, mut warnings) = (Self::ours(), Vec::new());
        for mut actors in user {
            warnings.append(&mut actors.warnings);
            gazetteer.add_agents(std::mem::take(&mut actors.agents));
            let rows = gazetteer.rows(actors);
            let compiled = compile(rows, &gazetteer);
            warnings.extend(compiled.faults);
            gazetteer.add(Cow::Owned(compiled.bytes));
        }
        (gazetteer, warnings)
    }

    /// The rows to compile: an actor that is known already is only added to, and titles have become offices.
    fn rows(&self, actors: UserActors) -> Rows {
        let mut rows = actors.rows;
        let (new, known) = self.divide(std::mem::take(&mut rows.actors));
        rows.actors = new;
        rows.names.retain(|row| !self.has(&row.actor, &row.name));
        let known = known.into_iter().filter(|row| !self.has(&row.key, &row.name));
        rows.names.extend(known.map(|row| NameRow {
            actor: row.key,
            name: row.name,
            how: "name".to_owned(),
            place: row.place,
            ..NameRow::default()
        }));
        for held in actors.held {
            self.hold(&mut rows, held);
        }
        rows
    }

    /// Whether an actor of ours has a name already.
    fn has(&self, key: &str, name: &str) -> bool {
        self.by_key(key).is_some_and(|actor| {
            self.named(name)
                .iter()
                .any(|candidate| candidate.actor.id() == actor.id())
        })
    }

    /// Rows of actors that are new, and rows of those that are ours or stood in the file before.
    fn divide(&self, rows: Vec<ActorRow>) -> (Vec<ActorRow>, Vec<ActorRow>) {
        let mut keys = BTreeSet::new();
        rows.into_iter()
            .partition(|row| self.by_key(&row.key).is_none() && keys.insert(row.key.clone()))
    }

    /// Finds the office that a title means, or makes it, and puts its holder into it.
    fn hold(&self, rows: &mut Rows, held: Held) {
        let of = self.by_key(&held.of);
        let office = of.and_then(|of| self.offices(&held.title, of.id()).into_iter().next());
        let key = office.map_or_else(|| new_office(rows, &held), |office| office.key().to_owned());
        rows.tenures.push(TenureRow {
            person: held.person,
            office: key,
            from: held.from,
            to: held.to,
            source: "user".to_owned(),
            place: held.place,
            ..TenureRow::default()
        });
    }
}

/// An office that our tables do not have.
fn new_office(rows: &mut Rows, held: &Held) -> String {
    let role = normalise(&held.title).replace(' ', "_");
    let key = format!("{}/{role}", held.of);
    if rows.offices.iter().all(|office| office.key != key) {
        rows.offices.push(OfficeRow {
            key: key.clone(),
            role: role.clone(),
            title: held.title.clone(),
            of: held.of.clone(),
            source: "user".to_owned(),
            place: held.place.clone(),
            ..OfficeRow::default()
        });
        rows.titles.push(TitleRow {
            title: held.title.clone(),
            role,
            of: held.of.clone(),
            place: held.place.clone(),
        });
    }
    key
}

impl Known for Gazetteer {
    fn actor(&self, key: &str) -> Option<u32> {
        self.by_key(key).map(|actor| actor.id().0)
    }

    fn office(&self, key: &str) -> Option<u32> {
        self.office_by_key(key).map(|office| office.id().0)
    }

    fn actors(&self) -> u32 {
        self.counts().0
    }

    fn offices(&self) -> u32 {
        self.counts().1
    }
}
