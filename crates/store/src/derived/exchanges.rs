//! Exchanges over documents: a reply to a move that another document reported, up to two months before.
//!
//! Both must name both parties, crossed as the relation wants it, and both must be facts; and they must be about the same thing,
//! by the words that they share. Of several moves a reply answers the one that is nearest in its words, then the latest, so that
//! the order of arrival does not show. That the reply's own document names the move, as *rejected the demand* does, changes
//! nothing.

use super::index::Index;
use super::joining::column;
use super::keys::{Kind, is, key};
use super::report::{self, Report};
use super::words::{self, Nearness, nearness};
use crate::hash;
use crate::names::name;
use demarche_types::ExchangeRelation;
use rusqlite::{Connection, OptionalExtension, params};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What can answer what.
struct Tie {
    relation: ExchangeRelation,
    moves: &'static [&'static str],
    replies: &'static [&'static str],
    /// Whether the reply goes back to who made the move; otherwise both have the same direction.
    crossed: bool,
    /// Whether the words of both must be near; otherwise the reply calls itself one, as *in retaliation* does.
    by_words: bool,
    /// Days from the move to the reply at most.
    reach: i64,
}

const HARD: &[&str] = &["SANCTION", "COERCE", "ASSAULT", "MOBILIZE"];

const TIES: [Tie; 4] = [
    Tie {
        relation: ExchangeRelation::Rejects,
        moves: &["REQUEST", "AGREE"],
        replies: &["REJECT"],
        crossed: true,
        by_words: true,
        reach: 60,
    },
    Tie {
        relation: ExchangeRelation::Accepts,
        moves: &["REQUEST"],
        replies: &["AGREE", "CONCEDE"],
        crossed: true,
        by_words: true,
        reach: 60,
    },
    Tie {
        relation: ExchangeRelation::CarriesOut,
        moves: &["THREATEN"],
        replies: HARD,
        crossed: false,
        by_words: true,
        reach: 60,
    },
    Tie {
        relation: ExchangeRelation::Retaliates,
        moves: HARD,
        replies: HARD,
        crossed: true,
        by_words: false,
        reach: 30,
    },
];

/// Days that share a key.
const BUCKET: i64 = 30;
/// Content words that a reply shares with its move at least, and how near all of them must be.
const LEAST_SHARED: usize = 2;
const LEAST_DICE: f64 = 0.25;

/// The keys under which a report is found as a move and as a reply. `retorts` tells whether it calls itself a retort.
pub fn keys(report: &Report, retorts: bool) -> Vec<i64> {
    let mut keys = BTreeSet::new();
    for (number, tie) in TIES.iter().enumerate() {
        let day = report.day.filter(|_| report::is_fact(report)).map(report::Day::number);
        let Some(bucket) = day.map(|day| day.div_euclid(BUCKET)) else {
            continue;
        };
        if tie.moves.contains(&&*report.category) {
            keys.extend(tie.keys(number, Kind::Move, report, false, bucket));
        }
        if tie.replies.contains(&&*report.category) && (tie.by_words || retorts) {
            keys.extend(tie.keys(number, Kind::Reply, report, tie.crossed, bucket));
        }
    }
    keys.into_iter().collect()
}

impl Tie {
    /// One key for each pair of parties and each word.
    fn keys(&self, number: usize, kind: Kind, report: &Report, turned: bool, bucket: i64) -> Vec<i64> {
        let about = if self.by_words { report.words.as_slice() } else { &[0] };
        let (from, to) = if turned {
            (&report.recipients, &report.actors)
        } else {
            (&report.actors, &report.recipients)
        };
        let tokens = |parties: &[report::Party]| -> Vec<u64> {
            let tokens = parties.iter().filter_map(|party| party.token.as_deref());
            tokens.map(|token| hash::bytes(token.as_bytes())).collect()
        };
        let time = hash::both(number as u64, hash::bytes(&bucket.to_le_bytes()));
        let mut keys = Vec::new();
        for from in tokens(from) {
            for to in tokens(to).into_iter().filter(|&to| to != from) {
                let pair = hash::both(hash::both(from, to), time);
                keys.extend(about.iter().map(|&word| key(kind, hash::both(pair, u64::from(word)))));
            }
        }
        keys
    }

    /// How well a reply answers a move; `None` where it does not.
    fn score(&self, mv: &Report, reply: &Report) -> Option<f64> {
        let after = reply.day?.number() - mv.day?.number();
        if mv.document == reply.document || !(0..=self.reach).contains(&after) {
            return None;
        }
        let words = nearness(&mv.words, &reply.words);
        self.is_near(words).then_some(words.dice)
    }

    fn is_near(&self, words: Nearness) -> bool {
        !self.by_words || words.shared >= LEAST_SHARED && words.dice >= LEAST_DICE
    }

    /// The events of these whose words are near enough to a report's: most are not, and need not be looked at further.
    fn near(&self, connection: &Connection, events: BTreeSet<i64>, report: &Report) -> rusqlite::Result<Vec<i64>> {
        let mut select = connection.prepare_cached("SELECT words FROM event_sketches WHERE event = ?1")?;
        let mut near = Vec::new();
        for event in events {
            let words = select.query_row(params![event], |row| Ok(words::unpack(row.get_ref(0)?.as_blob()?)))?;
            if self.is_near(nearness(&words, &report.words)) {
                near.push(event);
            }
        }
        Ok(near)
    }
}

/// Looks for the move that a report answers, and for the replies that answer it. `own` are its own keys.
pub fn place(connection: &Connection, index: &Index, report: &Report, own: &[i64]) -> rusqlite::Result<()> {
    find_move(connection, index, report, own)?;
    let Some(day) = report.day else { return Ok(()) };
    for (number, tie) in TIES.iter().enumerate() {
        let bucket = day.number().div_euclid(BUCKET);
        let is_found = |bucket| {
            tie.keys(number, Kind::Move, report, false, bucket)
                .iter()
                .any(|key| own.contains(key))
        };
        if is_found(bucket) {
            let buckets = bucket..=bucket + tie.reach / BUCKET;
            let keys = buckets.flat_map(|bucket| tie.keys(number, Kind::Reply, report, false, bucket));
            for reply in tie.near(connection, candidates(connection, index, keys)?, report)? {
                answer(connection, tie, report, &report::load(connection, reply)?)?;
            }
        }
    }
    Ok(())
}

/// Looks for the move that a report answers.
pub fn find_move(connection: &Connection, index: &Index, report: &Report, own: &[i64]) -> rusqlite::Result<()> {
    let Some(day) = report.day else { return Ok(()) };
    for (number, tie) in TIES.iter().enumerate() {
        let bucket = day.number().div_euclid(BUCKET);
        let is_found = |bucket| {
            tie.keys(number, Kind::Reply, report, tie.crossed, bucket)
                .iter()
                .any(|key| own.contains(key))
        };
        if is_found(bucket) {
            let buckets = bucket - tie.reach / BUCKET..=bucket;
            let keys = buckets.flat_map(|bucket| tie.keys(number, Kind::Move, report, tie.crossed, bucket));
            for mv in tie.near(connection, candidates(connection, index, keys)?, report)? {
                answer(connection, tie, &report::load(connection, mv)?, report)?;
            }
        }
    }
    Ok(())
}

/// The events that have one of the keys.
fn candidates(
    connection: &Connection,
    index: &Index,
    keys: impl Iterator<Item = i64>,
) -> rusqlite::Result<BTreeSet<i64>> {
    let mut events = BTreeSet::new();
    for key in keys.filter(|&key| is(Kind::Move, key) || is(Kind::Reply, key)) {
        events.extend(index.holders(connection, key)?);
    }
    Ok(events)
}

/// How a move ranks among those that a reply may answer.
type Rank = (i64, i64, Reverse<Vec<u8>>, Reverse<i64>);

/// Puts down that a reply answers a move, where it does, and no other move is more likely to be meant.
fn answer(connection: &Connection, tie: &Tie, mv: &Report, reply: &Report) -> rusqlite::Result<()> {
    let Some(score) = tie.score(mv, reply) else {
        return Ok(());
    };
    let mut best = connection.prepare_cached("SELECT move, score FROM exchanges WHERE reply = ?1 AND n IS NULL")?;
    let best = best
        .query_row(params![reply.event], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((other, other_score)) = best {
        if rank(connection, other, other_score)? >= rank(connection, mv.event, score)? {
            return Ok(());
        }
        remove(connection, reply.event)?;
    }
    let mut insert =
        connection.prepare_cached("INSERT INTO exchanges (reply, move, relation, score) VALUES (?1, ?2, ?3, ?4)")?;
    insert.execute(params![reply.event, mv.event, name(tie.relation), score])?;
    Ok(())
}

#[allow(clippy::cast_possible_truncation, reason = "a score is between 0 and 1")]
fn rank(connection: &Connection, mv: i64, score: f64) -> rusqlite::Result<Rank> {
    let mut select = connection.prepare_cached(
        "SELECT e.day, d.digest, e.n FROM events e JOIN documents d ON d.id = e.document WHERE e.id = ?1",
    )?;
    let score = (score * 1e6) as i64;
    select.query_row(params![mv], |row| {
        Ok((score, row.get(0)?, Reverse(row.get(1)?), Reverse(row.get(2)?)))
    })
}

fn remove(connection: &Connection, reply: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM exchanges WHERE reply = ?1 AND n IS NULL")?
        .execute(params![reply])?;
    Ok(())
}

/// Takes away what answers the events of a document from elsewhere; the replies, which may answer something else, are given.
pub fn dissolve(connection: &Connection, document: i64) -> rusqlite::Result<Vec<i64>> {
    let select = "SELECT x.reply FROM events m JOIN exchanges x ON x.move = m.id WHERE m.document = ?1 AND x.n IS NULL";
    let replies = column(connection, select, document)?;
    for &reply in &replies {
        remove(connection, reply)?;
    }
    Ok(replies)
}
