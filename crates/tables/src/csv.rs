//! CSV, RFC 4180.

use crate::date::iso;
use crate::{Column, TableError, Value, Writer};
use csv::{Terminator, WriterBuilder};
use std::io::Write;

/// Comma-separated values, a header first.
pub struct Csv<'a>(csv::Writer<Box<dyn Write + Send + 'a>>);

impl<'a> Csv<'a> {
    pub fn open(columns: &[Column], out: Box<dyn Write + Send + 'a>) -> Result<Self, TableError> {
        let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        writer.write_record(columns.iter().map(|column| column.name.as_ref()))?;
        Ok(Self(writer))
    }
}

impl Writer for Csv<'_> {
    fn row(&mut self, row: &[Value]) -> Result<(), TableError> {
        for value in row {
            match value {
                Value::Text(text) => self.0.write_field(text)?,
                other => self.0.write_field(field(other)?)?,
            }
        }
        // Ends the line.
        self.0.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), TableError> {
        Ok(self.0.flush()?)
    }
}

/// A value as it is written. Numbers that are whole keep their point, so that who guesses at kinds guesses right.
fn field(value: &Value) -> Result<String, TableError> {
    Ok(match value {
        Value::Null => String::new(),
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => format!("{number:?}"),
        Value::Boolean(holds) => holds.to_string(),
        Value::Date(days) => iso(*days)?,
    })
}

#[cfg(test)]
mod tests {
    use crate::{Column, Format, Kind, Value, writer};

    fn written(columns: &[Column], rows: &[Vec<Value>]) -> String {
        let mut out = Vec::new();
        let mut writer = writer(Format::Csv, columns, Box::new(&mut out)).unwrap();
        rows.iter().for_each(|row| writer.row(row).unwrap());
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_parts_fields_and_lines_is_quoted() {
        let columns = [Column::new("a", Kind::Text), Column::new("b, c", Kind::Text)];
        let rows = [vec!["“no”, he said".into(), "a \"word\"\nin two lines".into()]];
        assert_eq!(
            written(&columns, &rows),
            "a,\"b, c\"\r\n\"“no”, he said\",\"a \"\"word\"\"\nin two lines\"\r\n"
        );
    }

    #[test]
    fn every_kind() {
        let columns = [
            Column::new("i", Kind::Integer),
            Column::new("r", Kind::Real),
            Column::new("b", Kind::Boolean),
            Column::new("d", Kind::Date),
        ];
        let rows = [
            vec![Value::Integer(-3), Value::Real(-2.0), true.into(), Value::Date(19_018)],
            vec![Value::Null; 4],
        ];
        assert_eq!(
            written(&columns, &rows),
            "i,r,b,d\r\n-3,-2.0,true,2022-01-26\r\n,,,\r\n"
        );
    }

    #[test]
    fn a_row_of_one_null_is_no_blank_line() {
        let columns = [Column::new("a", Kind::Text)];
        assert_eq!(written(&columns, &[vec![Value::Null]]), "a\r\n\"\"\r\n");
        assert_eq!(written(&columns, &[]), "a\r\n");
    }
}
