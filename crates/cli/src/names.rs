//! What the record calls its values.

use serde::Serialize;

/// The name that the record gives to a value.
pub fn name(value: impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}
