//! The expectations beside an article.

use demarche::types::{Act, EventParty, ExchangeRelation, Form, Party, Quoted, Span, Tense, Text};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// What is rightly to be found in an article.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    pub statements: Vec<Statement>,
    /// Absent where the article's events were not written down.
    #[serde(default)]
    pub events: Vec<Event>,
    #[serde(default)]
    pub exchanges: Vec<Exchange>,
}

/// A statement by its words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    pub id: String,
    pub source: Option<String>,
    pub cue: Option<String>,
    content: Vec<String>,
    pub form: Form,
    pub act: Act,
    pub addressee: Option<String>,
    #[serde(default)]
    pub relay: Vec<String>,
    pub within: Option<String>,
    /// Whether its absence is right too.
    #[serde(default)]
    pub optional: bool,
    /// Where the content stands, once the text is known.
    #[serde(skip)]
    pub spans: Vec<Span>,
}

/// An event by the words that carry it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub id: String,
    /// Every category that the manual honestly allows.
    pub event: Vec<String>,
    pub mode: Vec<String>,
    /// The codes of those who have one.
    pub actor: BTreeSet<String>,
    pub recipient: BTreeSet<String>,
    #[serde(default)]
    actor_alt: Vec<BTreeSet<String>>,
    #[serde(default)]
    recipient_alt: Vec<BTreeSet<String>>,
    trigger: String,
    /// Words around a trigger that stands in the text more than once.
    phrase: Option<String>,
    #[serde(default = "past")]
    pub tense: Tense,
    #[serde(default)]
    pub hypothetical: bool,
    #[serde(default)]
    pub negation: bool,
    /// The statements that claim it.
    #[serde(default)]
    pub claimed_by: Vec<String>,
    #[serde(default)]
    pub optional: bool,
    /// The event of which this is another telling.
    pub same_as: Option<String>,
    /// Where the trigger stands, once the text is known.
    #[serde(skip)]
    pub span: Option<Span>,
}

const fn past() -> Tense {
    Tense::Past
}

/// An event and the event that answers it, by their ids.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    #[serde(rename = "move")]
    pub opening: String,
    pub reply: String,
    pub relation: ExchangeRelation,
}

impl Expected {
    /// Reads `NAME.expected.json` beside `NAME.txt` or `NAME.html`, and finds its contents in the text.
    pub fn beside(article: &Path, text: &str) -> Self {
        let json = std::fs::read_to_string(article.with_extension("expected.json")).unwrap();
        let mut expected: Self = serde_json::from_str(&json).unwrap();
        let text = Text::new(text);
        for statement in &mut expected.statements {
            statement.spans = statement
                .content
                .iter()
                .map(|piece| place(piece, &text, article))
                .collect();
        }
        for event in &mut expected.events {
            event.span = Some(event.place(&text, article));
        }
        expected
    }
}

/// Where words stand that stand in the text once.
fn place(words: &str, text: &Text, article: &Path) -> Span {
    let places: Vec<usize> = text.as_str().match_indices(words).map(|(byte, _)| byte).collect();
    assert_eq!(places.len(), 1, "“{words}” in {}", article.display());
    let start = text.code_point(places[0]);
    Span::new(start, start + words.chars().count())
}

impl Event {
    fn place(&self, text: &Text, article: &Path) -> Span {
        let Some(phrase) = &self.phrase else {
            return place(&self.trigger, text, article);
        };
        let start = place(phrase, text, article).start;
        let before = phrase.split(&self.trigger).next().unwrap();
        assert_eq!(
            phrase.matches(&self.trigger).count(),
            1,
            "“{}” in “{phrase}”",
            self.trigger
        );
        let start = start + before.chars().count();
        Span::new(start, start + self.trigger.chars().count())
    }

    /// Whether these are its actors, in one of the readings allowed.
    pub fn has_actors(&self, codes: &BTreeSet<String>) -> bool {
        *codes == self.actor || self.actor_alt.contains(codes)
    }

    /// Whether these are its recipients, in one of the readings allowed.
    pub fn has_recipients(&self, codes: &BTreeSet<String>) -> bool {
        *codes == self.recipient || self.recipient_alt.contains(codes)
    }

    /// The event as a program that is always right would find it.
    pub fn found(&self) -> demarche::types::Event {
        let Span { start, end } = self.span.unwrap();
        let parties = |codes: &BTreeSet<String>| codes.iter().map(|code| party(code)).collect();
        demarche::types::Event {
            id: self.id.clone(),
            event: self.event[0].clone(),
            mode: self.mode.clone(),
            actor: parties(&self.actor),
            recipient: parties(&self.recipient),
            tense: self.tense,
            hypothetical: self.hypothetical,
            negation: self.negation,
            claimed_by: self.claimed_by.clone(),
            trigger: Some(Quoted {
                start,
                end,
                text: self.trigger.clone(),
            }),
            context: Vec::new(),
            date: None,
            enddate: None,
            date_basis: None,
            event_loc: None,
            evidence: None,
            mentions: Vec::new(),
            quad_code: 1,
            event_scale: 0.0,
            confidence: 1.0,
            why: None,
        }
    }
}

impl Exchange {
    /// The exchange as a program that is always right would find it.
    pub fn found(&self) -> demarche::types::Exchange {
        demarche::types::Exchange {
            id: String::new(),
            opening: self.opening.clone(),
            reply: self.reply.clone(),
            relation: self.relation,
            evidence: None,
        }
    }
}

/// A party of which nothing is known but its code.
fn party(code: &str) -> EventParty {
    EventParty {
        entity: None,
        code: Some(code.to_owned()),
        sector: None,
        entity_text: String::new(),
        start: 0,
        end: 0,
    }
}

impl Statement {
    /// The statement as a program that is always right would find it.
    pub fn found(&self) -> demarche::types::Statement {
        let quoted = |words: &String| Quoted {
            start: 0,
            end: 1,
            text: words.clone(),
        };
        let party = |words: &String| Party::unresolved(quoted(words));
        demarche::types::Statement {
            id: self.id.clone(),
            source: self.source.as_ref().map(party),
            cue: self.cue.as_ref().map(quoted),
            content: self.spans.clone(),
            form: self.form,
            act: self.act,
            addressee: self.addressee.as_ref().map(party),
            relay: self.relay.iter().map(party).collect(),
            date: None,
            enddate: None,
            date_basis: None,
            within: self.within.clone(),
            confidence: 1.0,
        }
    }
}
