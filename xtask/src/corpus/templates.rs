//! The articles that others are composed of.

use super::days;
use anyhow::{Context, Result, ensure};
use jiff::civil::Date;
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

/// The articles in a folder, in the order of their names.
pub fn read(folder: &Path) -> Result<Vec<Template>> {
    let entries = folder
        .read_dir()
        .with_context(|| format!("{}: it cannot be listed", folder.display()))?;
    let paths: std::io::Result<Vec<PathBuf>> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = paths?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let read = |path: &PathBuf| {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("{}: it cannot be read as UTF-8", path.display()))?;
        Ok(Template::of(&text))
    };
    let templates: Vec<Template> = paths.iter().map(read).collect::<Result<_>>()?;
    let paragraphs: usize = templates.iter().map(|template| template.body.len()).sum();
    ensure!(
        paragraphs > 0,
        "{}: there are no articles in it (.txt, paragraphs parted by blank lines)",
        folder.display()
    );
    Ok(templates)
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

/// A paragraph begins after a blank line or with white space.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut begins = true;
    for line in text.lines() {
        begins |= line.starts_with(char::is_whitespace) || line.trim().is_empty();
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
    }
}
