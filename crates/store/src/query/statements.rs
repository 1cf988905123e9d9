//! Statements.

use super::asked::dated;
use super::by_day::Batch;
use super::fragment::{Fragment, list};
use super::proof::DOCUMENT;
use super::statement_scan::StatementScan;
use super::{Flow, Order, Proof, StatementFilter, Words};
use crate::derived::UNDATED;
use crate::error::At;
use crate::names::items;
use crate::words::words;
use crate::{Store, StoreError};
use demarche_types::Span;
use rusqlite::{Connection, Row, params};
use std::collections::HashSet;
use std::ops::ControlFlow;

/// Somebody is reported to say, write, think or want something.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementAnswer {
    /// The statement's id in its record.
    pub id: String,
    /// The words of the report for whose it is.
    pub source: Option<String>,
    /// His name.
    pub source_name: Option<String>,
    /// His code.
    pub source_code: Option<String>,
    /// His sector.
    pub source_sector: Option<String>,
    /// The words that attribute.
    pub cue: Option<String>,
    /// What the source does by saying it.
    pub act: String,
    /// `direct`, `mixed`, `indirect`.
    pub form: String,
    /// To whom.
    pub addressee: Option<String>,
    /// Through whom, nearest first.
    pub relay: Vec<String>,
    /// The first day on which it can have been said.
    pub date: Option<String>,
    /// The last.
    pub enddate: Option<String>,
    /// The statement that it is part of.
    pub within: Option<String>,
    /// How sure the reader is, 0 to 1.
    pub confidence: f64,
    /// Where the pieces of its content stand.
    pub content: Vec<Span>,
    /// Where it stands: from the first piece of its content to the last, and the words of all.
    pub proof: Proof,
}

impl Store {
    /// Gives the statements that are asked for, by day, then by the digest of their document and their place in it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn statements(
        &self,
        filter: &StatementFilter,
        order: Order,
        mut take: impl FnMut(StatementAnswer) -> Flow,
    ) -> Result<(), StoreError> {
        statements(&self.connection, filter, order, &mut take).at(&self.path)
    }
}

fn statements(
    connection: &Connection,
    filter: &StatementFilter,
    order: Order,
    take: &mut dyn FnMut(StatementAnswer) -> Flow,
) -> rusqlite::Result<()> {
    let scan = StatementScan::new(connection, filter)?;
    let mut take_those = |document, n| -> rusqlite::Result<Flow> {
        let found = answer(connection, document, n)?;
        Ok(if found.holds(filter) {
            take(found.answer)
        } else {
            ControlFlow::Continue(())
        })
    };
    let mut days = vec![dated(filter.days)];
    days.extend(filter.days.is_all().then_some(UNDATED..=UNDATED));
    for days in days {
        let mut batch = Batch::new();
        let flow = scan.each(&days, order == Order::Newest, |day, line| {
            batch.add(day, (line.document, line.n), |found| {
                sorted(connection, found, order, &mut take_those)
            })
        })?;
        if flow.is_break()
            || batch
                .give(|found| sorted(connection, found, order, &mut take_those))?
                .is_break()
        {
            return Ok(());
        }
    }
    within(connection, &scan, filter, order, take_those)
}

/// Gives statements of whole days in order.
fn sorted(
    connection: &Connection,
    statements: &[(u32, u32)],
    order: Order,
    take: &mut impl FnMut(i64, i64) -> rusqlite::Result<Flow>,
) -> rusqlite::Result<Flow> {
    let select = Fragment::new(&format!(
        "SELECT s.document, s.n FROM json_each(?) j CROSS JOIN statements s ON s.document = j.value ->> 0 AND s.n = j.value ->> 1
         CROSS JOIN documents d ON d.id = s.document ORDER BY s.day {}, d.digest, s.n",
        order.direction()
    ));
    let mut select = select.with(list(statements)).prepare(connection)?;
    let mut rows = select.raw_query();
    while let Some(row) = rows.next()? {
        if take(row.get(0)?, row.get(1)?)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Gives the statements without a day whose dates are within the days that are asked for.
fn within(
    connection: &Connection,
    scan: &StatementScan,
    filter: &StatementFilter,
    order: Order,
    mut take: impl FnMut(i64, i64) -> rusqlite::Result<Flow>,
) -> rusqlite::Result<()> {
    let Some(span) = filter.days.span_condition("s.date", "s.enddate") else {
        return Ok(());
    };
    let mut found = HashSet::new();
    let _all = scan.each(&(UNDATED..=UNDATED), false, |_, line| {
        found.insert((line.document, line.n));
        Ok(ControlFlow::Continue(()))
    })?;
    let select = Fragment::new(
        "SELECT s.document, s.n FROM statements s INDEXED BY statements_by_span CROSS JOIN documents d ON d.id = s.document
         WHERE s.day IS NULL AND s.date IS NOT NULL AND ",
    );
    let order = Fragment::new(&format!(" ORDER BY s.date {}, d.digest, s.n", order.direction()));
    let mut select = select.and_then(span).and_then(order).prepare(connection)?;
    let mut rows = select.raw_query();
    while let Some(row) = rows.next()? {
        let is_found = found.contains(&(row.get(0)?, row.get(1)?));
        if is_found && take(row.get(0)?, row.get(1)?)?.is_break() {
            break;
        }
    }
    Ok(())
}

/// A statement, with all its words.
struct Found {
    answer: StatementAnswer,
    words: String,
}

impl Found {
    fn holds(&self, filter: &StatementFilter) -> bool {
        let stands = |words: &Option<Words>, text: &str| words.as_ref().is_none_or(|words| words.stand_in(text));
        stands(&filter.about, self.answer.proof.text.as_deref().unwrap_or_default())
            && stands(&filter.text, &self.words)
    }
}

fn answer(connection: &Connection, document: i64, n: i64) -> rusqlite::Result<Found> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT s.*, ifnull(a.name, {NAME}) AS source_name, ifnull(a.code, x.code) AS source_code, x.sector AS source_sector,
            {SOURCE} AS source_words, {CUE} AS cue_words, {ADDRESSEE} AS addressee_words, {FIRST} AS first_words,
            (SELECT json_group_array({OTHER} ORDER BY o.key) FROM json_each(s.others) o) AS other_words,
            (SELECT json_group_array({RELAY} ORDER BY r.key) FROM json_each(s.relay) r) AS relay_words,
            content_start, max(content_end, ifnull((SELECT max(o.value ->> 1) FROM json_each(s.others) o), 0)) AS last_end,
            {DOCUMENT}
         FROM statements s JOIN documents d ON d.id = s.document LEFT JOIN publishers p ON p.id = d.publisher
         LEFT JOIN entities x ON x.document = s.document AND x.n = s.source_entity LEFT JOIN actors a ON a.id = x.actor
         WHERE s.document = ?1 AND s.n = ?2"
    ))?;
    select.query_row(params![document, n], of_row)
}

const NAME: &str = words!("x.start", "(x.start + x.length)");
const SOURCE: &str = words!("s.source_start", "s.source_end");
const CUE: &str = words!("s.cue_start", "s.cue_end");
const ADDRESSEE: &str = words!("s.addressee_start", "s.addressee_end");
const FIRST: &str = words!("s.content_start", "s.content_end");
const OTHER: &str = words!("(o.value ->> 0)", "(o.value ->> 1)");
const RELAY: &str = words!("(r.value ->> 0)", "(r.value ->> 1)");

fn of_row(row: &Row) -> rusqlite::Result<Found> {
    let first: Option<String> = row.get("first_words")?;
    let said: Vec<String> = first.into_iter().chain(items(row.get("other_words")?)?).collect();
    let proof = Proof {
        text: Some(said.join(" … ")),
        ..Proof::of(row, ["content_start", "last_end", "first_words"])?
    };
    let (source, cue): (Option<String>, Option<String>) = (row.get("source_words")?, row.get("cue_words")?);
    let all = [source.as_deref(), cue.as_deref(), proof.text.as_deref()];
    let words = all.into_iter().flatten().collect::<Vec<_>>().join(" … ");
    let answer = StatementAnswer {
        id: format!("S{}", row.get::<_, i64>("n")?),
        source_name: row.get("source_name")?,
        source_code: row.get("source_code")?,
        source_sector: row.get("source_sector")?,
        act: row.get("act")?,
        form: row.get("form")?,
        addressee: row.get("addressee_words")?,
        relay: items(row.get("relay_words")?)?,
        date: row.get("date")?,
        enddate: row.get("enddate")?,
        within: row.get::<_, Option<i64>>("within")?.map(|n| format!("S{n}")),
        confidence: row.get("confidence")?,
        source,
        cue,
        content: pieces(row)?,
        proof,
    };
    Ok(Found { answer, words })
}

/// The pieces of a statement's content.
fn pieces(row: &Row) -> rusqlite::Result<Vec<Span>> {
    let (start, end): (Option<usize>, Option<usize>) = (row.get("content_start")?, row.get("content_end")?);
    let first = start.zip(end).map(|(start, end)| Span::new(start, end));
    Ok(first.into_iter().chain(items::<Span>(row.get("others")?)?).collect())
}
