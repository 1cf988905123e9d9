//! Tab-separated text into rows.

use crate::actors::compile::{ActorRow, NameRow, OfficeRow, TenureRow, TitleRow};

/// Where a row stands.
type Place = String;

/// A table of the folder.
pub trait Table: Sized {
    /// Its columns, in their order.
    const COLUMNS: &[&str];

    /// Makes a row of its fields.
    fn row(fields: Vec<String>, place: Place) -> Self;

    /// Reads a table of such rows.
    ///
    /// # Errors
    /// As [`read`].
    fn table(file: &str, text: &str) -> Result<Vec<Self>, String> {
        let rows = read(file, text, Self::COLUMNS)?;
        Ok(rows
            .into_iter()
            .map(|(place, fields)| Self::row(fields, place))
            .collect())
    }
}

/// Reads a table's lines: comments begin with `#`, the first other line names the columns, fields are apart by tabs.
///
/// # Errors
/// A line whose number of fields is wrong, or columns other than those expected, by file and line.
fn read(file: &str, text: &str, columns: &[&str]) -> Result<Vec<(Place, Vec<String>)>, String> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    let header = lines.next().map(|(_, line)| line.split('\t').collect::<Vec<_>>());
    if header.as_deref() != Some(columns) {
        return Err(format!("{file}: its columns must be {}", columns.join(", ")));
    }
    lines
        .map(|(i, line)| {
            let (place, fields) = (
                format!("{file}:{}", i + 1),
                line.split('\t').map(str::to_owned).collect::<Vec<_>>(),
            );
            if fields.len() == columns.len() {
                Ok((place, fields))
            } else {
                Err(format!("{place}: {} fields, must be {}", fields.len(), columns.len()))
            }
        })
        .collect()
}

/// How a row is made of its fields.
macro_rules! table {
    ($row:ident { $($field:ident),+ }) => {
        impl Table for $row {
            const COLUMNS: &[&str] = &[$(stringify!($field)),+];

            fn row(fields: Vec<String>, place: Place) -> Self {
                let mut fields = fields.into_iter();
                Self { $($field: fields.next().unwrap_or_default(),)+ place }
            }
        }
    };
}

table!(ActorRow {
    key,
    name,
    kind,
    code,
    sector,
    part_of,
    wikidata,
    from,
    to,
    source
});
table!(NameRow {
    actor,
    name,
    how,
    from,
    to
});
table!(TitleRow { title, role, of });
table!(OfficeRow {
    key,
    role,
    title,
    of,
    body,
    sector,
    source
});
table!(TenureRow {
    person,
    office,
    from,
    to,
    seen_from,
    seen_to,
    source
});
