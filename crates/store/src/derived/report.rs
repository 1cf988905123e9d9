//! A report of an act, as far as it is compared with others.

use super::keys::{Kind, key};
use super::words;
use crate::hash;
use crate::names::items;
use demarche_types::{Event, EventParty, Quoted, Record, Span, Text, Via};
use rusqlite::{Connection, Row, params};

/// What a document tells of an act.
#[derive(Clone, Debug)]
pub struct Report {
    /// `events.id`.
    pub event: i64,
    /// `documents.id`.
    pub document: i64,
    /// PLOVER's category.
    pub category: String,
    pub modes: Vec<String>,
    pub actors: Vec<Party>,
    pub recipients: Vec<Party>,
    pub day: Option<Day>,
    pub historical: bool,
    pub hypothetical: bool,
    pub negation: bool,
    pub location: Option<Location>,
    /// Hashes of its content words, ascending.
    pub words: Vec<u32>,
}

/// When an act happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// The report says the day.
    Told(i64),
    /// The report does not, and was published on this day.
    Published(i64),
}

impl Day {
    /// As a number.
    pub const fn number(self) -> i64 {
        match self {
            Self::Told(day) | Self::Published(day) => day,
        }
    }

    /// The days on which the act may have happened: news is of the day, or of the day before.
    pub fn possible(self) -> std::ops::RangeInclusive<i64> {
        match self {
            Self::Told(day) => day..=day,
            Self::Published(day) => day - 1..=day,
        }
    }

    /// Whether both can be the same day.
    pub fn meets(self, other: Self) -> bool {
        self.possible().any(|day| other.possible().contains(&day))
    }

    /// Whether the report says it.
    pub const fn is_told(self) -> bool {
        matches!(self, Self::Told(_))
    }
}

/// Who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Code and sector, or the name of who has no code; `None` where only a description is known.
    pub token: Option<String>,
    /// The last word of the name, where it is a person.
    pub surname: Option<String>,
}

/// Where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    pub geonameid: Option<i64>,
    pub country: Option<String>,
    /// Whether it is no more precise than the country.
    pub is_country: bool,
}

/// Sectors that act for the state: a minister, his ministry and the state are one party.
const STATE: &[&str] = &["GOV", "MIL", "SPY", "LEG", "JUD", "COP"];

/// The report of an event that a store holds.
pub fn load(connection: &Connection, event: i64) -> rusqlite::Result<Report> {
    let mut select = connection.prepare_cached(SELECT)?;
    let mut report = select.query_row(params![event], row_report)?;
    let mut select = connection.prepare_cached(SELECT_PARTIES)?;
    let mut rows = select.query(params![event])?;
    while let Some(row) = rows.next()? {
        let is_actor = row.get_ref("role")?.as_str()? == "actor";
        let parties = if is_actor {
            &mut report.actors
        } else {
            &mut report.recipients
        };
        parties.push(party(row)?);
    }
    Ok(report)
}

const SELECT: &str =
    "SELECT e.id, e.document, e.event, mode, day, date IS NOT NULL AS told, tense, hypothetical, negation, words,
        l.id AS location, l.geonameid, l.country_code, r.name = 'country' AS is_country
    FROM events e LEFT JOIN event_sketches w ON w.event = e.id
    LEFT JOIN places p ON p.document = e.document AND p.n = e.place
    LEFT JOIN locations l ON l.id = p.location LEFT JOIN reasons r ON r.id = p.resolution
    WHERE e.id = ?1";

const SELECT_PARTIES: &str = "SELECT role, p.code, p.sector, a.name, a.kind
    FROM parties p LEFT JOIN actors a ON a.id = p.actor WHERE p.event = ?1 ORDER BY role, p.n";

fn row_report(row: &Row) -> rusqlite::Result<Report> {
    let (day, told): (Option<i64>, bool) = (row.get("day")?, row.get("told")?);
    let tense = row.get_ref("tense")?.as_str()?;
    Ok(Report {
        event: row.get("id")?,
        document: row.get("document")?,
        category: row.get("event")?,
        modes: items(row.get("mode")?)?,
        actors: Vec::new(),
        recipients: Vec::new(),
        day: day.map(if told { Day::Told } else { Day::Published }),
        historical: tense == "historical",
        hypothetical: row.get("hypothetical")?,
        negation: row.get("negation")?,
        location: location(row)?,
        words: words::unpack(row.get_ref("words")?.as_blob_or_null()?.unwrap_or_default()),
    })
}

fn location(row: &Row) -> rusqlite::Result<Option<Location>> {
    if row.get::<_, Option<i64>>("location")?.is_none() {
        return Ok(None);
    }
    Ok(Some(Location {
        geonameid: row.get("geonameid")?,
        country: row.get("country_code")?,
        is_country: row.get::<_, Option<bool>>("is_country")?.unwrap_or_default(),
    }))
}

fn party(row: &Row) -> rusqlite::Result<Party> {
    let (code, sector): (Option<String>, Option<String>) = (row.get("code")?, row.get("sector")?);
    let (name, kind): (Option<String>, Option<String>) = (row.get("name")?, row.get("kind")?);
    let token = match (code, &name) {
        (Some(code), _) => Some(match sector.filter(|sector| !STATE.contains(&sector.as_str())) {
            Some(sector) => format!("{code}/{sector}"),
            None => code,
        }),
        (None, Some(name)) => Some(name.to_lowercase()),
        (None, None) => None,
    };
    let is_person = kind.as_deref() == Some("person");
    let surname = name.filter(|_| is_person);
    let surname = surname.and_then(|name| name.split_whitespace().next_back().map(str::to_lowercase));
    Ok(Party { token, surname })
}

/// Where in the text a report tells its act: the clause, or at least the words that carry it.
fn told_at(event: &Event) -> Option<Span> {
    let quoted = event.evidence.as_ref().or(event.trigger.as_ref());
    quoted.map(Quoted::span)
}

/// The content words of an event: those of its clause without the trigger's, and without those that name the parties, since any
/// two candidates share them.
pub fn content(event: &Event, record: &Record, text: &Text) -> Vec<u32> {
    let Some(span) = told_at(event) else {
        return Vec::new();
    };
    let trigger = event.trigger.as_ref().map(Quoted::span);
    let parties = event.actor.iter().chain(&event.recipient);
    let names = parties.flat_map(|party| names(party, record));
    words::content(text, span, &trigger.into_iter().chain(names).collect::<Vec<_>>())
}

/// Where a party is named. A state and its offices are named by all their words, *the two ministers*; of anybody else, *five
/// fishermen*, the description tells what the act is about.
fn names(party: &EventParty, record: &Record) -> Vec<Span> {
    let is_office = party.sector.as_deref().is_none_or(|sector| STATE.contains(&sector));
    let is_state = party.code.is_some() && is_office;
    let entity = record
        .entities
        .iter()
        .find(|entity| Some(&entity.id) == party.entity.as_ref());
    let mentions = entity.into_iter().flat_map(|entity| &entity.mentions);
    let named = mentions.filter(|mention| match mention.via {
        Via::Pronoun => false,
        Via::Name | Via::Demonym => true,
        Via::Title | Via::Metonym | Via::Nominal => is_state,
    });
    let whole = is_state.then_some(Span::new(party.start, party.end));
    named
        .map(|mention| Span::new(mention.start, mention.end))
        .chain(whole)
        .collect()
}

/// Fewer words may be the same by chance.
const LEAST_WORDING: usize = 6;

/// The key of the report's own words, by which reprints meet; none where they are few.
pub fn wording_key(event: &Event, text: &Text) -> Option<i64> {
    let (wording, count) = words::wording(text, told_at(event)?);
    (count >= LEAST_WORDING).then(|| key(Kind::Wording, hash::both(hash::bytes(event.event.as_bytes()), wording)))
}

/// Whether an event is reported as a fact.
pub const fn is_fact(report: &Report) -> bool {
    !report.hypothetical && !report.negation
}
