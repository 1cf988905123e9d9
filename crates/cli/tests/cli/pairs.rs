//! Which reports are joined, and which moves are answered, in pairs of reports as they are read.

use super::program::{folder, run};
use demarche_store::Store;

/// How pairs of one kind came out: found rightly, found wrongly, missed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn count(&mut self, expected: bool, found: bool) {
        match (expected, found) {
            (true, true) => self.right += 1,
            (false, true) => self.wrong += 1,
            (true, false) => self.missed += 1,
            (false, false) => {}
        }
    }
}

/// A verdict and two reports.
fn pairs() -> Vec<(&'static str, &'static str, &'static str)> {
    let blocks = include_str!("pairs.txt")
        .split("\n\n")
        .filter(|block| !block.starts_with('#'));
    let pair = |block: &'static str| {
        let mut lines = block.trim().lines();
        Some((lines.next()?, lines.next()?, lines.next()?))
    };
    blocks.filter_map(pair).collect()
}

/// How many rows a query finds in a store of two reports.
fn found(one: &str, other: &str, sql: &str) -> bool {
    let folder = folder(&[("1.txt", one.as_bytes()), ("2.txt", other.as_bytes())]);
    let path = folder.path().join("pair.db");
    let added = run(&[
        "add".as_ref(),
        "--store".as_ref(),
        path.as_os_str(),
        folder.path().as_os_str(),
    ]);
    assert_eq!(added.code, 0, "{}", added.err);
    let store = Store::open(&path).expect("it is a store");
    let count: i64 = store
        .connection()
        .query_row(sql, [], |row| row.get(0))
        .expect("it can be asked");
    count > 0
}

const JOINED: &str = "SELECT count(*) FROM joined_events WHERE documents > 1";
const ANSWERED: &str = "SELECT count(*) FROM exchanges WHERE n IS NULL";

/// Nothing is joined or answered wrongly; of what should be, no more than this is missed.
#[test]
fn precision_first() {
    let (mut joined, mut answered) = (Score::default(), Score::default());
    for (verdict, one, other) in pairs() {
        match verdict {
            "same" | "other" => joined.count(verdict == "same", found(one, other, JOINED)),
            "reply" | "no-reply" => answered.count(verdict == "reply", found(one, other, ANSWERED)),
            _ => panic!("{verdict} is no verdict"),
        }
    }
    assert_eq!((joined.wrong, answered.wrong), (0, 0), "{joined:?} {answered:?}");
    assert!(joined.right >= 7 && answered.right >= 3, "{joined:?} {answered:?}");
    assert!(joined.missed <= 1 && answered.missed == 0, "{joined:?} {answered:?}");
}
