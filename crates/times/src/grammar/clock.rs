//! Times within a day: *10:30 a.m. EST*, *noon Saturday*, *Wednesday night*, *late on Wednesday*, *this morning*, *tonight*.

use super::Found;
use super::calendar::day;
use crate::cursor::Cursor;
use crate::expression::{Clock, DayPart, Meaning, Origin, Recurrence, Unit};
use crate::lexicon::{Context, Sense};
use demarche_types::TimeType;

pub(super) fn at(c: Cursor<'_>) -> Option<Found<'_>> {
    super::longest_of(
        &[
            clock_found,
            day_then_clock,
            day_and_part,
            sided_part,
            part_found,
            late_on,
            tonight,
        ],
        c,
    )
}

const fn within(day: Option<Box<Meaning>>, clock: Clock) -> Meaning {
    Meaning::Within { day, clock }
}

/// *10 p.m. Wednesday*, *noon on Saturday*, *0930 GMT*, *4 in the morning*, *8 a.m. this morning*.
fn clock_found(c: Cursor<'_>) -> Option<Found<'_>> {
    let (clock, next) = clock(c)?;
    if let Some((day, next)) = day(next.maybe(|c| c.mark(',')).maybe(|c| c.word("on"))) {
        return Some(Found::time(within(Some(Box::new(day)), clock), next));
    }
    let part = sided_part(next).or_else(|| tonight(next));
    let found = part.and_then(|part| match part.meaning {
        Meaning::Within { day, .. } => Some(Found::time(within(day, clock), part.next)),
        _ => None,
    });
    Some(found.unwrap_or_else(|| Found::time(within(None, clock), next)))
}

/// *Wednesday at 10 p.m.*
fn day_then_clock(c: Cursor<'_>) -> Option<Found<'_>> {
    let (day, next) = day(c)?;
    let (clock, next) = clock(next.maybe(|c| c.mark(',')).maybe(|c| c.word("at")))?;
    Some(Found::time(within(Some(Box::new(day)), clock), next))
}

fn clock(c: Cursor<'_>) -> Option<(Clock, Cursor<'_>)> {
    let (clock, next) = moment(c).or_else(|| military(c)).or_else(|| hours(c))?;
    let (utc, next) = zone(next).unwrap_or((false, next));
    Some((with_zone(clock, utc), next))
}

const fn with_zone(clock: Clock, utc: bool) -> Clock {
    match clock {
        Clock::At {
            hour, minute, second, ..
        } => Clock::At {
            hour,
            minute,
            second,
            utc,
        },
        Clock::Part(_) => clock,
    }
}

const fn hour(hour: u8, minute: Option<u8>, second: Option<u8>) -> Clock {
    Clock::At {
        hour,
        minute,
        second,
        utc: false,
    }
}

/// *noon*, *12 midnight*.
fn moment(c: Cursor<'_>) -> Option<(Clock, Cursor<'_>)> {
    let start = c
        .digits()
        .filter(|&(number, ..)| number == 12)
        .map_or(c, |(.., next)| next);
    let (at, next) = start.sense(|sense| match sense {
        Sense::Moment(hour) => Some(hour),
        _ => None,
    })?;
    let minute = (at < 24).then_some(0);
    Some((hour(at, minute, None), next))
}

/// *0930 GMT*, *1500 hours*.
fn military(c: Cursor<'_>) -> Option<(Clock, Cursor<'_>)> {
    let (number, 4, next) = c.digits()? else { return None };
    let (_, after) = zone(next).or_else(|| Some((false, next.word("hours")?)))?;
    let (at, minute) = (u8::try_from(number / 100).ok()?, u8::try_from(number % 100).ok()?);
    let next = if next.is(&["hours"]) { after } else { next };
    (at < 24 && minute < 60).then_some((hour(at, Some(minute), None), next))
}

/// *10:30 a.m.*, *10 a.m.*, *ten o'clock*, *4 in the morning*, *14:45* after a word that asks for a time.
fn hours(c: Cursor<'_>) -> Option<(Clock, Cursor<'_>)> {
    let (at, next) = match c.digits() {
        Some((at, 1..=2, next)) => (at, next),
        _ => c.below_hundred()?,
    };
    let at = u8::try_from(at).ok().filter(|&at| at <= 24)?;
    let (minute, next) = two_more(next, &[':', '.', '·']).map_or((None, next), |(minute, next)| (Some(minute), next));
    let seconds = minute.and_then(|_| two_more(next, &[':']));
    let (second, next) = seconds.map_or((None, next), |(second, next)| (Some(second), next));
    if let Some((at, next)) = half_of_day(at, next) {
        return Some((hour(at, minute, second), next));
    }
    let colon = minute.is_some() && c.next().mark(':').is_some();
    let asked = c.follows_any(Context::BeforeClock) || zone(next).is_some() || ends_range(c);
    (colon && asked).then_some((hour(at, minute, second), next))
}

/// Whether a time of the clock stands before, and *to* or *and* between: *from 9:30 to 10:15*.
fn ends_range(c: Cursor<'_>) -> bool {
    let minutes = c
        .back(2)
        .and_then(Cursor::digits)
        .is_some_and(|(_, digits, _)| digits == 2);
    c.follows(&["to", "and"]) && minutes && c.back(3).is_some_and(|before| before.is(&[":"]))
}

fn two_more<'a>(c: Cursor<'a>, marks: &[char]) -> Option<(u8, Cursor<'a>)> {
    let (number, 2, next) = c.glued_marks(marks)?.digits()? else {
        return None;
    };
    Some((u8::try_from(number).ok().filter(|&number| number < 60)?, next))
}

/// What says in which half of the day an hour lies, and the hour of the day.
fn half_of_day(at: u8, c: Cursor<'_>) -> Option<(u8, Cursor<'_>)> {
    let (afternoon, next) = meridiem(c)
        .or_else(|| {
            let (part, next) = c.words(&["in", "the"])?.part()?;
            Some((part != DayPart::Morning, next))
        })
        .or_else(|| Some((false, c.word("o")?.marks(&['\'', '’'])?.word("clock")?)))?;
    let hour = match (at, afternoon) {
        (12, false) => 0,
        (1..=11, true) => at + 12,
        _ => at,
    };
    Some((hour, next))
}

/// *a.m.*, *pm*. The last full stop is left outside where it also ends the sentence: nothing tells, so it is taken in.
fn meridiem(c: Cursor<'_>) -> Option<(bool, Cursor<'_>)> {
    if let Some(next) = c.any(&["am", "pm"]) {
        return Some((c.is(&["pm"]), next));
    }
    let m = c.any(&["a", "p"])?.glued_marks(&['.'])?.word("m")?;
    Some((c.is(&["p"]), m.maybe(|c| c.glued_marks(&['.']))))
}

fn zone(c: Cursor<'_>) -> Option<(bool, Cursor<'_>)> {
    let bracketed = || {
        let (utc, next) = zone_name(c.mark('(')?)?;
        Some((utc, next.mark(')')?))
    };
    let local = || Some((false, c.words(&["local", "time"])?));
    zone_name(c).or_else(bracketed).or_else(local)
}

fn zone_name(c: Cursor<'_>) -> Option<(bool, Cursor<'_>)> {
    c.token().filter(|token| token.is_capitalised())?;
    c.sense(|sense| match sense {
        Sense::Zone { utc } => Some(utc),
        _ => None,
    })
}

/// *Wednesday night*, *yesterday afternoon*, *early Friday morning*, *Tuesday nights*, *the night of May 5*.
fn day_and_part(c: Cursor<'_>) -> Option<Found<'_>> {
    let start = c.maybe(|c| c.any(&["early", "late"]));
    let Some((day_named, next)) = day(start) else {
        return part_of_day(c);
    };
    let next = next.maybe(|c| c.any(&["early", "late"]));
    if let Some((part, next)) = next.part() {
        return Some(Found::time(within(Some(Box::new(day_named)), Clock::Part(part)), next));
    }
    let (part, next) = next.parts()?;
    let nights = within(Some(Box::new(day_named)), Clock::Part(part));
    Some(Found::set(Meaning::Set(Recurrence::On(Box::new(nights))), next))
}

/// *mid-afternoon yesterday*, *the night of May 5*, *the early hours of Thursday*.
fn part_of_day(c: Cursor<'_>) -> Option<Found<'_>> {
    let (part, next) = part_words(c)?;
    let (day, next) = day(next.maybe(|c| c.any(&["of", "on"])))?;
    Some(Found::time(within(Some(Box::new(day)), Clock::Part(part)), next))
}

fn part_words(c: Cursor<'_>) -> Option<(DayPart, Cursor<'_>)> {
    let start = c
        .maybe(|c| c.word("the"))
        .maybe(|c| c.any(&["early", "late", "mid"]))
        .joint();
    let (part, next) = start.part()?;
    Some((part, next.maybe(|c| c.word("hours"))))
}

/// *this morning*, *last night*, *later this afternoon*, *that evening*, *the next morning*.
fn sided_part(c: Cursor<'_>) -> Option<Found<'_>> {
    let start = c.maybe(|c| c.any(&["earlier", "later", "late", "early"]));
    let (count, origin, next) = part_side(start)?;
    let (part, next) = next.part()?;
    let day = Meaning::Shift {
        unit: Unit::Day,
        count,
        origin,
    };
    Some(Found::time(within(Some(Box::new(day)), Clock::Part(part)), next))
}

fn part_side(c: Cursor<'_>) -> Option<(i32, Origin, Cursor<'_>)> {
    let read = |words: &[&str], count, origin| Some((count, origin, c.words(words)?));
    read(&["this"], 0, Origin::Published)
        .or_else(|| read(&["last"], -1, Origin::Published))
        .or_else(|| read(&["that", "same"], 0, Origin::Mention))
        .or_else(|| read(&["that"], 0, Origin::Mention))
        .or_else(|| read(&["the", "same"], 0, Origin::Mention))
        .or_else(|| read(&["the", "next"], 1, Origin::Mention))
        .or_else(|| read(&["the", "following"], 1, Origin::Mention))
        .or_else(|| read(&["the", "previous"], -1, Origin::Mention))
}

/// *the morning*, *mid-afternoon*, of the day at hand.
fn part_found(c: Cursor<'_>) -> Option<Found<'_>> {
    let (part, next) = part_words(c)?;
    let the = c.is(&["the"]) && c.follows(&["in", "during", "by", "of", "until", "through", "for", "into"]);
    let ends = super::edges::closes(next);
    let middle = c.is(&["mid"]) || (c.is(&["midday"]) && c.follows(&["at", "by", "until", "around", "about"]));
    ((the && ends) || middle).then(|| Found::time(within(None, Clock::Part(part)), next))
}

/// *late on Wednesday*, *early on Friday*.
fn late_on(c: Cursor<'_>) -> Option<Found<'_>> {
    let part = if c.is(&["late"]) {
        DayPart::Evening
    } else {
        DayPart::Morning
    };
    let (day, next) = day(c.any(&["late", "early"])?.word("on")?)?;
    Some(Found::time(within(Some(Box::new(day)), Clock::Part(part)), next))
}

fn tonight(c: Cursor<'_>) -> Option<Found<'_>> {
    let next = c.any(&["tonight", "overnight"])?;
    let count = if c.is(&["overnight"]) && !c.follows(&["will"]) {
        -1
    } else {
        0
    };
    let day = Meaning::Shift {
        unit: Unit::Day,
        count,
        origin: Origin::Published,
    };
    let alone = count == 0 || super::edges::closes(next);
    alone.then(|| {
        Found::new(
            TimeType::Time,
            within(Some(Box::new(day)), Clock::Part(DayPart::Night)),
            next,
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::assert_read;

    #[test]
    fn times_of_the_clock() {
        assert_read(&[
            (
                "It sank at 10:30 p.m. on Monday.",
                "10:30 p.m. on Monday = 2021-06-07T22:30",
            ),
            ("It sank at 9 a.m. EST Monday.", "9 a.m. EST Monday = 2021-06-07T09:00"),
            ("It sank on Monday at 6 pm.", "Monday at 6 pm = 2021-06-07T18:00"),
            (
                "It sank at 0930 GMT on 7 June.",
                "0930 GMT on 7 June = 2021-06-07T09:30Z",
            ),
            ("It sank at noon yesterday.", "noon yesterday = 2021-06-08T12:00"),
            ("It sank at midnight on Monday.", "midnight on Monday = 2021-06-07T24"),
            (
                "It sank yesterday. It was raised at 14:45.",
                "yesterday = 2021-06-08; 14:45 = 2021-06-08T14:45",
            ),
            ("They won 3:1 and 2:45.", ""),
        ]);
    }

    #[test]
    fn parts_of_the_day() {
        assert_read(&[
            ("They spoke late on Monday.", "late on Monday = 2021-06-07TEV"),
            ("They spoke on Monday night.", "Monday night = 2021-06-07TNI"),
            ("They spoke this morning.", "this morning = 2021-06-09TMO"),
            ("They spoke last night.", "last night = 2021-06-08TNI"),
            ("They will speak tonight.", "tonight = 2021-06-09TNI"),
            (
                "They spoke on the night of May 5.",
                "the night of May 5 = 2021-05-05TNI",
            ),
            (
                "They met on Friday and spoke in the evening.",
                "Friday = 2021-06-04; the evening = 2021-06-04TEV",
            ),
        ]);
    }
}
