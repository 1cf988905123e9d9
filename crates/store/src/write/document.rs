//! The row of a document, and its sentences.

use super::Interned;
use crate::RunId;
use crate::names::{list, name};
use crate::{day, texts};
use demarche_types::{Record, Span, Text};
use rusqlite::{Connection, params};

/// What a document is besides its record.
pub struct Identity<'a> {
    /// Its number, where it has one already.
    pub known: Option<i64>,
    pub digest: &'a [u8; 32],
    pub text: &'a Text,
    pub blocks: &'a [u8],
}

/// Writes the row of a document and its sentences, and says its number and that of its first sentence. Its story is its own until it
/// has one.
pub fn write(
    connection: &Connection,
    interned: &mut Interned,
    run: RunId,
    identity: &Identity,
    record: &Record,
) -> rusqlite::Result<(i64, i64)> {
    let (document, published) = (&record.document, &record.document.published);
    let publisher = document.publisher.as_deref();
    let publisher = publisher.map(|name| interned.publisher(connection, name)).transpose()?;
    let (first, last) = sentences(connection, &record.sentences)?;
    let words = identity.text.as_str().split_whitespace().count();
    let day = day::published(published);
    let title = document.title.as_ref();
    let mut insert = connection.prepare_cached(INSERT)?;
    let inserted = insert.insert(params![
        identity.digest,
        run.0,
        words,
        day,
        publisher,
        document.uri,
        title.map(|title| title.start),
        title.map(|title| title.end),
        document.section,
        list(&document.byline),
        list(&document.credits),
        document.language,
        published.date,
        published.enddate,
        name(published.basis),
        published.trust.map(name),
        list(&published.evidence),
        identity.blocks,
        first,
        last,
        identity.text.as_str().len(),
        texts::pack(identity.text.as_str().as_bytes()),
    ])?;
    let document = identity.known.unwrap_or(inserted);
    put_sentences(connection, document, first, &record.sentences)?;
    Ok((document, first))
}

/// A document keeps the story that it has.
const INSERT: &str = "INSERT INTO documents (digest, story, run, words, day, publisher, uri, title_start, title_end,
    section, byline, credits, language, published, published_end, published_basis, published_trust, published_evidence,
    blocks, first_sentence, last_sentence, size, packed)
    VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
    ON CONFLICT (digest) DO UPDATE SET run = excluded.run, day = excluded.day, publisher = excluded.publisher,
    uri = excluded.uri, title_start = excluded.title_start, title_end = excluded.title_end, section = excluded.section,
    byline = excluded.byline, credits = excluded.credits, language = excluded.language, published = excluded.published,
    published_end = excluded.published_end, published_basis = excluded.published_basis,
    published_trust = excluded.published_trust, published_evidence = excluded.published_evidence, blocks = excluded.blocks,
    first_sentence = excluded.first_sentence, last_sentence = excluded.last_sentence";

/// The numbers that the sentences will have: those after the last that there is.
fn sentences(connection: &Connection, sentences: &[Span]) -> rusqlite::Result<(i64, i64)> {
    let mut last = connection.prepare_cached("SELECT ifnull(max(id), 0) FROM sentences")?;
    let last: i64 = last.query_row([], |row| row.get(0))?;
    Ok((last + 1, last + i64::try_from(sentences.len()).unwrap_or_default()))
}

/// Writes the sentences of a document.
fn put_sentences(connection: &Connection, document: i64, first: i64, sentences: &[Span]) -> rusqlite::Result<()> {
    let sentence = r#"INSERT INTO sentences (id, document, start, "end") VALUES (?1, ?2, ?3, ?4)"#;
    let mut insert = connection.prepare_cached(sentence)?;
    for (id, span) in (first..).zip(sentences) {
        insert.execute(params![id, document, span.start, span.end])?;
    }
    Ok(())
}
