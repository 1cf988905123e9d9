//! Exchanges: which act answers which.

use super::event_filter::EVENTS;
use super::words::Hits;
use super::{Days, EventFilter, Flow, Fragment, Order, Who, Words};
use crate::error::At;
use crate::query::events::{EventAnswer, answer};
use crate::{Store, StoreError};
use rusqlite::{Connection, params};
use std::collections::HashSet;

/// Which exchanges are asked for. What is empty or `None` is not asked; of a list, any will do.
#[derive(Clone, Debug, Default)]
pub struct ExchangeFilter {
    /// Who made the move.
    pub actors: Vec<Who>,
    /// To whom.
    pub recipients: Vec<Who>,
    /// PLOVER's categories of the move.
    pub categories: Vec<String>,
    /// PLOVER's categories of the reply.
    pub replies: Vec<String>,
    /// `accepts`, `rejects`, `answers`, `defers`, `retaliates`, `carries_out`, `repeats`.
    pub relations: Vec<String>,
    /// When the reply was made.
    pub days: Days,
    /// Who reported the reply; numbers of publishers.
    pub publishers: Vec<i64>,
    /// Words of the clause of the move or of that of the reply.
    pub text: Option<Words>,
    /// How sure the reports of both are at least, 0 to 1.
    pub confidence: Option<f64>,
    /// Whether each pair of reports is an answer of its own; otherwise each pair of acts is one.
    pub reports: bool,
}

/// One act answers another.
#[derive(Clone, Debug, PartialEq)]
pub struct ExchangeAnswer {
    /// How.
    pub relation: String,
    /// The move.
    pub opening: EventAnswer,
    /// The reply.
    pub reply: EventAnswer,
    /// Pairs of reports that tell it.
    pub reports: i64,
}

impl Store {
    /// Gives the exchanges that are asked for, by the day of the reply, then by the digest of its document and its place in it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn exchanges(
        &self,
        filter: &ExchangeFilter,
        order: Order,
        mut take: impl FnMut(ExchangeAnswer) -> Flow,
    ) -> Result<(), StoreError> {
        exchanges(&self.connection, filter, order, &mut take).at(&self.path)
    }
}

fn exchanges(
    connection: &Connection,
    filter: &ExchangeFilter,
    order: Order,
    take: &mut dyn FnMut(ExchangeAnswer) -> Flow,
) -> rusqlite::Result<()> {
    let mut told = HashSet::new();
    for select in filter.question(order).selects(connection, &EVENTS)? {
        let mut select = select.prepare(connection)?;
        let mut rows = select.raw_query();
        while let Some(row) = rows.next()? {
            for exchange in answered_by(connection, filter, row.get(0)?)? {
                let key = (exchange.acts, exchange.relation.clone());
                if !filter.reports && told.contains(&key) {
                    continue;
                }
                let answer = exchange.answer(connection, filter.reports)?;
                if !filter.holds(&answer) {
                    continue;
                }
                told.insert(key);
                if take(answer).is_break() {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

impl ExchangeFilter {
    /// The question for the replies.
    fn question(&self, order: Order) -> super::by_day::Question {
        let replies = EventFilter {
            categories: self.replies.clone(),
            days: self.days,
            publishers: self.publishers.clone(),
            confidence: self.confidence,
            reports: true,
            ..EventFilter::default()
        };
        let mut question = replies.question(order, &Hits::Anywhere);
        question
            .conditions
            .push(Fragment::new("EXISTS (SELECT 1 FROM exchanges x WHERE x.reply = e.id)"));
        question
            .candidates
            .push(Fragment::new("SELECT reply AS id FROM exchanges"));
        let moves = self.moves().candidates(&Hits::Anywhere);
        question.candidates.extend(moves.into_iter().map(|moves| {
            Fragment::new("SELECT x.reply AS id FROM (")
                .and_then(moves)
                .and_then(Fragment::new(") m CROSS JOIN exchanges x ON x.move = m.id"))
        }));
        question
    }

    /// The moves that are asked for.
    fn moves(&self) -> EventFilter {
        EventFilter {
            actors: self.actors.clone(),
            recipients: self.recipients.clone(),
            categories: self.categories.clone(),
            confidence: self.confidence,
            reports: true,
            ..EventFilter::default()
        }
    }

    fn holds(&self, answer: &ExchangeAnswer) -> bool {
        let Some(words) = &self.text else { return true };
        let sides = [&answer.opening, &answer.reply];
        sides
            .iter()
            .any(|side| words.stand_in(side.proof.text.as_deref().unwrap_or_default()))
    }
}

/// A pair of reports.
struct Pair {
    relation: String,
    opening: i64,
    reply: i64,
    acts: (i64, i64),
}

/// The moves that a report answers, as they are asked for, in the order of their documents' digests.
fn answered_by(connection: &Connection, filter: &ExchangeFilter, reply: i64) -> rusqlite::Result<Vec<Pair>> {
    let pairs = Fragment::new(
        "SELECT x.relation, e.id, x.reply, e.joined, r.joined FROM exchanges x JOIN events r ON r.id = x.reply
         JOIN events e ON e.id = x.move JOIN documents d ON d.id = e.document",
    );
    let mut conditions = filter.moves().conditions();
    conditions.extend(super::fragment::one_of("x.relation", &filter.relations));
    conditions.push(Fragment::new("x.reply = ?").with(reply));
    let order = Fragment::new(" ORDER BY x.relation, d.digest, e.n");
    let select = pairs.and_then(Fragment::filter(conditions)).and_then(order);
    let mut select = select.prepare(connection)?;
    let mut rows = select.raw_query();
    let mut pairs = Vec::new();
    while let Some(row) = rows.next()? {
        pairs.push(Pair {
            relation: row.get(0)?,
            opening: row.get(1)?,
            reply: row.get(2)?,
            acts: (row.get(3)?, row.get(4)?),
        });
    }
    Ok(pairs)
}

impl Pair {
    fn answer(self, connection: &Connection, alone: bool) -> rusqlite::Result<ExchangeAnswer> {
        let mut count = connection.prepare_cached(
            "SELECT count(*) FROM events m JOIN exchanges x ON x.move = m.id JOIN events r ON r.id = x.reply
             WHERE m.joined = ?1 AND r.joined = ?2 AND x.relation = ?3",
        )?;
        let (opening, reply) = self.acts;
        let reports = count.query_row(params![opening, reply, self.relation], |row| row.get(0))?;
        Ok(ExchangeAnswer {
            opening: answer(connection, self.opening)?,
            reply: answer(connection, self.reply)?,
            reports: if alone { 1 } else { reports },
            relation: self.relation,
        })
    }
}
