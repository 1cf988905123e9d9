//! JSON and JSON Lines.

use crate::date::iso;
use crate::{Column, TableError, Value, Writer};
use std::io::{BufWriter, Write};

/// Objects, one a line, with the columns' names in the columns' order.
pub struct Json<'a> {
    columns: &'a [Column],
    out: BufWriter<Box<dyn Write + Send + 'a>>,
    layout: &'static Layout,
    begun: bool,
}

/// What stands before the first object, between two, and after the last.
struct Layout {
    before: &'static str,
    between: &'static str,
    after: &'static str,
    /// The whole where there is no object.
    none: &'static str,
}

const LIST: Layout = Layout {
    before: "[\n",
    between: ",\n",
    after: "\n]\n",
    none: "[]\n",
};

const LINES: Layout = Layout {
    before: "",
    between: "\n",
    after: "\n",
    none: "",
};

impl<'a> Json<'a> {
    /// One list of all objects.
    pub fn list(columns: &'a [Column], out: Box<dyn Write + Send + 'a>) -> Self {
        Self::laid_out(&LIST, columns, out)
    }

    /// An object a line and nothing else.
    pub fn lines(columns: &'a [Column], out: Box<dyn Write + Send + 'a>) -> Self {
        Self::laid_out(&LINES, columns, out)
    }

    fn laid_out(layout: &'static Layout, columns: &'a [Column], out: Box<dyn Write + Send + 'a>) -> Self {
        Self {
            columns,
            out: BufWriter::new(out),
            layout,
            begun: false,
        }
    }
}

impl Writer for Json<'_> {
    fn row(&mut self, row: &[Value]) -> Result<(), TableError> {
        let before = if self.begun {
            self.layout.between
        } else {
            self.layout.before
        };
        self.begun = true;
        self.out.write_all(before.as_bytes())?;
        for (i, (column, value)) in self.columns.iter().zip(row).enumerate() {
            self.out.write_all(if i == 0 { b"{" } else { b"," })?;
            serde_json::to_writer(&mut self.out, &column.name)?;
            self.out.write_all(b":")?;
            put(&mut self.out, value)?;
        }
        Ok(self.out.write_all(b"}")?)
    }

    fn finish(mut self: Box<Self>) -> Result<(), TableError> {
        let after = if self.begun {
            self.layout.after
        } else {
            self.layout.none
        };
        self.out.write_all(after.as_bytes())?;
        Ok(self.out.flush()?)
    }
}

/// A number that JSON has no word for is null.
fn put(out: &mut impl Write, value: &Value) -> Result<(), TableError> {
    match value {
        Value::Null => out.write_all(b"null")?,
        Value::Text(text) => serde_json::to_writer(out, text)?,
        Value::Integer(number) => serde_json::to_writer(out, number)?,
        Value::Real(number) => serde_json::to_writer(out, number)?,
        Value::Boolean(holds) => serde_json::to_writer(out, holds)?,
        Value::Date(days) => serde_json::to_writer(out, &iso(*days)?)?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{Column, Format, Kind, Value, writer};

    fn written(format: Format, rows: &[Vec<Value>]) -> String {
        let columns = [Column::new("a", Kind::Text), Column::new("d", Kind::Date)];
        let mut out = Vec::new();
        let mut writer = writer(format, &columns, Box::new(&mut out)).unwrap();
        rows.iter().for_each(|row| writer.row(row).unwrap());
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_list_and_lines() {
        let rows = [vec!["“a”\n".into(), Value::Date(0)], vec![Value::Null, Value::Null]];
        let (first, second) = (r#"{"a":"“a”\n","d":"1970-01-01"}"#, r#"{"a":null,"d":null}"#);
        assert_eq!(written(Format::Json, &rows), format!("[\n{first},\n{second}\n]\n"));
        assert_eq!(written(Format::JsonLines, &rows), format!("{first}\n{second}\n"));
    }

    #[test]
    fn no_rows() {
        assert_eq!(written(Format::Json, &[]), "[]\n");
        assert_eq!(written(Format::JsonLines, &[]), "");
    }

    #[test]
    fn numbers_that_json_cannot_hold() {
        let columns = [Column::new("r", Kind::Real)];
        let mut out = Vec::new();
        let mut writer = writer(Format::JsonLines, &columns, Box::new(&mut out)).unwrap();
        writer.row(&[Value::Real(f64::NAN)]).unwrap();
        writer.row(&[Value::Real(0.1)]).unwrap();
        writer.finish().unwrap();
        assert_eq!(out, b"{\"r\":null}\n{\"r\":0.1}\n");
    }
}
