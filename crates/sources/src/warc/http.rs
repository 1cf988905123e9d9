//! The answer of a server, as an archive keeps it.

use super::coding::{self, Fault};
use super::head::{fields, get};

/// An answer: its head and what follows.
#[derive(Debug)]
pub struct Response<'a> {
    status: u16,
    fields: Vec<(String, String)>,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// Reads an answer; none where it has no head.
    pub fn of(block: &'a [u8]) -> Option<Self> {
        let (head, body) = split(block)?;
        let mut lines = head
            .split(|byte| *byte == b'\n')
            .map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        let opening = String::from_utf8_lossy(lines.next()?).into_owned();
        let status = opening.strip_prefix("HTTP/")?.split_whitespace().nth(1)?.parse().ok()?;
        let lines: Vec<Vec<u8>> = lines.map(<[u8]>::to_vec).collect();
        let fields = fields(&lines);
        Some(Self { status, fields, body })
    }

    fn get(&self, name: &str) -> Option<&str> {
        get(&self.fields, name)
    }

    /// Its type, in small letters and without parameters: *text/html*.
    fn media_type(&self) -> Option<String> {
        let value = self.get("content-type")?;
        let kind = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Some(kind).filter(|kind| !kind.is_empty())
    }

    /// Whether it is a page that was found: a text, by what the server says.
    pub fn is_page(&self) -> bool {
        let kind = self.media_type();
        self.status == 200 && kind.is_none_or(|kind| is_markup(&kind) || kind == "text/plain")
    }

    /// Whether the server says that it is a web page.
    pub fn is_marked_up(&self) -> bool {
        self.media_type().is_some_and(|kind| is_markup(&kind))
    }

    /// What it is, for people.
    pub fn what(&self) -> String {
        match self.media_type() {
            Some(kind) if self.status == 200 => kind,
            _ => format!("status {}", self.status),
        }
    }

    /// The encoding that the server names.
    pub fn charset(&self) -> Option<String> {
        charset(self.get("content-type")?)
    }

    /// What it holds, without the codings of its way.
    ///
    /// # Errors
    /// Where that is longer than it may be, or not all there.
    pub fn decoded(&self, most: usize) -> Result<Vec<u8>, Fault> {
        let chunked = self
            .get("transfer-encoding")
            .is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
        let body = if chunked {
            coding::dechunked(self.body)?
        } else {
            self.body.to_vec()
        };
        let codings = self.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
        codings
            .split(',')
            .rev()
            .try_fold(body, |body, name| coding::decoded(name.trim(), body, most))
    }
}

fn is_markup(kind: &str) -> bool {
    matches!(kind, "text/html" | "application/xhtml+xml")
}

/// The encoding in a type: *text/html; charset=utf-8*.
pub fn charset(content_type: &str) -> Option<String> {
    let parameters = content_type.split(';').skip(1);
    let value = parameters
        .filter_map(|it| it.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    let name = value?.1.trim().trim_matches(['"', '\'']).to_owned();
    Some(name).filter(|name| !name.is_empty())
}

/// The head of an answer and what follows it.
fn split(block: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = [&b"\r\n\r\n"[..], b"\n\n"].map(|end| memchr::memmem::find(block, end).map(|at| (at, at + end.len())));
    let (head, body) = end.into_iter().flatten().min()?;
    Some((&block[..head], &block[body..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_the_rest() {
        let response =
            |head: &str| Response::of(format!("{head}\r\n\r\nbody").as_bytes()).map(|it| (it.is_page(), it.what()));
        let found = |is_page, what: &str| Some((is_page, what.to_owned()));
        assert_eq!(
            response("HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=x"),
            found(true, "text/html")
        );
        assert_eq!(
            response("HTTP/2 200\r\ncontent-type: image/png"),
            found(false, "image/png")
        );
        assert_eq!(
            response("HTTP/1.0 301 Moved\r\nContent-Type: text/html"),
            found(false, "status 301")
        );
        assert_eq!(response("HTTP/1.0 200"), found(true, "status 200"));
        assert_eq!(response("GET / HTTP/1.1"), None);
        assert!(Response::of(b"HTTP/1.1 200 OK\r\n").is_none());
    }

    #[test]
    fn encodings() {
        assert_eq!(
            charset("text/html; Charset=\"windows-1252\"; a=b").as_deref(),
            Some("windows-1252")
        );
        assert_eq!(charset("text/html"), None);
    }

    #[test]
    fn what_was_kept_decoded_stays_as_it_is() {
        let kept = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n<html>They met.";
        assert_eq!(
            Response::of(kept).unwrap().decoded(100).ok().as_deref(),
            Some(&b"<html>They met."[..])
        );
        let sent = b"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5;x=y\r\nThey \r\n4\r\nmet.\r\n0\r\n\r\n";
        assert_eq!(
            Response::of(sent).unwrap().decoded(100).ok().as_deref(),
            Some(&b"They met."[..])
        );
    }
}
