//! The rows of the tables, and how they are read from tab-separated text.

/// A row of `actors.tsv` or `persons.tsv`.
#[derive(Clone, Debug, Default)]
pub struct ActorRow {
    pub key: String,
    pub name: String,
    pub kind: String,
    pub code: String,
    pub sector: String,
    pub part_of: String,
    pub wikidata: String,
    pub from: String,
    pub to: String,
    pub source: String,
    pub place: Place,
}

/// A row of `names.tsv`: one more name of an actor.
#[derive(Clone, Debug, Default)]
pub struct NameRow {
    pub actor: String,
    pub name: String,
    pub how: String,
    pub from: String,
    pub to: String,
    pub place: Place,
}

/// A row of `titles.tsv`: what a title means, anywhere or in one state.
#[derive(Clone, Debug, Default)]
pub struct TitleRow {
    pub title: String,
    pub role: String,
    pub of: String,
    pub place: Place,
}

/// A row of `offices.tsv`.
#[derive(Clone, Debug, Default)]
pub struct OfficeRow {
    pub key: String,
    pub role: String,
    pub title: String,
    pub of: String,
    pub body: String,
    pub sector: String,
    pub source: String,
    pub place: Place,
}

/// A row of `tenures.tsv`.
#[derive(Clone, Debug, Default)]
pub struct TenureRow {
    pub person: String,
    pub office: String,
    pub from: String,
    pub to: String,
    pub seen_from: String,
    pub seen_to: String,
    pub source: String,
    pub place: Place,
}

/// Where a row stands: `actors.tsv:12`.
pub type Place = String;

/// All rows of a set of tables.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    pub actors: Vec<ActorRow>,
    pub names: Vec<NameRow>,
    pub titles: Vec<TitleRow>,
    pub offices: Vec<OfficeRow>,
    pub tenures: Vec<TenureRow>,
}

/// Reads a table's lines: comments begin with `#`, the first other line names the columns, fields are apart by tabs.
///
/// # Errors
/// A line whose number of fields is wrong, or columns other than those expected, by file and line.
pub fn read(file: &str, text: &str, columns: &[&str]) -> Result<Vec<(Place, Vec<String>)>, String> {
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

/// A table: its columns, and how a row is made of its fields.
macro_rules! table {
    ($row:ident { $($field:ident),+ }) => {
        impl $row {
            /// The columns, in their order.
            pub const COLUMNS: &[&str] = &[$(stringify!($field)),+];

            /// Reads a table of such rows.
            ///
            /// # Errors
            /// As [`read`].
            pub fn table(file: &str, text: &str) -> Result<Vec<Self>, String> {
                let rows = read(file, text, Self::COLUMNS)?.into_iter().map(|(place, fields)| {
                    let mut fields = fields.into_iter();
                    Self { $($field: fields.next().unwrap_or_default(),)+ place }
                });
                Ok(rows.collect())
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
