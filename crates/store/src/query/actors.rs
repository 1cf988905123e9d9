//! Who appears, and how often.

use super::fragment::{Fragment, list, one_of};
use super::{Days, Who};
use crate::error::At;
use crate::{Store, StoreError};
use rusqlite::{Connection, Row, params};
use std::cmp::Reverse;
use std::collections::BTreeMap;

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

/// How often actors appear: statements, acts and reports as actor, acts and reports as recipient.
type Counts = BTreeMap<i64, [i64; 5]>;

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
    let mut counts = Counts::new();
    let ends = "SELECT min(a), max(b) FROM (SELECT (SELECT min(day) FROM events WHERE day IS NOT NULL) a, (SELECT max(day) FROM events) b
        UNION ALL SELECT (SELECT min(day) FROM statements WHERE day IS NOT NULL), (SELECT max(day) FROM statements))";
    let known = connection.query_row(ends, params![], |row| {
        Ok(Days {
            from: row.get(0)?,
            until: row.get(1)?,
        })
    })?;
    let (periods, rest) = filter.days.periods(known);
    if let Some(periods) = one_of("period", &periods) {
        let select =
            "SELECT actor, statements, actor_acts, actor_reports, recipient_acts, recipient_reports FROM actor_counts";
        add(
            connection,
            &Fragment::new(select).and_then(Fragment::filter(vec![periods])),
            &mut counts,
        )?;
    }
    for days in rest {
        for select in EACH {
            let days = days.condition("day").into_iter().collect();
            add(
                connection,
                &Fragment::new(select).and_then(Fragment::filter(days)),
                &mut counts,
            )?;
        }
    }
    Ok(counts)
}

/// Appearances on single days. Who is named twice in one part of an event has one.
const EACH: [&str; 3] = [
    "SELECT actor, 1, 0, 0, 0, 0 FROM (SELECT actor, day FROM statements INDEXED BY statements_by_day WHERE actor IS NOT NULL)",
    "SELECT actor, 0, stands, 1, 0, 0 FROM
         (SELECT p.actor, e.stands, e.day FROM events e INDEXED BY events_by_day
          CROSS JOIN parties p ON p.event = e.id AND p.role = 'actor' WHERE p.actor IS NOT NULL AND NOT EXISTS
          (SELECT 1 FROM parties o WHERE o.event = p.event AND o.role = p.role AND o.n < p.n AND o.actor = p.actor))",
    "SELECT actor, 0, 0, 0, stands, 1 FROM
         (SELECT p.actor, e.stands, e.day FROM events e INDEXED BY events_by_day
          CROSS JOIN recipients p ON p.event = e.id WHERE p.actor IS NOT NULL AND NOT EXISTS
          (SELECT 1 FROM parties o WHERE o.event = p.event AND o.role = p.role AND o.n < p.n AND o.actor = p.actor))",
];

fn add(connection: &Connection, select: &Fragment, counts: &mut Counts) -> rusqlite::Result<()> {
    let mut select = select.prepare(connection)?;
    let mut rows = select.raw_query();
    while let Some(row) = rows.next()? {
        let all = counts.entry(row.get(0)?).or_default();
        for (i, count) in all.iter_mut().enumerate() {
            *count += row.get::<_, i64>(i + 1)?;
        }
    }
    Ok(())
}

/// Who the counted are, those with one Wikidata id being one.
fn named(connection: &Connection, filter: &ActorFilter, counts: &Counts) -> rusqlite::Result<Vec<ActorAnswer>> {
    let select = "SELECT a.id, a.name, a.kind, a.code, a.identifier_id FROM json_each(?) j CROSS JOIN actors a ON a.id = j.value";
    let ids: Vec<i64> = counts.keys().copied().collect();
    let mut select = Fragment::new(select).with(list(&ids)).prepare(connection)?;
    let mut rows = select.raw_query();
    let mut together: BTreeMap<String, Vec<ActorAnswer>> = BTreeMap::new();
    let mut alone = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let actor = of_row(row, counts.get(&id).copied().unwrap_or_default())?;
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
