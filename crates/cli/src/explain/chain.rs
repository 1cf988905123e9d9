//! From an event back to the words: a line for each thing that decided it.

use crate::names::name;
use demarche::types::{Entity, Event, EventParty, Exchange, Party, Published, Record, Statement, Tense, Text};

/// The room that a label takes.
const LABEL: usize = 11;

/// The lines: the coding, then each of its grounds with its label.
pub fn chain(record: &Record, event: &Event) -> Vec<String> {
    let page = Page {
        record,
        text: record.text.as_deref().map(Text::new),
    };
    let mut lines = vec![page.coding(event), String::new()];
    let grounds = page.words(event).into_iter().chain(page.parties(event));
    let grounds = grounds.chain(page.circumstances(event)).chain(page.company(event));
    lines.extend(grounds.map(|(label, value)| format!("{label:LABEL$}{value}")));
    lines
}

struct Page<'a> {
    record: &'a Record,
    text: Option<Text>,
}

type Ground = (&'static str, String);

impl Page<'_> {
    fn coding(&self, event: &Event) -> String {
        let modes = if event.mode.is_empty() {
            String::new()
        } else {
            format!(" ({})", event.mode.join(", "))
        };
        let sure = event.confidence * 100.0;
        format!(
            "{}  {}{modes} · quad {} · score {:.1} · {sure:.0}% sure",
            event.id, event.event, event.quad_code, event.event_scale
        )
    }

    /// The words that carry it, and what decided that they do.
    fn words(&self, event: &Event) -> Vec<Ground> {
        let mut grounds = Vec::new();
        grounds.extend(
            event
                .trigger
                .as_ref()
                .map(|t| ("words", format!("“{}” {}", t.text, shown(t.start, t.end)))),
        );
        grounds.extend(
            event
                .evidence
                .as_ref()
                .map(|e| ("clause", format!("“{}”", one_line(&e.text)))),
        );
        grounds.extend(event.why.as_ref().map(|why| ("decided by", why.clone())));
        let told = event.mentions.iter().map(|&span| {
            let words = self
                .text
                .as_ref()
                .map(|text| format!("“{}” ", one_line(text.slice(span))));
            format!("{}{}", words.unwrap_or_default(), shown(span.start, span.end))
        });
        grounds.extend(told.map(|mention| ("told again", mention)));
        grounds
    }

    fn parties(&self, event: &Event) -> Vec<Ground> {
        let actors = event.actor.iter().map(|party| ("actor", self.party(party)));
        let recipients = event.recipient.iter().map(|party| ("recipient", self.party(party)));
        actors.chain(recipients).collect()
    }

    fn party(&self, party: &EventParty) -> String {
        let code: Vec<&str> = party.code.iter().chain(&party.sector).map(String::as_str).collect();
        let code = if code.is_empty() {
            "no code".to_owned()
        } else {
            code.join(" ")
        };
        let words = format!("“{}” {}: {code}", party.entity_text, shown(party.start, party.end));
        let Some(entity) = party.entity.as_deref().and_then(|id| self.entity(id)) else {
            return words;
        };
        let mention = entity
            .mentions
            .iter()
            .find(|m| m.start < party.end && party.start < m.end);
        let via = mention.map(|m| format!(", by its {}", name(m.via)));
        let office = entity.office.as_ref().map(|office| format!(", {office}"));
        let basis = entity.basis.as_ref().map(|basis| format!("; known by {basis}"));
        format!(
            "{words}, {} ({}{}){}{}",
            entity.name,
            entity.kind,
            office.unwrap_or_default(),
            via.unwrap_or_default(),
            basis.unwrap_or_default()
        )
    }

    /// When, where, and whether at all.
    fn circumstances(&self, event: &Event) -> Vec<Ground> {
        let mut grounds = vec![("status", status(event))];
        grounds.push(("when", self.when(event)));
        let place = event
            .event_loc
            .as_deref()
            .and_then(|id| self.record.places.iter().find(|place| place.id == id));
        grounds.extend(place.map(|place| {
            let resolved = place.name.as_deref().unwrap_or("not resolved");
            let by = place.resolution.as_ref().map(|by| format!(", by {by}"));
            (
                "where",
                format!(
                    "“{}” {}: {resolved}{}",
                    place.text,
                    shown(place.start, place.end),
                    by.unwrap_or_default()
                ),
            )
        }));
        grounds
    }

    fn when(&self, event: &Event) -> String {
        let Some(date) = &event.date else {
            return "the report gives no date".to_owned();
        };
        let days = match &event.enddate {
            Some(end) if end != date => format!("{date} to {end}"),
            _ => date.clone(),
        };
        format!(
            "{days}{}",
            event.date_basis.as_deref().map(|id| self.basis(id)).unwrap_or_default()
        )
    }

    /// What a date rests on, back to the day of publication.
    fn basis(&self, id: &str) -> String {
        if id == "published" {
            return format!(
                ", the day of publication{}",
                self.published(&self.record.document.published)
            );
        }
        let Some(time) = self.record.times.iter().find(|time| time.id == id) else {
            return String::new();
        };
        let value = time.value.as_ref().map(|value| format!(" = {value}"));
        let anchor = time
            .anchor
            .as_deref()
            .filter(|&anchor| anchor != id)
            .map(|anchor| match anchor {
                "published" => format!(
                    ", counted from the day of publication{}",
                    self.published(&self.record.document.published)
                ),
                other => format!(", counted from {}", self.words_of_time(other)),
            });
        format!(
            ", from {}{}{}",
            self.words_of_time(id),
            value.unwrap_or_default(),
            anchor.unwrap_or_default()
        )
    }

    fn words_of_time(&self, id: &str) -> String {
        let time = self.record.times.iter().find(|time| time.id == id);
        time.map_or_else(
            || id.to_owned(),
            |time| format!("“{}” {}", one_line(&time.text), shown(time.start, time.end)),
        )
    }

    fn published(&self, published: &Published) -> String {
        let Some(date) = &published.date else {
            return String::new();
        };
        let text = self.text.as_ref();
        let words: Vec<String> = text
            .into_iter()
            .flat_map(|text| {
                published
                    .evidence
                    .iter()
                    .map(|&span| format!("“{}”", one_line(text.slice(span))))
            })
            .collect();
        let from = if words.is_empty() {
            String::new()
        } else {
            format!(" from {}", words.join(", "))
        };
        format!(" ({date}, {}{from})", name(published.basis))
    }

    /// Who claims it, and the moves it answers or is answered by.
    fn company(&self, event: &Event) -> Vec<Ground> {
        let statements = event
            .claimed_by
            .iter()
            .filter_map(|id| self.record.statements.iter().find(|s| s.id == *id));
        let claims = statements.map(|statement| ("claimed by", self.claim(statement)));
        let exchanges = self
            .record
            .exchanges
            .iter()
            .filter_map(|exchange| self.exchange(exchange, &event.id));
        claims.chain(exchanges).collect()
    }

    fn claim(&self, statement: &Statement) -> String {
        let who = |party: &Party| {
            let entity = party.entity.as_deref().and_then(|id| self.entity(id));
            let resolved = entity
                .filter(|e| e.name != party.text)
                .map(|e| format!(" = {}", e.name));
            format!("“{}”{}", one_line(&party.text), resolved.unwrap_or_default())
        };
        let source = statement
            .source
            .as_ref()
            .map_or("a source that is not named".to_owned(), who);
        let cue = statement.cue.as_ref().map(|cue| format!(", “{}”", cue.text));
        let relay: String = statement
            .relay
            .iter()
            .map(|relay| format!(", through {}", who(relay)))
            .collect();
        format!(
            "{}: {source} ({}){}{relay}",
            statement.id,
            name(statement.act),
            cue.unwrap_or_default()
        )
    }

    fn exchange(&self, exchange: &Exchange, id: &str) -> Option<Ground> {
        let words = exchange.evidence.as_ref().map(|e| format!(": “{}”", one_line(&e.text)));
        let relation = name(exchange.relation).replace('_', " ");
        let (label, other, relation) = match id {
            id if id == exchange.reply => ("move", &exchange.opening, format!("which it {relation}")),
            id if id == exchange.opening => ("reply", &exchange.reply, format!("which {relation} it")),
            _ => return None,
        };
        let event = self.record.events.iter().find(|event| event.id == *other)?;
        Some((
            label,
            format!("{other} {}, {relation}{}", event.event, words.unwrap_or_default()),
        ))
    }

    fn entity(&self, id: &str) -> Option<&Entity> {
        self.record.entities.iter().find(|entity| entity.id == id)
    }
}

/// What is reported of its having happened.
fn status(event: &Event) -> String {
    let tense = match event.tense {
        Tense::Past => "happened, or is happening",
        Tense::Historical => "happened before the news at hand",
        Tense::Future => "is to happen",
    };
    match (event.hypothetical, event.negation) {
        (false, false) => tense.to_owned(),
        (true, false) => "is only possible, feared or wanted".to_owned(),
        (false, true) => "is reported not to have happened, or is denied".to_owned(),
        (true, true) => "is only possible, and is denied".to_owned(),
    }
}

fn shown(start: usize, end: usize) -> String {
    format!("[{start}, {end})")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
