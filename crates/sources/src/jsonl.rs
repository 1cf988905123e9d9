//! JSON Lines: a report an object, an object a line.

use crate::fields::Role;
use crate::lines::{Line, LineError, Lines};
use crate::packed::Unpacked;
use crate::rows::Values;
use crate::{Found, Options, Place, Problem, ProblemKind, fields};
use serde_json::{Map, Value};

/// After so many objects without a text and none with one, the file is given up: a message a line helps nobody.
const PATIENCE: u64 = 20;

/// The reports of a file of JSON Lines.
pub struct Jsonl {
    lines: Lines,
    source: String,
    options: Options,
    /// Whether a column of each role was ever there.
    seen: [bool; 5],
    /// Objects without a text, while there was none with one.
    vain: u64,
    /// The names in the first object.
    names: Option<Vec<String>>,
    ended: bool,
}

impl Jsonl {
    pub fn of(input: Unpacked, source: String, options: &Options) -> Self {
        Self {
            lines: Lines::of(input, options.most_bytes),
            source,
            options: options.clone(),
            seen: [false; 5],
            vain: 0,
            names: None,
            ended: false,
        }
    }

    fn found(&mut self, line: Result<Line, LineError>) -> Found {
        match line {
            Ok(line) => self.record(&line),
            Err(LineError::TooLong(position)) => {
                let most = self.options.most_bytes;
                let message = format!("the line is longer than {most} bytes; cut it, or raise --max-bytes");
                Err(Problem::new(
                    Place::at(&self.source, position),
                    ProblemKind::TooLong,
                    message,
                ))
            }
            Err(LineError::Reading(number, error)) => Err(Problem::reading(&self.source, number, &error)),
        }
    }

    fn record(&mut self, line: &Line) -> Found {
        let place = Place::at(&self.source, line.position);
        let object = match object(&line.bytes, line.position.number == 1) {
            Ok(object) => object,
            Err(message) => return Err(Problem::new(place, ProblemKind::BrokenRecord, message)),
        };
        let names: Vec<&str> = object.keys().map(String::as_str).collect();
        let fields = &self.options.fields;
        let mut values = Values::default();
        let mut text = None;
        for (role, seen) in Role::ALL.into_iter().zip(&mut self.seen) {
            let found = match fields.find(role, &names) {
                Some(column) => object.get(names[column]),
                None => fields.given(role).and_then(|path| within(&object, path)),
            };
            *seen |= found.is_some();
            if role == Role::Text {
                text = found;
            }
            values.put(role, found.and_then(written));
        }
        if self.names.is_none() {
            self.names = Some(names.iter().map(|&name| name.to_owned()).collect());
        }
        let Some(text) = text else {
            self.vain += 1;
            let message = fields::missing(fields, Role::Text, &names);
            return Err(Problem::new(place, ProblemKind::MissingColumn, message));
        };
        if !text.is_string() && !text.is_null() {
            let message = "its text is no string of JSON; name another column with --text-field";
            return Err(Problem::new(place, ProblemKind::BrokenRecord, message));
        }
        values.item(place)
    }

    /// A column that was given and that no object had.
    fn missing(&mut self) -> Option<Problem> {
        let (fields, names) = (&self.options.fields, self.names.take()?);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut roles = Role::ALL.into_iter().zip(self.seen).skip(1);
        let (role, _) = roles.find(|(role, seen)| !seen && fields.given(*role).is_some())?;
        let message = fields::missing(fields, role, &names);
        Some(Problem::new(
            Place::of(&self.source),
            ProblemKind::MissingColumn,
            message,
        ))
    }

    fn has_no_texts(&self) -> bool {
        self.vain >= PATIENCE && !self.seen[0]
    }
}

impl Iterator for Jsonl {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        if self.ended {
            return None;
        }
        if self.has_no_texts() {
            self.ended = true;
            let message = format!("none of its first {PATIENCE} records has a text, and the rest was not looked at");
            return Some(Err(Problem::new(
                Place::of(&self.source),
                ProblemKind::MissingColumn,
                message,
            )));
        }
        if let Some(line) = self.lines.next() {
            return Some(self.found(line));
        }
        self.ended = true;
        self.missing().map(Err)
    }
}

/// The object of a line.
fn object(line: &[u8], first: bool) -> Result<Map<String, Value>, String> {
    let line = if first {
        line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)
    } else {
        line
    };
    match serde_json::from_slice(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(Value::Array(_)) if first => Err(
            "it is a list of JSON and no object; write one object a line, for example with `jq -c '.[]'`".to_owned(),
        ),
        Ok(_) => Err("it is no object of JSON; write one object a line".to_owned()),
        Err(error) => Err(format!(
            "it is no JSON ({}); write one object a line",
            error.to_string().replace("at line 1 column", "at character")
        )),
    }
}

/// The value at a path through objects: *article.body*.
fn within<'a>(object: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let (first, rest) = path.split_once('.')?;
    let inner = object.get(first)?.as_object()?;
    inner.get(rest).or_else(|| within(inner, rest))
}

/// A value as a text: a string, a number, or the name of what has one.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => object.get("name")?.as_str().map(str::to_owned),
        _ => None,
    }
}
