//! Answers on their way to standard output.

use super::args::{AskArgs, Format, PAGE};
use super::grid::{Grid, Head, View};
use crate::out::Out;
use crate::read::misused;
use crate::{Outcome, talk, terminal};
use anyhow::Result;
use demarche_store::{Flow, StoreError};
use demarche_tables::{Column, Value, Writer, writer};
use std::io::{BufWriter, stdout};
use std::ops::ControlFlow;

/// Something that can be written as an answer.
pub trait Answer {
    /// The values of the columns.
    fn values(&self) -> Vec<Value>;
    /// What people see.
    fn view(&self) -> View;
}

/// Where answers go.
enum Sink<'a> {
    Table(Grid, Out),
    Rows(Box<dyn Writer + 'a>),
}

/// Takes answers and writes them.
pub struct Answers<'a> {
    sink: Sink<'a>,
    limit: usize,
    count: usize,
    more: bool,
    failed: Option<anyhow::Error>,
}

impl AskArgs {
    /// Asks, and writes the answers as they are taken: `columns` for programs, `heads` for people.
    pub fn answer(
        &self,
        columns: &[Column],
        heads: &[Head],
        ask: impl FnOnce(&mut Answers) -> Result<(), StoreError>,
    ) -> Result<Outcome> {
        let mut answers = Answers::open(self, columns, heads.to_vec())?;
        ask(&mut answers)?;
        answers.finish(self)
    }
}

impl<'a> Answers<'a> {
    /// Begins to write: `columns` for programs, `heads` for people.
    pub fn open(args: &AskArgs, columns: &'a [Column], heads: Vec<Head>) -> Result<Self> {
        let format = args.format();
        if format == Format::Parquet && terminal::is_one() {
            return Err(misused("parquet is no text; send it to a file: > answers.parquet").into());
        }
        Ok(Self {
            sink: Sink::open(format, columns, heads)?,
            limit: args.most(),
            count: 0,
            more: false,
            failed: None,
        })
    }

    /// Writes one, and says whether to go on.
    pub fn take(&mut self, answer: &impl Answer) -> Flow {
        if self.count == self.limit {
            self.more = true;
            return ControlFlow::Break(());
        }
        self.count += 1;
        match self.sink.write(answer) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    /// Writes several.
    pub fn take_all<A: Answer>(&mut self, answers: &[A]) {
        let _flow = answers.iter().try_for_each(|answer| self.take(answer));
    }

    /// Writes what is held back, and says what is to be said.
    pub fn finish(self, args: &AskArgs) -> Result<Outcome> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.sink.finish()?;
        if self.more && args.limit.is_none() {
            talk::tell(&format!("there are more than {PAGE}; --limit 0 shows all"));
        }
        if self.count == 0 {
            talk::tell(&format!("{}: nothing in it answers the question", args.store.display()));
            return Ok(Outcome::Flawed);
        }
        Ok(Outcome::Sound)
    }
}

impl<'a> Sink<'a> {
    fn open(format: Format, columns: &'a [Column], heads: Vec<Head>) -> Result<Self> {
        let format = match format {
            Format::Table => {
                return Ok(Self::Table(
                    Grid::new(heads, terminal::width(), terminal::is_styled()),
                    Out::open(),
                ));
            }
            Format::Json => demarche_tables::Format::Json,
            Format::Jsonl => demarche_tables::Format::JsonLines,
            Format::Csv => demarche_tables::Format::Csv,
            Format::Parquet => demarche_tables::Format::Parquet,
        };
        let out = BufWriter::with_capacity(1 << 16, stdout());
        Ok(Self::Rows(writer(format, columns, Box::new(out))?))
    }

    fn write(&mut self, answer: &impl Answer) -> Result<()> {
        match self {
            Self::Table(grid, out) => out.write(&grid.row(answer.view())),
            Self::Rows(rows) => Ok(rows.row(&answer.values())?),
        }
    }

    fn finish(self) -> Result<()> {
        match self {
            Self::Table(mut grid, mut out) => {
                out.write(&grid.finish())?;
                out.flush()
            }
            Self::Rows(rows) => Ok(rows.finish()?),
        }
    }
}
