//! What must hold of whatever comes through a door.

use demarche::segment::segment;
use demarche::types::{Document, Span};
use demarche::{Given, Origin, take};

/// Takes bytes in as a file of that name. A refusal is fine; a document must be sound, and must read as one.
pub fn through(name: &str, bytes: &[u8]) {
    let given = Given { any_language: true, ..Given::default() };
    if let Ok(taken) = take(bytes, &Origin::File(name.into()), &given) {
        let document = taken.document;
        let blocks: Vec<Span> = document.blocks.iter().map(|block| block.span).collect();
        assert_sound(&document, &blocks);
        let segments = segment(&document);
        let sentences: Vec<Span> = segments.sentences.iter().map(|sentence| sentence.span).collect();
        assert_sound(&document, &sentences);
        let words: Vec<Span> = segments.words.iter().map(|word| word.span).collect();
        assert_sound(&document, &words);
    }
}

/// Spans in range, in order, not overlapping, and on something that can be seen.
fn assert_sound(document: &Document, spans: &[Span]) {
    for &span in spans {
        assert_eq!(document.text.trim(span), Some(span));
        assert!(span.end <= document.text.len());
    }
    for pair in spans.windows(2) {
        assert!(pair[0].end <= pair[1].start);
    }
}
