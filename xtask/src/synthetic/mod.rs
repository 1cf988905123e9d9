//! `xtask synthetic`: a store of invented records, as large as is asked for, made by the store's own writing.
//!
//! The same number and seed give the same records. Actors, categories and days are spread as in the news: a few states and
//! persons are everywhere, most are rare (Zipf), some months are busier than others, one act in six is reported again.

mod page;
mod tables;
mod world;

use crate::clock::Times;
use anyhow::Result;
use demarche_store::{Entry, Run, RunId, Store};
use std::path::PathBuf;
use world::EACH;
pub use world::World;

/// Make a store of invented records
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The store, a file that is made where there is none; documents that are there already are passed over
    #[arg(value_name = "STORE")]
    store: PathBuf,

    /// How many statements, and as many events
    #[arg(long, value_name = "N", default_value = "1000000")]
    statements: usize,

    /// The first document; another than 0 adds to a store
    #[arg(long, value_name = "N", default_value = "0")]
    from: usize,

    /// Another seed gives other records
    #[arg(long, value_name = "N", default_value = "1")]
    seed: u64,
}

/// Documents a transaction.
const TOGETHER: usize = 64;

pub fn run(args: &Args) -> Result<()> {
    let mut store = Store::open_or_create(&args.store)?;
    let world = World::new(args.seed);
    let documents = args.statements.div_ceil(EACH);
    let tell = |done: usize, spent: Times| {
        let (passed, worked) = (spent.passed / done as f64, spent.worked / done as f64);
        eprint(&format!(
            "{done} of {documents} documents, {passed:.2} ms each to write, {worked:.2} of them on the processor\n"
        ));
    };
    let spent = fill(&mut store, &world, args.from..args.from + documents, tell)?;
    tell(documents, spent);
    Ok(())
}

/// Adds documents, and says how long the store has taken; the making of the records is not counted.
pub fn fill(
    store: &mut Store,
    world: &World,
    documents: std::ops::Range<usize>,
    mut told: impl FnMut(usize, Times),
) -> Result<Times> {
    let run = store.run(&Run {
        version: "synthetic".to_owned(),
        model: "none".to_owned(),
        rules: "none".to_owned(),
        options: "{}".to_owned(),
    })?;
    let (mut spent, mut done) = (Times::default(), 0);
    let all: Vec<usize> = documents.collect();
    for numbers in all.chunks(TOGETHER) {
        let entries: Vec<Entry> = numbers.iter().map(|&number| world.entry(number)).collect();
        let (written, times) = Times::of(|| write(store, run, &entries));
        written?;
        spent.passed += times.passed;
        spent.worked += times.worked;
        done += numbers.len();
        if done / 10_000 > (done - numbers.len()) / 10_000 {
            told(done, spent);
        }
    }
    Ok(spent)
}

fn write(store: &mut Store, run: RunId, entries: &[Entry]) -> Result<()> {
    let mut batch = store.begin(run)?;
    for entry in entries {
        batch.add(entry)?;
    }
    Ok(batch.commit()?)
}

fn eprint(line: &str) {
    use std::io::Write as _;
    let _lost = std::io::stderr().write_all(line.as_bytes());
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_gives_the_same_record() {
        let (one, other) = (World::new(1), World::new(1));
        assert_eq!(one.entry(77).record, other.entry(77).record);
        assert_ne!(one.entry(77).record, one.entry(78).record);
        assert_ne!(one.entry(77).record, World::new(2).entry(77).record);
    }

    #[test]
    fn a_store_of_them_is_sound_and_joins_what_is_told_again() {
        let folder = tempfile::TempDir::new().unwrap();
        let mut store = Store::create(&folder.path().join("a.db")).unwrap();
        fill(&mut store, &World::new(1), 0..120, |_, _| {}).unwrap();
        let mut flaws = Vec::new();
        store.check(|flaw| flaws.push(flaw)).unwrap();
        assert_eq!(flaws, []);
        let count = |sql: &str| {
            store
                .connection()
                .query_row(sql, [], |row| row.get::<_, i64>(0))
                .unwrap()
        };
        assert_eq!(count("SELECT count(*) FROM events"), 1200);
        let acts = count("SELECT count(*) FROM joined_events");
        assert!((900..1150).contains(&acts), "{acts}");
    }
}
