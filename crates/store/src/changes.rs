//! What reading a document again changed.

use crate::error::At;
use crate::write::id_of;
use crate::{RunId, Store, StoreError};
use demarche_types::{Event, EventParty, Party, Quoted, Record, Statement, Text};
use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Something that one run found in a document and another did not.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// `sha256:` and the digest of the document's text.
    pub document: String,
    /// What it is.
    pub kind: ChangeKind,
    /// The thing, as far as two runs are compared: its words, and what was made of them.
    pub what: Value,
    /// Whether the newer run has it; otherwise the older had it.
    pub is_new: bool,
}

/// What can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// The day of publication.
    Published,
    /// A statement.
    Statement,
    /// An event.
    Event,
    /// An exchange within the document.
    Exchange,
}

impl ChangeKind {
    /// Every kind, in order.
    pub const ALL: [Self; 4] = [Self::Published, Self::Statement, Self::Event, Self::Exchange];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Statement => "statement",
            Self::Event => "event",
            Self::Exchange => "exchange",
        }
    }
}

impl Store {
    /// Gives what is different between two runs in the documents that were read by both, in the order of the documents' digests.
    /// What changed and changed back is no difference.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn changes(&self, old: RunId, new: RunId, mut take: impl FnMut(Change)) -> Result<(), StoreError> {
        let mut select = self.connection.prepare(SELECT).at(&self.path)?;
        let mut rows = select.query(params![old.0, new.0]).at(&self.path)?;
        while let Some(row) = rows.next().at(&self.path)? {
            take(change(row).at(&self.path)?);
        }
        Ok(())
    }
}

/// The steps between two runs, summed.
const SELECT: &str = "SELECT d.digest, c.kind, c.what, sum(c.change) AS net
    FROM changes c JOIN documents d ON d.id = c.document
    WHERE c.old_run BETWEEN min(?1, ?2) AND max(?1, ?2) AND c.new_run BETWEEN min(?1, ?2) AND max(?1, ?2)
    GROUP BY d.digest, c.kind, c.what HAVING net <> 0
    ORDER BY d.digest, c.kind, c.what";

fn change(row: &Row) -> rusqlite::Result<Change> {
    let (digest, kind, what): (Vec<u8>, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let kind = ChangeKind::ALL.into_iter().find(|known| known.as_str() == kind);
    Ok(Change {
        document: id_of(&digest),
        kind: kind.unwrap_or(ChangeKind::Published),
        what: serde_json::from_str(&what).unwrap_or_default(),
        is_new: row.get::<_, i64>(3)? > 0,
    })
}

/// Puts down what a new record of a document has and the old one has not, and the other way round; how much that is.
pub fn log(connection: &Connection, document: i64, run: RunId, old: &Record, new: &Record) -> rusqlite::Result<usize> {
    let mut counts: BTreeMap<(ChangeKind, String), i64> = BTreeMap::new();
    for (record, sign) in [(old, -1), (new, 1)] {
        for (kind, what) in things(record) {
            *counts.entry((kind, what.to_string())).or_default() += sign;
        }
    }
    counts.retain(|_, count| *count != 0);
    let mut insert = connection.prepare_cached(
        "INSERT INTO changes (old_run, new_run, document, kind, what, change)
         SELECT run, ?2, id, ?3, ?4, ?5 FROM documents WHERE id = ?1
         ON CONFLICT DO UPDATE SET change = change + excluded.change",
    )?;
    for ((kind, what), count) in &counts {
        insert.execute(params![document, run.0, kind.as_str(), what, count.signum()])?;
    }
    Ok(counts.len())
}

/// All that two runs are compared by.
fn things(record: &Record) -> Vec<(ChangeKind, Value)> {
    let text = Text::new(record.text.as_deref().unwrap_or_default());
    let published = &record.document.published;
    let mut things = vec![(
        ChangeKind::Published,
        json!({ "date": published.date, "enddate": published.enddate }),
    )];
    things.extend(
        record
            .statements
            .iter()
            .map(|it| (ChangeKind::Statement, statement(it, record, &text))),
    );
    things.extend(record.events.iter().map(|it| (ChangeKind::Event, event(it))));
    things.extend(record.exchanges.iter().map(|exchange| {
        let trigger = |id: &str| {
            let event = record.events.iter().find(|event| event.id == id);
            event.and_then(|event| at(event.trigger.as_ref()))
        };
        let (opening, reply) = (trigger(&exchange.opening), trigger(&exchange.reply));
        (
            ChangeKind::Exchange,
            json!({ "move": opening, "reply": reply, "relation": exchange.relation }),
        )
    }));
    things
}

fn statement(statement: &Statement, record: &Record, text: &Text) -> Value {
    let name_of = |id: &String| {
        record
            .entities
            .iter()
            .find(|entity| entity.id == *id)
            .map(|entity| entity.name.clone())
    };
    let who = |party: Option<&Party>| party.and_then(|party| party.entity.as_ref()).and_then(name_of);
    let content: Vec<(usize, &str)> = statement
        .content
        .iter()
        .map(|span| (span.start, text.slice(*span)))
        .collect();
    json!({
        "act": statement.act,
        "form": statement.form,
        "source": statement.source.as_ref().map(|source| (source.start, &source.text)),
        "entity": who(statement.source.as_ref()),
        "cue": at(statement.cue.as_ref()),
        "content": content,
        "addressee": statement.addressee.as_ref().map(|party| (party.start, &party.text)),
        "date": statement.date,
    })
}

fn event(event: &Event) -> Value {
    let parties = |parties: &[EventParty]| -> Vec<(String, Option<String>)> {
        parties
            .iter()
            .map(|party| (party.entity_text.clone(), party.code.clone()))
            .collect()
    };
    json!({
        "event": event.event,
        "mode": event.mode,
        "trigger": at(event.trigger.as_ref()),
        "actor": parties(&event.actor),
        "recipient": parties(&event.recipient),
        "date": event.date,
        "tense": event.tense,
        "hypothetical": event.hypothetical,
        "negation": event.negation,
        "claimed": !event.claimed_by.is_empty(),
    })
}

/// Where words stand, and which.
fn at(quoted: Option<&Quoted>) -> Option<(usize, &str)> {
    quoted.map(|quoted| (quoted.start, quoted.text.as_str()))
}
