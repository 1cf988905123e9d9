//! Where the spans of a record are: the one list of every field that points into the text.

use demarche_types::{Entity, Event, Party, Place, Quoted, Record, Span, Statement, Time};

/// A span of the record, and the words it claims to stand on where the record repeats them.
pub(super) struct Claim<'a> {
    /// The place of the span in the record.
    pub path: String,
    /// The span.
    pub span: Span,
    /// The name of the field that repeats the words, and what it says.
    pub words: Option<(&'static str, &'a str)>,
}

impl<'a> Claim<'a> {
    fn bare(path: String, span: Span) -> Self {
        Self {
            path,
            span,
            words: None,
        }
    }

    fn of(path: String, start: usize, end: usize, text: &'a str) -> Self {
        Self {
            path,
            span: Span::new(start, end),
            words: Some(("text", text)),
        }
    }

    fn quoted(path: String, quoted: &'a Quoted) -> Self {
        Self::of(path, quoted.start, quoted.end, &quoted.text)
    }

    fn party(path: String, party: &'a Party) -> Self {
        Self::of(path, party.start, party.end, &party.text)
    }
}

/// Every span of a record, in the order of its fields.
pub(super) fn claims(record: &Record) -> Vec<Claim<'_>> {
    let mut claims = Vec::new();
    claims.extend(
        record
            .document
            .title
            .as_ref()
            .map(|title| Claim::quoted("document.title".into(), title)),
    );
    claims.extend(bare("document.published.evidence", &record.document.published.evidence));
    claims.extend(bare("sentences", &record.sentences));
    claims.extend(record.times.iter().enumerate().map(|(i, time)| of_time(i, time)));
    claims.extend(record.places.iter().enumerate().map(|(i, place)| of_place(i, place)));
    claims.extend(
        record
            .entities
            .iter()
            .enumerate()
            .flat_map(|(i, entity)| of_entity(i, entity)),
    );
    claims.extend(
        record
            .statements
            .iter()
            .enumerate()
            .flat_map(|(i, statement)| of_statement(i, statement)),
    );
    claims.extend(
        record
            .events
            .iter()
            .enumerate()
            .flat_map(|(i, event)| of_event(i, event)),
    );
    claims.extend(record.exchanges.iter().enumerate().filter_map(|(i, exchange)| {
        Some(Claim::quoted(
            format!("exchanges[{i}].evidence"),
            exchange.evidence.as_ref()?,
        ))
    }));
    claims
}

fn bare<'a>(list: &str, spans: &[Span]) -> Vec<Claim<'a>> {
    spans
        .iter()
        .enumerate()
        .map(|(i, &span)| Claim::bare(format!("{list}[{i}]"), span))
        .collect()
}

fn of_time(i: usize, time: &Time) -> Claim<'_> {
    Claim::of(format!("times[{i}]"), time.start, time.end, &time.text)
}

fn of_place(i: usize, place: &Place) -> Claim<'_> {
    Claim::of(format!("places[{i}]"), place.start, place.end, &place.text)
}

fn of_entity(i: usize, entity: &Entity) -> impl Iterator<Item = Claim<'_>> {
    entity.mentions.iter().enumerate().map(move |(j, mention)| {
        Claim::of(
            format!("entities[{i}].mentions[{j}]"),
            mention.start,
            mention.end,
            &mention.text,
        )
    })
}

fn of_statement(i: usize, statement: &Statement) -> Vec<Claim<'_>> {
    let at = |field: &str| format!("statements[{i}].{field}");
    let mut claims = Vec::new();
    claims.extend(
        statement
            .source
            .as_ref()
            .map(|source| Claim::party(at("source"), source)),
    );
    claims.extend(statement.cue.as_ref().map(|cue| Claim::quoted(at("cue"), cue)));
    claims.extend(bare(&at("content"), &statement.content));
    claims.extend(
        statement
            .addressee
            .as_ref()
            .map(|addressee| Claim::party(at("addressee"), addressee)),
    );
    claims.extend(
        statement
            .relay
            .iter()
            .enumerate()
            .map(|(j, relay)| Claim::party(at(&format!("relay[{j}]")), relay)),
    );
    claims
}

fn of_event(i: usize, event: &Event) -> Vec<Claim<'_>> {
    let mut claims = Vec::new();
    for (role, parties) in [("actor", &event.actor), ("recipient", &event.recipient)] {
        claims.extend(parties.iter().enumerate().map(|(j, party)| Claim {
            path: format!("events[{i}].{role}[{j}]"),
            span: Span::new(party.start, party.end),
            words: Some(("entity_text", &party.entity_text)),
        }));
    }
    for (field, quoted) in [("trigger", &event.trigger), ("evidence", &event.evidence)] {
        claims.extend(
            quoted
                .as_ref()
                .map(|quoted| Claim::quoted(format!("events[{i}].{field}"), quoted)),
        );
    }
    claims.extend(bare(&format!("events[{i}].mentions"), &event.mentions));
    claims
}
