//! Stretches of the calendar: the days of a year, a month, a week.

use super::days::shifted;
use jiff::civil::{Date, date};

/// From the first day to the last, both within.
pub(super) type Stretch = (Date, Date);

/// The days of a year, of a month of it, or the one day of a month; `None` where no calendar has it.
pub(super) fn stretch(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Stretch> {
    match (month, day) {
        (None, _) if year > 0 => Some((date(year, 1, 1), date(year, 12, 31))),
        (Some(month), None) => {
            let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        (Some(month), Some(day)) => {
            let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}

/// The week of a day, Monday to Sunday.
pub(super) fn week(day: Date) -> Stretch {
    let monday = shifted(day, -i32::from(day.weekday().to_monday_zero_offset()));
    (monday, shifted(monday, 6))
}

/// The month of a day, so many months on.
pub(super) fn month(day: Date, months: i32) -> Stretch {
    let first = day.first_of_month().saturating_add(jiff::Span::new().months(months));
    (first, first.last_of_month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_months_days() {
        assert_eq!(stretch(2020, None, None), Some((date(2020, 1, 1), date(2020, 12, 31))));
        assert_eq!(
            stretch(2020, Some(2), None),
            Some((date(2020, 2, 1), date(2020, 2, 29)))
        );
        assert_eq!(stretch(2021, Some(2), Some(29)), None);
    }

    #[test]
    fn weeks_and_months() {
        assert_eq!(
            week(date(2021, 3, 7)),
            (date(2021, 3, 1), date(2021, 3, 7)),
            "a Sunday ends its week"
        );
        assert_eq!(month(date(2020, 12, 31), 2), (date(2021, 2, 1), date(2021, 2, 28)));
    }
}
