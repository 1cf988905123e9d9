//! Whether a record keeps its promises: every span on its words, every reference on something that is there.
//!
//! A check never stops at the first fault, and it needs nothing but the record and its text: who does not trust the reader can
//! trust this.

mod claims;
mod references;
mod spans;

#[cfg(test)]
mod fixture;

use demarche_types::{FORMAT, Record, Text};
use std::fmt;

/// One place at which a record breaks a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where in the record, from its root: `statements[3].source.text`.
    pub path: String,
    /// What is there.
    pub found: String,
    /// What should be there.
    pub expected: String,
}

impl Fault {
    fn new(path: impl Into<String>, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            found: found.into(),
            expected: expected.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: is {}, should be {}", self.path, self.found, self.expected)
    }
}

/// Checks a record against its text, and returns every fault in the order of the record's fields; an empty list where it holds.
///
/// `text` is the text that the record was read from, for a record that leaves its own out; where a record has both, they must
/// be equal. A record without any text has a fault, because nothing can be said of its spans, and is checked as far as it goes:
/// identities and references.
///
/// What is checked: the format; the identity, which is the digest of the text; every span in range, not empty, and on the words
/// it claims; sentences and contents in order and not overlapping; identities unique; references leading somewhere, and not back
/// to where they came from; a statement within another inside its content.
///
/// ```
/// use demarche_types::{Record, Text};
///
/// let text = "Nothing was said.";
/// let mut record = Record { id: Text::new(text).id(), ..Record::default() };
/// record.text = Some(text.to_owned());
/// assert!(demarche::verify(&record, None).is_empty());
///
/// record.text = Some("Nothing was said!".to_owned());
/// assert_eq!(demarche::verify(&record, None)[0].path, "id");
/// ```
#[must_use]
pub fn verify(record: &Record, text: Option<&str>) -> Vec<Fault> {
    let mut faults = Vec::new();
    check_format(record, &mut faults);
    match the_text(record, text, &mut faults) {
        Some(text) => {
            check_identity(record, &text, &mut faults);
            spans::check(record, &text, &mut faults);
        }
        None => faults.push(Fault::new("text", "left out", "in the record, or given beside it")),
    }
    references::check(record, &mut faults);
    faults
}

fn check_format(record: &Record, faults: &mut Vec<Fault>) {
    if record.format != FORMAT {
        faults.push(Fault::new("format", quoted(&record.format), quoted(FORMAT)));
    }
}

/// The record's own text, or else the one given; a fault where they differ.
fn the_text(record: &Record, given: Option<&str>, faults: &mut Vec<Fault>) -> Option<Text> {
    if let (Some(own), Some(given)) = (record.text.as_deref(), given)
        && own != given
    {
        faults.push(Fault::new(
            "text",
            first_difference(own, given),
            "the text given beside the record",
        ));
    }
    record.text.as_deref().or(given).map(Text::new)
}

fn first_difference(own: &str, given: &str) -> String {
    let at = own.chars().zip(given.chars()).take_while(|(a, b)| a == b).count();
    format!("another from code point {at} on")
}

fn check_identity(record: &Record, text: &Text, faults: &mut Vec<Fault>) {
    let id = text.id();
    if record.id != id {
        faults.push(Fault::new(
            "id",
            quoted(&record.id),
            format!("{}, the digest of the text", quoted(&id)),
        ));
    }
}

/// Words as a message shows them: in quotation marks, control characters visible.
fn quoted(words: &str) -> String {
    format!(
        "“{}”",
        words
            .escape_debug()
            .to_string()
            .replace("\\'", "'")
            .replace("\\\"", "\"")
    )
}

#[cfg(test)]
mod tests {
    use super::fixture;
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[test]
    fn a_full_record_holds() {
        assert_eq!(verify(&fixture::record(), None), []);
    }

    #[test]
    fn a_record_without_its_text_holds_beside_it() {
        let mut record = fixture::record();
        let text = record.text.take();
        assert_eq!(verify(&record, text.as_deref()), []);
        assert_eq!(verify(&record, None)[0].path, "text");
    }

    #[test]
    fn a_changed_text_is_named() {
        let record = fixture::record();
        let given = record.text.as_deref().unwrap().replacen("Tuesday", "Thursday", 1);
        let faults = verify(&record, Some(&given));
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].path, "text");
    }

    #[test]
    fn a_fault_says_where_what_and_what_instead() {
        let mut record = fixture::record();
        record.statements[0].source.as_mut().unwrap().text = "The president".to_owned();
        let faults = verify(&record, None);
        assert_eq!(
            faults[0].to_string(),
            "statements[0].source.text: is “The president”, should be “The minister”, the words at [0, 12)"
        );
    }

    /// A change to one value of a record that no true record of the same text could show.
    fn falsified(key: &str, value: &Value, text_len: usize) -> Option<Value> {
        let past_the_end = Value::from(text_len + 1);
        match (key, value) {
            ("start" | "end", Value::Number(_)) => Some(past_the_end),
            (_, Value::Array(pair)) if pair.len() == 2 && pair.iter().all(Value::is_u64) => {
                Some(Value::from(vec![pair[1].clone(), pair[0].clone()]))
            }
            ("text" | "entity_text", Value::String(words)) => Some(Value::from(format!("{words}~"))),
            ("id", Value::String(id)) => Some(Value::from(if id == "S1" { "T1" } else { "S1" })),
            ("format" | "within" | "entity" | "event_loc" | "anchor" | "date_basis" | "move" | "reply", id)
                if id.is_string() =>
            {
                Some(Value::from("nobody"))
            }
            ("claimed_by", Value::Array(ids)) if !ids.is_empty() => Some(Value::from(vec!["nobody"])),
            _ => None,
        }
    }

    /// Every record that differs from the given one in one falsified value, with the place of it.
    fn falsifications(root: &Value) -> Vec<(String, Value)> {
        fn walk(root: &Value, here: &Value, pointer: &str, key: &str, len: usize, found: &mut Vec<(String, Value)>) {
            if let Some(value) = falsified(key, here, len) {
                let mut record = root.clone();
                *record.pointer_mut(pointer).unwrap() = value;
                found.push((pointer.to_owned(), record));
            }
            match here {
                Value::Object(fields) => {
                    for (key, value) in fields {
                        walk(root, value, &format!("{pointer}/{key}"), key, len, found);
                    }
                }
                Value::Array(items) => {
                    for (i, value) in items.iter().enumerate() {
                        walk(root, value, &format!("{pointer}/{i}"), "", len, found);
                    }
                }
                _ => {}
            }
        }
        let len = root["text"].as_str().unwrap().chars().count();
        let mut found = Vec::new();
        walk(root, root, "", "", len, &mut found);
        found
    }

    #[test]
    fn every_falsified_value_is_caught() {
        let falsifications = falsifications(&serde_json::to_value(fixture::record()).unwrap());
        assert!(falsifications.len() > 100, "{}", falsifications.len());
        for (place, record) in falsifications {
            let record = serde_json::from_value(record).unwrap();
            assert_ne!(verify(&record, None), [], "{place}");
        }
    }

    proptest! {
        #[test]
        fn records_of_any_text_hold(text in "\\PC{1,60}", cuts in proptest::collection::vec(0usize..60, 2..8)) {
            let record = fixture::of(&text, &cuts);
            prop_assert_eq!(verify(&record, None), []);
        }

        #[test]
        fn a_shifted_source_is_caught(text in "[a-zé🙂]{20,60}", at in 0usize..10, by in 1usize..8) {
            let mut record = fixture::of(&text, &[at, at + 9]);
            let source = record.statements[0].source.as_mut().unwrap();
            (source.start, source.end) = (source.start + by, source.end + by);
            let shifted = Text::new(text.as_str()).slice(source.span()) != source.text;
            prop_assert_eq!(!verify(&record, None).is_empty(), shifted);
        }

        #[test]
        fn any_record_gets_an_answer(spans in proptest::collection::vec((0usize..99, 0usize..99), 3), within in "S[0-3]") {
            let mut record = fixture::record();
            record.sentences = spans.iter().copied().map(Into::into).collect();
            record.statements[1].content.clone_from(&record.sentences);
            record.statements[0].within = Some(within);
            let _answered = verify(&record, None);
        }
    }
}
