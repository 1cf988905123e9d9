//! What is asked of events and of statements alike, as the numbers that stand on the sheets.

use super::bits::Bits;
use super::{Days, Who};
use crate::derived::{Party, UNDATED, sheets};
use rusqlite::{Connection, params};
use std::ops::RangeInclusive;

/// Somebody who is asked for.
pub struct Side {
    labels: Bits,
    actors: Bits,
}

impl Side {
    /// Any of these; `None` where nobody is asked for.
    pub fn of(connection: &Connection, who: &[Who]) -> rusqlite::Result<Option<Self>> {
        let (mut labels, mut actors) = (Bits::default(), Bits::default());
        for who in who {
            match who {
                Who::These(these) => {
                    let numbers = these.iter().filter_map(|&actor| u32::try_from(actor).ok());
                    numbers.for_each(|actor| actors.insert(actor));
                }
                Who::Code { code, sector } => {
                    let select = "SELECT id FROM labels WHERE code = ?1 AND ifnull(sector = ?2, 1)";
                    labels.extend(connection, select, params![code, sector])?;
                }
            }
        }
        Ok((!who.is_empty()).then_some(Self { labels, actors }))
    }

    #[inline]
    pub fn holds(&self, party: Party) -> bool {
        self.labels.holds(party.label) || self.actors.holds(party.actor)
    }
}

/// The days that are asked for: all, and what has none, where no day is.
pub fn stretch(days: Days) -> RangeInclusive<i64> {
    if days.is_all() { sheets::EVERY_DAY } else { dated(days) }
}

/// The days that are asked for, without what has none.
pub fn dated(days: Days) -> RangeInclusive<i64> {
    days.from.unwrap_or(UNDATED + 1)..=days.until.unwrap_or(*sheets::EVERY_DAY.end())
}

/// The least confidence, as sheets keep it: to four digits.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 10001"
)]
pub fn sure(least: Option<f64>) -> u32 {
    let least = least.unwrap_or_default();
    let about = (least * 10_000.0).clamp(0.0, 10_000.0) as u32;
    about + u32::from(f64::from(about) / 10_000.0 < least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_as_sure_as_asked_is_sure_enough() {
        for hundredths in 0..=100_u32 {
            assert_eq!(sure(Some(f64::from(hundredths) / 100.0)), hundredths * 100);
        }
        assert_eq!((sure(None), sure(Some(0.800_01)), sure(Some(7.0))), (0, 8_001, 10_001));
    }
}
