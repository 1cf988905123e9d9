//! What is written of a record.

use crate::terminal;
use crate::text_view::TextView;
use clap::ValueEnum;
use demarche::Origin;
use demarche::types::Record;

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
        let format = format.unwrap_or(if terminal::is_one() {
            Format::Text
        } else {
            Format::Jsonl
        });
        let view = TextView {
            width: terminal::width(),
            styled: terminal::is_styled(),
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
