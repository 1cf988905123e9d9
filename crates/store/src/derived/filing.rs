//! Keeping the sheets as documents come and go. The lines are those of the views `reckoned_…` at the end of every transaction.
//!
//! What changes is gathered, and written at the end: a document's events are of few days, and events change again as they are joined.

use super::joining::column;
use super::lines::{ClaimLine, EventLine, Party, Sentences, StatementLine, fit, number};
use super::sheets::{self, Changes, Line};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::{ControlFlow, RangeInclusive};

/// The day of what has none, in keys.
pub const UNDATED: i64 = -1_000_000;

/// What is to be written.
#[derive(Debug, Default)]
pub struct Filing {
    /// Events that have come, or have changed.
    events: BTreeSet<i64>,
    /// Events that have gone, with their days.
    gone: BTreeSet<(i64, i64)>,
    /// Documents whose statements have come.
    documents: BTreeSet<i64>,
    /// Documents whose statements have gone, with the days of these.
    silent: BTreeSet<(i64, i64)>,
}

impl Filing {
    /// Events have come, or are joined with others now.
    pub fn change(&mut self, events: impl IntoIterator<Item = i64>) {
        self.events.extend(events);
    }

    /// The statements of a document have come.
    pub fn speak(&mut self, document: i64) {
        self.documents.insert(document);
    }

    /// The events and statements of a document are about to go.
    pub fn leave(&mut self, connection: &Connection, document: i64) -> rusqlite::Result<()> {
        let gone = [
            (
                "SELECT ifnull(day, -1000000), id FROM events WHERE document = ?1",
                &mut self.gone,
            ),
            (
                "SELECT ifnull(day, -1000000), document FROM statements WHERE document = ?1",
                &mut self.silent,
            ),
        ];
        for (select, gone) in gone {
            let mut select = connection.prepare_cached(select)?;
            for row in select.query_map(params![document], |row| Ok((row.get(0)?, row.get(1)?)))? {
                gone.insert(row?);
            }
        }
        Ok(())
    }

    /// The report that stands for a joined event is the one that the joined event names, and no other.
    pub fn settle(&mut self, connection: &Connection, joined: i64) -> rusqlite::Result<()> {
        let mut named = connection.prepare_cached("SELECT event FROM joined_events WHERE id = ?1")?;
        let named: Option<i64> = named.query_row(params![joined], |row| row.get(0)).optional()?;
        let standing = column(
            connection,
            "SELECT id FROM events WHERE joined = ?1 AND stands = 1",
            joined,
        )?;
        let deposed = standing.iter().copied().filter(|&event| Some(event) != named);
        for (event, stands) in deposed
            .map(|event| (event, false))
            .chain(named.map(|event| (event, true)))
        {
            let update = "UPDATE events SET stands = ?2 WHERE id = ?1 AND stands <> ?2";
            if connection.prepare_cached(update)?.execute(params![event, stands])? > 0 {
                self.events.insert(event);
            }
        }
        Ok(())
    }

    /// What another has gathered too.
    pub fn absorb(&mut self, other: Self) {
        self.events.extend(other.events);
        self.gone.extend(other.gone);
        self.documents.extend(other.documents);
        self.silent.extend(other.silent);
    }

    /// Writes what was gathered. What has gone may have come back under the same number.
    pub fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let mut numbers = Numbers::default();
        let (mut events, mut claims) = (none(&self.gone), none(&self.gone));
        let mut statements = none(&self.silent);
        for &event in &self.events {
            collect(connection, EVENT, event..=event, &mut events, |row| {
                event_line(connection, &mut numbers, row)
            })?;
            collect(connection, CLAIM, event..=event, &mut claims, |row| {
                claim_line(connection, &mut numbers, row)
            })?;
        }
        for &document in &self.documents {
            collect(connection, STATEMENT, document..=document, &mut statements, |row| {
                statement_line(connection, &mut numbers, row)
            })?;
        }
        sheets::change(connection, &events)?;
        sheets::change(connection, &claims)?;
        sheets::change(connection, &statements)
    }
}

/// Puts everything on its sheets, where none has been.
pub fn fill(connection: &Connection) -> rusqlite::Result<()> {
    for first in (0..=last(connection, "events", "id")?).step_by(TOGETHER) {
        let mut filing = Filing::default();
        filing.change(first..first + TOGETHER as i64);
        filing.write(connection)?;
    }
    for first in (0..=last(connection, "documents", "id")?).step_by(TOGETHER) {
        let documents = (first..first + TOGETHER as i64).collect();
        let filing = Filing {
            documents,
            ..Filing::default()
        };
        filing.write(connection)?;
    }
    Ok(())
}

/// Owners whose lines are held in memory at once.
const TOGETHER: usize = 20_000;

fn last(connection: &Connection, table: &str, number: &str) -> rusqlite::Result<i64> {
    let select = format!("SELECT ifnull(max({number}), 0) FROM {table}");
    connection.query_row(&select, [], |row| row.get(0))
}

/// How many lines are not what the views give, in each table of sheets.
pub fn flaws(connection: &Connection) -> rusqlite::Result<[(&'static str, usize); 3]> {
    let mut numbers = Numbers {
        known: true,
        ..Numbers::default()
    };
    let events = flaws_of(connection, EVENT, |row| event_line(connection, &mut numbers, row))?;
    let claims = flaws_of(connection, CLAIM, |row| claim_line(connection, &mut numbers, row))?;
    let statements = flaws_of(connection, STATEMENT, |row| {
        statement_line(connection, &mut numbers, row)
    })?;
    Ok([events, claims, statements])
}

fn flaws_of<L: Line>(
    connection: &Connection,
    select: &str,
    mut line: impl FnMut(&Row) -> rusqlite::Result<L>,
) -> rusqlite::Result<(&'static str, usize)> {
    let (mut count, mut first) = (0, Some(0));
    while let Some(from) = first {
        let until = from + 5 * TOGETHER as i64 - 1;
        let (mut expected, mut found) = (Changes::new(), BTreeSet::new());
        collect(connection, select, from..=until, &mut expected, &mut line)?;
        let most = select_last::<L>(connection, from..=until, &mut found)?;
        let of_day = |(&day, owners): (&i64, &BTreeMap<i64, Vec<L>>)| {
            let lines = owners.values().flatten();
            lines.map(|&line| (day, line)).collect::<Vec<_>>()
        };
        let expected: BTreeSet<(i64, L)> = expected.iter().flat_map(of_day).collect();
        count += expected.symmetric_difference(&found).count();
        let most = most
            .max(last(connection, "events", "id")?)
            .max(last(connection, "documents", "id")?);
        first = (until < most).then_some(until + 1);
    }
    Ok((L::TABLE, count))
}

/// Finds the lines of some owners on the sheets; the last owner of all is given.
fn select_last<L: Line>(
    connection: &Connection,
    owners: RangeInclusive<i64>,
    found: &mut BTreeSet<(i64, L)>,
) -> rusqlite::Result<i64> {
    let mut most = 0;
    let _all = sheets::each::<L>(connection, &sheets::EVERY_DAY, false, |day, bytes| {
        for line in sheets::lines::<L>(bytes) {
            most = most.max(line.owner());
            if owners.contains(&line.owner()) {
                found.insert((day, line));
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(most)
}

/// Owners that have no line left.
fn none<L>(gone: &BTreeSet<(i64, i64)>) -> Changes<L> {
    let mut changes = Changes::new();
    for &(day, owner) in gone {
        changes.entry(day).or_default().insert(owner, Vec::new());
    }
    changes
}

/// Adds the lines of owners, each once and in order.
fn collect<L: Line>(
    connection: &Connection,
    select: &str,
    owners: RangeInclusive<i64>,
    changes: &mut Changes<L>,
    mut line: impl FnMut(&Row) -> rusqlite::Result<L>,
) -> rusqlite::Result<()> {
    let mut select = connection.prepare_cached(select)?;
    let mut rows = select.query(params![owners.start(), owners.end()])?;
    while let Some(row) = rows.next()? {
        let line = line(row)?;
        let lines = changes.entry(row.get(0)?).or_default().entry(line.owner()).or_default();
        if let Err(at) = lines.binary_search(&line) {
            lines.insert(at, line);
        }
    }
    Ok(())
}

const EVENT: &str = "SELECT * FROM reckoned_event_lines WHERE event BETWEEN ?1 AND ?2";
const CLAIM: &str = "SELECT * FROM reckoned_claim_lines WHERE event BETWEEN ?1 AND ?2";
const STATEMENT: &str = "SELECT * FROM reckoned_statement_lines WHERE document BETWEEN ?1 AND ?2";

// Columns go by their places in the views: looking for their names would cost more than reading them.

fn event_line(connection: &Connection, numbers: &mut Numbers, row: &Row) -> rusqlite::Result<EventLine> {
    Ok(EventLine {
        event: number::<4>(row, 1)?,
        joined: number::<4>(row, 2)?,
        kind: numbers.kind(connection, row)?,
        stands: row.get(3)?,
        claimed: row.get(4)?,
        publisher: number::<3>(row, 5)?,
        confidence: number::<2>(row, 6)?,
        location: number::<3>(row, 7)?,
        actor: numbers.party(connection, row, 13)?,
        recipient: numbers.party(connection, row, 16)?,
        sentences: sentences(row, 19)?,
    })
}

fn claim_line(connection: &Connection, numbers: &mut Numbers, row: &Row) -> rusqlite::Result<ClaimLine> {
    Ok(ClaimLine {
        event: number::<4>(row, 1)?,
        denies: row.get(2)?,
        who: numbers.party(connection, row, 3)?,
    })
}

fn statement_line(connection: &Connection, numbers: &mut Numbers, row: &Row) -> rusqlite::Result<StatementLine> {
    Ok(StatementLine {
        document: number::<4>(row, 1)?,
        n: number::<3>(row, 2)?,
        kind: numbers.statement_kind(connection, row)?,
        confidence: number::<2>(row, 5)?,
        source: numbers.party(connection, row, 6)?,
        addressee: numbers.party(connection, row, 9)?,
        sentences: sentences(row, 12)?,
    })
}

fn sentences(row: &Row, first: usize) -> rusqlite::Result<Sentences> {
    let (first, last): (Option<i64>, Option<i64>) = (row.get(first)?, row.get(first + 1)?);
    let Some((first, last)) = first.zip(last) else {
        return Ok(Sentences::default());
    };
    Ok(Sentences {
        first: fit::<4>(first)?,
        more: fit::<1>((last - first).clamp(0, Sentences::MANY.into()))?,
    })
}

/// The numbers of kinds and labels, those that were looked up.
#[derive(Debug, Default)]
struct Numbers {
    /// Whether none is added: what is not known is no number of a kind or label then.
    known: bool,
    kinds: HashMap<Kind, u32>,
    statement_kinds: HashMap<(String, String), u32>,
    labels: HashMap<(String, String), u32>,
}

/// Category, modes, status, quad category, scale.
type Kind = (String, String, String, i64, i64);

impl Numbers {
    fn kind(&mut self, connection: &Connection, row: &Row) -> rusqlite::Result<u32> {
        let (event, mode, status): (String, String, String) = (row.get(8)?, row.get(9)?, row.get(10)?);
        let kind: Kind = (event, mode, status, row.get(11)?, row.get(12)?);
        if let Some(&number) = self.kinds.get(&kind) {
            return Ok(number);
        }
        let (event, mode, status, quad, scale) = &kind;
        let values = params![event, mode, status, quad, scale];
        let find =
            "SELECT id FROM kinds WHERE event = ?1 AND mode = ?2 AND status = ?3 AND quad_code = ?4 AND scale = ?5";
        let add = "INSERT INTO kinds (event, mode, status, quad_code, scale) VALUES (?1, ?2, ?3, ?4, ?5)";
        let number = self.find_or_add(connection, find, add, values)?;
        self.kinds.insert(kind, number);
        Ok(number)
    }

    fn statement_kind(&mut self, connection: &Connection, row: &Row) -> rusqlite::Result<u32> {
        let kind: (String, String) = (row.get(3)?, row.get(4)?);
        if let Some(&number) = self.statement_kinds.get(&kind) {
            return Ok(number);
        }
        let find = "SELECT id FROM statement_kinds WHERE act = ?1 AND form = ?2";
        let add = "INSERT INTO statement_kinds (act, form) VALUES (?1, ?2)";
        let number = self.find_or_add(connection, find, add, params![kind.0, kind.1])?;
        self.statement_kinds.insert(kind, number);
        Ok(number)
    }

    fn party(&mut self, connection: &Connection, row: &Row, first: usize) -> rusqlite::Result<Party> {
        let label: (String, String) = (row.get(first)?, row.get(first + 1)?);
        Ok(Party {
            label: self.label(connection, label)?,
            actor: number::<4>(row, first + 2)?,
        })
    }

    fn label(&mut self, connection: &Connection, label: (String, String)) -> rusqlite::Result<u32> {
        if label.0.is_empty() && label.1.is_empty() {
            return Ok(0);
        }
        if let Some(&number) = self.labels.get(&label) {
            return Ok(number);
        }
        let find = "SELECT id FROM labels WHERE code = ?1 AND sector = ?2";
        let add = "INSERT INTO labels (code, sector) VALUES (?1, ?2)";
        let number = self.find_or_add(connection, find, add, params![label.0, label.1])?;
        self.labels.insert(label, number);
        Ok(number)
    }

    fn find_or_add(
        &self,
        connection: &Connection,
        find: &str,
        add: &str,
        values: impl Params + Copy,
    ) -> rusqlite::Result<u32> {
        let mut find = connection.prepare_cached(find)?;
        match find.query_row(values, |row| row.get(0)).optional()? {
            Some(number) => fit::<3>(number),
            None if self.known => Ok(NO_NUMBER),
            None => fit::<3>(connection.prepare_cached(add)?.insert(values)?),
        }
    }
}

/// No kind and no label has it.
const NO_NUMBER: u32 = u32::MAX;
