//! Who does how much of what to whom, by codes.

use super::event_filter::PAIRS;
use super::fragment::{Fragment, list, one_of};
use super::{Days, EventFilter, timeline};
use crate::error::At;
use crate::{Store, StoreError};
use rusqlite::{Connection, Row, params};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What one code does to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DyadAnswer {
    /// The actor's code.
    pub actor: String,
    /// The recipient's.
    pub recipient: String,
    /// How many acts, each once however many report it.
    pub acts: i64,
    /// How many reports.
    pub reports: i64,
    /// Acts by PLOVER's quad categories: verbal cooperation, material cooperation, verbal conflict, material conflict.
    pub quads: [i64; 4],
    /// Reports by the same.
    pub quad_reports: [i64; 4],
    /// The mean conflict-cooperation score of the acts; `None` where there are reports alone.
    pub scale: Option<f64>,
    /// That of the reports.
    pub reports_scale: Option<f64>,
}

/// What is summed up for a pair.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    quads: [i64; 4],
    quad_reports: [i64; 4],
    scale: i64,
    reports_scale: i64,
}

type Sums = BTreeMap<(String, String), Sum>;

impl Store {
    /// Pairs of codes, those with the most acts first, then those with the most reports, then by code. Both codes must be known.
    /// [`EventFilter::reports`] is not asked: both are counted.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn dyads(&self, filter: &EventFilter) -> Result<Vec<DyadAnswer>, StoreError> {
        let sums = sums(&self.connection, filter).at(&self.path)?;
        let mut dyads: Vec<DyadAnswer> = sums.into_iter().map(|(pair, sum)| sum.answer(pair)).collect();
        dyads.sort_by_key(|dyad| (Reverse(dyad.acts), Reverse(dyad.reports)));
        Ok(dyads)
    }
}

fn sums(connection: &Connection, filter: &EventFilter) -> rusqlite::Result<Sums> {
    let mut sums = Sums::new();
    let Some((actors, recipients)) = filter.only_codes() else {
        return one_by_one(connection, filter);
    };
    let ends = "SELECT (SELECT min(day) FROM events WHERE day IS NOT NULL), (SELECT max(day) FROM events)";
    let known = connection.query_row(ends, params![], |row| {
        Ok(Days {
            from: row.get(0)?,
            until: row.get(1)?,
        })
    })?;
    let (periods, rest) = filter.days.periods(known);
    let conditions = || {
        let parts = [
            one_of("actor", &actors),
            one_of("recipient", &recipients),
            one_of("event", &filter.categories),
            one_of("status", &filter.statuses),
        ];
        parts.into_iter().flatten().chain([Fragment::new(BOTH_KNOWN)])
    };
    let of_periods = one_of("period", &periods).into_iter().chain(conditions()).collect();
    let counted = Fragment::new(COUNTED)
        .and_then(Fragment::filter(of_periods))
        .and_then(Fragment::new(GROUPED));
    if !periods.is_empty() {
        add(connection, &counted, &mut sums)?;
    }
    for days in rest {
        let (all, when) = if actors.is_empty() && recipients.is_empty() {
            (within(days), None)
        } else {
            (
                Fragment::new("(SELECT *, stands AS acts, 1 AS reports FROM dyads)"),
                days.condition("day"),
            )
        };
        let conditions = Fragment::filter(when.into_iter().chain(conditions()).collect());
        let select = Fragment::new(EACH).and_then(all).and_then(conditions);
        add(connection, &select.and_then(Fragment::new(GROUPED)), &mut sums)?;
    }
    Ok(sums)
}

/// The dyads of events that are asked for by more than their codes.
fn one_by_one(connection: &Connection, filter: &EventFilter) -> rusqlite::Result<Sums> {
    let (mut sums, mut events) = (Sums::new(), Vec::new());
    timeline::each(connection, filter, |event| {
        events.push([event.id, event.acts, event.reports])
    })?;
    for events in events.chunks(CHUNK) {
        add(connection, &of_events(events, filter), &mut sums)?;
    }
    Ok(sums)
}

/// Events whose dyads are asked for at once.
const CHUNK: usize = 10_000;

const BOTH_KNOWN: &str = "actor <> '' AND recipient <> ''";
const COUNTED: &str = "SELECT actor, recipient, quad_code, sum(acts), sum(reports), sum(acts_scale), sum(reports_scale)
    FROM dyad_counts";
const EACH: &str =
    "SELECT actor, recipient, quad_code, sum(acts), sum(reports), sum(acts * scale), sum(reports * scale) FROM ";
const GROUPED: &str = " GROUP BY actor, recipient, quad_code";

/// The dyads of events, as far as they are between those who are asked for. Of an event: its id, how many acts and how many reports
/// it counts for. A code is that of the party in the event, which need not be the code that he has by himself.
fn of_events(events: &[[i64; 3]], filter: &EventFilter) -> Fragment {
    let all = format!(
        "(SELECT DISTINCT y.*, j.value ->> 1 AS acts, j.value ->> 2 AS reports FROM json_each(?) j
          CROSS JOIN events e ON e.id = j.value ->> 0 CROSS JOIN {PAIRS} AND a.event = e.id
          CROSS JOIN dyads y ON y.actor = a.code AND y.event = e.event AND y.day = ifnull(e.day, -1000000) AND y.id = e.id
          AND y.recipient = r.code"
    );
    Fragment::new(EACH)
        .and_then(Fragment::new(&all).with(list(events)))
        .and_then(Fragment::filter(filter.sides()))
        .and_then(Fragment::new(")"))
        .and_then(Fragment::new(GROUPED))
}

/// The dyads of a few days.
fn within(days: Days) -> Fragment {
    let condition = days.condition("e.day").unwrap_or_else(|| Fragment::new("1"));
    Fragment::new(&format!(
        "(SELECT y.*, y.stands AS acts, 1 AS reports FROM events e INDEXED BY events_by_day {THEIR_DYADS} WHERE "
    ))
    .and_then(condition)
    .and_then(Fragment::new(")"))
}

/// Dyads are found by their actors first, each once.
const THEIR_DYADS: &str = "CROSS JOIN parties p ON p.event = e.id AND p.role = 'actor'
    AND NOT EXISTS (SELECT 1 FROM parties o WHERE o.event = p.event AND o.role = 'actor' AND o.n < p.n AND o.code IS p.code)
    CROSS JOIN dyads y ON y.actor = ifnull(p.code, '') AND y.event = e.event AND y.day = ifnull(e.day, -1000000) AND y.id = e.id";

fn add(connection: &Connection, select: &Fragment, sums: &mut Sums) -> rusqlite::Result<()> {
    let mut select = select.prepare(connection)?;
    let mut rows = select.raw_query();
    while let Some(row) = rows.next()? {
        let sum = sums.entry((row.get(0)?, row.get(1)?)).or_default();
        sum.add(row)?;
    }
    Ok(())
}

impl Sum {
    fn add(&mut self, row: &Row) -> rusqlite::Result<()> {
        let quad: usize = row.get(2)?;
        if let Some(quad) = quad.checked_sub(1).filter(|&quad| quad < 4) {
            self.quads[quad] += row.get::<_, i64>(3)?;
            self.quad_reports[quad] += row.get::<_, i64>(4)?;
        }
        self.scale += row.get::<_, i64>(5)?;
        self.reports_scale += row.get::<_, i64>(6)?;
        Ok(())
    }

    fn answer(self, (actor, recipient): (String, String)) -> DyadAnswer {
        let (acts, reports) = (self.quads.iter().sum(), self.quad_reports.iter().sum());
        DyadAnswer {
            actor,
            recipient,
            acts,
            reports,
            quads: self.quads,
            quad_reports: self.quad_reports,
            scale: mean(self.scale, acts),
            reports_scale: mean(self.reports_scale, reports),
        }
    }
}

/// The mean of thousandths.
#[allow(clippy::cast_precision_loss, reason = "sums of scores are far below 2^52")]
fn mean(sum: i64, count: i64) -> Option<f64> {
    (count > 0).then(|| (sum as f64 / count as f64).round() / 1000.0)
}
