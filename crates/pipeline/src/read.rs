//! The stages joined: from a document to its record.

use crate::attribute::attribute;
use crate::code::rules::RuleBook;
use crate::code::{Found, events};
use crate::link::exchanges;
use crate::resolve::entities::entities;
use crate::resolve::places::places;
use crate::resolve::times::Times;
use crate::resolve::{dating, times};
use crate::segment::segment;
use crate::tree::Tree;
use demarche_gazetteer::Gazetteer;
use demarche_reader::{LoadError, NeuralReader, ReadError, Reader, Words};
use demarche_times::Expression;
use demarche_types::{DateBasis, Document, Published, Record, RecordDocument, Segments, Span};

/// Reads documents with a reader of one's choice: the neural one, unless tests or another language want a different one.
///
/// It holds no state but the reader, the gazetteer and the rules, so one can serve many threads.
#[derive(Debug)]
pub struct Demarche<R = NeuralReader> {
    reader: R,
    /// A user's actors above ours; ours alone where there are none.
    gazetteer: Option<Gazetteer>,
    /// A user's rules above ours; ours alone where there are none.
    rules: Option<RuleBook>,
}

impl Demarche {
    /// Reads with the model that is part of the program.
    ///
    /// # Errors
    /// Where the model does not load, which its own tests rule out for an unchanged program.
    pub fn embedded() -> Result<Self, LoadError> {
        NeuralReader::embedded().map(Self::new)
    }
}

impl<R: Reader> Demarche<R> {
    /// Reads with the given reader.
    pub const fn new(reader: R) -> Self {
        Self {
            reader,
            gazetteer: None,
            rules: None,
        }
    }

    /// Knows these actors instead of the program's own.
    #[must_use]
    pub fn with_gazetteer(mut self, gazetteer: Gazetteer) -> Self {
        self.gazetteer = Some(gazetteer);
        self
    }

    /// Codes events by these rules instead of the program's own.
    #[must_use]
    pub fn with_rules(mut self, rules: RuleBook) -> Self {
        self.rules = Some(rules);
        self
    }

    /// What reads.
    #[must_use]
    pub const fn reader(&self) -> &R {
        &self.reader
    }

    /// The actors that are known.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        self.gazetteer.as_ref().unwrap_or_else(|| Gazetteer::embedded())
    }

    /// The rules by which events are coded.
    #[must_use]
    pub fn rules(&self) -> &RuleBook {
        self.rules.as_ref().unwrap_or_else(|| RuleBook::embedded())
    }

    /// Reads a document, whose record depends on nothing but the document, the reader, the gazetteer and the rules.
    ///
    /// # Errors
    /// Where the reader fails on the document's words.
    pub fn read(&self, document: &Document) -> Result<Record, ReadError> {
        let segments = segment(document);
        let words = Words::new(&document.text, &segments);
        let reading = self.reader.read(&words)?;
        let Some(tree) = Tree::new(document, &segments, &reading) else {
            return Ok(record(document, &segments, document.masthead.published.clone()));
        };
        let expressions = times::expressions(document);
        let published = published(&tree, &expressions, self.gazetteer());
        let times = Times::resolve(&tree, &expressions, &published);
        let mut statements = attribute(document, &segments, &reading);
        let entities = entities(&tree, &statements, &published, self.gazetteer());
        entities.name_parties(&tree, &mut statements);
        times::statements::date(&tree, &times, &mut statements);
        let places = places(&tree);
        let found = Found {
            entities: &entities,
            places: &places,
            times: &times,
            published: &published,
        };
        let events = events(&tree, &found, &statements, self.rules());
        let exchanges = exchanges(&tree, &entities, &events);
        Ok(Record {
            times: times.into_list(),
            places: places.into_list(),
            entities: entities.into_list(),
            statements,
            events,
            exchanges,
            ..record(document, &segments, published)
        })
    }
}

/// The day that the masthead states, or what the words leave of the calendar.
fn published(tree: &Tree, expressions: &[Expression], gazetteer: &Gazetteer) -> Published {
    let stated = &tree.document.masthead.published;
    if stated.basis == DateBasis::Unknown {
        dating::infer(tree, expressions, gazetteer)
    } else {
        stated.clone()
    }
}

/// What is known of a document, put down.
fn record(document: &Document, segments: &Segments, published: Published) -> Record {
    Record {
        id: document.text.id(),
        text: Some(document.text.as_str().to_owned()),
        document: RecordDocument {
            published,
            ..masthead(document)
        },
        sentences: story(document, segments),
        ..Record::default()
    }
}

fn masthead(document: &Document) -> RecordDocument {
    let masthead = document.masthead.clone();
    RecordDocument {
        uri: masthead.uri,
        title: masthead.title.map(|span| document.text.quote(span)),
        section: masthead.section,
        byline: masthead.byline,
        publisher: masthead.publisher,
        credits: masthead.credits,
        language: masthead.language,
        published: masthead.published,
    }
}

/// The sentences of the story: headlines and headings are read, but tell none of it.
fn story(document: &Document, segments: &Segments) -> Vec<Span> {
    let in_story = |block: usize| document.blocks.get(block).is_some_and(|block| block.kind.is_story());
    segments
        .sentences
        .iter()
        .filter(|sentence| in_story(sentence.block))
        .map(|sentence| sentence.span)
        .collect()
}
