//! Whom a person means by a name, in a store and by the program's own tables.

use anyhow::{Context, Result};
use demarche_gazetteer::{Actor, Candidate, Gazetteer, How, Kind};
use demarche_store::{Store, Who};

/// Who is meant by names.
pub fn whom(store: &Store, names: &[String]) -> Result<Vec<Who>> {
    let one = |name: &String| {
        let path = store.path().display();
        who(store, name)?.with_context(|| {
            format!("{path}: nobody in it is called {name:?} or has it as a code or id; `demarche actors` lists who is")
        })
    };
    names.iter().map(one).collect()
}

/// The codes of countries that are meant by names.
pub fn countries(store: &Store, names: &[String]) -> Result<Vec<String>> {
    let one = |name: &String| {
        country(store, name)?.with_context(|| {
            format!(
                "{}: no state in it is called {name:?}; give the country's code, such as UKR",
                store.path().display()
            )
        })
    };
    names.iter().map(one).collect()
}

/// A code means itself; then a usual name goes before a name of the store that holds its words: `US` is no part of “US Senate”.
fn who(store: &Store, name: &str) -> Result<Option<Who>> {
    let as_it_stands = store.who(name)?;
    if let Some(Who::Code { .. }) = as_it_stands {
        return Ok(as_it_stands);
    }
    let meant = named(name).and_then(key).map(|key| store.who(key)).transpose()?;
    Ok(meant.flatten().or(as_it_stands))
}

fn country(store: &Store, name: &str) -> Result<Option<String>> {
    let is_state = |actor: &Actor| actor.kind() == Kind::State;
    let is_code = Gazetteer::embedded().by_key(name).is_some_and(|actor| is_state(&actor));
    let code = named(name).filter(is_state).and_then(|actor| actor.code());
    match code.filter(|_| !is_code) {
        Some(code) => Ok(Some(code.to_owned())),
        None => Ok(store.country(name)?),
    }
}

/// The state that a name means, or else the organisation that it means and nobody besides; `None` where it may mean several.
fn named(name: &str) -> Option<Actor<'static>> {
    let usual = Gazetteer::embedded().named(name.trim()).into_iter().filter(is_usual);
    let usual: Vec<Actor> = usual.map(|candidate| candidate.actor).collect();
    let states = usual.iter().filter(|actor| actor.kind() == Kind::State);
    only(states).or_else(|| only(usual.iter()).filter(|actor| actor.kind() == Kind::Organization))
}

/// The one actor that there is.
fn only<'a>(mut actors: impl Iterator<Item = &'a Actor<'static>>) -> Option<Actor<'static>> {
    let first = actors.next()?;
    actors.all(|other| other.id() == first.id()).then_some(*first)
}

/// Whether a candidate goes by the name itself, and not as the people, capital or seat that the name is of. States go by former names
/// too, as the record has them.
fn is_usual(candidate: &Candidate) -> bool {
    match candidate.how {
        How::Name | How::Short | How::Acronym => true,
        How::Former => candidate.actor.kind() == Kind::State,
        _ => false,
    }
}

/// Under what a store knows an actor: the code where nobody else has it but its own parts, the name where others do.
fn key(actor: Actor<'static>) -> Option<&'static str> {
    let others_have = |code: &str| {
        Gazetteer::embedded()
            .actors()
            .any(|other| other.code() == Some(code) && other.id() != actor.id() && other.part_of() != Some(actor.id()))
    };
    match actor.kind() {
        Kind::State => actor.code(),
        _ => Some(actor.code().filter(|code| !others_have(code)).unwrap_or(actor.name())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(name: &str) -> Option<&'static str> {
        named(name).and_then(key)
    }

    #[test]
    fn states_go_by_their_usual_names() {
        for (name, code) in [
            ("US", "USA"),
            ("U.S.", "USA"),
            ("the United States", "USA"),
            ("UK", "GBR"),
            ("Britain", "GBR"),
            ("russia", "RUS"),
            ("UAE", "ARE"),
            ("Burma", "MMR"),
        ] {
            assert_eq!(meant(name), Some(code), "{name}");
        }
    }

    #[test]
    fn organisations_go_by_their_codes_or_names() {
        for (name, key) in [
            ("UN", "UNO"),
            ("EU", "EUR"),
            ("European Union", "EUR"),
            ("Nato", "NATO"),
            ("AU", "African Union"),
            ("WHO", "World Health Organization"),
        ] {
            assert_eq!(meant(name), Some(key), "{name}");
        }
    }

    #[test]
    fn a_name_of_several_or_of_a_body_is_left_to_the_store() {
        for name in ["ADF", "ANO", "Congress"] {
            assert_eq!(meant(name), None, "{name}");
        }
    }

    #[test]
    fn capitals_peoples_and_persons_are_no_names_of_states() {
        for name in ["Moscow", "Russians", "Russian", "Lavrov", "Nobody at all", ""] {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
