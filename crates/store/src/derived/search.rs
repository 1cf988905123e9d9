//! Text searches: which sentences and which events' clauses hold a word, and which names.
//!
//! The engine's full-text indexes are given words that are cut already ([`tokens::line`]), so that they find a word exactly where the
//! text holds it. What a transaction adds is held here until its end: the engine writes an index down wherever a document begins,
//! which would leave it in as many pieces as there are documents.

use crate::hash;
use crate::texts::Unpacker;
use crate::tokens;
use demarche_types::{Span, Text};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// What is to be added to a text search.
#[derive(Debug)]
pub struct Search {
    searched: Searched,
    new: Vec<(i64, String)>,
}

/// What is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Searched {
    /// Sentences, by `sentences.id`.
    Sentences,
    /// The clauses of events, by `events.id`.
    Clauses,
    /// Names, by `actors.id`.
    Actors,
}

const ALL: [Searched; 3] = [Searched::Sentences, Searched::Clauses, Searched::Actors];

impl Searched {
    /// The name of the index.
    const fn table(self) -> &'static str {
        match self {
            Self::Sentences => "sentence_search",
            Self::Clauses => "event_search",
            Self::Actors => "actor_search",
        }
    }

    /// Writes what can be found under a number.
    pub fn put(self, connection: &Connection, row: i64, text: &str) -> rusqlite::Result<()> {
        let insert = format!("INSERT INTO {} (rowid, words) VALUES (?1, ?2)", self.table());
        let mut insert = connection.prepare_cached(&insert)?;
        insert.execute(params![row, tokens::line(text)]).map(|_| ())
    }
}

impl Search {
    /// Of nothing yet.
    pub const fn of(searched: Searched) -> Self {
        Self {
            searched,
            new: Vec::new(),
        }
    }

    /// A text can be found.
    pub fn add(&mut self, row: i64, text: &str) {
        self.new.push((row, text.to_owned()));
    }

    /// How many texts have been added that are not written yet.
    pub const fn len(&self) -> usize {
        self.new.len()
    }

    /// Forgets what was added after the first so many.
    pub fn truncate(&mut self, len: usize) {
        self.new.truncate(len);
    }

    /// Writes what was added.
    pub fn write(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        for (row, text) in self.new.drain(..) {
            self.searched.put(connection, row, &text)?;
        }
        Ok(())
    }
}

/// Makes everything searchable, where nothing is. What stands in a damaged text is left out: a check of the store names it.
pub fn fill(connection: &Connection) -> rusqlite::Result<()> {
    let _damaged = each(connection, |searched, row, text| searched.put(connection, row, text))?;
    Ok(())
}

/// The indexes that do not hold the words that are there, and how many texts are damaged, so that it cannot be told of theirs.
pub fn flaws(connection: &Connection) -> rusqlite::Result<(Vec<&'static str>, usize)> {
    let mut expected = [0_u64; ALL.len()];
    let damaged = each(connection, |searched, row, text| {
        let words: BTreeSet<_> = tokens::tokens(text).collect();
        let pairs = words.iter().map(|word| pair(row, word));
        expected[searched as usize] = pairs.fold(expected[searched as usize], u64::wrapping_add);
        Ok(())
    })?;
    let mut wrong = Vec::new();
    for searched in ALL {
        if held(connection, searched.table())? != expected[searched as usize] {
            wrong.push(searched.table());
        }
    }
    Ok((wrong, damaged))
}

/// The sum of what an index holds, in whatever order.
fn held(connection: &Connection, table: &str) -> rusqlite::Result<u64> {
    let vocabulary =
        format!("CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_of USING fts5vocab (main, {table}, instance)");
    connection.execute_batch(&vocabulary)?;
    let mut select = connection.prepare(&format!("SELECT doc, term FROM temp.{table}_of"))?;
    let mut rows = select.query([])?;
    let mut sum = 0_u64;
    while let Some(row) = rows.next()? {
        sum = sum.wrapping_add(pair(row.get(0)?, row.get_ref(1)?.as_str()?));
    }
    Ok(sum)
}

fn pair(row: i64, word: &str) -> u64 {
    hash::both(row.cast_unsigned(), hash::bytes(word.as_bytes()))
}

/// Gives everything that can be found; how many texts are damaged, in which nothing can.
fn each(
    connection: &Connection,
    mut take: impl FnMut(Searched, i64, &str) -> rusqlite::Result<()>,
) -> rusqlite::Result<usize> {
    let (mut damaged, mut unpacker) = (0, Unpacker::default());
    let mut documents = connection.prepare("SELECT id, packed, size FROM documents ORDER BY id")?;
    let mut rows = documents.query([])?;
    while let Some(row) = rows.next()? {
        let size = usize::try_from(row.get::<_, i64>(2)?).ok();
        let packed = row.get_ref(1)?.as_blob()?;
        let text = size.and_then(|size| unpacker.unpack(packed, size));
        match text.and_then(|text| String::from_utf8(text).ok()) {
            Some(text) => each_of(connection, row.get(0)?, &Text::new(text), &mut take)?,
            None => damaged += 1,
        }
    }
    let mut actors = connection.prepare("SELECT id, name FROM actors ORDER BY id")?;
    let mut rows = actors.query([])?;
    while let Some(row) = rows.next()? {
        take(Searched::Actors, row.get(0)?, row.get_ref(1)?.as_str()?)?;
    }
    Ok(damaged)
}

/// Gives what can be found of a document.
fn each_of(
    connection: &Connection,
    document: i64,
    text: &Text,
    take: &mut impl FnMut(Searched, i64, &str) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    for (searched, select) in [(Searched::Sentences, SENTENCES), (Searched::Clauses, CLAUSES)] {
        let mut select = connection.prepare_cached(select)?;
        let mut rows = select.query(params![document])?;
        while let Some(row) = rows.next()? {
            let span: (Option<usize>, Option<usize>) = (row.get(1)?, row.get(2)?);
            let words = span
                .0
                .zip(span.1)
                .map_or("", |(start, end)| text.slice(Span::new(start, end)));
            take(searched, row.get(0)?, words)?;
        }
    }
    Ok(())
}

const SENTENCES: &str = r#"SELECT s.id, s.start, s."end" FROM documents d
    JOIN sentences s ON s.id BETWEEN d.first_sentence AND d.last_sentence WHERE d.id = ?1 ORDER BY s.id"#;
const CLAUSES: &str = "SELECT id, evidence_start, evidence_end FROM events WHERE document = ?1 ORDER BY id";
