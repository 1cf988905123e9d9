//! `demarche read`.

mod door;
mod format;

pub use door::take_in;

use crate::Outcome;
use crate::bar::Bar;
use crate::engine::EngineArgs;
use crate::in_order::{UNKNOWN, in_order};
use crate::out::Out;
use clap::{CommandFactory, error::ErrorKind};
use demarche::types::Record;
use demarche::{Demarche, Given, Origin};
use format::{Format, Printer};
use std::io::{IsTerminal, stdin};
use std::path::PathBuf;

/// Read news reports: who is said to have said what, to whom, through whom
///
/// Plain text and saved web pages, in any encoding. What the reports do not say of themselves can be given.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files and folders of reports (.txt, .text, .htm, .html, .xhtml); - for standard input
    #[arg(value_name = "PATH|-")]
    paths: Vec<PathBuf>,

    /// The day on which the reports were published, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<String>,

    /// Who published them
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,

    /// Where the report came from; of one report only
    #[arg(long)]
    uri: Option<String>,

    #[command(flatten)]
    engine: EngineArgs,

    /// What is written: text for people; json or jsonl (a record a line) for programs; events alone as plover or cameo. Text on a
    /// terminal and jsonl elsewhere, unless given
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Leave out the events that are less sure than this, from 0 to 1, and the exchanges that lose a side by it; at 0.8, of ten
    /// events eight are right in category, parties and status
    #[arg(long, value_name = "SHARE", value_parser = share, default_value = "0", hide_default_value = true)]
    min_confidence: f64,

    /// Leave the report's text out of what is written
    #[arg(long)]
    no_text: bool,

    /// Read reports that are not in English too. The model knows no other language: expect little
    #[arg(long)]
    any_language: bool,
}

const EXAMPLES: &str = "\
Examples:
  demarche read report.txt
  demarche read pages/ > records.jsonl
  demarche read - --published 2024-10-20 --publisher 'The Example' < page.html";

/// A report that was read, ready to be written, or why it was not.
struct Done {
    result: Result<String, String>,
    warnings: Vec<String>,
}

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let found = args.documents()?;
    let (demarche, warnings) = args.engine.demarche()?;
    let pool = args.engine.pool()?;
    let printer = Printer::new(args.format, !args.no_text, found.len() > 1);
    let given = args.given();
    let (bar, mut out, mut outcome) = (Bar::over(found.len()), Out::open(), Outcome::Sound);
    warnings.iter().for_each(|warning| bar.tell(warning));
    let work = |origin| done(origin, &demarche, &given, args.min_confidence, &printer);
    let written = in_order(
        &pool,
        found,
        |_| UNKNOWN,
        work,
        |done| {
            bar.step();
            done.warnings.iter().for_each(|warning| bar.tell(warning));
            match done.result {
                Ok(data) => out.write(&data)?,
                Err(complaint) => {
                    outcome = Outcome::Flawed;
                    bar.tell(&complaint);
                }
            }
            Ok(())
        },
        || {},
    );
    bar.clear();
    written.and_then(|()| out.flush())?;
    Ok(outcome)
}

/// From one document to what is written of it.
fn done(found: Result<Origin, String>, demarche: &Demarche, given: &Given, least: f64, printer: &Printer) -> Done {
    let mut warnings = Vec::new();
    let result = found.and_then(|origin| {
        let record = read(&origin, demarche, given, &mut warnings)?.at_least(least);
        printer
            .print(&origin, record)
            .map_err(|error| format!("{origin}: its record cannot be written: {error}"))
    });
    Done { result, warnings }
}

fn read(origin: &Origin, demarche: &Demarche, given: &Given, warnings: &mut Vec<String>) -> Result<Record, String> {
    let taken = take_in(origin, given)?;
    warnings.extend(taken.warnings);
    demarche
        .read(&taken.document)
        .map_err(|error| format!("{origin}: {error}"))
}

impl Args {
    /// The documents to read, in order; in place of a path that leads to none, what is wrong with it.
    fn documents(&self) -> Result<Vec<Result<Origin, String>>, clap::Error> {
        if self.paths.is_empty() && stdin().is_terminal() {
            return Err(misused("give a file or a folder to read, or - to read standard input"));
        }
        let mut found: Vec<_> = self.paths.iter().flat_map(|path| door::documents(path)).collect();
        if self.paths.is_empty() {
            found.push(Ok(Origin::Stdin));
        }
        if self.uri.is_some() && found.len() > 1 {
            return Err(misused(
                "--uri is that of one report; read the reports one by one, or leave it out",
            ));
        }
        Ok(found)
    }

    fn given(&self) -> Given {
        Given {
            published: self.published.clone(),
            publisher: self.publisher.clone(),
            uri: self.uri.clone(),
            any_language: self.any_language,
            ..Given::default()
        }
    }
}

pub fn misused(message: &str) -> clap::Error {
    crate::Cli::command().error(ErrorKind::ValueValidation, message)
}

/// A share as it was given.
pub fn share(given: &str) -> Result<f64, &'static str> {
    let share = given.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or("not a share; write it as a number from 0 to 1, for example 0.8")
}

/// A day of the calendar as it was given.
fn day(given: &str) -> Result<String, &'static str> {
    let parts: Vec<&str> = given.split('-').collect();
    let number = |part: &str, len: usize| {
        part.parse()
            .ok()
            .filter(|_| part.len() == len && !part.starts_with('+'))
    };
    let [year, month, day] = parts[..] else {
        return Err(NO_DAY);
    };
    match (number(year, 4), number(month, 2), number(day, 2)) {
        (Some(year), Some(month), Some(day)) if (1..=days_in(year, month)).contains(&day) => Ok(given.to_owned()),
        _ => Err(NO_DAY),
    }
}

const NO_DAY: &str = "not a day of the calendar; write it as YYYY-MM-DD, for example 2024-02-29";

const fn days_in(year: u32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares() {
        assert_eq!(share("0.8"), Ok(0.8));
        assert!(
            ["80", "-1", "NaN", "inf", "most", ""]
                .iter()
                .all(|bad| share(bad).is_err())
        );
    }

    #[test]
    fn days_of_the_calendar() {
        for good in ["2024-02-29", "2000-02-29", "1999-12-31"] {
            assert_eq!(day(good).as_deref(), Ok(good));
        }
        for bad in [
            "2023-02-29",
            "1900-02-29",
            "2023-13-01",
            "2023-1-01",
            "+023-01-01",
            "2023-01-00",
            "yesterday",
            "",
            "2023-01-01-01",
        ] {
            assert_eq!(day(bad), Err(NO_DAY), "{bad}");
        }
    }
}
