//! Questions to a store.

use crate::filled;
use crate::page::{Deed, Page};
use demarche_store::{
    ActorFilter, Days, Entry, EventAnswer, EventFilter, ExchangeFilter, Order, SearchFilter, SqlError, Step, Store,
    Who, Words,
};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use tempfile::TempDir;

const KENYA: (&str, &str) = ("Kenya", "KEN");
const GHANA: (&str, &str) = ("Ghana", "GHA");
const PERU: (&str, &str) = ("Peru", "PER");

fn page(
    text: &str,
    by: (&str, &str),
    (category, trigger): (&str, &str),
    from: (&str, &str),
    to: Option<(&str, &str)>,
) -> Page {
    let deed = Deed {
        category,
        trigger,
        actor: from,
        recipient: to,
    };
    Page::new(text).by(by.0, by.1).event(&deed)
}

/// A threat that two papers report and one denies, a demand with its refusal, another that nobody answers, and a meeting.
fn pages() -> Vec<Page> {
    let threat = ("THREATEN", "threatened");
    let urged = ("REQUEST", "urged");
    let deny = |page: Page| page.but(|event| event.negation = true);
    vec![
        page(
            "Kenya threatened Ghana with tariffs on frozen fish. ",
            ("Courier", "2031-03-02"),
            threat,
            KENYA,
            Some(GHANA),
        )
        .on("2031-03-01"),
        page(
            "On Saturday Kenya threatened Ghana with tariffs on frozen fish. ",
            ("Post", "2031-03-03"),
            threat,
            KENYA,
            Some(GHANA),
        )
        .on("2031-03-01"),
        deny(
            page(
                "Nobody in Kenya threatened Ghana with tariffs on frozen fish. ",
                ("Herald", "2031-03-04"),
                threat,
                KENYA,
                Some(GHANA),
            )
            .on("2031-03-01"),
        ),
        page(
            "Peru threatened Ghana with a ban on river boats. ",
            ("Post", "2031-04-10"),
            threat,
            PERU,
            Some(GHANA),
        ),
        page(
            "Ghana urged Kenya to open its ports to onion lorries before the harvest. ",
            ("Post", "2031-04-11"),
            urged,
            GHANA,
            Some(KENYA),
        ),
        page(
            "Kenya rejected the request of Ghana about onion lorries at its ports. ",
            ("Post", "2031-04-20"),
            ("REJECT", "rejected"),
            KENYA,
            Some(GHANA),
        ),
        page(
            "Ghana urged Peru to mend the old canal. ",
            ("Courier", "2031-05-01"),
            urged,
            GHANA,
            Some(PERU),
        ),
        page(
            "Peru met Ghana in the hills. ",
            ("Courier", "2031-05-02"),
            ("CONSULT", "met"),
            PERU,
            None,
        )
        .but(|event| {
            let mut other = event.actor[0].clone();
            (other.code, other.entity) = (Some("GHA".to_owned()), None);
            event.actor.push(other);
        }),
        page(
            "Peru met Kenya some time in June. ",
            ("Courier", "2031-07-02"),
            ("CONSULT", "met"),
            PERU,
            Some(KENYA),
        )
        .but(|event| {
            event.date = Some("2031-06-01".to_owned());
            event.enddate = Some("2031-06-30".to_owned());
        }),
    ]
}

fn entries() -> Vec<Entry> {
    pages().iter().map(Page::entry).collect()
}

fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = filled(&folder.path().join("a"), &entries(), 4);
    (folder, store)
}

fn events(store: &Store, filter: &EventFilter) -> Vec<EventAnswer> {
    let mut events = Vec::new();
    store
        .events(filter, Order::Newest, |event| {
            events.push(event);
            ControlFlow::Continue(())
        })
        .unwrap();
    events
}

fn told(store: &Store, filter: &EventFilter) -> Vec<String> {
    let told = |event: EventAnswer| {
        event
            .proof
            .text
            .unwrap()
            .split(' ')
            .take(3)
            .collect::<Vec<_>>()
            .join(" ")
    };
    events(store, filter).into_iter().map(told).collect()
}

fn who(store: &Store, name: &str) -> Vec<Who> {
    vec![store.who(name).unwrap().unwrap()]
}

fn categories(name: &str) -> Vec<String> {
    vec![name.to_owned()]
}

#[test]
fn an_act_is_one_answer_and_its_reports_are_counted() {
    let (_folder, store) = store();
    let threats = EventFilter {
        categories: categories("THREATEN"),
        ..EventFilter::default()
    };
    let acts = events(&store, &threats);
    let counts: Vec<_> = acts
        .iter()
        .map(|act| (act.reports, act.publishers, act.denied))
        .collect();
    assert_eq!(counts, [(1, 1, 0), (3, 3, 1)]);
    assert_eq!(
        told(&store, &threats),
        ["Peru threatened Ghana", "Kenya threatened Ghana"]
    );
    assert_eq!(
        acts[1].proof.text.as_deref().map(str::len),
        acts[1].proof.end.map(|end| end as usize)
    );
    let reports = EventFilter {
        reports: true,
        ..threats.clone()
    };
    assert_eq!(told(&store, &reports).len(), 4);
    let undenied = EventFilter {
        denied: Some(false),
        ..threats.clone()
    };
    assert_eq!(told(&store, &undenied), ["Peru threatened Ghana"]);
    // Whoever publishes any report of it reports the act.
    let publishers = store.publishers("HERALD").unwrap();
    assert_eq!(
        told(&store, &EventFilter { publishers, ..threats }),
        ["Kenya threatened Ghana"]
    );
}

#[test]
fn who_publishes_any_report_of_an_act_is_counted_with_it() {
    let (_folder, store) = store();
    let by = |name: &str| EventFilter {
        categories: categories("THREATEN"),
        publishers: store.publishers(name).unwrap(),
        ..EventFilter::default()
    };
    // The report that stands for the threat is the Courier's; the Post has another threat, of which it has the only report.
    for (name, acts, reports) in [("Courier", 1, 1), ("Herald", 1, 1), ("Post", 2, 2)] {
        let filter = by(name);
        assert_eq!(events(&store, &filter).len(), acts, "{name}");
        let counts = |found: Vec<(i64, i64)>| {
            found
                .into_iter()
                .fold((0, 0), |(a, r), (acts, reports)| (a + acts, r + reports))
        };
        let wanted = (i64::try_from(acts).unwrap(), reports);
        let timeline = store.timeline(&filter, Step::Year).unwrap();
        assert_eq!(
            counts(timeline.iter().map(|s| (s.acts, s.reports)).collect()),
            wanted,
            "{name}"
        );
        let dyads = store.dyads(&filter).unwrap();
        assert_eq!(
            counts(dyads.iter().map(|d| (d.acts, d.reports)).collect()),
            wanted,
            "{name}"
        );
        assert!(dyads.iter().all(|dyad| dyad.scale == Some(-4.0)), "{name}");
    }
}

/// A claim is printed first, and a paper that reports the act itself follows; another act is only claimed.
#[test]
fn what_one_paper_reports_itself_stands_on_more_than_a_word() {
    let threat = ("THREATEN", "threatened");
    let claimed = |page: Page| page.but(|event| event.claimed_by = vec!["S1".to_owned()]);
    let fish = "Kenya threatened Ghana with tariffs on frozen fish. ";
    let pages = [
        claimed(page(fish, ("Courier", "2031-03-02"), threat, KENYA, Some(GHANA)).on("2031-03-01")),
        page(
            &format!("Again {fish}"),
            ("Post", "2031-03-03"),
            threat,
            KENYA,
            Some(GHANA),
        )
        .on("2031-03-01"),
        claimed(page(
            "Peru threatened Ghana with a ban on river boats. ",
            ("Post", "2031-04-10"),
            threat,
            PERU,
            Some(GHANA),
        )),
    ];
    let folder = TempDir::new().unwrap();
    let entries: Vec<Entry> = pages.iter().map(Page::entry).collect();
    let store = filled(&folder.path().join("a"), &entries, 2);
    let asked = |claimed, reports| {
        let filter = EventFilter {
            claimed: Some(claimed),
            reports,
            ..EventFilter::default()
        };
        let timeline = store.timeline(&filter, Step::Year).unwrap();
        let counts: Vec<_> = timeline.iter().map(|stretch| (stretch.acts, stretch.reports)).collect();
        (told(&store, &filter), counts)
    };
    let (peru, kenya, again) = (
        "Peru threatened Ghana",
        "Kenya threatened Ghana",
        "Again Kenya threatened",
    );
    assert_eq!(asked(true, false), (vec![peru.to_owned()], vec![(1, 2)]));
    assert_eq!(asked(false, false), (vec![kenya.to_owned()], vec![(1, 1)]));
    assert_eq!(asked(true, true).0, [peru, kenya]);
    assert_eq!(asked(false, true).0, [again]);
}

#[test]
fn who_is_known_by_name_code_and_words() {
    let (_folder, store) = store();
    let ghana = Who::Code {
        code: "GHA".to_owned(),
        sector: None,
    };
    for name in ["GHA", "Ghana", "ghana", "the Ghana"] {
        assert_eq!(store.who(name).unwrap(), Some(ghana.clone()), "{name}");
    }
    for nobody in ["XYZ", "Q5", "Atlantis", "", "\"", "GHA GOV x"] {
        assert_eq!(store.who(nobody).unwrap(), None, "{nobody}");
    }
    let by_sector = EventFilter {
        actors: who(&store, "GHAGOV"),
        ..EventFilter::default()
    };
    assert_eq!(told(&store, &by_sector), Vec::<String>::new());
    let from = |name| {
        told(
            &store,
            &EventFilter {
                actors: who(&store, name),
                ..EventFilter::default()
            },
        )
    };
    assert_eq!(from("GHA"), ["Peru met Ghana", "Ghana urged Peru", "Ghana urged Kenya"]);
}

#[test]
fn those_who_meet_are_directed_at_each_other() {
    let (_folder, store) = store();
    let met = EventFilter {
        categories: categories("CONSULT"),
        ..EventFilter::default()
    };
    let to = |name| {
        told(
            &store,
            &EventFilter {
                recipients: who(&store, name),
                ..met.clone()
            },
        )
    };
    assert_eq!(
        (to("GHA"), to("PER")),
        (vec!["Peru met Ghana".to_owned()], vec!["Peru met Ghana".to_owned()])
    );
    let pairs: Vec<_> = store
        .dyads(&met)
        .unwrap()
        .into_iter()
        .map(|dyad| (dyad.actor, dyad.recipient, dyad.acts))
        .collect();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned(), 1);
    assert_eq!(pairs, [pair("GHA", "PER"), pair("PER", "GHA"), pair("PER", "KEN")]);
}

#[test]
fn what_is_dated_to_a_month_is_found_in_it_and_comes_last() {
    let (_folder, store) = store();
    let within = |date: &str| {
        told(
            &store,
            &EventFilter {
                days: Days::named(date).unwrap(),
                ..EventFilter::default()
            },
        )
    };
    assert_eq!(within("2031-06"), ["Peru met Kenya"]);
    assert_eq!(within("2031-06-15"), Vec::<String>::new());
    assert_eq!(within("2031").last().unwrap(), "Peru met Kenya");
    assert_eq!(within("2031-05").len(), 2);
}

/// Two names that come first have more appearances together than the one that has the most.
#[test]
fn one_of_many_names_is_called_by_the_one_that_appears_most() {
    let named = |(name, times): (&str, usize)| {
        let rook = |n| {
            let text = format!("{name} met the people of town {n}. ");
            page(&text, ("Post", "2031-03-03"), ("CONSULT", "met"), (name, "KEN"), None).identified("Q7")
        };
        (0..times).map(rook).map(|page| page.entry()).collect::<Vec<_>>()
    };
    let (a, b, c) = (("Arno Rook", 3), ("Beta Rook", 4), ("Cora Rook", 5));
    for order in [[a, b, c], [c, a, b], [b, c, a]] {
        let folder = TempDir::new().unwrap();
        let entries: Vec<Entry> = order.into_iter().flat_map(named).collect();
        let store = filled(&folder.path().join("a"), &entries, 2);
        let actors = store.actors(&ActorFilter::default()).unwrap();
        let told: Vec<_> = actors
            .iter()
            .map(|actor| (actor.name.as_str(), actor.appearances()))
            .collect();
        assert_eq!(told, [("Cora Rook", 12)], "{order:?}");
    }
}

#[test]
fn a_place_that_is_asked_for_with_a_country_is_one_in_it() {
    let met = |name: &str, town: &str, country: &str| {
        let text = format!("{name} met the mayor in {town}. ");
        page(&text, ("Post", "2031-03-03"), ("CONSULT", "met"), (name, "KEN"), None).at(town, country)
    };
    let pages = [
        met("Arno", "Arauca", "COL"),
        met("Beta", "Auckland", "NZL"),
        met("Cora", "Arauca", "VEN"),
    ];
    let folder = TempDir::new().unwrap();
    let entries: Vec<Entry> = pages.iter().map(Page::entry).collect();
    let store = filled(&folder.path().join("a"), &entries, 2);
    let found = |countries: &[&str], places: &[&str]| {
        let filter = EventFilter {
            countries: countries.iter().map(ToString::to_string).collect(),
            places: places.iter().map(ToString::to_string).collect(),
            ..EventFilter::default()
        };
        told(&store, &filter).len()
    };
    assert_eq!((found(&["NZL"], &["Arauca"]), found(&["COL"], &["Arauca"])), (0, 1));
    assert_eq!(
        (found(&[], &["arauca", "Auckland"]), found(&["COL", "NZL"], &[])),
        (3, 2)
    );
    assert_eq!(found(&["VEN", "NZL"], &["Arauca", "Auckland"]), 2);
}

#[test]
fn demands_without_an_answer() {
    let (_folder, store) = store();
    let asked = |answered| {
        told(
            &store,
            &EventFilter {
                categories: categories("REQUEST"),
                answered,
                ..EventFilter::default()
            },
        )
    };
    assert_eq!(asked(Some(false)), ["Ghana urged Peru"]);
    assert_eq!(asked(Some(true)), ["Ghana urged Kenya"]);
    let mut found = Vec::new();
    let filter = ExchangeFilter {
        actors: who(&store, "Ghana"),
        ..ExchangeFilter::default()
    };
    store
        .exchanges(&filter, Order::Newest, |exchange| {
            found.push((
                exchange.relation,
                exchange.opening.event,
                exchange.reply.event,
                exchange.reports,
            ));
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(
        found,
        [("rejects".to_owned(), "REQUEST".to_owned(), "REJECT".to_owned(), 1)]
    );
}

#[test]
fn the_order_of_adding_does_not_show() {
    let (folder, store) = store();
    let turned: Vec<Entry> = entries().into_iter().rev().collect();
    let other = filled(&folder.path().join("b"), &turned, 2);
    for (filter, order) in [
        (EventFilter::default(), Order::Newest),
        (
            EventFilter {
                reports: true,
                ..EventFilter::default()
            },
            Order::Oldest,
        ),
    ] {
        let all = |store: &Store| {
            let mut all = Vec::new();
            store
                .events(&filter, order, |event| {
                    all.push(event);
                    ControlFlow::Continue(())
                })
                .unwrap();
            all
        };
        assert_eq!(all(&store), all(&other));
    }
    assert_eq!(
        store.actors(&ActorFilter::default()).unwrap(),
        other.actors(&ActorFilter::default()).unwrap()
    );
}

/// Counts that are kept and counts that are made give the same.
#[test]
fn counts_are_what_counting_gives() {
    let (_folder, store) = store();
    let stretches = ["2031", "2031-03", "2031-03-01", "2031-05-02"].map(|date| Days::named(date).unwrap());
    let odd = Days {
        from: stretches[2].from.map(|day| day + 1),
        until: stretches[3].until,
    };
    for days in stretches.into_iter().chain([Days::default(), odd]) {
        for filter in [
            EventFilter {
                days,
                ..EventFilter::default()
            },
            EventFilter {
                days,
                actors: who(&store, "KEN"),
                ..EventFilter::default()
            },
            EventFilter {
                days,
                recipients: who(&store, "GHA"),
                statuses: categories("fact"),
                ..EventFilter::default()
            },
        ] {
            let counted = EventFilter {
                confidence: Some(0.0),
                ..filter.clone()
            };
            for step in [Step::Day, Step::Week, Step::Month, Step::Year] {
                assert_eq!(
                    store.timeline(&filter, step).unwrap(),
                    store.timeline(&counted, step).unwrap(),
                    "{filter:?}"
                );
            }
            let (kept, made) = (store.dyads(&filter).unwrap(), store.dyads(&counted).unwrap());
            assert_eq!(kept, made, "{filter:?}");
            let pairs: BTreeMap<(String, String), (i64, i64)> = kept
                .into_iter()
                .map(|dyad| ((dyad.actor, dyad.recipient), (dyad.acts, dyad.reports)))
                .collect();
            assert_eq!(pairs, pairs_by_hand(&store, &filter), "{filter:?}");
        }
    }
}

/// Dyads as a person counts them who asks the tables. What has no day is part of all time.
fn pairs_by_hand(store: &Store, filter: &EventFilter) -> BTreeMap<(String, String), (i64, i64)> {
    let code = |who: &[Who]| match who {
        [Who::Code { code, .. }] => Some(code.clone()),
        _ => None,
    };
    let mut select = store
        .connection()
        .prepare(
            "SELECT actor, recipient, sum(stands), count(*) FROM dyads WHERE actor <> '' AND recipient <> ''
             AND ifnull(actor = ?1, 1) AND ifnull(recipient = ?2, 1) AND ifnull(status = ?3, 1)
             AND ifnull(day >= ?4, 1) AND ifnull(day <= ?5, 1) GROUP BY 1, 2",
        )
        .unwrap();
    let Days { from, until } = filter.days;
    let values = (
        code(&filter.actors),
        code(&filter.recipients),
        filter.statuses.first(),
        from,
        until,
    );
    let pairs = select.query_map(values, |row| {
        Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?)))
    });
    pairs.unwrap().collect::<Result<_, _>>().unwrap()
}

/// A timeline and dyads that are asked for by anything besides codes keep to the same: dyads count what has no day, where no day is
/// asked for.
#[test]
fn what_has_no_day_is_part_of_all_time_however_it_is_asked_for() {
    let (_folder, store) = store();
    let reports = |filter: EventFilter| -> i64 { store.dyads(&filter).unwrap().iter().map(|dyad| dyad.reports).sum() };
    let all = reports(EventFilter::default());
    let mut known = store.connection().prepare("SELECT id FROM publishers").unwrap();
    let publishers = known.query_map([], |row| row.get(0)).unwrap();
    let publishers = publishers.collect::<Result<Vec<i64>, _>>().unwrap();
    let dated = Days {
        from: Days::named("0001").unwrap().from,
        until: None,
    };
    for filter in [
        EventFilter {
            confidence: Some(0.0),
            ..EventFilter::default()
        },
        EventFilter {
            publishers,
            ..EventFilter::default()
        },
    ] {
        assert_eq!(reports(filter.clone()), all, "{filter:?}");
        assert!(reports(EventFilter { days: dated, ..filter }) < all);
    }
}

#[test]
fn all_years_are_counted_once() {
    let (_folder, store) = store();
    let since = |date: &str| EventFilter {
        days: Days {
            from: Days::named(date).unwrap().from,
            until: None,
        },
        ..EventFilter::default()
    };
    assert_eq!(
        store.dyads(&since("0000")).unwrap(),
        store.dyads(&since("2031")).unwrap()
    );
}

#[test]
fn appearances_add_up_over_periods_and_days() {
    let (_folder, store) = store();
    let count = |days: Days| -> i64 {
        let actors = store
            .actors(&ActorFilter {
                days,
                ..ActorFilter::default()
            })
            .unwrap();
        actors.iter().map(demarche_store::ActorAnswer::appearances).sum()
    };
    let named = |date: &str| Days::named(date).unwrap();
    let (first, last) = (named("2031-03-05"), named("2031-05-01"));
    let between = Days {
        from: first.from,
        until: last.until,
    };
    let before = Days {
        from: None,
        until: first.from.map(|day| day - 1),
    };
    let after = Days {
        from: last.until.map(|day| day + 1),
        until: None,
    };
    assert_eq!(count(before) + count(between) + count(after), count(named("2031")));
    assert!(count(between) > 0 && count(Days::default()) > count(named("2031")));
}

#[test]
fn words_are_found_and_signs_are_not_obeyed() {
    let (_folder, store) = store();
    let found = |typed: &str| {
        let words = Words::typed(typed).unwrap();
        let mut found = Vec::new();
        store
            .search(
                &SearchFilter {
                    words,
                    days: Days::default(),
                    publishers: Vec::new(),
                },
                Order::Oldest,
                |answer| {
                    found.push(answer.proof.published.unwrap());
                    ControlFlow::Continue(())
                },
            )
            .unwrap();
        found
    };
    assert_eq!(found("TARIFFS fish"), ["2031-03-02", "2031-03-03", "2031-03-04"]);
    assert_eq!(found("\"frozen fish\" nobody"), ["2031-03-04"]);
    assert_eq!(found("\"fish frozen\""), Vec::<String>::new());
    assert_eq!(found("NEAR(fish) OR *"), Vec::<String>::new());
    assert_eq!(found("-canal*").len(), 1);
}

#[test]
fn sql_reads_and_does_nothing_else() {
    let (_folder, store) = store();
    let ask = |question: &str| {
        let (mut columns, mut rows) = (Vec::new(), 0);
        let asked = store.sql(
            question,
            |names| columns = names,
            |_| {
                rows += 1;
                ControlFlow::Continue(())
            },
        );
        asked.map(|()| (columns, rows))
    };
    assert_eq!(
        ask("SELECT id AS a, event FROM events").unwrap(),
        (vec!["a".to_owned(), "event".to_owned()], 9)
    );
    assert_eq!(
        ask("SELECT rowid FROM sentence_search('fish AND tariffs')").unwrap().1,
        3
    );
    assert!(ask("SELECT * FROM pragma_table_info('events')").unwrap().1 > 20);
    for refused in [
        "DELETE FROM events",
        "UPDATE events SET n = 1",
        "INSERT INTO runs (version, model, rules, options) VALUES (1, 2, 3, 4)",
        "CREATE TEMP TABLE x (a)",
        "DROP TABLE events",
        "ATTACH '/tmp/x.db' AS x",
        "PRAGMA user_version = 7",
        "BEGIN",
        "VACUUM INTO '/tmp/x.db'",
        "SELECT load_extension('x')",
        "SELECT 1; DROP TABLE events",
        "WITH a AS (SELECT 1) DELETE FROM events",
    ] {
        assert!(
            matches!(ask(refused), Err(SqlError::Refused(_) | SqlError::Wrong(_))),
            "{refused}: {:?}",
            ask(refused)
        );
    }
    assert!(matches!(ask("DELETE FROM events"), Err(SqlError::Refused(what)) if what == "delete from events"));
    for wrong in ["SELEC 1", "SELECT x FROM nowhere", "", "SELECT ?"] {
        assert!(
            matches!(ask(wrong), Err(SqlError::Wrong(_))),
            "{wrong}: {:?}",
            ask(wrong)
        );
    }
    assert_eq!(ask("SELECT * FROM events").unwrap().1, 9);
}
