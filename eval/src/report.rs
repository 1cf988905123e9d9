//! The page of results: figures with their floors, tables beside them, in Markdown.

use crate::calibration::{Bin, Reliability};
use crate::figures::Tally;
use std::fmt::{self, Display, Write as _};

/// A figure, in percent, that has a floor to reach, or that is to be stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is measured.
    pub what: String,
    /// On what.
    pub set: &'static str,
    /// 0 to 100.
    pub figure: f64,
    /// What it must reach, if anything.
    pub floor: Option<f64>,
    /// What others reach.
    pub comparison: &'static str,
}

impl Row {
    /// A row from a share between 0 and 1.
    pub fn new(what: impl Into<String>, set: &'static str, share: f64, floor: Option<f64>) -> Self {
        Self {
            what: what.into(),
            set,
            figure: 100.0 * share,
            floor,
            comparison: "",
        }
    }

    /// The row with what others reach.
    #[must_use]
    pub fn beside(self, comparison: &'static str) -> Self {
        Self { comparison, ..self }
    }

    fn cells(&self) -> Vec<String> {
        let floor = self.floor.map_or_else(String::new, |floor| format!("{floor:.1}"));
        let figure = format!("{:.2}", self.figure);
        vec![
            self.what.clone(),
            self.set.to_owned(),
            figure,
            floor,
            self.verdict(),
            self.comparison.to_owned(),
        ]
    }

    fn verdict(&self) -> String {
        match self.floor {
            None => String::new(),
            Some(floor) if self.figure >= floor => "yes".to_owned(),
            Some(floor) => format!("no, {:.2} short", floor - self.figure),
        }
    }
}

/// A table with a heading and, under it, what the reader must know.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The heading.
    pub title: String,
    /// A sentence or two over the table; may be empty.
    pub note: String,
    /// The names of the columns.
    pub columns: Vec<&'static str>,
    /// The cells.
    pub rows: Vec<Vec<String>>,
}

impl Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "### {}\n\n", self.title)?;
        if !self.note.is_empty() {
            write!(f, "{}\n\n", self.note)?;
        }
        write_table(f, &self.columns, &self.rows)
    }
}

/// What the measuring of one set, or of several alike, gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Figures for the first table.
    pub rows: Vec<Row>,
    /// Tables of their own.
    pub tables: Vec<Table>,
    /// Sets that are not present, by name.
    pub skipped: Vec<String>,
}

impl Part {
    /// Appends another part.
    pub fn join(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.tables.extend(other.tables);
        self.skipped.extend(other.skipped);
    }
}

/// The whole page.
pub fn page(model: &str, part: &Part) -> String {
    let mut page = String::from(
        "# Results\n\n\
        Written by `just eval`: the quantised model as it ships, run by the Rust code, on development data. \
        Test parts are kept back.\n\n",
    );
    let _ = write!(page, "Model: `{model}`\n\n");
    if !part.skipped.is_empty() {
        let _ = write!(page, "Not present, and skipped: {}.\n\n", part.skipped.join("; "));
    }
    page.push_str("## Figures and floors\n\n");
    let cells: Vec<Vec<String>> = part.rows.iter().map(Row::cells).collect();
    let _ = write_table(
        &mut page,
        &["what", "set", "figure", "floor", "reached", "for comparison"],
        &cells,
    );
    page.push_str("\n## Beside them\n");
    for table in part.tables.iter().filter(|table| !table.rows.is_empty()) {
        let _ = write!(page, "\n{table}");
    }
    page.push('\n');
    page.push_str(include_str!("method.md"));
    page
}

/// Writes a table in Markdown; columns of nothing but numbers are set to the right.
fn write_table(out: &mut impl fmt::Write, columns: &[&str], rows: &[Vec<String>]) -> fmt::Result {
    write_line(out, columns.iter().copied())?;
    let numeric = |column: usize| {
        rows.iter()
            .all(|r| r[column].is_empty() || r[column].parse::<f64>().is_ok())
    };
    write_line(
        out,
        (0..columns.len()).map(|column| if numeric(column) { "---:" } else { "---" }),
    )?;
    rows.iter()
        .try_for_each(|row| write_line(out, row.iter().map(String::as_str)))
}

fn write_line<'a>(out: &mut impl fmt::Write, mut cells: impl Iterator<Item = &'a str>) -> fmt::Result {
    cells.try_for_each(|cell| write!(out, "| {cell} "))?;
    out.write_str("|\n")
}

/// A share between 0 and 1 in percent.
pub fn percent(share: f64) -> String {
    format!("{:.2}", 100.0 * share)
}

/// Precision, recall and F1 in percent.
pub fn prf(tally: Tally) -> [String; 3] {
    [tally.precision(), tally.recall(), tally.f1()].map(percent)
}

/// A table of reliability.
pub fn reliability(title: &str, table: &Reliability) -> Table {
    let row = |(index, bin): (usize, &Bin)| {
        let (low, high) = Reliability::bounds(index);
        let shares = [percent(bin.mean_score()), percent(bin.accuracy())];
        [
            vec![format!("{low:.1} to {high:.1}"), bin.count.to_string()],
            shares.to_vec(),
        ]
        .concat()
    };
    Table {
        title: title.to_owned(),
        note: format!("Expected calibration error {}.", percent(table.error())),
        columns: vec!["score", "predictions", "mean score, %", "right, %"],
        rows: table.bins.iter().enumerate().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_whether_the_floor_is_reached() {
        assert_eq!(Row::new("LAS", "x", 0.89, Some(89.0)).verdict(), "yes");
        assert_eq!(Row::new("LAS", "x", 0.885, Some(89.0)).verdict(), "no, 0.50 short");
        assert_eq!(Row::new("LAS", "x", 0.5, None).verdict(), "");
    }

    #[test]
    fn numbers_stand_to_the_right() {
        let table = Table {
            title: "T".to_owned(),
            note: String::new(),
            columns: vec!["a", "b"],
            rows: vec![
                vec!["x".to_owned(), "1.5".to_owned()],
                vec!["y".to_owned(), String::new()],
            ],
        };
        assert_eq!(
            table.to_string(),
            "### T\n\n| a | b |\n| --- | ---: |\n| x | 1.5 |\n| y |  |\n"
        );
    }

    #[test]
    fn the_page_names_what_was_skipped() {
        let part = Part {
            skipped: vec!["EWT dev".to_owned()],
            ..Part::default()
        };
        assert!(page("m", &part).contains("skipped: EWT dev.\n"));
        assert!(!page("m", &Part::default()).contains("skipped:"));
    }
}
