//! The tables of an export.

use crate::filled;
use crate::order::corpus;
use demarche_store::{Store, StoreError, TABLES, Table};
use demarche_tables::Value;
use tempfile::TempDir;

/// The rows of a table.
fn rows(store: &Store, table: &Table) -> Vec<Vec<Value>> {
    let (snapshot, mut rows) = (store.snapshot().expect("the store can be read"), Vec::new());
    let taken = snapshot.rows(table, |row| {
        rows.push(row.to_vec());
        Ok::<_, StoreError>(())
    });
    taken.unwrap_or_else(|error| panic!("{}: {error}", table.name));
    rows
}

/// A line for each row of each table.
pub fn lines(store: &Store) -> Vec<String> {
    let line = |table: &Table, row: Vec<Value>| format!("{}: {row:?}", table.name);
    let lines = |table: &&'static Table| {
        rows(store, table)
            .into_iter()
            .map(|row| line(table, row))
            .collect::<Vec<_>>()
    };
    TABLES.iter().flat_map(lines).collect()
}

/// A column of a table, by their names.
fn column(store: &Store, table: &str, column: &str) -> Vec<Value> {
    let table = TABLES
        .iter()
        .find(|it| it.name == table)
        .expect("there is such a table");
    let place = table.fields.iter().position(|field| field.column.name == column);
    let place = place.expect("there is such a column");
    rows(store, table)
        .into_iter()
        .map(|mut row| row.swap_remove(place))
        .collect()
}

fn sum(values: &[Value]) -> i64 {
    let number = |value: &Value| if let Value::Integer(number) = value { *number } else { 0 };
    values.iter().map(number).sum()
}

#[test]
fn acts_stand_beside_reports() {
    let folder = TempDir::new().unwrap();
    let store = filled(&folder.path().join("a"), &corpus(), 5);
    let (events, joined) = (
        column(&store, "events", "id").len(),
        column(&store, "joined_events", "id").len(),
    );
    assert!(joined < events, "{joined} acts, {events} reports");
    let counted = |name| sum(&column(&store, "event_counts", name));
    assert_eq!((counted("reports"), counted("acts")), (events as i64, joined as i64));
    assert_eq!(sum(&column(&store, "joined_events", "reports")), events as i64);
    let of = column(&store, "event_counts", "actor");
    assert!(of.contains(&"KEN".into()) && of.contains(&"GHA".into()), "{of:?}");
}

#[test]
fn every_reference_leads_somewhere() {
    let folder = TempDir::new().unwrap();
    let store = filled(&folder.path().join("a"), &corpus(), 5);
    let ids = column(&store, "documents", "id");
    for (table, name) in [
        ("documents", "story"),
        ("stories", "id"),
        ("sightings", "document"),
        ("sentences", "document"),
        ("mentions", "document"),
        ("events", "document"),
        ("exchanges", "move_document"),
    ] {
        let column = column(&store, table, name);
        assert!(
            !column.is_empty() && column.iter().all(|id| ids.contains(id)),
            "{table}.{name}"
        );
    }
    let acts = column(&store, "joined_events", "id");
    for (table, name) in [
        ("events", "joined"),
        ("joined_exchanges", "reply"),
        ("joined_exchanges", "move"),
    ] {
        let column = column(&store, table, name);
        assert!(
            !column.is_empty() && column.iter().all(|id| acts.contains(id)),
            "{table}.{name}"
        );
    }
}

#[test]
fn a_text_is_a_denominator_of_each_publisher_that_printed_it() {
    let folder = TempDir::new().unwrap();
    let store = filled(&folder.path().join("a"), &corpus(), 5);
    assert_eq!(column(&store, "documents", "id").len(), 13);
    assert_eq!(column(&store, "sightings", "document").len(), 16);
    assert_eq!(sum(&column(&store, "publishers_daily", "documents")), 16);
    let publishers = column(&store, "publishers_daily", "publisher");
    assert!(
        publishers.is_sorted_by_key(|publisher| format!("{publisher:?}")),
        "{publishers:?}"
    );
}

#[test]
fn spans_are_the_words_of_the_text() {
    let folder = TempDir::new().unwrap();
    let store = filled(&folder.path().join("a"), &corpus(), 5);
    let words = |table, name| column(&store, table, name);
    assert!(words("events", "trigger_text").contains(&"rejected".into()));
    assert!(words("mentions", "text").contains(&"Ghana".into()));
    assert!(words("sentences", "text").contains(&"A waiter carried in soup and bread.".into()));
    assert!(words("events", "actor").contains(&"[\"KEN\"]".into()));
}
