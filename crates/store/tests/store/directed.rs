//! Who does something to whom.

use crate::page::{Deed, Page};
use crate::{filled, flaws};
use demarche_store::{Entry, EventFilter, Order, Step, Store, Who, Words};
use std::ops::ControlFlow;
use tempfile::TempDir;

type Party<'a> = (&'a str, &'a str);

fn page(text: &str, category: &str, trigger: &str, actor: Party, recipient: Option<Party>) -> Page {
    let deed = Deed {
        category,
        trigger,
        actor,
        recipient,
    };
    Page::new(text).by("Courier", "2031-03-02").event(&deed)
}

/// A meeting whose second party has a code.
fn meeting(text: &str, one: Party, other: &str) -> Page {
    page(text, "CONSULT", "met", one, None).but(|event| {
        let mut party = event.actor[0].clone();
        (party.code, party.entity) = (Some(other.to_owned()), None);
        event.actor.push(party);
    })
}

fn store() -> (TempDir, Store) {
    let pages = [
        meeting("Wekesa met Mutua over the price of fish. ", ("Wekesa", "KEN"), "KEN"),
        meeting("Kenya met Ghana over lorries. ", ("Kenya", "KEN"), "GHA"),
        page(
            "Chad bombed Arauca Town at night. ",
            "ASSAULT",
            "bombed",
            ("Chad", "TCD"),
            Some(("Arauca Town", "ARA")),
        )
        .but(|event| event.recipient[0].code = Some("COL".to_owned())),
    ];
    let folder = TempDir::new().unwrap();
    let entries: Vec<Entry> = pages.iter().map(Page::entry).collect();
    let store = filled(&folder.path().join("a"), &entries, 2);
    (folder, store)
}

fn code(code: &str) -> Vec<Who> {
    let code = code.to_owned();
    vec![Who::Code { code, sector: None }]
}

fn told(store: &Store, filter: &EventFilter) -> Vec<String> {
    let mut told = Vec::new();
    store
        .events(filter, Order::Newest, |event| {
            told.push(event.proof.text.unwrap().split(' ').next().unwrap().to_owned());
            ControlFlow::Continue(())
        })
        .unwrap();
    told.sort();
    told
}

fn pairs(store: &Store, filter: &EventFilter) -> Vec<(String, String, i64)> {
    let dyads = store.dyads(filter).unwrap();
    dyads
        .into_iter()
        .map(|dyad| (dyad.actor, dyad.recipient, dyad.acts))
        .collect()
}

/// The same question, with something added that all events fulfil, so that it is answered in other ways.
fn ways(filter: &EventFilter, words: &str) -> [EventFilter; 3] {
    let confidence = EventFilter {
        confidence: Some(0.0),
        ..filter.clone()
    };
    let text = EventFilter {
        text: Words::typed(words),
        ..filter.clone()
    };
    [filter.clone(), confidence, text]
}

#[test]
fn two_parties_of_one_code_do_it_to_each_other() {
    let (_folder, store) = store();
    let to_kenya = EventFilter {
        recipients: code("KEN"),
        ..EventFilter::default()
    };
    for filter in ways(&to_kenya, "met") {
        assert_eq!(told(&store, &filter), ["Kenya", "Wekesa"], "{filter:?}");
    }
    let among_kenyans = EventFilter {
        actors: code("KEN"),
        ..to_kenya
    };
    for filter in ways(&among_kenyans, "met") {
        assert_eq!(told(&store, &filter), ["Wekesa"], "{filter:?}");
        assert_eq!(
            pairs(&store, &filter),
            [("KEN".to_owned(), "KEN".to_owned(), 1)],
            "{filter:?}"
        );
        let timeline = store.timeline(&filter, Step::Year).unwrap();
        assert_eq!(
            timeline.iter().map(|stretch| stretch.acts).collect::<Vec<_>>(),
            [1],
            "{filter:?}"
        );
    }
    assert_eq!(flaws(&store), []);
}

#[test]
fn a_dyad_has_the_code_that_the_party_has_in_the_event() {
    let (_folder, store) = store();
    let arauca = store.who("Arauca").unwrap().unwrap();
    assert!(matches!(arauca, Who::These(_)), "{arauca:?}");
    let bombed = EventFilter {
        recipients: vec![arauca],
        ..EventFilter::default()
    };
    assert_eq!(told(&store, &bombed), ["Chad"]);
    assert_eq!(pairs(&store, &bombed), [("TCD".to_owned(), "COL".to_owned(), 1)]);
}
