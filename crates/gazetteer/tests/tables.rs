//! The tables of `/gazetteer`: well-formed, sorted, and every row of them is found by looking it up.

use demarche_gazetteer::{Gazetteer, PartialDate};
use std::path::Path;

/// The rows of a table, with the line on which each stands.
fn table(name: &str) -> Vec<(String, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteer").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    let rows = lines.map(|(i, line)| {
        (
            format!("{name}:{}", i + 1),
            line.split('\t').map(str::to_owned).collect(),
        )
    });
    rows.skip(1).collect()
}

#[test]
fn tables_are_sorted_and_their_rows_whole_and_different() {
    for (name, columns) in [
        ("actors.tsv", 10),
        ("persons.tsv", 10),
        ("names.tsv", 5),
        ("titles.tsv", 3),
        ("offices.tsv", 7),
        ("tenures.tsv", 7),
    ] {
        let rows = table(name);
        assert!(rows.len() > 1000, "{name}");
        for ((place, row), (_, next)) in rows.iter().zip(rows.iter().skip(1)) {
            assert_eq!(row.len(), columns, "{place}");
            assert!(
                row.join("\t") < next.join("\t"),
                "{place}: out of order, or twice the same"
            );
            assert!(
                row.iter().all(|cell| cell.trim() == cell),
                "{place}: spaces at the edge of a cell"
            );
        }
    }
}

#[test]
fn every_actor_is_found_by_its_key_and_its_name() {
    let gazetteer = Gazetteer::embedded();
    let persons = table("persons.tsv");
    for (place, row) in table("actors.tsv").iter().chain(&persons) {
        let actor = gazetteer.by_key(&row[0]).unwrap_or_else(|| panic!("{place}"));
        let cells = [
            actor.key(),
            actor.name(),
            actor.kind().as_str(),
            actor.code().unwrap_or(""),
            actor.sector().unwrap_or(""),
        ];
        assert_eq!(cells[..], row[..5], "{place}");
        let container = actor.part_of().map_or("", |id| gazetteer.actor(id).key());
        assert_eq!([container, actor.wikidata().unwrap_or("")][..], row[5..7], "{place}");
        let named = gazetteer.named(&row[1]);
        assert!(
            named.iter().any(|candidate| candidate.actor.id() == actor.id()),
            "{place}"
        );
    }
}

#[test]
fn every_name_leads_to_its_actor_alone_and_in_a_sentence() {
    let gazetteer = Gazetteer::embedded();
    for (place, row) in table("names.tsv") {
        let named = gazetteer.named(&row[1]);
        let found = named
            .iter()
            .find(|candidate| candidate.actor.key() == row[0] && candidate.spelling == row[1]);
        assert!(found.is_some(), "{place}");
        let words: Vec<&str> = row[1].split(' ').chain(["said"]).collect();
        let begun = gazetteer.begins(&words);
        let whole = begun.iter().find(|found| found.words == words.len() - 1);
        assert!(
            whole.is_some_and(|found| found.candidates.iter().any(|c| c.actor.key() == row[0])),
            "{place}"
        );
    }
}

#[test]
fn every_title_has_a_role_and_every_office_is_its_owner_s() {
    let gazetteer = Gazetteer::embedded();
    for (place, row) in table("titles.tsv") {
        let of = |id: Option<_>| id.map_or("", |id| gazetteer.actor(id).key());
        assert!(
            gazetteer
                .roles(&row[0])
                .iter()
                .any(|(role, id)| *role == row[1] && of(*id) == row[2]),
            "{place}"
        );
    }
    for (place, row) in table("offices.tsv") {
        let office = gazetteer.office_by_key(&row[0]).unwrap_or_else(|| panic!("{place}"));
        assert_eq!([office.role(), office.title()][..], row[1..3], "{place}");
        let offices = gazetteer.offices_of(gazetteer.by_key(&row[3]).unwrap().id());
        assert!(offices.iter().any(|other| other.id() == office.id()), "{place}");
    }
}

#[test]
fn every_tenure_is_the_person_s_and_the_office_s_and_ends_after_it_began() {
    let gazetteer = Gazetteer::embedded();
    for (place, row) in table("tenures.tsv") {
        let person = gazetteer.by_key(&row[0]).unwrap();
        let office = gazetteer.office_by_key(&row[1]).unwrap();
        let date = |text: &str| text.parse::<PartialDate>().ok();
        let (from, to) = (date(&row[2]), date(&row[3]));
        let same = |person, office| {
            move |t: &demarche_gazetteer::Tenure<'_>| {
                t.person == person && t.office.id() == office && t.from == from && t.to == to
            }
        };
        let test = same(person.id(), office.id());
        assert!(gazetteer.tenures(person.id()).iter().any(&test), "{place}");
        assert!(gazetteer.tenures_of(office.id()).iter().any(&test), "{place}");
        assert!(
            from.zip(to).is_none_or(|(from, to)| from.earliest() <= to.latest()),
            "{place}: it ends before it begins"
        );
    }
}

#[test]
fn every_source_is_explained() {
    let sources =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteer/SOURCES.md")).unwrap();
    for (name, column) in [
        ("actors.tsv", 9),
        ("persons.tsv", 9),
        ("offices.tsv", 6),
        ("tenures.tsv", 6),
    ] {
        for (place, row) in table(name) {
            assert!(
                sources.contains(&format!("| `{}` |", row[column])),
                "{place}: {}",
                row[column]
            );
        }
    }
}
