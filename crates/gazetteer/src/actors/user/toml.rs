//! A user's table as TOML: one `[[actor]]` after another, its keys the columns of the CSV form, several values as a list.

use super::UserActors;
use super::entry::{COLUMNS, Cells};

/// Reads the table, each entry for itself, so that a broken one does not take the others with it.
pub fn parse(file: &str, text: &str) -> UserActors {
    let mut actors = UserActors::default();
    let (mut start, mut block) = (0, String::new());
    for (i, line) in text.lines().enumerate() {
        if line.trim() == "[[actor]]" {
            add(&mut actors, file, start, &block);
            (start, block) = (i + 1, String::new());
        } else {
            block.push_str(line);
            block.push('\n');
        }
    }
    add(&mut actors, file, start, &block);
    actors
}

/// Adds the entry whose head stands on line `start`; what stands before the first head (line 0) can only be comments.
fn add(actors: &mut UserActors, file: &str, start: usize, block: &str) {
    match block.parse::<toml::Table>() {
        Ok(table) if start == 0 && table.is_empty() => {}
        Ok(table) => {
            let place = format!("{file}:{}", start.max(1));
            if let Some(unknown) = table.keys().find(|key| !COLUMNS.contains(&key.as_str())) {
                actors.warnings.push(format!(
                    "{place}: “{unknown}” is no key of an actor; there are {}",
                    COLUMNS.join(", ")
                ));
            }
            actors.add(&cells(&table), &place);
        }
        Err(error) => {
            let before = error
                .span()
                .map_or(0, |span| block[..span.start.min(block.len())].matches('\n').count());
            actors
                .warnings
                .push(format!("{file}:{}: {}", start + before + 1, error.message()));
        }
    }
}

fn cells(table: &toml::Table) -> Cells {
    table.iter().map(|(key, value)| (key.clone(), cell(value))).collect()
}

fn cell(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(list) => list.iter().map(cell).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}
