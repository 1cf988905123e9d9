//! The words of a text, as searches know them: the indexes of words are made of these, and so is what is looked for in them.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text as an index takes them: parted by spaces, so that it need cut nothing itself.
pub fn line(text: &str) -> String {
    tokens(text).collect::<Vec<_>>().join(" ")
}

/// Lets a connection use `plain_words(text)`, which is [`line`]; of null it is empty.
pub fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("plain_words", 1, flags, |context| {
        Ok(line(context.get_raw(0).as_str_or_null()?.unwrap_or_default()))
    })
}

/// The words of a text, without case and accents, cut at everything that is neither letter nor digit.
pub fn tokens(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let is_part = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let words = text.split(move |c: char| !is_part(c)).filter(|word| !word.is_empty());
    words.map(fold).filter(|word| !word.is_empty())
}

/// A word without case and without the accents of Latin letters. In other scripts they make other letters: й is no и.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let is_folded = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        return if is_folded {
            word.into()
        } else {
            word.to_ascii_lowercase().into()
        };
    }
    let letters = word.chars().filter(|&c| !is_combining_mark(c)).map(unaccented);
    letters.flat_map(char::to_lowercase).collect::<String>().into()
}

/// The ASCII letter under the accents of a letter; the letter itself where there is none.
fn unaccented(letter: char) -> char {
    match std::iter::once(letter).nfd().next() {
        Some('ſ') => 's',
        Some(base) if base.is_ascii() => base,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_neither_case_nor_accents_nor_signs() {
        for (text, words) in [
            ("Larraín’s e-mail, NEAR the port.", "larrain s e mail near the port"),
            ("the \u{2068}port\u{2069} of ₽500; raid🕊", "the port of 500 raid"),
            ("Zu\u{308}rich, İzmir, ſo", "zurich izmir so"),
            ("Мой ЕЩЁ й", "мой ещё й"),
            ("они\0сами", "они сами"),
            (" — ", ""),
        ] {
            assert_eq!(line(text), words, "{text}");
        }
    }
}
