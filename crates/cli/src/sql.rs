//! `demarche sql`.

use crate::Outcome;
use crate::ask::{Answer, Answers, AskArgs, EXIT, Head, View};
use crate::read::misused;
use anyhow::{Context, Result};
use demarche_store::{Cell, Flow, SqlError, Store};
use demarche_tables::{Column, Kind, Value};
use std::ops::ControlFlow;

/// Ask a store in SQL
///
/// One statement that only reads. The tables are described in crates/store/schema, and by
/// `demarche sql 'SELECT sql FROM sqlite_schema'`.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT}"))]
pub struct Args {
    /// The question
    #[arg(value_name = "SELECT")]
    question: String,

    #[command(flatten)]
    ask: AskArgs,
}

const EXAMPLES: &str = "\
Examples:
  demarche sql 'SELECT event, count(*) AS reports FROM events GROUP BY event' --store news.db
  demarche sql 'SELECT * FROM joined_exchanges' --store news.db --format csv";

/// The question is asked twice, of the store as it is at one moment: what a column holds is known only when all its rows are.
pub fn run(args: &Args) -> Result<Outcome> {
    let store = args.ask.open()?;
    let _held = store.snapshot()?;
    let (columns, heads) = shape(&store, &args.question, args.ask.most())?;
    let mut answers = Answers::open(&args.ask, &columns, heads)?;
    let mut misfit = Ok(());
    let asked = store.sql(
        &args.question,
        |_| {},
        |cells| match Answered::of(cells, &columns) {
            Ok(answer) => answers.take(&answer),
            Err(error) => {
                misfit = Err(error);
                ControlFlow::Break(())
            }
        },
    );
    asked.map_err(told)?;
    misfit?;
    answers.finish(&args.ask)
}

/// A question that makes no sense is bad usage; a store that fails is not, and neither is a row that does not suit the question.
fn told(error: SqlError) -> anyhow::Error {
    match error {
        SqlError::Store(error) => error.into(),
        error @ SqlError::Unanswered(_) => error.into(),
        other => misused(&other.to_string()).into(),
    }
}

/// The columns of a question, by as many rows as are written at most.
fn shape(store: &Store, question: &str, most: usize) -> Result<(Vec<Column>, Vec<Head>)> {
    let (mut names, mut kinds, mut rows) = (Vec::new(), Vec::new(), 0);
    store
        .sql(
            question,
            |head| names = head,
            |cells: Vec<Cell>| -> Flow {
                kinds.resize(cells.len(), None);
                kinds
                    .iter_mut()
                    .zip(&cells)
                    .for_each(|(kind, cell)| *kind = wider(*kind, cell));
                rows += 1;
                if rows < most {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            },
        )
        .map_err(told)?;
    kinds.resize(names.len(), None);
    let column = |(name, kind): (&String, &Option<Kind>)| Column {
        name: name.clone().into(),
        kind: kind.unwrap_or(Kind::Text),
    };
    let columns: Vec<Column> = names.iter().zip(&kinds).map(column).collect();
    demarche_tables::require_names(&columns).map_err(|error| misused(&error.to_string()))?;
    let share = crate::terminal::width() / columns.len().max(1);
    let head = |column: &Column| Head {
        title: column.name.clone(),
        most: share.clamp(10, 60),
        right: matches!(column.kind, Kind::Integer | Kind::Real),
    };
    let heads = columns.iter().map(head).collect();
    Ok((columns, heads))
}

/// The kind that holds both what it held and another cell.
const fn wider(kind: Option<Kind>, cell: &Cell) -> Option<Kind> {
    match (kind, cell) {
        (kind, Cell::Null) => kind,
        (None | Some(Kind::Integer), Cell::Integer(_)) => Some(Kind::Integer),
        (Some(Kind::Real), Cell::Integer(_) | Cell::Real(_)) | (None | Some(Kind::Integer), Cell::Real(_)) => {
            Some(Kind::Real)
        }
        _ => Some(Kind::Text),
    }
}

/// A row.
struct Answered(Vec<Value>);

impl Answered {
    fn of(cells: Vec<Cell>, columns: &[Column]) -> Result<Self> {
        let value = |(cell, column): (Cell, &Column)| {
            fitted(cell, column.kind).with_context(|| {
                let name = &column.name;
                format!(
                    "the column {name} held numbers and now holds something else; write CAST({name} AS TEXT) AS {name}"
                )
            })
        };
        cells
            .into_iter()
            .zip(columns)
            .map(value)
            .collect::<Result<_>>()
            .map(Self)
    }
}

/// A cell as a value of a kind. Bytes are written in hexadecimal digits.
fn fitted(cell: Cell, kind: Kind) -> Option<Value> {
    Some(match (kind, cell) {
        (_, Cell::Null) => Value::Null,
        (Kind::Integer, Cell::Integer(number)) => Value::Integer(number),
        #[allow(clippy::cast_precision_loss, reason = "the column holds real numbers")]
        (Kind::Real, Cell::Integer(number)) => Value::Real(number as f64),
        (Kind::Real, Cell::Real(number)) => Value::Real(number),
        (Kind::Text, Cell::Text(text)) => Value::Text(text),
        (Kind::Text, Cell::Integer(number)) => Value::Text(number.to_string()),
        (Kind::Text, Cell::Real(number)) => Value::Text(number.to_string()),
        (Kind::Text, Cell::Blob(bytes)) => Value::Text(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
        _ => return None,
    })
}

impl Answer for Answered {
    fn values(&self) -> Vec<Value> {
        self.0.clone()
    }

    fn view(&self) -> View {
        let shown = |value: &Value| match value {
            Value::Null => String::new(),
            Value::Text(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            Value::Real(number) => number.to_string(),
            Value::Boolean(holds) => holds.to_string(),
            Value::Date(day) => demarche_store::date_of(i64::from(*day)),
        };
        View {
            cells: self.0.iter().map(shown).collect(),
            note: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_as_its_cells() {
        let of = |cells: &[Cell]| cells.iter().fold(None, wider);
        assert_eq!(of(&[Cell::Null]), None);
        assert_eq!(of(&[Cell::Null, Cell::Integer(1)]), Some(Kind::Integer));
        assert_eq!(
            of(&[Cell::Integer(1), Cell::Real(0.5), Cell::Integer(2)]),
            Some(Kind::Real)
        );
        assert_eq!(of(&[Cell::Integer(1), Cell::Blob(vec![1])]), Some(Kind::Text));
    }

    #[test]
    fn what_does_not_fit_is_no_value() {
        assert_eq!(fitted(Cell::Integer(2), Kind::Real), Some(Value::Real(2.0)));
        assert_eq!(
            fitted(Cell::Blob(vec![1, 255]), Kind::Text),
            Some(Value::Text("01ff".to_owned()))
        );
        assert_eq!(fitted(Cell::Text("x".to_owned()), Kind::Integer), None);
    }
}
