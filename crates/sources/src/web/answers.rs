//! What comes of an answer: what else is to be asked for, and what is remembered.

use super::agenda::{Question, Subject, Wanted, host};
use super::fetcher::{Page, Refusal};
use super::follow::Pace;
use super::follower::Follower;
use super::host::hold;
use super::look::Look;
use super::visit::{Key, Step, Visit};
use super::{patience, report};
use crate::ProblemKind;
use crate::feed::{self, Entry};
use std::collections::BTreeSet;
use std::iter::once;
use std::sync::Arc;
use url::Url;

impl Follower {
    /// What is remembered of a feed, where it is to be looked at now.
    pub(super) fn due(&self, feed: usize, hops: usize) -> Option<Visit> {
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
    pub(super) fn feed_answered(&self, feed: usize, answer: Result<Option<Page>, Refusal>) {
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
        let mut listed = BTreeSet::new();
        for entry in entries {
            self.entry(&look, entry, &mut listed);
        }
        self.end_look(look);
    }

    /// Asks for the page of an entry, unless that was done, or the feed has listed it before.
    fn entry(&self, look: &Arc<Look>, entry: Entry, listed: &mut BTreeSet<Key>) {
        let link = entry.link.as_deref().and_then(|link| look.base.join(link).ok());
        let Some(address) = link.filter(|link| matches!(link.scheme(), "http" | "https")) else {
            let found = report::of_entry(&self.feeds[look.feed], entry);
            return self.give(Step::Found(Box::new(found)));
        };
        let key = super::visit::key(&address);
        if !listed.insert(key) {
            return;
        }
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
        hold(&self.agenda).push(Question {
            address,
            hops: 0,
            subject: Subject::Page(Box::new(Wanted { entry, known, look })),
        });
        self.changed.notify_one();
    }

    /// A page was answered for, which lies at an address.
    pub(super) fn page_answered(&self, address: &Url, wanted: Wanted, answer: Result<Option<Page>, Refusal>) {
        match answer {
            Ok(page) => self.page_had(wanted, page),
            Err(refusal @ Refusal::NotAsked(..)) => self.host_refused(address, wanted, &refusal),
            Err(refusal) => {
                let (kind, why) = patience::described(&refusal);
                self.complain(&wanted.known.address, kind, why);
                self.page_refused(wanted, &refusal);
            }
        }
    }

    fn page_had(&self, wanted: Wanted, page: Option<Page>) {
        let Wanted { entry, known, look } = wanted;
        if let Some(page) = page {
            let found = report::of_page(&self.feeds[look.feed], entry, page);
            self.give(Step::Found(Box::new(found)));
        }
        self.page_done(look, Visit { next: None, ..known });
    }

    /// Nothing is asked of a host: neither for a page nor for the others that wait for it, which is said once.
    fn host_refused(&self, address: &Url, wanted: Wanted, refusal: &Refusal) {
        let others = hold(&self.agenda).take_pages(address);
        let (kind, why) = patience::described(refusal);
        if others.is_empty() {
            self.complain(&wanted.known.address, kind, why);
        } else {
            let pages = others.len() + 1;
            let why = format!("{}; {pages} pages are asked for again later", refusal.why());
            self.complain(&host(address), kind, why);
        }
        once(wanted)
            .chain(others)
            .for_each(|wanted| self.page_refused(wanted, refusal));
    }

    fn page_refused(&self, wanted: Wanted, refusal: &Refusal) {
        let visit = patience::page(wanted.known, refusal, self.now());
        if *refusal != Refusal::Forbidden && visit.next.is_some() {
            wanted.look.miss();
        }
        self.page_done(wanted.look, visit);
    }

    fn page_done(&self, look: Arc<Look>, visit: Visit) {
        let key = visit.key;
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
        hold(&self.agenda).looked(feed);
        self.give(Step::Visited(visit));
    }
}
