//! Events with their parties, and the exchanges of the document.

use super::Interned;
use super::entities::Actors;
use super::reason::Reason;
use crate::error::At;
use crate::names::{list, name, number, some_number};
use crate::{StoreError, day};
use demarche_types::{Event, EventParty, Exchange, Quoted, Record, Tense, Text};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::path::Path;

/// Writes the events and exchanges of a record; the events' rows are given in the record's order.
pub fn write(
    connection: &Connection,
    interned: &mut Interned,
    (document, text): (i64, &Text),
    record: &Record,
    actors: &Actors,
    path: &Path,
) -> Result<Vec<i64>, StoreError> {
    let published = day::published(&record.document.published);
    let (mut rows, mut by_id) = (Vec::new(), BTreeMap::new());
    for event in &record.events {
        let refs = References::of(event)?;
        let reason = put_reason(connection, interned, event, text).at(path)?;
        let row = put(connection, document, event, &refs, day_of(event, published), &reason).at(path)?;
        put_words(connection, row, event, text).at(path)?;
        for (role, parties) in [("actor", &event.actor), ("recipient", &event.recipient)] {
            put_parties(connection, row, role, parties, actors, path)?;
        }
        by_id.insert(event.id.as_str(), row);
        rows.push(row);
    }
    for exchange in &record.exchanges {
        put_exchange(connection, exchange, &by_id, path)?;
    }
    Ok(rows)
}

/// Makes an event searchable by the words that tell it.
fn put_words(connection: &Connection, row: i64, event: &Event, text: &Text) -> rusqlite::Result<()> {
    let told = event.evidence.as_ref().map(|evidence| text.slice(evidence.span()));
    let mut index = connection.prepare_cached("INSERT INTO event_search (rowid, text) VALUES (?1, ?2)")?;
    index.execute(params![row, told])?;
    Ok(())
}

/// The number of an event's reason, and where the words in it stand.
type Reasoned = (Option<i64>, Option<String>);

fn put_reason(
    connection: &Connection,
    interned: &mut Interned,
    event: &Event,
    text: &Text,
) -> rusqlite::Result<Reasoned> {
    let Some(why) = &event.why else { return Ok((None, None)) };
    let Reason { pieces, words } = Reason::of(why, text, event.evidence.as_ref().map(Quoted::span));
    let number = interned.reason(connection, list(&pieces).as_deref())?;
    Ok((number, list(&words)))
}

/// The day of an event: its own, or that of the report. Background that has no day of its own has none.
fn day_of(event: &Event, published: Option<i64>) -> Option<i64> {
    let own = day::known(event.date.as_deref(), event.enddate.as_deref());
    let told = published.filter(|_| event.tense != Tense::Historical && event.date.is_none());
    own.or(told)
}

/// The numbers that an event's ids stand for.
struct References {
    n: i64,
    place: Option<i64>,
    claimed_by: Vec<i64>,
}

impl References {
    fn of(event: &Event) -> Result<Self, StoreError> {
        Ok(Self {
            n: number(&event.id, 'E')?,
            place: some_number(event.event_loc.as_ref(), 'P')?,
            claimed_by: event
                .claimed_by
                .iter()
                .map(|id| number(id, 'S'))
                .collect::<Result<_, _>>()?,
        })
    }
}

fn put(
    connection: &Connection,
    document: i64,
    event: &Event,
    refs: &References,
    day: Option<i64>,
    (reason, reason_words): &Reasoned,
) -> rusqlite::Result<i64> {
    let (trigger, evidence) = (event.trigger.as_ref(), event.evidence.as_ref());
    let mut insert = connection.prepare_cached(INSERT)?;
    insert.insert(params![
        document,
        refs.n,
        day,
        event.event,
        list(&event.mode),
        list(&event.context),
        event.date,
        event.enddate,
        event.date_basis,
        refs.place,
        name(event.tense),
        event.hypothetical,
        event.negation,
        list(&refs.claimed_by),
        trigger.map(|trigger| trigger.start),
        trigger.map(|trigger| trigger.end),
        evidence.map(|evidence| evidence.start),
        evidence.map(|evidence| evidence.end),
        list(&event.mentions),
        event.quad_code,
        event.event_scale,
        event.confidence,
        reason,
        reason_words,
    ])
}

/// Every event is an act of its own until it is joined.
const INSERT: &str = "INSERT INTO events (document, n, joined, day, event, mode, context, date, enddate, date_basis, place,
    tense, hypothetical, negation, claimed_by, trigger_start, trigger_end, evidence_start, evidence_end, mentions,
    quad_code, event_scale, confidence, reason, reason_words)
    VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)";

fn put_parties(
    connection: &Connection,
    event: i64,
    role: &str,
    parties: &[EventParty],
    actors: &Actors,
    path: &Path,
) -> Result<(), StoreError> {
    for (i, party) in parties.iter().enumerate() {
        let entity = some_number(party.entity.as_ref(), 'N')?;
        let actor = entity.and_then(|entity| actors.get(&entity));
        let values = params![
            event,
            role,
            i + 1,
            entity,
            actor,
            party.code,
            party.sector,
            party.start,
            party.end
        ];
        let mut insert = connection.prepare_cached(INSERT_PARTY).at(path)?;
        insert.execute(values).at(path)?;
    }
    Ok(())
}

const INSERT_PARTY: &str = r#"INSERT INTO parties (event, role, n, entity, actor, code, sector, start, "end")
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"#;

fn put_exchange(
    connection: &Connection,
    exchange: &Exchange,
    rows: &BTreeMap<&str, i64>,
    path: &Path,
) -> Result<(), StoreError> {
    let row = |id: &str| rows.get(id).copied().ok_or_else(|| dangling(exchange, id));
    let (reply, opening) = (row(&exchange.reply)?, row(&exchange.opening)?);
    let (n, evidence) = (number(&exchange.id, 'X')?, exchange.evidence.as_ref());
    let mut insert = connection.prepare_cached(INSERT_EXCHANGE).at(path)?;
    let values = params![
        reply,
        opening,
        name(exchange.relation),
        n,
        evidence.map(|evidence| evidence.start),
        evidence.map(|evidence| evidence.end),
    ];
    insert.execute(values).at(path)?;
    Ok(())
}

const INSERT_EXCHANGE: &str = "INSERT INTO exchanges (reply, move, relation, n, evidence_start, evidence_end)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

fn dangling(exchange: &Exchange, id: &str) -> StoreError {
    StoreError::Record {
        id: exchange.id.clone(),
        what: format!("it links {id}, which there is not"),
    }
}
