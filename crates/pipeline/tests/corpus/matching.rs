//! Which found statement is which expected one, and in what they agree.

use crate::expected::{Expected, Statement};
use demarche::types::{Record, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};
use std::ops::AddAssign;

/// Hits among what was found and what was wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    pub hits: usize,
    pub found: usize,
    pub wanted: usize,
}

impl Score {
    /// Twice the hits over all that was found or wanted.
    pub fn f1(self) -> f64 {
        2.0 * self.hits as f64 / (self.found + self.wanted).max(1) as f64
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "F1 {:.3}, {} hits of {} found and {} wanted",
            self.f1(),
            self.hits,
            self.found,
            self.wanted
        )
    }
}

/// How often two agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    hits: usize,
    of: usize,
}

impl Share {
    pub fn share(self) -> f64 {
        self.hits as f64 / self.of.max(1) as f64
    }

    fn count(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.of += 1;
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3} ({} of {})", self.share(), self.hits, self.of)
    }
}

/// How far a record is what was expected. Of the fields, an addressee, a relay or an outer statement counts where either side
/// has one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Agreement {
    pub attributed: Score,
    pub form: Share,
    pub act: Share,
    pub addressee: Share,
    pub relay: Share,
    pub within: Share,
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        self.attributed.hits += other.attributed.hits;
        self.attributed.found += other.attributed.found;
        self.attributed.wanted += other.attributed.wanted;
        for (mine, theirs) in self.shares().into_iter().zip({ other }.shares()) {
            mine.hits += theirs.hits;
            mine.of += theirs.of;
        }
    }
}

impl Agreement {
    fn shares(&mut self) -> [&mut Share; 5] {
        [
            &mut self.form,
            &mut self.act,
            &mut self.addressee,
            &mut self.relay,
            &mut self.within,
        ]
    }
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            attributed,
            form,
            act,
            addressee,
            relay,
            within,
        } = self;
        write!(
            f,
            "{attributed}; form {form}, act {act}, addressee {addressee}, relay {relay}, within {within}"
        )
    }
}

/// Compares, and notes in `report` what is missed, found for nothing, or found otherwise.
pub fn agreement(expected: &Expected, record: &Record, report: &mut String) -> Agreement {
    let pairs = pairs(expected, record);
    let mut agreement = Agreement::default();
    agreement.attributed.found = record.statements.len();
    for (i, wanted) in expected.statements.iter().enumerate() {
        let found = pairs.get(&i).map(|&j| &record.statements[j]);
        let hit = found
            .is_some_and(|found| same_words(wanted.source.as_deref(), found.source.as_ref().map(|s| s.text.as_str())));
        agreement.attributed.wanted += usize::from(!wanted.optional);
        agreement.attributed.hits += usize::from(!wanted.optional && hit);
        // What may be there or not neither helps nor hurts.
        agreement.attributed.found -= usize::from(wanted.optional && found.is_some());
        note(wanted, found, hit, report);
        if let Some(found) = found.filter(|_| hit) {
            compare(wanted, found, &pairs, expected, record, &mut agreement);
        }
    }
    let taken: BTreeSet<usize> = pairs.values().copied().collect();
    for found in record
        .statements
        .iter()
        .enumerate()
        .filter(|(j, _)| !taken.contains(j))
        .map(|(_, found)| found)
    {
        writeln!(report, "  for nothing: {}", shown(found)).unwrap();
    }
    agreement
}

fn note(wanted: &Statement, found: Option<&demarche::types::Statement>, hit: bool, report: &mut String) {
    match found {
        None if !wanted.optional => {
            writeln!(report, "  missed {}: {:?} {:?}", wanted.id, wanted.source, wanted.cue).unwrap()
        }
        Some(found) if !hit => writeln!(
            report,
            "  {} of {:?} found as {}",
            wanted.id,
            wanted.source,
            shown(found)
        )
        .unwrap(),
        Some(found) if (found.form, found.act) != (wanted.form, wanted.act) => {
            writeln!(
                report,
                "  {} {:?} {:?} found as {}",
                wanted.id,
                wanted.form,
                wanted.act,
                shown(found)
            )
            .unwrap();
        }
        _ => {}
    }
}

fn shown(found: &demarche::types::Statement) -> String {
    let source = found.source.as_ref().map(|source| source.text.as_str());
    let cue = found.cue.as_ref().map(|cue| cue.text.as_str());
    format!(
        "{} {source:?} {cue:?} {:?} {:?} {:?}",
        found.id, found.form, found.act, found.content
    )
}

fn compare(
    wanted: &Statement,
    found: &demarche::types::Statement,
    pairs: &BTreeMap<usize, usize>,
    expected: &Expected,
    record: &Record,
    agreement: &mut Agreement,
) {
    agreement.form.count(wanted.form == found.form);
    agreement.act.count(wanted.act == found.act);
    let addressee = found.addressee.as_ref().map(|party| party.text.as_str());
    if wanted.addressee.is_some() || addressee.is_some() {
        agreement
            .addressee
            .count(same_words(wanted.addressee.as_deref(), addressee));
    }
    if !wanted.relay.is_empty() || !found.relay.is_empty() {
        agreement.relay.count(same_relays(&wanted.relay, found));
    }
    if wanted.within.is_some() || found.within.is_some() {
        let outer = index_of(expected, wanted.within.as_ref())
            .and_then(|i| pairs.get(&i))
            .map(|&j| &record.statements[j].id);
        agreement
            .within
            .count(outer.is_some() && outer == found.within.as_ref());
    }
}

fn index_of(expected: &Expected, id: Option<&String>) -> Option<usize> {
    expected
        .statements
        .iter()
        .position(|statement| Some(&statement.id) == id)
}

fn same_relays(wanted: &[String], found: &demarche::types::Statement) -> bool {
    let pairs = wanted.iter().zip(&found.relay);
    wanted.len() == found.relay.len()
        && pairs
            .into_iter()
            .all(|(wanted, found)| same_words(Some(wanted), Some(&found.text)))
}

/// Whether both name nobody, or share a word that is not among the smallest.
fn same_words(wanted: Option<&str>, found: Option<&str>) -> bool {
    match (wanted, found) {
        (None, None) => true,
        (Some(wanted), Some(found)) => {
            wanted == found
                || content_words(wanted)
                    .intersection(&content_words(found))
                    .next()
                    .is_some()
        }
        _ => false,
    }
}

fn content_words(phrase: &str) -> BTreeSet<&str> {
    const SMALL: &[&str] = &[
        "the", "The", "a", "A", "of", "in", "at", "for", "to", "and", "his", "her", "its", "Its", "who",
    ];
    phrase
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1 && !SMALL.contains(word))
        .collect()
}

/// From expected to found statements, the most alike first. Statements match where they share at least half of what they cover.
fn pairs(expected: &Expected, record: &Record) -> BTreeMap<usize, usize> {
    let mut likeness = Vec::new();
    for (i, wanted) in expected.statements.iter().enumerate() {
        for (j, found) in record.statements.iter().enumerate() {
            let alike = alike(&wanted.spans, &found.content);
            let same = same_words(
                wanted.source.as_deref(),
                found.source.as_ref().map(|source| source.text.as_str()),
            );
            likeness.push((alike, same, i, j));
        }
    }
    likeness.retain(|(alike, ..)| *alike >= 0.5);
    likeness.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then(b.1.cmp(&a.1))
            .then((a.2, a.3).cmp(&(b.2, b.3)))
    });
    let (mut pairs, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, _, i, j) in likeness {
        if !pairs.contains_key(&i) && taken.insert(j) {
            pairs.insert(i, j);
        }
    }
    pairs
}

/// What two contents share, of what they cover together.
fn alike(a: &[Span], b: &[Span]) -> f64 {
    let covered = |spans: &[Span]| {
        spans
            .iter()
            .flat_map(|span| span.start..span.end)
            .collect::<BTreeSet<usize>>()
    };
    let (a, b) = (covered(a), covered(b));
    a.intersection(&b).count() as f64 / a.union(&b).count().max(1) as f64
}
