//! Which reports are joined, and which moves are answered, over documents.

use crate::page::{Deed, Page};
use crate::{filled, lines};
use demarche_store::{Entry, Store};
use tempfile::TempDir;

const KENYA: (&str, &str) = ("Kenya", "KEN");
const GHANA: (&str, &str) = ("Ghana", "GHA");

fn page(text: &str, day: &str, category: &str, trigger: &str) -> Page {
    let deed = Deed {
        category,
        trigger,
        actor: KENYA,
        recipient: Some(GHANA),
    };
    Page::new(text).by("The Courier", day).event(&deed)
}

fn store_of(pages: &[Page]) -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let entries: Vec<Entry> = pages.iter().map(Page::entry).collect();
    let store = filled(&folder.path().join("a"), &entries, 3);
    (folder, store)
}

/// How many acts the reports tell.
fn acts(pages: &[Page]) -> i64 {
    count(&store_of(pages).1, "SELECT count(*) FROM joined_events")
}

fn count(store: &Store, sql: &str) -> i64 {
    store.connection().query_row(sql, [], |row| row.get(0)).unwrap()
}

fn closing(text: &str, day: &str) -> Page {
    page(text, day, "SANCTION", "closed")
}

const ONE: &str = "Kenya closed its ports to lorries from Ghana in a dispute over onions. ";
const OTHER: &str = "In the quarrel over onions, Kenya closed all ports to Ghana and its lorries. ";

#[test]
fn the_same_act_in_other_words() {
    assert_eq!(acts(&[closing(ONE, "2031-03-04"), closing(OTHER, "2031-03-05")]), 1);
    let (one, other) = (closing(ONE, "2031-03-04"), closing(OTHER, "2031-03-09"));
    assert_eq!(acts(&[one.on("2031-03-03"), other.on("2031-03-03")]), 1);
}

#[test]
fn another_day_is_another_act() {
    assert_eq!(acts(&[closing(ONE, "2031-03-04"), closing(OTHER, "2031-03-08")]), 2);
    let (one, other) = (closing(ONE, "2031-03-04"), closing(OTHER, "2031-03-04"));
    assert_eq!(acts(&[one.on("2031-03-03"), other.on("2031-03-02")]), 2);
}

#[test]
fn another_matter_is_another_act() {
    let schools = "Kenya closed the schools that Ghana had paid for in three northern towns. ";
    assert_eq!(acts(&[closing(ONE, "2031-03-04"), closing(schools, "2031-03-04")]), 2);
}

#[test]
fn another_party_category_or_status_is_another_act() {
    let other = || closing(OTHER, "2031-03-04");
    let party = other().but(|event| event.recipient[0].code = Some("TCD".to_owned()));
    let category = other().but(|event| event.event = "COERCE".to_owned());
    let feared = other().but(|event| event.hypothetical = true);
    let mode = other().but(|event| event.mode = vec!["ban".to_owned()]);
    for different in [party, category, feared] {
        assert_eq!(acts(&[closing(ONE, "2031-03-04"), different]), 2);
    }
    let embargo = closing(ONE, "2031-03-04").but(|event| event.mode = vec!["embargo".to_owned()]);
    assert_eq!(acts(&[embargo, mode]), 2);
}

#[test]
fn a_reprint_is_joined_without_a_day() {
    let undated = |text: &str| {
        let deed = Deed {
            category: "SANCTION",
            trigger: "closed",
            actor: KENYA,
            recipient: Some(GHANA),
        };
        Page::new(text).event(&deed)
    };
    let reprint = format!("From our archive. {ONE}");
    assert_eq!(acts(&[undated(ONE), undated(&reprint)]), 1);
    assert_eq!(acts(&[undated(ONE), undated(OTHER)]), 2);
}

#[test]
fn nothing_is_lost_by_joining() {
    let denied = closing(OTHER, "2031-03-05").but(|event| event.negation = true);
    let wire = Page::new(&format!("{ONE}Drivers were waiting. "))
        .by("The Gazette", "2031-03-04")
        .by_wire("Reuters");
    let wire = wire.event(&Deed {
        category: "SANCTION",
        trigger: "closed",
        actor: KENYA,
        recipient: Some(GHANA),
    });
    let (_folder, store) = store_of(&[closing(ONE, "2031-03-04"), wire, denied]);
    let sql = "SELECT reports * 10000 + documents * 1000 + publishers * 100 + wires * 10 + denied FROM joined_events";
    assert_eq!(count(&store, sql), 33_211);
    assert_eq!(count(&store, "SELECT count(*) FROM events"), 3);
    assert_eq!(count(&store, "SELECT last_seen - first_seen FROM joined_events"), 1);
}

/// A better sighting of a text makes it another document in all that is joined with it.
#[test]
fn a_document_that_changes_its_day_is_joined_anew() {
    let late = [closing(ONE, "2031-03-04"), closing(OTHER, "2031-03-08")];
    let early = closing(OTHER, "2031-03-03");
    let (_one, store) = store_of(&[late[0].clone(), late[1].clone(), early.clone()]);
    let (_other, expected) = store_of(&[early, late[1].clone(), late[0].clone()]);
    assert_eq!(count(&store, "SELECT count(*) FROM joined_events"), 1);
    assert_eq!(lines(&store), lines(&expected));
}

fn demand(text: &str, day: &str) -> Page {
    let deed = Deed {
        category: "REQUEST",
        trigger: "urged",
        actor: GHANA,
        recipient: Some(KENYA),
    };
    Page::new(text).by("The Herald", day).event(&deed)
}

const DEMAND: &str = "Ghana urged Kenya to open its ports to onion lorries before the harvest. ";
const REFUSAL: &str = "Kenya rejected the request of Ghana about onion lorries at its ports. ";

fn refusal(day: &str) -> Page {
    page(REFUSAL, day, "REJECT", "rejected")
}

fn answered(pages: &[Page]) -> i64 {
    count(&store_of(pages).1, "SELECT count(*) FROM exchanges")
}

#[test]
fn a_refusal_answers_the_demand_of_last_month() {
    assert_eq!(answered(&[demand(DEMAND, "2031-03-04"), refusal("2031-04-02")]), 1);
    assert_eq!(answered(&[refusal("2031-04-02"), demand(DEMAND, "2031-03-04")]), 1);
}

#[test]
fn it_answers_no_later_one_no_old_one_and_no_other_matter() {
    assert_eq!(answered(&[demand(DEMAND, "2031-04-03"), refusal("2031-04-02")]), 0);
    assert_eq!(answered(&[demand(DEMAND, "2031-01-04"), refusal("2031-04-02")]), 0);
    let schools = "Ghana urged Kenya to give back the money for schools in the north. ";
    assert_eq!(answered(&[demand(schools, "2031-03-04"), refusal("2031-04-02")]), 0);
}

#[test]
fn it_answers_the_nearest() {
    let again = format!("For the second time, {DEMAND}");
    let pages = [
        demand(DEMAND, "2031-03-04"),
        refusal("2031-04-02"),
        demand(&again, "2031-03-20"),
    ];
    let (_folder, store) = store_of(&pages);
    assert_eq!(count(&store, "SELECT count(*) FROM exchanges"), 1);
}
