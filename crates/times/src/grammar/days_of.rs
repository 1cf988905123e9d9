//! Days that are told by the week or month they lie in: *Wednesday of next week*, *the first Tuesday in November*, *the 20th of
//! next month*.

use super::Found;
use crate::cursor::Cursor;
use crate::expression::{DayOf, Meaning, Unit};

pub(super) fn at(c: Cursor<'_>) -> Option<Found<'_>> {
    super::longest_of(&[of_week, weekday_of_month, number_of_month], c)
}

fn day_of(day: DayOf, of: Found<'_>) -> Found<'_> {
    let meaning = Meaning::DayOf {
        day,
        of: Box::new(of.meaning),
    };
    Found::date(meaning, of.next)
}

/// *Wednesday of next week*, *Friday last week*.
fn of_week(c: Cursor<'_>) -> Option<Found<'_>> {
    let (weekday, next) = c.weekday()?;
    let week = counted(next.maybe(|c| c.word("of")), Unit::Week)?;
    Some(day_of(DayOf::Weekday { weekday, nth: 1 }, week))
}

/// *the first Tuesday in November*, *the last Monday of March 2014*.
fn weekday_of_month(c: Cursor<'_>) -> Option<Found<'_>> {
    let start = c.maybe(|c| c.word("the"));
    let last = start.any(&["last", "final"]).map(|next| (-1, next));
    let (nth, next) = last.or_else(|| {
        let (number, next) = start.ordinal()?;
        Some((i8::try_from(number).ok().filter(|nth| (1..=5).contains(nth))?, next))
    })?;
    let (weekday, next) = next.weekday()?;
    let next = next.any(&["of", "in"])?;
    let month = super::calendar::month(next).or_else(|| counted(next, Unit::Month))?;
    Some(day_of(DayOf::Weekday { weekday, nth }, month))
}

/// *the 20th of next month*.
fn number_of_month(c: Cursor<'_>) -> Option<Found<'_>> {
    let (number, next) = c.maybe(|c| c.word("the")).ordinal()?;
    let number = u8::try_from(number).ok().filter(|number| (1..=31).contains(number))?;
    let month = counted(next.word("of")?, Unit::Month)?;
    Some(day_of(DayOf::Number(number), month))
}

/// A week or a month that is told by its distance: *next week*, *this month*.
fn counted(c: Cursor<'_>, unit: Unit) -> Option<Found<'_>> {
    super::relative::at(c).filter(|found| matches!(found.meaning, Meaning::Shift { unit: of, .. } if of == unit))
}

#[cfg(test)]
mod tests {
    use crate::testing::assert_read;

    #[test]
    fn days_of_weeks_and_months() {
        assert_read(&[
            (
                "They will vote on Wednesday of next week.",
                "Wednesday of next week = 2021-06-16",
            ),
            ("They voted on Friday last week.", "Friday last week = 2021-06-04"),
            (
                "They vote on the first Tuesday in November.",
                "the first Tuesday in November = 2021-11-02",
            ),
            (
                "They voted on the last Monday of March 2014.",
                "the last Monday of March 2014 = 2014-03-31",
            ),
            (
                "They will vote on the 20th of next month.",
                "the 20th of next month = 2021-07-20",
            ),
        ]);
    }
}
