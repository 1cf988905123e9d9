//! Fetching with manners.

use super::client::{Answer, Client, Silence, Timeouts, Validators};
use super::host::{FIRST_WAIT, Known, MOST_RULES, Rules, Sites, hold};
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
    sites: Sites,
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
    /// It was not asked for, and may be after a time.
    NotAsked(String, Duration),
    /// Asking again later may help, at the earliest after a time that the server named.
    Later(String, Option<Duration>),
    /// There is more of it than we may take.
    Long,
    /// Asking again does not help.
    Never(String),
}

impl From<Silence> for Refusal {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::Slow => Self::Later("the answer took too long".to_owned(), None),
            Silence::Long => Self::Long,
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
            sites: Sites::default(),
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
        self.obey(address)?;
        self.turn(address, |client| client.get(address, known))
    }

    /// Whether the robots.txt of a host allows to ask for an address.
    fn obey(&self, address: &Url) -> Result<(), Refusal> {
        let site = self.sites.of(address);
        let mut known = hold(&site.known);
        let (rules, holds) = self.rules(address, &mut known)?;
        match rules {
            Rules::Silent => {
                let why = "its site's robots.txt cannot be had, so that nothing may be asked for".to_owned();
                Err(Refusal::NotAsked(why, holds))
            }
            rules if !rules.allow(address.as_str()) => Err(Refusal::Forbidden),
            rules => {
                hold(&site.host).set_pause(rules.pause());
                Ok(())
            }
        }
    }

    /// Asks a host, when it is our turn, unless it wants to be left alone.
    fn turn(
        &self,
        address: &Url,
        question: impl FnOnce(&Client) -> Result<Answer, Silence>,
    ) -> Result<Answer, Refusal> {
        let site = self.sites.of(address);
        let mut host = hold(&site.host);
        if let Some(wait) = host.shut_for() {
            let why = "its server wants to be left alone for now".to_owned();
            return Err(Refusal::NotAsked(why, wait));
        }
        host.await_turn();
        let answer = question(&self.client);
        host.was_asked(self.pause);
        let answer = answer?;
        if matches!(answer.status, 429 | 503) {
            host.shut(answer.retry_after.unwrap_or(FIRST_WAIT));
        }
        Ok(answer)
    }

    /// The rules of a host, asked for where they are not known, and how long they hold.
    fn rules<'a>(&self, address: &Url, known: &'a mut Known) -> Result<(&'a Rules, Duration), Refusal> {
        if known.rules().is_none() {
            known.set(self.robots(address)?);
        }
        Ok(known.rules().unwrap_or((&Rules::Silent, FIRST_WAIT)))
    }

    /// What a robots.txt says. It may send on within its host and to others; an error of its own forbids everything (RFC 9309).
    fn robots(&self, address: &Url) -> Result<Rules, Refusal> {
        let Ok(mut robots) = address.join("/robots.txt") else {
            return Ok(Rules::Silent);
        };
        for _ in 0..=MOST_HOPS {
            let answer = match self.turn(&robots, |client| client.beginning(&robots, MOST_RULES)) {
                Ok(answer) => answer,
                Err(shut @ Refusal::NotAsked(..)) => return Err(shut),
                Err(_) => return Ok(Rules::Silent),
            };
            match answer.status {
                200..=299 => return Ok(Rules::told(&answer.body)),
                300..=399 => match next(&robots, answer.location.as_deref()) {
                    Ok(address) => robots = address,
                    Err(_) => return Ok(Rules::Open),
                },
                429 | 500.. => return Ok(Rules::Silent),
                _ => return Ok(Rules::Open),
            }
        }
        Ok(Rules::Open)
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
