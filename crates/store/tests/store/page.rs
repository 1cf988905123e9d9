//! Records made by hand, of texts of our own.

use demarche_store::Entry;
use demarche_types::{
    Block, BlockKind, DateBasis, Entity, EntityMention, Event, EventParty, Place, Published, Record, Span, Tense, Text,
    Via,
};

/// A document and its record.
#[derive(Clone)]
pub struct Page {
    text: Text,
    record: Record,
}

/// What an event is made of: category, trigger, actor and recipient as they stand in the text, each with its code.
pub struct Deed<'a> {
    pub category: &'a str,
    pub trigger: &'a str,
    pub actor: (&'a str, &'a str),
    pub recipient: Option<(&'a str, &'a str)>,
}

impl Page {
    pub fn new(text: &str) -> Self {
        let text = Text::new(text);
        let mut start = 0;
        let mut sentences = Vec::new();
        for sentence in text.as_str().split_inclusive(". ") {
            sentences.push(Span::new(start, start + sentence.trim_end().chars().count()));
            start += sentence.chars().count();
        }
        let record = Record {
            id: text.id(),
            text: Some(text.as_str().to_owned()),
            sentences,
            ..Record::default()
        };
        Self { text, record }
    }

    pub fn by(mut self, publisher: &str, day: &str) -> Self {
        self.record.document.publisher = Some(publisher.to_owned());
        self.record.document.published = Published {
            date: Some(day.to_owned()),
            enddate: Some(day.to_owned()),
            basis: DateBasis::Given,
            ..Published::default()
        };
        self
    }

    pub fn by_wire(mut self, agency: &str) -> Self {
        self.record.document.credits.push(agency.to_owned());
        self
    }

    /// Adds an event whose evidence is the sentence of its trigger.
    pub fn event(mut self, deed: &Deed) -> Self {
        let trigger = self.span(deed.trigger);
        let evidence = self
            .record
            .sentences
            .iter()
            .find(|sentence| sentence.contains(trigger))
            .copied();
        let actor = self.party(deed.actor);
        let recipient = deed.recipient.map(|recipient| self.party(recipient));
        let n = self.record.events.len() + 1;
        self.record.events.push(Event {
            id: format!("E{n}"),
            event: deed.category.to_owned(),
            mode: Vec::new(),
            context: Vec::new(),
            actor: vec![actor],
            recipient: recipient.into_iter().collect(),
            date: None,
            enddate: None,
            date_basis: None,
            event_loc: None,
            tense: Tense::Past,
            hypothetical: false,
            negation: false,
            claimed_by: Vec::new(),
            trigger: Some(self.text.quote(trigger)),
            evidence: evidence.map(|evidence| self.text.quote(evidence)),
            mentions: Vec::new(),
            quad_code: 3,
            event_scale: -4.0,
            confidence: 0.75,
            why: Some(format!("{}: {}", deed.category, deed.trigger)),
        });
        self
    }

    /// Changes the event that was added last.
    pub fn but(mut self, change: impl FnOnce(&mut Event)) -> Self {
        change(self.record.events.last_mut().expect("there is an event"));
        self
    }

    /// The last event happened at this place of the text.
    pub fn at(mut self, name: &str, country: &str) -> Self {
        let span = self.span(name);
        let id = format!("P{}", self.record.places.len() + 1);
        self.record.places.push(Place {
            id: id.clone(),
            start: span.start,
            end: span.end,
            text: name.to_owned(),
            name: Some(name.to_owned()),
            geonameid: None,
            lat: None,
            lon: None,
            country_code: Some(country.to_owned()),
            resolution: None,
        });
        self.but(|event| event.event_loc = Some(id))
    }

    /// Everybody in it has this Wikidata id.
    pub fn identified(mut self, identifier: &str) -> Self {
        for entity in &mut self.record.entities {
            entity.identifier_id = Some(identifier.to_owned());
        }
        self
    }

    /// The last event happened on a day that the text tells.
    pub fn on(self, day: &str) -> Self {
        self.but(|event| {
            event.date = Some(day.to_owned());
            event.enddate = Some(day.to_owned());
        })
    }

    pub fn entry(&self) -> Entry {
        Entry {
            record: self.record.clone(),
            blocks: vec![Block {
                span: self.text.span(),
                kind: BlockKind::Paragraph,
            }],
        }
    }

    fn span(&self, words: &str) -> Span {
        let byte = self.text.as_str().find(words).expect("the words stand in the text");
        let start = self.text.code_point(byte);
        Span::new(start, start + words.chars().count())
    }

    fn party(&mut self, (words, code): (&str, &str)) -> EventParty {
        let span = self.span(words);
        let known = self.record.entities.iter().find(|entity| entity.name == words);
        let id = known.map_or_else(
            || format!("N{}", self.record.entities.len() + 1),
            |entity| entity.id.clone(),
        );
        if known.is_none() {
            self.record.entities.push(Entity {
                id: id.clone(),
                name: words.to_owned(),
                kind: "state".to_owned(),
                code: Some(code.to_owned()),
                sector: None,
                office: None,
                identifier_id: None,
                basis: Some("name".to_owned()),
                mentions: vec![EntityMention {
                    start: span.start,
                    end: span.end,
                    text: words.to_owned(),
                    via: Via::Name,
                }],
            });
        }
        EventParty {
            entity: Some(id),
            code: Some(code.to_owned()),
            sector: None,
            entity_text: words.to_owned(),
            start: span.start,
            end: span.end,
        }
    }
}
