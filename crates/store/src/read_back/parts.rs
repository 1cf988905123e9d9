//! The lists of a record.

use crate::names::{items, value};
use crate::write::Reason;
use demarche_types::{
    Entity, EntityMention, Event, EventParty, Exchange, Party, Place, Quoted, Span, Statement, Text, Time,
};
use rusqlite::{Connection, Row, params};

/// The rows of a document, each made into something.
fn rows<T>(
    connection: &Connection,
    select: &str,
    key: i64,
    make: impl FnMut(&Row) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    connection
        .prepare_cached(select)?
        .query_map(params![key], make)?
        .collect()
}

/// The id of the thing with this number: `S12`.
fn id(letter: char, number: i64) -> String {
    format!("{letter}{number}")
}

fn some_id(letter: char, number: Option<i64>) -> Option<String> {
    number.map(|number| id(letter, number))
}

/// The words of two columns, where they are not null.
fn quoted(row: &Row, columns: [&str; 2], text: &Text) -> rusqlite::Result<Option<Quoted>> {
    let (start, end): (Option<usize>, Option<usize>) = (row.get(columns[0])?, row.get(columns[1])?);
    Ok(start.zip(end).map(|(start, end)| text.quote(Span::new(start, end))))
}

/// The span of the columns `start` and `end`.
fn span(row: &Row) -> rusqlite::Result<Span> {
    Ok(Span::new(row.get("start")?, row.get("end")?))
}

pub fn sentences(connection: &Connection, document: i64) -> rusqlite::Result<Vec<Span>> {
    let select = r#"SELECT start, "end" FROM documents d JOIN sentences s ON s.id BETWEEN d.first_sentence AND d.last_sentence
                    WHERE d.id = ?1 ORDER BY s.id"#;
    rows(connection, select, document, span)
}

pub fn times(connection: &Connection, document: i64, text: &Text) -> rusqlite::Result<Vec<Time>> {
    rows(
        connection,
        "SELECT * FROM times WHERE document = ?1 ORDER BY n",
        document,
        |row| {
            let Quoted { start, end, text } = text.quote(span(row)?);
            Ok(Time {
                id: id('T', row.get("n")?),
                start,
                end,
                text,
                kind: value(row.get("type")?)?,
                value: row.get("value")?,
                anchor: row.get("anchor")?,
            })
        },
    )
}

pub fn places(connection: &Connection, document: i64, text: &Text) -> rusqlite::Result<Vec<Place>> {
    let select = "SELECT p.*, l.name, geonameid, lat, lon, country_code, r.name AS why FROM places p
                  JOIN locations l ON l.id = p.location LEFT JOIN reasons r ON r.id = p.resolution WHERE document = ?1 ORDER BY n";
    rows(connection, select, document, |row| {
        let Quoted { start, end, text } = text.quote(span(row)?);
        let geonameid: Option<i64> = row.get("geonameid")?;
        Ok(Place {
            id: id('P', row.get("n")?),
            start,
            end,
            text,
            name: row.get("name")?,
            geonameid: geonameid.and_then(|id| u64::try_from(id).ok()),
            lat: row.get("lat")?,
            lon: row.get("lon")?,
            country_code: row.get("country_code")?,
            resolution: row.get("why")?,
        })
    })
}

pub fn entities(connection: &Connection, document: i64, text: &Text) -> rusqlite::Result<Vec<Entity>> {
    let select = "SELECT e.n, e.start, e.length, a.name, ifnull(a.kind, e.kind) AS kind, iif(a.id IS NULL, e.code, a.code) AS code,
                      e.sector, e.office, a.identifier_id, r.name AS basis
                  FROM entities e LEFT JOIN actors a ON a.id = e.actor LEFT JOIN reasons r ON r.id = e.basis
                  WHERE document = ?1 ORDER BY n";
    let mut entities = rows(connection, select, document, |row| {
        Ok(Entity {
            id: id('N', row.get("n")?),
            name: name(row, text)?,
            kind: row.get("kind")?,
            code: row.get("code")?,
            sector: row.get("sector")?,
            office: row.get("office")?,
            identifier_id: row.get("identifier_id")?,
            basis: row.get("basis")?,
            mentions: Vec::new(),
        })
    })?;
    let mut mentions = mentions(connection, document, text)?.into_iter().peekable();
    for entity in &mut entities {
        while let Some((_, mention)) = mentions.next_if(|(n, _)| entity.id == id('N', *n)) {
            entity.mentions.push(mention);
        }
    }
    Ok(entities)
}

/// The name of an entity: who is only described is named by his first mention.
fn name(row: &Row, text: &Text) -> rusqlite::Result<String> {
    if let Some(name) = row.get("name")? {
        return Ok(name);
    }
    let (start, length): (usize, usize) = (row.get("start")?, row.get("length")?);
    Ok(text.slice(Span::new(start, start.saturating_add(length))).to_owned())
}

/// The mentions of all entities by the entities' numbers.
fn mentions(connection: &Connection, document: i64, text: &Text) -> rusqlite::Result<Vec<(i64, EntityMention)>> {
    let select = r#"SELECT entity, start, "end", via FROM mentions WHERE document = ?1
                    ORDER BY entity, start, "end" DESC"#;
    rows(connection, select, document, |row| {
        let Quoted { start, end, text } = text.quote(span(row)?);
        let via = value(row.get("via")?)?;
        Ok((row.get("entity")?, EntityMention { start, end, text, via }))
    })
}

pub fn statements(connection: &Connection, document: i64, text: &Text) -> rusqlite::Result<Vec<Statement>> {
    rows(
        connection,
        "SELECT * FROM statements WHERE document = ?1 ORDER BY n",
        document,
        |row| {
            let relay: Vec<(usize, usize, Option<i64>)> = items(row.get("relay")?)?;
            let relay = relay
                .into_iter()
                .map(|(start, end, entity)| party(text.quote(Span::new(start, end)), entity));
            let source = quoted(row, ["source_start", "source_end"], text)?;
            let addressee = quoted(row, ["addressee_start", "addressee_end"], text)?;
            let (speaker, hearer) = (row.get("source_entity")?, row.get("addressee_entity")?);
            Ok(Statement {
                id: id('S', row.get("n")?),
                source: source.map(|words| party(words, speaker)),
                cue: quoted(row, ["cue_start", "cue_end"], text)?,
                content: content(row)?,
                form: value(row.get("form")?)?,
                act: value(row.get("act")?)?,
                addressee: addressee.map(|words| party(words, hearer)),
                relay: relay.collect(),
                date: row.get("date")?,
                enddate: row.get("enddate")?,
                date_basis: row.get("date_basis")?,
                within: some_id('S', row.get("within")?),
                confidence: row.get("confidence")?,
            })
        },
    )
}

/// What is attributed, piece by piece.
fn content(row: &Row) -> rusqlite::Result<Vec<Span>> {
    let (start, end): (Option<usize>, Option<usize>) = (row.get("content_start")?, row.get("content_end")?);
    let first = start.zip(end).map(|(start, end)| Span::new(start, end));
    Ok(first.into_iter().chain(items::<Span>(row.get("others")?)?).collect())
}

fn party(words: Quoted, entity: Option<i64>) -> Party {
    let entity = some_id('N', entity);
    Party {
        entity,
        ..Party::unresolved(words)
    }
}

pub fn events(connection: &Connection, document: i64, text: &Text) -> rusqlite::Result<Vec<Event>> {
    rows(
        connection,
        "SELECT e.*, r.name AS why FROM events e LEFT JOIN reasons r ON r.id = e.reason WHERE document = ?1 ORDER BY n",
        document,
        |row| {
            let claimed_by: Vec<i64> = items(row.get("claimed_by")?)?;
            Ok(Event {
                id: id('E', row.get("n")?),
                event: row.get("event")?,
                mode: items(row.get("mode")?)?,
                context: items(row.get("context")?)?,
                actor: parties(connection, row.get("id")?, "actor", text)?,
                recipient: parties(connection, row.get("id")?, "recipient", text)?,
                date: row.get("date")?,
                enddate: row.get("enddate")?,
                date_basis: row.get("date_basis")?,
                event_loc: some_id('P', row.get("place")?),
                tense: value(row.get("tense")?)?,
                hypothetical: row.get("hypothetical")?,
                negation: row.get("negation")?,
                claimed_by: claimed_by.into_iter().map(|n| id('S', n)).collect(),
                trigger: quoted(row, ["trigger_start", "trigger_end"], text)?,
                evidence: quoted(row, ["evidence_start", "evidence_end"], text)?,
                mentions: items(row.get("mentions")?)?,
                quad_code: row.get("quad_code")?,
                event_scale: row.get("event_scale")?,
                confidence: row.get("confidence")?,
                why: why(row, text)?,
            })
        },
    )
}

/// Why an event is one.
fn why(row: &Row, text: &Text) -> rusqlite::Result<Option<String>> {
    let Some(pieces) = row.get::<_, Option<String>>("why")? else {
        return Ok(None);
    };
    let (pieces, words) = (items(Some(pieces))?, items(row.get("reason_words")?)?);
    Ok(Some(Reason { pieces, words }.told(text)))
}

fn parties(connection: &Connection, event: i64, role: &str, text: &Text) -> rusqlite::Result<Vec<EventParty>> {
    let mut select = connection.prepare_cached("SELECT * FROM parties WHERE event = ?1 AND role = ?2 ORDER BY n")?;
    let parties = select.query_map(params![event, role], |row| {
        let words = text.quote(span(row)?);
        Ok(EventParty {
            entity: some_id('N', row.get("entity")?),
            code: row.get("code")?,
            sector: row.get("sector")?,
            entity_text: words.text,
            start: words.start,
            end: words.end,
        })
    })?;
    parties.collect()
}

pub fn exchanges(connection: &Connection, document: i64, text: &Text) -> rusqlite::Result<Vec<Exchange>> {
    let select = "SELECT x.*, r.n AS reply_n, m.n AS move_n FROM events r JOIN exchanges x ON x.reply = r.id
                  JOIN events m ON m.id = x.move WHERE r.document = ?1 AND x.n IS NOT NULL ORDER BY x.n";
    rows(connection, select, document, |row| {
        Ok(Exchange {
            id: id('X', row.get("n")?),
            opening: id('E', row.get("move_n")?),
            reply: id('E', row.get("reply_n")?),
            relation: value(row.get("relation")?)?,
            evidence: quoted(row, ["evidence_start", "evidence_end"], text)?,
        })
    })
}
