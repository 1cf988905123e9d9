//! Values as the record names them, and the numbers of things in their document.

use crate::StoreError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The name that the record gives to a value.
pub fn name(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The value that the record gives this name to.
pub fn value<T: DeserializeOwned>(name: String) -> rusqlite::Result<T> {
    serde_json::from_value(Value::String(name)).map_err(unfit)
}

/// A list as JSON; nothing where it is empty.
pub fn list<T: Serialize>(items: &[T]) -> Option<String> {
    (!items.is_empty()).then(|| serde_json::to_string(items).unwrap_or_default())
}

/// The list that was written so.
pub fn items<T: DeserializeOwned>(list: Option<String>) -> rusqlite::Result<Vec<T>> {
    list.map_or_else(|| Ok(Vec::new()), |list| serde_json::from_str(&list).map_err(unfit))
}

/// What stands in the store is none of the values that there are.
fn unfit(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
}

/// The number in an id such as `S12`.
pub fn number(id: &str, letter: char) -> Result<i64, StoreError> {
    let number = id.strip_prefix(letter).and_then(|digits| digits.parse().ok());
    number.ok_or_else(|| StoreError::Record {
        id: id.to_owned(),
        what: format!("it is no id of the form {letter}1"),
    })
}

/// The number in an id that may be absent.
pub fn some_number(id: Option<&String>, letter: char) -> Result<Option<i64>, StoreError> {
    id.map(|id| number(id, letter)).transpose()
}
