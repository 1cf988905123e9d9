//! Segment: from blocks to sentences and words, as Universal Dependencies has them in its English treebanks.
//!
//! `ends` decides where sentences end, `words` cuts them, `limit` keeps them to a length. The word lists are in `data/`, to
//! be edited by hand; the weights of the classifier of sentence ends are written by `training/segment.py`.

mod ends;
mod lexicon;
mod limit;
mod marks;
mod words;

use demarche_types::{Block, BlockKind, Document, Segments, Sentence, Span, Word};
use ends::Style;
use words::{Cutter, Piece};

/// The sentences and words of every block that is read, in order, in code points of the untouched text.
///
/// A sentence never crosses a block, and line breaks within a block are white space. Every character of a read block that is
/// no white space lies in exactly one word. No sentence has more than 400 words: a longer one is cut at the best mark in
/// reach. Takes time in proportion to the text.
#[must_use]
pub fn segment(document: &Document) -> Segments {
    let mut segments = Segments::default();
    for (index, block) in document.blocks.iter().enumerate() {
        if block.kind.is_read() {
            read_block(document, index, block, &mut segments);
        }
    }
    segments
}

fn read_block(document: &Document, index: usize, block: &Block, segments: &mut Segments) {
    let text: Vec<char> = document.text.slice(block.span).chars().collect();
    let mut cutter = Cutter::new(&text);
    let mut opens_block = true;
    for sentence in ends::sentences(&text, style(block.kind)) {
        let pieces = cutter.words(sentence);
        for part in limit::parts(&text, &pieces) {
            push(&pieces[part], index, block.span.start, opens_block, segments);
            opens_block = false;
        }
    }
}

fn style(kind: BlockKind) -> Style {
    if kind.is_story() { Style::Prose } else { Style::Heading }
}

/// Adds a sentence of these words, which count from `origin`. There is one at least.
fn push(pieces: &[Piece], block: usize, origin: usize, opens_block: bool, segments: &mut Segments) {
    let first = segments.words.len();
    segments.words.extend(pieces.iter().map(|piece| Word {
        span: Span::new(origin + piece.span.start, origin + piece.span.end),
        continues_token: piece.continues,
    }));
    let words = first..segments.words.len();
    segments.sentences.push(Sentence { span: segments.span(words.clone()), words, block, opens_block });
}
