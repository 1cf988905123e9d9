//! PLOVER's own JSON.
//!
//! Names and shapes are those of the manual's chapter *Data Fields* (Open Event Data Alliance, PLOVER codebook). What the
//! manual has no name for, who claims an event and how sure it is, is added under names of the record.

use demarche_types::{Entity, Event, EventParty, Place, Record, Span, Statement, Tense};
use serde::Serialize;
use std::collections::BTreeMap;

/// The events of a record, one JSON object a line, the last one ended; nothing where it has none.
///
/// The status stands among the modes, as the manual's auxiliary modes: `historical`, `future`, `hypothetical`, `negation`.
/// A date that the report does not give is null: it is not that of publication.
///
/// # Errors
/// Where JSON cannot hold a value.
pub fn plover(record: &Record) -> serde_json::Result<String> {
    let page = Page::of(record);
    record.events.iter().try_fold(String::new(), |mut lines, event| {
        lines.push_str(&serde_json::to_string(&page.event(event))?);
        lines.push('\n');
        Ok(lines)
    })
}

/// The codebook that the coding follows.
const CODEBOOK: &str = "plover";
/// Who codes.
const CODER: &str = concat!("demarche ", env!("CARGO_PKG_VERSION"));

#[derive(Serialize)]
struct PloverEvent<'a> {
    id: String,
    has_event: bool,
    date: Option<&'a str>,
    enddate: Option<&'a str>,
    actor: Vec<PloverEntity<'a>>,
    recipient: Vec<PloverEntity<'a>>,
    event: [&'a str; 1],
    event_loc: Option<Location<'a>>,
    event_text: Vec<&'a str>,
    quad_code: u8,
    event_scale: f64,
    mode: Vec<&'a str>,
    context: &'a [String],
    link: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    text_info: Option<TextInfo>,
    cite_info: CiteInfo<'a>,
    coder: &'static str,
    claimed_by: Vec<Claimant<'a>>,
    confidence: f64,
    comment: Option<&'a str>,
}

#[derive(Serialize)]
struct PloverEntity<'a> {
    code: Option<&'a str>,
    sector: Option<&'a str>,
    entity_text: &'a str,
    identifier_id: Option<&'a str>,
    identifier_text: Option<&'a str>,
    office: Option<&'a str>,
}

#[derive(Serialize)]
struct Location<'a> {
    extracted_place: &'a str,
    resolved_place: Option<&'a str>,
    geonameid: Option<u64>,
    lat: Option<f64>,
    lon: Option<f64>,
    country_code: Option<&'a str>,
}

#[derive(Serialize)]
struct TextInfo {
    sequence: Option<usize>,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct CiteInfo<'a> {
    citation: &'a str,
    url: Option<&'a str>,
    title: Option<&'a str>,
    language: Option<&'a str>,
    publication: Option<&'a str>,
    codebook: &'static str,
}

/// Whose claim an event is.
#[derive(Serialize)]
struct Claimant<'a> {
    source: Option<&'a str>,
    code: Option<&'a str>,
    act: demarche_types::Act,
}

/// A record with its parts by their ids.
struct Page<'a> {
    record: &'a Record,
    entities: BTreeMap<&'a str, &'a Entity>,
    places: BTreeMap<&'a str, &'a Place>,
    statements: BTreeMap<&'a str, &'a Statement>,
}

impl<'a> Page<'a> {
    fn of(record: &'a Record) -> Self {
        Self {
            record,
            entities: record.entities.iter().map(|e| (e.id.as_str(), e)).collect(),
            places: record.places.iter().map(|p| (p.id.as_str(), p)).collect(),
            statements: record.statements.iter().map(|s| (s.id.as_str(), s)).collect(),
        }
    }

    fn event(&self, event: &'a Event) -> PloverEvent<'a> {
        let evidence = event.evidence.as_ref();
        PloverEvent {
            id: format!("{}#{}", self.record.id, event.id),
            has_event: true,
            date: event.date.as_deref(),
            enddate: event.enddate.as_deref(),
            actor: self.parties(&event.actor),
            recipient: self.parties(&event.recipient),
            event: [&event.event],
            event_loc: self.location(event),
            event_text: event.trigger.iter().map(|trigger| trigger.text.as_str()).collect(),
            quad_code: event.quad_code,
            event_scale: event.event_scale,
            mode: modes(event),
            context: &event.context,
            link: self.links(event),
            text: evidence.filter(|_| self.record.text.is_some()).map(|e| e.text.as_str()),
            text_info: evidence.map(|e| self.text_info(e.span())),
            cite_info: self.citation(),
            coder: CODER,
            claimed_by: self.claimants(event),
            confidence: event.confidence,
            comment: event.why.as_deref(),
        }
    }

    fn parties(&self, parties: &'a [EventParty]) -> Vec<PloverEntity<'a>> {
        let entity = |party: &EventParty| party.entity.as_deref().and_then(|id| self.entities.get(id)).copied();
        let plover = |party: &'a EventParty| PloverEntity {
            code: party.code.as_deref(),
            sector: party.sector.as_deref(),
            entity_text: &party.entity_text,
            identifier_id: entity(party).and_then(|e| e.identifier_id.as_deref()),
            identifier_text: entity(party).map(|e| e.name.as_str()),
            office: entity(party).and_then(|e| e.office.as_deref()),
        };
        parties.iter().map(plover).collect()
    }

    fn location(&self, event: &Event) -> Option<Location<'a>> {
        let place = self.places.get(event.event_loc.as_deref()?)?;
        Some(Location {
            extracted_place: &place.text,
            resolved_place: place.name.as_deref(),
            geonameid: place.geonameid,
            lat: place.lat,
            lon: place.lon,
            country_code: place.country_code.as_deref(),
        })
    }

    /// The exchanges that an event is part of.
    fn links(&self, event: &Event) -> Vec<&'a str> {
        let part = |id: &str| id == event.id;
        let exchanges = self.record.exchanges.iter();
        exchanges
            .filter(|exchange| part(&exchange.opening) || part(&exchange.reply))
            .map(|exchange| exchange.id.as_str())
            .collect()
    }

    fn text_info(&self, evidence: Span) -> TextInfo {
        let sentence = self.record.sentences.iter().position(|s| s.overlaps(evidence));
        TextInfo {
            sequence: sentence.map(|i| i + 1),
            start: evidence.start,
            end: evidence.end,
        }
    }

    fn citation(&self) -> CiteInfo<'a> {
        let document = &self.record.document;
        CiteInfo {
            citation: &self.record.id,
            url: document.uri.as_deref(),
            title: document.title.as_ref().map(|title| title.text.as_str()),
            language: document.language.as_deref(),
            publication: document.publisher.as_deref(),
            codebook: CODEBOOK,
        }
    }

    fn claimants(&self, event: &'a Event) -> Vec<Claimant<'a>> {
        let statements = event
            .claimed_by
            .iter()
            .filter_map(|id| self.statements.get(id.as_str()));
        let claimant = |statement: &&'a Statement| {
            let source = statement.source.as_ref();
            let entity = source.and_then(|s| self.entities.get(s.entity.as_deref()?)).copied();
            Claimant {
                source: source.map(|s| s.text.as_str()),
                code: entity.and_then(|e| e.code.as_deref()),
                act: statement.act,
            }
        };
        statements.map(claimant).collect()
    }
}

/// The event's modes, and its status as auxiliary modes.
fn modes(event: &Event) -> Vec<&str> {
    let auxiliary = [
        (event.tense == Tense::Historical, "historical"),
        (event.tense == Tense::Future, "future"),
        (event.hypothetical, "hypothetical"),
        (event.negation, "negation"),
    ];
    let status = auxiliary.into_iter().filter_map(|(holds, name)| holds.then_some(name));
    event.mode.iter().map(String::as_str).chain(status).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::record;
    use super::*;
    use serde_json::{Value, json};

    fn lines() -> Vec<Value> {
        let lines = plover(&record()).unwrap();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn names_are_the_manuals() {
        let lines = lines();
        let first = &lines[0];
        assert_eq!(first["event"], json!(["REJECT"]));
        assert_eq!(first["actor"][0]["code"], "USA");
        assert_eq!(first["actor"][0]["identifier_text"], "United States");
        assert_eq!(first["event_loc"]["geonameid"], 2_960_316);
        assert_eq!(first["text_info"], json!({"sequence": 1, "start": 0, "end": 42}));
        assert!(first["id"].as_str().unwrap().ends_with("#E1"));
    }

    #[test]
    fn status_stands_among_the_modes() {
        assert_eq!(lines()[1]["mode"], json!(["aerial", "hypothetical", "negation"]));
        assert_eq!(
            lines()[1]["claimed_by"],
            json!([{"source": "Moscow", "code": "RUS", "act": "deny"}])
        );
    }

    #[test]
    fn what_is_not_known_is_null() {
        assert_eq!(lines()[1]["date"], Value::Null);
        assert_eq!(lines()[1]["event_loc"], Value::Null);
    }

    #[test]
    fn without_the_text_none_of_it_is_told() {
        let record = Record { text: None, ..record() };
        let line = plover(&record).unwrap();
        assert!(!line.contains("\"text\":"), "{line}");
    }

    #[test]
    fn no_events_no_lines() {
        assert_eq!(plover(&Record::default()).unwrap(), "");
    }
}
