//! A user's table as CSV, divided by commas, semicolons or tabs.

use super::UserActors;
use super::entry::{COLUMNS, Cells};

/// Reads the table; its first line names the columns, in any order.
pub fn parse(file: &str, text: &str) -> UserActors {
    let mut actors = UserActors::default();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .comment(Some(b'#'))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(headers) => headers.iter().map(str::to_lowercase).collect(),
        Err(error) => {
            actors.warnings.push(format!("{file}: {error}"));
            return actors;
        }
    };
    if let Some(unknown) = columns.iter().find(|column| !COLUMNS.contains(&column.as_str())) {
        let known = COLUMNS.join(", ");
        actors.warnings.push(format!(
            "{file}:1: “{unknown}” is no column of a table of actors; there are {known}"
        ));
    }
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let place = format!("{file}:{line}");
                if record.len() == columns.len() {
                    let cells: Cells = columns.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
                    actors.add(&cells, &place);
                } else {
                    let (found, wanted) = (record.len(), columns.len());
                    actors
                        .warnings
                        .push(format!("{place}: {found} cells, must be {wanted}"));
                }
            }
            Err(error) => actors.warnings.push(format!("{file}: {error}")),
        }
    }
    actors
}

/// What the line of columns is divided by.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
    let count = |mark: &u8| head.bytes().filter(|byte| byte == mark).count();
    [b',', b'\t', b';'].into_iter().rev().max_by_key(count).unwrap_or(b',')
}
