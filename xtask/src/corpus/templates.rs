//! The articles that others are composed of.

use super::days;
use anyhow::{Context, Result, ensure};
use jiff::civil::Date;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// An article in parts.
#[derive(Debug)]
pub struct Template {
    /// Headline, by-line, dateline, and what else stands before the first blank line.
    pub head: String,
    /// The other paragraphs.
    pub body: Vec<String>,
    /// The day that it is of, or is taken to be of.
    pub day: Date,
}

/// The articles at a path: the .txt files of a folder, in the order of their names, or the lines of a .jsonl file, each with its `text`.
pub fn read(path: &Path) -> Result<Vec<Template>> {
    let texts = if path.is_dir() { of_folder(path) } else { of_lines(path) }?;
    let templates: Vec<Template> = texts.iter().map(|text| Template::of(text)).collect();
    let paragraphs: usize = templates.iter().map(|template| template.body.len()).sum();
    ensure!(
        paragraphs > 0,
        "{}: there are no articles in it (.txt or .jsonl, of several paragraphs)",
        path.display()
    );
    Ok(templates)
}

fn of_folder(folder: &Path) -> Result<Vec<String>> {
    let entries = folder
        .read_dir()
        .with_context(|| format!("{}: it cannot be listed", folder.display()))?;
    let paths: std::io::Result<Vec<PathBuf>> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = paths?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.iter().map(|path| text_of(path)).collect()
}

fn of_lines(file: &Path) -> Result<Vec<String>> {
    let lines = text_of(file)?;
    let text = |line: &str| {
        Some(
            serde_json::from_str::<Value>(line)
                .ok()?
                .get("text")?
                .as_str()?
                .to_owned(),
        )
    };
    let texts = (1..).zip(lines.lines()).map(|(number, line): (usize, _)| {
        let missing = || format!("{}:{number}: it is no JSON object with a `text`", file.display());
        text(line).with_context(missing)
    });
    texts.collect()
}

fn text_of(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{}: it cannot be read as UTF-8", path.display()))
}

impl Template {
    fn of(text: &str) -> Self {
        let mut parts = paragraphs(text).into_iter();
        let head = parts.next().unwrap_or_default();
        let day = days::first(text).unwrap_or(days::DEFAULT);
        Self {
            head,
            body: parts.collect(),
            day,
        }
    }
}

/// A paragraph begins after a blank line or with white space; where none does, with every line.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let parts = |line: &str| line.trim().is_empty() || line.starts_with(char::is_whitespace);
    let (mut begins, each) = (true, !text.trim().lines().any(parts));
    for line in text.lines() {
        begins |= each || parts(line);
        if line.trim().is_empty() {
            continue;
        }
        match paragraphs.last_mut().filter(|_| !begins) {
            Some(last) => {
                last.push('\n');
                last.push_str(line);
            }
            None => paragraphs.push(line.to_owned()),
        }
        begins = false;
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_comes_apart() {
        let template =
            Template::of("Talks end\nGENEVA, March 14, 2023 - They ended.\n\nNobody won.\n   Nobody\nlost.\n");
        assert_eq!(template.head, "Talks end\nGENEVA, March 14, 2023 - They ended.");
        assert_eq!(template.body, ["Nobody won.", "   Nobody\nlost."]);
        assert_eq!(template.day, jiff::civil::date(2023, 3, 14));
        assert_eq!(
            Template::of("Talks end\nNobody won.\nNobody lost.\n").body,
            ["Nobody won.", "Nobody lost."]
        );
    }

    #[test]
    fn lines_are_articles() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(
            &file,
            "{\"text\": \"Talks end\\nNobody won.\"}\n{\"title\": \"Talks\"}\n",
        )
        .unwrap();
        let error = read(file.path()).unwrap_err().to_string();
        assert!(error.ends_with(":2: it is no JSON object with a `text`"), "{error}");
        std::fs::write(&file, "{\"text\": \"Talks end\\nNobody won.\"}\n").unwrap();
        assert_eq!(read(file.path()).unwrap()[0].body, ["Nobody won."]);
    }
}
