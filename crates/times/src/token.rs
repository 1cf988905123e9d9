//! Words, numbers and marks of a text, with what the word lists say of them.

use crate::lexicon::{Context, Lexicon, Sense};

/// A word, a number or a mark. `4th` is a number and a word, `p.m.` two words and two marks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'t> {
    /// Its letters.
    pub(crate) text: &'t str,
    /// The byte it starts at.
    pub(crate) start: usize,
    pub(crate) kind: TokenKind,
    /// Whether no white space stands before it.
    pub(crate) glued: bool,
    /// Whether a paragraph starts with it.
    pub(crate) opens_paragraph: bool,
    /// What the word lists say of it.
    pub(crate) senses: &'static [Sense],
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters.
    Word,
    /// Digits, and the number they make, at most `u32::MAX`.
    Number(u32),
    /// One character of any other kind.
    Mark(char),
}

impl Token<'_> {
    /// One past its last byte.
    pub(crate) const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is this word, in letters of any case.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is a word of this class.
    pub(crate) fn stands_as(&self, class: Context) -> bool {
        self.senses.contains(&Sense::Context(class))
    }

    /// Whether an expression can start with it.
    pub(crate) fn can_open(&self) -> bool {
        match self.kind {
            TokenKind::Word => self
                .senses
                .iter()
                .any(|sense| !matches!(sense, Sense::Cue(_) | Sense::Context(_))),
            TokenKind::Number(_) => true,
            TokenKind::Mark(mark) => matches!(mark, '\'' | '’' | '‘' | '`'),
        }
    }

    /// Whether its first letter is a capital.
    pub(crate) fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The tokens of a text. White space with two line breaks in it divides paragraphs.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let lexicon = Lexicon::get();
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    let (mut at, mut glued, mut breaks) = (0, false, 2);
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            breaks += usize::from(first == '\n');
            glued = false;
            at += first.len_utf8();
            continue;
        }
        let (kind, len) = token_at(&text[at..], first);
        let letters = &text[at..at + len];
        tokens.push(Token {
            text: letters,
            start: at,
            kind,
            glued,
            opens_paragraph: breaks >= 2,
            senses: lexicon.senses(letters, kind),
        });
        (at, glued, breaks) = (at + len, true, 0);
    }
    tokens
}

/// The kind of the token at the start of a text, and its length in bytes.
fn token_at(rest: &str, first: char) -> (TokenKind, usize) {
    let run = |part: fn(char) -> bool| rest.find(|c| !part(c)).unwrap_or(rest.len());
    if first.is_ascii_digit() {
        let len = run(|c| c.is_ascii_digit());
        (TokenKind::Number(rest[..len].parse().unwrap_or(u32::MAX)), len)
    } else if first.is_alphabetic() {
        (TokenKind::Word, run(char::is_alphabetic))
    } else {
        (TokenKind::Mark(first), first.len_utf8())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_words_and_marks() {
        let found: Vec<_> = tokens("By 4th Feb.\n\n’98").iter().map(|t| (t.text, t.glued)).collect();
        let expected = [
            ("By", false),
            ("4", false),
            ("th", true),
            ("Feb", false),
            (".", true),
            ("’", false),
            ("98", true),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_blank_line_opens_a_paragraph() {
        let opens: Vec<bool> = tokens("a\nb\n \nc").iter().map(|t| t.opens_paragraph).collect();
        assert_eq!(opens, [true, false, true]);
    }
}
