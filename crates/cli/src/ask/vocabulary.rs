//! Words that have a fixed meaning, and what else people write for them.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use demarche::code::plover::Category;

/// PLOVER's categories.
pub fn category() -> impl TypedValueParser<Value = String> {
    PossibleValuesParser::new(Category::ALL.iter().map(|category| category.as_str())).map(|name| name.to_uppercase())
}

/// PLOVER's modes of all categories.
pub fn mode() -> impl TypedValueParser<Value = String> {
    let mut modes: Vec<&'static str> = Vec::new();
    for (mode, _) in Category::ALL.iter().flat_map(|category| &category.entry().modes) {
        if !modes.contains(mode) {
            modes.push(mode);
        }
    }
    PossibleValuesParser::new(modes).map(|name| name.to_lowercase())
}

/// Whether something happened.
pub fn status() -> impl TypedValueParser<Value = String> {
    let statuses = [
        PossibleValue::new("fact"),
        PossibleValue::new("planned"),
        PossibleValue::new("possible").alias("hypothetical"),
        PossibleValue::new("denied").alias("negated"),
        PossibleValue::new("historical"),
        PossibleValue::new("claimed"),
    ];
    PossibleValuesParser::new(statuses).map(|name| match name.to_lowercase().as_str() {
        "hypothetical" => "possible".to_owned(),
        "negated" => "denied".to_owned(),
        name => name.to_owned(),
    })
}

const ACTS: [&str; 16] = [
    "assert",
    "deny",
    "demand",
    "threaten",
    "warn",
    "promise",
    "offer",
    "accept",
    "reject",
    "accuse",
    "praise",
    "apologise",
    "ask",
    "announce",
    "believe",
    "intend",
];
const FORMS: [&str; 3] = ["direct", "mixed", "indirect"];
const RELATIONS: [&str; 7] = [
    "accepts",
    "rejects",
    "answers",
    "defers",
    "retaliates",
    "carries_out",
    "repeats",
];
const KINDS: [&str; 6] = ["person", "organization", "government", "state", "group", "place"];

/// What a source does by saying something.
pub fn act() -> impl TypedValueParser<Value = String> {
    lower(&ACTS)
}

/// Whether a statement is quoted word for word.
pub fn form() -> impl TypedValueParser<Value = String> {
    lower(&FORMS)
}

/// How a reply answers a move.
pub fn relation() -> impl TypedValueParser<Value = String> {
    lower(&RELATIONS)
}

/// What somebody is.
pub fn kind() -> impl TypedValueParser<Value = String> {
    lower(&KINDS)
}

fn lower(names: &'static [&'static str]) -> impl TypedValueParser<Value = String> {
    PossibleValuesParser::new(names).map(|name| name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche::types::{Act, ExchangeRelation, Form};
    use serde::de::DeserializeOwned;
    use serde_json::Value;

    fn are_names<T: DeserializeOwned>(names: &[&str]) {
        for name in names {
            serde_json::from_value::<T>(Value::from(*name)).unwrap_or_else(|_| panic!("the record has no {name}"));
        }
    }

    #[test]
    fn they_are_the_records_own() {
        are_names::<Act>(&ACTS);
        are_names::<Form>(&FORMS);
        are_names::<ExchangeRelation>(&RELATIONS);
        let unknown = serde_json::from_value::<Act>(Value::from("x")).unwrap_err().to_string();
        assert!(ACTS.iter().all(|act| unknown.contains(act)) && unknown.matches('`').count() == 2 + 2 * ACTS.len());
    }
}
