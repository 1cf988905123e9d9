//! Sheets: what questions ask of many things at once, in few bytes, so that all of a million can be looked at.
//!
//! A sheet holds the lines of one day in the order of their owners, the rows of other tables that they are made of. It is kept below
//! a page, so that a change writes one page; a day has as many sheets as it needs. A line is written as what it adds to the one before.

use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;
use std::ops::{ControlFlow, RangeInclusive};

/// What a sheet is made of.
pub trait Line: Copy + Default + Ord {
    /// The table of the sheets.
    const TABLE: &'static str;
    /// The number of the row that it is of.
    fn owner(&self) -> i64;
    /// Writes it after another; the first line of a sheet comes after the default one.
    fn write(&self, before: &Self, bytes: &mut Vec<u8>);
    /// Reads a line that was written after another.
    fn read(before: &Self, bytes: &mut &[u8]) -> Self;
}

/// What lines an owner has, on a day; none where he has gone.
pub type Changes<L> = BTreeMap<i64, BTreeMap<i64, Vec<L>>>;

/// Bytes of a sheet, unless one owner alone has more: with its key it fits a page of the file.
const MOST: usize = 1960;
/// Bits of a key that say the owner.
const OWNER: u32 = 40;

/// Every day that a date can name, and what has none.
pub const EVERY_DAY: RangeInclusive<i64> = -4_000_000..=4_000_000;

/// The key of the first sheet that an owner can be on.
pub const fn key(day: i64, owner: i64) -> i64 {
    (day << OWNER) + owner
}

/// The day of a sheet.
pub const fn day(key: i64) -> i64 {
    key >> OWNER
}

/// The lines of a sheet.
#[inline]
pub fn lines<L: Line>(mut bytes: &[u8]) -> impl Iterator<Item = L> {
    let mut before = L::default();
    std::iter::from_fn(move || {
        if bytes.is_empty() {
            return None;
        }
        before = L::read(&before, &mut bytes);
        Some(before)
    })
}

/// Goes through the sheets of a stretch of days, from its end or from its beginning.
pub fn each<L: Line>(
    connection: &Connection,
    days: &RangeInclusive<i64>,
    backwards: bool,
    mut take: impl FnMut(i64, &[u8]) -> rusqlite::Result<ControlFlow<()>>,
) -> rusqlite::Result<ControlFlow<()>> {
    let direction = if backwards { "DESC" } else { "ASC" };
    let select = format!(
        "SELECT key, lines FROM {} WHERE key >= ?1 AND key < ?2 ORDER BY key {direction}",
        L::TABLE
    );
    let mut select = connection.prepare_cached(&select)?;
    let mut rows = select.query(params![key(*days.start(), 0), key(*days.end() + 1, 0)])?;
    while let Some(row) = rows.next()? {
        if take(day(row.get(0)?), row.get_ref(1)?.as_blob()?)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Puts the lines of owners in the place of those that they had.
pub fn change<L: Line>(connection: &Connection, changes: &Changes<L>) -> rusqlite::Result<()> {
    for (&day, owners) in changes {
        let mut rest = owners.range(0..);
        while let Some((&owner, _)) = rest.clone().next() {
            let (sheet, end) = find::<L>(connection, day, owner)?;
            change_sheet(connection, day, sheet, owners.range(owner..end))?;
            rest = owners.range(end..);
        }
    }
    Ok(())
}

/// A sheet with its key.
type Found<L> = (i64, Vec<L>);

/// The sheet that an owner is on or would be, with its key, and the first owner of the next.
fn find<L: Line>(connection: &Connection, day: i64, owner: i64) -> rusqlite::Result<(Option<Found<L>>, i64)> {
    let table = L::TABLE;
    let select = format!("SELECT key, lines FROM {table} WHERE key >= ?1 AND key <= ?2 ORDER BY key DESC LIMIT 1");
    let sheet = connection
        .prepare_cached(&select)?
        .query_row(params![key(day, 0), key(day, owner)], |row| {
            Ok((row.get(0)?, lines(row.get_ref(1)?.as_blob()?).collect()))
        })
        .optional()?;
    let select = format!("SELECT min(key) FROM {table} WHERE key > ?1 AND key < ?2");
    let next: Option<i64> = connection
        .prepare_cached(&select)?
        .query_row(params![key(day, owner), key(day + 1, 0)], |row| row.get(0))?;
    Ok((sheet, next.map_or(1 << OWNER, |next| next - key(day, 0))))
}

fn change_sheet<'a, L: Line + 'a>(
    connection: &Connection,
    day: i64,
    sheet: Option<Found<L>>,
    changes: impl Iterator<Item = (&'a i64, &'a Vec<L>)>,
) -> rusqlite::Result<()> {
    let (old_key, old) = sheet.map_or((None, Vec::new()), |(key, lines)| (Some(key), lines));
    let mut owners: BTreeMap<i64, Vec<L>> = BTreeMap::new();
    for &line in &old {
        owners.entry(line.owner()).or_default().push(line);
    }
    for (&owner, lines) in changes {
        if lines.is_empty() {
            owners.remove(&owner);
        } else {
            owners.insert(owner, lines.clone());
        }
    }
    if owners.values().flatten().eq(&old) {
        return Ok(());
    }
    let mut sheets = divide(owners.values()).into_iter();
    if let Some(old_key) = old_key {
        match sheets.next() {
            Some(sheet) => put::<L>(connection, old_key, &sheet)?,
            None => remove::<L>(connection, old_key)?,
        }
    }
    sheets.try_for_each(|sheet| put::<L>(connection, key(day, sheet.first), &sheet))
}

/// A sheet that is being written.
#[derive(Debug, Default)]
struct Sheet {
    /// The owner of its first line.
    first: i64,
    bytes: Vec<u8>,
}

/// Lines on as few sheets as hold them; an owner is on one.
fn divide<'a, L: Line + 'a>(owners: impl Iterator<Item = &'a Vec<L>>) -> Vec<Sheet> {
    let (mut sheets, mut before): (Vec<Sheet>, L) = (Vec::new(), L::default());
    for lines in owners {
        let mut more = written(&before, lines);
        let fits = sheets
            .last()
            .is_some_and(|sheet| sheet.bytes.len() + more.len() <= MOST);
        if !fits {
            more = written(&L::default(), lines);
            let first = lines.first().map_or(0, Line::owner);
            sheets.push(Sheet {
                first,
                ..Sheet::default()
            });
        }
        if let Some(sheet) = sheets.last_mut() {
            sheet.bytes.extend(more);
        }
        before = lines.last().copied().unwrap_or(before);
    }
    sheets
}

fn written<L: Line>(before: &L, lines: &[L]) -> Vec<u8> {
    let (mut bytes, mut before) = (Vec::new(), before);
    for line in lines {
        line.write(before, &mut bytes);
        before = line;
    }
    bytes
}

fn put<L: Line>(connection: &Connection, key: i64, sheet: &Sheet) -> rusqlite::Result<()> {
    let put = format!("INSERT OR REPLACE INTO {} (key, lines) VALUES (?1, ?2)", L::TABLE);
    connection.prepare_cached(&put)?.execute(params![key, sheet.bytes])?;
    Ok(())
}

fn remove<L: Line>(connection: &Connection, key: i64) -> rusqlite::Result<()> {
    let delete = format!("DELETE FROM {} WHERE key = ?1", L::TABLE);
    connection.prepare_cached(&delete)?.execute(params![key])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
    struct Pair(u32, u32);

    impl Line for Pair {
        const TABLE: &'static str = "pairs";

        fn owner(&self) -> i64 {
            self.0.into()
        }

        fn write(&self, before: &Self, bytes: &mut Vec<u8>) {
            bytes.extend(self.0.wrapping_sub(before.0).to_le_bytes());
            bytes.extend(self.1.to_le_bytes());
        }

        fn read(before: &Self, bytes: &mut &[u8]) -> Self {
            let mut number = || {
                let (number, rest) = bytes.split_first_chunk().unwrap();
                *bytes = rest;
                u32::from_le_bytes(*number)
            };
            Self(before.0.wrapping_add(number()), number())
        }
    }

    fn connection() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        let table = "CREATE TABLE pairs (key INTEGER PRIMARY KEY, lines BLOB NOT NULL)";
        connection.execute(table, []).unwrap();
        connection
    }

    fn all(connection: &Connection) -> Vec<(i64, Pair)> {
        let mut all = Vec::new();
        let _flow = each::<Pair>(connection, &(-2_000_000..=2_000_000), false, |day, bytes| {
            all.extend(lines(bytes).map(|line| (day, line)));
            assert!(bytes.len() <= MOST);
            Ok(ControlFlow::Continue(()))
        })
        .unwrap();
        all
    }

    proptest! {
        /// Whatever comes and goes, in whatever order: the lines are those that came last, in the order of days and owners.
        #[test]
        fn what_was_put_is_there(steps in prop::collection::vec(
            prop::collection::vec((-1..2_i64, 0..400_u32, 0..4_u32), 0..200), 0..8))
        {
            let connection = connection();
            let mut expected = BTreeMap::new();
            for step in steps {
                let mut changes = Changes::<Pair>::new();
                for (day, owner, count) in step {
                    let lines: Vec<Pair> = (0..count).map(|n| Pair(owner, n)).collect();
                    changes.entry(day).or_default().insert(owner.into(), lines.clone());
                    expected.insert((day, owner), lines);
                }
                change(&connection, &changes).unwrap();
            }
            let expected: Vec<(i64, Pair)> = expected.into_iter()
                .flat_map(|((day, _), lines)| lines.into_iter().map(move |line| (day, line))).collect();
            prop_assert_eq!(all(&connection), expected);
        }
    }

    #[test]
    fn days_before_1970_have_keys_too() {
        for day_number in [-1_000_000, -1, 0, 19_000] {
            assert_eq!(day(key(day_number, 0)), day_number);
            assert_eq!(day(key(day_number, (1 << OWNER) - 1)), day_number);
        }
    }
}
