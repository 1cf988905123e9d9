//! A server of our own on the loopback.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What a server does when it is asked for a path.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Answers with these lines of the head and this body.
    With(u16, Vec<String>, Vec<u8>),
    /// The same, unless it is asked whether it has changed.
    Tagged(Vec<u8>),
    /// Says nothing for a long time.
    Slow,
    /// Never ends.
    Endless,
    /// Does so after a time.
    After(Duration, Box<Reply>),
}

impl Reply {
    pub fn page(body: &str) -> Self {
        Self::With(
            200,
            vec!["Content-Type: text/html; charset=utf-8".to_owned()],
            body.as_bytes().to_vec(),
        )
    }

    pub fn status(status: u16) -> Self {
        Self::With(status, Vec::new(), b"an error".to_vec())
    }

    pub fn to(address: &str) -> Self {
        Self::With(302, vec![format!("Location: {address}")], Vec::new())
    }
}

/// A running server.
pub struct Server {
    /// Its address, without a path.
    pub address: String,
    replies: Arc<Mutex<BTreeMap<String, Reply>>>,
    heads: Arc<Mutex<Vec<Vec<String>>>>,
}

impl Server {
    /// A server that answers what it is not told with 404.
    pub fn start() -> Self {
        Self::over(TcpListener::bind("127.0.0.1:0").unwrap())
    }

    /// An address where there is no server. Where another loopback address can be had, no other test gets this one meanwhile.
    pub fn nowhere() -> String {
        let bound = TcpListener::bind("127.0.0.2:0").or_else(|_| TcpListener::bind("127.0.0.1:0"));
        address(&bound.unwrap())
    }

    /// A server at such an address.
    pub fn start_at(address: &str) -> Self {
        Self::over(TcpListener::bind(address.trim_start_matches("http://")).unwrap())
    }

    fn over(listener: TcpListener) -> Self {
        let server = Self {
            address: address(&listener),
            replies: Arc::default(),
            heads: Arc::default(),
        };
        let (replies, heads) = (server.replies.clone(), server.heads.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (replies, heads) = (replies.clone(), heads.clone());
                std::thread::spawn(move || answer(stream, &replies, &heads));
            }
        });
        server
    }

    pub fn on(&self, path: &str, reply: Reply) {
        self.replies.lock().unwrap().insert(path.to_owned(), reply);
    }

    /// The heads of the questions since the last time it was asked for them.
    pub fn heads(&self) -> Vec<Vec<String>> {
        std::mem::take(&mut self.heads.lock().unwrap())
    }

    /// The paths that were asked for since the last time.
    pub fn asked(&self) -> Vec<String> {
        let path = |head: Vec<String>| head[0].split(' ').nth(1).unwrap().to_owned();
        self.heads().into_iter().map(path).collect()
    }
}

fn address(listener: &TcpListener) -> String {
    format!("http://{}", listener.local_addr().unwrap())
}

fn answer(mut stream: TcpStream, replies: &Mutex<BTreeMap<String, Reply>>, heads: &Mutex<Vec<Vec<String>>>) {
    let reader = BufReader::new(stream.try_clone().unwrap());
    let head: Vec<String> = reader
        .lines()
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty())
        .collect();
    let Some(path) = head.first().and_then(|line| line.split(' ').nth(1)) else {
        return;
    };
    let mut reply = replies.lock().unwrap().get(path).cloned();
    heads.lock().unwrap().push(head.clone());
    while let Some(Reply::After(time, then)) = reply {
        std::thread::sleep(time);
        reply = Some(*then);
    }
    let lower = |line: &String| line.to_ascii_lowercase();
    let known = head.iter().map(lower).any(|line| line == "if-none-match: \"1\"");
    // Who asked may be gone.
    let _gone = match reply.unwrap_or_else(|| Reply::status(404)) {
        Reply::With(status, lines, body) => write(&mut stream, status, &lines, &body),
        Reply::Tagged(_) if known => write(&mut stream, 304, &[], b""),
        Reply::Tagged(body) => write(&mut stream, 200, &["ETag: \"1\"".to_owned()], &body),
        Reply::Slow => {
            std::thread::sleep(Duration::from_secs(20));
            Ok(())
        }
        Reply::Endless => endless(&mut stream),
        Reply::After(..) => Ok(()),
    };
}

fn write(stream: &mut TcpStream, status: u16, lines: &[String], body: &[u8]) -> std::io::Result<()> {
    let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status} X\r\n{lines}Content-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(body)
}

fn endless(stream: &mut TcpStream) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
    )?;
    loop {
        stream.write_all(&[b'a'; 4_096])?;
    }
}
