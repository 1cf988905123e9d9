//! Who, when and where: entities with their mentions, times, places.

use super::Interned;
use crate::StoreError;
use crate::error::At;
use crate::names::{name, number};
use demarche_types::{Entity, Place, Record, Time, Via};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::path::Path;

/// The kinds of mentions in the order of their numbers, the commonest first.
pub const VIAS: [Via; 6] = [
    Via::Name,
    Via::Nominal,
    Via::Pronoun,
    Via::Title,
    Via::Demonym,
    Via::Metonym,
];

/// The actors behind the entities of a document, by the entities' numbers.
pub type Actors = BTreeMap<i64, i64>;

/// Writes the entities, times and places of a record.
pub fn write(
    connection: &Connection,
    interned: &mut Interned,
    document: i64,
    record: &Record,
    path: &Path,
) -> Result<Actors, StoreError> {
    let mut actors = Actors::new();
    for entity in &record.entities {
        let n = number(&entity.id, 'N')?;
        let actor = interned.actor(connection, entity).at(path)?;
        put_entity(connection, document, n, actor, entity).at(path)?;
        actors.insert(n, actor);
    }
    for time in &record.times {
        put_time(connection, document, number(&time.id, 'T')?, time).at(path)?;
    }
    for place in &record.places {
        let location = interned.location(connection, place).at(path)?;
        put_place(connection, document, number(&place.id, 'P')?, location, place).at(path)?;
    }
    Ok(actors)
}

fn put_entity(connection: &Connection, document: i64, n: i64, actor: i64, entity: &Entity) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO entities (document, n, actor, sector, office, basis) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    insert.execute(params![document, n, actor, entity.sector, entity.office, entity.basis])?;
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO mentions (document, entity, start, length, via) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for mention in &entity.mentions {
        let via = VIAS.iter().position(|&via| via == mention.via).unwrap_or_default();
        insert.execute(params![
            document,
            n,
            mention.start,
            mention.end.saturating_sub(mention.start),
            via
        ])?;
    }
    Ok(())
}

fn put_time(connection: &Connection, document: i64, n: i64, time: &Time) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        r#"INSERT INTO times (document, n, start, "end", type, value, anchor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"#,
    )?;
    let kind = name(time.kind);
    insert.execute(params![
        document,
        n,
        time.start,
        time.end,
        kind,
        time.value,
        time.anchor
    ])?;
    Ok(())
}

fn put_place(connection: &Connection, document: i64, n: i64, location: i64, place: &Place) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        r#"INSERT INTO places (document, n, start, "end", location, resolution) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"#,
    )?;
    insert.execute(params![document, n, place.start, place.end, location, place.resolution])?;
    Ok(())
}
