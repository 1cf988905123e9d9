//! A text cut into words, numbers and signs, each looked up in the lexicon once.

use crate::lexicon::{LEXICON, Lex};
use std::borrow::Cow;

/// A run of letters, a run of digits, or a sign.
#[derive(Debug)]
pub(crate) struct Token<'a> {
    /// The letters in lower case, with the straight apostrophe for every kind.
    pub(crate) lower: Cow<'a, str>,
    pub(crate) lex: Lex,
    /// In code points.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether white space parts it from the token before.
    pub(crate) spaced: bool,
    /// Whether an empty line parts it from the token before.
    pub(crate) apart: bool,
    /// Whether it begins with a capital letter.
    pub(crate) capital: bool,
}

/// Cuts a text.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let (mut at, mut bytes, mut breaks) = (0, 0, 0);
    let mut spaced = true;
    while let Some(first) = text[bytes..].chars().next() {
        if first.is_whitespace() {
            (at, bytes, spaced) = (at + 1, bytes + first.len_utf8(), true);
            breaks += usize::from(first == '\n');
            continue;
        }
        let (length, points) = run(&text[bytes..], first);
        tokens.push(token(
            &text[bytes..bytes + length],
            first,
            at,
            points,
            spaced,
            breaks > 1,
        ));
        (at, bytes, spaced, breaks) = (at + points, bytes + length, false, 0);
    }
    tokens
}

/// The words and signs of a phrase of the lexicon.
pub(crate) fn pieces(phrase: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = phrase.trim_start();
    while let Some(first) = rest.chars().next() {
        let (length, _) = run(rest, first);
        pieces.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    pieces
}

/// How many bytes and code points the token has that begins here.
fn run(rest: &str, first: char) -> (usize, usize) {
    let class: fn(char) -> bool = if first.is_ascii_digit() {
        |c| c.is_ascii_digit()
    } else if first.is_alphabetic() {
        char::is_alphabetic
    } else {
        return (first.len_utf8(), 1);
    };
    let inside = rest
        .char_indices()
        .find(|(_, c)| !class(*c))
        .map_or(rest.len(), |(at, _)| at);
    (inside, rest[..inside].chars().count())
}

fn token(word: &str, first: char, start: usize, points: usize, spaced: bool, apart: bool) -> Token<'_> {
    let lower = lower(word);
    let lex = if first.is_ascii_digit() {
        word.parse().map_or(Lex::Plain, |value| {
            Lex::Digits(value, u8::try_from(points).unwrap_or(u8::MAX))
        })
    } else if first.is_alphabetic() {
        LEXICON.word(&lower)
    } else {
        Lex::Sign(sign(first))
    };
    Token {
        lower,
        lex,
        start,
        end: start + points,
        spaced,
        apart,
        capital: first.is_uppercase(),
    }
}

fn lower(word: &str) -> Cow<'_, str> {
    if word == "’" || word == "‘" {
        Cow::Borrowed("'")
    } else if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// The plain sign for its typographic kinds.
const fn sign(sign: char) -> char {
    match sign {
        '’' | '‘' => '\'',
        '–' | '‑' | '‐' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_signs() {
        let found: Vec<_> = tokens("Žilina’s 4th\n\nÜber")
            .iter()
            .map(|t| (t.lower.to_string(), t.start, t.end, t.apart))
            .collect();
        let want = [
            ("žilina", 0, 6, false),
            ("'", 6, 7, false),
            ("s", 7, 8, false),
            ("4", 9, 10, false),
            ("th", 10, 12, false),
            ("über", 14, 18, true),
        ];
        assert_eq!(
            found,
            want.map(|(word, start, end, apart)| (word.to_owned(), start, end, apart))
        );
    }
}
