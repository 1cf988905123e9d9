//! Who, when and where: entities with their mentions, times, places.

use super::Interned;
use crate::error::At;
use crate::names::{list, name, number};
use crate::{StoreError, numbered};
use demarche_types::{Entity, EntityMention, Place, Record, Time, Via};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::path::Path;

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
        let actor = put_entity(connection, interned, document, n, entity).at(path)?;
        actors.extend(actor.map(|actor| (n, actor)));
    }
    for time in &record.times {
        put_time(connection, document, number(&time.id, 'T')?, time).at(path)?;
    }
    for place in &record.places {
        put_place(connection, interned, document, number(&place.id, 'P')?, place).at(path)?;
    }
    Ok(actors)
}

/// Whether nothing but its description is known of an entity, so that it is nobody in another document.
fn is_described(entity: &Entity) -> bool {
    let first = entity.mentions.first();
    entity.identifier_id.is_none() && first.is_some_and(|first| first.via == Via::Nominal && first.text == entity.name)
}

/// Writes an entity with its mentions; the actor that it is, where it has a name.
fn put_entity(
    connection: &Connection,
    interned: &mut Interned,
    document: i64,
    n: i64,
    entity: &Entity,
) -> rusqlite::Result<Option<i64>> {
    let described = is_described(entity);
    let actor = if described {
        None
    } else {
        Some(interned.actor(connection, entity)?)
    };
    let first = entity.mentions.first();
    let mut insert = connection.prepare_cached(INSERT_ENTITY)?;
    insert.execute(params![
        document,
        n,
        actor,
        described.then_some(&entity.kind),
        entity.code.as_ref().filter(|_| described),
        entity.sector,
        entity.office,
        interned.reason(connection, entity.basis.as_deref())?,
        first.map(|first| first.start),
        first.map(|first| first.end.saturating_sub(first.start)),
        first.map(|first| numbered::via(first.via)),
        list(&others(entity)),
    ])?;
    Ok(actor)
}

const INSERT_ENTITY: &str =
    "INSERT INTO entities (document, n, actor, kind, code, sector, office, basis, start, length, via,
    others) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

/// The mentions after the first, two numbers each: its start, and eight times its length with the number of its kind. The same words
/// are one mention, however often they are listed.
fn others(entity: &Entity) -> Vec<usize> {
    let mention = |mention: &EntityMention| {
        let length = mention.end.saturating_sub(mention.start);
        [mention.start, 8 * length + numbered::via(mention.via)]
    };
    let mut mentions: Vec<[usize; 2]> = entity.mentions.iter().map(mention).collect();
    mentions.dedup();
    mentions.into_iter().skip(1).flatten().collect()
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

fn put_place(
    connection: &Connection,
    interned: &mut Interned,
    document: i64,
    n: i64,
    place: &Place,
) -> rusqlite::Result<()> {
    let location = interned.location(connection, place)?;
    let resolution = interned.reason(connection, place.resolution.as_deref())?;
    let mut insert = connection.prepare_cached(
        r#"INSERT INTO places (document, n, start, "end", location, resolution) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"#,
    )?;
    insert.execute(params![document, n, place.start, place.end, location, resolution])?;
    Ok(())
}
