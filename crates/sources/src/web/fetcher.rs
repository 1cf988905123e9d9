//! Fetching with manners.

use super::client::{Answer, Client, Silence, Timeouts, Validators};
use super::host::{FIRST_WAIT, Host, Sites, hold};
use super::network::Network;
use super::rules::{MOST_RULES, Rules};
use std::time::{Duration, Instant};
use url::Url;

/// How often one is sent on to another robots.txt.
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

/// Asks for addresses. Many threads may use it; a host is asked for one thing at a time.
pub struct Fetcher {
    client: Client,
    sites: Sites,
    pub(super) network: Network,
    pause: Duration,
}

/// What came of asking for an address.
#[derive(Debug)]
pub enum Asked {
    /// Here it is.
    Page(Page),
    /// It is as it was.
    Unchanged,
    /// It is somewhere else.
    SentOn(Url),
    /// Its host was asked for its rules, and is to be asked for it when it may be asked again.
    RulesFirst,
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
    /// Its host was not reached so many times in a row, and nobody else was: our own network may be gone.
    Unreached(String, u32),
    /// Asking again later may help, at the earliest after a time that the server named.
    Later(String, Option<Duration>),
    /// There is more of it than we may take.
    Long,
    /// Asking again does not help.
    Never(String),
}

impl Refusal {
    /// Why, in few words.
    pub fn why(&self) -> &str {
        match self {
            Self::Forbidden => "its site's robots.txt forbids it",
            Self::Long => "the answer is longer than any report may be",
            Self::NotAsked(why, _) | Self::Unreached(why, _) | Self::Later(why, _) | Self::Never(why) => why,
        }
    }
}

impl From<Silence> for Refusal {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::Slow => Self::Later("the answer took too long".to_owned(), None),
            Silence::Long => Self::Long,
            Silence::Unreached(why) | Silence::Failed(why) => Self::Later(why, None),
        }
    }
}

impl Fetcher {
    /// A fetcher with these manners.
    #[must_use]
    pub fn new(manners: &Manners) -> Self {
        let timeouts = Timeouts {
            // A part of the whole, so that it is known what took too long.
            connect: (manners.timeout / 2).min(Duration::from_secs(20)),
            whole: manners.timeout,
        };
        Self {
            client: Client::new(&manners.contact, manners.most_bytes, timeouts),
            sites: Sites::default(),
            network: Network::default(),
            pause: manners.pause,
        }
    }

    /// Asks a host for an address, once its robots.txt allows and it is our turn. One question is asked, and no host but its own, unless
    /// its robots.txt lies elsewhere.
    pub(super) fn ask(&self, address: &Url, known: &Validators) -> Result<Asked, Refusal> {
        if self.obey(address)? {
            return Ok(Asked::RulesFirst);
        }
        let answer = self.turn(address, |client| client.get(address, known))?;
        match answer.status {
            200 => Ok(Asked::Page(page(address.clone(), answer))),
            304 => Ok(Asked::Unchanged),
            301 | 302 | 303 | 307 | 308 => next(address, answer.location.as_deref()).map(Asked::SentOn),
            status => Err(refusal(status, answer.retry_after)),
        }
    }

    /// When the host of an address may be asked again; at once, where there is none.
    pub(super) fn ready(&self, address: &Url) -> Option<Instant> {
        let site = self.sites.of(address);
        // Who asks it just now for rules that lie there is waited for when it is our turn.
        let host = site.host.try_lock().ok()?;
        host.next()
    }

    /// Makes sure that the robots.txt of a host allows to ask for an address; whether the host had to be asked for it.
    fn obey(&self, address: &Url) -> Result<bool, Refusal> {
        let site = self.sites.of(address);
        let mut known = hold(&site.known);
        let asked = known.rules().is_none();
        if asked {
            known.set(self.robots(address)?);
        }
        let Some((rules, holds)) = known.rules() else {
            let why = "its site's robots.txt is not known".to_owned();
            return Err(Refusal::NotAsked(why, FIRST_WAIT));
        };
        match rules {
            Rules::Silent(why) => {
                let why = format!("its site's robots.txt cannot be had ({why}), so that nothing may be asked for");
                Err(Refusal::NotAsked(why, holds))
            }
            rules if !rules.allow(address.as_str()) => Err(Refusal::Forbidden),
            rules => {
                hold(&site.host).set_pause(rules.pause(), self.pause);
                Ok(asked)
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
        if let Some((wait, why)) = host.shut_for() {
            return Err(Refusal::NotAsked(why.to_owned(), wait));
        }
        host.await_turn();
        let asked = Instant::now();
        let answer = question(&self.client);
        if let Err(Silence::Unreached(why)) = &answer {
            self.doubt(&mut host, asked, why)?;
        }
        let silent = matches!(answer, Err(Silence::Slow | Silence::Unreached(_) | Silence::Failed(_)));
        host.was_asked(self.pause, silent);
        if matches!(answer, Ok(_) | Err(Silence::Long)) {
            self.network.answer();
        }
        let answer = answer?;
        if matches!(answer.status, 429 | 503) {
            host.shut(answer.retry_after.unwrap_or(FIRST_WAIT));
        }
        Ok(answer)
    }

    /// A host was not reached, which counts where somebody else was.
    fn doubt(&self, host: &mut Host, asked: Instant, why: &str) -> Result<(), Refusal> {
        let Some(doubt) = self.network.doubt(asked, host.doubt()) else {
            return Ok(());
        };
        host.was_not_reached(self.pause, doubt);
        Err(Refusal::Unreached(why.to_owned(), doubt.times))
    }

    /// What a robots.txt says. It may send on within its host and to others; an error of its own forbids everything (RFC 9309).
    fn robots(&self, address: &Url) -> Result<Rules, Refusal> {
        let Ok(mut robots) = address.join("/robots.txt") else {
            return Ok(Rules::Silent("it has no address".to_owned()));
        };
        for _ in 0..=MOST_HOPS {
            let answer = match self.turn(&robots, |client| client.beginning(&robots, MOST_RULES)) {
                Ok(answer) => answer,
                Err(refusal @ (Refusal::NotAsked(..) | Refusal::Unreached(..))) => return Err(refusal),
                Err(refusal) => return Ok(Rules::Silent(refusal.why().to_owned())),
            };
            match answer.status {
                200..=299 => return Ok(Rules::told(&answer.body)),
                300..=399 => match next(&robots, answer.location.as_deref()) {
                    Ok(address) => robots = address,
                    Err(_) => return Ok(Rules::Open),
                },
                status @ (429 | 500..) => {
                    return Ok(Rules::Silent(format!("the server answered with status {status}")));
                }
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
