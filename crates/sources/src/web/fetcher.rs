//! Fetching with manners.

use super::client::{Answer, Client, Silence, Timeouts, Validators};
use super::host::{Host, Hosts, Rules, hold};
use std::time::Duration;
use url::Url;

/// How often one is sent on to another address.
const MOST_HOPS: usize = 5;

/// How servers are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manners {
    /// Who asks, for the server's people: an address of mail or of a page.
    pub contact: String,
    /// How long a host is left alone between two questions at least.
    pub pause: Duration,
    /// How long an answer may take.
    pub timeout: Duration,
    /// How many bytes an answer may have.
    pub most_bytes: usize,
}

/// Fetches addresses. Many threads may ask it; a host is asked for one thing at a time.
pub struct Fetcher {
    client: Client,
    hosts: Hosts,
    pause: Duration,
}

/// What came of asking for an address.
#[derive(Debug)]
pub enum Fetched {
    /// Here it is.
    Page(Page),
    /// It is as it was.
    Unchanged,
}

/// What was fetched.
#[derive(Debug)]
pub struct Page {
    /// Its address, after all sendings on.
    pub address: Url,
    /// Its type.
    pub content_type: Option<String>,
    /// What to ask with next time.
    pub validators: Validators,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// Why something was not fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The site's robots.txt forbids it.
    Forbidden,
    /// Asking again later may help, at the earliest after a time that the server named.
    Later(String, Option<Duration>),
    /// Asking again does not help.
    Never(String),
}

impl From<Silence> for Refusal {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::Slow => Self::Later("the answer took too long".to_owned(), None),
            Silence::Long => Self::Never("the answer is longer than any report may be".to_owned()),
            Silence::Failed(why) => Self::Later(why, None),
        }
    }
}

impl Fetcher {
    /// A fetcher with these manners.
    #[must_use]
    pub fn new(manners: &Manners) -> Self {
        let timeouts = Timeouts {
            connect: manners.timeout.min(Duration::from_secs(20)),
            whole: manners.timeout,
        };
        Self {
            client: Client::new(&manners.contact, manners.most_bytes, timeouts),
            hosts: Hosts::default(),
            pause: manners.pause,
        }
    }

    /// Fetches an address, unless it is as it was.
    pub(super) fn fetch(&self, address: &Url, known: &Validators) -> Result<Fetched, Refusal> {
        let mut address = address.clone();
        for _ in 0..=MOST_HOPS {
            let answer = self.ask(&address, known)?;
            match answer.status {
                200 => return Ok(Fetched::Page(page(address, answer))),
                304 => return Ok(Fetched::Unchanged),
                301 | 302 | 303 | 307 | 308 => address = next(&address, answer.location.as_deref())?,
                status => return Err(refusal(status, answer.retry_after)),
            }
        }
        Err(Refusal::Never("it is sent on and on to other addresses".to_owned()))
    }

    /// Asks a host for an address, once its robots.txt allows and it is our turn.
    fn ask(&self, address: &Url, known: &Validators) -> Result<Answer, Refusal> {
        let host = self.hosts.get(&address.origin().ascii_serialization());
        let mut host = hold(&host);
        if let Some(wait) = host.shut_for() {
            let why = "its server wants to be left alone for now".to_owned();
            return Err(Refusal::Later(why, Some(wait)));
        }
        if host.rules().is_none() {
            let rules = self.rules(address, &mut host);
            host.set_rules(rules);
        }
        match host.rules() {
            Some(Rules::Silent) => {
                let why = "its site's robots.txt cannot be had, so that nothing may be asked for".to_owned();
                return Err(Refusal::Later(why, None));
            }
            Some(rules) if !rules.allow(address.as_str()) => return Err(Refusal::Forbidden),
            _ => {}
        }
        let answer = self.turn(address, known, &mut host)?;
        if matches!(answer.status, 429 | 503)
            && let Some(wait) = answer.retry_after
        {
            host.shut(wait);
        }
        Ok(answer)
    }

    fn turn(&self, address: &Url, known: &Validators, host: &mut Host) -> Result<Answer, Silence> {
        host.await_turn();
        let answer = self.client.get(address, known);
        host.was_asked(self.pause);
        answer
    }

    /// The rules of a host. It may send on within itself and to others; an error of its own forbids everything (RFC 9309).
    fn rules(&self, address: &Url, host: &mut Host) -> Rules {
        let Ok(mut robots) = address.join("/robots.txt") else {
            return Rules::Silent;
        };
        for _ in 0..=MOST_HOPS {
            let Ok(answer) = self.turn(&robots, &Validators::default(), host) else {
                return Rules::Silent;
            };
            match answer.status {
                200..=299 => return Rules::told(&answer.body),
                300..=399 => match next(&robots, answer.location.as_deref()) {
                    Ok(address) => robots = address,
                    Err(_) => return Rules::Open,
                },
                429 | 500.. => return Rules::Silent,
                _ => return Rules::Open,
            }
        }
        Rules::Open
    }
}

fn page(address: Url, answer: Answer) -> Page {
    Page {
        address,
        content_type: answer.content_type,
        validators: answer.validators,
        body: answer.body,
    }
}

/// Where a server sends on to.
fn next(address: &Url, location: Option<&str>) -> Result<Url, Refusal> {
    let next = location.and_then(|location| address.join(location).ok());
    let web = next.filter(|next| matches!(next.scheme(), "http" | "https"));
    web.ok_or_else(|| Refusal::Never("it is sent on to no address of the web".to_owned()))
}

fn refusal(status: u16, wait: Option<Duration>) -> Refusal {
    let why = format!("the server answered with status {status}");
    match status {
        408 | 425 | 429 | 500.. => Refusal::Later(why, wait),
        _ => Refusal::Never(why),
    }
}
