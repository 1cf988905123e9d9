//! Tasks of the house that are no part of the program: one file a task.

mod clock;
mod growth;
mod questions;
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
    Synthetic(synthetic::Args),
    Questions(questions::Args),
    Growth(growth::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Synthetic(args) => synthetic::run(&args),
        Task::Questions(args) => questions::run(&args),
        Task::Growth(args) => growth::run(&args),
    }
}
