//! Web archives (WARC), as Common Crawl's CC-NEWS writes them.
//!
//! Of their records, the responses are taken that hold a page. A record that is broken is one problem, after which the next one
//! follows: at the next member of a packed file, or at the next line that begins a record.

mod coding;
mod head;
mod http;
mod record;

/// The encoding in a type that a server named.
pub use http::charset as http_charset;

use crate::packed::{Unpacked, damage};
use crate::{Body, Found, Item, Options, Place, Position, Problem, ProblemKind, address};
use demarche_types::Container;
use head::Head;
use record::{Broken, Records};

/// The pages of a web archive.
pub struct Warc {
    records: Records,
    source: String,
    most: usize,
    /// Where the last broken record begins.
    broken: Option<u64>,
    ended: bool,
}

impl Warc {
    pub fn of(input: Unpacked, source: String, options: &Options) -> Self {
        Self {
            records: Records::of(input),
            source,
            most: options.most_bytes,
            broken: None,
            ended: false,
        }
    }

    /// The next record that is a response, or what is wrong with it; nothing for any other.
    fn record(&mut self) -> Result<Option<Found>, Broken> {
        let Some(head) = self.records.head()? else {
            self.ended = true;
            return Ok(None);
        };
        if !head.is("response") {
            self.records.skip(&head)?;
            return Ok(None);
        }
        let position = self.records.position();
        if head.length > self.most as u64 {
            self.records.skip(&head)?;
            return Ok(Some(Err(self.too_long(position))));
        }
        let block = self.records.block(&head)?;
        Ok(Some(self.response(&head, &block, position)))
    }

    /// From a response to its page.
    fn response(&self, head: &Head, block: &[u8], position: Position) -> Found {
        let place = Place::at(&self.source, position);
        if let Some(why) = head.get("warc-truncated") {
            let message = format!("the archive says that it was cut off ({why}); it is left out");
            return Err(Problem::new(place, ProblemKind::BrokenRecord, message));
        }
        let Some(response) = http::Response::of(block) else {
            let message = "its response has no head of HTTP; it is left out";
            return Err(Problem::new(place, ProblemKind::BrokenRecord, message));
        };
        if !response.is_page() {
            let message = format!("it is no page ({})", response.what());
            return Err(Problem::new(place, ProblemKind::NoPage, message));
        }
        let charset = response.charset();
        let page = response.is_marked_up();
        let bytes = match response.decoded(self.most) {
            Ok(bytes) => bytes,
            Err(coding::Fault::TooLong) => return Err(self.too_long(position)),
            Err(coding::Fault::Broken) => {
                let message = "what the server sent is cut off or damaged; it is left out";
                return Err(Problem::new(place, ProblemKind::BrokenRecord, message));
            }
        };
        let container = Container {
            uri: head
                .get("warc-target-uri")
                .map(|uri| address::public(uri.trim_matches(['<', '>']))),
            fetched: head.get("warc-date").and_then(|date| date.get(..10)).map(str::to_owned),
            charset,
            ..Container::default()
        };
        let body = if page { Body::Page(bytes) } else { Body::Text(bytes) };
        Ok(Item { place, body, container })
    }

    fn too_long(&self, position: Position) -> Problem {
        let message = format!(
            "it is longer than {} bytes; leave it out, or raise --max-bytes",
            self.most
        );
        Problem::new(Place::at(&self.source, position), ProblemKind::TooLong, message)
    }

    /// What is wrong with the record at hand; nothing, where it is the member whose record was found broken already.
    fn problem(&mut self, broken: Broken) -> Option<Problem> {
        let position = self.records.position();
        let place = Place::at(&self.source, position);
        match broken {
            Broken::Record(what) => {
                self.broken = position.offset;
                let message = format!("{what}; it is left out, and the next record looked for");
                Some(Problem::new(place, ProblemKind::BrokenRecord, message))
            }
            Broken::Reading(error) => {
                let damage = damage(&error);
                self.ended = damage.is_none();
                let known = damage.is_some_and(|damage| self.broken == Some(damage.offset));
                (!known).then(|| Problem::reading(&self.source, position.number, &error))
            }
        }
    }
}

impl Iterator for Warc {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while !self.ended {
            match self.record() {
                Ok(None) => {}
                Ok(Some(found)) => return Some(found),
                Err(broken) => {
                    if let Some(problem) = self.problem(broken) {
                        return Some(Err(problem));
                    }
                }
            }
        }
        None
    }
}
