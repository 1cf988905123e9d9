//! The store from the outside: what goes in comes out, whatever the order and whatever goes wrong.

mod asked;
mod bad;
mod directed;
mod joined;
mod older;
mod order;
mod page;
mod tables;

use demarche_store::{Entry, Run, RunId, Store};
use std::path::Path;

fn run(store: &mut Store) -> RunId {
    let run = Run {
        version: "1".to_owned(),
        model: "model".to_owned(),
        rules: "rules".to_owned(),
        options: "{}".to_owned(),
    };
    store.run(&run).expect("the store can be written to")
}

/// A store with entries, added in transactions of a few.
fn filled(path: &Path, entries: &[Entry], together: usize) -> Store {
    let mut store = Store::open_or_create(path).expect("the store opens");
    let run = run(&mut store);
    for entries in entries.chunks(together) {
        let mut batch = store.begin(run).expect("nobody else writes");
        for entry in entries {
            batch.add(entry).expect("the record holds");
        }
        batch.commit().expect("there is room");
    }
    store
}

/// The lines that do not depend on the order.
fn lines(store: &Store) -> Vec<String> {
    let mut lines = Vec::new();
    store
        .canonical(|line| lines.push(line.to_owned()))
        .expect("the store can be read");
    lines
}

/// What does not hold in a store.
fn flaws(store: &Store) -> Vec<demarche_store::Flaw> {
    let mut flaws = Vec::new();
    store.check(|flaw| flaws.push(flaw)).expect("the store can be read");
    flaws
}

/// These lines and the rows of an export.
fn lines_and_rows(store: &Store) -> Vec<String> {
    let mut all = lines(store);
    all.extend(tables::lines(store));
    all
}
