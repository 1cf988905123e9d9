//! Following feeds: threads that ask hosts for what is on the agenda.

use super::agenda::{Agenda, Question, Subject, Wanted, host};
use super::client::Validators;
use super::fetcher::{Asked, Fetcher, Page, Refusal};
use super::host::hold;
use super::look::Look;
use super::subscriptions::Feed;
use super::visit::{Key, Memory, Step, Visit};
use super::{patience, report};
use crate::feed::{self, Entry};
use crate::{Place, Problem, ProblemKind};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Instant;
use url::Url;

/// How many hosts are asked at once.
const TOGETHER: usize = 32;

/// How many steps may wait for who takes them; while they do, nobody more is asked.
const WAITING: usize = 8;

/// How often one is sent on to another address.
const MOST_HOPS: usize = 5;

/// What says the time, in seconds since 1970.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// How long feeds are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Each is looked at once, also where it is not yet time, unless it could not be had: then its server may want to be left alone.
    AtOnce,
    /// Those that it is time for are looked at once.
    Once,
    /// Each is looked at whenever it is time, until somebody stops it.
    OnAndOn,
}

/// What follows feeds, and what it remembers.
#[derive(Clone)]
pub struct Following {
    /// What fetches.
    pub fetcher: Arc<Fetcher>,
    /// What remembers.
    pub memory: Arc<dyn Memory>,
    /// Asked anew for each wait, which counts from the answer.
    pub clock: Clock,
    /// How long.
    pub pace: Pace,
}

impl Following {
    /// Follows feeds in threads of its own; what it comes to, as it comes.
    ///
    /// Each host has a queue and a time of its own, so that one that is slow or dead holds up nobody but those who wait for it. A feed
    /// counts as looked at when all its pages were asked for.
    #[must_use]
    pub fn follow(&self, mut feeds: Vec<Feed>) -> Steps {
        let mut named = BTreeSet::new();
        feeds.retain(|feed| named.insert(feed.key()));
        let mut agenda = Agenda::default();
        for feed in &feeds {
            agenda.add_feed(feed.address.clone(), Some(i64::MIN));
        }
        let (sender, steps) = sync_channel(WAITING);
        let follower = Arc::new(Follower {
            feeds,
            with: self.clone(),
            agenda: Mutex::new(agenda),
            changed: Condvar::new(),
            steps: sender,
            panicked: AtomicBool::new(false),
        });
        for _ in 0..TOGETHER {
            let follower = follower.clone();
            std::thread::spawn(move || follower.work());
        }
        Steps { steps, follower }
    }
}

/// What following feeds comes to. Of one address, it comes in order.
pub struct Steps {
    /// The last is none.
    steps: Receiver<Option<Step>>,
    follower: Arc<Follower>,
}

/// Ends the following of feeds.
#[derive(Clone)]
pub struct Stopper(Arc<Follower>);

impl Steps {
    /// What ends it.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper(self.follower.clone())
    }
}

impl Iterator for Steps {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.steps.recv().ok().flatten();
        assert!(
            !self.follower.panicked.load(Ordering::Acquire),
            "a thread that fetches has panicked"
        );
        step
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        // Nobody takes the last of them.
        let _ended_already = self.follower.quit();
    }
}

impl Stopper {
    /// Nothing more is asked for, and after what has come by now nothing more comes. Who is being asked is not waited for.
    pub fn stop(&self) {
        self.0.end();
    }
}

struct Follower {
    feeds: Vec<Feed>,
    with: Following,
    agenda: Mutex<Agenda>,
    /// Something is on the agenda, or may be asked for, that was not before.
    changed: Condvar,
    steps: SyncSender<Option<Step>>,
    panicked: AtomicBool,
}

/// A host that is asked, and may be asked by somebody else when this is dropped.
struct Busy<'a> {
    follower: &'a Follower,
    address: Url,
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        let ready = self.follower.with.fetcher.ready(&self.address);
        hold(&self.follower.agenda).release(&host(&self.address), ready);
        self.follower.changed.notify_all();
        if std::thread::panicking() {
            self.follower.panicked.store(true, Ordering::Release);
            self.follower.end();
        }
    }
}

impl Follower {
    fn work(&self) {
        while let Some(question) = self.next() {
            let _busy = Busy {
                follower: self,
                address: question.address.clone(),
            };
            self.ask(question);
        }
    }

    /// The next thing to ask for, when it is time.
    fn next(&self) -> Option<Question> {
        let mut agenda = hold(&self.agenda);
        while !agenda.ended {
            agenda.call_feeds(self.now());
            if let Some(question) = agenda.take(Instant::now()) {
                return Some(question);
            }
            if agenda.is_done() {
                drop(agenda);
                self.end();
                return None;
            }
            let sleep = agenda.sleep(Instant::now(), self.now());
            let woken = self.changed.wait_timeout(agenda, sleep);
            agenda = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
        None
    }

    /// Nothing more is asked for; whether that is new.
    fn quit(&self) -> bool {
        let ended = std::mem::replace(&mut hold(&self.agenda).ended, true);
        self.changed.notify_all();
        !ended
    }

    fn end(&self) {
        if self.quit() {
            // Who took the steps may be gone.
            let _gone = self.steps.send(None);
        }
    }

    fn ask(&self, question: Question) {
        let known = match &question.subject {
            Subject::Feed(feed) => match self.due(*feed, question.hops) {
                Some(known) => known.validators,
                None => return,
            },
            Subject::Page(_) => Validators::default(),
        };
        let answer = match self.with.fetcher.ask(&question.address, &known) {
            Ok(Asked::RulesFirst) => return self.put_back(question),
            Ok(Asked::SentOn(address)) if question.hops < MOST_HOPS => {
                let hops = question.hops + 1;
                return self.put_back(Question {
                    address,
                    hops,
                    ..question
                });
            }
            Ok(Asked::SentOn(_)) => Err(Refusal::Never("it is sent on and on to other addresses".to_owned())),
            Ok(Asked::Page(page)) => Ok(Some(page)),
            Ok(Asked::Unchanged) => Ok(None),
            Err(refusal) => Err(refusal),
        };
        match question.subject {
            Subject::Feed(feed) => self.feed_answered(feed, answer),
            Subject::Page(wanted) => self.page_answered(*wanted, answer),
        }
    }

    fn put_back(&self, question: Question) {
        hold(&self.agenda).push_front(question);
    }

    /// What is remembered of a feed, where it is to be looked at now.
    fn due(&self, feed: usize, hops: usize) -> Option<Visit> {
        let known = self.recall(&self.feeds[feed].address);
        let now = self.now();
        let eager = self.with.pace == Pace::AtOnce && known.failures == 0;
        // A page may have been asked for by the same address, and is done with.
        if hops > 0 || eager || known.next.is_none() || known.is_due(now) {
            return Some(known);
        }
        if self.with.pace == Pace::AtOnce {
            let minutes = known.next.unwrap_or(now).saturating_sub(now).saturating_add(59) / 60;
            let why =
                format!("it could not be had the last time, and its server is left alone; ask again in {minutes} min");
            self.complain(&known.address, ProblemKind::NotFetched, why);
        }
        self.set_next(feed, known.next);
        None
    }

    fn set_next(&self, feed: usize, next: Option<i64>) {
        let next = next.filter(|_| self.with.pace == Pace::OnAndOn);
        hold(&self.agenda).set_next(feed, next);
    }

    /// A feed was answered for: with its bytes, unless it is as it was.
    fn feed_answered(&self, feed: usize, answer: Result<Option<Page>, Refusal>) {
        let known = self.recall(&self.feeds[feed].address);
        match answer {
            Ok(Some(page)) => self.look(feed, known, page),
            Ok(None) => self.looked_at(feed, self.found(feed, known)),
            Err(refusal) => {
                let (kind, why) = patience::described(&refusal);
                self.complain(&known.address, kind, why);
                self.put_off(feed, known, &refusal);
            }
        }
    }

    /// Asks for what is new in a feed.
    fn look(&self, feed: usize, known: Visit, page: Page) {
        let entries = match feed::entries(&page.body, Some(page.address.as_str())) {
            Ok(entries) => entries,
            Err(error) => {
                self.complain(&known.address, ProblemKind::BrokenFeed, error.to_string());
                return self.put_off(feed, known, &Refusal::Never(String::new()));
            }
        };
        let found = self.found(
            feed,
            Visit {
                validators: page.validators,
                ..known
            },
        );
        self.set_next(feed, found.next);
        let number = hold(&self.agenda).begin_look(feed);
        let look = Arc::new(Look::new(feed, number, page.address, found));
        for entry in entries {
            self.entry(&look, entry);
        }
        self.end_look(look);
    }

    /// Asks for the page of an entry, unless that was done.
    fn entry(&self, look: &Arc<Look>, entry: Entry) {
        let link = entry.link.as_deref().and_then(|link| look.base.join(link).ok());
        let Some(address) = link.filter(|link| matches!(link.scheme(), "http" | "https")) else {
            let found = report::of_entry(&self.feeds[look.feed], entry);
            return self.give(Step::Found(Box::new(found)));
        };
        let key = super::visit::key(&address);
        // What comes of it elsewhere is not known yet.
        if !hold(&self.agenda).open(&key) {
            return look.miss();
        }
        let known = self.recall(&address);
        if !known.is_due(self.now()) {
            hold(&self.agenda).close(&key);
            if known.next.is_some() {
                look.miss();
            }
            return;
        }
        let entry = Entry { text: None, ..entry };
        let look = look.clone();
        hold(&self.agenda).push_back(Question {
            address,
            hops: 0,
            subject: Subject::Page(Box::new(Wanted { entry, known, look })),
        });
        self.changed.notify_one();
    }

    /// A page was answered for.
    fn page_answered(&self, wanted: Wanted, answer: Result<Option<Page>, Refusal>) {
        let Wanted { entry, known, look } = wanted;
        let key: Key = known.key;
        let visit = match answer {
            Ok(page) => {
                if let Some(page) = page {
                    let found = report::of_page(&self.feeds[look.feed], entry, page);
                    self.give(Step::Found(Box::new(found)));
                }
                Visit { next: None, ..known }
            }
            Err(refusal) => {
                let (kind, why) = patience::described(&refusal);
                self.complain(&known.address, kind, why);
                let visit = patience::page(known, &refusal, self.now());
                if kind != ProblemKind::Forbidden && visit.next.is_some() {
                    look.miss();
                }
                visit
            }
        };
        self.give(Step::Visited(visit));
        hold(&self.agenda).close(&key);
        self.end_look(look);
    }

    /// Somebody is done with a look; the last one ends it.
    fn end_look(&self, look: Arc<Look>) {
        let Some(look) = Arc::into_inner(look) else { return };
        if hold(&self.agenda).end_look(look.feed, look.number) {
            self.give(Step::Visited(look.end()));
        }
        self.changed.notify_all();
    }

    /// A feed that was had.
    fn found(&self, feed: usize, known: Visit) -> Visit {
        Visit {
            failures: 0,
            next: Some(patience::after(self.now(), self.feeds[feed].every)),
            ..known
        }
    }

    /// A feed could not be had, and is left alone for a time.
    fn put_off(&self, feed: usize, known: Visit, refusal: &Refusal) {
        let visit = patience::feed(known, refusal, self.feeds[feed].every, self.now());
        self.looked_at(feed, visit);
    }

    /// A look at a feed that found nothing to ask for.
    fn looked_at(&self, feed: usize, visit: Visit) {
        self.set_next(feed, visit.next);
        let latest = {
            let mut agenda = hold(&self.agenda);
            let number = agenda.begin_look(feed);
            agenda.end_look(feed, number)
        };
        if latest {
            self.give(Step::Visited(visit));
        }
    }

    fn complain(&self, address: &str, kind: ProblemKind, why: String) {
        let problem = Problem::new(Place::of(address), kind, why);
        self.give(Step::Found(Box::new(Err(problem))));
    }

    fn give(&self, step: Step) {
        if let Step::Visited(visit) = &step {
            self.with.memory.note(visit);
        }
        if self.steps.send(Some(step)).is_err() {
            let _ended_already = self.quit();
        }
    }

    /// What is remembered of an address; one that is new may be asked for at once.
    fn recall(&self, address: &Url) -> Visit {
        let known = self.with.memory.recall(&super::visit::key(address));
        known.unwrap_or_else(|| Visit::first(address))
    }

    fn now(&self) -> i64 {
        (self.with.clock)()
    }
}
