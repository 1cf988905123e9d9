//! The record's JSON Schema.

use demarche_types::Record;
use schemars::Schema;
use schemars::generate::SchemaSettings;

/// The JSON Schema (draft 2020-12) of a record as it is written, made from its types, with their documentation. Fields may be
/// added to it; none of those in it changes its meaning.
///
/// ```
/// assert_eq!(demarche::schema().get("title").unwrap(), "Record");
/// ```
#[must_use]
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Record>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_documented() {
        let schema = serde_json::to_value(schema()).unwrap();
        let definitions = schema["$defs"].as_object().unwrap();
        for (name, definition) in definitions.iter().chain([(&"Record".to_owned(), &schema)]) {
            for (field, property) in definition["properties"].as_object().into_iter().flatten() {
                assert!(property["description"].is_string(), "{name}.{field}");
            }
        }
    }
}
