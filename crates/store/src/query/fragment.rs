//! Pieces of SQL with their values. What a person gave is always a value, never a piece.

use rusqlite::types::Value;
use rusqlite::{CachedStatement, Connection, params_from_iter};

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

    /// As a value: 1 where all of them hold, otherwise 0.
    pub fn all(pieces: Vec<Self>) -> Self {
        if pieces.is_empty() {
            return Self::new("1");
        }
        Self::new("ifnull(")
            .and_then(Self::join(pieces, " AND "))
            .and_then(Self::new(", 0)"))
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

    /// The only number that it gives.
    pub fn number(&self, connection: &Connection) -> rusqlite::Result<i64> {
        connection.query_row(&self.text, params_from_iter(&self.values), |row| row.get(0))
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

/// Of several selects, the one that gives the fewest rows, all of which must be looked at; `None` where all give more than `most`.
pub fn narrowest(connection: &Connection, selects: Vec<Fragment>, most: i64) -> rusqlite::Result<Option<Fragment>> {
    let mut best = None;
    let mut least = most + 1;
    for select in selects {
        let count = Fragment::new("SELECT count(*) FROM (")
            .and_then(select.clone())
            .and_then(Fragment::new(" LIMIT ?)").with(least))
            .number(connection)?;
        if count < least {
            (best, least) = (Some(select), count);
        }
    }
    Ok(best)
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
        assert_eq!(sql.number(&connection).unwrap(), 7);
        assert!(one_of::<i64>("5", &[]).is_none());
    }

    #[test]
    fn the_fewest_are_looked_at() {
        let connection = Connection::open_in_memory().unwrap();
        let numbers = |n: i64| Fragment::new("SELECT value FROM json_each(?)").with(list(&(0..n).collect::<Vec<_>>()));
        let narrowest = |most| narrowest(&connection, vec![numbers(9), numbers(4), numbers(6)], most).unwrap();
        assert_eq!(narrowest(5).unwrap().values, numbers(4).values);
        assert!(narrowest(3).is_none());
    }
}
