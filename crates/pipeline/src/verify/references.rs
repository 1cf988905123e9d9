//! Identities unique, and references that lead to them.

use super::{Fault, quoted};
use demarche_types::{Event, EventParty, Exchange, Party, Record, Statement, Time};
use std::collections::{BTreeMap, BTreeSet};

/// What dates and times may rest on beside a time of the text.
const PUBLISHED: &str = "published";

/// A place in a record that names something else in it.
struct Reference<'a> {
    path: String,
    kind: Kind,
    id: &'a str,
}

/// What a reference must lead to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Time,
    Place,
    Entity,
    Statement,
    Event,
    Exchange,
}

impl Kind {
    const fn list(self) -> &'static str {
        match self {
            Self::Time => "times",
            Self::Place => "places",
            Self::Entity => "entities",
            Self::Statement => "statements",
            Self::Event => "events",
            Self::Exchange => "exchanges",
        }
    }
}

/// Checks all identities and references of a record.
pub(super) fn check(record: &Record, faults: &mut Vec<Fault>) {
    let ids = ids(record);
    check_unique(&ids, faults);
    let known: BTreeSet<(Kind, &str)> = ids.iter().map(|&(kind, _, id)| (kind, id)).collect();
    faults.extend(
        references(record)
            .iter()
            .filter_map(|reference| fault_of(reference, &known)),
    );
    check_circles("within", Kind::Statement, &withins(record), faults);
    check_circles("anchor", Kind::Time, &anchors(record), faults);
}

/// Every identity with its kind and its index in its list.
fn ids(record: &Record) -> Vec<(Kind, usize, &str)> {
    fn of<'a, T>(
        kind: Kind,
        list: &'a [T],
        id: impl Fn(&'a T) -> &'a str,
    ) -> impl Iterator<Item = (Kind, usize, &'a str)> {
        list.iter().enumerate().map(move |(i, item)| (kind, i, id(item)))
    }
    of(Kind::Time, &record.times, |time| &time.id)
        .chain(of(Kind::Place, &record.places, |place| &place.id))
        .chain(of(Kind::Entity, &record.entities, |entity| &entity.id))
        .chain(of(Kind::Statement, &record.statements, |statement| &statement.id))
        .chain(of(Kind::Event, &record.events, |event| &event.id))
        .chain(of(Kind::Exchange, &record.exchanges, |exchange| &exchange.id))
        .collect()
}

fn check_unique(ids: &[(Kind, usize, &str)], faults: &mut Vec<Fault>) {
    let mut first = BTreeMap::new();
    for &(kind, i, id) in ids {
        let path = format!("{}[{i}].id", kind.list());
        if let Some(taken) = first.get(id) {
            faults.push(Fault::new(path, quoted(id), format!("another than that of {taken}")));
        } else {
            first.insert(id, path);
        }
    }
}

fn fault_of(reference: &Reference<'_>, known: &BTreeSet<(Kind, &str)>) -> Option<Fault> {
    let rests_on_publication = reference.kind == Kind::Time && reference.id == PUBLISHED;
    if rests_on_publication || known.contains(&(reference.kind, reference.id)) {
        return None;
    }
    let or_published = if reference.kind == Kind::Time {
        ", or “published”"
    } else {
        ""
    };
    let expected = format!("an id in {}{or_published}", reference.kind.list());
    Some(Fault::new(&reference.path, quoted(reference.id), expected))
}

/// Every reference of a record, in the order of its fields.
fn references(record: &Record) -> Vec<Reference<'_>> {
    let times = record.times.iter().enumerate().filter_map(|(i, time)| of_time(i, time));
    let statements = record
        .statements
        .iter()
        .enumerate()
        .flat_map(|(i, statement)| of_statement(i, statement));
    let events = record
        .events
        .iter()
        .enumerate()
        .flat_map(|(i, event)| of_event(i, event));
    let exchanges = record
        .exchanges
        .iter()
        .enumerate()
        .flat_map(|(i, exchange)| of_exchange(i, exchange));
    times.chain(statements).chain(events).chain(exchanges).collect()
}

impl<'a> Reference<'a> {
    /// A reference where the field is filled.
    fn maybe(path: String, kind: Kind, id: Option<&'a String>) -> Option<Self> {
        id.map(|id| Self { path, kind, id })
    }
}

fn of_time(i: usize, time: &Time) -> Option<Reference<'_>> {
    Reference::maybe(format!("times[{i}].anchor"), Kind::Time, time.anchor.as_ref())
}

fn of_statement(i: usize, statement: &Statement) -> Vec<Reference<'_>> {
    let at = |field: &str| format!("statements[{i}].{field}");
    let mut found: Vec<_> = parties(statement)
        .filter_map(|(field, party)| {
            Reference::maybe(at(&format!("{field}.entity")), Kind::Entity, party.entity.as_ref())
        })
        .collect();
    found.extend(Reference::maybe(
        at("date_basis"),
        Kind::Time,
        statement.date_basis.as_ref(),
    ));
    found.extend(Reference::maybe(
        at("within"),
        Kind::Statement,
        statement.within.as_ref(),
    ));
    found
}

fn of_event(i: usize, event: &Event) -> Vec<Reference<'_>> {
    let at = |field: &str| format!("events[{i}].{field}");
    let mut found: Vec<_> = event_parties(&event.actor, &event.recipient)
        .filter_map(|(field, party)| {
            Reference::maybe(at(&format!("{field}.entity")), Kind::Entity, party.entity.as_ref())
        })
        .collect();
    found.extend(Reference::maybe(
        at("date_basis"),
        Kind::Time,
        event.date_basis.as_ref(),
    ));
    found.extend(Reference::maybe(at("event_loc"), Kind::Place, event.event_loc.as_ref()));
    for (j, id) in event.claimed_by.iter().enumerate() {
        found.extend(Reference::maybe(
            at(&format!("claimed_by[{j}]")),
            Kind::Statement,
            Some(id),
        ));
    }
    found
}

fn of_exchange(i: usize, exchange: &Exchange) -> impl Iterator<Item = Reference<'_>> {
    let at = |field: &str| format!("exchanges[{i}].{field}");
    let opening = Reference::maybe(at("move"), Kind::Event, Some(&exchange.opening));
    let reply = Reference::maybe(at("reply"), Kind::Event, Some(&exchange.reply));
    opening.into_iter().chain(reply)
}

fn parties(statement: &Statement) -> impl Iterator<Item = (String, &Party)> {
    let source = statement.source.iter().map(|party| ("source".to_owned(), party));
    let addressee = statement.addressee.iter().map(|party| ("addressee".to_owned(), party));
    let relay = statement
        .relay
        .iter()
        .enumerate()
        .map(|(i, party)| (format!("relay[{i}]"), party));
    source.chain(addressee).chain(relay)
}

fn event_parties<'a>(
    actor: &'a [EventParty],
    recipient: &'a [EventParty],
) -> impl Iterator<Item = (String, &'a EventParty)> {
    let of = |role: &'static str, list: &'a [EventParty]| {
        list.iter()
            .enumerate()
            .map(move |(i, party)| (format!("{role}[{i}]"), party))
    };
    of("actor", actor).chain(of("recipient", recipient))
}

/// From each statement to the one it is within.
fn withins(record: &Record) -> Vec<(&str, Option<&str>)> {
    record
        .statements
        .iter()
        .map(|statement| (statement.id.as_str(), statement.within.as_deref()))
        .collect()
}

/// From each time to the one it was counted from.
fn anchors(record: &Record) -> Vec<(&str, Option<&str>)> {
    record
        .times
        .iter()
        .map(|time| (time.id.as_str(), time.anchor.as_deref()))
        .collect()
}

/// Who follows the references from anywhere must not come back.
fn check_circles(field: &str, kind: Kind, edges: &[(&str, Option<&str>)], faults: &mut Vec<Fault>) {
    let next: BTreeMap<&str, &str> = edges.iter().filter_map(|&(id, to)| Some((id, to?))).collect();
    for (i, &(id, _)) in edges.iter().enumerate() {
        let chain = std::iter::successors(next.get(id), |to| next.get(*to)).take(edges.len());
        if chain.copied().any(|to| to == id) {
            let path = format!("{}[{i}].{field}", kind.list());
            faults.push(Fault::new(
                path,
                quoted(next[id]),
                format!("one that does not lead back to {id}"),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    fn faults(record: &Record) -> Vec<String> {
        let mut faults = Vec::new();
        check(record, &mut faults);
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn two_of_one_name() {
        let mut record = fixture::record();
        record.statements[1].id = "T1".to_owned();
        assert_eq!(
            faults(&record)[0],
            "statements[1].id: is “T1”, should be another than that of times[0].id"
        );
    }

    #[test]
    fn a_statement_within_itself() {
        let mut record = fixture::record();
        record.statements[0].within = Some("S2".to_owned());
        assert_eq!(
            faults(&record),
            [
                "statements[0].within: is “S2”, should be one that does not lead back to S1",
                "statements[1].within: is “S1”, should be one that does not lead back to S2",
            ]
        );
    }

    #[test]
    fn a_reference_must_lead_to_its_own_kind() {
        let mut record = fixture::record();
        record.events[0].claimed_by = vec!["T1".to_owned()];
        assert_eq!(
            faults(&record),
            ["events[0].claimed_by[0]: is “T1”, should be an id in statements"]
        );
    }

    #[test]
    fn a_date_may_rest_on_publication() {
        let mut record = fixture::record();
        record.statements[0].date_basis = Some("published".to_owned());
        assert_eq!(faults(&record), Vec::<String>::new());
    }
}
