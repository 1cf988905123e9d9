//! Tables: a report a row (CSV, TSV).

use crate::fields::{self, Role};
use crate::lines::read_line;
use crate::packed::{Unpacked, damage};
use crate::rows::Values;
use crate::{Found, Options, Place, Position, Problem, ProblemKind};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io::{self, BufRead};

/// How many columns a table may have.
const MOST_COLUMNS: usize = 10_000;

/// What can part columns. The one that a table's first line has most of does.
const DELIMITERS: &[u8] = b",;\t|";

/// The reports of a table.
pub struct Table {
    rows: Rows,
    source: String,
    options: Options,
    /// The names of the columns, once they were read.
    header: Option<Vec<String>>,
    ended: bool,
}

impl Table {
    /// # Errors
    /// Where the source cannot be read.
    pub fn of(mut input: Unpacked, source: String, options: &Options) -> io::Result<Self> {
        let delimiter = delimiter(&input.first(64 << 10)?);
        Ok(Self {
            rows: Rows::of(input, delimiter, options.most_bytes),
            source,
            options: options.clone(),
            header: None,
            ended: false,
        })
    }

    /// The names of the columns.
    fn read_header(&mut self) -> Result<Option<Vec<String>>, Problem> {
        let row = match self.rows.next_row() {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(None),
            Err(error) => return Err(self.problem(error)),
        };
        let start = row.first().copied().unwrap_or_default();
        if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
            let message = "it is in UTF-16; save it again as UTF-8";
            return Err(Problem::new(
                Place::of(&self.source),
                ProblemKind::BrokenRecord,
                message,
            ));
        }
        let mut names = texts(&row);
        if let Some(first) = names.first_mut() {
            *first = first.trim_start_matches('\u{feff}').to_owned();
        }
        let names: Vec<String> = names.iter().map(|name| name.trim().to_owned()).collect();
        self.require(&names)?;
        self.rows.number = 0;
        Ok(Some(names))
    }

    /// Refuses a table without a text, or without a column that was given.
    fn require(&self, names: &[String]) -> Result<(), Problem> {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let fields = &self.options.fields;
        let needed = |role: &Role| *role == Role::Text || fields.given(*role).is_some();
        let absent = |role: &Role| fields.find(*role, &names).is_none();
        match Role::ALL.into_iter().filter(needed).find(absent) {
            Some(role) => Err(Problem::new(
                Place::of(&self.source),
                ProblemKind::MissingColumn,
                fields::missing(fields, role, &names),
            )),
            None => Ok(()),
        }
    }

    fn read_row(&mut self, names: &[String]) -> Option<Found> {
        let row = match self.rows.next_row() {
            Ok(row) => texts(&row?),
            Err(error) => return Some(Err(self.problem(error))),
        };
        let place = Place::at(&self.source, self.rows.position);
        if row.len() != names.len() {
            let (has, header) = (row.len(), names.len());
            let message = format!(
                "the row has {has} columns, and the header {header}; look for a quotation mark or a delimiter too many"
            );
            return Some(Err(Problem::new(place, ProblemKind::BrokenRecord, message)));
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut values = Values::default();
        for role in Role::ALL {
            let column = self.options.fields.find(role, &names);
            values.put(role, column.map(|column| row[column].clone()));
        }
        Some(values.item(place))
    }

    fn problem(&mut self, error: RowError) -> Problem {
        match error {
            RowError::TooLong => {
                let most = self.options.most_bytes;
                let message = format!(
                    "the row is longer than {most} bytes; look for a quotation mark that is not closed, or raise --max-bytes"
                );
                Problem::new(
                    Place::at(&self.source, self.rows.position),
                    ProblemKind::TooLong,
                    message,
                )
            }
            RowError::Unclosed => {
                let message = "a quotation mark in the row is not closed, so that it goes on to the end of the table; close it, or write it \
                    twice where it belongs to the text";
                Problem::new(
                    Place::at(&self.source, self.rows.position),
                    ProblemKind::BrokenRecord,
                    message,
                )
            }
            RowError::Reading(error) => {
                self.ended = damage(&error).is_none();
                Problem::reading(&self.source, self.rows.number, &error)
            }
        }
    }
}

impl Iterator for Table {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        if self.ended {
            return None;
        }
        let Some(names) = self.header.take() else {
            return match self.read_header() {
                Ok(Some(names)) => {
                    self.header = Some(names);
                    self.next()
                }
                Ok(None) => {
                    self.ended = true;
                    let message = "it is empty; give a table with a header and rows";
                    Some(Err(Problem::new(Place::of(&self.source), ProblemKind::NoText, message)))
                }
                Err(problem) => {
                    self.ended = true;
                    Some(Err(problem))
                }
            };
        };
        let found = self.read_row(&names);
        self.header = Some(names);
        found
    }
}

/// The columns of a row as texts. What is not UTF-8 was written by a spreadsheet on Windows.
fn texts(row: &[&[u8]]) -> Vec<String> {
    if row.iter().all(|column| std::str::from_utf8(column).is_ok()) {
        return row
            .iter()
            .map(|column| String::from_utf8_lossy(column).into_owned())
            .collect();
    }
    let decode = |column: &&[u8]| {
        encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(column)
            .0
            .into_owned()
    };
    row.iter().map(decode).collect()
}

/// What parts the columns of a table, by its first line.
pub fn delimiter(start: &[u8]) -> u8 {
    let mut quoted = false;
    let bare = start
        .iter()
        .take_while(|byte| quoted_newline(**byte, &mut quoted))
        .copied()
        .collect::<Vec<u8>>();
    let unquoted: Vec<u8> = bare.split(|byte| *byte == b'"').step_by(2).flatten().copied().collect();
    let count = |delimiter: &u8| unquoted.iter().filter(|byte| *byte == delimiter).count();
    let best = DELIMITERS.iter().rev().max_by_key(|delimiter| count(delimiter));
    best.copied().unwrap_or(b',')
}

/// Whether the first line goes on behind a byte.
const fn quoted_newline(byte: u8, quoted: &mut bool) -> bool {
    if byte == b'"' {
        *quoted = !*quoted;
    }
    byte != b'\n' || *quoted
}

/// Why a row is not there.
enum RowError {
    /// It is too long; reading goes on at the next line.
    TooLong,
    /// The table ends within quotation marks.
    Unclosed,
    Reading(io::Error),
}

/// The rows of a table.
struct Rows {
    input: Unpacked,
    parser: Reader,
    most: usize,
    columns: Vec<u8>,
    ends: Vec<usize>,
    number: u64,
    position: Position,
}

impl Rows {
    fn of(input: Unpacked, delimiter: u8, most: usize) -> Self {
        let position = Position {
            number: 0,
            offset: None,
            unpacked: input.is_packed(),
        };
        Self {
            input,
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            most,
            columns: vec![0; 4 << 10],
            ends: vec![0; 64],
            number: 0,
            position,
        }
    }

    fn next_row(&mut self) -> Result<Option<Vec<&[u8]>>, RowError> {
        self.number += 1;
        if let Err(error) = self.skip_ends() {
            return Err(self.lose(error));
        }
        self.position.number = self.number;
        self.position.offset = Some(self.input.offset());
        match self.fill() {
            Ok(Some(count)) => Ok(Some(self.row(count))),
            Ok(None) => Ok(None),
            Err(error) => Err(self.lose(error)),
        }
    }

    /// Moves behind what is left of the end of the row before, and behind empty lines.
    fn skip_ends(&mut self) -> Result<(), RowError> {
        loop {
            let buffer = self.input.fill_buf().map_err(RowError::Reading)?;
            let ends = buffer.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if ends == 0 {
                return Ok(());
            }
            self.input.consume(ends);
        }
    }

    /// Reads a row: how many columns it has. Where the input ends, the parser is given an end of line first, since a row that goes on
    /// behind it stands within quotation marks.
    fn fill(&mut self) -> Result<Option<usize>, RowError> {
        let (mut bytes, mut count, mut line_ended) = (0, 0, false);
        loop {
            let buffer = self.input.fill_buf().map_err(RowError::Reading)?;
            let at_end = buffer.is_empty();
            let given = if at_end && !line_ended { b"\n" } else { buffer };
            let (result, read, written, ended) =
                self.parser
                    .read_record(given, &mut self.columns[bytes..], &mut self.ends[count..]);
            if !at_end {
                self.input.consume(read);
            }
            (bytes, count) = (bytes + written, count + ended);
            match result {
                ReadRecordResult::Record if line_ended => return Err(RowError::Unclosed),
                ReadRecordResult::InputEmpty => line_ended = at_end,
                ReadRecordResult::OutputFull if self.columns.len() >= self.most => return Err(RowError::TooLong),
                ReadRecordResult::OutputFull => self.columns.resize((self.columns.len() * 2).min(self.most), 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() >= MOST_COLUMNS => return Err(RowError::TooLong),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return Ok(Some(count)),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// The columns of the row that was read.
    fn row(&self, count: usize) -> Vec<&[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends[..count])
            .map(|(start, end)| &self.columns[start..*end])
            .collect()
    }

    /// Begins anew at the next line.
    fn lose(&mut self, error: RowError) -> RowError {
        self.parser.reset();
        if matches!(error, RowError::TooLong) {
            // Where this fails too, the next row says so.
            let _next_row_says = read_line(&mut self.input, &mut Vec::new(), 0);
        }
        error
    }
}
