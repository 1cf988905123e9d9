//! `demarche watch`, and feeds by their addresses.

use super::program::{Run, command, folder, run};
use super::server::{Reply, Server};
use super::stored::{assert_whole, lines};
use demarche_store::Store;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn page(text: &str) -> Reply {
    Reply::page(&format!(
        "<html><head><title>Talks</title></head><body><article><p>{text}</p></article></body></html>"
    ))
}

/// A server with a feed of three pages, one of which is not there and one forbidden.
fn server() -> Server {
    serve(Server::start())
}

fn serve(server: Server) -> Server {
    let item = |path: &str| format!("<item><link>{path}</link><pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate></item>");
    let items: String = ["/1", "/2", "/private/3"].map(item).concat();
    let feed = format!("<rss version='2.0'><channel><title>The Courier</title>{items}</channel></rss>");
    server.on(
        "/robots.txt",
        Reply::With(200, Vec::new(), b"User-agent: *\nDisallow: /private/\n".to_vec()),
    );
    server.on("/feed?token=abc", Reply::Tagged(feed.into_bytes()));
    server.on("/1", page("Peru urged Norway to lower its tariffs on salted fish, its foreign minister said in Lima after a long meeting."));
    server
}

fn watch(feeds: &Path, store: &Path, options: &[&str]) -> Run {
    let mut arguments = vec![
        "watch".as_ref(),
        feeds.as_os_str(),
        "--store".as_ref(),
        store.as_os_str(),
    ];
    arguments.extend(options.iter().map(std::ffi::OsStr::new));
    run(&arguments)
}

#[test]
fn what_is_new_is_added_once() {
    let (server, files) = (server(), folder(&[]));
    let (feeds, store) = (files.path().join("feeds.toml"), files.path().join("news.db"));
    let text = format!(
        "pause = '0s'\n[[feed]]\nurl = '{}/feed?token=abc'\npublisher = 'The Courier'\n",
        server.address
    );
    std::fs::write(&feeds, text).unwrap();
    let nobody = watch(&feeds, &store, &["--once"]);
    assert!(nobody.code == 2 && nobody.err.contains("--contact"), "{}", nobody.err);
    let watched = watch(&feeds, &store, &["--once", "--contact", "desk@courier.example"]);
    assert_eq!((watched.code, watched.out.as_str()), (1, ""), "{}", watched.err);
    for said in [
        "/2: the server answered with status 404",
        "/private/3: its site's robots.txt forbids it",
        "added: 1",
        "left aside: 1 (forbidden 1)",
        "not read: 1 (not_fetched 1)",
    ] {
        assert!(watched.err.contains(said), "{said} in {}", watched.err);
    }
    assert_whole(&store);
    let kept = lines(&store);
    for held in ["2031-03-04", "\"metadata\"", "\"The Courier\"", "/1\""] {
        assert!(kept.contains(held), "{held} in {kept}");
    }
    server.heads();
    let again = watch(&feeds, &store, &["--once", "--contact", "desk@courier.example"]);
    assert!(again.code == 0 && again.err.contains("added: 0"), "{}", again.err);
    assert!(server.asked().is_empty(), "it is too early");
    let bytes = std::fs::read(&store).unwrap();
    let held = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    assert!(held(b"token=***") && !held(b"token=abc") && !watched.err.contains("abc"));
}

#[test]
fn a_feed_is_added_by_its_address() {
    let (server, files) = (server(), folder(&[]));
    let (store, feed) = (
        files.path().join("news.db"),
        format!("{}/feed?token=abc", server.address),
    );
    let arguments = [
        "add",
        "--store",
        store.to_str().unwrap(),
        &feed,
        "--contact",
        "desk@courier.example",
    ];
    let added = run(&arguments);
    assert!(added.code == 1 && added.err.contains("added: 1"), "{}", added.err);
    assert_eq!(Store::open_read_only(&store).unwrap().documents().unwrap().len(), 1);
    server.heads();
    let again = run(&arguments);
    assert!(again.err.contains("added: 0"), "{}", again.err);
    assert!(
        server.asked().contains(&"/feed?token=abc".to_owned()) && !again.err.contains("abc"),
        "{}",
        again.err
    );
}

#[test]
fn a_server_that_wants_to_be_left_alone_is_even_where_its_feed_is_named() {
    let (server, files) = (Server::start(), folder(&[]));
    let wait = vec!["Retry-After: 7200".to_owned()];
    server.on("/feed?token=abc", Reply::With(429, wait, Vec::new()));
    let feed = format!("{}/feed?token=abc", server.address);
    let store = files.path().join("news.db");
    let store = store.to_str().unwrap();
    let arguments = ["add", "--store", store, &feed, "--contact", "desk@courier.example"];
    assert_eq!(run(&arguments).code, 1);
    server.heads();
    let again = run(&arguments);
    assert!(server.asked().is_empty(), "it said when");
    assert!(
        again.code == 1 && again.err.contains("left alone; ask again in 120 min") && !again.err.contains("abc"),
        "{}",
        again.err
    );
}

#[test]
fn an_address_is_none_of_a_file_however_its_scheme_is_written() {
    let (server, files) = (server(), folder(&[]));
    let store = files.path().join("news.db");
    let add = |address: &str| {
        let store = store.to_str().unwrap();
        run(&["add", "--store", store, address, "--contact", "desk@courier.example"])
    };
    let feed = format!(
        "{}/feed?token=abc",
        server.address.replace("http://", "HTTP://jane:hushhush@")
    );
    let added = add(&feed);
    assert!(
        added.err.contains("added: 1") && !added.err.contains("hushhush"),
        "{}",
        added.err
    );
    for address in [
        "ftp://jane:hushhush@courier.example/feed",
        "jane:hushhush@courier.example/feed",
        "https://jane:a/hushhush@courier.example/feed",
    ] {
        let refused = add(address);
        assert!(
            refused.code == 2 && refused.err.contains("no address") && !refused.err.contains("hushhush"),
            "{}",
            refused.err
        );
    }
}

#[test]
fn a_source_that_is_not_there_shows_no_secrets() {
    let files = folder(&[]);
    let store = files.path().join("news.db");
    for source in [
        "courier.example/feed?token=hushhush",
        "courier.example/*?token=hushhush",
        "https:/courier.example/feed?token=hushhush",
        "jane:p/hushhush@courier.example/feed",
        "courier.example/token=hushhush/feed.html",
    ] {
        let missing = run(&["add", "--store", store.to_str().unwrap(), source]);
        assert!(
            missing.code == 1 && missing.err.contains("courier.example/") && !missing.err.contains("hushhush"),
            "{}",
            missing.err
        );
    }
}

#[test]
fn feeds_that_are_not_as_they_must_be() {
    let files = folder(&[("feeds.toml", b"[[feed]]\nuri = 'https://courier.example/?token=abc'\n")]);
    let store = files.path().join("news.db");
    for feeds in ["feeds.toml", "gone.toml"] {
        let refused = watch(
            &files.path().join(feeds),
            &store,
            &["--once", "--contact", "desk@courier.example"],
        );
        assert!(
            refused.code == 2 && refused.err.contains(feeds) && !refused.err.contains("abc"),
            "{}",
            refused.err
        );
    }
    assert!(!store.exists());
}

#[test]
fn who_asks_must_be_told_in_plain_letters() {
    let files = folder(&[("feeds.toml", b"[[feed]]\nurl = 'https://courier.example/'\n")]);
    for contact in ["desk\n@courier.example", "schreibtisch@bötin.example", " "] {
        let refused = watch(
            &files.path().join("feeds.toml"),
            &files.path().join("news.db"),
            &["--once", "--contact", contact],
        );
        assert!(
            refused.code == 2 && refused.err.contains("plain letters"),
            "{}",
            refused.err
        );
    }
}

/// While nothing is reached it waits, and goes on when something is.
#[cfg(unix)]
#[test]
fn a_network_that_is_gone_is_waited_for() {
    let (gone, files) = (Server::nowhere(), folder(&[]));
    let (feeds, store) = (files.path().join("feeds.toml"), files.path().join("news.db"));
    std::fs::write(
        &feeds,
        format!("pause = '0s'\n[[feed]]\nurl = '{gone}/feed?token=abc'\n"),
    )
    .unwrap();
    let mut child = command(&["watch", "--contact", "desk@courier.example", "--store"])
        .args([&store, &feeds])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut await_line = |words: &str| {
        let line = told.find(|line| line.as_ref().is_ok_and(|line| line.contains(words)));
        line.expect("it goes on").expect("it can be read")
    };
    let said = await_line("nor was any other server reached");
    assert!(
        said.contains(&gone) && said.contains("see whether this machine is connected"),
        "{said}"
    );
    let _server = serve(Server::start_at(&gone));
    await_line("servers are reached again");
    await_line("added: 1");
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// A server that is slow beside one with a feed, both watched by a program that goes on until it is stopped.
struct Watched {
    slow: Server,
    fast: Server,
    files: tempfile::TempDir,
    child: Child,
}

impl Watched {
    fn start() -> Self {
        Self::start_by(command::<&str>(&[]))
    }

    fn start_by(mut program: Command) -> Self {
        let (slow, fast, files) = (Server::start(), server(), folder(&[]));
        let long = Duration::from_secs(300);
        slow.on("/feed", Reply::After(long, Box::new(Reply::status(404))));
        let text = format!(
            "pause = '0s'\n[[feed]]\nurl = '{}/feed'\n[[feed]]\nurl = '{}/feed?token=abc'\n",
            slow.address, fast.address
        );
        let (feeds, store) = (files.path().join("feeds.toml"), files.path().join("news.db"));
        std::fs::write(&feeds, text).unwrap();
        let child = program
            .args(["watch", "--contact", "desk@courier.example", "--timeout", "300"])
            .arg("--store")
            .args([&store, &feeds])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut watched = Self {
            slow,
            fast,
            files,
            child,
        };
        watched.await_a_report();
        watched
    }

    fn store(&self) -> std::path::PathBuf {
        self.files.path().join("news.db")
    }

    /// Waits until the fast server's report is in the store, while the other is still being asked.
    fn await_a_report(&mut self) {
        let begun = Instant::now();
        let count = |store: Store| store.documents().map_or(0, |documents| documents.len());
        while Store::open_read_only(&self.store()).map_or(0, count) == 0 {
            assert!(begun.elapsed() < Duration::from_secs(120), "nothing is committed");
            assert!(self.child.try_wait().unwrap().is_none(), "it has ended");
            std::thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(self.slow.asked(), ["/robots.txt", "/feed"]);
        let asked = self.fast.asked();
        assert!(asked.contains(&"/1".to_owned()), "{asked:?}");
    }
}

#[test]
fn a_page_is_in_the_store_while_a_slow_host_is_asked_and_stays_there() {
    let mut watched = Watched::start();
    watched.child.kill().unwrap();
    watched.child.wait().unwrap();
    assert_eq!(
        Store::open_read_only(&watched.store())
            .unwrap()
            .documents()
            .unwrap()
            .len(),
        1
    );
    watched.slow.on("/feed", Reply::status(404));
    let feeds = watched.files.path().join("feeds.toml");
    let again = watch(
        &feeds,
        &watched.store(),
        &["--once", "--contact", "desk@courier.example"],
    );
    assert!(again.code == 1 && again.err.contains("added: 0"), "{}", again.err);
    assert!(!watched.fast.asked().contains(&"/1".to_owned()));
    assert_whole(&watched.store());
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_with_what_was_fetched() {
    for signal in ["-INT", "-TERM"] {
        let watched = Watched::start();
        let begun = Instant::now();
        let id = watched.child.id().to_string();
        let sent = std::process::Command::new("kill").args([signal, &id]).status();
        assert!(sent.unwrap().success());
        let store = watched.store();
        let ended = Run::from(watched.child.wait_with_output().unwrap());
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "it does not wait for who is slow"
        );
        assert!(ended.code == 0 && ended.err.contains("added: 1"), "{}", ended.err);
        assert!(!ended.err.contains("abc"), "{}", ended.err);
        assert_whole(&store);
    }
}

/// The program as a shell starts it after these settings.
#[cfg(unix)]
fn program_after(settings: &str) -> Command {
    let mut shell = Command::new("sh");
    let script = format!("{settings}; exec \"$@\"");
    shell.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_demarche")]);
    shell.stdin(Stdio::null());
    shell
}

#[cfg(unix)]
#[test]
fn a_terminal_that_closes_does_not_end_it_where_it_was_told_not_to_mind() {
    let mut watched = Watched::start_by(program_after("trap '' HUP"));
    let id = watched.child.id().to_string();
    let send = |signal: &str| Command::new("kill").args([signal, &id]).status().unwrap();
    assert!(send("-HUP").success());
    std::thread::sleep(Duration::from_secs(1));
    assert!(watched.child.try_wait().unwrap().is_none(), "it has ended");
    assert!(send("-TERM").success());
    assert_eq!(watched.child.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_ends_it() {
    let (server, files) = (Server::start(), folder(&[]));
    let hosts: Vec<Server> = (0..10).map(|_| Server::start()).collect();
    // Much more than is held at a time comes faster than it is read.
    let filler = "so it goes ".repeat(27_000);
    let item = |i: usize| {
        let (host, text) = (
            &hosts[i % hosts.len()],
            format!("The ministers of Peru and Norway met in Lima for the talks of day {i}. ").repeat(80),
        );
        host.on(&format!("/{i}"), page(&format!("{text}</p><!--{filler}--><p>")));
        format!("<item><link>{}/{i}</link></item>", host.address)
    };
    let items: String = (0..200).map(item).collect();
    let feed = format!("<rss version='2.0'><channel><title>The Courier</title>{items}</channel></rss>");
    server.on("/feed", Reply::With(200, Vec::new(), feed.into_bytes()));
    let (feeds, store) = (files.path().join("feeds.toml"), files.path().join("news.db"));
    let text = format!("pause = '0s'\n[[feed]]\nurl = '{}/feed'\n", server.address);
    std::fs::write(&feeds, text).unwrap();
    let mut child = program_after("trap '' XFSZ; ulimit -f 1000")
        .args(["watch", "--contact", "desk@courier.example", "--store"])
        .args([&store, &feeds])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() && begun.elapsed() < Duration::from_secs(120) {
        std::thread::sleep(Duration::from_millis(50));
    }
    // Where it hangs, it ends here by a signal, and without a status.
    child.kill().unwrap();
    let ended = Run::from(child.wait_with_output().unwrap());
    assert!(
        ended.code == 1 && ended.err.contains("the store failed, since its disk did not take"),
        "{}",
        ended.err
    );
}
