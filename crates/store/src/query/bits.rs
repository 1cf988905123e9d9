//! Sets of numbers of rows.

use super::fragment::Fragment;
use rusqlite::{Connection, Params};

/// A set of numbers, a bit each. Numbers of rows are dense, so a million take 125 kB.
#[derive(Clone, Debug, Default)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// The numbers that a select gives.
    pub fn of(connection: &Connection, select: &Fragment) -> rusqlite::Result<Self> {
        let mut bits = Self::default();
        let mut select = select.prepare(connection)?;
        let mut rows = select.raw_query();
        while let Some(row) = rows.next()? {
            bits.insert(row.get(0)?);
        }
        Ok(bits)
    }

    /// With the numbers that a select gives.
    pub fn extend(&mut self, connection: &Connection, select: &str, values: impl Params) -> rusqlite::Result<()> {
        let mut select = connection.prepare_cached(select)?;
        let mut rows = select.query(values)?;
        while let Some(row) = rows.next()? {
            self.insert(row.get(0)?);
        }
        Ok(())
    }

    /// With a number.
    pub fn insert(&mut self, number: u32) {
        let (word, bit) = place(number);
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    /// Whether a number is in it.
    #[inline]
    pub fn holds(&self, number: u32) -> bool {
        let (word, bit) = place(number);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }
}

#[inline]
const fn place(number: u32) -> (usize, u64) {
    ((number / 64) as usize, 1 << (number % 64))
}

impl FromIterator<u32> for Bits {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut bits = Self::default();
        numbers.into_iter().for_each(|number| bits.insert(number));
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_in() {
        let bits: Bits = [0, 63, 64, 1_000].into_iter().collect();
        assert!([0, 63, 64, 1_000].iter().all(|&number| bits.holds(number)));
        assert!(
            [1, 62, 65, 999, 1_001, u32::MAX]
                .iter()
                .all(|&number| !bits.holds(number))
        );
    }
}
