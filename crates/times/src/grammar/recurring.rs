//! What recurs: *every Friday*, *annually*, *each July*, *every two weeks*, *Mondays*, *once a week*.

use super::Found;
use crate::cursor::Cursor;
use crate::expression::{Amount, Clock, Meaning, Recurrence, Side, Unit, Year};
use crate::lexicon::Sense;

pub(super) fn at(c: Cursor<'_>) -> Option<Found<'_>> {
    super::longest_of(&[every, adverb, plural_weekday, times, per], c)
}

fn set(recurrence: Recurrence, next: Cursor<'_>) -> Found<'_> {
    Found::set(Meaning::Set(recurrence), next)
}

const fn every_units(count: u32, unit: Unit) -> Recurrence {
    Recurrence::Every {
        amount: Amount::whole(count),
        unit,
    }
}

fn every(c: Cursor<'_>) -> Option<Found<'_>> {
    let start = c.any(&["every", "each"])?;
    if let Some(next) = start.any(&["other", "second"]) {
        let (unit, next) = next.unit()?;
        return Some(set(every_units(2, unit), next));
    }
    if let Some((unit, next)) = start.unit().filter(|&(unit, _)| unit != Unit::Second) {
        return Some(set(every_units(1, unit), next));
    }
    if let Some((count, next)) = start.count() {
        let (unit, next) = next.joint().units()?;
        return Some(set(every_units(count.whole, unit), next));
    }
    if let Some(next) = start.any(&["few", "several"]) {
        let (unit, next) = next.units()?;
        return Some(set(
            Recurrence::Every {
                amount: Amount::Several,
                unit,
            },
            next,
        ));
    }
    let (meaning, next) = recurring(start)?;
    Some(set(Recurrence::On(Box::new(meaning)), next))
}

/// What a weekday, a month, a season or a part of the day is without a year.
fn recurring(c: Cursor<'_>) -> Option<(Meaning, Cursor<'_>)> {
    let year = Year::Open(Side::Bare);
    if let Some((weekday, next)) = c.weekday() {
        let day = Meaning::Weekday {
            weekday,
            side: Side::Bare,
        };
        return Some(match next.part() {
            Some((part, next)) => (
                Meaning::Within {
                    day: Some(Box::new(day)),
                    clock: Clock::Part(part),
                },
                next,
            ),
            None => (day, next),
        });
    }
    if let Some((month, next)) = c.month() {
        let meaning = Meaning::Date {
            year,
            month: Some(month),
            day: None,
            weekday: None,
        };
        return Some((meaning, next));
    }
    if let Some(((season, _), next)) = c.season() {
        return Some((Meaning::Season { season, year }, next));
    }
    let (part, next) = c.part()?;
    let clock = Clock::Part(part);
    Some((Meaning::Within { day: None, clock }, next))
}

/// *daily*, *annually*.
fn adverb(c: Cursor<'_>) -> Option<Found<'_>> {
    let name = c.token()?.is_capitalised()
        && (c.before().is_some_and(|token| token.is_capitalised())
            || c.next().token().is_some_and(|token| token.is_capitalised()));
    let ((count, unit), next) = c.sense(|sense| match sense {
        Sense::Recurring { count, unit } => Some((count, unit)),
        _ => None,
    })?;
    (!name).then(|| set(every_units(count, unit), next))
}

/// *Mondays*, *weekends*.
fn plural_weekday(c: Cursor<'_>) -> Option<Found<'_>> {
    if let Some((weekday, next)) = c.weekdays() {
        let day = Meaning::Weekday {
            weekday,
            side: Side::Bare,
        };
        return Some(set(Recurrence::On(Box::new(day)), next));
    }
    let (_, next) = c.units().filter(|&(unit, _)| unit == Unit::Weekend)?;
    Some(set(every_units(1, Unit::Weekend), next))
}

/// *once a week*, *twice a day*, *three times a year*: the expression is *a week*.
fn times(c: Cursor<'_>) -> Option<Found<'_>> {
    let (unit, next) = c.any(&["a", "an"])?.unit()?;
    let often = c.follows(&["once", "twice", "times"]);
    (often && !next.is(&["ago", "earlier", "later"])).then(|| set(every_units(1, unit), next))
}

/// *per day*.
fn per(c: Cursor<'_>) -> Option<Found<'_>> {
    let (unit, next) = c.word("per")?.unit()?;
    (unit >= Unit::Day).then(|| set(every_units(1, unit), next))
}

#[cfg(test)]
mod tests {
    use crate::testing::assert_read;

    #[test]
    fn sets() {
        assert_read(&[
            ("They meet every Friday.", "every Friday = XXXX-WXX-5"),
            ("They meet on Tuesday nights.", "Tuesday nights = XXXX-WXX-2TNI"),
            ("They meet each July.", "each July = XXXX-07"),
            ("They meet every two weeks.", "every two weeks = P2W"),
            ("They meet every other day.", "every other day = P2D"),
            ("They meet annually.", "annually = P1Y"),
            ("They meet twice a week.", "a week = P1W"),
            ("They meet on Mondays.", "Mondays = XXXX-WXX-1"),
            ("She reads the Daily Record.", ""),
        ]);
    }
}
