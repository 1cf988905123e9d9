//! Statements.

use super::entities::Actors;
use crate::error::At;
use crate::names::{list, number, some_number};
use crate::{StoreError, day, numbered};
use demarche_types::{Party, Record, Statement};
use rusqlite::{Connection, params};
use std::path::Path;

/// Writes the statements of a record.
pub fn write(
    connection: &Connection,
    document: i64,
    record: &Record,
    actors: &Actors,
    path: &Path,
) -> Result<(), StoreError> {
    let published = day::published(&record.document.published);
    for statement in &record.statements {
        let said = day::known(statement.date.as_deref(), statement.enddate.as_deref());
        let refs = References::of(statement)?;
        let actor = refs.source.and_then(|entity| actors.get(&entity)).copied();
        put(connection, document, statement, &refs, actor, said.or(published)).at(path)?;
    }
    Ok(())
}

/// The numbers that a statement's ids stand for.
struct References {
    n: i64,
    source: Option<i64>,
    addressee: Option<i64>,
    relay: Vec<(usize, usize, Option<i64>)>,
    within: Option<i64>,
}

impl References {
    fn of(statement: &Statement) -> Result<Self, StoreError> {
        let entity = |party: Option<&Party>| match party {
            Some(party) => some_number(party.entity.as_ref(), 'N'),
            None => Ok(None),
        };
        let relay = statement
            .relay
            .iter()
            .map(|party| Ok((party.start, party.end, entity(Some(party))?)));
        Ok(Self {
            n: number(&statement.id, 'S')?,
            source: entity(statement.source.as_ref())?,
            addressee: entity(statement.addressee.as_ref())?,
            relay: relay.collect::<Result<_, StoreError>>()?,
            within: some_number(statement.within.as_ref(), 'S')?,
        })
    }
}

fn put(
    connection: &Connection,
    document: i64,
    statement: &Statement,
    refs: &References,
    actor: Option<i64>,
    day: Option<i64>,
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(INSERT)?;
    let (source, addressee) = (statement.source.as_ref(), statement.addressee.as_ref());
    let (cue, first) = (statement.cue.as_ref(), statement.content.first());
    insert.execute(params![
        document,
        refs.n,
        actor,
        day,
        numbered::act(statement.act),
        numbered::form(statement.form),
        refs.source,
        source.map(|party| party.start),
        source.map(|party| party.end),
        cue.map(|cue| cue.start),
        cue.map(|cue| cue.end),
        first.map(|first| first.start),
        first.map(|first| first.end),
        list(statement.content.get(1..).unwrap_or_default()),
        refs.addressee,
        addressee.map(|party| party.start),
        addressee.map(|party| party.end),
        list(&refs.relay),
        statement.date,
        statement.enddate,
        statement.date_basis,
        refs.within,
        numbered::thousandths(statement.confidence),
    ])?;
    Ok(())
}

const INSERT: &str = "INSERT INTO statements (document, n, actor, day, act_number, form_number, source_entity, source_start,
    source_end, cue_start, cue_end, content_start, content_end, others, addressee_entity, addressee_start, addressee_end, relay,
    date, enddate, date_basis, within, thousandths)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
    ?22, ?23)";
