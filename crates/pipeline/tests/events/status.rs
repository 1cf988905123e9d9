//! What every coder in use takes for a fact.

use super::{of, read};
use demarche::types::Tense;

#[test]
fn what_may_be_is_no_fact() {
    let record = read("Russia may attack Ukraine.");
    let [attack] = of(&record, "ASSAULT")[..] else {
        panic!("one attack: {:?}", record.events)
    };
    assert!(attack.hypothetical && !attack.negation);
    assert_eq!(attack.tense, Tense::Future);
}

#[test]
fn what_is_said_is_claimed() {
    let record = read("France said Russia attacked Ukraine.");
    let [attack] = of(&record, "ASSAULT")[..] else {
        panic!("one attack: {:?}", record.events)
    };
    assert_eq!(attack.actor[0].entity_text, "Russia");
    assert_eq!(attack.recipient[0].entity_text, "Ukraine");
    let statement = &record.statements[0];
    assert_eq!(attack.claimed_by, [statement.id.as_str()]);
    assert_eq!(statement.source.as_ref().map(|s| s.text.as_str()), Some("France"));
    assert!(
        record
            .events
            .iter()
            .all(|e| e.actor.iter().all(|a| a.entity_text != "France"))
    );
}

#[test]
fn what_is_denied_is_negated_and_claimed() {
    let record = read("Iran denied that it had attacked the tanker.");
    let [attack] = of(&record, "ASSAULT")[..] else {
        panic!("one attack: {:?}", record.events)
    };
    assert!(attack.negation);
    assert_eq!(attack.claimed_by, [record.statements[0].id.as_str()]);
}

#[test]
fn what_was_long_ago_is_historical() {
    let record = read("In 1939 Germany invaded Poland.");
    let [invasion] = of(&record, "ASSAULT")[..] else {
        panic!("one invasion: {:?}", record.events)
    };
    assert_eq!(invasion.tense, Tense::Historical);
    assert!(invasion.date.as_deref().is_some_and(|d| d.starts_with("1939")));
}
