//! Tasks of the house that are no part of the program: one file or folder a task.

mod child;
mod clock;
mod corpus;
mod growth;
mod ingest;
mod questions;
mod random;
mod synthetic;

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
    Synthetic(synthetic::Args),
    Questions(questions::Args),
    Growth(growth::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Corpus(args) => corpus::run(&args),
        Task::Ingest(args) => ingest::run(&args),
        Task::Synthetic(args) => synthetic::run(&args),
        Task::Questions(args) => questions::run(&args),
        Task::Growth(args) => growth::run(&args),
    }
}
