//! One question to a server and its answer.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use std::io::{ErrorKind, Read};
use std::time::Duration;
use ureq::http::{HeaderMap, Response};
use ureq::{Agent, Body, Error, Timeout};
use url::Url;

/// What is welcome as an answer.
const ACCEPT: &str = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, \
    application/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

/// A server that wants to be left alone for longer is asked again after this.
const LONGEST_WAIT: Duration = Duration::from_hours(7 * 24);

/// How long each step to a connection and the whole answer may take.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    pub connect: Duration,
    pub whole: Duration,
}

/// What a server gives to ask with whether something has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub content_type: Option<String>,
    pub location: Option<String>,
    pub validators: Validators,
    pub retry_after: Option<Duration>,
    pub body: Vec<u8>,
}

/// Why there is no answer. No address is in it, since ours may hold secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It took too long.
    Slow,
    /// It was too long.
    Long,
    /// The server was not reached: it may be gone, or our own network.
    Unreached(String),
    /// The connection broke off, or the server did not keep to the protocol.
    Failed(String),
}

/// Asks servers.
pub struct Client {
    agent: Agent,
    most: usize,
}

impl Client {
    /// A client that says who it is. Answers may have `most` bytes.
    pub fn new(contact: &str, most: usize, timeouts: Timeouts) -> Self {
        let config = Agent::config_builder()
            .user_agent(format!("demarche/{} ({contact})", env!("CARGO_PKG_VERSION")))
            .accept(ACCEPT)
            .http_status_as_error(false)
            // Each host on the way has a robots.txt of its own.
            .max_redirects(0)
            .timeout_resolve(Some(timeouts.connect))
            .timeout_connect(Some(timeouts.connect))
            .timeout_global(Some(timeouts.whole))
            .build();
        let agent = config.new_agent();
        Self { agent, most }
    }

    /// Asks for an address.
    pub fn get(&self, address: &Url, known: &Validators) -> Result<Answer, Silence> {
        let answer = self.call(address, known)?;
        if answer
            .body()
            .content_length()
            .is_some_and(|length| length > self.most as u64)
        {
            return Err(Silence::Long);
        }
        let answer = read(answer, self.most as u64 + 1)?;
        let fits = answer.body.len() <= self.most;
        fits.then_some(answer).ok_or(Silence::Long)
    }

    /// Asks for an address, and reads so many bytes of the answer at most.
    pub fn beginning(&self, address: &Url, most: usize) -> Result<Answer, Silence> {
        read(self.call(address, &Validators::default())?, most as u64)
    }

    fn call(&self, address: &Url, known: &Validators) -> Result<Response<Body>, Silence> {
        let mut request = self.agent.get(address.as_str());
        for (name, value) in [
            ("If-None-Match", &known.etag),
            ("If-Modified-Since", &known.last_modified),
        ] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        request
            .call()
            .map_err(|error| unreached(&error).unwrap_or_else(|| silence(&error)))
    }
}

/// Reads an answer, with so many bytes of its body at most.
fn read(answer: Response<Body>, most: u64) -> Result<Answer, Silence> {
    let (head, mut body) = answer.into_parts();
    let text = |name: &str| text(&head.headers, name);
    let mut bytes = Vec::new();
    // What an error says is for nobody to read.
    if head.status.is_success() {
        let read = body.as_reader().take(most).read_to_end(&mut bytes);
        read.map_err(|error| broken_off(&error))?;
    }
    Ok(Answer {
        status: head.status.as_u16(),
        content_type: text("content-type"),
        location: text("location"),
        validators: Validators {
            etag: text("etag"),
            last_modified: text("last-modified"),
        },
        retry_after: text("retry-after").and_then(|value| wait(&value)),
        body: bytes,
    })
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// How long to wait, as a number of seconds or until a time; a week at most.
fn wait(value: &str) -> Option<Duration> {
    let seconds = value.trim().parse().ok().or_else(|| {
        let until = DateTimeParser::new().parse_timestamp(value.trim()).ok()?;
        u64::try_from(until.as_second() - Timestamp::now().as_second()).ok()
    });
    seconds.map(|seconds| Duration::from_secs(seconds).min(LONGEST_WAIT))
}

/// That no connection was made, where that is why there is no answer.
fn unreached(error: &Error) -> Option<Silence> {
    let why = match error {
        Error::HostNotFound => "its host is not known".to_owned(),
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => "no connection was made in time".to_owned(),
        Error::ConnectionFailed => "no connection can be made".to_owned(),
        Error::Io(error) => no_connection(error)?,
        _ => return None,
    };
    Some(Silence::Unreached(why))
}

/// Why no connection was made; nothing where one was made and broke off.
fn no_connection(error: &std::io::Error) -> Option<String> {
    match error.kind() {
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::NotConnected
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof
        | ErrorKind::InvalidData
        | ErrorKind::TimedOut
        | ErrorKind::WouldBlock
        | ErrorKind::Other => None,
        kind @ (ErrorKind::ConnectionRefused
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::AddrNotAvailable
        | ErrorKind::PermissionDenied) => Some(format!("the connection failed ({kind})")),
        // Names that cannot be looked up have no kind of their own.
        _ => Some("its host is not known, or nobody can be asked for it".to_owned()),
    }
}

fn silence(error: &Error) -> Silence {
    match error {
        Error::Timeout(_) => Silence::Slow,
        Error::Io(error) => broken_off(error),
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) => {
            Silence::Failed("no safe connection could be made".to_owned())
        }
        Error::BadUri(_) | Error::Http(_) => Silence::Failed("its address is not one".to_owned()),
        _ => Silence::Failed("the server did not keep to the protocol".to_owned()),
    }
}

fn broken_off(error: &std::io::Error) -> Silence {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
        Some(inner @ Error::Timeout(_)) => silence(inner),
        Some(_) => Silence::Failed("the server did not keep to the protocol".to_owned()),
        None if error.kind() == ErrorKind::TimedOut => Silence::Slow,
        None => Silence::Failed(format!("the connection failed ({})", error.kind())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_in_seconds_and_until_a_time() {
        assert_eq!(wait(" 120 "), Some(Duration::from_secs(120)));
        assert_eq!(wait("Wed, 21 Oct 2015 07:28:00 GMT"), None);
        assert_eq!(wait("Fri, 01 Jan 2100 07:28:00 GMT"), Some(LONGEST_WAIT));
        assert_eq!(wait("soon"), None);
    }
}
