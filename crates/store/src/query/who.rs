//! Whom a person means.

use super::Words;
use super::fragment::{Fragment, list};
use crate::error::At;
use crate::tokens::{fold, tokens};
use crate::{Store, StoreError};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Somebody who is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// All who have a code, and a sector where one is given: a state and whoever acts for it.
    Code {
        /// ISO 3166-1 alpha-3, or PLOVER's code.
        code: String,
        /// PLOVER's sector.
        sector: Option<String>,
    },
    /// These, by `actors.id`.
    These(Vec<i64>),
}

impl Store {
    /// Whom a person means by a name, a code (`RUS`), a code with a sector (`RUSGOV`, `RUS:GOV`) or a Wikidata id (`Q58217`);
    /// `None` where the store knows nobody of that kind.
    ///
    /// The name of a state means whoever has its code. Any other name means all in whose names its words stand, under whatever
    /// names the same persons and bodies appear elsewhere.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn who(&self, given: &str) -> Result<Option<Who>, StoreError> {
        who(&self.connection, given.trim()).at(&self.path)
    }
}

fn who(connection: &Connection, given: &str) -> rusqlite::Result<Option<Who>> {
    if is_identifier(given) {
        return by_identifier(connection, given);
    }
    if let Some((code, sector)) = as_code(given)
        && is_code(connection, code)?
    {
        let (code, sector) = (code.to_owned(), sector.map(str::to_owned));
        return Ok(Some(Who::Code { code, sector }));
    }
    by_name(connection, given)
}

fn is_identifier(given: &str) -> bool {
    let digits = given.strip_prefix('Q').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A code, with its sector, as it may be written: `RUS`, `RUSGOV`, `RUS:GOV`.
fn as_code(given: &str) -> Option<(&str, Option<&str>)> {
    let is_capital = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_uppercase());
    match given.split_once([':', ' ']) {
        Some((code, sector)) => (is_capital(code) && is_capital(sector)).then_some((code, Some(sector))),
        None if !is_capital(given) => None,
        None if given.len() == 6 => Some((&given[..3], Some(&given[3..]))),
        None => Some((given, None)),
    }
}

fn is_code(connection: &Connection, code: &str) -> rusqlite::Result<bool> {
    let known = "SELECT EXISTS (SELECT 1 FROM actors WHERE code = ?1) OR EXISTS (SELECT 1 FROM labels WHERE code = ?1)";
    connection.query_row(known, params![code], |row| row.get(0))
}

fn by_identifier(connection: &Connection, identifier: &str) -> rusqlite::Result<Option<Who>> {
    let mut select = connection.prepare_cached("SELECT id FROM actors WHERE identifier_id = ?1 ORDER BY id")?;
    let actors: Vec<i64> = select
        .query_map(params![identifier], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok((!actors.is_empty()).then_some(Who::These(actors)))
}

fn by_name(connection: &Connection, given: &str) -> rusqlite::Result<Option<Who>> {
    let Some(words) = Words::typed(given) else {
        return Ok(None);
    };
    if let Some(code) = state(connection, given)? {
        return Ok(Some(Who::Code { code, sector: None }));
    }
    let mut actors = BTreeSet::new();
    for (actor, name) in named(connection, &words)? {
        if words.stand_in(&name) {
            actors.insert(actor);
        }
    }
    actors.extend(namesakes(connection, &actors)?);
    Ok((!actors.is_empty()).then(|| Who::These(actors.into_iter().collect())))
}

/// The code of the state that is called so.
pub fn state(connection: &Connection, given: &str) -> rusqlite::Result<Option<String>> {
    let wanted = plain(given);
    let Some(words) = Words::typed(&wanted) else {
        return Ok(None);
    };
    let codes: BTreeSet<String> = named(connection, &words)?
        .into_iter()
        .filter(|(_, name)| plain(name) == wanted)
        .map(|(actor, _)| {
            let code = "SELECT code FROM actors WHERE id = ?1 AND kind = 'state' AND code IS NOT NULL";
            connection.query_row(code, params![actor], |row| row.get(0)).optional()
        })
        .filter_map(Result::transpose)
        .collect::<rusqlite::Result<_>>()?;
    Ok(codes.into_iter().next())
}

/// The words of a name, without the article before them.
fn plain(name: &str) -> String {
    tokens(name)
        .skip_while(|word| word == "the")
        .collect::<Vec<_>>()
        .join(" ")
}

/// Actors in whose names the words may stand, with their names.
fn named(connection: &Connection, words: &Words) -> rusqlite::Result<Vec<(i64, String)>> {
    let select = "SELECT id, name FROM actors WHERE id IN (SELECT rowid FROM actor_search WHERE actor_search MATCH ?)";
    let select = Fragment::new(select).with(words.question());
    let mut select = select.prepare(connection)?;
    let mut rows = select.raw_query();
    let mut named = Vec::new();
    while let Some(row) = rows.next()? {
        named.push((row.get(0)?, row.get(1)?));
    }
    Ok(named)
}

/// The same persons and bodies under other names.
fn namesakes(connection: &Connection, actors: &BTreeSet<i64>) -> rusqlite::Result<Vec<i64>> {
    let mut select = connection.prepare_cached(
        "SELECT o.id FROM json_each(?1) j JOIN actors a ON a.id = j.value JOIN actors o ON o.identifier_id = a.identifier_id",
    )?;
    let actors = list(&actors.iter().collect::<Vec<_>>());
    select.query_map(params![actors], |row| row.get(0))?.collect()
}

/// Whether two names are the same but for case, accents and signs.
pub fn same_name(one: &str, other: &str) -> bool {
    one == other || fold(one) == fold(other) || tokens(one).eq(tokens(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_identifiers_are_known_by_their_form() {
        assert_eq!(as_code("RUS"), Some(("RUS", None)));
        assert_eq!(as_code("RUSGOV"), Some(("RUS", Some("GOV"))));
        assert_eq!(as_code("RUS:GOV"), Some(("RUS", Some("GOV"))));
        for name in ["Russia", "rus", "", "RUS:", "R1"] {
            assert_eq!(as_code(name), None, "{name}");
        }
        assert!(is_identifier("Q159") && !is_identifier("Q") && !is_identifier("159") && !is_identifier("Qatar"));
    }

    #[test]
    fn names_are_the_same_in_any_case() {
        assert!(same_name("Agence France-Presse", "agence france presse"));
        assert!(!same_name("AFP", "AP"));
    }
}
