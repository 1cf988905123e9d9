//! A document with its reading, written by hand for tests.
//!
//! A line is a sentence; an empty line ends a paragraph; `# title` turns the next paragraph into a headline. A word is
//! `form/UPOS/head/relation`, heads counted from 1 in the sentence and 0 the root, its lemma after a colon where it is
//! not the form in lower case (`said:say/VERB/0/root`), its features in a fifth field. `~` at its start glues it to the
//! word before it.

use super::Tree;
use demarche_types::{
    Arc, Attribution, Block, BlockKind, Document, EntityKind, EntityName, Masthead, Morphology, Reading, Segments,
    Sentence, Span, Text, Upos, Word,
};
use std::ops::Range;

/// Everything that the stage is given.
pub(crate) struct Page {
    pub(crate) document: Document,
    pub(crate) segments: Segments,
    pub(crate) reading: Reading,
}

impl Page {
    pub(crate) fn new(notation: &str) -> Self {
        let mut pen = Pen::default();
        for line in notation.lines().map(str::trim) {
            match line {
                "" => pen.end_block(),
                "# title" => pen.kind = Some(BlockKind::Title),
                _ => pen.sentence(line),
            }
        }
        pen.end_block();
        pen.finish()
    }

    /// Adds an attribution of the reader, its parts given by their words.
    pub(crate) fn attributed(mut self, source: &str, cue: &str, content: &[&str]) -> Self {
        let attribution = Attribution {
            source: (!source.is_empty()).then(|| self.find(source)),
            cue: if cue.is_empty() {
                Vec::new()
            } else {
                vec![self.find(cue)]
            },
            content: content.iter().map(|c| self.find(c)).collect(),
            score: 0.9,
        };
        self.reading.attributions.push(attribution);
        self
    }

    /// Adds a name of the reader.
    pub(crate) fn named(mut self, words: &str, kind: EntityKind) -> Self {
        let name = EntityName {
            words: self.find(words),
            kind,
            score: 0.9,
        };
        self.reading.names.push(name);
        self
    }

    pub(crate) fn tree(&self) -> Tree<'_> {
        Tree::new(&self.document, &self.segments, &self.reading).expect("one reading a word")
    }

    /// The words that a stretch of the text covers.
    pub(crate) fn find(&self, words: &str) -> Range<usize> {
        let byte = self
            .document
            .text
            .as_str()
            .find(words)
            .unwrap_or_else(|| panic!("no “{words}” on the page"));
        let start = self.document.text.code_point(byte);
        let span = Span::new(start, start + words.chars().count());
        let inside = |w: &Word| span.contains(w.span);
        let first = self
            .segments
            .words
            .iter()
            .position(inside)
            .expect("a word starts there");
        first..first + self.segments.words.iter().filter(|w| inside(w)).count()
    }
}

/// Writes a page word by word.
#[derive(Default)]
struct Pen {
    text: String,
    blocks: Vec<Block>,
    kind: Option<BlockKind>,
    block_start: Option<usize>,
    segments: Segments,
    reading: Reading,
}

impl Pen {
    fn length(&self) -> usize {
        self.text.chars().count()
    }

    fn sentence(&mut self, line: &str) {
        let first = self.segments.words.len();
        let opens_block = self.block_start.is_none();
        for item in line.split_whitespace() {
            self.word(item, first);
        }
        let last = self.segments.words.len();
        let span = self.segments.span(first..last);
        let block = self.blocks.len();
        self.segments.sentences.push(Sentence {
            span,
            words: first..last,
            block,
            opens_block,
        });
    }

    fn word(&mut self, item: &str, first: usize) {
        let (glued, item) = item.strip_prefix('~').map_or((false, item), |rest| (true, rest));
        let fields: Vec<&str> = item.split('/').collect();
        let (form, lemma) = match fields[0].split_once(':') {
            Some((form, lemma)) if !form.is_empty() && !lemma.is_empty() => (form, lemma.to_owned()),
            _ => (fields[0], fields[0].to_lowercase()),
        };
        if !glued && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        let start = self.length();
        self.block_start.get_or_insert(start);
        self.text.push_str(form);
        self.segments.words.push(Word {
            span: Span::new(start, self.length()),
            continues_token: glued,
        });
        let head: usize = fields[2].parse().expect("a head");
        let upos: Upos = fields[1].parse().expect("a part of speech");
        let features = fields.get(4).copied().unwrap_or_default().to_owned();
        self.reading.morphology.push(Morphology { upos, lemma, features });
        let head = (head > 0).then(|| first + head - 1);
        self.reading.tree.push(Arc {
            head,
            relation: fields[3].to_owned(),
        });
    }

    fn end_block(&mut self) {
        let Some(start) = self.block_start.take() else { return };
        let kind = self.kind.take().unwrap_or(BlockKind::Paragraph);
        self.blocks.push(Block {
            span: Span::new(start, self.length()),
            kind,
        });
        self.text.push('\n');
    }

    fn finish(self) -> Page {
        let document = Document {
            text: Text::new(self.text),
            blocks: self.blocks,
            masthead: Masthead::default(),
        };
        Page {
            document,
            segments: self.segments,
            reading: self.reading,
        }
    }
}
