//! Whom the gazetteer knows, counted.

use demarche::Gazetteer;
use demarche_gazetteer::{Actor, Held, Kind};

/// Kinds of office, each with the roles that are of that kind.
const OFFICES: [(&str, &[&str]); 6] = [
    (
        "head of state",
        &[
            "president",
            "king",
            "queen",
            "emperor",
            "emir",
            "sultan",
            "supreme_leader",
            "pope",
            "grand_duke",
            "governor_general",
            "paramount_leader",
            "sovereign_prince",
        ],
    ),
    (
        "head of government",
        &["prime_minister", "president", "chief_executive", "paramount_leader"],
    ),
    ("foreign minister", &["foreign_minister"]),
    ("defence minister", &["defence_minister"]),
    ("interior minister", &["interior_minister"]),
    ("finance minister", &["finance_minister"]),
];
/// The years on whose first of June holders are counted.
const YEARS: [u16; 8] = [1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025];

/// How many there are of each kind, and of how many states the holders of the highest offices are known when.
pub fn tables() -> String {
    let gazetteer = Gazetteer::embedded();
    let actors: Vec<Actor<'_>> = gazetteer.actors().collect();
    let count = |test: &dyn Fn(&Actor<'_>) -> bool| actors.iter().filter(|actor| test(actor)).count();
    let international = |actor: &Actor<'_>| matches!(actor.code(), Some("UNO" | "EUR" | "IGO"));
    let fighting = |actor: &Actor<'_>| matches!(actor.sector(), Some("REB" | "UAF" | "PRM" | "PRE"));
    let tenures: usize = actors.iter().map(|actor| gazetteer.tenures(actor.id()).len()).sum();
    let counts = [
        ("states", count(&|a| a.kind() == Kind::State)),
        ("bodies of states", count(&|a| a.kind() == Kind::Government)),
        (
            "organisations of states, with their agencies",
            count(&|a| a.kind() == Kind::Organization && international(a)),
        ),
        (
            "armed groups and movements",
            count(&|a| a.kind() == Kind::Organization && fighting(a)),
        ),
        (
            "parties and opposition movements",
            count(&|a| matches!(a.sector(), Some("PTY" | "OPP"))),
        ),
        ("media and agencies", count(&|a| a.sector() == Some("MED"))),
        (
            "other organisations",
            count(&|a| other(a) && !international(a) && !fighting(a)),
        ),
        ("groups that are no organisations", count(&|a| a.kind() == Kind::Group)),
        ("persons", count(&|a| a.kind() == Kind::Person)),
        ("tenures of an office, with their days", tenures),
    ];
    let rows = counts.map(|(what, number)| format!("| {what} | {number} |"));
    format!(
        "| known | number |\n|---|---:|\n{}\n\n{}",
        rows.join("\n"),
        years(gazetteer)
    )
}

/// An organisation of none of the sorts that are counted by sector.
fn other(actor: &Actor<'_>) -> bool {
    actor.kind() == Kind::Organization && !matches!(actor.sector(), Some("PTY" | "OPP" | "MED"))
}

fn years(gazetteer: &Gazetteer) -> String {
    let head = YEARS.map(|year| format!(" {year} |")).concat();
    let rows = OFFICES.map(|(office, roles)| {
        let cells = YEARS.map(|year| format!(" {} |", states(gazetteer, roles, year)));
        format!("| {office} |{}", cells.concat())
    });
    let line = YEARS.map(|_| "---:|").concat();
    format!(
        "| states whose holder is known on 1 June |{head}\n|---|{line}\n{}",
        rows.join("\n")
    )
}

/// In how many states somebody surely held one of the offices on the first of June.
fn states(gazetteer: &Gazetteer, roles: &[&str], year: u16) -> usize {
    let day = format!("{year}-06-01").parse().expect("it is a day");
    let known = |state: &Actor<'_>| {
        let offices = gazetteer.offices_of(state.id()).into_iter();
        let mut offices = offices.filter(|office| roles.contains(&office.role()));
        offices.any(|office| {
            gazetteer
                .holders(office.id(), day, day)
                .iter()
                .any(|(held, _)| *held == Held::Yes)
        })
    };
    gazetteer
        .actors()
        .filter(|actor| actor.kind() == Kind::State && known(actor))
        .count()
}
