//! Words cut out of texts for rows that come document by document: each text is unpacked once, however many rows show words of it.
//!
//! `is_at_hand(digest)` says whether the text of a document is the one that words were cut from last. `words_between(digest, packed,
//! size, start, end)` gives its words from one code point to another; of the text that is at hand, `packed` may be null.

use crate::texts::{damaged, unpack};
use demarche_types::{Span, Text};
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The text that words were cut from last.
#[derive(Clone, Default)]
struct AtHand(Arc<Mutex<Option<Known>>>);

/// A text and the digest it is known by.
struct Known {
    digest: Vec<u8>,
    text: Text,
}

/// Lets a connection use both functions.
pub fn register(connection: &Connection) -> Result<()> {
    let (flags, asked) = (FunctionFlags::SQLITE_UTF8, AtHand::default());
    let cut = asked.clone();
    connection.create_scalar_function("is_at_hand", 1, flags, move |context| asked.is(context))?;
    connection.create_scalar_function("words_between", 5, flags, move |context| cut.words(context))
}

impl AtHand {
    fn is(&self, context: &Context) -> Result<bool> {
        let digest = context.get_raw(0).as_bytes()?;
        Ok(self.lock().as_ref().is_some_and(|known| known.digest == digest))
    }

    fn words(&self, context: &Context) -> Result<Option<String>> {
        if [3, 4].map(|i| context.get_raw(i)).contains(&ValueRef::Null) {
            return Ok(None);
        }
        let span = Span::new(number(context, 3)?, number(context, 4)?);
        let digest = context.get_raw(0).as_bytes()?;
        let mut at_hand = self.lock();
        let known = match at_hand.take() {
            Some(known) if known.digest == digest => known,
            _ => Known::read(digest, context)?,
        };
        let fits = span.start <= span.end && span.end <= known.text.len();
        let words = fits.then(|| known.text.slice(span).to_owned()).ok_or_else(damaged)?;
        *at_hand = Some(known);
        Ok(Some(words))
    }

    fn lock(&self) -> MutexGuard<'_, Option<Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn read(digest: &[u8], context: &Context) -> Result<Self> {
        let bytes = unpack(context.get_raw(1).as_bytes()?, number(context, 2)?).ok_or_else(damaged)?;
        Ok(Self {
            digest: digest.to_owned(),
            text: Text::new(String::from_utf8(bytes).map_err(|_| damaged())?),
        })
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
