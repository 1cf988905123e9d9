//! The stages joined: from a document to its record.

use crate::attribute::attribute;
use crate::code::rules::RuleBook;
use crate::code::{Actors, events};
use crate::segment::segment;
use crate::tree::Tree;
use demarche_reader::{LoadError, NeuralReader, ReadError, Reader, Words};
use demarche_types::{Document, Entity, Event, Reading, Record, RecordDocument, Segments, Span, Statement};

/// Reads documents with a reader of one's choice: the neural one, unless tests or another language want a different one.
///
/// It holds no state but the reader and the rules, so one can serve many threads.
#[derive(Debug)]
pub struct Demarche<R = NeuralReader> {
    reader: R,
    /// The rules in place of those that are built in.
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
        Self { reader, rules: None }
    }

    /// Codes events by these rules.
    #[must_use]
    pub fn with_rules(self, rules: RuleBook) -> Self {
        Self {
            rules: Some(rules),
            ..self
        }
    }

    /// The rules by which events are coded: those that are built in unless others were given.
    #[must_use]
    pub fn rules(&self) -> &RuleBook {
        self.rules.as_ref().unwrap_or_else(|| RuleBook::embedded())
    }

    /// Reads a document, whose record depends on nothing but the document and the reader.
    ///
    /// # Errors
    /// Where the reader fails on the document's words.
    pub fn read(&self, document: &Document) -> Result<Record, ReadError> {
        let segments = segment(document);
        let words = Words::new(&document.text, &segments);
        let reading = self.reader.read(&words)?;
        let statements = attribute(document, &segments, &reading);
        let (entities, events) = code(document, &segments, &reading, &statements, self.rules());
        Ok(Record {
            entities,
            events,
            ..record(document, &segments, statements)
        })
    }
}

fn code(
    document: &Document,
    segments: &Segments,
    reading: &Reading,
    statements: &[Statement],
    rules: &RuleBook,
) -> (Vec<Entity>, Vec<Event>) {
    let Some(tree) = Tree::new(document, segments, reading) else {
        return (Vec::new(), Vec::new());
    };
    let actors = Actors::new(&tree);
    let events = events(&tree, &actors, statements, rules);
    (actors.into_list(), events)
}

/// What is known of a document, put down.
fn record(document: &Document, segments: &Segments, statements: Vec<Statement>) -> Record {
    Record {
        id: document.text.id(),
        text: Some(document.text.as_str().to_owned()),
        document: masthead(document),
        sentences: story(document, segments),
        statements,
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
