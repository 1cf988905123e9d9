//! Why an event is one, kept in few bytes: what the rules say of many events once, and the words that it quotes by where they stand.

use demarche_types::{Span, Text};

const QUOTE: char = '“';
const UNQUOTE: char = '”';

/// A reason in pieces, between which words of the text stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// One more than there are words.
    pub pieces: Vec<String>,
    /// Start and length of the words after each piece but the last.
    pub words: Vec<usize>,
}

impl Reason {
    /// The pieces of a reason, put together from which and from the words it is the same again. Words that stand at `near` are taken
    /// from there, and otherwise from where they stand first; what is quoted and stands nowhere stays as it is.
    pub fn of(why: &str, text: &Text, near: Option<Span>) -> Self {
        let (mut reason, mut piece, mut rest) = (Self::default(), String::new(), why);
        while let Some((before, quoted, after)) = next_quoted(rest) {
            piece.push_str(before);
            match find(quoted, text, near) {
                Some(words) => {
                    reason.pieces.push(std::mem::take(&mut piece));
                    reason.words.extend([words.start, words.len()]);
                }
                None => piece.push_str(quoted),
            }
            rest = after;
        }
        piece.push_str(rest);
        reason.pieces.push(piece);
        reason
    }

    /// The reason that it was made of.
    pub fn told(&self, text: &Text) -> String {
        let mut words = self.words.chunks_exact(2);
        let pieces = self.pieces.iter().map(|piece| {
            let words = words
                .next()
                .map(|at| text.slice(Span::new(at[0], at[0].saturating_add(at[1]))));
            format!("{piece}{}", words.unwrap_or_default())
        });
        pieces.collect()
    }
}

/// What stands up to the next quotation, with its mark, what is quoted, and what follows, with the closing mark.
fn next_quoted(rest: &str) -> Option<(&str, &str, &str)> {
    let start = rest.find(QUOTE)? + QUOTE.len_utf8();
    let (before, rest) = rest.split_at(start);
    let (quoted, after) = rest.split_at(rest.find(UNQUOTE)?);
    Some((before, quoted, after))
}

fn find(words: &str, text: &Text, near: Option<Span>) -> Option<Span> {
    let at = |base: usize, within: &str| {
        let start = base + within.find(words).filter(|_| !words.is_empty())?;
        Some(Span::new(text.code_point(start), text.code_point(start + words.len())))
    };
    let nearest = near.and_then(|near| at(text.byte(near.start), text.slice(near)));
    nearest.or_else(|| at(0, text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Владимир met them. Ghana’s envoy met nobody, “they met”.";

    #[test]
    fn words_of_the_text_are_places() {
        let text = Text::new(TEXT);
        let why = "rule CONSULT/meet: “met”; actor at subject “Ghana’s envoy”";
        let reason = Reason::of(why, &text, Some(Span::new(19, 56)));
        assert_eq!(reason.pieces, ["rule CONSULT/meet: “", "”; actor at subject “", "”"]);
        assert_eq!(reason.words, [33, 3, 19, 13]);
        assert_eq!(reason.told(&text), why);
        assert_eq!(Reason::of(why, &text, None).words, [9, 3, 19, 13]);
    }

    #[test]
    fn whatever_it_says_it_is_the_same_again() {
        let text = Text::new(TEXT);
        for why in [
            "",
            "by rule",
            "“”",
            "“met",
            "met”",
            "“nowhere”; “met”",
            "a “b “met” c” d",
            "“they met”.”",
            "“Влади” “мир",
        ] {
            assert_eq!(Reason::of(why, &text, None).told(&text), why);
        }
    }
}
