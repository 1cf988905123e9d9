//! Words to pieces: normalisation and greedy longest match, as BERT's uncased models have them.

use crate::LoadError;
use std::collections::HashMap;
use unicode_general_category::{GeneralCategory as Category, get_general_category};
use unicode_normalization::UnicodeNormalization;

/// A word is cut after so many pieces.
const MAX_PIECES: usize = 16;

/// A longer subword, in characters, is unknown without being looked up.
const MAX_SUBWORD: usize = 100;

/// The ids of the pieces that are no part of any word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Special {
    /// `[CLS]`, which opens a window.
    pub open: i32,
    /// `[SEP]`, which closes it.
    pub close: i32,
    /// `[UNK]`, which stands for what has no pieces.
    pub unknown: i32,
}

/// The vocabulary.
#[derive(Debug)]
pub struct WordPiece {
    /// Pieces that begin a subword.
    initial: HashMap<String, i32>,
    /// Pieces that continue one, without their `##`.
    continuing: HashMap<String, i32>,
    /// The pieces outside words.
    pub special: Special,
}

impl WordPiece {
    /// A vocabulary; a piece's id is its place in the list.
    ///
    /// # Errors
    /// Where a piece outside words is missing.
    pub fn new(pieces: Vec<String>) -> Result<Self, LoadError> {
        let (mut initial, mut continuing) = (HashMap::with_capacity(pieces.len()), HashMap::new());
        for (id, piece) in (0..).zip(pieces) {
            match piece.strip_prefix("##") {
                Some(rest) => continuing.insert(rest.to_owned(), id),
                None => initial.insert(piece, id),
            };
        }
        let find = |piece: &str| {
            let id = initial.get(piece).copied();
            id.ok_or_else(|| LoadError::Key {
                key: "pieces",
                problem: format!("has no `{piece}`"),
            })
        };
        let special = Special {
            open: find("[CLS]")?,
            close: find("[SEP]")?,
            unknown: find("[UNK]")?,
        };
        Ok(Self {
            initial,
            continuing,
            special,
        })
    }

    /// Appends the pieces of a word: at least one, at most sixteen.
    pub fn encode(&self, form: &str, ids: &mut Vec<i32>) {
        let start = ids.len();
        for subword in subwords(form) {
            self.encode_subword(&subword, ids);
            if ids.len() >= start + MAX_PIECES {
                ids.truncate(start + MAX_PIECES);
                return;
            }
        }
        if ids.len() == start {
            ids.push(self.special.unknown);
        }
    }

    fn encode_subword(&self, subword: &str, ids: &mut Vec<i32>) {
        let before = ids.len();
        let mut rest = subword;
        let mut vocabulary = &self.initial;
        if subword.chars().count() > MAX_SUBWORD {
            return ids.push(self.special.unknown);
        }
        while !rest.is_empty() {
            let Some((id, length)) = longest_match(vocabulary, rest) else {
                ids.truncate(before);
                return ids.push(self.special.unknown);
            };
            ids.push(id);
            rest = &rest[length..];
            vocabulary = &self.continuing;
        }
    }
}

/// The id and length in bytes of the longest piece that `text` begins with.
fn longest_match(vocabulary: &HashMap<String, i32>, text: &str) -> Option<(i32, usize)> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
    ends.into_iter()
        .find_map(|end| Some((*vocabulary.get(&text[..end])?, end)))
}

/// The word in lower case without accents, split at every punctuation mark and ideograph.
fn subwords(form: &str) -> Vec<String> {
    let form = if matches!(form, "``" | "''") { "\"" } else { form };
    let mut parts: Vec<String> = Vec::new();
    let mut joins = false;
    for c in form.to_lowercase().nfd().filter(|&c| !is_dropped(c)) {
        let alone = is_punctuation(c) || is_ideograph(c);
        match parts.last_mut() {
            _ if c.is_whitespace() => {}
            Some(part) if joins && !alone => part.push(c),
            _ => parts.push(c.to_string()),
        }
        joins = !alone && !c.is_whitespace();
    }
    parts
}

/// Accents, control and format characters.
fn is_dropped(c: char) -> bool {
    c.is_ascii_control()
        || !c.is_ascii()
            && matches!(
                get_general_category(c),
                Category::NonspacingMark | Category::Control | Category::Format
            )
}

fn is_punctuation(c: char) -> bool {
    use Category::{
        ClosePunctuation, ConnectorPunctuation, DashPunctuation, FinalPunctuation, InitialPunctuation, OpenPunctuation,
        OtherPunctuation,
    };
    c.is_ascii_punctuation()
        || !c.is_ascii()
            && matches!(
                get_general_category(c),
                ClosePunctuation
                    | ConnectorPunctuation
                    | DashPunctuation
                    | FinalPunctuation
                    | InitialPunctuation
                    | OpenPunctuation
                    | OtherPunctuation
            )
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIECES: &str = "[PAD] [UNK] [CLS] [SEP] lod ##z un ##believ ##able don ' t \" u . s 京 e ##u";

    fn pieces(form: &str) -> Vec<&'static str> {
        let list: Vec<&str> = PIECES.split(' ').collect();
        let vocabulary = WordPiece::new(list.iter().map(|&p| p.to_owned()).collect()).unwrap();
        let mut ids = Vec::new();
        vocabulary.encode(form, &mut ids);
        ids.iter().map(|&id| list[usize::try_from(id).unwrap()]).collect()
    }

    #[test]
    fn longest_match_wins_and_continues() {
        assert_eq!(pieces("unbelievable"), ["un", "##believ", "##able"]);
        assert_eq!(pieces("Unbelievable"), ["un", "##believ", "##able"]);
        assert_eq!(pieces("unbelievably"), ["[UNK]"]);
    }

    #[test]
    fn accents_fall_and_letters_stay() {
        assert_eq!(pieces("LÒDZ\u{301}"), ["lod", "##z"]);
        assert_eq!(pieces("ł"), ["[UNK]"]);
        assert_eq!(pieces("e\u{AD}u"), ["e", "##u"]);
    }

    #[test]
    fn punctuation_and_ideographs_stand_alone() {
        assert_eq!(pieces("Don't"), ["don", "'", "t"]);
        assert_eq!(pieces("U.S."), ["u", ".", "s", "."]);
        assert_eq!(pieces("``"), ["\""]);
        assert_eq!(pieces("''"), ["\""]);
        assert_eq!(pieces("e京u"), ["e", "京", "u"]);
        assert_eq!(pieces("t—t"), ["t", "[UNK]", "t"]);
        assert_eq!(pieces("t\u{2009}t"), ["t", "t"]);
    }

    #[test]
    fn every_word_has_a_piece_and_none_more_than_sixteen() {
        assert_eq!(pieces(""), ["[UNK]"]);
        assert_eq!(pieces("\u{200B}\u{301}"), ["[UNK]"]);
        assert_eq!(pieces("😀"), ["[UNK]"]);
        assert_eq!(pieces(&"t".repeat(101)), ["[UNK]"]);
        assert_eq!(pieces(&"..t".repeat(1000)).len(), 16);
    }

    #[test]
    fn special_pieces_are_required() {
        let error = WordPiece::new(vec!["[CLS]".to_owned()]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "in the model's header, `pieces` has no `[SEP]`; export the model again"
        );
    }
}
