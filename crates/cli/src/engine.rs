//! What reads, and how: the arguments that the verbs share which read reports.

use crate::read::misused;
use crate::rules;
use anyhow::Context;
use demarche::reader::Reader;
use demarche::{Demarche, Gazetteer, UserActors};
use demarche_store::Run;
use rayon::{ThreadPool, ThreadPoolBuilder};
use sha2::{Digest, Sha256};
use std::num::NonZero;
use std::path::PathBuf;

/// The rules, actors and threads of a reading.
#[derive(Debug, clap::Args)]
pub struct EngineArgs {
    /// A folder of rules of your own, which go before those that are built in; rules/README.md says how they are written
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,

    /// Actors of your own, which go before the program's: a CSV or TOML table or a PETRARCH dictionary; can be given several times
    #[arg(long, value_name = "FILE")]
    actors: Vec<PathBuf>,

    /// How many threads read; as many as there are cores unless given. The output is the same
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
}

/// The room for a thread's calls. Pages can be nested deep, and a waiting thread takes up another document on top of its own.
const STACK: usize = 8 << 20;

impl EngineArgs {
    /// The program with the user's rules and actors, and the lines of the latter that cannot be understood.
    pub fn demarche(&self) -> anyhow::Result<(Demarche, Vec<String>)> {
        let user: Result<Vec<_>, _> = self.actors.iter().map(|path| UserActors::load(path)).collect();
        let user = user.map_err(|error| misused(&error.to_string()))?;
        let (gazetteer, warnings) = Gazetteer::with(user);
        let demarche = rules::demarche(self.rules.as_deref())?.with_gazetteer(gazetteer);
        Ok((demarche, warnings))
    }

    /// The threads that read.
    pub fn pool(&self) -> anyhow::Result<ThreadPool> {
        let cores = || std::thread::available_parallelism().map_or(1, NonZero::get);
        let threads = self.threads.map_or_else(cores, NonZero::get);
        let pool = ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK);
        pool.build()
            .context("the threads cannot be started; give fewer with --threads")
    }

    /// What makes the rows of this reading: the same arguments of the same program give the same run.
    pub fn run(&self, demarche: &Demarche) -> anyhow::Result<Run> {
        let mut rules = Sha256::new_with_prefix(format!("{:?}", demarche.rules()));
        demarche_gazetteer::tables()
            .iter()
            .for_each(|table| rules.update(table));
        let mut actors = Vec::new();
        for path in &self.actors {
            let file = std::fs::read(path).with_context(|| format!("{}: it cannot be read", path.display()))?;
            actors.push(hex(&Sha256::digest(file)));
        }
        Ok(Run {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: demarche.reader().name().to_owned(),
            rules: format!("sha256:{}", hex(&rules.finalize())),
            options: serde_json::json!({ "actors": actors }).to_string(),
        })
    }
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
