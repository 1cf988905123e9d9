//! Where articles are written to.

use super::article::Article;
use anyhow::{Context, Result};
use clap::ValueEnum;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// How articles are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A file an article
    Text,
    /// JSON Lines: uri, title, text, publisher, published
    Jsonl,
    /// WARC, compressed record by record: web pages as they came
    Warc,
}

/// Articles in one folder, or in one file where a file holds many.
const TOGETHER: usize = 1000;

/// A folder that articles are written into.
pub struct Out {
    folder: PathBuf,
    format: Format,
    file: Option<BufWriter<File>>,
}

impl Out {
    pub fn open(folder: &Path, format: Format) -> Result<Self> {
        let entries = fs::create_dir_all(folder).and_then(|()| folder.read_dir());
        let empty = entries
            .with_context(|| format!("{}: it cannot be made", folder.display()))?
            .next()
            .is_none();
        anyhow::ensure!(empty, "{}: it is not empty; give another folder", folder.display());
        let folder = folder.to_owned();
        Ok(Self {
            folder,
            format,
            file: None,
        })
    }

    /// Writes the `i`-th article.
    pub fn write(&mut self, i: usize, article: &Article) -> Result<()> {
        match self.format {
            Format::Text => self.write_text(i, article),
            Format::Jsonl => self.write_into(i, "jsonl", &line(i, article)?),
            Format::Warc => self.write_into(i, "warc.gz", &record(i, article)?),
        }
    }

    pub fn finish(self) -> Result<()> {
        self.file.map_or(Ok(()), |mut file| Ok(file.flush()?))
    }

    fn write_text(&self, i: usize, article: &Article) -> Result<()> {
        let folder = self.folder.join(format!("{:03}", i / TOGETHER));
        if i.is_multiple_of(TOGETHER) {
            fs::create_dir(&folder)?;
        }
        Ok(fs::write(folder.join(format!("{i:06}.txt")), article.text())?)
    }

    fn write_into(&mut self, i: usize, ending: &str, bytes: &[u8]) -> Result<()> {
        if i.is_multiple_of(TOGETHER) {
            let name = format!("{:03}.{ending}", i / TOGETHER);
            let before = self.file.replace(BufWriter::new(File::create(self.folder.join(name))?));
            before.map_or(Ok(()), |mut file| file.flush())?;
        }
        self.file.as_mut().map_or(Ok(()), |file| Ok(file.write_all(bytes)?))
    }
}

/// The address that an article came from.
fn uri(i: usize, article: &Article) -> String {
    let paper: String = article
        .paper
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    format!("https://{paper}.example/{}/{i}", article.day)
}

fn line(i: usize, article: &Article) -> Result<Vec<u8>> {
    let mut line = serde_json::to_vec(&json!({
        "uri": uri(i, article),
        "title": article.title(),
        "text": article.text(),
        "publisher": article.paper,
        "published": article.day.to_string(),
    }))?;
    line.push(b'\n');
    Ok(line)
}

/// A record of a response, compressed by itself.
fn record(i: usize, article: &Article) -> Result<Vec<u8>> {
    let page = page(article);
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{page}",
        page.len()
    );
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{i:012x}>\r\n\
        WARC-Date: {}T06:00:00Z\r\nWARC-Target-URI: {}\r\nContent-Type: application/http; msgtype=response\r\n\
        Content-Length: {}\r\n\r\n",
        article.day,
        uri(i, article),
        answer.len()
    );
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(format!("{head}{answer}\r\n\r\n").as_bytes())?;
    Ok(packed.finish()?)
}

/// An article as a web page, with what stands around articles.
fn page(article: &Article) -> String {
    let text = article.text().replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs = text
        .split("\n\n")
        .flat_map(str::lines)
        .skip(1)
        .map(|line| format!("<p>{line}</p>\n"));
    let (title, paper, day) = (article.title(), article.paper, article.day);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} | {paper}</title>\n\
        <meta property=\"og:site_name\" content=\"{paper}\">\n<meta property=\"article:published_time\" content=\"{day}\">\n\
        </head><body>\n<nav><a href=\"/\">Home</a> <a href=\"/world\">World</a> <a href=\"/sport\">Sport</a></nav>\n\
        <article><h1>{title}</h1>\n{}</article>\n<footer>All rights reserved</footer></body></html>\n",
        paragraphs.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::article::Maker;
    use crate::corpus::templates;
    use std::io::Read;

    fn article() -> Article {
        let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
        Maker::new(templates::read(&articles).unwrap(), 1).original(7)
    }

    #[test]
    fn a_record_is_whole_by_itself() {
        let (mut unpacked, packed) = (String::new(), record(7, &article()).unwrap());
        flate2::read::GzDecoder::new(packed.as_slice())
            .read_to_string(&mut unpacked)
            .unwrap();
        let (head, body) = unpacked.split_once("\r\n\r\n").unwrap();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("Content-Length: "))
            .unwrap();
        assert_eq!(length.parse::<usize>().unwrap(), body.len() - "\r\n\r\n".len());
        assert!(head.starts_with("WARC/1.0\r\nWARC-Type: response\r\n") && body.starts_with("HTTP/1.1 200 OK\r\n"));
    }

    #[test]
    fn files_are_made_where_there_are_none() {
        let folder = tempfile::TempDir::new().unwrap();
        for (format, name) in [
            (Format::Text, "000/000000.txt"),
            (Format::Jsonl, "000.jsonl"),
            (Format::Warc, "000.warc.gz"),
        ] {
            let inside = folder.path().join(format!("{format:?}"));
            let mut out = Out::open(&inside, format).unwrap();
            (0..3).for_each(|i| out.write(i, &article()).unwrap());
            out.finish().unwrap();
            assert!(inside.join(name).is_file(), "{name}");
            assert!(Out::open(&inside, format).is_err());
        }
    }
}
