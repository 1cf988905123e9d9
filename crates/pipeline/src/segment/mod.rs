//! Segment: from blocks to sentences and words, as Universal Dependencies has them in its English treebanks.
//!
//! `ends` decides where sentences end, `words` cuts them, `limit` keeps them to a length. The word lists are in
//! `data/`, to be edited by hand; the weights of the classifier of sentence ends are written by
//! `training/segment.py`.

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
/// A sentence never crosses a block, and line breaks within a block are white space. Every character of a read block
/// that is no white space lies in exactly one word. No sentence has more than 400 words: a longer one is cut at the
/// best mark in reach. Takes time in proportion to the text.
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
    segments.sentences.push(Sentence {
        span: segments.span(words.clone()),
        words,
        block,
        opens_block,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_types::{Masthead, Text};
    use proptest::prelude::*;

    /// A document of these blocks, with a blank line between them.
    fn document(parts: &[(BlockKind, &str)]) -> Document {
        let mut text = String::new();
        let mut blocks = Vec::new();
        for &(kind, part) in parts {
            let start = text.chars().count();
            text.push_str(part);
            blocks.push(Block {
                span: Span::new(start, start + part.chars().count()),
                kind,
            });
            text.push_str("\n\n");
        }
        let text = Text::new(text);
        let trimmed = |block: Block| text.trim(block.span).map(|span| Block { span, ..block });
        let blocks = blocks.into_iter().filter_map(trimmed).collect();
        Document {
            text,
            blocks,
            masthead: Masthead::default(),
        }
    }

    fn sentences(document: &Document) -> Vec<&str> {
        segment(document)
            .sentences
            .iter()
            .map(|s| document.text.slice(s.span))
            .collect()
    }

    /// What holds for every text.
    fn check(document: &Document) {
        let segments = segment(document);
        check_words(document, &segments);
        check_sentences(document, &segments);
        let covered: usize = segments
            .words
            .iter()
            .map(|w| {
                document
                    .text
                    .slice(w.span)
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .count()
            })
            .sum();
        let read = document.blocks.iter().filter(|b| b.kind.is_read());
        let visible: usize = read
            .map(|b| {
                document
                    .text
                    .slice(b.span)
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .count()
            })
            .sum();
        assert_eq!(covered, visible, "every character is in one word");
    }

    fn check_words(document: &Document, segments: &Segments) {
        for word in &segments.words {
            assert_eq!(
                document.text.trim(word.span),
                Some(word.span),
                "no word is empty or has white space at its ends"
            );
        }
        for pair in segments.words.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start, "words stand in order");
            assert!(
                !pair[1].continues_token || pair[0].span.end == pair[1].span.start,
                "a token has no gap"
            );
        }
        assert!(segments.words.first().is_none_or(|w| !w.continues_token));
    }

    fn check_sentences(document: &Document, segments: &Segments) {
        let mut next = 0;
        let mut last_block = None;
        for sentence in &segments.sentences {
            assert_eq!(sentence.words.start, next, "sentences share out the words");
            assert!((1..=limit::MOST_WORDS).contains(&sentence.words.len()));
            assert_eq!(sentence.span, segments.span(sentence.words.clone()));
            assert!(document.blocks[sentence.block].span.contains(sentence.span));
            assert_eq!(sentence.opens_block, last_block != Some(sentence.block));
            (next, last_block) = (sentence.words.end, Some(sentence.block));
        }
        assert_eq!(next, segments.words.len());
    }

    #[test]
    fn blocks_that_are_not_read_are_passed_over() {
        let document = document(&[
            (BlockKind::Title, "Talks fail"),
            (BlockKind::Byline, "By A. Writer."),
            (BlockKind::Paragraph, "It rained. It poured."),
            (BlockKind::ListItem, "one point"),
        ]);
        assert_eq!(
            sentences(&document),
            ["Talks fail", "It rained.", "It poured.", "one point"]
        );
        let segments = segment(&document);
        assert_eq!(
            segments.sentences.iter().map(|s| s.block).collect::<Vec<_>>(),
            [0, 2, 2, 3]
        );
        assert_eq!(
            segments.sentences.iter().map(|s| s.opens_block).collect::<Vec<_>>(),
            [true, true, false, true]
        );
    }

    #[test]
    fn line_breaks_are_white_space() {
        let document = document(&[(
            BlockKind::Paragraph,
            "The talks\nfailed on\r\nMonday. Nobody\twas\u{A0}hurt.",
        )]);
        assert_eq!(
            sentences(&document),
            ["The talks\nfailed on\r\nMonday.", "Nobody\twas\u{A0}hurt."]
        );
        assert_eq!(segment(&document).words.len(), 10);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        let document = document(&[
            (
                BlockKind::Paragraph,
                "‘The workers’ case is strong,’ he said. ‘They will win.",
            ),
            (BlockKind::Paragraph, "‘And then they’ll rest.’"),
        ]);
        assert_eq!(sentences(&document).len(), 3);
        check(&document);
    }

    #[test]
    fn offsets_count_code_points_of_the_whole_text() {
        let document = document(&[
            (BlockKind::Title, "🇫🇷 e\u{301}té"),
            (BlockKind::Paragraph, "Ça va. שלום!"),
        ]);
        let segments = segment(&document);
        let words: Vec<_> = segments.words.iter().map(|w| document.text.slice(w.span)).collect();
        assert_eq!(words, ["🇫🇷", "e\u{301}té", "Ça", "va", ".", "שלום", "!"]);
    }

    #[test]
    fn a_million_characters_without_a_full_stop() {
        for text in ["word ".repeat(200_000), "x".repeat(1_000_000)] {
            check(&document(&[(BlockKind::Paragraph, &text)]));
        }
    }

    /// Runs that would take minutes if any rule read a run again from each of its words.
    #[test]
    fn time_is_in_proportion() {
        for piece in [
            "(a-'b.", "10,", "1-", "|<", "Ab1.", "@a-", "(www.", "n't", "co-", ":)", "Ab.Cd”", "s' ", "a.b/(",
        ] {
            check(&document(&[(BlockKind::Paragraph, &piece.repeat(100_000))]));
        }
    }

    /// What meets every rule, parted by bars.
    const PIECES: &str = "U.S.|No.|J.|don’t|workers’|'em|’90s\
        |$5m|10:30|1,000|555-0134|pre-|-|—|...|. . .|…|?!|“|”|‘|’|``|''|[|]\
        |(|)|:)|@|a@b.c|http://x.y/(z)|www.|x.com|said|The|Gen.|etc.|n't|'s|#tag|_|&|½|٣\
        |\u{301}|\u{200D}|🇫🇷|👍🏽|\0|\u{FEFF}|\n|\u{85}|\u{3000}";

    fn pieces() -> impl Strategy<Value = String> {
        let known = prop::sample::select(PIECES.split('|').collect::<Vec<_>>()).prop_map(str::to_owned);
        let piece = prop_oneof![known, any::<char>().prop_map(String::from), Just(" ".to_owned())];
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn holds_for_any_text(first in pieces(), second in any::<String>(), third in pieces()) {
            check(&document(&[
                (BlockKind::Title, &first),
                (BlockKind::Furniture, &second),
                (BlockKind::Paragraph, &third),
                (BlockKind::Paragraph, &second),
            ]));
        }
    }
}
