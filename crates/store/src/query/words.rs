//! Words that are looked for in texts.
//!
//! The index of sentences says which sentences hold a word. It knows neither phrases nor what is only part of a sentence, so
//! it narrows, and the text itself decides.

use super::fragment::Fragment;
use rusqlite::{Connection, params};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words and phrases, all of which must be there, in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(Vec<Vec<String>>);

/// Sentences that are remembered by number; with more, each document is asked.
const MOST: usize = 200_000;

impl Words {
    /// What a person typed: words, and phrases in double quotation marks. Neither case nor the accents of Latin letters count, and
    /// no sign commands anything. `None` where it holds no word.
    ///
    /// ```
    /// use demarche_store::Words;
    ///
    /// let words = Words::typed("\"fish pie\" pórts*").unwrap();
    /// assert!(words.stand_in("Ports that sell fish pie"));
    /// assert!(!words.stand_in("Ports, fish and pie"));
    /// assert!(Words::typed("\"*\" -").is_none());
    /// ```
    #[must_use]
    pub fn typed(typed: &str) -> Option<Self> {
        let parts = typed.split('"').enumerate();
        let phrases = parts.flat_map(|(i, part)| {
            // What stands between two quotation marks is one phrase; elsewhere white space parts.
            let pieces: Vec<&str> = if i % 2 == 1 {
                vec![part]
            } else {
                part.split_whitespace().collect()
            };
            pieces
                .into_iter()
                .map(|piece| tokens(piece).map(Cow::into_owned).collect::<Vec<_>>())
        });
        let phrases: Vec<_> = phrases.filter(|phrase| !phrase.is_empty()).collect();
        (!phrases.is_empty()).then_some(Self(phrases))
    }

    /// Whether all of them stand in a text.
    #[must_use]
    pub fn stand_in(&self, text: &str) -> bool {
        let text: Vec<Cow<str>> = tokens(text).collect();
        let stands = |phrase: &Vec<String>| text.windows(phrase.len()).any(|window| window == phrase.as_slice());
        self.0.iter().all(stands)
    }

    /// The question to the index for sentences that hold them all, as far as it can be asked; `None` where it cannot.
    pub(super) fn question(&self) -> Option<String> {
        let words: Vec<String> = self.indexed().map(|word| format!("\"{word}\"")).collect();
        (!words.is_empty()).then(|| words.join(" AND "))
    }

    /// Whether the index, asked that question, knows all: words that stand alone. Beyond ASCII it takes some letters for one another, ϐ
    /// for β.
    pub(super) fn are_indexed(&self) -> bool {
        let is_known = |word: &String| word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        self.0
            .iter()
            .all(|phrase| phrase.len() == 1 && phrase.iter().all(is_known))
    }

    /// Words that the index cuts as [`tokens`] does.
    fn indexed(&self) -> impl Iterator<Item = &String> {
        let plain = |c: char| {
            c.is_ascii_alphanumeric() || (c.is_alphabetic() && matches!(c, 'à'..='ɏ' | 'ά'..='ώ' | 'а'..='ӿ'))
        };
        self.0.iter().flatten().filter(move |word| word.chars().all(plain))
    }

    /// The documents that may hold them: those with a sentence that holds the rarest.
    pub(super) fn narrow(&self, connection: &Connection) -> rusqlite::Result<Hits> {
        let mut best: Option<Hits> = None;
        for word in self.indexed() {
            let hits = Hits::of(connection, &format!("\"{word}\""))?;
            if best.as_ref().is_none_or(|best| hits.len() < best.len()) {
                best = Some(hits);
            }
        }
        Ok(best.unwrap_or(Hits::Anywhere))
    }
}

/// Where words may stand.
#[derive(Debug)]
pub enum Hits {
    /// In these sentences, by number, ascending.
    Sentences(Vec<i64>),
    /// In more sentences than are worth remembering.
    Many(String),
    /// The index cannot say.
    Anywhere,
}

impl Hits {
    /// The sentences that a question to the index gives.
    pub fn of(connection: &Connection, question: &str) -> rusqlite::Result<Self> {
        let mut select = connection.prepare_cached("SELECT rowid FROM sentence_search(?1) LIMIT ?2")?;
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        let rows = select.query_map(params![question, most + 1], |row| row.get(0))?;
        let sentences: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(if sentences.len() > MOST {
            Self::Many(question.to_owned())
        } else {
            Self::Sentences(sentences)
        })
    }

    /// Where words may stand that are asked for; anywhere, where none are.
    pub fn of_words(connection: &Connection, words: Option<&Words>) -> rusqlite::Result<Self> {
        words.map_or(Ok(Self::Anywhere), |words| words.narrow(connection))
    }

    /// How many sentences, as far as it is known.
    pub fn len(&self) -> usize {
        match self {
            Self::Sentences(sentences) => sentences.len(),
            Self::Many(_) | Self::Anywhere => usize::MAX,
        }
    }

    /// Whether asking about one document costs next to nothing.
    pub const fn is_cheap(&self) -> bool {
        !matches!(self, Self::Many(_))
    }

    /// Whether a document with these sentences has one of them.
    pub fn meet(&self, connection: &Connection, first: i64, last: i64) -> rusqlite::Result<bool> {
        match self {
            Self::Anywhere => Ok(true),
            Self::Sentences(sentences) => {
                let at = sentences.partition_point(|&sentence| sentence < first);
                Ok(sentences.get(at).is_some_and(|&sentence| sentence <= last))
            }
            Self::Many(question) => {
                let select = "SELECT EXISTS (SELECT 1 FROM sentence_search(?1) WHERE rowid BETWEEN ?2 AND ?3)";
                let mut select = connection.prepare_cached(select)?;
                select.query_row(params![question, first, last], |row| row.get(0))
            }
        }
    }

    /// A select of the documents, where they are few.
    pub fn documents(&self) -> Option<Fragment> {
        let Self::Sentences(sentences) = self else { return None };
        let few = sentences.len() <= FEW;
        few.then(|| {
            let select = "SELECT DISTINCT document FROM sentences WHERE id IN (SELECT value FROM json_each(?))";
            Fragment::new(select).with(super::fragment::list(sentences))
        })
    }
}

/// Sentences that are each looked at.
const FEW: usize = 5_000;

/// The words of a text as the index has them: without case and accents, cut at everything that is neither letter nor digit.
pub fn tokens(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let is_part = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let words = text.split(move |c: char| !is_part(c)).filter(|word| !word.is_empty());
    words.map(fold).filter(|word| !word.is_empty())
}

/// A word without case and without the accents of Latin letters, as the index folds it. In other scripts they make other letters:
/// й is no и.
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

/// The ASCII letter under the accents of a letter; the letter itself where there is none, or where the index knows of none.
fn unaccented(letter: char) -> char {
    if matches!(letter, 'Ǡ' | 'ǡ') {
        return letter;
    }
    match std::iter::once(letter).nfd().next() {
        Some('ſ') => 's',
        Some(base) if base.is_ascii() => base,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "CREATE VIRTUAL TABLE sentence_search USING fts5 (text, detail = none, columnsize = 0,
                 tokenize = 'unicode61 remove_diacritics 2');
                 INSERT INTO sentence_search (rowid, text) VALUES (1, 'Larraín’s e-mail NEAR the port');
                 INSERT INTO sentence_search (rowid, text) VALUES (2, 'Ø, İzmir, Москва; ﬁsh and कि');",
            )
            .unwrap();
        connection
    }

    #[test]
    fn signs_command_nothing() {
        let connection = index();
        for typed in [
            "larrain",
            "LARRAÍN'S",
            "\"e mail\"",
            "e-mail",
            "NEAR",
            "near(the port)",
            "port*",
            "-port",
            "text:port",
            "\"port",
            "port AND mail",
            "^mail",
        ] {
            let Some(words) = Words::typed(typed) else {
                panic!("{typed}")
            };
            let hits = words.narrow(&connection).unwrap();
            let all_there = !typed.contains("AND") && !typed.contains("text:");
            assert_eq!(words.stand_in("Larraín’s e-mail NEAR the port"), all_there, "{typed}");
            assert!(!all_there || hits.meet(&connection, 1, 1).unwrap(), "{typed}: {hits:?}");
        }
        for none in ["", "\"\"", "*", "- \" ()", "\u{301}"] {
            assert!(Words::typed(none).is_none(), "{none}");
        }
    }

    #[test]
    fn the_index_finds_what_the_text_holds() {
        let connection = index();
        for word in ["ø", "izmir", "москва", "ﬁsh", "कि", "and"] {
            let words = Words::typed(word).unwrap();
            assert!(words.stand_in("Ø, İzmir, Москва; ﬁsh and कि"), "{word}");
            assert!(
                words.narrow(&connection).unwrap().meet(&connection, 2, 2).unwrap(),
                "{word}"
            );
        }
    }

    /// Whatever word the index is asked for is in it wherever it stands in a text.
    #[test]
    fn the_index_folds_letters_as_the_text_is_folded() {
        let connection = index();
        let letters = ('A'..='ӿ').chain('Ḁ'..='ỿ').chain(['\u{212A}', '\u{212B}']);
        let letters: Vec<char> = letters
            .filter(|&c| c.is_alphabetic() && !is_combining_mark(c))
            .collect();
        for &letter in &letters {
            let insert = "INSERT INTO sentence_search (rowid, text) VALUES (?1, ?2)";
            let text = format!("x{letter}x");
            connection.execute(insert, params![u32::from(letter), text]).unwrap();
        }
        for &letter in &letters {
            let words = Words::typed(&format!("x{letter}x")).unwrap();
            let (hits, row) = (words.narrow(&connection).unwrap(), i64::from(u32::from(letter)));
            assert!(hits.meet(&connection, row, row).unwrap(), "{letter}: {words:?}");
        }
        for (typed, text) in [("мой", "Мой"), ("ещё", "ЕЩЁ"), ("Αθήνα", "αθήνα"), ("Ệ", "e")] {
            assert!(Words::typed(typed).unwrap().stand_in(text), "{typed}");
        }
        assert!(!Words::typed("мой").unwrap().stand_in("мои"));
        // What the index alone answers, it answers as the text would.
        for &letter in &letters {
            let words = Words::typed(&format!("x{letter}x")).unwrap();
            if !words.are_indexed() {
                continue;
            }
            let Hits::Sentences(found) = words.narrow(&connection).unwrap() else {
                panic!("{letter}")
            };
            let stands = |other: &&char| words.stand_in(&format!("x{other}x"));
            let mut expected: Vec<i64> = letters
                .iter()
                .filter(stands)
                .map(|&other| u32::from(other).into())
                .collect();
            expected.sort_unstable();
            assert_eq!(found, expected, "{letter}");
        }
    }

    #[test]
    fn phrases_are_not_for_the_index_alone() {
        for (typed, alone) in [
            ("port fish", true),
            ("\"fish pie\"", false),
            ("e-mail", false),
            ("Zürich", true),
            ("Москва", false),
        ] {
            assert_eq!(Words::typed(typed).unwrap().are_indexed(), alone, "{typed}");
        }
    }

    #[test]
    fn phrases_stand_together() {
        let words = Words::typed("\"fish pie\" port").unwrap();
        assert!(words.stand_in("The port: FISH-pie."));
        assert!(!words.stand_in("The port: pie, fish."));
        assert_eq!(words.question().unwrap(), "\"fish\" AND \"pie\" AND \"port\"");
    }

    #[test]
    fn many_hits_are_asked_one_by_one() {
        let connection = index();
        let many = Hits::Many("\"port\"".to_owned());
        assert!(many.meet(&connection, 1, 1).unwrap() && !many.meet(&connection, 2, 9).unwrap());
        assert!(many.documents().is_none() && !many.is_cheap());
    }
}
