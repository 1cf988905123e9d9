//! The tab-separated lines that users of CAMEO data expect.
//!
//! Roots are those of the PLOVER manual's table from CAMEO, read backwards; scores are CAMEO's scale after Goldstein (1992)
//! for each root. CAMEO cannot say that something is only feared, planned or denied, so what has not happened is left out.

use super::dyads;
use demarche_types::{Event, EventParty, Record, Tense};

/// The events of a record that are told as facts, a line for each pair of a coded actor and a coded recipient: date
/// (`YYYYMMDD`, empty where it is not known), source, target, CAMEO root, quad class, Goldstein score, and the event's id
/// in the data. Codes are country or organisation and sector, `RUSGOV`. Of a meeting there are two lines, one each way.
#[must_use]
pub fn cameo(record: &Record) -> String {
    let facts = record.events.iter().filter(|event| is_fact(event));
    facts.flat_map(|event| lines(record, event)).collect()
}

/// Whether an event happened, by the report. What is promised, demanded or threatened has been said.
fn is_fact(event: &Event) -> bool {
    let said = matches!(event.quad_code, 1 | 3);
    !event.hypothetical && !event.negation && (said || event.tense != Tense::Future)
}

fn lines(record: &Record, event: &Event) -> Vec<String> {
    let Some(root) = root(event) else { return Vec::new() };
    let date = event.date.as_deref().unwrap_or_default().replace('-', "");
    let (quad, score) = (quad(root), goldstein(root));
    let line = |(source, target): (&EventParty, &EventParty)| {
        let (source, target) = (code(source), code(target));
        format!(
            "{date}\t{source}\t{target}\t{root:02}\t{quad}\t{score:.1}\t{}#{}\n",
            record.id, event.id
        )
    };
    dyads(event).into_iter().map(line).collect()
}

/// The code with its sector: PLOVER joins several by commas, CAMEO by nothing.
fn code(party: &EventParty) -> String {
    let sector = party.sector.as_deref().unwrap_or_default();
    party
        .code
        .iter()
        .map(String::as_str)
        .chain(sector.split([',', ';', ' ']))
        .collect()
}

/// CAMEO's root of an event; none for what is no category of PLOVER.
fn root(event: &Event) -> Option<u8> {
    let has = |mode: &str| event.mode.iter().any(|m| m == mode);
    Some(match event.event.as_str() {
        "AGREE" => 3,
        "CONSULT" => 4,
        "SUPPORT" => 5,
        "COOPERATE" => 6,
        "AID" => 7,
        "CONCEDE" | "RETREAT" => 8,
        "ACCUSE" if has("investigate") => 9,
        "REQUEST" => 10,
        "ACCUSE" => 11,
        "REJECT" => 12,
        "THREATEN" => 13,
        "PROTEST" => 14,
        "MOBILIZE" => 15,
        "SANCTION" if has("convict") => 11,
        "SANCTION" => 16,
        "COERCE" => 17,
        "ASSAULT" => assault(event),
        _ => return None,
    })
}

/// Where modes say with what, they decide; else soldiers and states fight (19), others commit violence (18).
fn assault(event: &Event) -> u8 {
    let mut modes = event.mode.iter().map(String::as_str);
    let armed = event
        .actor
        .iter()
        .any(|party| matches!(party.sector.as_deref(), None | Some("MIL" | "GOV")) && party.code.is_some());
    modes
        .find_map(|mode| match mode {
            "unconventional" => Some(20),
            "firearms" | "aerial" | "drone" | "heavy-weapons" => Some(19),
            "abduct" | "beat" | "torture" | "sexual" | "targeted" | "suicide-attack" | "explosives" | "primitive" => {
                Some(18)
            }
            _ => None,
        })
        .unwrap_or(if armed { 19 } else { 18 })
}

/// Verbal cooperation 1, material cooperation 2, verbal conflict 3, material conflict 4.
const fn quad(root: u8) -> u8 {
    match root {
        ..=5 => 1,
        6..=8 => 2,
        9..=13 => 3,
        _ => 4,
    }
}

/// The score of a root.
const fn goldstein(root: u8) -> f64 {
    match root {
        3 => 4.0,
        4 => 1.0,
        5 => 3.5,
        6 => 6.0,
        7 => 7.0,
        8 => 5.0,
        9 | 11 => -2.0,
        10 => -5.0,
        12 | 16 => -4.0,
        13 => -6.0,
        14 => -6.5,
        15 => -7.2,
        17 => -7.0,
        18 => -9.0,
        _ => -10.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{event, party, record};
    use super::*;

    fn rows(events: Vec<Event>) -> Vec<Vec<String>> {
        let record = Record { events, ..record() };
        let row = |line: &str| line.split('\t').map(str::to_owned).collect();
        cameo(&record).lines().map(row).collect()
    }

    #[test]
    fn a_fact_is_a_line() {
        let lines = cameo(&record());
        let id = record().id;
        assert_eq!(lines, format!("20220126\tUSA\tRUSGOV\t12\t3\t-4.0\t{id}#E1\n"));
    }

    #[test]
    fn what_has_not_happened_is_left_out() {
        let feared = Event {
            hypothetical: true,
            ..event("E1", "ASSAULT")
        };
        let planned = Event {
            tense: Tense::Future,
            ..event("E2", "SANCTION")
        };
        let denied = Event {
            negation: true,
            ..event("E3", "ASSAULT")
        };
        assert!(rows(vec![feared, planned, denied]).is_empty());
        let promised = Event {
            tense: Tense::Future,
            quad_code: 1,
            ..event("E4", "AGREE")
        };
        assert_eq!(rows(vec![promised]).len(), 1);
    }

    #[test]
    fn who_meets_is_met() {
        let met = Event {
            actor: vec![party("USA", None), party("RUS", None)],
            recipient: Vec::new(),
            ..event("E1", "CONSULT")
        };
        let pairs: Vec<_> = rows(vec![met])
            .into_iter()
            .map(|row| (row[1].clone(), row[2].clone()))
            .collect();
        assert_eq!(pairs, [("USA".into(), "RUS".into()), ("RUS".into(), "USA".into())]);
    }

    #[test]
    fn a_party_without_a_code_has_no_line() {
        let mut unknown = event("E1", "ASSAULT");
        unknown.actor[0].code = None;
        assert!(rows(vec![unknown]).is_empty());
    }

    #[test]
    fn modes_and_actors_part_the_roots_of_violence() {
        let of = |mode: &str, sector: Option<&'static str>| Event {
            mode: Some(mode)
                .filter(|m| !m.is_empty())
                .map(str::to_owned)
                .into_iter()
                .collect(),
            actor: vec![party("SYR", sector)],
            ..event("E1", "ASSAULT")
        };
        assert_eq!(root(&of("unconventional", None)), Some(20));
        assert_eq!(root(&of("", Some("MIL"))), Some(19));
        assert_eq!(root(&of("", Some("REB"))), Some(18));
        assert_eq!(root(&of("suicide-attack", Some("MIL"))), Some(18));
    }

    #[test]
    fn every_category_has_a_root() {
        for category in [
            "AGREE",
            "CONSULT",
            "SUPPORT",
            "CONCEDE",
            "COOPERATE",
            "AID",
            "RETREAT",
            "REQUEST",
            "ACCUSE",
            "REJECT",
            "THREATEN",
            "PROTEST",
            "SANCTION",
            "MOBILIZE",
            "COERCE",
            "ASSAULT",
        ] {
            assert!(root(&event("E1", category)).is_some(), "{category}");
        }
        assert_eq!(root(&event("E1", "DEMAND")), None);
    }
}
