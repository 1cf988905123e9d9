//! Days as numbers.

/// Days since 1970-01-01 of a day written `YYYY-MM-DD`; `None` for anything else.
///
/// The count of days from the civil calendar is Howard Hinnant's (`days_from_civil`).
pub fn number(date: &str) -> Option<i64> {
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let (year, month, day): (i64, i64, i64) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then(|| since_epoch(year, month, day))
}

const fn since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The day that two ends agree on; `None` where it is not known to the day.
pub fn known(date: Option<&str>, enddate: Option<&str>) -> Option<i64> {
    let date = date?;
    (enddate.is_none() || enddate == Some(date)).then(|| number(date))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (date, days) in [
            ("1970-01-01", 0),
            ("2000-03-01", 11_017),
            ("1969-12-31", -1),
            ("2024-02-29", 19_782),
        ] {
            assert_eq!(number(date), Some(days), "{date}");
        }
        for none in ["2024", "2024-13-01", "2024-1-01", "", "yesterday"] {
            assert_eq!(number(none), None, "{none}");
        }
    }

    #[test]
    fn a_week_is_no_day() {
        assert_eq!(known(Some("1970-01-02"), Some("1970-01-02")), Some(1));
        assert_eq!(known(Some("1970-01-02"), Some("1970-01-08")), None);
        assert_eq!(known(None, None), None);
    }
}
