//! Apache Parquet.

use crate::{Column, Kind, TableError, Value, Writer};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use std::io::Write;
use std::mem;
use std::sync::Arc;

/// Rows, and bytes of their values, that are written together. No more is held in memory.
const MOST_ROWS: usize = 1 << 16;
const MOST_BYTES: usize = 32 << 20;

/// Who wrote the file; it says no version, so that the same rows are the same bytes in all.
const WRITER: &str = "demarche";

/// A Parquet file, written row group by row group.
pub struct Parquet<'a> {
    file: SerializedFileWriter<Box<dyn Write + Send + 'a>>,
    held: Vec<Held>,
    rows: usize,
    bytes: usize,
}

impl<'a> Parquet<'a> {
    pub fn open(columns: &[Column], out: Box<dyn Write + Send + 'a>) -> Result<Self, TableError> {
        let properties = WriterProperties::builder()
            .set_created_by(WRITER.to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .build();
        Ok(Self {
            file: SerializedFileWriter::new(out, schema(columns)?, Arc::new(properties))?,
            held: columns.iter().map(|column| Held::of(column.kind)).collect(),
            rows: 0,
            bytes: 0,
        })
    }

    /// Writes what is held as a row group.
    fn write(&mut self) -> Result<(), TableError> {
        let mut group = self.file.next_row_group()?;
        for held in &mut self.held {
            if let Some(mut column) = group.next_column()? {
                mem::replace(held, held.emptied()).put(&mut column)?;
                column.close()?;
            }
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

impl Writer for Parquet<'_> {
    fn row(&mut self, row: &[Value]) -> Result<(), TableError> {
        for (held, value) in self.held.iter_mut().zip(row) {
            self.bytes += held.take(value);
        }
        self.rows += 1;
        if self.rows < MOST_ROWS && self.bytes < MOST_BYTES {
            return Ok(());
        }
        self.write()
    }

    fn finish(mut self: Box<Self>) -> Result<(), TableError> {
        if self.rows > 0 {
            self.write()?;
        }
        self.file.close()?;
        Ok(())
    }
}

fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let fields: Result<Vec<_>, _> = columns.iter().map(|column| field(column).map(Arc::new)).collect();
    Ok(Arc::new(Type::group_type_builder("rows").with_fields(fields?).build()?))
}

fn field(column: &Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Real => (Physical::DOUBLE, None),
        Kind::Boolean => (Physical::BOOLEAN, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
    };
    Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

/// The values of a column that are not null, and for each row whether it has one: 1 or 0.
struct Held {
    values: Values,
    present: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Real(Vec<f64>),
    Boolean(Vec<bool>),
    Date(Vec<i32>),
}

impl Held {
    const fn of(kind: Kind) -> Self {
        let values = match kind {
            Kind::Text => Values::Text(Vec::new()),
            Kind::Integer => Values::Integer(Vec::new()),
            Kind::Real => Values::Real(Vec::new()),
            Kind::Boolean => Values::Boolean(Vec::new()),
            Kind::Date => Values::Date(Vec::new()),
        };
        let present = Vec::new();
        Self { values, present }
    }

    /// The same column without a row.
    const fn emptied(&self) -> Self {
        Self::of(match self.values {
            Values::Text(_) => Kind::Text,
            Values::Integer(_) => Kind::Integer,
            Values::Real(_) => Kind::Real,
            Values::Boolean(_) => Kind::Boolean,
            Values::Date(_) => Kind::Date,
        })
    }

    /// Takes the value of one more row; how many bytes are held for it.
    fn take(&mut self, value: &Value) -> usize {
        let (present, bytes) = match (&mut self.values, value) {
            (Values::Text(values), Value::Text(text)) => {
                values.push(text.as_str().into());
                (1, text.len() + mem::size_of::<ByteArray>())
            }
            (Values::Integer(values), &Value::Integer(value)) => (push(values, value), 8),
            (Values::Real(values), &Value::Real(value)) => (push(values, value), 8),
            (Values::Boolean(values), &Value::Boolean(value)) => (push(values, value), 1),
            (Values::Date(values), &Value::Date(value)) => (push(values, value), 4),
            // Rows are checked before; what is left is null.
            _ => (0, 0),
        };
        self.present.push(present);
        bytes + mem::size_of::<i16>()
    }

    fn put(self, column: &mut SerializedColumnWriter) -> Result<usize, ParquetError> {
        let present = Some(self.present.as_slice());
        match self.values {
            Values::Text(values) => column.typed::<ByteArrayType>().write_batch(&values, present, None),
            Values::Integer(values) => column.typed::<Int64Type>().write_batch(&values, present, None),
            Values::Real(values) => column.typed::<DoubleType>().write_batch(&values, present, None),
            Values::Boolean(values) => column.typed::<BoolType>().write_batch(&values, present, None),
            Values::Date(values) => column.typed::<Int32Type>().write_batch(&values, present, None),
        }
    }
}

fn push<T>(values: &mut Vec<T>, value: T) -> i16 {
    values.push(value);
    1
}

#[cfg(test)]
mod tests {
    use super::MOST_ROWS;
    use crate::{Column, Format, Kind, Value, writer};
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    static COLUMNS: [Column; 5] = [
        Column::new("t", Kind::Text),
        Column::new("i", Kind::Integer),
        Column::new("r", Kind::Real),
        Column::new("b", Kind::Boolean),
        Column::new("d", Kind::Date),
    ];

    fn written(rows: impl Iterator<Item = Vec<Value>>) -> Vec<u8> {
        let mut out = Vec::new();
        let mut writer = writer(Format::Parquet, &COLUMNS, Box::new(&mut out)).unwrap();
        rows.for_each(|row| writer.row(&row).unwrap());
        writer.finish().unwrap();
        out
    }

    fn row(i: i64) -> Vec<Value> {
        if i % 7 == 3 {
            return vec![Value::Null; 5];
        }
        let day = Value::Date(i32::try_from(i).unwrap());
        vec![
            format!("“{i}”").into(),
            Value::Integer(-i),
            Value::Real(i as f64 / 8.0),
            (i % 2 == 0).into(),
            day,
        ]
    }

    fn reader(bytes: Vec<u8>) -> SerializedFileReader<bytes::Bytes> {
        SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap()
    }

    /// What the library reads back, as our values.
    fn value(field: &Field) -> Value {
        match field {
            Field::Null => Value::Null,
            Field::Str(text) => Value::Text(text.clone()),
            Field::Long(number) => Value::Integer(*number),
            Field::Double(number) => Value::Real(*number),
            Field::Bool(holds) => Value::Boolean(*holds),
            Field::Date(days) => Value::Date(*days),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_goes_in_comes_out_over_several_row_groups() {
        let many = 2 * MOST_ROWS as i64 + 10;
        let file = reader(written((0..many).map(row)));
        assert_eq!(file.num_row_groups(), 3);
        let mut rows = file.get_row_iter(None).unwrap();
        for i in 0..many {
            let read = rows.next().unwrap().unwrap();
            let values: Vec<Value> = read.get_column_iter().map(|(_, field)| value(field)).collect();
            assert_eq!(values, row(i));
        }
        assert!(rows.next().is_none());
    }

    #[test]
    fn long_texts_end_a_row_group_early() {
        let long = |_| {
            vec![
                "x".repeat(1 << 20).into(),
                Value::Null,
                Value::Null,
                Value::Null,
                Value::Null,
            ]
        };
        assert_eq!(reader(written((0..70).map(long))).num_row_groups(), 3);
    }

    #[test]
    fn no_rows_are_a_table_too() {
        let file = reader(written(std::iter::empty()));
        let schema = file.metadata().file_metadata().schema_descr();
        assert_eq!((file.num_row_groups(), schema.num_columns()), (0, 5));
        assert_eq!(schema.column(0).name(), "t");
    }

    #[test]
    fn the_same_rows_are_the_same_bytes() {
        let once = written((0..1000).map(row));
        assert_eq!(once, written((0..1000).map(row)));
        let created = reader(once).metadata().file_metadata().created_by().map(str::to_owned);
        assert_eq!(created.as_deref(), Some("demarche"));
    }
}
