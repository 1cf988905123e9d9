//! The stages joined: from a document to its record.

use crate::attribute::attribute;
use crate::resolve::times::Times;
use crate::resolve::{dating, times};
use crate::segment::segment;
use crate::tree::Tree;
use demarche_gazetteer::Gazetteer;
use demarche_reader::{LoadError, NeuralReader, ReadError, Reader, Words};
use demarche_times::Expression;
use demarche_types::{DateBasis, Document, Published, Record, RecordDocument, Segments, Span, Statement};

/// Reads documents with a reader of one's choice: the neural one, unless tests or another language want a different one.
///
/// It holds no state but the reader, so one can serve many threads.
#[derive(Debug)]
pub struct Demarche<R = NeuralReader> {
    reader: R,
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
        Self { reader }
    }

    /// Reads a document, whose record depends on nothing but the document and the reader.
    ///
    /// # Errors
    /// Where the reader fails on the document's words.
    pub fn read(&self, document: &Document) -> Result<Record, ReadError> {
        let segments = segment(document);
        let words = Words::new(&document.text, &segments);
        let reading = self.reader.read(&words)?;
        let tree = Tree::new(document, &segments, &reading);
        let expressions = times::expressions(document);
        let published = published(document, tree.as_ref(), &expressions);
        let times = Times::resolve(document, tree.as_ref(), &expressions, &published);
        let mut statements = attribute(document, &segments, &reading);
        tree.iter().for_each(|tree| times.date(tree, &mut statements));
        Ok(Record {
            times: times.into_list(),
            ..record(document, &segments, published, statements)
        })
    }
}

/// The day that the masthead states, or what the words leave of the calendar.
fn published(document: &Document, tree: Option<&Tree<'_>>, expressions: &[Expression]) -> Published {
    let stated = &document.masthead.published;
    let tree = tree.filter(|_| stated.basis == DateBasis::Unknown);
    tree.map_or_else(
        || stated.clone(),
        |tree| dating::infer(tree, expressions, Gazetteer::embedded()),
    )
}

/// What is known of a document, put down.
fn record(document: &Document, segments: &Segments, published: Published, statements: Vec<Statement>) -> Record {
    Record {
        id: document.text.id(),
        text: Some(document.text.as_str().to_owned()),
        document: RecordDocument {
            published,
            ..masthead(document)
        },
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
