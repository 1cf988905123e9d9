//! Sentences by their words.

use super::fragment::Fragment;
use super::proof::{DOCUMENT, published_by};
use super::words::Hits;
use super::{Days, Flow, Order, Proof, Words};
use crate::error::At;
use crate::words::words;
use crate::{Store, StoreError};
use rusqlite::{Connection, params};

/// Which sentences are asked for. What is empty is not asked.
#[derive(Clone, Debug)]
pub struct SearchFilter {
    /// The words that they hold.
    pub words: Words,
    /// When their documents were published.
    pub days: Days,
    /// Who published them; numbers of publishers.
    pub publishers: Vec<i64>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchAnswer {
    /// The headline of its document.
    pub title: Option<String>,
    /// Where it stands.
    pub proof: Proof,
}

impl Store {
    /// Gives the sentences that hold the words, by the day of publication, then by the digest of their document and their place in
    /// it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn search(
        &self,
        filter: &SearchFilter,
        order: Order,
        mut take: impl FnMut(SearchAnswer) -> Flow,
    ) -> Result<(), StoreError> {
        search(&self.connection, filter, order, &mut take).at(&self.path)
    }
}

fn search(
    connection: &Connection,
    filter: &SearchFilter,
    order: Order,
    take: &mut dyn FnMut(SearchAnswer) -> Flow,
) -> rusqlite::Result<()> {
    let hits = Hits::of(connection, &filter.words.question())?;
    let select = documents(filter, order, &hits);
    let mut select = select.prepare(connection)?;
    let mut rows = select.raw_query();
    while let Some(row) = rows.next()? {
        let (document, first, last): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if !hits.is_cheap() || hits.meet(connection, first, last)? {
            for answer in sentences(connection, filter, document)? {
                if take(answer).is_break() {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

/// The documents that may hold such a sentence, in order.
fn documents(filter: &SearchFilter, order: Order, hits: &Hits) -> Fragment {
    let days = filter.days.condition("d.day");
    let by = (!filter.publishers.is_empty()).then(|| published_by(&filter.publishers));
    let from = match hits.documents() {
        Some(few) => Fragment::new("(")
            .and_then(few)
            .and_then(Fragment::new(") c CROSS JOIN documents d ON d.id = c.document")),
        None => Fragment::new("documents d INDEXED BY documents_by_day"),
    };
    Fragment::new("SELECT d.id, d.first_sentence, d.last_sentence FROM ")
        .and_then(from)
        .and_then(Fragment::filter(days.into_iter().chain(by).collect()))
        .and_then(Fragment::new(&format!(
            " ORDER BY d.day {}, d.digest",
            order.direction()
        )))
}

/// The sentences of a document that hold the words, in the order of the text.
fn sentences(connection: &Connection, filter: &SearchFilter, document: i64) -> rusqlite::Result<Vec<SearchAnswer>> {
    let (words, title) = (words!("s.start", "s.\"end\""), words!("d.title_start", "d.title_end"));
    let mut select = connection.prepare_cached(&format!(
        r#"SELECT s.start, s."end", {words} AS words, {title} AS title, {DOCUMENT}
           FROM documents d LEFT JOIN publishers p ON p.id = d.publisher
           JOIN sentences s ON s.id BETWEEN d.first_sentence AND d.last_sentence WHERE d.id = ?1 ORDER BY s.start, s."end""#
    ))?;
    let mut rows = select.query(params![document])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if filter.words.stand_in(row.get_ref("words")?.as_str()?) {
            let (title, proof) = (row.get("title")?, Proof::of(row, ["start", "end", "words"])?);
            found.push(SearchAnswer { title, proof });
        }
    }
    Ok(found)
}
