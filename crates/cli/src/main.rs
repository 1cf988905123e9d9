//! The command line: one file a verb.
//!
//! Data goes to standard output, talk to standard error. Exit 0: all is well. Exit 1: a document or a record is bad, and the
//! others were still read; or nothing answers the question. Exit 2: the command makes no sense. Who stops reading the output ends the run, and that is no error.

mod actors;
mod add;
mod ask;
mod bar;
mod codebook;
mod diff;
mod dyads;
mod engine;
mod events;
mod exchanges;
mod explain;
mod export;
mod in_order;
mod names;
mod out;
mod read;
mod recode;
mod records;
mod room;
mod rules;
mod schema;
mod search;
mod sql;
mod statements;
mod store;
mod talk;
mod terminal;
mod text_view;
mod timeline;
mod verify;
mod watch;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads news reports and keeps the record of what they report: who is said to have said what, to whom, through whom, each on
/// its exact words.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, max_term_width = 100, after_help = EXIT)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

const EXIT: &str = "\
Exit status:
  0  all is well
  1  a report or a record is bad; the others were done. Or nothing answers a question
  2  the command makes no sense";

#[derive(Debug, Subcommand)]
enum Verb {
    Read(read::Args),
    Add(add::Args),
    Watch(watch::Args),
    Recode(recode::Args),
    Diff(diff::Args),
    Export(export::Args),
    Store(store::Args),
    Statements(statements::Args),
    Events(Box<events::Args>),
    Exchanges(exchanges::Args),
    Actors(actors::Args),
    Timeline(Box<timeline::Args>),
    Dyads(Box<dyads::Args>),
    Search(search::Args),
    Sql(sql::Args),
    Rules(rules::Args),
    Codebook(codebook::Args),
    Verify(verify::Args),
    Explain(explain::Args),
    Schema(schema::Args),
}

/// How a run ended that did not fail itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Sound,
    /// A document or a record is bad.
    Flawed,
}

fn main() -> ExitCode {
    match run(Cli::parse().verb) {
        Ok(Outcome::Sound) => ExitCode::SUCCESS,
        Ok(Outcome::Flawed) => ExitCode::from(1),
        Err(error) => failed(&error),
    }
}

fn run(verb: Verb) -> anyhow::Result<Outcome> {
    match verb {
        Verb::Read(args) => read::run(&args),
        Verb::Add(args) => add::run(&args),
        Verb::Watch(args) => watch::run(&args),
        Verb::Recode(args) => recode::run(&args),
        Verb::Diff(args) => diff::run(&args),
        Verb::Export(args) => export::run(&args),
        Verb::Store(args) => store::run(&args),
        Verb::Statements(args) => statements::run(&args),
        Verb::Events(args) => events::run(&args),
        Verb::Exchanges(args) => exchanges::run(&args),
        Verb::Actors(args) => actors::run(&args),
        Verb::Timeline(args) => timeline::run(&args),
        Verb::Dyads(args) => dyads::run(&args),
        Verb::Search(args) => search::run(&args),
        Verb::Sql(args) => sql::run(&args),
        Verb::Rules(args) => rules::run(&args),
        Verb::Codebook(args) => codebook::run(&args),
        Verb::Verify(args) => verify::run(&args),
        Verb::Explain(args) => explain::run(&args),
        Verb::Schema(args) => schema::run(&args),
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    if let Some(usage) = error.downcast_ref::<clap::Error>() {
        talk::say(&usage.render().to_string());
        return ExitCode::from(2);
    }
    if out::is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    talk::tell(&format!("{error:#}"));
    ExitCode::from(1)
}
