//! Times that are counted from the day of publication or from another time: *yesterday*, *last week*, *two years ago*, *the
//! following month*.

use super::Found;
use crate::cursor::Cursor;
use crate::expression::{Amount, Meaning, Origin, Side, Unit};

pub(super) fn at(c: Cursor<'_>) -> Option<Found<'_>> {
    super::longest_of(
        &[
            second_next,
            eve,
            accounts,
            day_found,
            sided_unit,
            same_unit,
            the_unit,
            distance,
            beside,
            week_of,
        ],
        c,
    )
}

/// *last*, *this past*, *the next*: a side, and what follows. A determiner may stand before it.
pub(super) fn side(c: Cursor<'_>) -> Option<(Side, Cursor<'_>)> {
    if let Some(next) = c.word("this") {
        let coming = next.any(&["coming"]).map(|next| (Side::Next, next));
        let past = next.any(&["past", "last"]).map(|next| (Side::Last, next));
        return Some(coming.or(past).unwrap_or((Side::This, next)));
    }
    let start = c.maybe(|c| c.word("the"));
    let last = start.any(&["last", "past", "previous"]).map(|next| (Side::Last, next));
    last.or_else(|| {
        start
            .any(&["next", "coming", "upcoming"])
            .map(|next| (Side::Next, next))
    })
}

/// *today*, *the day before yesterday*.
pub(super) fn day(c: Cursor<'_>) -> Option<(Meaning, Cursor<'_>)> {
    let shift = |count| Meaning::Shift {
        unit: Unit::Day,
        count,
        origin: Origin::Published,
    };
    let whole = c.maybe(|c| c.word("the"));
    if let Some(next) = whole.words(&["day", "before", "yesterday"]) {
        return Some((shift(-2), next));
    }
    if let Some(next) = whole.words(&["day", "after", "tomorrow"]) {
        return Some((shift(2), next));
    }
    let count = ["yesterday", "today", "tomorrow"]
        .iter()
        .position(|word| c.is(&[word]))?;
    Some((shift(i32::try_from(count).ok()? - 1), c.next()))
}

fn day_found(c: Cursor<'_>) -> Option<Found<'_>> {
    let (meaning, next) = day(c)?;
    Some(Found::date(meaning, next))
}

const fn shift(unit: Unit, count: i32, origin: Origin) -> Meaning {
    match unit {
        Unit::Weekend => Meaning::Weekend {
            side: match count {
                0 => Side::This,
                1.. => Side::Next,
                _ => Side::Last,
            },
            origin,
        },
        _ => Meaning::Shift { unit, count, origin },
    }
}

/// *last week*, *this year*, *the following month*, *the current year*.
fn sided_unit(c: Cursor<'_>) -> Option<Found<'_>> {
    let (count, origin, next) = sided(c)?;
    let next = next.maybe(|c| c.any(&["calendar", "full"]));
    let (unit, next) = next.unit().filter(|&(unit, _)| unit >= Unit::Day)?;
    if unit >= Unit::Decade && c.word("the").unwrap_or(c).is(&["past"]) {
        return None;
    }
    Some(Found::date(shift(unit, count, origin), or_so(next)))
}

fn or_so(c: Cursor<'_>) -> Cursor<'_> {
    c.maybe(|c| c.words(&["or", "so"]))
}

/// How many units away, from where, and what follows.
fn sided(c: Cursor<'_>) -> Option<(i32, Origin, Cursor<'_>)> {
    if let Some(found) = c.word("the").and_then(from_mention) {
        return Some(found);
    }
    if let Some(next) = c.maybe(|c| c.word("the")).word("current") {
        return Some((0, Origin::Published, next));
    }
    let (side, next) = side(c)?;
    let next_day = c.is(&["the"]) && next.unit().is_some_and(|(unit, _)| unit == Unit::Day);
    let origin = if next_day { Origin::Mention } else { Origin::Published };
    Some((steps(side), origin, next))
}

/// *following*, *previous* behind *the*: counted from a mention.
fn from_mention(c: Cursor<'_>) -> Option<(i32, Origin, Cursor<'_>)> {
    let after = c.any(&["following", "ensuing", "succeeding"]).map(|next| (1, next));
    let before = || Some((-1, c.any(&["previous", "preceding", "prior"])?));
    let (count, next) = after.or_else(before)?;
    Some((count, Origin::Mention, next))
}

/// How many units a side is away.
pub(super) const fn steps(side: Side) -> i32 {
    match side {
        Side::Last => -1,
        Side::Bare | Side::This => 0,
        Side::Next => 1,
    }
}

/// *the same day*, *that year*, *that same week*.
fn same_unit(c: Cursor<'_>) -> Option<Found<'_>> {
    let next = c
        .words(&["the", "same"])
        .or_else(|| Some(c.word("that")?.maybe(|c| c.word("same"))))?;
    let (unit, next) = next.unit().filter(|&(unit, _)| unit >= Unit::Day)?;
    Some(Found::date(shift(unit, 0, Origin::Mention), next))
}

/// *the day*, *the week*, *the weekend*, *the year*, where it stands for the one at hand.
fn the_unit(c: Cursor<'_>) -> Option<Found<'_>> {
    let (unit, next) = c.word("the")?.unit()?;
    let whole = c.follows(&[
        "of",
        "in",
        "for",
        "during",
        "over",
        "throughout",
        "earlier",
        "later",
        "by",
        "through",
        "this",
    ]);
    let described = next.is(&[
        "of", "that", "when", "before", "after", "he", "she", "they", "it", "we", "ended", "ending",
    ]);
    let origin = if unit == Unit::Day {
        Origin::Mention
    } else {
        Origin::Published
    };
    let stands_alone = match unit {
        Unit::Weekend => !next.is(&["of"]),
        Unit::Year | Unit::Week | Unit::Month | Unit::Day => whole && !described,
        _ => false,
    };
    stands_alone.then(|| Found::date(shift(unit, 0, origin), next))
}

/// *the year ended March 31*: a year of accounts, which is a length.
fn accounts(c: Cursor<'_>) -> Option<Found<'_>> {
    let next = c.word("the")?.maybe(|c| c.any(&["full", "fiscal"]));
    let (unit, next) = next.unit().filter(|&(unit, _)| unit == Unit::Year)?;
    let meaning = Meaning::Duration {
        amount: Amount::whole(1),
        unit,
    };
    next.is(&["ended", "ending"]).then(|| Found::duration(meaning, next))
}

/// *two years ago*, *a month earlier*, *three days later*, *two weeks from now*.
fn distance(c: Cursor<'_>) -> Option<Found<'_>> {
    let (count, unit, start) = length(c)?;
    let (sign, origin, next) = direction(or_so(start))?;
    let comparable = unit == Unit::Year && count == 1 && origin == Origin::Published && sign < 0;
    let origin = if comparable { Origin::Comparable } else { origin };
    Some(Found::date(shift(unit, sign * count, origin), next))
}

/// A whole number of units.
fn length(c: Cursor<'_>) -> Option<(i32, Unit, Cursor<'_>)> {
    if let Some(next) = c.any(&["a", "an"]).filter(|next| next.unit().is_some()) {
        let (unit, next) = next.unit()?;
        return Some((1, unit, next));
    }
    if let Some((unit, next)) = c.unit().filter(|_| c.follows(&["year", "a"])) {
        return Some((1, unit, next));
    }
    let (count, next) = c.count().filter(|(count, _)| count.sixtieths == 0)?;
    let (unit, next) = next.joint().unit_or_units()?;
    Some((
        i32::try_from(count.whole).ok().filter(|count| *count < 10_000)?,
        unit,
        next,
    ))
}

fn direction(c: Cursor<'_>) -> Option<(i32, Origin, Cursor<'_>)> {
    if let Some(next) = c.word("ago") {
        return Some((-1, Origin::Published, next));
    }
    if let Some(next) = c.words(&["from", "now"]).or_else(|| c.word("hence")) {
        return Some((1, Origin::Published, next));
    }
    if let Some(next) = c.word("earlier") {
        return Some((-1, Origin::Mention, next));
    }
    let closes = |next: &Cursor<'_>| super::edges::closes(*next);
    if let Some(next) = c.word("before").filter(closes) {
        return Some((-1, Origin::Mention, next));
    }
    Some((1, Origin::Mention, c.word("later")?))
}

/// *the day after Christmas*, *two days before Christmas*, *two weeks from Friday*, *a year from July 4*.
fn beside(c: Cursor<'_>) -> Option<Found<'_>> {
    let (count, unit, next) = length(c).or_else(|| {
        let (unit, next) = c.maybe(|c| c.word("the")).unit()?;
        Some((1, unit, next))
    })?;
    let after = next.any(&["after", "from", "following"]).map(|next| (1, next));
    let (sign, next) = after.or_else(|| Some((-1, next.any(&["before", "preceding"])?)))?;
    let of = super::longest_of(&[super::calendar::at, super::holidays::at], next)?;
    let day_of_day = unit == Unit::Day || unit == Unit::Week;
    let meaning = Meaning::Beside {
        of: Box::new(of.meaning),
        unit,
        count: sign * count,
    };
    (day_of_day).then(|| Found::date(meaning, of.next))
}

/// *the week after next*, *the year before last*.
fn second_next(c: Cursor<'_>) -> Option<Found<'_>> {
    let (unit, next) = c.word("the")?.unit().filter(|&(unit, _)| unit >= Unit::Day)?;
    let after = next.words(&["after", "next"]).map(|next| (2, next));
    let (count, next) = after.or_else(|| Some((-2, next.words(&["before", "last"])?)))?;
    Some(Found::date(shift(unit, count, Origin::Published), next))
}

/// *the eve of Easter Sunday*.
fn eve(c: Cursor<'_>) -> Option<Found<'_>> {
    let next = c.maybe(|c| c.word("the")).words(&["eve", "of"])?;
    let of = super::longest_of(&[super::calendar::at, super::holidays::at], next)?;
    let meaning = Meaning::Beside {
        of: Box::new(of.meaning),
        unit: Unit::Day,
        count: -1,
    };
    Some(Found::date(meaning, of.next))
}

/// *the week of March 6*, *the week ended Oct. 21*.
fn week_of(c: Cursor<'_>) -> Option<Found<'_>> {
    let next = c.word("the")?.word("week")?.any(&["of"])?;
    let (day, next) = super::calendar::day(next)?;
    Some(Found::date(Meaning::WeekOf(Box::new(day)), next))
}

#[cfg(test)]
mod tests {
    use crate::testing::assert_read;

    #[test]
    fn counted_from_the_publication() {
        assert_read(&[
            ("He resigned yesterday.", "yesterday = 2021-06-08"),
            (
                "He resigned the day before yesterday.",
                "the day before yesterday = 2021-06-07",
            ),
            ("He resigned last week.", "last week = 2021-W22"),
            ("He will resign next month.", "next month = 2021-07"),
            ("He will resign the week after next.", "the week after next = 2021-W25"),
            ("He resigned two years ago.", "two years ago = 2019"),
            ("He resigned 10 days ago.", "10 days ago = 2021-05-30"),
            ("He will resign in two weeks from now.", "two weeks from now = 2021-W25"),
            ("He resigned this year.", "this year = 2021"),
            ("He resigned over the weekend.", "the weekend = 2021-W22-WE"),
        ]);
    }

    #[test]
    fn counted_from_a_mention() {
        assert_read(&[
            (
                "He won on 3 May 2011. He lost the following year.",
                "3 May 2011 = 2011-05-03; the following year = 2012",
            ),
            (
                "He won on 3 May 2011 and left the same day.",
                "3 May 2011 = 2011-05-03; the same day = 2011-05-03",
            ),
            (
                "He won on 3 May 2011 and left two days later.",
                "3 May 2011 = 2011-05-03; two days later = 2011-05-05",
            ),
            ("He left two days later.", "two days later = ?"),
        ]);
    }

    #[test]
    fn beside_another_time() {
        assert_read(&[
            (
                "It opened the day after Christmas 2019.",
                "the day after Christmas 2019 = 2019-12-26",
            ),
            (
                "It opened two weeks before May 20, 2019.",
                "two weeks before May 20, 2019 = 2019-05-06",
            ),
            (
                "It opened on the eve of Easter 2019.",
                "the eve of Easter 2019 = 2019-04-20",
            ),
            (
                "It opened the week of March 4, 2019.",
                "the week of March 4, 2019 = 2019-W10",
            ),
        ]);
    }

    #[test]
    fn a_year_of_accounts_is_a_length() {
        assert_read(&[(
            "Profit fell in the year ended May 31.",
            "the year = P1Y; May 31 = 2021-05-31",
        )]);
    }
}
