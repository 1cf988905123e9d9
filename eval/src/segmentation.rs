//! Sentences and tokens from raw text, against a treebank: F1 as in the CoNLL 2018 shared task.
//!
//! The raw text is built from the CoNLL-U file: tokens with a space after each that has not `SpaceAfter=No`, and a
//! blank line at `# newdoc` and `# newpar`. A sentence, token or word is right where its span in that text is.

use demarche_types::{Block, BlockKind, Document, Masthead, Segments, Span, Text};
use std::collections::BTreeSet;
use std::ops::AddAssign;

/// A document of a treebank as raw text, with the spans that its annotators gave. All count code points of `text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// What follows `# newdoc id =`.
    pub id: String,
    /// The raw text.
    pub text: String,
    /// Its paragraphs.
    pub blocks: Vec<Span>,
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// Its orthographic tokens.
    pub tokens: Vec<Span>,
    /// Its syntactic words that have letters of their own; a multiword token whose words are not its letters in order
    /// has none.
    pub words: Vec<Span>,
    /// How many syntactic words it has.
    pub word_count: usize,
    length: usize,
}

/// What was predicted, what is gold, and how much of it is both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Spans predicted.
    pub predicted: usize,
    /// Spans in gold.
    pub gold: usize,
    /// Spans that are both.
    pub right: usize,
}

/// The counts of each kind of span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Sentences.
    pub sentences: Counts,
    /// Orthographic tokens: *don't* is one.
    pub tokens: Counts,
    /// Syntactic words: *don't* is two.
    pub words: Counts,
}

impl Counts {
    /// The harmonic mean of precision and recall, 0 to 1; 1 where there is nothing on either side.
    pub fn f1(self) -> f64 {
        match self.predicted + self.gold {
            0 => 1.0,
            all => 2.0 * self.right as f64 / all as f64,
        }
    }

    fn of(predicted: &BTreeSet<Span>, gold: &[Span], gold_count: usize) -> Self {
        let right = gold.iter().filter(|span| predicted.contains(span)).count();
        Self {
            predicted: predicted.len(),
            gold: gold_count,
            right,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.predicted += other.predicted;
        self.gold += other.gold;
        self.right += other.right;
    }
}

impl AddAssign for Scores {
    fn add_assign(&mut self, other: Self) {
        self.sentences += other.sentences;
        self.tokens += other.tokens;
        self.words += other.words;
    }
}

impl Gold {
    /// The raw text as a segmenter takes it: every paragraph is a block to be read.
    pub fn document(&self) -> Document {
        let block = |&span: &Span| Block {
            span,
            kind: BlockKind::Paragraph,
        };
        let blocks = self.blocks.iter().map(block).collect();
        Document {
            text: Text::new(self.text.as_str()),
            blocks,
            masthead: Masthead::default(),
        }
    }

    fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += text.chars().count();
    }

    /// Ends the text for now: without the space after its last token.
    fn trim(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
            self.length -= 1;
        }
    }

    fn push_sentence(&mut self, tokens: &[Token<'_>], opens_block: bool) {
        if opens_block || self.blocks.is_empty() {
            self.trim();
            self.push_str(if self.blocks.is_empty() { "" } else { "\n\n" });
            self.blocks.push(Span::new(self.length, self.length));
        }
        let start = self.length;
        for token in tokens {
            self.push_token(token);
        }
        let end = self.tokens.last().map_or(start, |last| last.end);
        self.sentences.push(Span::new(start, end));
        if let Some(block) = self.blocks.last_mut() {
            block.end = end;
        }
    }

    fn push_token(&mut self, token: &Token<'_>) {
        let start = self.length;
        self.push_str(token.form);
        self.tokens.push(Span::new(start, self.length));
        self.word_count += token.words.len();
        if token.words.concat() == token.form {
            let mut at = start;
            for word in &token.words {
                let end = at + word.chars().count();
                self.words.push(Span::new(at, end));
                at = end;
            }
        }
        self.push_str(if token.space_after { " " } else { "" });
    }
}

/// An orthographic token of a treebank.
struct Token<'a> {
    form: &'a str,
    words: Vec<&'a str>,
    space_after: bool,
}

/// The documents of a CoNLL-U file; what stands before the first `# newdoc` is one too.
pub fn parse(conllu: &str) -> Vec<Gold> {
    let mut documents: Vec<Gold> = Vec::new();
    let mut opens_block = true;
    let mut lines = Vec::new();
    for line in conllu.lines().chain([""]) {
        if let Some(comment) = line.strip_prefix("# ") {
            let opens_document = comment.starts_with("newdoc");
            opens_block |= opens_document || comment == "newpar" || comment.starts_with("newpar ");
            if opens_document {
                let id = comment.split_once('=').map_or("", |(_, id)| id.trim()).to_owned();
                documents.push(Gold { id, ..Gold::default() });
            }
        } else if !line.is_empty() {
            lines.push(line);
        } else if !lines.is_empty() {
            if documents.is_empty() {
                documents.push(Gold::default());
            }
            if let Some(document) = documents.last_mut() {
                document.push_sentence(&tokens(&lines), std::mem::take(&mut opens_block));
            }
            lines.clear();
        }
    }
    documents.iter_mut().for_each(Gold::trim);
    documents
}

/// The tokens of a sentence's lines. Empty nodes (`8.1`) have no place in the text.
fn tokens<'a>(lines: &[&'a str]) -> Vec<Token<'a>> {
    let mut out: Vec<Token<'a>> = Vec::new();
    let mut covered = 0;
    for line in lines {
        let columns: Vec<_> = line.split('\t').collect();
        let (Some(id), Some(&form)) = (columns.first(), columns.get(1)) else {
            continue;
        };
        let space_after = !columns
            .last()
            .is_some_and(|misc| misc.split('|').any(|m| m == "SpaceAfter=No"));
        if let Some(last) = id.split_once('-').and_then(|(_, last)| last.parse().ok()) {
            covered = last;
            out.push(Token {
                form,
                words: Vec::new(),
                space_after,
            });
        } else if let Ok(number) = id.parse::<usize>() {
            match out.last_mut().filter(|_| number <= covered) {
                Some(token) => token.words.push(form),
                None => out.push(Token {
                    form,
                    words: vec![form],
                    space_after,
                }),
            }
        }
    }
    out
}

/// What a segmenter made of [`Gold::document`].
pub fn score(gold: &Gold, segments: &Segments) -> Scores {
    let mut tokens: Vec<Span> = Vec::new();
    for word in &segments.words {
        match tokens.last_mut().filter(|_| word.continues_token) {
            Some(token) => token.end = word.span.end,
            None => tokens.push(word.span),
        }
    }
    Scores {
        sentences: Counts::of(
            &segments.sentences.iter().map(|s| s.span).collect(),
            &gold.sentences,
            gold.sentences.len(),
        ),
        tokens: Counts::of(&tokens.into_iter().collect(), &gold.tokens, gold.tokens.len()),
        words: Counts::of(
            &segments.words.iter().map(|w| w.span).collect(),
            &gold.words,
            gold.word_count,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_types::{Sentence, Word};

    const BANK: &str = "# newdoc id = one\n# newpar id = a\n# text = I can't.\n\
        1\tI\t_\t_\t_\t_\t_\t_\t_\t_\n2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\tca\t_\t_\t_\t_\t_\t_\t_\t_\n\
        3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n\
        # text = Go\n1\tGo\t_\t_\t_\t_\t_\t_\t_\tX=Y|SpaceAfter=No\n1.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n\n\
        # newpar\n# newpar_block = p\n# text = É\n1\tÉ\t_\t_\t_\t_\t_\t_\t_\t_\n\n\
        # newdoc id = two\n1\tNo\t_\t_\t_\t_\t_\t_\t_\t_\n";

    #[test]
    fn raw_text_is_built_from_tokens() {
        let banks = parse(BANK);
        assert_eq!(
            banks
                .iter()
                .map(|b| (b.id.as_str(), b.text.as_str()))
                .collect::<Vec<_>>(),
            [("one", "I can't. Go\n\nÉ"), ("two", "No")]
        );
        assert_eq!(banks[0].blocks, [Span::new(0, 11), Span::new(13, 14)]);
        assert_eq!(
            banks[0].sentences,
            [Span::new(0, 8), Span::new(9, 11), Span::new(13, 14)]
        );
        assert_eq!(banks[0].tokens[1], Span::new(2, 7));
        assert_eq!((banks[0].words.len(), banks[0].word_count), (6, 6));
        assert_eq!(banks[0].words[1..3], [Span::new(2, 4), Span::new(4, 7)]);
    }

    #[test]
    fn every_gold_span_is_text() {
        for bank in parse(BANK) {
            let document = bank.document();
            for span in bank.sentences.iter().chain(&bank.tokens).chain(&bank.words) {
                assert_eq!(document.text.trim(*span), Some(*span));
            }
        }
    }

    #[test]
    fn spans_are_counted() {
        let gold = &parse(BANK)[0];
        let word = |start, end, continues_token| Word {
            span: Span::new(start, end),
            continues_token,
        };
        let words = vec![
            word(0, 1, false),
            word(2, 4, false),
            word(4, 7, true),
            word(7, 11, false),
            word(13, 14, false),
        ];
        let sentence = |start, end, words| Sentence {
            span: Span::new(start, end),
            words,
            block: 0,
            opens_block: true,
        };
        let segments = Segments {
            words,
            sentences: vec![sentence(0, 11, 0..4), sentence(13, 14, 4..5)],
        };
        let scores = score(gold, &segments);
        assert_eq!(
            scores.sentences,
            Counts {
                predicted: 2,
                gold: 3,
                right: 1
            }
        );
        assert_eq!(
            scores.tokens,
            Counts {
                predicted: 4,
                gold: 5,
                right: 3
            }
        );
        assert_eq!(
            scores.words,
            Counts {
                predicted: 5,
                gold: 6,
                right: 4
            }
        );
        assert!((scores.sentences.f1() - 0.4).abs() < 1e-9);
    }

    #[test]
    fn nothing_against_nothing_is_perfect() {
        assert!((Counts::default().f1() - 1.0).abs() < 1e-9);
    }
}
