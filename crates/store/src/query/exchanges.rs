//! Exchanges: which act answers which.

use super::bits::Bits;
use super::clauses;
use super::events::{EventAnswer, answer, in_order};
use super::fragment::one_of;
use super::scan::Scan;
use super::{Days, EventFilter, Flow, Fragment, Order, Who, Words};
use crate::error::At;
use crate::{Store, StoreError};
use rusqlite::{Connection, params};
use std::collections::HashSet;
use std::ops::ControlFlow;

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
    let (moves, replies) = (filter.moves(), filter.replies());
    let moves = Scan::new(connection, &moves)?.reports()?;
    let scan = Scan::among(connection, &replies, filter.answering(connection, &moves)?)?;
    let clauses = clauses::events(connection, filter.text.as_ref())?;
    in_order(connection, &scan, &replies, order, |reply| {
        for exchange in answered_by(connection, filter, &moves, reply)? {
            let key = (exchange.acts, exchange.relation.clone());
            let is_told = clauses.as_ref().is_none_or(|clauses| exchange.is_among(clauses));
            if !is_told || !filter.reports && told.contains(&key) {
                continue;
            }
            let answer = exchange.answer(connection, filter.reports)?;
            if !filter.holds(&answer) {
                continue;
            }
            told.insert(key);
            if take(answer).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    })
}

impl ExchangeFilter {
    /// The replies that are asked for.
    fn replies(&self) -> EventFilter {
        EventFilter {
            categories: self.replies.clone(),
            days: self.days,
            publishers: self.publishers.clone(),
            confidence: self.confidence,
            reports: true,
            ..EventFilter::default()
        }
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

    /// The reports that answer one of these moves.
    fn answering(&self, connection: &Connection, moves: &Bits) -> rusqlite::Result<Bits> {
        let relation = one_of("relation", &self.relations).into_iter().collect();
        let select = Fragment::new("SELECT reply, move FROM exchanges").and_then(Fragment::filter(relation));
        let mut select = select.prepare(connection)?;
        let mut rows = select.raw_query();
        let mut replies = Bits::default();
        while let Some(row) = rows.next()? {
            if moves.holds(row.get(1)?) {
                replies.insert(row.get(0)?);
            }
        }
        Ok(replies)
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
fn answered_by(
    connection: &Connection,
    filter: &ExchangeFilter,
    moves: &Bits,
    reply: i64,
) -> rusqlite::Result<Vec<Pair>> {
    let mut select = connection.prepare_cached(
        "SELECT x.relation, e.id, x.reply, e.joined, r.joined FROM exchanges x JOIN events r ON r.id = x.reply
         JOIN events e ON e.id = x.move JOIN documents d ON d.id = e.document
         WHERE x.reply = ?1 ORDER BY x.relation, d.digest, e.n",
    )?;
    let mut rows = select.query(params![reply])?;
    let mut pairs = Vec::new();
    while let Some(row) = rows.next()? {
        let relation: String = row.get(0)?;
        let is_asked = filter.relations.is_empty() || filter.relations.contains(&relation);
        if is_asked && moves.holds(row.get(1)?) {
            pairs.push(Pair {
                relation,
                opening: row.get(1)?,
                reply: row.get(2)?,
                acts: (row.get(3)?, row.get(4)?),
            });
        }
    }
    Ok(pairs)
}

impl Pair {
    /// Whether either side is among these events.
    fn is_among(&self, events: &Bits) -> bool {
        let holds = |event: i64| u32::try_from(event).is_ok_and(|event| events.holds(event));
        holds(self.opening) || holds(self.reply)
    }

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
