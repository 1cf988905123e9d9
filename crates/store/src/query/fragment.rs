//! Pieces of SQL with their values. What a person gave is always a value, never a piece.

use rusqlite::types::Value;
use rusqlite::{CachedStatement, Connection};

/// A piece of SQL with a value for each `?` in it.
#[derive(Clone, Debug, Default)]
pub struct Fragment {
    text: String,
    values: Vec<Value>,
}

impl Fragment {
    pub fn new(text: &str) -> Self {
        let text = text.to_owned();
        Self {
            text,
            values: Vec::new(),
        }
    }

    /// With the value of the next `?`.
    pub fn with(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Both, one after the other.
    pub fn and_then(mut self, next: Self) -> Self {
        self.text.push_str(&next.text);
        self.values.extend(next.values);
        self
    }

    /// Several, with something between them.
    pub fn join(pieces: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let joined = |whole: Self, piece| whole.and_then(Self::new(between)).and_then(piece);
        pieces.into_iter().reduce(joined).unwrap_or_default()
    }

    /// In brackets: any of them; nothing fits none.
    pub fn any(pieces: Vec<Self>) -> Self {
        if pieces.is_empty() {
            return Self::new("0");
        }
        Self::new("(")
            .and_then(Self::join(pieces, " OR "))
            .and_then(Self::new(")"))
    }

    /// `WHERE` and all of them; nothing where there are none.
    pub fn filter(conditions: Vec<Self>) -> Self {
        if conditions.is_empty() {
            return Self::default();
        }
        Self::new(" WHERE ").and_then(Self::join(conditions, " AND "))
    }

    /// The statement, its values bound.
    pub fn prepare<'c>(&self, connection: &'c Connection) -> rusqlite::Result<CachedStatement<'c>> {
        let mut statement = connection.prepare_cached(&self.text)?;
        for (i, value) in self.values.iter().enumerate() {
            statement.raw_bind_parameter(i + 1, value)?;
        }
        Ok(statement)
    }
}

/// A list as a value, for `IN (SELECT value FROM json_each(?))`.
pub fn list<T: serde::Serialize>(items: &[T]) -> String {
    serde_json::to_string(items).unwrap_or_default()
}

/// A condition that a column has one of these values; `None` where any will do.
pub fn one_of<T: serde::Serialize>(column: &str, items: &[T]) -> Option<Fragment> {
    let condition = format!("{column} IN (SELECT value FROM json_each(?))");
    (!items.is_empty()).then(|| Fragment::new(&condition).with(list(items)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_with_their_pieces() {
        let connection = Connection::open_in_memory().unwrap();
        let either = Fragment::any(vec![
            Fragment::new("3 = ?").with(4),
            Fragment::new("? = 'a\"; --'").with("a\"; --".to_owned()),
        ]);
        let sql = Fragment::new("SELECT 7").and_then(Fragment::filter(vec![either, one_of("5", &[1, 5]).unwrap()]));
        let mut select = sql.prepare(&connection).unwrap();
        let row = select.raw_query().next().unwrap().map(|row| row.get::<_, i64>(0));
        assert_eq!(row, Some(Ok(7)));
        assert!(one_of::<i64>("5", &[]).is_none());
    }
}
