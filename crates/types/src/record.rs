//! The record: what `demarche read` writes for one document. Its fields never change their meaning; fields may be added.

use crate::{Published, Quoted, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The value of `format` in every record of this kind.
pub const FORMAT: &str = "demarche/1";

/// One document and everything read in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// `demarche/1`.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// `sha256:` and the hex digest of `text` in UTF-8.
    #[schemars(regex(pattern = "^sha256:[0-9a-f]{64}$"))]
    pub id: String,
    /// The exact text that all offsets index, in code points; left out with `--no-text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What is known about the report.
    pub document: RecordDocument,
    /// The sentences of the story. The headline is no sentence of the story: it stands in `document.title`.
    pub sentences: Vec<Span>,
    /// Time expressions.
    pub times: Vec<Time>,
    /// Places with coordinates.
    pub places: Vec<Place>,
    /// Who and what is mentioned.
    pub entities: Vec<Entity>,
    /// Who is reported to say, write, think or want what.
    pub statements: Vec<Statement>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// Which events answer which.
    pub exchanges: Vec<Exchange>,
}

/// A record with nothing in it yet but its format.
impl Default for Record {
    fn default() -> Self {
        Self {
            format: FORMAT.to_owned(),
            id: String::new(),
            text: None,
            document: RecordDocument::default(),
            sentences: Vec::new(),
            times: Vec::new(),
            places: Vec::new(),
            entities: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            exchanges: Vec::new(),
        }
    }
}

impl Record {
    /// Without the events that are less sure than this, and without the exchanges that lose a side by it. What remains keeps
    /// its ids.
    #[must_use]
    pub fn at_least(mut self, confidence: f64) -> Self {
        self.events.retain(|event| event.confidence >= confidence);
        let kept = |id: &str| self.events.iter().any(|event| event.id == id);
        self.exchanges
            .retain(|exchange| kept(&exchange.opening) && kept(&exchange.reply));
        self
    }
}

/// What is known about the report itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RecordDocument {
    /// Where it came from.
    pub uri: Option<String>,
    /// The headline.
    pub title: Option<Quoted>,
    /// The section it stood in.
    pub section: Option<String>,
    /// Its authors.
    pub byline: Vec<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Agencies and syndicators.
    pub credits: Vec<String>,
    /// Its language, ISO 639-1.
    pub language: Option<String>,
    /// When it was published.
    pub published: Published,
}

/// A span with the entity it mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// The first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Exactly the text's slice.
    pub text: String,
    /// The entity's id, or null where it is not resolved.
    pub entity: Option<String>,
}

impl Party {
    /// The words, with no entity yet.
    #[must_use]
    pub fn unresolved(quoted: Quoted) -> Self {
        Self {
            start: quoted.start,
            end: quoted.end,
            text: quoted.text,
            entity: None,
        }
    }

    /// Where it stands.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Somebody is reported to say, write, think or want something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Unique in the document: `S1`, `S2` …
    pub id: String,
    /// Whose it is; null where none is named.
    pub source: Option<Party>,
    /// The words that attribute; null where only a quotation shows it.
    pub cue: Option<Quoted>,
    /// What is attributed, in one piece or several.
    pub content: Vec<Span>,
    /// Whether it is quoted word for word.
    pub form: Form,
    /// What the source does by saying it.
    pub act: Act,
    /// To whom it was said.
    pub addressee: Option<Party>,
    /// The chain through which the words came, nearest first.
    pub relay: Vec<Party>,
    /// The first day on which it can have been said.
    pub date: Option<String>,
    /// The last such day.
    pub enddate: Option<String>,
    /// What the date rests on: a time's id, `published`, or null.
    pub date_basis: Option<String>,
    /// The statement that this one is part of.
    pub within: Option<String>,
    /// The probability that the reader gives to these words belonging together, 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f64,
}

/// Whether a statement's content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// What a source does by saying something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// States it as so.
    Assert,
    /// States that it is not so.
    Deny,
    /// Asks or orders that something be done, as of right.
    Demand,
    /// Announces harm unless or if.
    Threaten,
    /// Points to a danger.
    Warn,
    /// Commits itself.
    Promise,
    /// Holds something out.
    Offer,
    /// Takes what was held out or demanded.
    Accept,
    /// Refuses it.
    Reject,
    /// Blames.
    Accuse,
    /// Speaks well of.
    Praise,
    /// Regrets its own act.
    Apologise,
    /// Asks a question.
    Ask,
    /// Makes public what it does or will do.
    Announce,
    /// Thinks, hopes or fears.
    Believe,
    /// Means or wants to do.
    Intend,
}

/// A time expression, as TIMEX3.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// Unique in the document: `T1`, `T2` …
    pub id: String,
    /// The first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Exactly the text's slice.
    pub text: String,
    /// TIMEX3's type.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3's value: `2022-01-26TEV`, `2022-W05`, `P3D`; null where it is not known.
    pub value: Option<String>,
    /// What it was counted from: a time's id, `published`, or null.
    pub anchor: Option<String>,
}

/// TIMEX3's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A day or longer on the calendar.
    Date,
    /// Shorter than a day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// A place with coordinates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Unique in the document.
    pub id: String,
    /// The first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Exactly the text's slice.
    pub text: String,
    /// Its name in the gazetteer.
    pub name: Option<String>,
    /// Its number in `GeoNames`.
    pub geonameid: Option<u64>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// ISO 3166-1 alpha-3.
    pub country_code: Option<String>,
    /// How it was resolved.
    pub resolution: Option<String>,
}

/// Who or what is mentioned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// Unique in the document.
    pub id: String,
    /// Its fullest name.
    pub name: String,
    /// `person`, `organization`, `government`, `state`, `group` or `place`.
    pub kind: String,
    /// ISO 3166-1 alpha-3, or PLOVER's code for an international actor.
    pub code: Option<String>,
    /// PLOVER's three letters.
    pub sector: Option<String>,
    /// The office held on the day.
    pub office: Option<String>,
    /// A Wikidata id.
    pub identifier_id: Option<String>,
    /// Why it is this entity.
    pub basis: Option<String>,
    /// Where it is mentioned.
    pub mentions: Vec<EntityMention>,
}

/// A mention of an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntityMention {
    /// The first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Exactly the text's slice.
    pub text: String,
    /// How it mentions the entity.
    pub via: Via,
}

/// How words mention an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    /// By its name, or part of it.
    Name,
    /// By an office or title.
    Title,
    /// By the name of a people.
    Demonym,
    /// By a place or thing that stands for it.
    Metonym,
    /// By a pronoun.
    Pronoun,
    /// By a description.
    Nominal,
}

/// An actor does something, in words or in deeds, that PLOVER has a category for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Unique in the document: `E1`, `E2` …
    pub id: String,
    /// PLOVER's category.
    pub event: String,
    /// PLOVER's modes.
    pub mode: Vec<String>,
    /// PLOVER's contexts.
    pub context: Vec<String>,
    /// Who does it.
    pub actor: Vec<EventParty>,
    /// To whom.
    pub recipient: Vec<EventParty>,
    /// The first day it can have happened, or is to happen.
    pub date: Option<String>,
    /// The last such day.
    pub enddate: Option<String>,
    /// What the date rests on: a time's id, `published`, or null.
    pub date_basis: Option<String>,
    /// A place's id.
    pub event_loc: Option<String>,
    /// When it stands to the news at hand.
    pub tense: Tense,
    /// Whether it is conditional, possible, feared or merely wanted.
    pub hypothetical: bool,
    /// Whether it is reported not to have happened, not to happen, or denied.
    pub negation: bool,
    /// The statements whose content asserts it, outermost first.
    pub claimed_by: Vec<String>,
    /// The words that carry it.
    pub trigger: Option<Quoted>,
    /// The clause that proves it.
    pub evidence: Option<Quoted>,
    /// The words that tell it elsewhere in the document, in the order of the text; the trigger is none of them.
    #[serde(default)]
    pub mentions: Vec<Span>,
    /// PLOVER's quad category, 1 to 4.
    #[schemars(range(min = 1, max = 4))]
    pub quad_code: u8,
    /// PLOVER's conflict-cooperation score.
    pub event_scale: f64,
    /// 0 to 1, calibrated.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f64,
    /// What decided it.
    pub why: Option<String>,
}

/// A party to an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventParty {
    /// An entity's id.
    pub entity: Option<String>,
    /// Its code.
    pub code: Option<String>,
    /// Its sector.
    pub sector: Option<String>,
    /// Exactly the text's slice.
    pub entity_text: String,
    /// The first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// When an event stands to the news at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tense {
    /// It happened, or is happening.
    Past,
    /// Background, before the news at hand.
    Historical,
    /// It is to happen.
    Future,
}

/// One move answers another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Exchange {
    /// Unique in the document.
    pub id: String,
    /// The event that is answered.
    #[serde(rename = "move")]
    pub opening: String,
    /// The event that answers.
    pub reply: String,
    /// How it answers.
    pub relation: ExchangeRelation,
    /// The words that connect the two; null where only their order and their parties do.
    #[serde(default)]
    pub evidence: Option<Quoted>,
}

/// How a move answers another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExchangeRelation {
    /// Takes it up.
    Accepts,
    /// Turns it down.
    Rejects,
    /// Replies without doing either.
    Answers,
    /// Puts it off.
    Defers,
    /// Strikes back.
    Retaliates,
    /// Does what was threatened or promised.
    CarriesOut,
    /// Says it again.
    Repeats,
}
