//! The tokens as rules look at them. Past either end there is only white space.

use crate::lexicon::Lex;
use crate::tokens::Token;

pub(super) struct Scan<'a> {
    tokens: &'a [Token<'a>],
}

impl<'a> Scan<'a> {
    pub(super) const fn new(tokens: &'a [Token<'a>]) -> Self {
        Self { tokens }
    }

    pub(super) fn lex(&self, at: usize) -> Lex {
        self.tokens.get(at).map_or(Lex::Sign(' '), |token| token.lex)
    }

    /// The word in lower case; empty past the end.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_ref())
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| words.contains(&token.lower.as_ref()))
    }

    pub(super) fn is_before(&self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, words))
    }

    pub(super) fn sign(&self, at: usize, sign: char) -> bool {
        self.lex(at) == Lex::Sign(sign)
    }

    /// Past the sign, where it is there.
    pub(super) fn skip(&self, at: usize, sign: char) -> usize {
        at + usize::from(self.sign(at, sign))
    }

    /// Past any of the words, where one is there.
    pub(super) fn skip_word(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.is(at, words))
    }

    /// Whether no white space parts the token from the one before.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// Whether a token begins a sentence or a paragraph.
    pub(super) fn opens(&self, at: usize) -> bool {
        at == 0
            || self.tokens.get(at).is_some_and(|token| token.apart)
            || self.is_before(at, &[".", "?", "!", "\"", "“", "”"])
    }

    /// Past `'s`, where it is there.
    pub(super) fn possessive(&self, at: usize) -> Option<usize> {
        (self.sign(at, '\'') && self.glued(at) && self.word(at + 1) == "s" && self.glued(at + 1)).then_some(at + 2)
    }

    /// Past a hyphen, where it is glued to both sides.
    pub(super) fn hyphen(&self, at: usize) -> Option<usize> {
        (self.sign(at, '-') && self.glued(at) && self.glued(at + 1)).then_some(at + 1)
    }

    /// Past the full stop of an abbreviation.
    pub(super) fn stop(&self, at: usize) -> usize {
        at + usize::from(self.sign(at, '.') && self.glued(at))
    }
}
