//! The day of a holiday in a year.

use super::point::{day, days_after};
use crate::expression::Holiday;
use jiff::civil::Date;

/// The day on which a holiday falls.
pub(super) fn in_year(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed { month, day: of_month } => day(year, month, of_month),
        Holiday::Nth { month, weekday, nth } => day(year, month, 1)?.nth_weekday_of_month(nth, weekday).ok(),
        Holiday::Easter(offset) => days_after(easter(year)?, i32::from(offset)),
    }
}

/// Easter Sunday in the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher (1876).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (golden, century, rest) = (year_number % 19, year_number / 100, year_number % 100);
    let skipped = century / 4;
    let moon = (8 * century + 13) / 25;
    let epact = (19 * golden + century - skipped - moon + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let correction = (golden + 11 * epact + 22 * sunday) / 451;
    let total = epact + sunday - 7 * correction + 114;
    day(year, u8::try_from(total / 31).ok()?, u8::try_from(total % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Weekday, date};

    #[test]
    fn easter_sundays() {
        for (year, month, day) in [(1961, 4, 2), (2000, 4, 23), (2008, 3, 23), (2024, 3, 31), (2038, 4, 25)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn nth_weekdays() {
        let thanksgiving = Holiday::Nth {
            month: 11,
            weekday: Weekday::Thursday,
            nth: 4,
        };
        assert_eq!(in_year(thanksgiving, 1999), Some(date(1999, 11, 25)));
    }
}
