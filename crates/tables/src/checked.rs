//! What holds for rows in every format: names that differ, as many values as columns, each of its column's kind.

use crate::{Column, TableError, Value, Writer};
use std::collections::BTreeSet;

/// Refuses columns of which two have one name.
///
/// # Errors
/// Where two have one.
pub fn require_names(columns: &[Column]) -> Result<(), TableError> {
    let mut names = BTreeSet::new();
    let twice = columns.iter().find(|column| !names.insert(&column.name));
    twice.map_or(Ok(()), |column| Err(TableError::SameName(column.name.to_string())))
}

/// A writer that is given only rows that fit.
pub struct Checked<'a> {
    writer: Box<dyn Writer + 'a>,
    columns: &'a [Column],
}

impl<'a> Checked<'a> {
    pub fn over(writer: Box<dyn Writer + 'a>, columns: &'a [Column]) -> Self {
        Self { writer, columns }
    }
}

impl Writer for Checked<'_> {
    fn row(&mut self, row: &[Value]) -> Result<(), TableError> {
        let (expected, found) = (self.columns.len(), row.len());
        if expected != found {
            return Err(TableError::Width { expected, found });
        }
        for (column, value) in self.columns.iter().zip(row) {
            require_kind(column, value)?;
        }
        self.writer.row(row)
    }

    fn finish(self: Box<Self>) -> Result<(), TableError> {
        self.writer.finish()
    }
}

fn require_kind(column: &Column, value: &Value) -> Result<(), TableError> {
    match value.kind() {
        Some(found) if found != column.kind => Err(TableError::Kind {
            column: column.name.to_string(),
            expected: column.kind,
            found,
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Column, Format, Kind, TableError, Value, writer};
    use std::io::sink;

    static COLUMNS: [Column; 2] = [Column::new("a", Kind::Text), Column::new("b", Kind::Integer)];
    const FORMATS: [Format; 4] = [Format::Csv, Format::Json, Format::JsonLines, Format::Parquet];

    #[test]
    fn rows_must_fit() {
        for format in FORMATS {
            let mut rows = writer(format, &COLUMNS, Box::new(sink())).unwrap();
            assert!(matches!(
                rows.row(&[Value::Null]),
                Err(TableError::Width { expected: 2, found: 1 })
            ));
            let wrong = rows.row(&["a".into(), "b".into()]).unwrap_err();
            assert_eq!(
                wrong.to_string(),
                "column b holds values of the kind Integer, and one of Text was given"
            );
            rows.row(&[Value::Null, Value::Null]).unwrap();
            rows.finish().unwrap();
        }
    }

    #[test]
    fn a_name_is_one_columns() {
        let twice = [Column::new("a", Kind::Text), Column::new("a", Kind::Date)];
        for format in FORMATS {
            assert!(matches!(
                writer(format, &twice, Box::new(sink())),
                Err(TableError::SameName(name)) if name == "a"
            ));
        }
    }

    /// A disk with room for so many bytes.
    struct Small(usize);

    impl std::io::Write for Small {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_told_as_one() {
        let fill = |format| {
            let mut rows = writer(format, &COLUMNS, Box::new(Small(50)))?;
            for i in 0..100_000 {
                rows.row(&[format!("{i}").into(), Value::Integer(i)])?;
            }
            rows.finish()
        };
        for format in FORMATS {
            let error = fill(format).unwrap_err();
            assert!(
                matches!(&error, TableError::Output(error) if error.kind() == std::io::ErrorKind::StorageFull),
                "{format:?}: {error:?}"
            );
        }
    }
}
