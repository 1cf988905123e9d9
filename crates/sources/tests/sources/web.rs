//! Feeds and pages from a server.

use super::server::{Reply, Server};
use demarche_sources::web::{Feed, Fetcher, Following, Key, Manners, Memory, Pace, Step, Steps, Visit};
use demarche_sources::{Body, ProblemKind};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, UNIX_EPOCH};

/// Who asks, and what is remembered.
struct Reader {
    fetcher: Arc<Fetcher>,
    known: Arc<Known>,
    now: Arc<AtomicI64>,
}

/// What is remembered.
#[derive(Default)]
struct Known(Mutex<BTreeMap<Key, Visit>>);

impl Memory for Known {
    fn recall(&self, key: &Key) -> Option<Visit> {
        self.0.lock().unwrap().get(key).cloned()
    }

    fn note(&self, visit: &Visit) {
        self.0.lock().unwrap().insert(visit.key, visit.clone());
    }
}

impl Known {
    fn visits(&self) -> Vec<Visit> {
        self.0.lock().unwrap().values().cloned().collect()
    }

    fn retain(&self, wanted: impl Fn(&Visit) -> bool) {
        self.0.lock().unwrap().retain(|_, visit| wanted(visit));
    }
}

/// What a visit came to.
#[derive(Default)]
struct Came {
    addresses: Vec<String>,
    problems: Vec<(ProblemKind, String)>,
    dates: Vec<Option<String>>,
    told: Vec<String>,
}

impl Came {
    fn take(&mut self, step: Step) {
        match step {
            Step::Visited(_) => {}
            Step::Told(what) => self.told.push(what),
            Step::Found(found) => match *found {
                Ok(item) => {
                    assert!(matches!(item.body, Body::Page(_)));
                    self.dates.push(item.container.published);
                    self.addresses.push(item.place.source);
                }
                Err(problem) => self.problems.push((problem.kind, problem.to_string())),
            },
        }
    }
}

fn fetcher(most_bytes: usize, timeout: Duration) -> Arc<Fetcher> {
    Arc::new(Fetcher::new(&Manners {
        contact: "desk@courier.example".to_owned(),
        pause: Duration::ZERO,
        timeout,
        most_bytes,
    }))
}

impl Reader {
    fn new() -> Self {
        Self::of(200_000)
    }

    /// Who takes so many bytes at most.
    fn of(most_bytes: usize) -> Self {
        Self {
            fetcher: fetcher(most_bytes, Duration::from_secs(2)),
            known: Arc::default(),
            now: Arc::new(AtomicI64::new(1_000_000)),
        }
    }

    fn follow(&self, addresses: &[String], pace: Pace) -> Steps {
        let now = self.now.clone();
        let following = Following {
            fetcher: self.fetcher.clone(),
            memory: self.known.clone(),
            clock: Arc::new(move || now.load(Ordering::SeqCst)),
            pace,
        };
        following.follow(addresses.iter().map(|address| Feed::of(address).unwrap()).collect())
    }

    /// Looks at feeds every second, on and on.
    fn watch(&self, addresses: &[String]) -> Steps {
        let following = Following {
            fetcher: self.fetcher.clone(),
            memory: self.known.clone(),
            clock: Arc::new(|| i64::try_from(UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap()),
            pace: Pace::OnAndOn,
        };
        let feed = |address: &String| Feed {
            every: Duration::from_secs(1),
            ..Feed::of(address).unwrap()
        };
        following.follow(addresses.iter().map(feed).collect())
    }

    /// Looks at feeds that it is time for.
    fn visit_all(&self, addresses: &[String]) -> Came {
        let mut came = Came::default();
        self.follow(addresses, Pace::Once).for_each(|step| came.take(step));
        came
    }

    fn visit(&self, address: &str) -> Came {
        self.visit_all(&[address.to_owned()])
    }

    /// The next time it is time for everything.
    fn later(&self, hours: i64) {
        self.now.fetch_add(hours * 3_600, Ordering::SeqCst);
    }

    /// Somebody who knows nothing yet of the servers.
    fn forget_servers(&mut self) {
        self.fetcher = fetcher(200_000, Duration::from_secs(2));
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
    let (server, reader) = (Server::start(), Reader::new());
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
    let kept: Vec<String> = reader.known.visits().iter().map(|visit| format!("{visit:?}")).collect();
    assert!(kept.len() == 4 && !kept.concat().contains("abc"), "{kept:?}");
}

#[test]
fn a_page_is_asked_for_once_however_often_it_is_listed() {
    let (server, reader) = (Server::start(), Reader::new());
    let feeds = ["/a", "/b", "/a"].map(|feed| format!("{}{feed}", server.address));
    for feed in ["/a", "/b"] {
        server.on(feed, Reply::Tagged(rss(&["/1", "/2", "/1"])));
    }
    server.on("/1", Reply::page(PAGE));
    server.on("/2", Reply::status(500));
    let came = reader.visit_all(&feeds);
    assert_eq!(server.asked(), ["/robots.txt", "/a", "/b", "/1", "/2"]);
    assert_eq!((came.addresses.len(), came.problems.len()), (1, 1));
    // Neither feed is done with: a page is yet to be had.
    server.on("/2", Reply::page(PAGE));
    reader.later(1);
    reader.visit_all(&feeds);
    assert_eq!(server.asked(), ["/a", "/b", "/2"]);
}

#[test]
fn a_feed_that_lists_a_page_twice_is_done_with_when_it_is_had() {
    let (server, reader) = (Server::start(), Reader::new());
    server.on("/feed", Reply::Tagged(rss(&["/1#top", "/1#end"])));
    server.on("/1", Reply::page(PAGE));
    reader.visit(&format!("{}/feed", server.address));
    assert_eq!(server.asked(), ["/robots.txt", "/feed", "/1"]);
    assert!(
        reader
            .known
            .visits()
            .iter()
            .any(|visit| visit.validators.etag.is_some())
    );
}

#[test]
fn servers_are_told_who_asks() {
    let (server, reader) = (Server::start(), Reader::new());
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
    assert!(
        reader
            .known
            .visits()
            .iter()
            .all(|visit| !visit.address.contains("secret"))
    );
}

#[test]
fn robots_are_obeyed() {
    let (server, reader) = (Server::start(), Reader::new());
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
    let (server, reader) = (Server::start(), Reader::new());
    server.on("/robots.txt", Reply::status(500));
    server.on("/feed", Reply::With(200, Vec::new(), rss(&[])));
    let came = reader.visit(&format!("{}/feed", server.address));
    assert!(
        came.problems[0]
            .1
            .contains("robots.txt cannot be had (the server answered with status 500)"),
        "{:?}",
        came.problems
    );
    assert_eq!(server.asked(), ["/robots.txt"]);
}

#[test]
fn feeds_that_fail_are_named_and_left_alone_for_longer_and_longer() {
    let reader = Reader::new();
    for (path, reply, says) in [
        ("/404?key=abc", Reply::status(404), "status 404"),
        ("/500", Reply::status(500), "status 500"),
        (
            "/html",
            Reply::page("<!DOCTYPE html><html><body>Welcome</body></html>"),
            "it is a web page",
        ),
        ("/slow", Reply::Slow, "too long"),
        ("/endless", Reply::Endless, "longer than any report"),
        ("/round", Reply::to("/round"), "on and on"),
        (
            "/mail",
            Reply::to("mailto:desk@courier.example?key=abc"),
            "no address of the web",
        ),
    ] {
        let server = Server::start();
        server.on(path, reply);
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
    let server = Server::start();
    server.on("/500", Reply::status(500));
    let feed = format!("{}/500", server.address);
    assert_eq!(reader.visit(&feed).problems.len(), 1);
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
    let (server, reader) = (Server::start(), Reader::new());
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
    let next = reader.known.visits().iter().filter_map(|visit| visit.next).min();
    assert!(next.is_some_and(|next| next >= 1_000_000 + 7_190), "{next:?}");
}

#[test]
fn a_host_that_is_asked_too_much_is_left_alone_though_it_does_not_say_how_long() {
    for status in [429, 503] {
        let (server, reader) = (Server::start(), Reader::new());
        let paths = ["/1", "/2", "/3", "/4", "/5", "/6"];
        server.on("/feed", Reply::With(200, Vec::new(), rss(&paths)));
        for path in paths {
            server.on(path, Reply::status(status));
        }
        let came = reader.visit(&format!("{}/feed", server.address));
        assert_eq!(server.asked(), ["/robots.txt", "/feed", "/1"]);
        assert_eq!(came.problems.len(), 2);
        let said = format!("{}: its server wants to be left alone for now; 5 pages", server.address);
        assert!(came.problems[1].1.starts_with(&said), "{:?}", came.problems);
        let waits = reader
            .known
            .visits()
            .iter()
            .filter(|visit| visit.next.is_some())
            .count();
        assert_eq!(waits, 7, "none is forgotten");
    }
}

#[test]
fn rules_are_not_asked_for_on_a_host_that_wants_to_be_left_alone() {
    let (rules, news, reader) = (Server::start(), Server::start(), Reader::new());
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
    let reader = Reader::new();
    let feeds = servers.each_ref().map(|server| format!("{}/feed", server.address));
    let came = reader.visit_all(&feeds);
    assert!(came.problems.is_empty(), "{:?}", came.problems);
    assert_eq!(reader.known.visits().len(), 2);
    let rules = |server: &Server| server.asked().iter().filter(|path| *path == "/robots.txt").count();
    assert_eq!(servers.each_ref().map(rules), [1, 1]);
}

#[test]
fn rules_that_are_longer_than_a_report_may_be_are_read() {
    let (server, reader) = (Server::start(), Reader::new());
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
    let (server, reader) = (Server::start(), Reader::new());
    server.on("/feed", Reply::With(200, Vec::new(), rss(&["/1", "/2"])));
    server.on("/1", Reply::page(PAGE));
    server.on(
        "/2",
        Reply::After(Duration::from_millis(500), Box::new(Reply::status(500))),
    );
    for step in reader.follow(&[format!("{}/feed", server.address)], Pace::Once) {
        // The second page takes an hour.
        if matches!(&step, Step::Found(found) if found.is_ok()) {
            reader.later(1);
        }
    }
    let waits: Vec<i64> = reader
        .known
        .visits()
        .iter()
        .filter_map(|visit| visit.next)
        .map(|next| next - 1_000_000)
        .collect();
    assert!(
        waits.len() == 2 && waits.contains(&900) && waits.contains(&(3_600 + 300)),
        "{waits:?}"
    );
}

#[test]
fn a_page_that_fails_is_asked_for_again_and_a_missing_one_is_not() {
    let (server, reader) = (Server::start(), Reader::new());
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
    let page = format!("{}/2", server.address);
    let kept = |reader: &Reader| reader.known.visits().into_iter().find(|visit| visit.address == page);
    // Each time another page that fails has the host left alone.
    for _ in 0..10 {
        reader.forget_servers();
        reader.known.retain(|visit| !visit.address.ends_with("/1"));
        reader.visit(&feed);
        reader.later(24);
    }
    let visit = kept(&reader).unwrap();
    assert_eq!((visit.failures, visit.next.is_some()), (0, true));
    assert!(!server.asked().contains(&"/2".to_owned()));
    server.on("/1", Reply::page(PAGE));
    reader.forget_servers();
    assert!(reader.visit(&feed).addresses.contains(&page));
}

#[test]
fn what_is_too_long_is_had_when_more_may_be_taken() {
    let (server, mut reader) = (Server::start(), Reader::of(1_000));
    let feeds = ["/feed", "/long"].map(|path| format!("{}{path}", server.address));
    server.on("/feed", Reply::Tagged(rss(&["/1"])));
    server.on("/1", Reply::page(&PAGE.repeat(100)));
    server.on("/long", Reply::Tagged(rss(&["/2"; 100])));
    server.on("/2", Reply::page(PAGE));
    let came = reader.visit_all(&feeds);
    let long = |(kind, why): &(ProblemKind, String)| *kind == ProblemKind::TooLong && why.contains("raise --max-bytes");
    assert!(
        came.problems.len() == 2 && came.problems.iter().all(long),
        "{:?}",
        came.problems
    );
    assert!(reader.known.visits().iter().all(|visit| visit.failures == 0));
    reader.forget_servers();
    reader.later(24);
    let mut addresses = reader.visit_all(&feeds).addresses;
    addresses.sort();
    assert_eq!(addresses, ["/1", "/2"].map(|path| format!("{}{path}", server.address)));
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
    let (reader, begun) = (Reader::new(), Instant::now());
    assert_eq!(reader.visit(&format!("{}/feed", server.address)).addresses.len(), 2);
    assert!(begun.elapsed() >= Duration::from_millis(400), "{:?}", begun.elapsed());
}

/// Takes steps until there are so many reports, and says how many seconds that took.
fn reports(steps: &mut Steps, count: usize) -> (Vec<String>, Duration) {
    let (begun, mut came) = (Instant::now(), Came::default());
    while came.addresses.len() < count {
        came.take(steps.next().expect("there are more"));
    }
    (came.addresses, begun.elapsed())
}

#[test]
fn a_slow_host_holds_up_nobody_else() {
    let (slow, fast, mut reader) = (Server::start(), Server::start(), Reader::new());
    reader.fetcher = fetcher(200_000, Duration::from_secs(15));
    slow.on("/feed", Reply::Slow);
    fast.on("/feed", Reply::With(200, Vec::new(), rss(&["/1"])));
    fast.on("/1", Reply::page(PAGE));
    fast.on("/2", Reply::page(PAGE));
    let feeds = [&slow, &fast].map(|server| format!("{}/feed", server.address));
    let mut steps = reader.watch(&feeds);
    let (first, _) = reports(&mut steps, 1);
    // It is time for the fast one again, while the slow one still hangs.
    fast.on("/feed", Reply::With(200, Vec::new(), rss(&["/2", "/1"])));
    let (second, took) = reports(&mut steps, 1);
    let page = |path: &str| vec![format!("{}{path}", fast.address)];
    assert_eq!((first, second), (page("/1"), page("/2")));
    assert!(took < Duration::from_secs(10), "{took:?}");
    assert_eq!(slow.asked(), ["/robots.txt", "/feed"]);
    let begun = Instant::now();
    steps.stopper().stop();
    assert!(steps.all(|step| matches!(step, Step::Visited(_))) && begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn who_stops_it_waits_for_nobody_who_takes_the_steps() {
    let (server, reader) = (Server::start(), Reader::new());
    let paths: Vec<String> = (0..40).map(|i| format!("/{i}")).collect();
    paths.iter().for_each(|path| server.on(path, Reply::page(PAGE)));
    let links: Vec<&str> = paths.iter().map(String::as_str).collect();
    server.on("/feed", Reply::With(200, Vec::new(), rss(&links)));
    let steps = reader.follow(&[format!("{}/feed", server.address)], Pace::Once);
    // The rules, the feed, and the pages that fill the room there is: nobody takes anything.
    let (begun, mut asked) = (Instant::now(), 0);
    while asked < 7 && begun.elapsed() < Duration::from_secs(30) {
        asked += server.asked().len();
        std::thread::sleep(Duration::from_millis(20));
    }
    let (stopper, (told, heard)) = (steps.stopper(), std::sync::mpsc::channel());
    std::thread::spawn(move || {
        stopper.stop();
        told.send(()).unwrap();
    });
    assert_eq!(heard.recv_timeout(Duration::from_secs(30)), Ok(()));
    let count = steps.count();
    assert!((8..20).contains(&count), "{count}");
}

#[test]
fn a_page_on_a_slow_host_holds_up_neither_the_other_pages_nor_the_next_look() {
    let (slow, fast, mut reader) = (Server::start(), Server::start(), Reader::new());
    reader.fetcher = fetcher(200_000, Duration::from_secs(15));
    slow.on("/page", Reply::Slow);
    let there = format!("{}/page", slow.address);
    fast.on("/feed", Reply::Tagged(rss(&[&there, "/1"])));
    // It is sent on to the slow host, too, which is no matter for the host that it was on.
    fast.on("/1", Reply::to(&format!("{}/other", slow.address)));
    for path in ["/2", "/3"] {
        fast.on(path, Reply::page(PAGE));
    }
    let mut steps = reader.watch(&[format!("{}/feed", fast.address)]);
    for path in ["/2", "/3"] {
        fast.on("/feed", Reply::Tagged(rss(&[&there, "/1", path])));
        let (found, took) = reports(&mut steps, 1);
        assert_eq!(found, [format!("{}{path}", fast.address)]);
        assert!(took < Duration::from_secs(10), "{took:?}");
    }
    assert_eq!(slow.asked(), ["/robots.txt", "/page"]);
}

#[test]
fn a_host_that_does_not_answer_is_not_waited_for_with_each_page() {
    let (dead, news, mut reader) = (Server::start(), Server::start(), Reader::new());
    reader.fetcher = fetcher(200_000, Duration::from_millis(700));
    let pages: Vec<String> = (0..20).map(|i| format!("{}/{i}", dead.address)).collect();
    for i in 0..20 {
        dead.on(&format!("/{i}"), Reply::Slow);
    }
    let links: Vec<&str> = pages.iter().map(String::as_str).collect();
    news.on("/feed", Reply::Tagged(rss(&links)));
    let came = reader.visit(&format!("{}/feed", news.address));
    assert_eq!((came.problems.len(), dead.asked().len()), (3, 3));
    assert!(
        came.problems[2].1.contains("did not answer the last times; 18 pages"),
        "{:?}",
        came.problems
    );
    // Those that were not asked for have not failed, and none of them is forgotten.
    let pages: Vec<Visit> = reader
        .known
        .visits()
        .into_iter()
        .filter(|visit| visit.failures == 0)
        .collect();
    assert!(
        pages.len() == 19
            && pages
                .iter()
                .all(|visit| visit.validators.etag.is_none() && visit.next.is_some())
    );
}

#[test]
fn many_slow_hosts_do_not_hold_up_a_fast_one() {
    let slow: Vec<Server> = (0..20).map(|_| Server::start()).collect();
    let (fast, mut reader) = (Server::start(), Reader::new());
    reader.fetcher = fetcher(200_000, Duration::from_secs(15));
    slow.iter().for_each(|server| server.on("/feed", Reply::Slow));
    fast.on("/feed", Reply::With(200, Vec::new(), rss(&["/1"])));
    fast.on("/1", Reply::page(PAGE));
    let feeds: Vec<String> = slow
        .iter()
        .chain([&fast])
        .map(|server| format!("{}/feed", server.address))
        .collect();
    let (_, took) = reports(&mut reader.watch(&feeds), 1);
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn a_feed_that_is_named_is_looked_at_at_once_unless_it_could_not_be_had() {
    let (server, reader) = (Server::start(), Reader::new());
    let feeds = ["/feed", "/gone"].map(|path| format!("{}{path}", server.address));
    server.on("/feed", Reply::Tagged(rss(&[])));
    for _ in 0..2 {
        reader.follow(&feeds, Pace::AtOnce).for_each(drop);
    }
    assert_eq!(server.asked(), ["/robots.txt", "/feed", "/gone", "/feed"]);
    let mut came = Came::default();
    reader
        .follow(&feeds[1..], Pace::AtOnce)
        .for_each(|step| came.take(step));
    assert!(
        came.problems[0].1.contains("left alone; ask again in 15 min"),
        "{:?}",
        came.problems
    );
}

#[test]
fn one_feed_with_many_pages_does_not_hold_up_another_of_its_host() {
    let (server, reader) = (Server::start(), Reader::new());
    let paths: Vec<String> = (0..12).map(|i| format!("/long/{i}")).collect();
    for path in paths.iter().map(String::as_str).chain(["/short/0", "/short/1"]) {
        server.on(path, Reply::page(PAGE));
    }
    let links: Vec<&str> = paths.iter().map(String::as_str).collect();
    server.on("/long", Reply::With(200, Vec::new(), rss(&links)));
    server.on("/short", Reply::With(200, Vec::new(), rss(&["/short/0", "/short/1"])));
    let feeds = ["/long", "/short"].map(|path| format!("{}{path}", server.address));
    assert_eq!(reader.visit_all(&feeds).addresses.len(), 14);
    let asked = server.asked();
    assert_eq!(asked[..3], ["/robots.txt", "/long", "/short"]);
    let last = asked.iter().position(|path| path == "/short/1");
    assert!(last.is_some_and(|last| last < 8), "{asked:?}");
}

/// Takes steps until something is so.
fn take_until(steps: &mut Steps, mut done: impl FnMut(&Came) -> bool) -> Came {
    let (begun, mut came) = (Instant::now(), Came::default());
    while !done(&came) {
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", came.problems);
        came.take(steps.next().expect("there are more"));
    }
    came
}

#[test]
fn while_nobody_is_reached_nobody_has_failed() {
    let (hosts, reader) = ([Server::nowhere(), Server::nowhere()], Reader::new());
    let feeds = hosts.each_ref().map(|host| format!("{host}/feed"));
    let mut steps = reader.watch(&feeds);
    let came = take_until(&mut steps, |came| !came.told.is_empty());
    assert!(
        came.told[0].contains("nor was any other server reached"),
        "{:?}",
        came.told
    );
    assert!(
        came.problems.is_empty() && reader.known.visits().is_empty(),
        "{:?}",
        came.problems
    );
    let server = Server::start_at(&hosts[0]);
    server.on("/feed", Reply::With(200, Vec::new(), rss(&["/1"])));
    server.on("/1", Reply::page(PAGE));
    // One answers, and only now is it the fault of the other that it does not.
    let failed = || -> Vec<Visit> {
        let mut visits = reader.known.visits();
        visits.retain(|visit| visit.failures > 0);
        visits
    };
    let came = take_until(&mut steps, |came| !came.addresses.is_empty() && !failed().is_empty());
    assert_eq!(came.told, ["servers are reached again"]);
    assert!(
        came.problems.iter().all(|(_, why)| why.starts_with(&hosts[1])),
        "{:?}",
        came.problems
    );
    let failed = failed();
    assert!(failed.len() == 1 && failed[0].address == feeds[1], "{failed:?}");
}

#[test]
fn who_looks_once_does_not_wait_for_the_network_and_asks_again() {
    let (feeds, mut reader) = ([(); 2].map(|()| format!("{}/feed", Server::nowhere())), Reader::new());
    for _ in 0..2 {
        let came = reader.visit_all(&feeds);
        let why = |(kind, why): &(ProblemKind, String)| *kind == ProblemKind::NotFetched && why.contains("connected");
        assert!(
            came.problems.len() == 2 && came.problems.iter().all(why),
            "{:?}",
            came.problems
        );
    }
    assert!(reader.known.visits().iter().all(|visit| visit.failures == 0));
    // Where somebody answers, they have failed.
    reader.forget_servers();
    let server = Server::start();
    server.on("/feed", Reply::With(200, Vec::new(), rss(&[])));
    let came = reader.visit_all(&[&feeds[..], &[format!("{}/feed", server.address)]].concat());
    assert!(
        came.problems.len() == 2
            && came
                .problems
                .iter()
                .all(|(_, why)| why.contains("asked for again later"))
    );
    assert_eq!(
        reader.known.visits().iter().filter(|visit| visit.failures == 1).count(),
        2
    );
}
