//! The tables of places: rows of equal length, names in one string, and a map from folded names to rows.

#[path = "../src/places/fold.rs"]
mod fold;
#[path = "../src/places/layout.rs"]
#[allow(dead_code, reason = "the program reads what is only written here, and the reverse")]
mod layout;

use fold::fold;
use layout::{Kind, NO_COUNTRY, NO_REGION, Posting, Row, Via};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Writes `places.rows`, `places.strings`, `places.codes`, `places.postings` and `places.fst`.
pub fn compile(tables: &Path, out: &Path) -> Outcome<()> {
    let mut places = Places::default();
    places.states(&lines(&tables.join("countries.tsv"))?)?;
    places.areas(&lines(&tables.join("hand/areas.tsv"))?)?;
    places.divided(&lines(&tables.join("regions.tsv"))?, Kind::Region)?;
    places.divided(&lines(&tables.join("counties.tsv"))?, Kind::County)?;
    places.divided(&lines(&tables.join("cities.tsv"))?, Kind::City)?;
    places.capitals(&lines(&tables.join("countries.tsv"))?)?;
    places.write(out)
}

/// A table's lines as cells, with the file and the number of each line for messages.
fn lines(path: &Path) -> Outcome<Vec<Line>> {
    println!("cargo::rerun-if-changed={}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let numbered = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    Ok(numbered
        .map(|(number, line)| Line {
            at: format!("{}:{}", path.display(), number + 1),
            cells: line.split('\t').map(str::to_owned).collect(),
        })
        .collect())
}

struct Line {
    at: String,
    cells: Vec<String>,
}

impl Line {
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn number<T: std::str::FromStr>(&self, column: usize) -> Outcome<T> {
        let cell = self.cell(column);
        cell.parse()
            .map_err(|_| format!("{}: column {}: “{cell}” is no number", self.at, column + 1).into())
    }

    /// Degrees in ten-thousandths.
    fn degrees(&self, column: usize) -> Outcome<i32> {
        Ok((self.number::<f64>(column)? * layout::DEGREE).round() as i32)
    }

    fn names(&self, column: usize) -> impl Iterator<Item = &str> {
        self.cell(column).split('|').filter(|name| !name.is_empty())
    }
}

#[derive(Default)]
struct Places {
    rows: Vec<Row>,
    strings: Vec<u8>,
    /// Where a name stands in `strings`.
    stored: HashMap<String, u32>,
    /// Alpha-3 codes by the row of the state.
    codes: Vec<u8>,
    /// The row of a state by its alpha-2 code.
    state: HashMap<String, u8>,
    /// The row of a region by its state and its code.
    region: HashMap<(u8, String), u16>,
    names: BTreeMap<String, Vec<Posting>>,
}

impl Places {
    fn states(&mut self, table: &[Line]) -> Outcome<()> {
        for line in table {
            let country = u8::try_from(self.rows.len())?;
            self.state.insert(line.cell(4).to_owned(), country);
            self.codes.extend(line.cell(5).as_bytes());
            self.row(line, Kind::Country, 0, country, NO_REGION, line.number(6)?)?;
            self.other_names(line, 7)?;
        }
        if self.codes.len() != 3 * self.rows.len() {
            return Err("countries.tsv: a code is not of three letters".into());
        }
        Ok(())
    }

    fn areas(&mut self, table: &[Line]) -> Outcome<()> {
        for line in table {
            let mut shifted = vec![String::new()];
            shifted.extend(line.cells.iter().cloned());
            let shifted = Line {
                at: line.at.clone(),
                cells: shifted,
            };
            let country = match shifted.cell(4) {
                "-" => NO_COUNTRY,
                code => self.country(code, &line.at)?,
            };
            self.row(&shifted, Kind::Area, 0, country, NO_REGION, 0)?;
            self.other_names(&shifted, 6)?;
        }
        Ok(())
    }

    /// Regions, counties and cities, which are alike but for their kind.
    fn divided(&mut self, table: &[Line], kind: Kind) -> Outcome<()> {
        for line in table {
            let country = self.country(line.cell(4), &line.at)?;
            let key = (country, line.cell(5).to_owned());
            if kind == Kind::Region {
                self.region.insert(key.clone(), u16::try_from(self.rows.len())?);
            }
            let region = self.region.get(&key).copied().unwrap_or(NO_REGION);
            self.row(line, kind, 0, country, region, line.number(6)?)?;
            self.other_names(line, 7)?;
        }
        Ok(())
    }

    /// Marks each state's capital: the largest of the state's cities of that name.
    fn capitals(&mut self, states: &[Line]) -> Outcome<()> {
        for line in states {
            let country = self.country(line.cell(4), &line.at)?;
            let called = self.names.get(&fold(line.cell(9))).map(Vec::as_slice);
            let rows = called.unwrap_or_default().iter().map(|posting| posting.row as usize);
            let cities = rows.filter(|&row| self.rows[row].country == country && self.rows[row].kind == Kind::City);
            if let Some(capital) = cities.max_by_key(|&row| self.rows[row].population) {
                self.rows[capital].kind = Kind::Capital;
            }
        }
        Ok(())
    }

    fn country(&self, code: &str, at: &str) -> Outcome<u8> {
        let known = self.state.get(code).copied();
        known.ok_or_else(|| format!("{at}: “{code}” is no state in countries.tsv").into())
    }

    /// A row whose number, name, latitude and longitude stand in the four columns from `first`.
    fn row(&mut self, line: &Line, kind: Kind, first: usize, country: u8, region: u16, population: u32) -> Outcome<()> {
        let name = line.cell(first + 1);
        let id = match line.cell(first) {
            "" => 0,
            _ => line.number(first)?,
        };
        let name_at = self.store(name)?;
        let (lat, lon) = (line.degrees(first + 2)?, line.degrees(first + 3)?);
        self.rows.push(Row {
            id,
            lat,
            lon,
            name_at,
            population,
            region,
            country,
            kind,
        });
        self.name(fold(name), Via::Name);
        Ok(())
    }

    fn other_names(&mut self, line: &Line, column: usize) -> Outcome<()> {
        for name in line.names(column) {
            self.name(fold(name), Via::Other);
        }
        for name in line.names(column + 1) {
            self.name(layout::letters_key(name), Via::Letters);
        }
        Ok(())
    }

    /// A name of the latest row.
    fn name(&mut self, key: String, via: Via) {
        let row = self.rows.len() as u32 - 1;
        let postings = self.names.entry(key).or_default();
        if postings.last().is_none_or(|last| last.row != row) {
            postings.push(Posting { row, via });
        }
    }

    fn store(&mut self, name: &str) -> Outcome<u32> {
        if let Some(&at) = self.stored.get(name) {
            return Ok(at);
        }
        let at = u32::try_from(self.strings.len())?;
        self.strings.push(u8::try_from(name.len())?);
        self.strings.extend(name.as_bytes());
        self.stored.insert(name.to_owned(), at);
        Ok(at)
    }

    fn write(&self, out: &Path) -> Outcome<()> {
        let mut map = fst::MapBuilder::memory();
        let mut postings = Vec::new();
        for (name, places) in &self.names {
            map.insert(name, layout::pointer(postings.len() as u64 / 4, places.len() as u64))?;
            postings.extend(places.iter().flat_map(|posting| posting.to_bytes()));
        }
        let rows: Vec<u8> = self.rows.iter().flat_map(|row| row.to_bytes()).collect();
        std::fs::write(out.join("places.rows"), rows)?;
        std::fs::write(out.join("places.strings"), &self.strings)?;
        std::fs::write(out.join("places.codes"), &self.codes)?;
        std::fs::write(out.join("places.postings"), postings)?;
        std::fs::write(out.join("places.fst"), map.into_inner()?)?;
        Ok(())
    }
}
