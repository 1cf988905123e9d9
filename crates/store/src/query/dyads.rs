//! Who does how much of what to whom, by codes.

use super::EventFilter;
use super::asked::stretch;
use super::clauses;
use super::scan::{Fits, Kind, Scan};
use crate::error::At;
use crate::{Store, StoreError};
use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::ops::ControlFlow;

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

/// By the codes of actor and recipient.
type Sums = FxHashMap<Pair, Sum>;

/// Codes, by their place among [`Codes`].
type Pair = (u32, u32);

impl Store {
    /// Pairs of codes, those with the most acts first, then those with the most reports, then by code. Both codes must be known.
    /// What has no day is counted where no day is asked for.
    /// [`EventFilter::reports`] is not asked: both are counted.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn dyads(&self, filter: &EventFilter) -> Result<Vec<DyadAnswer>, StoreError> {
        let (codes, sums) = sums(&self.connection, filter).at(&self.path)?;
        let answer = |((actor, recipient), sum): (Pair, Sum)| sum.answer(codes.name(actor), codes.name(recipient));
        let mut dyads: Vec<DyadAnswer> = sums.into_iter().map(answer).collect();
        dyads.sort_unstable_by(|a, b| a.rank().cmp(&b.rank()));
        Ok(dyads)
    }
}

fn sums(connection: &Connection, filter: &EventFilter) -> rusqlite::Result<(Codes, Sums)> {
    let scan = Scan::new(connection, filter)?;
    let codes = Codes::of(connection)?;
    let (mut sums, mut event) = (Sums::default(), Told::default());
    let _all = scan.each(&stretch(filter.days), false, |_, line, fits| {
        let pair = (codes.of_label(line.actor.label), codes.of_label(line.recipient.label));
        if pair.0 == UNKNOWN || pair.1 == UNKNOWN || !event.is_new(line.event, pair) {
            return Ok(ControlFlow::Continue(()));
        }
        if clauses::holds(connection, filter.text.as_ref(), line.event)?
            && let Some(kind) = scan.kinds.get(line.kind as usize)
        {
            sums.entry(pair).or_default().add(kind, fits);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok((codes, sums))
}

/// The codes that there are, and which of them a label has.
struct Codes {
    names: Vec<String>,
    of_labels: Vec<u32>,
}

/// The place of what is no code.
const UNKNOWN: u32 = 0;

impl Codes {
    fn of(connection: &Connection) -> rusqlite::Result<Self> {
        let (mut names, mut of_labels) = (vec![String::new()], vec![UNKNOWN]);
        let mut select = connection.prepare_cached("SELECT id, code FROM labels ORDER BY code, id")?;
        let mut rows = select.query(params![])?;
        while let Some(row) = rows.next()? {
            let (label, code): (usize, String) = (row.get(0)?, row.get(1)?);
            if names.last() != Some(&code) {
                names.push(code);
            }
            of_labels.resize(of_labels.len().max(label + 1), UNKNOWN);
            of_labels[label] = u32::try_from(names.len() - 1).unwrap_or(UNKNOWN);
        }
        Ok(Self { names, of_labels })
    }

    fn of_label(&self, label: u32) -> u32 {
        self.of_labels.get(label as usize).copied().unwrap_or(UNKNOWN)
    }

    fn name(&self, code: u32) -> String {
        self.names.get(code as usize).cloned().unwrap_or_default()
    }
}

/// The pairs of codes that an event has been counted for: several of its parties may have one code.
#[derive(Default)]
struct Told {
    event: u32,
    pairs: Vec<Pair>,
}

impl Told {
    /// Whether a pair is another than those before.
    fn is_new(&mut self, event: u32, pair: Pair) -> bool {
        if self.event != event {
            (self.event, self.pairs) = (event, std::mem::take(&mut self.pairs));
            self.pairs.clear();
        }
        let is_new = !self.pairs.contains(&pair);
        if is_new {
            self.pairs.push(pair);
        }
        is_new
    }
}

impl Sum {
    fn add(&mut self, kind: &Kind, fits: Fits) {
        let (act, report) = (i64::from(fits.act), i64::from(fits.report));
        let quad = usize::try_from(kind.quad - 1).ok();
        if let Some(quad) = quad.filter(|&quad| quad < 4) {
            self.quads[quad] += act;
            self.quad_reports[quad] += report;
        }
        self.scale += act * kind.scale;
        self.reports_scale += report * kind.scale;
    }

    fn answer(self, actor: String, recipient: String) -> DyadAnswer {
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

impl DyadAnswer {
    /// Those with the most acts first; the codes make the order total.
    fn rank(&self) -> (Reverse<i64>, Reverse<i64>, &str, &str) {
        (Reverse(self.acts), Reverse(self.reports), &self.actor, &self.recipient)
    }
}

/// The mean of thousandths.
#[allow(clippy::cast_precision_loss, reason = "sums of scores are far below 2^52")]
fn mean(sum: i64, count: i64) -> Option<f64> {
    (count > 0).then(|| (sum as f64 / count as f64).round() / 1000.0)
}
