//! Dated mentions made from the gazetteer’s own facts: who is meant by a name, a title or an office on a day.

use super::Bench;
use super::entities::read;
use crate::figures::Tally;
use crate::report::{Part, Row, Table, prf};
use anyhow::Result;
use demarche_gazetteer::{Actor, Gazetteer, Held, Kind, Tenure};
use demarche_types::{Entity, Record};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;

const NAME: &str = "dated mentions";

/// The offices that the sentences are about, with their titles.
const ROLES: [(&str, &str); 4] = [
    ("president", "president"),
    ("prime_minister", "prime minister"),
    ("foreign_minister", "foreign minister"),
    ("defence_minister", "defence minister"),
];

/// Every so manieth tenure is asked for.
const STEP: usize = 4;

/// What a record says of persons whom the gazetteer knows.
const KNOWN: [&str; 5] = [
    "name",
    "short name",
    "surname and day",
    "name and office",
    "office on the day",
];

/// How a sentence speaks of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Wording {
    FullName,
    Office,
    OfficeOfState,
    TitleAndName,
    TitleAndSurname,
    Apposition,
    Surname,
    WrongDate,
}

const WORDINGS: [Wording; 8] = [
    Wording::FullName,
    Wording::Office,
    Wording::OfficeOfState,
    Wording::TitleAndName,
    Wording::TitleAndSurname,
    Wording::Apposition,
    Wording::Surname,
    Wording::WrongDate,
];

/// A sentence of a day with whom it means.
struct Case<'g> {
    wording: Wording,
    text: String,
    day: Date,
    person: Actor<'g>,
    office: &'g str,
}

/// Measures them. No data is needed but the program’s own.
///
/// # Errors
/// Where the pipeline fails.
pub fn measure(bench: &Bench) -> Result<Part> {
    let gazetteer = Gazetteer::embedded();
    let cases = cases(gazetteer);
    let records: Vec<Record> = cases
        .par_iter()
        .map(|c| read(bench, &c.text, Some(c.day.to_string())))
        .collect::<Result<_>>()?;
    let mut by: BTreeMap<Wording, Tally> = BTreeMap::new();
    let (mut all, mut outside) = (Tally::default(), 0);
    for (case, record) in cases.iter().zip(&records) {
        outside += record
            .entities
            .iter()
            .filter(|e| is_outside(gazetteer, e, case.day))
            .count();
        for tally in [by.entry(case.wording).or_default(), &mut all] {
            case.judge(record, tally);
        }
    }
    let row = |(wording, tally): (&Wording, &Tally)| {
        let [p, r, f] = prf(*tally);
        vec![
            format!("{wording:?}"),
            p,
            r,
            f,
            tally.gold.to_string(),
            tally.predicted.to_string(),
        ]
    };
    Ok(Part {
        rows: vec![
            Row::new(
                format!("office-holders: precision ({} mentions)", cases.len()),
                NAME,
                all.precision(),
                Some(97.0),
            ),
            Row::new("office-holders: recall", NAME, all.recall(), Some(85.0)),
            Row::new(
                "office-holders: records without an office outside its dates",
                NAME,
                if outside == 0 { 1.0 } else { 0.0 },
                Some(100.0),
            ),
        ],
        tables: vec![Table {
            title: "Office-holders by name, title and day".to_owned(),
            note: "Sentences made from the tables’ own facts.".to_owned(),
            columns: vec!["wording", "precision", "recall", "F1", "in gold", "predicted"],
            rows: by.iter().map(row).collect(),
        }],
        skipped: Vec::new(),
    })
}

fn cases(gazetteer: &Gazetteer) -> Vec<Case<'_>> {
    let persons = gazetteer.actors().filter(|a| a.kind() == Kind::Person);
    let tenures = persons.flat_map(|p| gazetteer.tenures(p.id()).into_iter().map(move |t| (p, t)));
    let asked = tenures.filter(|(p, t)| is_plain(gazetteer, *p, t)).step_by(STEP);
    asked
        .enumerate()
        .filter_map(|(i, (person, tenure))| case(gazetteer, i, person, &tenure))
        .collect()
}

/// A tenure of one of the offices in a state, of more than two months, whose days are known.
fn is_plain(gazetteer: &Gazetteer, person: Actor, tenure: &Tenure) -> bool {
    let of_state = gazetteer.actor(tenure.office.of()).kind() == Kind::State;
    let in_roles = ROLES.iter().any(|(role, _)| *role == tenure.office.role());
    let days = tenure
        .from
        .zip(tenure.to)
        .map(|(from, to)| (to.earliest() - from.latest()).get_days());
    let surname = person.name().split_whitespace().count() > 1;
    of_state && in_roles && surname && days.is_some_and(|d| d > 60)
}

fn case<'g>(gazetteer: &'g Gazetteer, i: usize, person: Actor<'g>, tenure: &Tenure<'g>) -> Option<Case<'g>> {
    let (_, title) = ROLES.iter().find(|(role, _)| *role == tenure.office.role())?;
    let state = gazetteer.actor(tenure.office.of()).name();
    let (name, surname) = (person.name(), person.name().split_whitespace().last()?);
    let wording = WORDINGS[i % WORDINGS.len()];
    let text = match wording {
        Wording::FullName => format!("{name} told journalists that the talks would go on."),
        Wording::Office => format!("{state}’s {title} told journalists that the talks would go on."),
        Wording::OfficeOfState => format!("The {title} of {state} warned on Monday that the talks had failed."),
        Wording::TitleAndName => format!("The plan was welcomed by {state}’s {title} {name} after the vote."),
        Wording::TitleAndSurname => format!("{state}’s {title} {surname} said the border would stay open."),
        Wording::Apposition => format!("{name}, the {title} of {state}, rejected the offer."),
        Wording::Surname => format!("{state} rejected the offer. {surname} said the border would stay open."),
        Wording::WrongDate => format!("{name} told journalists that the talks would go on."),
    };
    let middle = tenure.from?.latest().duration_until(tenure.to?.earliest()) / 2;
    let in_office = tenure.from?.latest().checked_add(middle).ok()?;
    let after = tenure.to?.latest().checked_add(jiff::Span::new().years(3)).ok()?;
    let day = if wording == Wording::WrongDate {
        after
    } else {
        in_office
    };
    Some(Case {
        wording,
        text,
        day,
        person,
        office: tenure.office.title(),
    })
}

impl Case<'_> {
    /// Whether the person is found in the office, and on a wrong day the person without it.
    fn judge(&self, record: &Record, tally: &mut Tally) {
        let persons = || record.entities.iter().filter(|e| is_known(e));
        let is_he = |e: &&Entity| e.name == self.person.name() && e.identifier_id.as_deref() == self.person.wikidata();
        tally.gold += 1;
        tally.predicted += persons().count();
        let right = persons().filter(is_he).filter(|e| self.has_right_office(e)).count();
        tally.right += right;
        tally.found += usize::from(right > 0);
    }

    /// Whether the person has an office, and on a wrong day not this one.
    fn has_right_office(&self, entity: &Entity) -> bool {
        match self.wording {
            Wording::WrongDate => entity.office.as_deref() != Some(self.office),
            _ => entity.office.is_some(),
        }
    }
}

/// Whether it is the gazetteer, and no name in the text alone, that says who the person is.
fn is_known(entity: &Entity) -> bool {
    let basis = entity.basis.as_deref();
    entity.kind == "person" && basis.is_some_and(|b| KNOWN.contains(&b))
}

/// Whether somebody is given an office on a day on which he is not known to have had it.
fn is_outside(gazetteer: &Gazetteer, entity: &Entity, day: Date) -> bool {
    let Some(office) = entity.office.as_deref() else {
        return false;
    };
    let persons = gazetteer
        .named(&entity.name)
        .into_iter()
        .filter(|c| c.actor.kind() == Kind::Person);
    let tenures = persons.flat_map(|c| gazetteer.tenures(c.actor.id()));
    !tenures
        .into_iter()
        .any(|t| t.office.title() == office && t.on(day) == Held::Yes)
}
