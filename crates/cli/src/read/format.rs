//! What is written of a record.

use crate::text_view::{DEFAULT_WIDTH, TextView};
use clap::ValueEnum;
use demarche::Origin;
use demarche::types::Record;
use std::env;
use std::io::{IsTerminal, stdout};

/// A way of writing records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The article with its statements marked, then the lists of them, of events and of exchanges
    Text,
    /// A record over many lines
    Json,
    /// A record on one line
    Jsonl,
    /// The events alone, one a line, in PLOVER's JSON
    Plover,
    /// The events that are told as facts, tab-separated: date, source, target, CAMEO root, quad class, Goldstein score, id
    Cameo,
}

/// Wider lines are hard to read.
const WIDEST: usize = 100;
/// Narrower ones fall apart.
const NARROWEST: usize = 30;

/// Writes records in one format.
#[derive(Clone, Copy, Debug)]
pub struct Printer {
    format: Format,
    view: TextView,
    /// Whether the text is part of a record.
    text: bool,
    /// Whether each view is headed by the name of its document.
    headed: bool,
}

impl Printer {
    /// A printer for standard output. `text`: whether the report's text is written too; `several`: whether there are more
    /// documents than one.
    pub fn new(format: Option<Format>, text: bool, several: bool) -> Self {
        let terminal = stdout().is_terminal();
        let format = format.unwrap_or(if terminal { Format::Text } else { Format::Jsonl });
        let view = TextView {
            width: width(),
            styled: terminal && styles_welcome(),
            article: text,
        };
        Self {
            format,
            view,
            text,
            headed: several,
        }
    }

    /// What is written of a record.
    ///
    /// # Errors
    /// Where JSON cannot hold it.
    pub fn print(&self, origin: &Origin, mut record: Record) -> serde_json::Result<String> {
        record.text.take_if(|_| !self.text && self.format != Format::Text);
        Ok(match self.format {
            Format::Text => self.view(origin, &record),
            Format::Json => serde_json::to_string_pretty(&record)? + "\n",
            Format::Jsonl => serde_json::to_string(&record)? + "\n",
            Format::Plover => demarche::export::plover(&record)?,
            Format::Cameo => demarche::export::cameo(&record),
        })
    }

    fn view(&self, origin: &Origin, record: &Record) -> String {
        let view = self.view.show(record);
        if self.headed {
            format!("════ {origin} ════\n\n{view}\n")
        } else {
            view
        }
    }
}

/// As wide as the terminal, within reason.
fn width() -> usize {
    terminal_size::terminal_size_of(stdout()).map_or(DEFAULT_WIDTH, |(width, _)| {
        usize::from(width.0).clamp(NARROWEST, WIDEST)
    })
}

/// Whether the person wants bold and faint letters (<https://no-color.org>), and the terminal has them.
fn styles_welcome() -> bool {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !refused && env::var_os("TERM").is_none_or(|term| term != "dumb")
}
