//! A stretch of the calendar that has a name, and its neighbours.

use crate::days::Days;
use crate::expression::{Season, Unit};
use jiff::Span;
use jiff::civil::{Date, Weekday, date};

/// A stretch of the calendar that has a TIMEX3 value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    Day(Date),
    /// A week, by its Monday.
    Week(Date),
    /// A weekend, by the Monday of its week.
    Weekend(Date),
    Month(i16, i8),
    Quarter(i16, u8),
    Half(i16, u8),
    Season(i16, Season),
    Year(i16),
    /// Ten years, by all but the last digit.
    Decade(i16),
    /// A hundred years, by all but the last two digits.
    Century(i16),
}

impl Point {
    /// The unit's stretch that a day lies in; `None` for units shorter than a day.
    pub(super) fn around(day: Date, unit: Unit) -> Option<Self> {
        Some(match unit {
            Unit::Day => Self::Day(day),
            Unit::Week => Self::Week(monday(day)?),
            Unit::Weekend => Self::Weekend(monday(day)?),
            Unit::Month => Self::Month(day.year(), day.month()),
            Unit::Quarter => Self::Quarter(day.year(), quarter_of(day)),
            Unit::Year => Self::Year(day.year()),
            Unit::Decade => Self::Decade(day.year().div_euclid(10)),
            Unit::Century => Self::Century(day.year().div_euclid(100)),
            _ => return None,
        })
    }

    /// The stretch of the same kind so many units of its own away.
    pub(super) fn shifted(self, count: i32) -> Option<Self> {
        let short = i16::try_from(count).ok()?;
        Some(match self {
            Self::Day(day) => Self::Day(day.checked_add(days(count)?).ok()?),
            Self::Week(day) => Self::Week(day.checked_add(days(count.checked_mul(7)?)?).ok()?),
            Self::Weekend(day) => Self::Weekend(day.checked_add(days(count.checked_mul(7)?)?).ok()?),
            Self::Month(year, month) => {
                let (year, month) = carried(year, i32::from(month) - 1, count, 12)?;
                Self::Month(year, i8::try_from(month).ok()? + 1)
            }
            Self::Quarter(year, number) => {
                let (year, number) = carried(year, i32::from(number) - 1, count, 4)?;
                Self::Quarter(year, u8::try_from(number).ok()? + 1)
            }
            Self::Half(year, number) => Self::Half(year.checked_add(short)?, number),
            Self::Season(year, season) => Self::Season(year.checked_add(short)?, season),
            Self::Year(year) => Self::Year(year.checked_add(short)?),
            Self::Decade(decade) => Self::Decade(decade.checked_add(short)?),
            Self::Century(century) => Self::Century(century.checked_add(short)?),
        })
        .filter(|point| point.days().is_some())
    }

    /// Its days; `None` where they lie outside the calendar.
    pub(super) fn days(self) -> Option<Days> {
        match self {
            Self::Day(day) => Some(Days::one(day)),
            Self::Week(monday) => Days::new(monday, monday.checked_add(days(6)?).ok()?),
            Self::Weekend(monday) => Days::new(monday.checked_add(days(5)?).ok()?, monday.checked_add(days(6)?).ok()?),
            Self::Month(year, month) => months(year, month, year, month),
            Self::Quarter(year, number) => {
                let last = i8::try_from(number).ok()?.checked_mul(3)?;
                months(year, last - 2, year, last)
            }
            Self::Half(year, 1) => months(year, 1, year, 6),
            Self::Half(year, _) => months(year, 7, year, 12),
            Self::Season(year, Season::Spring) => months(year, 3, year, 5),
            Self::Season(year, Season::Summer) => months(year, 6, year, 8),
            Self::Season(year, Season::Autumn) => months(year, 9, year, 11),
            Self::Season(year, Season::Winter) => months(year, 12, year.checked_add(1)?, 2),
            Self::Year(year) => months(year, 1, year, 12),
            Self::Decade(decade) => years(decade.checked_mul(10)?, 10),
            Self::Century(century) => years(century.checked_mul(100)?, 100),
        }
    }

    /// The year it lies in, where it lies in one.
    pub(super) fn year(self) -> Option<i16> {
        let days = self.days()?;
        let first = days.first.year();
        (first == days.last.year() || matches!(self, Self::Season(..) | Self::Week(_))).then_some(first)
    }

    /// Its value in TIMEX3.
    pub(super) fn value(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Week(monday) => week(monday),
            Self::Weekend(monday) => format!("{}-WE", week(monday)),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, number) => format!("{year:04}-Q{number}"),
            Self::Half(year, number) => format!("{year:04}-H{number}"),
            Self::Season(year, season) => format!("{year:04}-{}", season_code(season)),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(decade) => format!("{decade:03}"),
            Self::Century(century) => format!("{century:02}"),
        }
    }
}

/// Two letters for a season.
pub(super) const fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// A day of the calendar, if there is such a day.
pub(super) fn day(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// So many days after, negative before.
pub(super) fn days_after(day: Date, count: i32) -> Option<Date> {
    day.checked_add(days(count)?).ok()
}

/// The Monday of a day's week.
pub(super) fn monday(day: Date) -> Option<Date> {
    days_after(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

pub(super) fn quarter_of(day: Date) -> u8 {
    u8::try_from((day.month() - 1) / 3 + 1).unwrap_or(1)
}

/// The first or last such weekday, counted from a day: `strictly` leaves that day out.
pub(super) fn weekday_near(from: Date, weekday: Weekday, after: bool, strictly: bool) -> Option<Date> {
    let ahead = i32::from(from.weekday().until(weekday));
    let count = match (after, ahead) {
        (_, 0) if !strictly => 0,
        (true, 0) => 7,
        (false, 0) => -7,
        (true, ahead) => ahead,
        (false, ahead) => ahead - 7,
    };
    days_after(from, count)
}

fn days(count: i32) -> Option<Span> {
    Span::new().try_days(count).ok()
}

/// `at + count` in units of which `per` make a year.
fn carried(year: i16, at: i32, count: i32, per: i32) -> Option<(i16, i32)> {
    let total = i32::from(year).checked_mul(per)?.checked_add(at)?.checked_add(count)?;
    Some((i16::try_from(total.div_euclid(per)).ok()?, total.rem_euclid(per)))
}

fn months(first_year: i16, first: i8, last_year: i16, last: i8) -> Option<Days> {
    let end = Date::new(last_year, last, 1).ok()?.last_of_month();
    Days::new(Date::new(first_year, first, 1).ok()?, end)
}

fn years(first: i16, count: i16) -> Option<Days> {
    let last = first.checked_add(count - 1)?;
    if !(0..=9999).contains(&first) || last > 9999 {
        return None;
    }
    Days::new(date(first, 1, 1), date(last, 12, 31))
}

fn week(monday: Date) -> String {
    let iso = monday.iso_week_date();
    format!("{:04}-W{:02}", iso.year(), iso.week())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_and_days() {
        let day = date(2021, 1, 2);
        assert_eq!(Point::around(day, Unit::Week).unwrap().value(), "2020-W53");
        assert_eq!(
            Point::around(day, Unit::Quarter).unwrap().shifted(-1).unwrap().value(),
            "2020-Q4"
        );
        assert_eq!(Point::Month(2021, 1).shifted(-14).unwrap().value(), "2019-11");
        let winter = Point::Season(2021, Season::Winter).days().unwrap();
        assert_eq!((winter.first, winter.last), (date(2021, 12, 1), date(2022, 2, 28)));
        assert_eq!(Point::Decade(199).days().unwrap().last, date(1999, 12, 31));
        assert_eq!(Point::Year(9999).shifted(1), None);
    }

    #[test]
    fn weekdays_near() {
        let thursday = date(2022, 1, 27);
        assert_eq!(weekday_near(thursday, Weekday::Thursday, false, false), Some(thursday));
        assert_eq!(
            weekday_near(thursday, Weekday::Thursday, false, true),
            Some(date(2022, 1, 20))
        );
        assert_eq!(
            weekday_near(thursday, Weekday::Monday, true, true),
            Some(date(2022, 1, 31))
        );
        assert_eq!(
            weekday_near(thursday, Weekday::Friday, false, false),
            Some(date(2022, 1, 21))
        );
    }

    proptest! {
        #[test]
        fn a_day_lies_in_what_is_around_it(offset in 0i32..80_000, unit in 0usize..7) {
            let day = days_after(date(1850, 1, 1), offset).unwrap();
            let unit = [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Decade, Unit::Century][unit];
            let point = Point::around(day, unit).unwrap();
            let days = point.days().unwrap();
            prop_assert!(days.first <= day && day <= days.last);
            prop_assert_eq!(point.shifted(3).and_then(|p| p.shifted(-3)), Some(point));
        }
    }
}
