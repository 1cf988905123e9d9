//! Days as numbers.

use demarche_types::Published;

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

pub const fn since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of the month of a day (Hinnant's `civil_from_days`).
pub const fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let day_of_era = day.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let (day, month) = (day_of_year - (153 * month + 2) / 5 + 1, (month + 2) % 12 + 1);
    let year = year_of_era + era * 400;
    (if month <= 2 { year + 1 } else { year }, month, day)
}

/// The day that two ends agree on; `None` where it is not known to the day.
pub fn known(date: Option<&str>, enddate: Option<&str>) -> Option<i64> {
    let date = date?;
    (enddate.is_none() || enddate == Some(date)).then(|| number(date))?
}

/// The day of publication, where it is known to within a day; the first one that fits then: an agency's dateline says when a report
/// was filed, and papers print it on that day or the next.
pub fn published(published: &Published) -> Option<i64> {
    let first = number(published.date.as_deref()?)?;
    let last = published.enddate.as_deref().map_or(Some(first), number)?;
    (last - first <= 1).then_some(first)
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
    fn the_calendar_comes_back() {
        for day in (-800_000..800_000).step_by(101) {
            let (year, month, of_month) = civil(day);
            assert_eq!(since_epoch(year, month, of_month), day);
        }
        assert_eq!(civil(19_782), (2024, 2, 29));
    }

    #[test]
    fn a_week_is_no_day() {
        assert_eq!(known(Some("1970-01-02"), Some("1970-01-02")), Some(1));
        assert_eq!(known(Some("1970-01-02"), Some("1970-01-08")), None);
        assert_eq!(known(None, None), None);
    }

    #[test]
    fn a_dateline_is_near_enough() {
        let of = |date: Option<&str>, enddate: Option<&str>| {
            published(&Published {
                date: date.map(str::to_owned),
                enddate: enddate.map(str::to_owned),
                ..Published::default()
            })
        };
        assert_eq!(of(Some("1970-01-02"), Some("1970-01-03")), Some(1));
        assert_eq!(of(Some("1970-01-02"), Some("1970-01-04")), None);
        assert_eq!(of(None, None), None);
    }
}
