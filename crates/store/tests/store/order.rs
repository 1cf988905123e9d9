//! The order of adding changes nothing.

use crate::page::{Deed, Page};
use crate::{filled, lines, lines_and_rows};
use demarche_store::{Added, Entry, Store};
use proptest::prelude::*;
use tempfile::TempDir;

const BODY: &str = "The two delegations sat for nine hours in a hotel above the lake while the rain went on outside. Nobody left \
    the room before midnight. A waiter carried in soup and bread. At the end they had agreed on three pages about water, about \
    ferries and about the price of salt. ";

fn deed<'a>(category: &'a str, trigger: &'a str, actor: (&'a str, &'a str), recipient: (&'a str, &'a str)) -> Deed<'a> {
    Deed {
        category,
        trigger,
        actor,
        recipient: Some(recipient),
    }
}

/// Texts that are near copies, the same text from several publishers, and events that are joined and answered.
pub fn corpus() -> Vec<Entry> {
    let (kenya, ghana) = (("Kenya", "KEN"), ("Ghana", "GHA"));
    let mut pages = Vec::new();
    for (i, publisher) in ["Courier", "Gazette", "Herald", "Post"].into_iter().enumerate() {
        let day = format!("2031-05-{:02}", 10 + i);
        pages.push(Page::new(BODY).by(publisher, &day));
        pages.push(Page::new(&format!("{BODY}Edition {i} went to print. ")).by(publisher, &day));
        let rejection = format!("Number {i}. Kenya rejected Ghana's call to lower its tariffs on salted fish. ");
        pages.push(
            Page::new(&rejection)
                .by(publisher, &day)
                .event(&deed("REJECT", "rejected", kenya, ghana))
                .on("2031-05-09"),
        );
        let demand = format!(
            "Paper {i}. Ghana urged Kenya to lower tariffs on salted fish{}. ",
            " and rice".repeat(i)
        );
        pages.push(
            Page::new(&demand)
                .by(publisher, "2031-04-20")
                .event(&deed("REQUEST", "urged", ghana, kenya)),
        );
    }
    pages.iter().map(Page::entry).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_order_gives_the_same_store(
        entries in Just(corpus()).prop_shuffle(),
        together in 1..20_usize,
        again in prop::collection::vec(0..16_usize, 0..6),
    ) {
        let folder = TempDir::new().unwrap();
        let expected = lines_and_rows(&filled(&folder.path().join("a"), &corpus(), 100));
        let mut shuffled = entries.clone();
        shuffled.extend(again.into_iter().map(|i| entries[i].clone()));
        let store = filled(&folder.path().join("b"), &shuffled, together);
        prop_assert_eq!(lines_and_rows(&store), expected);
        prop_assert_eq!(crate::flaws(&store), []);
    }
}

#[test]
fn a_text_is_one_document_and_near_copies_are_one_story() {
    let folder = TempDir::new().unwrap();
    let store = filled(&folder.path().join("a"), &corpus(), 5);
    let count = |sql: &str| {
        store
            .connection()
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!(count("SELECT count(*) FROM documents"), 13);
    assert_eq!(count("SELECT max(documents) FROM stories"), 5);
    assert_eq!(count("SELECT count(*) FROM all_sightings"), 16);
    assert_eq!(count("SELECT max(reports) FROM joined_events"), 4);
    assert_eq!(
        count("SELECT count(*) FROM exchanges WHERE relation = 'rejects' AND n IS NULL"),
        4
    );
    assert_eq!(count("SELECT count(*) FROM joined_exchanges"), 1);
}

#[test]
fn adding_again_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let mut store = filled(&folder.path().join("a"), &corpus(), 5);
    let before = lines_and_rows(&store);
    let run = crate::run(&mut store);
    let mut batch = store.begin(run).unwrap();
    for entry in corpus() {
        assert_eq!(batch.add(&entry).unwrap(), Added::Known);
    }
    batch.commit().unwrap();
    assert_eq!(lines_and_rows(&store), before);
}

#[test]
fn records_come_back_and_documents_can_be_read_again() {
    let folder = TempDir::new().unwrap();
    let store = filled(&folder.path().join("a"), &corpus(), 5);
    for entry in corpus() {
        let id = store.find(&entry.record.id).unwrap().unwrap();
        let (record, document) = (store.record(id).unwrap(), store.document(id).unwrap());
        assert_eq!((record.text, record.events), (entry.record.text, entry.record.events));
        assert_eq!(document.blocks, entry.blocks);
        assert!(store.knows(&document).unwrap());
    }
}

#[test]
fn readers_read_while_a_run_writes() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a");
    let entries = corpus();
    let mut store = filled(&path, &entries[..4], 4);
    let reader = Store::open_read_only(&path).unwrap();
    let before = lines(&reader);
    let run = crate::run(&mut store);
    let mut batch = store.begin(run).unwrap();
    entries.iter().for_each(|entry| _ = batch.add(entry).unwrap());
    assert_eq!(lines(&reader), before);
    batch.commit().unwrap();
    assert_ne!(lines(&reader), before);
}

#[test]
fn words_are_found_in_sentences() {
    let folder = TempDir::new().unwrap();
    let store = filled(&folder.path().join("a"), &corpus(), 5);
    let sql =
        "SELECT text FROM sentence_texts WHERE id IN (SELECT rowid FROM sentence_search('soup AND waiter')) LIMIT 1";
    let found: String = store.connection().query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(found, "A waiter carried in soup and bread.");
}
