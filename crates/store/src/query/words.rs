//! Words that are looked for in texts.
//!
//! An index says which sentences hold a word, another which events are told with it. Neither knows phrases, nor what is only part of a
//! sentence; there they narrow, and the text itself decides.

use super::fragment::Fragment;
use crate::tokens::tokens;
use rusqlite::{Connection, params};
use std::borrow::Cow;

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

    /// The question to an index for what holds all the words.
    pub(super) fn question(&self) -> String {
        let words: Vec<String> = self.all().map(quoted).collect();
        words.join(" AND ")
    }

    /// Whether they are words alone, of which an index knows all, and no phrases.
    pub(super) fn are_alone(&self) -> bool {
        self.0.iter().all(|phrase| phrase.len() == 1)
    }

    fn all(&self) -> impl Iterator<Item = &String> {
        self.0.iter().flatten()
    }

    /// The sentences that may hold them: those that hold the rarest.
    pub(super) fn narrow(&self, connection: &Connection) -> rusqlite::Result<Hits> {
        let mut best: Option<Hits> = None;
        for word in self.all() {
            let hits = Hits::of(connection, &quoted(word))?;
            if best.as_ref().is_none_or(|best| hits.len() < best.len()) {
                best = Some(hits);
            }
        }
        Ok(best.unwrap_or(Hits::Sentences(Vec::new())))
    }
}

/// A word in a question, as which nothing in it commands anything.
fn quoted(word: &String) -> String {
    format!("\"{word}\"")
}

/// Where words may stand.
#[derive(Debug)]
pub enum Hits {
    /// In these sentences, by number, ascending.
    Sentences(Vec<i64>),
    /// In more sentences than are worth remembering.
    Many(String),
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

    /// How many sentences, as far as it is known.
    pub fn len(&self) -> usize {
        match self {
            Self::Sentences(sentences) => sentences.len(),
            Self::Many(_) => usize::MAX,
        }
    }

    /// Whether asking about one document costs next to nothing.
    pub const fn is_cheap(&self) -> bool {
        !matches!(self, Self::Many(_))
    }

    /// Whether a document with these sentences has one of them.
    pub fn meet(&self, connection: &Connection, first: i64, last: i64) -> rusqlite::Result<bool> {
        match self {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::line;

    fn index() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        let table =
            "CREATE VIRTUAL TABLE sentence_search USING fts5 (words, content = '', detail = none, columnsize = 0,
                     tokenize = 'ascii')";
        connection.execute_batch(table).unwrap();
        add(&connection, 1, "Larraín’s e-mail NEAR the port");
        add(&connection, 2, "Ø, İzmir, Москва; ﬁsh and कि");
        connection
    }

    fn add(connection: &Connection, row: i64, text: &str) {
        let insert = "INSERT INTO sentence_search (rowid, words) VALUES (?1, ?2)";
        connection.execute(insert, params![row, line(text)]).unwrap();
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

    /// What the index alone answers, it answers as the text would.
    #[test]
    fn the_index_holds_a_word_where_the_text_does() {
        let connection = index();
        let letters = ('A'..='ӿ').chain('Ḁ'..='ỿ').filter(|c| c.is_alphanumeric());
        let signs = ['\u{2068}', '₽', '\u{305}', '\u{338}', 'Ⓐ', '\u{212A}', '🕊', '\0'];
        let all: Vec<char> = letters.chain(signs).collect();
        for &one in &all {
            add(&connection, u32::from(one).into(), &format!("x{one}x, y"));
        }
        for &one in &all {
            let words = Words::typed(&format!("x{one}x")).unwrap();
            let Hits::Sentences(found) = Hits::of(&connection, &words.question()).unwrap() else {
                panic!("{one}")
            };
            let stands = |other: &&char| words.stand_in(&format!("x{other}x, y"));
            let mut expected: Vec<i64> = all
                .iter()
                .filter(stands)
                .map(|&other| u32::from(other).into())
                .collect();
            expected.sort_unstable();
            let found: Vec<i64> = found
                .into_iter()
                .filter(|row| words.are_alone() || expected.contains(row))
                .collect();
            assert_eq!(found, expected, "{one}");
        }
        for (typed, text) in [("мой", "Мой"), ("ещё", "ЕЩЁ"), ("Αθήνα", "αθήνα"), ("Ệ", "e")] {
            assert!(Words::typed(typed).unwrap().stand_in(text), "{typed}");
        }
        assert!(!Words::typed("мой").unwrap().stand_in("мои"));
    }

    #[test]
    fn phrases_are_not_for_the_index_alone() {
        for (typed, alone) in [
            ("port fish", true),
            ("\"fish pie\"", false),
            ("e-mail", false),
            ("Москва", true),
        ] {
            assert_eq!(Words::typed(typed).unwrap().are_alone(), alone, "{typed}");
        }
    }

    #[test]
    fn phrases_stand_together() {
        let words = Words::typed("\"fish pie\" port").unwrap();
        assert!(words.stand_in("The port: FISH-pie."));
        assert!(!words.stand_in("The port: pie, fish."));
        assert_eq!(words.question(), "\"fish\" AND \"pie\" AND \"port\"");
    }

    #[test]
    fn many_hits_are_asked_one_by_one() {
        let connection = index();
        let many = Hits::Many("\"port\"".to_owned());
        assert!(many.meet(&connection, 1, 1).unwrap() && !many.meet(&connection, 2, 9).unwrap());
        assert!(many.documents().is_none() && !many.is_cheap());
    }
}
