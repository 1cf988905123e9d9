//! `demarche export`.

mod folder;
mod plover;

use crate::{Outcome, talk};
use clap::ValueEnum;
use demarche_store::{Snapshot, Store, TABLES, Table, dictionary};
use demarche_tables::{Column, writer};
use folder::Folder;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Write all of a store into a folder, a file a table
///
/// Documents and what is in them, joined events, counts by day and pair of actors, what each publisher printed, with a README.md that
/// says what each column holds. The same documents give the same bytes, in whatever order they were added. Others can add to
/// the store meanwhile: what is written is how it was at the beginning.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub struct Args {
    /// The store
    #[arg(long, value_name = "FILE")]
    store: PathBuf,

    /// How tables are written
    #[arg(long, value_enum, default_value = "parquet")]
    format: Format,

    /// Write over the files of an earlier export; other files in the folder are left as they are
    #[arg(long)]
    force: bool,

    /// The folder to write into, which is made where there is none
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

const AFTER: &str = "\
Examples:
  demarche export --store news.db export/
  demarche export --store news.db --format csv tables/
  duckdb -c \"SELECT event, sum(acts) FROM 'export/event_counts.parquet' GROUP BY event\"

Exit status:
  0  all is written
  1  the store cannot be read, or the folder cannot be written to; nothing of the export is there then. Only where the disk \
     refuses at the very end, when the files get their names, can new ones be there beside old ones
  2  the command makes no sense";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Apache Parquet: small, typed, for DuckDB, pandas, polars, R's arrow
    Parquet,
    /// CSV, RFC 4180, for everything else
    Csv,
    /// The events alone, one a line, in PLOVER's JSON
    Plover,
}

/// The page that says what there is.
const PAGE: &str = "README.md";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&args.store)?;
    let snapshot = store.snapshot()?;
    let mut folder = Folder::open(&args.folder, &args.format.files(), args.force)?;
    let written = args.format.write(&snapshot, &mut folder).and_then(|page| {
        folder.write(PAGE, page.as_bytes())?;
        folder.finish()
    });
    written.map_err(|error| folder.complain(error))?;
    let files = args.format.files().len();
    talk::tell(&format!("{}: {files} files written", args.folder.display()));
    Ok(Outcome::Sound)
}

impl Format {
    /// How the names of its files end.
    const fn ending(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::Plover => "jsonl",
        }
    }

    /// The files that it writes.
    fn files(self) -> Vec<String> {
        let tables = TABLES.iter().map(|table| self.file(table));
        let data: Vec<String> = if self == Self::Plover {
            vec![plover::FILE.to_owned()]
        } else {
            tables.collect()
        };
        data.into_iter().chain([PAGE.to_owned()]).collect()
    }

    fn file(self, table: &Table) -> String {
        format!("{}.{}", table.name, self.ending())
    }

    /// Writes the data, and says what is to stand on the page beside it.
    fn write(self, snapshot: &Snapshot, folder: &mut Folder) -> anyhow::Result<String> {
        let format = match self {
            Self::Parquet => demarche_tables::Format::Parquet,
            Self::Csv => demarche_tables::Format::Csv,
            Self::Plover => return plover::write(snapshot, folder),
        };
        let mut rows = BTreeMap::new();
        for table in TABLES {
            rows.insert(
                table.name,
                self::table(snapshot, table, format, folder.file(&self.file(table))?)?,
            );
        }
        Ok(dictionary(self.ending(), |table| {
            rows.get(table.name).copied().unwrap_or_default()
        }))
    }
}

/// Writes a table; how many rows it has.
fn table(
    snapshot: &Snapshot,
    table: &Table,
    format: demarche_tables::Format,
    file: impl std::io::Write + Send,
) -> anyhow::Result<u64> {
    let columns: Vec<Column> = table.fields.iter().map(|field| field.column.clone()).collect();
    let (mut writer, mut count) = (writer(format, &columns, Box::new(file))?, 0);
    snapshot.rows(table, |row| {
        count += 1;
        writer.row(row).map_err(anyhow::Error::from)
    })?;
    writer.finish()?;
    Ok(count)
}
