//! Threads that ask hosts for what is on the agenda.

use super::agenda::{Agenda, Question, Subject, host};
use super::client::Validators;
use super::fetcher::{Asked, Refusal};
use super::follow::{Following, Pace};
use super::handover::Handover;
use super::host::hold;
use super::subscriptions::Feed;
use super::visit::{Step, Visit};
use crate::{Place, Problem, ProblemKind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Instant;
use url::Url;

/// How often one is sent on to another address.
const MOST_HOPS: usize = 5;

/// How many times in a row somebody is not reached until our own network is in doubt.
const DOUBTFUL: u32 = 2;

/// What is asked for, by whom and for whom.
pub struct Follower {
    pub(super) feeds: Vec<Feed>,
    pub(super) with: Following,
    pub(super) agenda: Mutex<Agenda>,
    /// Something is on the agenda, or may be asked for, that was not before.
    pub(super) changed: Condvar,
    /// What it comes to.
    pub(super) steps: Handover,
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
    pub fn new(feeds: Vec<Feed>, with: Following) -> Self {
        let mut agenda = Agenda::default();
        for feed in &feeds {
            agenda.add_feed(feed.address.clone(), Some(i64::MIN));
        }
        Self {
            feeds,
            with,
            agenda: Mutex::new(agenda),
            changed: Condvar::new(),
            steps: Handover::default(),
            panicked: AtomicBool::new(false),
        }
    }

    /// Asks for what is on the agenda until there is no more.
    pub fn work(&self) {
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

    /// Nothing more is asked for, and who takes the steps is told so. Nobody is waited for.
    pub fn end(&self) {
        hold(&self.agenda).ended = true;
        self.changed.notify_all();
        self.steps.end();
    }

    pub fn has_panicked(&self) -> bool {
        self.panicked.load(Ordering::Acquire)
    }

    /// Asks for something, once; what comes of it is answered for.
    fn ask(&self, question: Question) {
        let known = match &question.subject {
            Subject::Feed(feed) => match self.due(*feed, question.hops) {
                Some(known) => known.validators,
                None => return,
            },
            Subject::Page(_) => Validators::default(),
        };
        let asked = self.with.fetcher.ask(&question.address, &known);
        if self.with.fetcher.network.tells_that_one_is_reached() {
            self.give(Step::Told("servers are reached again".to_owned()));
        }
        let answer = match asked {
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
            Err(Refusal::Unreached(why, times)) if self.waits_for_network(times) => {
                self.tell_of_network(&question.address, &why, times);
                return self.put_back(question);
            }
            Err(Refusal::Unreached(why, _)) if self.with.fetcher.network.has_answered() => {
                Err(Refusal::Later(why, None))
            }
            Err(refusal) => Err(refusal),
        };
        match question.subject {
            Subject::Feed(feed) => self.feed_answered(feed, answer),
            Subject::Page(wanted) => self.page_answered(&question.address, *wanted, answer),
        }
    }

    fn put_back(&self, question: Question) {
        hold(&self.agenda).put_back(question);
    }

    /// Whether somebody is asked again who was not reached so many times in a row, as nobody was. Who looks once does not wait for long.
    fn waits_for_network(&self, times: u32) -> bool {
        self.with.pace == Pace::OnAndOn || times < DOUBTFUL
    }

    fn tell_of_network(&self, address: &Url, why: &str, times: u32) {
        if times >= DOUBTFUL && self.with.fetcher.network.tells_that_none_is_reached() {
            let host = host(address);
            self.give(Step::Told(format!(
                "{host}: {why}, nor was any other server reached since; see whether this machine is connected: it is tried again, every \
                 five minutes at most, and counts as nobody's failure"
            )));
        }
    }

    pub(super) fn complain(&self, address: &str, kind: ProblemKind, why: String) {
        let problem = Problem::new(Place::of(address), kind, why);
        self.give(Step::Found(Box::new(Err(problem))));
    }

    /// Hands a step out.
    pub(super) fn give(&self, step: Step) {
        if let Step::Visited(visit) = &step {
            self.with.memory.note(visit);
        }
        self.steps.give(step);
    }

    /// What is remembered of an address; one that is new may be asked for at once.
    pub(super) fn recall(&self, address: &Url) -> Visit {
        let known = self.with.memory.recall(&super::visit::key(address));
        known.unwrap_or_else(|| Visit::first(address))
    }

    pub(super) fn now(&self) -> i64 {
        (self.with.clock)()
    }
}
