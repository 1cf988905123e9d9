//! What is to be asked for, and when: a queue for each host, and the time of each feed.

use super::look::Look;
use super::visit::{Key, Visit};
use crate::feed::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};
use url::Url;

/// How many looks at a feed may wait for their pages. While there are as many, it is not looked at again: what waits is bounded.
const MOST_LOOKS: usize = 4;

/// After how long the clock is looked at again at the latest: it may have been set, or have stood still while the machine slept.
const LONGEST_SLEEP: Duration = Duration::from_mins(1);

/// Something to ask for.
pub struct Question {
    /// Where: the address of the subject, or where it was sent on to.
    pub address: Url,
    /// How often it was sent on.
    pub hops: usize,
    pub subject: Subject,
}

/// What is asked for.
pub enum Subject {
    /// The feed of this number.
    Feed(usize),
    /// A page that an entry of a feed links to.
    Page(Box<Wanted>),
}

/// A page that is wanted.
pub struct Wanted {
    pub entry: Entry,
    pub known: Visit,
    /// The look at a feed that found it.
    pub look: Arc<Look>,
}

/// What is to be asked for. A host is asked for one thing at a time, when it may be; none waits for another.
#[derive(Default)]
pub struct Agenda {
    hosts: BTreeMap<String, Queue>,
    feeds: Vec<Times>,
    /// The pages that wait or are asked for.
    open: BTreeSet<Key>,
    /// Nothing more is to be asked for.
    pub ended: bool,
}

/// What is to be asked of a host: feeds first, and then pages, one of each feed in turn, so that one with very many holds up no other.
#[derive(Default)]
struct Queue {
    feeds: VecDeque<Question>,
    /// The pages of each feed that has any.
    pages: BTreeMap<usize, VecDeque<Question>>,
    /// The feed whose turn it was last.
    last: usize,
    /// Whether it is being asked.
    busy: bool,
    /// When it may be asked again; at once, where there is none.
    ready: Option<Instant>,
}

impl Queue {
    /// Whether it can be asked something now.
    fn is_ready(&self, now: Instant) -> bool {
        self.waits() && self.ready.is_none_or(|ready| ready <= now)
    }

    /// Whether nothing is lost with it.
    fn is_idle(&self, now: Instant) -> bool {
        self.is_quiet() && self.ready.is_none_or(|ready| ready <= now)
    }

    /// Whether something waits for its time alone.
    fn waits(&self) -> bool {
        !self.busy && !self.is_empty()
    }

    /// Whether nothing is asked of it, nor will be.
    fn is_quiet(&self) -> bool {
        !self.busy && self.is_empty()
    }

    fn is_empty(&self) -> bool {
        self.feeds.is_empty() && self.pages.is_empty()
    }

    /// Those that wait before and after a question.
    fn line(&mut self, question: &Question) -> &mut VecDeque<Question> {
        match &question.subject {
            Subject::Feed(_) => &mut self.feeds,
            Subject::Page(wanted) => self.pages.entry(wanted.look.feed).or_default(),
        }
    }

    /// The next question, whose feed has had its turn then.
    fn pop(&mut self) -> Option<Question> {
        if let Some(question) = self.feeds.pop_front() {
            return Some(question);
        }
        let behind = self.pages.range(self.last.saturating_add(1)..).next();
        let (&feed, _) = behind.or_else(|| self.pages.first_key_value())?;
        self.last = feed;
        let line = self.pages.get_mut(&feed)?;
        let question = line.pop_front();
        if line.is_empty() {
            self.pages.remove(&feed);
        }
        question
    }
}

/// When a feed is looked at, and what became of the looks.
struct Times {
    address: Url,
    /// When it is looked at next, in seconds since 1970; where there is none, it is being asked for, or is done with.
    next: Option<i64>,
    /// How many looks wait for their pages.
    open: usize,
    /// The number of the last look, and of the last one that was told of.
    begun: u64,
    told: u64,
}

impl Agenda {
    /// Adds a feed that is looked at first at a time, if at all; its number is that of those before it.
    pub fn add_feed(&mut self, address: Url, next: Option<i64>) {
        self.feeds.push(Times {
            address,
            next,
            open: 0,
            begun: 0,
            told: 0,
        });
    }

    /// When a feed is to be looked at next.
    pub fn set_next(&mut self, feed: usize, next: Option<i64>) {
        self.feeds[feed].next = next;
    }

    /// Begins a look at a feed, and gives its number.
    pub fn begin_look(&mut self, feed: usize) -> u64 {
        let times = &mut self.feeds[feed];
        times.open += 1;
        times.begun += 1;
        times.begun
    }

    /// Ends a look at a feed; whether no later one was told of.
    pub fn end_look(&mut self, feed: usize, number: u64) -> bool {
        let times = &mut self.feeds[feed];
        times.open -= 1;
        let latest = times.told < number;
        times.told = times.told.max(number);
        latest
    }

    /// A look at a feed that has ended as it began, and is told of.
    pub fn looked(&mut self, feed: usize) {
        let times = &mut self.feeds[feed];
        times.begun += 1;
        times.told = times.begun;
    }

    /// Whether a page is to be asked for by who asks this: nobody does so already.
    pub fn open(&mut self, page: &Key) -> bool {
        self.open.insert(*page)
    }

    /// A page was asked for.
    pub fn close(&mut self, page: &Key) {
        self.open.remove(page);
    }

    /// Asks for something, when it is its turn.
    pub fn push(&mut self, question: Question) {
        self.queue(&question.address).line(&question).push_back(question);
    }

    /// Asks again for something, before what its feed asks for besides.
    pub fn put_back(&mut self, question: Question) {
        self.queue(&question.address).line(&question).push_front(question);
    }

    /// Takes the pages out that wait for the host of an address.
    pub fn take_pages(&mut self, address: &Url) -> Vec<Wanted> {
        let pages = std::mem::take(&mut self.queue(address).pages);
        let wanted = |question: Question| match question.subject {
            Subject::Page(wanted) => Some(*wanted),
            Subject::Feed(_) => None,
        };
        pages.into_values().flatten().filter_map(wanted).collect()
    }

    fn queue(&mut self, address: &Url) -> &mut Queue {
        self.hosts.entry(host(address)).or_default()
    }

    /// Puts the feeds into the queues of their hosts that it is time for.
    pub fn call_feeds(&mut self, clock: i64) {
        for feed in 0..self.feeds.len() {
            let times = &mut self.feeds[feed];
            if times.open < MOST_LOOKS && times.next.is_some_and(|next| next <= clock) {
                times.next = None;
                let address = times.address.clone();
                self.push(Question {
                    address,
                    hops: 0,
                    subject: Subject::Feed(feed),
                });
            }
        }
    }

    /// The next thing to ask for, of the host that could be asked first. The host is busy until [`Agenda::release`].
    pub fn take(&mut self, now: Instant) -> Option<Question> {
        self.hosts.retain(|_, queue| !queue.is_idle(now));
        let ready = self.hosts.values_mut().filter(|queue| queue.is_ready(now));
        let queue = ready.min_by_key(|queue| queue.ready)?;
        queue.busy = true;
        queue.pop()
    }

    /// A host was asked, and may be asked again from then on.
    pub fn release(&mut self, host: &str, ready: Option<Instant>) {
        if let Some(queue) = self.hosts.get_mut(host) {
            queue.busy = false;
            queue.ready = ready;
        }
    }

    /// Whether nothing is asked for and nothing will be.
    pub fn is_done(&self) -> bool {
        self.hosts.values().all(Queue::is_quiet) && self.feeds.iter().all(|feed| feed.next.is_none())
    }

    /// How long until there is something to do.
    pub fn sleep(&self, now: Instant, clock: i64) -> Duration {
        let waiting = self.hosts.values().filter(|queue| queue.waits());
        let hosts = waiting.map(|queue| {
            queue
                .ready
                .map_or(Duration::ZERO, |ready| ready.saturating_duration_since(now))
        });
        let due = self.feeds.iter().filter(|feed| feed.open < MOST_LOOKS);
        let next = due.filter_map(|feed| feed.next).min();
        let feeds = next.map(|next| Duration::from_secs(next.saturating_sub(clock).max(0).unsigned_abs()));
        hosts
            .chain(feeds)
            .min()
            .map_or(LONGEST_SLEEP, |sleep| sleep.min(LONGEST_SLEEP))
    }
}

/// What a host is known by: scheme, name and port.
pub fn host(address: &Url) -> String {
    address.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agenda(feeds: &[(&str, i64)]) -> Agenda {
        let mut agenda = Agenda::default();
        for (address, next) in feeds {
            agenda.add_feed(Url::parse(address).unwrap(), Some(*next));
        }
        agenda
    }

    fn taken(agenda: &mut Agenda, now: Instant) -> Vec<String> {
        std::iter::from_fn(|| agenda.take(now))
            .map(|question| question.address.to_string())
            .collect()
    }

    #[test]
    fn a_host_is_asked_for_one_thing_at_a_time_and_none_waits_for_another() {
        let (now, pause) = (Instant::now(), Duration::from_secs(3));
        let mut agenda = agenda(&[
            ("http://a.example/1", 0),
            ("http://a.example/2", 0),
            ("http://b.example/", 5),
        ]);
        agenda.call_feeds(0);
        assert_eq!(taken(&mut agenda, now), ["http://a.example/1"]);
        assert_eq!(agenda.sleep(now, 0), Duration::from_secs(5));
        agenda.call_feeds(5);
        assert_eq!(taken(&mut agenda, now), ["http://b.example/"]);
        agenda.release("http://a.example", Some(now + pause));
        assert_eq!(taken(&mut agenda, now), [""; 0]);
        assert_eq!(agenda.sleep(now, 5), pause);
        assert_eq!(taken(&mut agenda, now + pause), ["http://a.example/2"]);
    }

    /// Asks for a page that a feed links to.
    fn want(agenda: &mut Agenda, feed: usize, path: &str) {
        let address = Url::parse("http://a.example").unwrap().join(path).unwrap();
        let look = Arc::new(Look::new(feed, 1, address.clone(), Visit::default()));
        let (entry, known) = (Entry::default(), Visit::default());
        agenda.push(Question {
            address,
            hops: 0,
            subject: Subject::Page(Box::new(Wanted { entry, known, look })),
        });
    }

    #[test]
    fn feeds_go_first_and_their_pages_in_turn() {
        let now = Instant::now();
        let mut agenda = agenda(&[("http://a.example/feed", 5)]);
        for (feed, path) in [(1, "/1a"), (1, "/1b"), (1, "/1c"), (4, "/4a"), (4, "/4b"), (2, "/2a")] {
            want(&mut agenda, feed, path);
        }
        let next = |agenda: &mut Agenda| {
            let question = agenda.take(now).unwrap();
            agenda.release("http://a.example", None);
            question
        };
        let again = next(&mut agenda);
        assert_eq!(again.address.path(), "/1a");
        agenda.put_back(again);
        agenda.call_feeds(5);
        let order: Vec<String> = (0..7).map(|_| next(&mut agenda).address.path().to_owned()).collect();
        assert_eq!(order, ["/feed", "/2a", "/4a", "/1a", "/4b", "/1b", "/1c"]);
        assert!(agenda.take(now).is_none());
    }

    #[test]
    fn it_is_done_when_nothing_waits_and_no_feed_has_a_time() {
        let now = Instant::now();
        let mut agenda = agenda(&[("http://a.example/1", 0)]);
        assert!(!agenda.is_done());
        agenda.call_feeds(0);
        assert!(!agenda.is_done() && taken(&mut agenda, now).len() == 1 && !agenda.is_done());
        agenda.release("http://a.example", None);
        assert!(agenda.is_done());
        agenda.set_next(0, Some(9));
        assert!(!agenda.is_done() && agenda.sleep(now, 0) == Duration::from_secs(9));
        assert_eq!(agenda.sleep(now, -1_000), LONGEST_SLEEP);
    }

    #[test]
    fn a_feed_is_left_alone_while_many_looks_wait_and_a_late_look_is_not_told_of() {
        let mut agenda = agenda(&[("http://a.example/1", 0)]);
        let looks: Vec<u64> = (0..MOST_LOOKS).map(|_| agenda.begin_look(0)).collect();
        agenda.call_feeds(0);
        assert!(taken(&mut agenda, Instant::now()).is_empty());
        assert!(agenda.end_look(0, looks[1]) && !agenda.end_look(0, looks[0]) && agenda.end_look(0, looks[2]));
        agenda.call_feeds(0);
        assert_eq!(taken(&mut agenda, Instant::now()).len(), 1);
    }
}
