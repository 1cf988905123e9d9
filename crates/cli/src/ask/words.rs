//! Answers in words and values.

use demarche_store::{Days, PartyAnswer, Proof, date_of};
use demarche_tables::Value;
use serde::Serialize;

/// A day that was counted.
pub fn day(day: Option<i64>) -> Value {
    day.and_then(|day| i32::try_from(day).ok())
        .map_or(Value::Null, Value::Date)
}

/// A day as it was written.
pub fn date(date: Option<&str>) -> Value {
    day(date.and_then(Days::named).and_then(|days| days.from))
}

/// Several names as one value, a JSON list; null where there are none.
pub fn names<S: Serialize>(names: &[S]) -> Value {
    let list = || serde_json::to_string(names).ok();
    (!names.is_empty()).then(list).flatten().into()
}

/// The names of parties.
pub fn named(parties: &[PartyAnswer]) -> Value {
    names(&parties.iter().map(|party| one_line(&party.name)).collect::<Vec<_>>())
}

/// Their codes, in the same order; null for what is not known.
pub fn codes(parties: &[PartyAnswer]) -> Value {
    names(&parties.iter().map(|party| &party.code).collect::<Vec<_>>())
}

/// Their sectors.
pub fn sectors(parties: &[PartyAnswer]) -> Value {
    names(&parties.iter().map(|party| &party.sector).collect::<Vec<_>>())
}

/// Text without its line ends.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A share in hundredths.
pub fn percent(share: f64) -> String {
    format!("{:.0}% sure", share * 100.0)
}

/// One day, or two.
pub fn dates(first: Option<&str>, last: Option<&str>) -> Option<String> {
    let first = first?;
    let last = last.filter(|&last| last != first);
    Some(last.map_or_else(|| first.to_owned(), |last| format!("{first} to {last}")))
}

/// The first and the last day on which the document of an answer can have been published.
pub fn published(proof: &Proof) -> [Value; 2] {
    [&proof.published, &proof.published_end].map(|day| date(day.as_deref()))
}

/// The day on which the document of an answer was published; empty where that is not known.
pub fn day_of(proof: &Proof) -> String {
    proof.day.map(date_of).unwrap_or_default()
}

/// Where an answer stands, in short: enough of the digest to find the document, the offsets, and who published it.
pub fn place_of(proof: &Proof) -> String {
    let digest: String = proof.document.chars().take(19).collect();
    let span = proof.start.zip(proof.end).map(|(start, end)| format!("{start}–{end}"));
    let parts = [Some(digest), span].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let source = proof.publisher.iter().chain(&proof.uri).cloned();
    [parts].into_iter().chain(source).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbers_and_what_is_none_is_null() {
        assert_eq!(date(Some("1970-02-01")), Value::Date(31));
        assert_eq!(
            (date(None), date(Some("soon")), day(Some(i64::MAX))),
            (Value::Null, Value::Null, Value::Null)
        );
    }

    #[test]
    fn names_stand_beside_codes() {
        let party = |name: &str, code: Option<&str>| PartyAnswer {
            name: name.to_owned(),
            code: code.map(str::to_owned),
            sector: None,
        };
        let parties = [party("a\n b", None), party("c", Some("KEN"))];
        let (names, codes) = (r#"["a b","c"]"#, r#"[null,"KEN"]"#);
        assert_eq!((named(&parties), super::codes(&parties)), (names.into(), codes.into()));
        assert_eq!(named(&[]), Value::Null);
    }

    #[test]
    fn one_day_is_no_stretch() {
        assert_eq!(dates(Some("a"), Some("a")).as_deref(), Some("a"));
        assert_eq!(dates(Some("a"), Some("b")).as_deref(), Some("a to b"));
        assert_eq!(dates(None, Some("b")), None);
    }
}
