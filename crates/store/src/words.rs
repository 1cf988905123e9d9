//! Words cut out of texts for rows that come document by document: each text is unpacked once, however many rows show words of it.
//!
//! `is_at_hand(digest)` says whether the text of a document is the one that words were cut from last. `words_between(digest, packed,
//! size, start, end)` gives its words from one code point to another; of the text that is at hand, `packed` may be null.

use crate::texts::{Unpacker, damaged};
use demarche_types::{Span, Text};
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The words from one offset of the text of the document `d` to another. The text is unpacked once for all rows of a document.
macro_rules! words {
    ($start:literal, $end:literal) => {
        concat!(
            "words_between(d.digest, iif(is_at_hand(d.digest), NULL, d.packed), d.size, ",
            $start,
            ", ",
            $end,
            ")"
        )
    };
}
pub(crate) use words;

/// The text that words were cut from last, with the digest it is known by, and what unpacks the next.
#[derive(Default)]
struct AtHand {
    latest: Option<(Vec<u8>, Text)>,
    unpacker: Unpacker,
}

/// Lets a connection use both functions.
pub fn register(connection: &Connection) -> Result<()> {
    let (flags, at_hand) = (FunctionFlags::SQLITE_UTF8, Arc::new(Mutex::new(AtHand::default())));
    let asked = at_hand.clone();
    connection.create_scalar_function("is_at_hand", 1, flags, move |context| hold(&asked).is(context))?;
    connection.create_scalar_function("words_between", 5, flags, move |context| hold(&at_hand).words(context))
}

fn hold(at_hand: &Mutex<AtHand>) -> MutexGuard<'_, AtHand> {
    at_hand.lock().unwrap_or_else(PoisonError::into_inner)
}

impl AtHand {
    fn is(&self, context: &Context) -> Result<bool> {
        let digest = context.get_raw(0).as_bytes()?;
        Ok(self.latest.as_ref().is_some_and(|(latest, _)| latest == digest))
    }

    fn words(&mut self, context: &Context) -> Result<Option<String>> {
        if [3, 4].map(|i| context.get_raw(i)).contains(&ValueRef::Null) {
            return Ok(None);
        }
        let span = Span::new(number(context, 3)?, number(context, 4)?);
        let text = self.text(context)?;
        let fits = span.start <= span.end && span.end <= text.len();
        fits.then(|| Some(text.slice(span).to_owned())).ok_or_else(damaged)
    }

    fn text(&mut self, context: &Context) -> Result<&Text> {
        let latest = match self.latest.take() {
            Some(latest) if latest.0 == context.get_raw(0).as_bytes()? => latest,
            _ => self.unpacked(context)?,
        };
        Ok(&self.latest.insert(latest).1)
    }

    fn unpacked(&mut self, context: &Context) -> Result<(Vec<u8>, Text)> {
        let bytes = self
            .unpacker
            .unpack(context.get_raw(1).as_bytes()?, number(context, 2)?);
        let text = bytes
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .ok_or_else(damaged)?;
        Ok((context.get_raw(0).as_bytes()?.to_owned(), Text::new(text)))
    }
}

/// A number that stands in a row, where it is one that can stand there.
fn number(context: &Context, column: usize) -> Result<usize> {
    usize::try_from(context.get::<i64>(column)?).map_err(|_| damaged())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::pack;
    use rusqlite::Error;

    fn connection() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        register(&connection).unwrap();
        connection
    }

    fn cut(
        connection: &Connection,
        digest: u8,
        packed: Option<&str>,
        size: i64,
        span: [Option<i64>; 2],
    ) -> Result<Option<String>> {
        let packed = packed.map(|text| pack(text.as_bytes()));
        let values = ([digest], packed, size, span[0], span[1]);
        connection.query_row("SELECT words_between(?1, ?2, ?3, ?4, ?5)", values, |row| row.get(0))
    }

    #[test]
    fn words_are_what_substr_cuts() {
        let connection = connection();
        let text = "Влада met 🕊 Ana. ".repeat(70);
        for (start, end) in [(0, 5), (10, 11), (0, 0), (1_080, 1_120), (1_120, 1_120)] {
            let substr = "SELECT substr(?1, ?2 + 1, ?3 - ?2)";
            let expected: String = connection
                .query_row(substr, (&text, start, end), |row| row.get(0))
                .unwrap();
            let words = cut(&connection, 1, Some(&text), text.len() as i64, [Some(start), Some(end)]);
            assert_eq!(words.unwrap().unwrap(), expected);
        }
        assert_eq!(cut(&connection, 1, None, 0, [None, Some(1)]), Ok(None));
    }

    #[test]
    fn a_text_at_hand_is_not_needed_again() {
        let connection = connection();
        let is_at_hand = |digest: u8| -> bool {
            connection
                .query_row("SELECT is_at_hand(?1)", [[digest]], |row| row.get(0))
                .unwrap()
        };
        let span = [Some(5), Some(8)];
        assert!(!is_at_hand(1));
        assert_eq!(
            cut(&connection, 1, Some("They met."), 9, span),
            Ok(Some("met".to_owned()))
        );
        assert!(is_at_hand(1) && !is_at_hand(2));
        assert_eq!(cut(&connection, 1, None, 0, span), Ok(Some("met".to_owned())));
        assert_eq!(
            cut(&connection, 2, Some("They saw."), 9, span),
            Ok(Some("saw".to_owned()))
        );
        assert!(is_at_hand(2) && !is_at_hand(1));
    }

    #[test]
    fn what_cannot_stand_in_a_row_is_damage() {
        let corrupt = |error: Error| error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt);
        for (text, size, span) in [
            ("They met.", -1, [0, 1]),
            ("They met.", 8, [0, 1]),
            ("They met.", 9, [-1, 1]),
            ("They met.", 9, [1, 0]),
            ("They met.", 9, [1, 10]),
        ] {
            let words = cut(&connection(), 1, Some(text), size, span.map(Some));
            assert!(words.is_err_and(corrupt), "{size} {span:?}");
        }
    }
}
