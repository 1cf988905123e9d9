//! `demarche diff`.

use crate::out::Out;
use crate::{Outcome, talk};
use anyhow::{Context, bail};
use clap::ValueEnum;
use demarche_store::{Change, ChangeKind, RunId, Store};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Say what reading a store again has changed
///
/// A run is a way of reading: a program with its model, rules, actors and options. Runs are numbered; --runs lists them.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub struct Args {
    /// The store
    #[arg(long, value_name = "FILE")]
    store: PathBuf,

    /// List the runs
    #[arg(long)]
    runs: bool,

    /// The earlier run; the one before the later one unless given
    #[arg(long, value_name = "RUN")]
    from: Option<i64>,

    /// The later run; the last one unless given
    #[arg(long, value_name = "RUN")]
    to: Option<i64>,

    /// What is written: a line for people, or an object of JSON a line
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const AFTER: &str = "\
Exit status:
  0  there are differences
  1  there are none
  2  the command makes no sense, or the store cannot be read";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Jsonl,
}

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&args.store)?;
    if args.runs {
        return list_runs(&store);
    }
    let (old, new) = args.between(&store)?;
    let (mut out, mut counts, mut written) = (Out::open(), BTreeMap::new(), Ok(()));
    store.changes(old, new, |change| {
        *counts.entry((change.kind, change.is_new)).or_insert(0_u64) += 1;
        if written.is_ok() {
            written = out.write(&args.format.line(&change));
        }
    })?;
    written.and_then(|()| out.flush())?;
    talk::say(&summary(&counts));
    Ok(if counts.is_empty() {
        Outcome::Flawed
    } else {
        Outcome::Sound
    })
}

fn list_runs(store: &Store) -> anyhow::Result<Outcome> {
    let mut out = Out::open();
    for (RunId(number), run) in store.runs()? {
        let (version, model, rules, options) = (run.version, run.model, run.rules, run.options);
        out.write(&format!("{number}\t{version}\t{model}\t{rules}\t{options}\n"))?;
    }
    out.flush()?;
    Ok(Outcome::Sound)
}

impl Args {
    /// The two runs that are compared.
    fn between(&self, store: &Store) -> anyhow::Result<(RunId, RunId)> {
        let runs: Vec<i64> = store.runs()?.iter().map(|(run, _)| run.0).collect();
        let known = |run: i64| runs.contains(&run).then_some(run);
        let to = self.to.map_or(runs.last().copied(), known);
        let to = to.context("there is no such run; --runs lists them")?;
        let before = runs.iter().rev().find(|&&run| run < to).copied();
        let Some(from) = self.from.map_or(before, known) else {
            bail!("there is no run before run {to}; read the store again with `demarche recode`");
        };
        Ok((RunId(from), RunId(to)))
    }
}

impl Format {
    fn line(self, change: &Change) -> String {
        let (kind, sign) = (change.kind.as_str(), if change.is_new { '+' } else { '-' });
        match self {
            Self::Text => format!(
                "{sign} {kind} {} {}\n",
                &change.document[..19.min(change.document.len())],
                plain(&change.what)
            ),
            Self::Jsonl => {
                let change = json!({
                    "change": if change.is_new { "new" } else { "gone" },
                    "kind": kind,
                    "document": change.document,
                    "what": change.what,
                });
                format!("{change}\n")
            }
        }
    }
}

/// A thing in a line: what is absent is left out.
fn plain(what: &Value) -> String {
    let fields = what.as_object().into_iter().flatten();
    let said = fields.filter(|(_, value)| !matches!(value, Value::Null | Value::Bool(false)) && *value != &json!([]));
    let fields: Vec<String> = said.map(|(name, value)| format!("{name}={value}")).collect();
    fields.join(" ")
}

fn summary(counts: &BTreeMap<(ChangeKind, bool), u64>) -> String {
    if counts.is_empty() {
        return "nothing has changed\n".to_owned();
    }
    let count = |kind, is_new| counts.get(&(kind, is_new)).copied().unwrap_or_default();
    let line = |kind: ChangeKind| {
        format!(
            "{}: {} new, {} gone\n",
            kind.as_str(),
            count(kind, true),
            count(kind, false)
        )
    };
    ChangeKind::ALL.into_iter().map(line).collect()
}
