//! Rows that many documents share, written once: publishers, actors, locations, reasons. The numbers of the latest are remembered.

use crate::derived::search::Searched;
use crate::hash;
use demarche_types::{Entity, Place};
use rusqlite::{Connection, OptionalExtension, Params, params};
use std::collections::HashMap;

/// How many of a kind are remembered; past that, all are forgotten and looked up anew.
const MOST: usize = 50_000;

/// The numbers of shared rows.
#[derive(Debug, Default)]
pub struct Interned {
    publishers: HashMap<String, i64>,
    actors: HashMap<ActorKey, i64>,
    locations: HashMap<LocationKey, i64>,
    reasons: HashMap<String, i64>,
    /// Whether a transaction is under way, whose rows may come to nothing.
    unsettled: bool,
}

type ActorKey = (String, String, Option<String>, Option<String>);
type LocationKey = (Option<String>, Option<u64>, Option<u64>, Option<u64>, Option<String>);

impl Interned {
    /// A transaction begins. What one that came to nothing has written is forgotten.
    pub fn begin(&mut self) {
        if self.unsettled {
            self.forget();
        }
        self.unsettled = true;
    }

    /// What was written may have come to nothing.
    pub fn forget(&mut self) {
        let unsettled = self.unsettled;
        *self = Self {
            unsettled,
            ..Self::default()
        };
    }

    /// The transaction has come to its end.
    pub const fn settle(&mut self) {
        self.unsettled = false;
    }

    /// The number of a publisher.
    pub fn publisher(&mut self, connection: &Connection, name: &str) -> rusqlite::Result<i64> {
        remembered(&mut self.publishers, name.to_owned(), || {
            let find = "SELECT id FROM publishers WHERE name = ?1";
            let add = "INSERT INTO publishers (name) VALUES (?1)";
            find_or_add(connection, find, add, params![name])
        })
    }

    /// The number of a reason, where there is one.
    pub fn reason(&mut self, connection: &Connection, name: Option<&str>) -> rusqlite::Result<Option<i64>> {
        let Some(name) = name else { return Ok(None) };
        let number = remembered(&mut self.reasons, name.to_owned(), || {
            let find = "SELECT id FROM reasons WHERE name = ?1";
            let add = "INSERT INTO reasons (name) VALUES (?1)";
            find_or_add(connection, find, add, params![name])
        });
        number.map(Some)
    }

    /// The number of an actor.
    pub fn actor(&mut self, connection: &Connection, entity: &Entity) -> rusqlite::Result<i64> {
        let (code, identifier) = (entity.code.clone(), entity.identifier_id.clone());
        let key = (entity.name.clone(), entity.kind.clone(), code, identifier);
        remembered(&mut self.actors, key, || {
            let hash = hash::of_json(&(&entity.name, &entity.kind, &entity.code, &entity.identifier_id)) >> 32;
            let find = "SELECT id FROM actors WHERE hash = ?5 AND name = ?1 AND kind = ?2 AND code IS ?3 AND identifier_id IS ?4";
            let values = params![entity.name, entity.kind, entity.code, entity.identifier_id, hash];
            if let Some(number) = connection
                .prepare_cached(find)?
                .query_row(values, |row| row.get(0))
                .optional()?
            {
                return Ok(number);
            }
            let add = "INSERT INTO actors (name, kind, code, identifier_id, hash) VALUES (?1, ?2, ?3, ?4, ?5)";
            let mut insert = connection.prepare_cached(add)?;
            let number = insert.insert(values)?;
            Searched::Actors.put(connection, number, &entity.name)?;
            Ok(number)
        })
    }

    /// The number of a location.
    pub fn location(&mut self, connection: &Connection, place: &Place) -> rusqlite::Result<i64> {
        let bits = |degrees: Option<f64>| degrees.map(f64::to_bits);
        let (name, code) = (place.name.clone(), place.country_code.clone());
        let key = (name, place.geonameid, bits(place.lat), bits(place.lon), code);
        remembered(&mut self.locations, key, || {
            let find = "SELECT id FROM locations WHERE ifnull(name, '') = ifnull(?1, '')
                        AND ifnull(geonameid, 0) = ifnull(?2, 0) AND ifnull(lat, 999) = ifnull(?3, 999)
                        AND ifnull(lon, 999) = ifnull(?4, 999) AND ifnull(country_code, '') = ifnull(?5, '')";
            let add = "INSERT INTO locations (name, geonameid, lat, lon, country_code) VALUES (?1, ?2, ?3, ?4, ?5)";
            let geonameid = place.geonameid.and_then(|id| i64::try_from(id).ok());
            let values = params![place.name, geonameid, place.lat, place.lon, place.country_code];
            find_or_add(connection, find, add, values)
        })
    }
}

fn remembered<K: std::hash::Hash + Eq>(
    known: &mut HashMap<K, i64>,
    key: K,
    number: impl FnOnce() -> rusqlite::Result<i64>,
) -> rusqlite::Result<i64> {
    if let Some(&number) = known.get(&key) {
        return Ok(number);
    }
    if known.len() == MOST {
        known.clear();
    }
    let number = number()?;
    known.insert(key, number);
    Ok(number)
}

fn find_or_add(connection: &Connection, find: &str, add: &str, values: impl Params + Copy) -> rusqlite::Result<i64> {
    let mut find = connection.prepare_cached(find)?;
    if let Some(number) = find.query_row(values, |row| row.get(0)).optional()? {
        return Ok(number);
    }
    connection.prepare_cached(add)?.execute(values)?;
    Ok(connection.last_insert_rowid())
}
