//! Stretches of days, and the periods that counts are kept for.

use crate::day::{civil, number, since_epoch};
use crate::derived::UNDATED;
use crate::query::fragment::Fragment;
use std::fmt;

/// A stretch of days, both ends included; an end that is `None` is open. Days are counted from 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Option<i64>,
    /// The last.
    pub until: Option<i64>,
}

impl Days {
    /// The days of a date: a day (`2022-01-26`), a month (`2022-01`) or a year (`2022`); `None` for anything else.
    ///
    /// ```
    /// use demarche_store::Days;
    ///
    /// assert_eq!(Days::named("1970-02"), Some(Days { from: Some(31), until: Some(58) }));
    /// assert_eq!(Days::named("1970-02-30"), None);
    /// ```
    #[must_use]
    pub fn named(date: &str) -> Option<Self> {
        let parts: Vec<&str> = date.split('-').collect();
        let digits = |part: &str, len| part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit());
        let fits = parts.iter().zip([4, 2, 2]).all(|(part, len)| digits(part, len));
        let (first, next) = match (fits, parts.as_slice()) {
            (true, [year]) => (number(&format!("{year}-01-01"))?, after_month(year.parse().ok()?, 12)),
            (true, [year, month]) => (
                number(&format!("{year}-{month}-01"))?,
                after_month(year.parse().ok()?, month.parse().ok()?),
            ),
            (true, [..]) if parts.len() == 3 => {
                let day = number(date)?;
                // A day that the month does not have would be one of the next.
                (date_of(day) == date).then_some((day, day + 1))?
            }
            _ => return None,
        };
        Some(Self {
            from: Some(first),
            until: Some(next - 1),
        })
    }

    /// The days that are in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let least = |a: Option<i64>, b: Option<i64>| a.into_iter().chain(b).min();
        Self {
            from: self.from.max(other.from),
            until: least(self.until, other.until),
        }
    }

    /// Whether every day is meant, and what has none.
    pub(super) const fn is_all(self) -> bool {
        self.from.is_none() && self.until.is_none()
    }

    /// The condition on a column of days.
    pub(super) fn condition(self, column: &str) -> Option<Fragment> {
        let (first, last) = (self.from.unwrap_or(UNDATED + 1), self.until.unwrap_or(i64::MAX));
        (!self.is_all()).then(|| {
            Fragment::new(&format!("{column} BETWEEN ? AND ?"))
                .with(first)
                .with(last)
        })
    }

    /// The condition that all of a span of dates is within, for what is not known to the day.
    pub(super) fn span_condition(self, first: &str, last: &str) -> Option<Fragment> {
        let (from, until) = (self.from.map(date_of), self.until.map(date_of));
        let after = from.map(|from| Fragment::new(&format!("{first} >= ?")).with(from));
        let before = until.map(|until| Fragment::new(&format!("ifnull({last}, {first}) <= ?")).with(until));
        let both: Vec<Fragment> = after.into_iter().chain(before).collect();
        (!both.is_empty()).then(|| Fragment::join(both, " AND "))
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let date = |day: Option<i64>| day.map_or_else(|| "…".to_owned(), date_of);
        write!(f, "{} to {}", date(self.from), date(self.until))
    }
}

/// The first day after a month.
const fn after_month(year: i64, month: i64) -> i64 {
    if month == 12 {
        since_epoch(year + 1, 1, 1)
    } else {
        since_epoch(year, month + 1, 1)
    }
}

/// A day as it is written.
pub fn date_of(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// How days are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Day by day.
    Day,
    /// Weeks from Monday.
    Week,
    /// Months.
    #[default]
    Month,
    /// Years.
    Year,
}

impl Step {
    /// The first day of the stretch that a day is in.
    #[must_use]
    pub const fn begin(self, day: i64) -> i64 {
        let (year, _, of_month) = civil(day);
        match self {
            Self::Day => day,
            // The day from which days are counted was a Thursday.
            Self::Week => day - (day + 3).rem_euclid(7),
            Self::Month => day - of_month + 1,
            Self::Year => since_epoch(year, 1, 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, until: &str) -> Days {
        Days {
            from: number(from),
            until: number(until),
        }
    }

    #[test]
    fn days_months_and_years_are_named() {
        assert_eq!(Days::named("2022"), Some(days("2022-01-01", "2022-12-31")));
        assert_eq!(Days::named("2024-02"), Some(days("2024-02-01", "2024-02-29")));
        assert_eq!(Days::named("2022-12"), Some(days("2022-12-01", "2022-12-31")));
        assert_eq!(Days::named("2022-01-26"), Some(days("2022-01-26", "2022-01-26")));
        for bad in [
            "",
            "22",
            "2022-13",
            "2022-1",
            "2022-00",
            "2023-02-29",
            "2022-01-26-1",
            "x022",
            "+022",
            "2022-01-",
        ] {
            assert_eq!(Days::named(bad), None, "{bad}");
        }
    }

    #[test]
    fn weeks_begin_on_monday() {
        let begin = |step: Step, date| date_of(step.begin(number(date).unwrap()));
        assert_eq!(begin(Step::Week, "2022-01-30"), "2022-01-24");
        assert_eq!(begin(Step::Week, "2022-01-24"), "2022-01-24");
        assert_eq!(begin(Step::Month, "2022-02-28"), "2022-02-01");
        assert_eq!(begin(Step::Year, "1969-02-28"), "1969-01-01");
        assert_eq!(begin(Step::Day, "1969-02-28"), "1969-02-28");
    }
}
