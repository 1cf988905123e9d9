//! One pass over the articles, from bytes to records.

use crate::system::{peak_kilobytes, processor_seconds};
use crate::yardstick;
use anyhow::{Context as _, Result, ensure};
use demarche::{Demarche, Given, Origin, take};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::process::Command;
use std::time::Instant;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../corpus");
const WORDS: usize = 40_000;

/// What a pass measured.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pass {
    /// Words read.
    pub words: usize,
    seconds: f64,
    processor_seconds: f64,
    seconds_per_product: f64,
    peak_kilobytes: f64,
}

/// An article's bytes and where they came from.
type Article = (Vec<u8>, Origin);

impl Pass {
    /// Words a second.
    pub fn words_per_second(&self) -> f64 {
        self.words as f64 / self.seconds
    }

    /// Words a second of processor time, all threads together; 0 where the system does not tell.
    pub fn words_per_processor_second(&self) -> f64 {
        if self.processor_seconds > 0.0 {
            self.words as f64 / self.processor_seconds
        } else {
            0.0
        }
    }

    /// Words read in the processor time of one product of matrices; 0 where the system does not tell.
    pub fn words_per_product(&self) -> f64 {
        self.words_per_processor_second() * self.seconds_per_product
    }

    /// The most memory the process ever held, in MB; 0 where the system does not tell.
    pub fn peak_megabytes(&self) -> f64 {
        self.peak_kilobytes * 1024.0 / 1e6
    }

    /// Makes a pass in this process. The first article is read once before the clock starts.
    pub fn run(threads: usize) -> Result<Self> {
        let demarche = Demarche::embedded()?;
        let articles = articles()?;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        let seconds_per_product = yardstick::seconds_per_product();
        pool.install(|| read(&demarche, &articles[..1]))?;
        let round = repeated(&articles);
        let (start, used) = (Instant::now(), processor_seconds());
        let words = pool.install(|| read(&demarche, &round))?;
        Ok(Self {
            words,
            seconds: start.elapsed().as_secs_f64(),
            processor_seconds: processor_seconds() - used,
            seconds_per_product,
            peak_kilobytes: peak_kilobytes(),
        })
    }
}

/// Makes a pass in a process of its own.
pub fn in_child(threads: usize) -> Result<Pass> {
    let output = Command::new(std::env::current_exe()?)
        .args(["--pass", &threads.to_string()])
        .output()?;
    ensure!(
        output.status.success(),
        "a pass failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).context("a pass printed no figures")
}

/// The articles that come with the project, in the order of their names.
fn articles() -> Result<Vec<Article>> {
    let files = std::fs::read_dir(CORPUS).with_context(|| format!("no articles in {CORPUS}"))?;
    let mut paths = files.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let mut articles = Vec::new();
    for path in paths {
        articles.push((std::fs::read(&path)?, Origin::File(path)));
    }
    ensure!(!articles.is_empty(), "no .txt files in {CORPUS}");
    Ok(articles)
}

/// The articles over and over, to about as many words as wanted.
fn repeated(articles: &[Article]) -> Vec<&Article> {
    let mut words = 0;
    let enough = |article: &&Article| {
        let before = words;
        words += count(&article.0);
        before < WORDS
    };
    articles.iter().cycle().take_while(enough).collect()
}

/// Reads the articles, as many at a time as the pool has threads, and counts their words.
fn read(demarche: &Demarche, articles: &[impl std::borrow::Borrow<Article> + Sync]) -> Result<usize> {
    let words = articles.par_iter().map(|article| {
        let (bytes, origin) = article.borrow();
        let taken = take(bytes, origin, &Given::default())?;
        let record = demarche.read(&taken.document)?;
        std::hint::black_box(record);
        Ok(count(bytes))
    });
    words.sum::<Result<usize>>()
}

fn count(bytes: &[u8]) -> usize {
    String::from_utf8_lossy(bytes).split_whitespace().count()
}
