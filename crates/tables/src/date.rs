//! Days of the calendar.

use crate::TableError;

/// The day so many days after 1970-01-01, as `YYYY-MM-DD`.
///
/// The civil calendar from a count of days is Howard Hinnant's (`civil_from_days`).
///
/// # Errors
/// Where the year has not four digits.
pub fn iso(days: i32) -> Result<String, TableError> {
    let shifted = i64::from(days) + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    if (0..=9999).contains(&year) {
        Ok(format!("{year:04}-{month:02}-{day:02}"))
    } else {
        Err(TableError::Date(days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar() {
        for (days, date) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (19_782, "2024-02-29"),
            (-719_528, "0000-01-01"),
            (2_932_896, "9999-12-31"),
        ] {
            assert_eq!(iso(days).unwrap(), date);
        }
    }

    #[test]
    fn what_has_no_four_digits_is_refused() {
        for days in [i32::MIN, -719_529, 2_932_897, i32::MAX] {
            assert!(matches!(iso(days), Err(TableError::Date(it)) if it == days));
        }
    }
}
