//! Feeds and pages from a server.

use super::server::{Reply, Server};
use demarche_sources::web::{Feed, Fetcher, Key, Manners, Round, Step, Visit, visit};
use demarche_sources::{Body, ProblemKind};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

/// Who asks, and what is remembered.
struct Reader {
    fetcher: Fetcher,
    known: BTreeMap<Key, Visit>,
    now: i64,
}

/// What a visit came to.
#[derive(Default)]
struct Came {
    addresses: Vec<String>,
    problems: Vec<(ProblemKind, String)>,
    dates: Vec<Option<String>>,
}

impl Reader {
    fn new() -> Self {
        Self::of(200_000)
    }

    /// Who takes so many bytes at most.
    fn of(most_bytes: usize) -> Self {
        let manners = Manners {
            contact: "desk@courier.example".to_owned(),
            pause: Duration::ZERO,
            timeout: Duration::from_secs(2),
            most_bytes,
        };
        Self {
            fetcher: Fetcher::new(&manners),
            known: BTreeMap::new(),
            now: 1_000_000,
        }
    }

    fn visit(&mut self, address: &str) -> Came {
        let feed = Feed::of(address).unwrap();
        let (mut came, mut steps) = (Came::default(), Vec::new());
        let (known, now) = (&self.known, self.now);
        visit(
            &feed,
            &self.fetcher,
            &|key| known.get(key).cloned(),
            &Round::new(&|| now),
            &mut |step| {
                steps.push(step);
                true
            },
        );
        for step in steps {
            match step {
                Step::Visited(visit) => {
                    self.known.insert(visit.key, visit);
                }
                Step::Found(found) => match *found {
                    Ok(item) => {
                        assert!(matches!(item.body, Body::Page(_)));
                        came.dates.push(item.container.published);
                        came.addresses.push(item.place.source);
                    }
                    Err(problem) => came.problems.push((problem.kind, problem.to_string())),
                },
            }
        }
        came
    }

    /// The next time it is time for everything.
    fn later(&mut self, hours: i64) {
        self.now += hours * 3_600;
    }
}

fn rss(links: &[&str]) -> Vec<u8> {
    let items = links.iter().map(|link| {
        format!(
            "<item><title>Talks</title><link>{link}</link><pubDate>Sun, 12 Mar 2023 23:30:00 -0500</pubDate></item>"
        )
    });
    let items: String = items.collect();
    format!("<?xml version='1.0'?><rss version='2.0'><channel><title>The Courier</title>{items}</channel></rss>")
        .into_bytes()
}

const PAGE: &str = "<html><p>The ministers met in Geneva.</p></html>";

#[test]
fn what_is_new_in_a_feed_is_fetched_once() {
    let (server, mut reader) = (Server::start(), Reader::new());
    let feed = format!("{}/feed", server.address);
    server.on("/feed", Reply::Tagged(rss(&["/1", "/2?token=abc"])));
    server.on("/1", Reply::page(PAGE));
    server.on("/2?token=abc", Reply::page(PAGE));
    let came = reader.visit(&feed);
    assert_eq!(
        came.addresses,
        [
            format!("{}/1", server.address),
            format!("{}/2?token=***", server.address)
        ]
    );
    assert_eq!(came.dates, vec![Some("2023-03-12".to_owned()); 2]);
    assert_eq!(server.asked(), ["/robots.txt", "/feed", "/1", "/2?token=abc"]);
    // Too early.
    assert!(reader.visit(&feed).addresses.is_empty() && server.asked().is_empty());
    reader.later(1);
    assert!(reader.visit(&feed).addresses.is_empty());
    let heads = server.heads();
    let asks = heads[0]
        .iter()
        .any(|line| line.eq_ignore_ascii_case("if-none-match: \"1\""));
    assert!(heads.len() == 1 && asks, "{heads:?}");
    reader.later(1);
    server.on("/feed", Reply::With(200, Vec::new(), rss(&["/3", "/1"])));
    server.on("/3", Reply::page(PAGE));
    assert_eq!(reader.visit(&feed).addresses, [format!("{}/3", server.address)]);
    assert_eq!(server.asked(), ["/feed", "/3"]);
    let kept: Vec<String> = reader.known.values().map(|visit| format!("{visit:?}")).collect();
    assert!(kept.len() == 4 && !kept.concat().contains("abc"), "{kept:?}");
}

#[test]
fn a_page_is_asked_for_once_in_a_round_however_often_it_is_listed() {
    let (server, mut reader) = (Server::start(), Reader::new());
    for feed in ["/a", "/b"] {
        server.on(feed, Reply::Tagged(rss(&["/1", "/2", "/1"])));
    }
    server.on("/1", Reply::page(PAGE));
    server.on("/2", Reply::status(500));
    let now = || 1_000_000;
    let round = Round::new(&now);
    for feed in ["/a", "/b", "/a"] {
        let feed = Feed::of(&format!("{}{feed}", server.address)).unwrap();
        visit(&feed, &reader.fetcher, &|_| None, &round, &mut |step| {
            if let Step::Visited(visit) = step {
                reader.known.insert(visit.key, visit);
            }
            true
        });
    }
    assert_eq!(server.asked(), ["/robots.txt", "/a", "/1", "/2", "/b"]);
    // Neither feed is done with: a page is yet to be had.
    server.on("/2", Reply::page(PAGE));
    reader.later(1);
    for feed in ["/a", "/b"] {
        reader.visit(&format!("{}{feed}", server.address));
    }
    assert_eq!(server.asked(), ["/a", "/2", "/b"]);
}

#[test]
fn servers_are_told_who_asks() {
    let (server, mut reader) = (Server::start(), Reader::new());
    server.on("/feed", Reply::With(200, Vec::new(), rss(&[])));
    let address = server.address.replace("http://", "http://jane:secret@");
    let came = reader.visit(&format!("{address}/feed"));
    assert!(came.problems.is_empty(), "{:?}", came.problems);
    let head = server.heads().pop().unwrap().join("\n").to_ascii_lowercase();
    assert!(
        head.contains("user-agent: demarche/") && head.contains("desk@courier.example"),
        "{head}"
    );
    assert!(head.contains("authorization: basic"), "{head}");
    assert!(reader.known.values().all(|visit| !visit.address.contains("secret")));
}

#[test]
fn robots_are_obeyed() {
    let (server, mut reader) = (Server::start(), Reader::new());
    let rules = b"User-agent: *\nDisallow: /private\n".to_vec();
    server.on("/robots.txt", Reply::With(200, Vec::new(), rules));
    server.on("/feed", Reply::With(200, Vec::new(), rss(&["/private/1", "/2", "/3"])));
    server.on("/2", Reply::page(PAGE));
    // A forbidden page is not come by from elsewhere either.
    server.on("/3", Reply::to("/private/3"));
    let came = reader.visit(&format!("{}/feed", server.address));
    assert_eq!(came.addresses, [format!("{}/2", server.address)]);
    let kinds: Vec<ProblemKind> = came.problems.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [ProblemKind::Forbidden; 2]);
    assert_eq!(server.asked(), ["/robots.txt", "/feed", "/2", "/3"]);
    let forbidden = Server::start();
    forbidden.on(
        "/robots.txt",
        Reply::With(200, Vec::new(), b"User-agent: *\nDisallow: /\n".to_vec()),
    );
    let came = reader.visit(&format!("{}/feed", forbidden.address));
    assert_eq!(
        (came.problems[0].0, forbidden.asked()),
        (ProblemKind::Forbidden, vec!["/robots.txt".to_owned()])
    );
}

#[test]
fn a_site_whose_rules_cannot_be_had_is_not_asked() {
    let (server, mut reader) = (Server::start(), Reader::new());
    server.on("/robots.txt", Reply::status(500));
    server.on("/feed", Reply::With(200, Vec::new(), rss(&[])));
    let came = reader.visit(&format!("{}/feed", server.address));
    assert!(
        came.problems[0].1.contains("robots.txt cannot be had"),
        "{:?}",
        came.problems
    );
    assert_eq!(server.asked(), ["/robots.txt"]);
}

#[test]
fn feeds_that_fail_are_named_and_left_alone_for_longer_and_longer() {
    let (server, mut reader) = (Server::start(), Reader::new());
    server.on("/500", Reply::status(500));
    server.on("/html", Reply::page("<!DOCTYPE html><html><body>Welcome</body></html>"));
    server.on("/slow", Reply::Slow);
    server.on("/endless", Reply::Endless);
    server.on("/round", Reply::to("/round"));
    server.on("/mail", Reply::to("mailto:desk@courier.example"));
    for (path, says) in [
        ("/404?key=abc", "status 404"),
        ("/500", "status 500"),
        ("/html", "it is a web page"),
        ("/slow", "too long"),
        ("/endless", "longer than any report"),
        ("/round", "on and on"),
        ("/mail", "no address of the web"),
    ] {
        let (feed, begun) = (format!("{}{path}", server.address), Instant::now());
        let came = reader.visit(&feed);
        assert!(
            came.problems[0].1.contains(says) && !came.problems[0].1.contains("abc"),
            "{:?}",
            came.problems
        );
        assert!(begun.elapsed() < Duration::from_secs(10), "{path}");
        server.heads();
        assert!(
            reader.visit(&feed).problems.is_empty() && server.asked().is_empty(),
            "{path} is left alone"
        );
    }
    let feed = format!("{}/500", server.address);
    reader.later(1);
    assert_eq!(reader.visit(&feed).problems.len(), 1);
    for _ in 0..4 {
        reader.visit(&feed);
        reader.later(1);
    }
    server.heads();
    reader.visit(&feed);
    assert!(server.asked().is_empty(), "after so many errors an hour is not enough");
    server.on("/500", Reply::With(200, Vec::new(), rss(&[])));
    reader.later(24);
    assert!(reader.visit(&feed).problems.is_empty() && !server.asked().is_empty());
}

#[test]
fn nobody_is_asked_before_he_wants_to_be() {
    let (server, mut reader) = (Server::start(), Reader::new());
    server.on(
        "/feed",
        Reply::With(429, vec!["Retry-After: 7200".to_owned()], Vec::new()),
    );
    server.on("/other", Reply::With(200, Vec::new(), rss(&[])));
    reader.visit(&format!("{}/feed", server.address));
    server.heads();
    let other = reader.visit(&format!("{}/other", server.address));
    assert!(
        other.problems[0].1.contains("left alone") && server.asked().is_empty(),
        "the host as a whole"
    );
    let next = reader.known.values().filter_map(|visit| visit.next).min();
    assert!(next.is_some_and(|next| next >= reader.now + 7_190), "{next:?}");
}

#[test]
fn a_host_that_is_asked_too_much_is_left_alone_though_it_does_not_say_how_long() {
    for status in [429, 503] {
        let (server, mut reader) = (Server::start(), Reader::new());
        let paths = ["/1", "/2", "/3", "/4", "/5", "/6"];
        server.on("/feed", Reply::With(200, Vec::new(), rss(&paths)));
        for path in paths {
            server.on(path, Reply::status(status));
        }
        let came = reader.visit(&format!("{}/feed", server.address));
        assert_eq!(server.asked(), ["/robots.txt", "/feed", "/1"]);
        assert_eq!(came.problems.len(), 6);
        assert!(came.problems[5].1.contains("left alone"), "{:?}", came.problems);
    }
}

#[test]
fn rules_are_not_asked_for_on_a_host_that_wants_to_be_left_alone() {
    let (rules, news, mut reader) = (Server::start(), Server::start(), Reader::new());
    rules.on("/feed", Reply::status(429));
    news.on("/robots.txt", Reply::to(&format!("{}/robots.txt", rules.address)));
    news.on("/feed", Reply::With(200, Vec::new(), rss(&[])));
    reader.visit(&format!("{}/feed", rules.address));
    rules.heads();
    let came = reader.visit(&format!("{}/feed", news.address));
    assert!(came.problems[0].1.contains("left alone"), "{:?}", came.problems);
    assert!(rules.asked().is_empty() && news.asked() == ["/robots.txt"]);
}

#[test]
fn hosts_whose_rules_lie_on_each_other_do_not_wait_for_each_other() {
    let servers = [Server::start(), Server::start()];
    for (server, other) in [(0, 1), (1, 0)] {
        let elsewhere = format!("{}/rules", servers[other].address);
        servers[server].on("/robots.txt", Reply::to(&elsewhere));
        let rules = b"User-agent: *\nCrawl-delay: 0.1\n".to_vec();
        servers[server].on("/rules", Reply::With(200, Vec::new(), rules));
        servers[server].on("/feed", Reply::With(200, Vec::new(), rss(&[])));
    }
    let (reader, known) = (Reader::new(), |_: &Key| None);
    let looked_at = AtomicI64::new(0);
    std::thread::scope(|scope| {
        for server in servers.iter().cycle().take(8) {
            let feed = Feed::of(&format!("{}/feed", server.address)).unwrap();
            let (fetcher, looked_at) = (&reader.fetcher, &looked_at);
            scope.spawn(move || {
                visit(&feed, fetcher, &known, &Round::new(&|| 0), &mut |step| {
                    assert!(matches!(step, Step::Visited(_)), "{step:?}");
                    looked_at.fetch_add(1, Ordering::Relaxed);
                    true
                });
            });
        }
    });
    assert_eq!(looked_at.into_inner(), 8);
    let rules = |server: &Server| server.asked().iter().filter(|path| *path == "/robots.txt").count();
    assert_eq!(servers.each_ref().map(rules), [1, 1]);
}

#[test]
fn rules_that_are_longer_than_a_report_may_be_are_read() {
    let (server, mut reader) = (Server::start(), Reader::new());
    let rules = format!("User-agent: *\nDisallow: /private\n{}", "# so it goes\n".repeat(60_000));
    server.on("/robots.txt", Reply::With(200, Vec::new(), rules.into_bytes()));
    server.on("/feed", Reply::With(200, Vec::new(), rss(&["/private/1", "/2"])));
    server.on("/2", Reply::page(PAGE));
    let came = reader.visit(&format!("{}/feed", server.address));
    assert_eq!(came.addresses, [format!("{}/2", server.address)], "{:?}", came.problems);
    assert_eq!(server.asked(), ["/robots.txt", "/feed", "/2"]);
}

#[test]
fn waits_count_from_the_answer() {
    let (server, fetcher) = (Server::start(), Reader::new().fetcher);
    server.on("/feed", Reply::With(200, Vec::new(), rss(&["/1", "/2"])));
    server.on("/1", Reply::page(PAGE));
    server.on("/2", Reply::status(500));
    let feed = Feed::of(&format!("{}/feed", server.address)).unwrap();
    let (now, mut waits) = (AtomicI64::new(0), Vec::new());
    let clock = || now.load(Ordering::Relaxed);
    visit(&feed, &fetcher, &|_| None, &Round::new(&clock), &mut |step| {
        match step {
            Step::Visited(visit) => waits.extend(visit.next),
            // Each page and each failure takes an hour.
            Step::Found(_) => now.store(clock() + 3_600, Ordering::Relaxed),
        }
        true
    });
    let (page, again) = (7_200 + 300, 7_200 + 900);
    assert_eq!(waits, [page, again]);
}

#[test]
fn a_page_that_fails_is_asked_for_again_and_a_missing_one_is_not() {
    let (server, mut reader) = (Server::start(), Reader::new());
    let feed = format!("{}/feed", server.address);
    server.on("/feed", Reply::Tagged(rss(&["/1", "/2", "/3"])));
    server.on("/1", Reply::status(500));
    server.on(
        "/3",
        Reply::With(200, vec!["Content-Type: image/png".to_owned()], vec![1, 2, 3]),
    );
    let came = reader.visit(&feed);
    let kinds: Vec<ProblemKind> = came.problems.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(
        kinds,
        [ProblemKind::NotFetched, ProblemKind::NotFetched, ProblemKind::NoPage]
    );
    server.on("/1", Reply::page(PAGE));
    server.heads();
    reader.later(1);
    assert_eq!(reader.visit(&feed).addresses, [format!("{}/1", server.address)]);
    assert_eq!(server.asked(), ["/feed", "/1"]);
}

#[test]
fn a_page_that_was_not_asked_for_is_not_given_up() {
    let (server, mut reader) = (Server::start(), Reader::new());
    let feed = format!("{}/feed", server.address);
    server.on("/feed", Reply::Tagged(rss(&["/1", "/2"])));
    server.on("/1", Reply::status(503));
    server.on("/2", Reply::page(PAGE));
    let mut known = BTreeMap::new();
    // Each time another page that fails has the host left alone.
    for _ in 0..10 {
        reader.fetcher = Reader::new().fetcher;
        reader.known.retain(|_, visit| !visit.address.ends_with("/1"));
        reader.visit(&feed);
        reader.later(24);
        known.extend(
            reader
                .known
                .values()
                .map(|visit| (visit.address.clone(), visit.clone())),
        );
    }
    let page = &known[&format!("{}/2", server.address)];
    assert_eq!((page.failures, page.next.is_some()), (0, true));
    assert!(!server.asked().contains(&"/2".to_owned()));
    server.on("/1", Reply::page(PAGE));
    reader.fetcher = Reader::new().fetcher;
    assert!(reader.visit(&feed).addresses.contains(&format!("{}/2", server.address)));
}

#[test]
fn a_page_that_is_too_long_is_had_when_more_may_be_taken() {
    let (server, mut reader) = (Server::start(), Reader::of(1_000));
    let feed = format!("{}/feed", server.address);
    server.on("/feed", Reply::Tagged(rss(&["/1"])));
    server.on("/1", Reply::page(&PAGE.repeat(100)));
    let came = reader.visit(&feed);
    assert!(came.problems[0].1.contains("raise --max-bytes"), "{:?}", came.problems);
    reader.fetcher = Reader::new().fetcher;
    reader.later(24);
    assert_eq!(reader.visit(&feed).addresses, [format!("{}/1", server.address)]);
}

#[test]
fn a_host_is_asked_for_one_thing_at_a_time() {
    let server = Server::start();
    server.on(
        "/robots.txt",
        Reply::With(200, Vec::new(), b"User-agent: *\nCrawl-delay: 0.2\n".to_vec()),
    );
    server.on("/feed", Reply::With(200, Vec::new(), rss(&["/1", "/2"])));
    server.on("/1", Reply::page(PAGE));
    server.on("/2", Reply::page(PAGE));
    let (mut reader, begun) = (Reader::new(), Instant::now());
    assert_eq!(reader.visit(&format!("{}/feed", server.address)).addresses.len(), 2);
    assert!(begun.elapsed() >= Duration::from_millis(400), "{:?}", begun.elapsed());
}
