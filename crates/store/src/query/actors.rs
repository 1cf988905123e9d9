//! Who appears, and how often.

use super::asked::stretch;
use super::{Days, Who};
use crate::derived::sheets;
use crate::derived::{EventLine, StatementLine};
use crate::error::At;
use crate::{Store, StoreError};
use rusqlite::{Connection, Row, params};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Who is asked for. What is empty is not asked; of a list, any will do.
#[derive(Clone, Debug, Default)]
pub struct ActorFilter {
    /// Who. Sectors are not asked: they belong to a mention, not to a person.
    pub who: Vec<Who>,
    /// `person`, `organization`, `government`, `state`, `group`, `place`.
    pub kinds: Vec<String>,
    /// When he appears.
    pub days: Days,
}

/// Somebody who appears, under all the names that have his Wikidata id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorAnswer {
    /// The name under which he appears most.
    pub name: String,
    /// What he is.
    pub kind: String,
    /// His code.
    pub code: Option<String>,
    /// His Wikidata id.
    pub identifier_id: Option<String>,
    /// Statements of his own.
    pub statements: i64,
    /// Acts that he does, each once however many report it.
    pub actor_acts: i64,
    /// Reports of such.
    pub actor_reports: i64,
    /// Acts that are directed at him.
    pub recipient_acts: i64,
    /// Reports of such.
    pub recipient_reports: i64,
}

impl ActorAnswer {
    /// Statements, and reports of acts that he has a part in.
    #[must_use]
    pub const fn appearances(&self) -> i64 {
        self.statements + self.actor_reports + self.recipient_reports
    }
}

/// How often actors appear, by their numbers: statements, acts and reports as actor, acts and reports as recipient.
type Counts = Vec<[u32; 5]>;

impl Store {
    /// Who appears, those who appear most first, then by name, kind, code and id.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn actors(&self, filter: &ActorFilter) -> Result<Vec<ActorAnswer>, StoreError> {
        let counts = counts(&self.connection, filter).at(&self.path)?;
        let mut actors = named(&self.connection, filter, &counts).at(&self.path)?;
        actors.sort_unstable_by(|a, b| a.rank().cmp(&b.rank()));
        Ok(actors)
    }
}

fn counts(connection: &Connection, filter: &ActorFilter) -> rusqlite::Result<Counts> {
    let most: usize = connection.query_row("SELECT ifnull(max(id), 0) FROM actors", [], |row| row.get(0))?;
    let mut counts = vec![[0; 5]; most + 1];
    let days = stretch(filter.days);
    let _all = sheets::each::<StatementLine>(connection, &days, false, |_, bytes| {
        sheets::lines(bytes).for_each(|line: StatementLine| appear(&mut counts, line.source.actor, &[(0, true)]));
        Ok(ControlFlow::Continue(()))
    })?;
    let (mut sides, mut event, mut stands) = ([Vec::new(), Vec::new()], 0, false);
    let _all = sheets::each::<EventLine>(connection, &days, false, |_, bytes| {
        for line in sheets::lines::<EventLine>(bytes) {
            if line.event != event {
                take_part(&mut counts, &mut sides, stands);
                (event, stands) = (line.event, line.stands);
            }
            sides[0].push(line.actor.actor);
            sides[1].push(line.recipient.actor);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    take_part(&mut counts, &mut sides, stands);
    Ok(counts)
}

/// Counts the actors and the recipients of an event. Who is named twice in one part of it appears once.
fn take_part(counts: &mut Counts, sides: &mut [Vec<u32>; 2], stands: bool) {
    for (side, first) in sides.iter_mut().zip([1, 3]) {
        side.sort_unstable();
        side.dedup();
        for actor in side.drain(..) {
            appear(counts, actor, &[(first, stands), (first + 1, true)]);
        }
    }
}

/// Counts an actor; nobody has the number 0.
fn appear(counts: &mut Counts, actor: u32, as_what: &[(usize, bool)]) {
    if let Some(counts) = counts.get_mut(actor as usize).filter(|_| actor > 0) {
        for &(what, is) in as_what {
            counts[what] += u32::from(is);
        }
    }
}

/// Who the counted are, those with one Wikidata id being one.
fn named(connection: &Connection, filter: &ActorFilter, counts: &[[u32; 5]]) -> rusqlite::Result<Vec<ActorAnswer>> {
    let mut select = connection.prepare_cached("SELECT id, name, kind, code, identifier_id FROM actors")?;
    let mut rows = select.query(params![])?;
    let mut together: BTreeMap<String, Vec<ActorAnswer>> = BTreeMap::new();
    let mut alone = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let of_actor = usize::try_from(id)
            .ok()
            .and_then(|id| counts.get(id))
            .copied()
            .unwrap_or_default();
        if of_actor == [0; 5] {
            continue;
        }
        let actor = of_row(row, of_actor.map(i64::from))?;
        if !filter.kinds.is_empty() && !filter.kinds.contains(&actor.kind) || !filter.means(id, &actor) {
            continue;
        }
        match actor.identifier_id.clone() {
            None => alone.push(actor),
            Some(identifier) => together.entry(identifier).or_default().push(actor),
        }
    }
    Ok(together.into_values().filter_map(one).chain(alone).collect())
}

/// Those with one Wikidata id as one, under the name that has the most appearances of its own.
fn one(mut names: Vec<ActorAnswer>) -> Option<ActorAnswer> {
    names.sort_unstable_by(|a, b| a.rank().cmp(&b.rank()));
    names.into_iter().reduce(ActorAnswer::join)
}

fn of_row(row: &Row, counts: [i64; 5]) -> rusqlite::Result<ActorAnswer> {
    let [statements, actor_acts, actor_reports, recipient_acts, recipient_reports] = counts;
    Ok(ActorAnswer {
        name: row.get(1)?,
        kind: row.get(2)?,
        code: row.get(3)?,
        identifier_id: row.get(4)?,
        statements,
        actor_acts,
        actor_reports,
        recipient_acts,
        recipient_reports,
    })
}

impl ActorFilter {
    fn means(&self, id: i64, actor: &ActorAnswer) -> bool {
        let is = |who: &Who| match who {
            Who::These(actors) => actors.binary_search(&id).is_ok(),
            Who::Code { code, .. } => actor.code.as_ref() == Some(code),
        };
        self.who.is_empty() || self.who.iter().any(is)
    }
}

impl ActorAnswer {
    /// Those who appear most first; what is left makes the order total.
    fn rank(&self) -> (Reverse<i64>, &str, &str, Option<&str>, Option<&str>) {
        let (code, identifier) = (self.code.as_deref(), self.identifier_id.as_deref());
        (Reverse(self.appearances()), &self.name, &self.kind, code, identifier)
    }

    /// The same under another name. An act in which he has a part under both is counted twice, which is seldom.
    fn join(mut self, other: Self) -> Self {
        self.statements += other.statements;
        self.actor_acts += other.actor_acts;
        self.actor_reports += other.actor_reports;
        self.recipient_acts += other.recipient_acts;
        self.recipient_reports += other.recipient_reports;
        self
    }
}
