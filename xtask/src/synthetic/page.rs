//! A document as it is written.

use super::world::Actor;
use demarche_store::Entry;
use demarche_types::{
    Act, Block, BlockKind, DateBasis, Entity, EntityMention, Event, EventParty, Form, Party, Place, Published, Record,
    Span, Statement, Tense, Text, Via,
};

pub type Range = (usize, usize);

/// A document as it is written. All its letters are ASCII, so that offsets are bytes.
#[derive(Default)]
pub struct Page {
    pub text: String,
    pub len: usize,
    pub sentences: Vec<Span>,
    pub entities: Vec<Entity>,
    pub places: Vec<Place>,
    pub events: Vec<Told>,
    pub said: Vec<(Named, Range, Range, Act, f64)>,
}

/// A mention of somebody: which entity, and where.
#[derive(Clone, Copy)]
pub struct Named {
    pub entity: usize,
    pub start: usize,
    pub end: usize,
}

pub struct Told {
    pub category: &'static str,
    pub quad: u8,
    pub scale: f64,
    pub actor: Named,
    pub recipient: Named,
    pub trigger: Range,
    pub evidence: Range,
    pub place: Option<usize>,
    pub tense: Tense,
    pub hypothetical: bool,
    pub negation: bool,
    pub claimed: bool,
    pub date: Option<i64>,
    pub confidence: f64,
}

impl Page {
    pub fn say(&mut self, words: &str) -> Range {
        let start = self.len;
        self.text.push_str(words);
        self.len = self.text.len();
        (start, self.len)
    }

    pub fn sentence(&mut self, start: usize) {
        self.say(".");
        self.sentences.push(Span::new(start, self.len));
        self.say(" ");
    }

    pub fn party(&mut self, actor: &Actor) -> Named {
        let (start, end) = self.say(&actor.name);
        let mention = EntityMention {
            start,
            end,
            text: actor.name.clone(),
            via: Via::Name,
        };
        let known = self.entities.iter().position(|entity| entity.name == actor.name);
        let entity = known.unwrap_or_else(|| {
            self.entities.push(Entity {
                id: format!("N{}", self.entities.len() + 1),
                name: actor.name.clone(),
                kind: actor.kind.to_owned(),
                code: Some(actor.code.to_owned()),
                sector: actor.sector.map(str::to_owned),
                office: None,
                identifier_id: actor.identifier.clone(),
                basis: Some("name".to_owned()),
                mentions: Vec::new(),
            });
            self.entities.len() - 1
        });
        self.entities[entity].mentions.push(mention);
        Named { entity, start, end }
    }

    pub fn place(&mut self, (name, country): &(String, &str), number: usize) -> usize {
        let (start, end) = self.say(name);
        self.places.push(Place {
            id: format!("P{}", self.places.len() + 1),
            start,
            end,
            text: name.clone(),
            name: Some(name.clone()),
            geonameid: Some(1_000 + number as u64),
            lat: Some(10.0),
            lon: Some(20.0),
            country_code: Some((*country).to_owned()),
            resolution: Some("alone".to_owned()),
        });
        self.places.len() - 1
    }

    pub fn finish(self, publisher: &str, day: i64, by_wire: bool) -> Entry {
        let text = Text::new(self.text.as_str());
        let mut record = Record {
            id: text.id(),
            sentences: self.sentences.clone(),
            ..Record::default()
        };
        record.document.publisher = Some(publisher.to_owned());
        record.document.credits = by_wire.then(|| "Allied Wire".to_owned()).into_iter().collect();
        record.document.uri = Some(format!("https://news.example/{}", &record.id[7..23]));
        let date = demarche_store::date_of(day);
        record.document.published = Published {
            date: Some(date.clone()),
            enddate: Some(date),
            basis: DateBasis::Given,
            ..Published::default()
        };
        record.statements = self
            .said
            .iter()
            .enumerate()
            .map(|(i, said)| self.statement(i, said, &text))
            .collect();
        record.events = self
            .events
            .iter()
            .enumerate()
            .map(|(i, told)| self.event(i, told, &text))
            .collect();
        record.entities = self.entities;
        record.places = self.places;
        record.text = Some(self.text);
        let blocks = vec![Block {
            span: text.span(),
            kind: BlockKind::Paragraph,
        }];
        Entry { record, blocks }
    }

    fn statement(&self, i: usize, said: &(Named, Range, Range, Act, f64), text: &Text) -> Statement {
        let (source, cue, content, act, confidence) = said;
        let words = text.quote(Span::new(source.start, source.end));
        Statement {
            id: format!("S{}", i + 1),
            source: Some(Party {
                entity: Some(self.entities[source.entity].id.clone()),
                ..Party::unresolved(words)
            }),
            cue: Some(text.quote(Span::new(cue.0, cue.1))),
            content: vec![Span::new(content.0, content.1)],
            form: Form::Indirect,
            act: *act,
            addressee: None,
            relay: Vec::new(),
            date: None,
            enddate: None,
            date_basis: None,
            within: None,
            confidence: *confidence,
        }
    }

    fn event(&self, i: usize, told: &Told, text: &Text) -> Event {
        let date = told.date.map(demarche_store::date_of);
        Event {
            id: format!("E{}", i + 1),
            event: told.category.to_owned(),
            mode: Vec::new(),
            context: Vec::new(),
            actor: vec![self.named(told.actor, text)],
            recipient: vec![self.named(told.recipient, text)],
            date: date.clone(),
            enddate: date,
            date_basis: None,
            event_loc: told.place.map(|place| self.places[place].id.clone()),
            tense: told.tense,
            hypothetical: told.hypothetical,
            negation: told.negation,
            claimed_by: told.claimed.then(|| format!("S{}", i + 1)).into_iter().collect(),
            trigger: Some(text.quote(Span::new(told.trigger.0, told.trigger.1))),
            evidence: Some(text.quote(Span::new(told.evidence.0, told.evidence.1))),
            mentions: Vec::new(),
            quad_code: told.quad,
            event_scale: told.scale,
            confidence: told.confidence,
            why: Some(format!("{}: {}", told.category, "synthetic")),
        }
    }

    fn named(&self, named: Named, text: &Text) -> EventParty {
        let entity = &self.entities[named.entity];
        EventParty {
            entity: Some(entity.id.clone()),
            code: entity.code.clone(),
            sector: entity.sector.clone(),
            entity_text: text.slice(Span::new(named.start, named.end)).to_owned(),
            start: named.start,
            end: named.end,
        }
    }
}
