//! Tasks of the house that are no part of the program: one file or folder a task.

mod corpus;
mod ingest;
mod random;

use clap::{Parser, Subcommand};

/// Tasks of the house
#[derive(Debug, Parser)]
#[command(name = "xtask", max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    Corpus(corpus::Args),
    Ingest(ingest::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Corpus(args) => corpus::run(&args),
        Task::Ingest(args) => ingest::run(&args),
    }
}
