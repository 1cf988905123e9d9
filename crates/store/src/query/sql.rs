//! Questions in SQL, which read and do nothing else.

use super::Flow;
use crate::{Store, StoreError};
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode};
use std::sync::{Arc, Mutex, PoisonError};

/// A value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Words.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// Why a question in SQL has no answer.
#[derive(Debug, thiserror::Error)]
pub enum SqlError {
    /// It does more than read.
    #[error("a question may only read, and this would {0}; write one SELECT")]
    Refused(String),
    /// It cannot be understood.
    #[error("the question cannot be understood ({0}); `SELECT sql FROM sqlite_schema` shows the tables")]
    Wrong(String),
    /// It was understood, and a row has what it cannot deal with.
    #[error(
        "the question cannot be answered ({0}); if what it does is right for every row, `demarche store check` tells what is wrong with the store"
    )]
    Unanswered(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Asks a question in SQL: gives the names of its columns once, then its rows. It is one statement that only reads: nothing is
    /// written, attached or set.
    ///
    /// # Errors
    /// Where the statement would do more than read, cannot be understood or answered, or the store fails.
    pub fn sql(
        &self,
        question: &str,
        head: impl FnOnce(Vec<String>),
        take: impl FnMut(Vec<Cell>) -> Flow,
    ) -> Result<(), SqlError> {
        let refused = Arc::new(Mutex::new(None));
        let note = Arc::clone(&refused);
        let guard = move |context: AuthContext| match beyond_reading(&context.action) {
            None => Authorization::Allow,
            Some(what) => {
                *note.lock().unwrap_or_else(PoisonError::into_inner) = Some(what);
                Authorization::Deny
            }
        };
        let failed = |error: rusqlite::Error| StoreError::of(&self.path, error);
        self.connection.authorizer(Some(guard)).map_err(failed)?;
        let mut understood = false;
        let head = |names| {
            understood = true;
            head(names);
        };
        let asked = ask(&self.connection, question, head, take);
        let open: Option<fn(AuthContext) -> Authorization> = None;
        self.connection.authorizer(open).map_err(failed)?;
        let refused = refused.lock().unwrap_or_else(PoisonError::into_inner).take();
        asked.map_err(|error| match (refused, error) {
            (Some(what), _) => SqlError::Refused(what),
            (None, rusqlite::Error::MultipleStatement) => SqlError::Refused("be several statements".to_owned()),
            (None, rusqlite::Error::SqliteFailure(code, Some(message))) if is_wrong(code.code) && understood => {
                SqlError::Unanswered(message)
            }
            (None, rusqlite::Error::SqliteFailure(code, Some(message))) if is_wrong(code.code) => {
                SqlError::Wrong(message)
            }
            (None, rusqlite::Error::SqlInputError { msg, .. }) => SqlError::Wrong(msg),
            (None, error @ (rusqlite::Error::InvalidParameterCount(..) | rusqlite::Error::InvalidQuery)) => {
                SqlError::Wrong(error.to_string())
            }
            (None, error) => failed(error).into(),
        })
    }
}

fn ask(
    connection: &Connection,
    question: &str,
    head: impl FnOnce(Vec<String>),
    mut take: impl FnMut(Vec<Cell>) -> Flow,
) -> rusqlite::Result<()> {
    let mut select = connection.prepare(question)?;
    if select.column_count() == 0 {
        return Err(rusqlite::Error::InvalidQuery);
    }
    head(select.column_names().into_iter().map(str::to_owned).collect());
    let width = select.column_count();
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let cells = (0..width)
            .map(|i| row.get_ref(i).map(Cell::from))
            .collect::<rusqlite::Result<_>>()?;
        if take(cells).is_break() {
            break;
        }
    }
    Ok(())
}

/// Whether the engine's complaint is about the statement and not about the file.
const fn is_wrong(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::Unknown | ErrorCode::TypeMismatch | ErrorCode::TooBig | ErrorCode::ApiMisuse
    )
}

/// What a statement would do besides reading.
fn beyond_reading(action: &AuthAction) -> Option<String> {
    match *action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => None,
        AuthAction::Function { function_name } if function_name.eq_ignore_ascii_case("load_extension") => {
            Some("load an extension".to_owned())
        }
        AuthAction::Function { .. } => None,
        AuthAction::Pragma { pragma_name, .. } if DESCRIBING.contains(&pragma_name) => None,
        AuthAction::Pragma { pragma_name, .. } => Some(format!("set or ask the pragma {pragma_name}")),
        AuthAction::Attach { .. } => Some("attach another file".to_owned()),
        AuthAction::Insert { table_name } => Some(format!("insert into {table_name}")),
        AuthAction::Update { table_name, .. } => Some(format!("update {table_name}")),
        AuthAction::Delete { table_name } => Some(format!("delete from {table_name}")),
        _ => Some("change more than it tells".to_owned()),
    }
}

/// Pragmas that only tell: of tables, and whether the file has changed, which the text search asks.
const DESCRIBING: [&str; 7] = [
    "table_info",
    "table_xinfo",
    "table_list",
    "index_list",
    "index_info",
    "index_xinfo",
    "data_version",
];

impl From<ValueRef<'_>> for Cell {
    fn from(value: ValueRef) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Real(number) => Self::Real(number),
            ValueRef::Text(text) => Self::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(bytes) => Self::Blob(bytes.to_owned()),
        }
    }
}
