//! JSON Lines: a report an object, an object a line.

use crate::fields::Role;
use crate::lines::{Line, LineError, Lines};
use crate::packed::Unpacked;
use crate::rows::Values;
use crate::{Found, Options, Place, Position, Problem, ProblemKind, fields};
use serde_json::{Map, Value};

/// After so many lines without a text and none with one, the file is given up: a message a line helps nobody.
const PATIENCE: u64 = 20;

/// The reports of a file of JSON Lines.
pub struct Jsonl {
    lines: Lines,
    source: String,
    options: Options,
    /// Whether a column of each role was ever there.
    seen: [bool; 5],
    /// Lines in which something was wrong.
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
        let found = match line {
            Ok(line) => self.record(&line),
            Err(LineError::TooLong(position)) => {
                let most = self.options.most_bytes;
                let message = format!("the line is longer than {most} bytes; cut it, or raise --max-bytes");
                Err(self.problem(position, ProblemKind::TooLong, message))
            }
            Err(LineError::Reading(number, error)) => Err(Problem::reading(&self.source, number, &error)),
        };
        self.vain += u64::from(found.is_err());
        found
    }

    fn problem(&self, position: Position, kind: ProblemKind, message: impl Into<String>) -> Problem {
        Problem::new(Place::at(&self.source, position), kind, message)
    }

    fn record(&mut self, line: &Line) -> Found {
        let position = line.position;
        let first = position.number == 1;
        self.ended |= first && line.bytes.trim_ascii_start().starts_with(b"[");
        let object =
            object(&line.bytes, first).map_err(|message| self.problem(position, ProblemKind::BrokenRecord, message))?;
        let names: Vec<&str> = object.keys().map(String::as_str).collect();
        if self.names.is_none() {
            self.names = Some(names.iter().map(|&name| name.to_owned()).collect());
        }
        match self.column(Role::Text, &object, &names) {
            None => {
                let message = fields::missing(&self.options.fields, Role::Text, &names);
                return Err(self.problem(position, ProblemKind::MissingColumn, message));
            }
            Some(text) if !text.is_string() && !text.is_null() => {
                let message = "its text is no string of JSON; name another column with --text-field";
                return Err(self.problem(position, ProblemKind::BrokenRecord, message));
            }
            Some(_) => {}
        }
        let mut values = Values::default();
        for role in Role::ALL {
            values.put(role, self.column(role, &object, &names).and_then(written));
        }
        values.item(Place::at(&self.source, position))
    }

    /// What an object has for a role.
    fn column<'a>(&mut self, role: Role, object: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Value> {
        let fields = &self.options.fields;
        let found = match fields.find(role, names) {
            Some(column) => object.get(names[column]),
            None => fields.given(role).and_then(|path| within(object, path)),
        };
        self.seen[role as usize] |= found.is_some();
        found
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
            let message = format!("none of its first {PATIENCE} lines has a text, and the rest was not looked at");
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
    if first && line.trim_ascii_start().starts_with(b"[") {
        return Err("it is a list of JSON; write one object a line, for example with `jq -c '.[]'`".to_owned());
    }
    match serde_json::from_slice(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("it is no object of JSON; write one object a line".to_owned()),
        Err(error) => Err(wrong_from(line, error.column())),
    }
}

/// What is wrong with a line that is no JSON from a byte on.
fn wrong_from(line: &[u8], at: usize) -> String {
    match std::str::from_utf8(line) {
        Err(error) if error.valid_up_to() <= at => {
            let at = error.valid_up_to();
            format!(
                "it is no UTF-8 from byte {at} of the line on; save it in that encoding, for example with `iconv -t UTF-8`"
            )
        }
        _ => {
            format!("it is no JSON from byte {at} of the line on; write one object a line, for example with `jq -c .`")
        }
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
