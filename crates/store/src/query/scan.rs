//! Looking through the sheets of events for those that are asked for.
//!
//! Every question about events is answered so, whatever it asks: a million lines are looked at in a few hundredths of a second. What is
//! asked of all reports of an act (who publishes, claims, denies or answers it) is gathered first, act by act.

use super::asked::{Side, sure};
use super::bits::Bits;
use super::clauses;
use super::fragment::{Fragment, list, one_of};
use super::{EventFilter, Who};
use crate::derived::{ClaimLine, EventLine, sheets};
use rusqlite::{Connection, params};
use std::ops::{ControlFlow, RangeInclusive};

/// What is asked for, as numbers of lines.
pub struct Scan<'c> {
    connection: &'c Connection,
    /// What there is.
    pub kinds: Vec<Kind>,
    wanted: Bits,
    actors: Option<Side>,
    recipients: Option<Side>,
    locations: Option<Bits>,
    /// The least confidence, in ten-thousandths.
    sure: u32,
    /// Who published the report itself, and reports that were seen elsewhere too.
    published: Option<(Bits, Bits)>,
    /// Whether the report itself gives it as a claim.
    claimed: Option<bool>,
    acts: Vec<Acts>,
    /// Those that are looked for; any, where it is not said.
    among: Option<Bits>,
    /// Those whose clauses can hold the words.
    told: Option<Bits>,
}

/// What an event is.
#[derive(Clone, Debug, Default)]
pub struct Kind {
    pub event: String,
    pub quad: i64,
    pub scale: i64,
    modes: String,
    status: String,
}

/// Acts with something that any of their reports has; they are wanted, or all others are.
struct Acts {
    acts: Bits,
    wanted: bool,
    /// Whether it is asked of acts alone, and of reports in another way.
    of_acts: bool,
}

/// As what an event is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fits {
    /// As the act that it stands for.
    pub act: bool,
    /// As a report.
    pub report: bool,
}

impl<'c> Scan<'c> {
    pub fn new(connection: &'c Connection, filter: &EventFilter) -> rusqlite::Result<Self> {
        Self::over(connection, filter, None)
    }

    /// Among these events.
    pub fn among(connection: &'c Connection, filter: &EventFilter, events: Bits) -> rusqlite::Result<Self> {
        Self::over(connection, filter, Some(events))
    }

    fn over(connection: &'c Connection, filter: &EventFilter, among: Option<Bits>) -> rusqlite::Result<Self> {
        let kinds = kinds(connection)?;
        let published = published(connection, filter)?;
        Ok(Self {
            connection,
            wanted: wanted(&kinds, filter),
            actors: Side::of(connection, &filter.actors)?,
            recipients: Side::of(connection, &filter.recipients)?,
            locations: locations(connection, filter)?,
            sure: sure(filter.confidence),
            claimed: filter.claimed,
            acts: acts(connection, filter, &kinds, published.as_ref())?,
            published,
            among,
            told: clauses::events(connection, filter.text.as_ref())?,
            kinds,
        })
    }

    /// Goes through the lines of a stretch of days that are asked for, from its end or from its beginning.
    pub fn each(
        &self,
        days: &RangeInclusive<i64>,
        backwards: bool,
        mut take: impl FnMut(i64, &EventLine, Fits) -> rusqlite::Result<ControlFlow<()>>,
    ) -> rusqlite::Result<ControlFlow<()>> {
        sheets::each::<EventLine>(self.connection, days, backwards, |day, bytes| {
            for line in sheets::lines::<EventLine>(bytes) {
                if let Some(fits) = self.fits(&line)
                    && take(day, &line, fits)?.is_break()
                {
                    return Ok(ControlFlow::Break(()));
                }
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    /// The reports that are asked for, of any day.
    pub fn reports(&self) -> rusqlite::Result<Bits> {
        let mut reports = Bits::default();
        let _all = self.each(&sheets::EVERY_DAY, false, |_, line, fits| {
            if fits.report {
                reports.insert(line.event);
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(reports)
    }

    #[inline(always)]
    fn fits(&self, line: &EventLine) -> Option<Fits> {
        let is = self.wanted.holds(line.kind)
            && line.confidence >= self.sure
            && self.actors.as_ref().is_none_or(|side| side.holds(line.actor))
            && self.recipients.as_ref().is_none_or(|side| side.holds(line.recipient))
            && self.locations.as_ref().is_none_or(|places| places.holds(line.location))
            && self.among.as_ref().is_none_or(|events| events.holds(line.event))
            && self.told.as_ref().is_none_or(|events| events.holds(line.event));
        if !is {
            return None;
        }
        let mut fits = Fits {
            act: line.stands,
            report: self.claimed.is_none_or(|claimed| claimed == line.claimed)
                && self.published.as_ref().is_none_or(|by| is_by(by, line)),
        };
        for acts in &self.acts {
            let holds = acts.acts.holds(line.joined) == acts.wanted;
            fits.act &= holds;
            fits.report &= holds || acts.of_acts;
        }
        (fits.act || fits.report).then_some(fits)
    }
}

fn is_by((publishers, elsewhere): &(Bits, Bits), line: &EventLine) -> bool {
    publishers.holds(line.publisher) || elsewhere.holds(line.event)
}

fn kinds(connection: &Connection) -> rusqlite::Result<Vec<Kind>> {
    let mut select =
        connection.prepare_cached("SELECT id, event, quad_code, scale, mode, status FROM kinds ORDER BY id")?;
    let mut rows = select.query(params![])?;
    let mut kinds = Vec::new();
    while let Some(row) = rows.next()? {
        kinds.resize(row.get(0)?, Kind::default());
        kinds.push(Kind {
            event: row.get(1)?,
            quad: row.get(2)?,
            scale: row.get(3)?,
            modes: row.get(4)?,
            status: row.get(5)?,
        });
    }
    Ok(kinds)
}

fn wanted(kinds: &[Kind], filter: &EventFilter) -> Bits {
    let any = |asked: &[String], is: &dyn Fn(&String) -> bool| asked.is_empty() || asked.iter().any(is);
    let is_wanted = |kind: &Kind| {
        let modes: Vec<String> = serde_json::from_str(&kind.modes).unwrap_or_default();
        any(&filter.categories, &|category| *category == kind.event)
            && any(&filter.statuses, &|status| *status == kind.status)
            && any(&filter.modes, &|mode| modes.contains(mode))
    };
    those(kinds, is_wanted)
}

fn those(kinds: &[Kind], is: impl Fn(&Kind) -> bool) -> Bits {
    let numbers = (0..).zip(kinds).filter(|(_, kind)| is(kind));
    numbers.map(|(number, _)| number).collect()
}

/// Locations in one of the countries and of one of the names.
fn locations(connection: &Connection, filter: &EventFilter) -> rusqlite::Result<Option<Bits>> {
    let country = one_of("country_code", &filter.countries);
    let name = |name: &String| Fragment::new("name = ? COLLATE NOCASE").with(name.clone());
    let named = (!filter.places.is_empty()).then(|| Fragment::any(filter.places.iter().map(name).collect()));
    let both: Vec<Fragment> = country.into_iter().chain(named).collect();
    if both.is_empty() {
        return Ok(None);
    }
    let select = Fragment::new("SELECT id FROM locations").and_then(Fragment::filter(both));
    Bits::of(connection, &select).map(Some)
}

fn published(connection: &Connection, filter: &EventFilter) -> rusqlite::Result<Option<(Bits, Bits)>> {
    if filter.publishers.is_empty() {
        return Ok(None);
    }
    let publishers = filter
        .publishers
        .iter()
        .filter_map(|&publisher| u32::try_from(publisher).ok())
        .collect();
    let elsewhere = Fragment::new(
        "SELECT e.id FROM sightings g CROSS JOIN events e ON e.document = g.document
         WHERE g.publisher IN (SELECT value FROM json_each(?))",
    );
    Ok(Some((
        publishers,
        Bits::of(connection, &elsewhere.with(list(&filter.publishers)))?,
    )))
}

/// Something that a report can have; and whether acts are wanted of which any report has it, and whether of acts alone.
type Asked<'a> = (Box<dyn Fn(&EventLine) -> bool + 'a>, bool, bool);

/// What is asked of all reports of an act.
fn acts(
    connection: &Connection,
    filter: &EventFilter,
    kinds: &[Kind],
    published: Option<&(Bits, Bits)>,
) -> rusqlite::Result<Vec<Acts>> {
    let mut asked: Vec<Asked> = Vec::new();
    if let Some(by) = published {
        asked.push((Box::new(|line| is_by(by, line)), true, true));
    }
    if let Some(claimed) = filter.claimed {
        asked.push((Box::new(|line| !line.claimed), !claimed, true));
    }
    if let Some(denied) = filter.denied {
        let denials = those(kinds, |kind| kind.status == "denied");
        asked.push((Box::new(move |line| denials.holds(line.kind)), denied, false));
    }
    if let Some(answered) = filter.answered {
        let moves = Bits::of(connection, &Fragment::new(ANSWERED))?;
        asked.push((Box::new(move |line| moves.holds(line.event)), answered, false));
    }
    for (who, denying) in [(&filter.claimed_by, false), (&filter.denied_by, true)] {
        if let Some(claims) = claims(connection, who, denying)? {
            asked.push((Box::new(move |line| claims.holds(line.event)), true, false));
        }
    }
    gather(connection, &asked)
}

/// Moves that are answered.
const ANSWERED: &str =
    "SELECT move FROM exchanges WHERE relation IN ('accepts', 'rejects', 'answers', 'defers', 'retaliates')";

fn gather(connection: &Connection, asked: &[Asked]) -> rusqlite::Result<Vec<Acts>> {
    let of = |&(_, wanted, of_acts): &Asked| Acts {
        acts: Bits::default(),
        wanted,
        of_acts,
    };
    let mut all: Vec<Acts> = asked.iter().map(of).collect();
    if all.is_empty() {
        return Ok(all);
    }
    let _all = sheets::each::<EventLine>(connection, &sheets::EVERY_DAY, false, |_, bytes| {
        for line in sheets::lines::<EventLine>(bytes) {
            for ((has, ..), acts) in asked.iter().zip(&mut all) {
                if has(&line) {
                    acts.acts.insert(line.joined);
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(all)
}

/// Reports that stand on the word of one of these.
fn claims(connection: &Connection, who: &[Who], denying: bool) -> rusqlite::Result<Option<Bits>> {
    let Some(side) = Side::of(connection, who)? else {
        return Ok(None);
    };
    let mut events = Bits::default();
    let _all = sheets::each::<ClaimLine>(connection, &sheets::EVERY_DAY, false, |_, bytes| {
        let theirs = sheets::lines::<ClaimLine>(bytes).filter(|claim| claim.denies == denying && side.holds(claim.who));
        theirs.for_each(|claim| events.insert(claim.event));
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(Some(events))
}
