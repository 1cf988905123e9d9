//! Days, weeks, months, quarters and years of the calendar, and their values.

use crate::days::Days;
use crate::expression::{Holiday, Unit};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};

/// A stretch of the calendar with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) unit: Unit,
    pub(super) value: String,
    pub(super) days: Days,
}

/// The stretch of a unit that a day lies in; `None` for what no calendar holds.
pub(super) fn around(day: Date, unit: Unit) -> Option<Stretch> {
    let stretch = |first, last, value| Days::new(first, last).map(|days| Stretch { unit, value, days });
    let year = day.year();
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Indefinite => None,
        Unit::Day => stretch(day, day, day.to_string()),
        Unit::Week => {
            let monday = monday(day);
            let week = day.iso_week_date();
            stretch(monday, plus(monday, 6), format!("{}-W{:02}", week.year(), week.week()))
        }
        Unit::Weekend => {
            let monday = monday(day);
            let week = day.iso_week_date();
            stretch(
                plus(monday, 5),
                plus(monday, 6),
                format!("{}-W{:02}-WE", week.year(), week.week()),
            )
        }
        Unit::Month => stretch(
            day.first_of_month(),
            day.last_of_month(),
            format!("{year:04}-{:02}", day.month()),
        ),
        Unit::Quarter => quarter(i32::from(year), quarter_of(day)),
        Unit::Year => stretch(day.first_of_year(), day.last_of_year(), format!("{year:04}")),
        Unit::Decade => years(i32::from(year) / 10 * 10, 10, unit, 3),
        Unit::Century => years(i32::from(year) / 100 * 100, 100, unit, 2),
        Unit::Millennium => years(i32::from(year) / 1000 * 1000, 1000, unit, 1),
    }
}

/// So many years from the first, whose value is the first digits of it.
pub(super) fn years(first: i32, count: i32, unit: Unit, digits: usize) -> Option<Stretch> {
    let from = Date::new(i16::try_from(first.max(1)).ok()?, 1, 1).ok()?;
    let to = Date::new(i16::try_from(first + count - 1).ok()?, 12, 31).ok()?;
    let value = format!("{first:04}").chars().take(digits).collect();
    Some(Stretch {
        unit,
        value,
        days: Days::new(from, to)?,
    })
}

/// A quarter of a year, 1 to 4.
pub(super) fn quarter(year: i32, number: u8) -> Option<Stretch> {
    let first = Date::new(i16::try_from(year).ok()?, i8::try_from(number).ok()? * 3 - 2, 1).ok()?;
    let last = first.checked_add(2.months()).ok()?.last_of_month();
    Some(Stretch {
        unit: Unit::Quarter,
        value: format!("{year:04}-Q{number}"),
        days: Days::new(first, last)?,
    })
}

/// 1 to 4.
pub(super) fn quarter_of(day: Date) -> u8 {
    u8::try_from((day.month() - 1) / 3 + 1).unwrap_or(1)
}

/// A month or a day of a year.
pub(super) fn of_year(year: i32, month: u8, day: Option<u8>) -> Option<Stretch> {
    let on = Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day.unwrap_or(1)).ok()?,
    )
    .ok()?;
    around(on, if day.is_some() { Unit::Day } else { Unit::Month })
}

/// The day so many units on, or back for a negative number.
pub(super) fn moved(day: Date, unit: Unit, count: i32) -> Option<Date> {
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Indefinite => return None,
        Unit::Day => jiff::Span::new().try_days(count),
        Unit::Week | Unit::Weekend => jiff::Span::new().try_weeks(count),
        Unit::Month => jiff::Span::new().try_months(count),
        Unit::Quarter => jiff::Span::new().try_months(count.checked_mul(3)?),
        Unit::Year => jiff::Span::new().try_years(count),
        Unit::Decade => jiff::Span::new().try_years(count.checked_mul(10)?),
        Unit::Century => jiff::Span::new().try_years(count.checked_mul(100)?),
        Unit::Millennium => jiff::Span::new().try_years(count.checked_mul(1000)?),
    };
    day.checked_add(span.ok()?).ok()
}

/// So many days on.
pub(super) fn plus(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

fn monday(day: Date) -> Date {
    plus(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// The last such weekday, the day itself within.
pub(super) fn weekday_until(day: Date, weekday: Weekday) -> Date {
    plus(day, -i32::from(day.weekday().since(weekday)))
}

/// The next such weekday, the day itself within.
pub(super) fn weekday_from(day: Date, weekday: Weekday) -> Date {
    plus(day, i32::from(day.weekday().until(weekday)))
}

/// A holiday of a year.
pub(super) fn holiday(holiday: Holiday, year: i32) -> Option<Date> {
    let year = i16::try_from(year).ok()?;
    match holiday {
        Holiday::Fixed { month, day } => Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok(),
        Holiday::Nth { month, weekday, nth } => Date::new(year, i8::try_from(month).ok()?, 1)
            .ok()?
            .nth_weekday_of_month(nth, weekday)
            .ok(),
        Holiday::Easter(days) => (1583..=4099)
            .contains(&year)
            .then(|| plus(easter(year), i32::from(days))),
    }
}

/// Easter Sunday of the western churches (Anonymous Gregorian algorithm, Meeus 1991).
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let march = h + l - 7 * m + 22;
    plus(date(year, 3, 1), march - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_sundays() {
        assert_eq!(easter(2000), date(2000, 4, 23));
        assert_eq!(easter(2024), date(2024, 3, 31));
    }

    #[test]
    fn weeks_are_of_their_iso_year() {
        assert_eq!(
            around(date(2021, 1, 1), Unit::Week).map(|week| week.value).as_deref(),
            Some("2020-W53")
        );
    }

    #[test]
    fn quarters() {
        let third = quarter(2015, 3);
        assert_eq!(
            third.map(|q| (q.days.first, q.days.last)),
            Some((date(2015, 7, 1), date(2015, 9, 30)))
        );
    }
}
