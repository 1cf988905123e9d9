//! Dates of the calendar: *4 February 2022*, *Friday, Oct. 23*, *March 1996*, *the 1990s*, *last April*, *2022-02-04*.

use super::{Found, Order};
use crate::cursor::{Cursor, HYPHENS};
use crate::expression::{Meaning, Origin, Side, Unit, Year};
use crate::lexicon::{Context, Sense};
use crate::token::TokenKind;
use demarche_types::TimeType;
use jiff::civil::Weekday;

/// The years that four digits mean wherever nothing else is counted.
const NEWS_YEARS: std::ops::RangeInclusive<u32> = 1800..=2059;

/// The years that four digits can mean after a word that asks for one.
const ALL_YEARS: std::ops::RangeInclusive<u32> = 1000..=2999;

/// What joins the parts of *31-Oct-74*.
const DASHES: [char; 2] = ['-', '/'];

pub(super) fn at(c: Cursor<'_>) -> Option<Found<'_>> {
    super::longest_of(
        &[
            day_found,
            month,
            iso,
            figures,
            year,
            decade,
            century,
            side_month,
            day_alone,
            weekday_and_number,
        ],
        c,
    )
}

/// A day that a time of the clock can stand beside: a date, a weekday, today.
pub(super) fn day(c: Cursor<'_>) -> Option<(Meaning, Cursor<'_>)> {
    let found = super::longest_of(&[day_found, iso, figures], c)?;
    Some((found.meaning, found.next))
}

fn day_found(c: Cursor<'_>) -> Option<Found<'_>> {
    dated(c).or_else(|| {
        let (meaning, next) = weekday_alone(c).or_else(|| super::relative::day(c))?;
        Some(Found::date(meaning, next))
    })
}

/// *Friday, Oct. 23, 1998*; *the 4th of February*.
fn dated(c: Cursor<'_>) -> Option<Found<'_>> {
    let (weekday, start) = match side_weekday(c) {
        Some((weekday, _, next)) => (Some(weekday), next.maybe(|c| c.mark(',')).maybe(|c| c.word("the"))),
        None => (None, c.maybe(|c| c.word("the").filter(|next| next.ordinal().is_some()))),
    };
    let month_first = month_day(start);
    let order = if month_first.is_some() {
        Order::MonthFirst
    } else {
        Order::DayFirst
    };
    let (month, day, next) = month_first.or_else(|| day_month(start))?;
    let (year, next) = year_after(next);
    let found = Found::date(date(year, Some(month), Some(day), weekday), next);
    Some(Found {
        order: Some(order),
        ..found
    })
}

/// *Oct. 23*, *October 23rd*, *March eighth*.
fn month_day(c: Cursor<'_>) -> Option<(u8, u8, Cursor<'_>)> {
    let (month, next) = c.month()?;
    let (day, next) = day_number(next.maybe(|c| c.word("the")))?;
    Some((month, day, next))
}

/// *23 October*, *the 23rd of October*.
fn day_month(c: Cursor<'_>) -> Option<(u8, u8, Cursor<'_>)> {
    let (day, next) = day_number(c)?;
    let (month, next) = next.maybe(|c| c.word("of")).maybe(|c| c.glued_marks(&DASHES)).month()?;
    Some((month, day, next))
}

/// *on the 4th*: a day of the month at hand.
fn day_alone(c: Cursor<'_>) -> Option<Found<'_>> {
    let (day, next) = c.word("the")?.ordinal()?;
    let figures = c.next().digits().is_some();
    let asked = c.follows(&["on", "until", "by", "since"]);
    let meaning = date(Year::Open(Side::Bare), None, Some(in_month(day)?), None);
    (figures && asked && super::edges::closes(next)).then(|| Found::date(meaning, next))
}

/// *Tuesday the 19th*, *Tuesday 19th*: the nearest such day.
fn weekday_and_number(c: Cursor<'_>) -> Option<Found<'_>> {
    let (weekday, next) = c.weekday()?;
    let (day, next) = next.maybe(|c| c.mark(',')).maybe(|c| c.word("the")).ordinal()?;
    let in_figures = next.back(2).is_some_and(|c| c.digits().is_some());
    let meaning = date(Year::Open(Side::Bare), None, Some(in_month(day)?), Some(weekday));
    (in_figures && super::edges::closes(next)).then(|| Found::date(meaning, next))
}

/// A number that can be a day of a month.
fn day_number(c: Cursor<'_>) -> Option<(u8, Cursor<'_>)> {
    if let Some((number, next)) = c.ordinal() {
        return in_month(number).map(|day| (day, next));
    }
    let (number, digits, next) = c.digits()?;
    let goes_on = next.glued_marks(&['%']).is_some()
        || next
            .token()
            .is_some_and(|token| token.glued && token.kind == TokenKind::Word)
        || [',', '.', ':', '/']
            .iter()
            .any(|&mark| next.glued_marks(&[mark]).is_some_and(is_glued_number));
    (digits <= 2 && !goes_on).then(|| in_month(number).map(|day| (day, next)))?
}

fn is_glued_number(c: Cursor<'_>) -> bool {
    c.token()
        .is_some_and(|token| token.glued && matches!(token.kind, TokenKind::Number(_)))
}

fn in_month(number: u32) -> Option<u8> {
    u8::try_from(number).ok().filter(|day| (1..=31).contains(day))
}

/// The year of *31-Oct-74*.
fn dashed_year(c: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let (year, digits, next) = c.glued_marks(&DASHES)?.digits()?;
    let dashed = c.back(2)?.glued_marks(&DASHES).is_some();
    match digits {
        4 if dashed && ALL_YEARS.contains(&year) => Some((i32::try_from(year).ok()?, next)),
        2 if dashed => Some((two_digits(year)?, next)),
        _ => None,
    }
}

/// The year after a month or a day: stated, told beside it, or open.
fn year_after(c: Cursor<'_>) -> (Year, Cursor<'_>) {
    if let Some((year, next)) = dashed_year(c) {
        return (Year::Stated(year), next);
    }
    let after = c.maybe(|c| c.mark(',')).maybe(|c| c.word("of"));
    if let Some((year, next)) = year_digits(after, ALL_YEARS) {
        return (Year::Stated(year), next);
    }
    if let Some((year, next)) = short_year(after).or_else(|| year_words(c)) {
        return (Year::Stated(year), next);
    }
    let that = c
        .maybe(|c| c.word("of"))
        .words(&["that", "year"])
        .or_else(|| c.words(&["of", "the", "same", "year"]));
    if let Some(next) = that {
        return (Year::Shifted(0, Origin::Mention), next);
    }
    let side = super::relative::side(c.maybe(|c| c.word("of")));
    match side.and_then(|(side, next)| Some((side, next.word("year")?))) {
        Some((side, next)) => (Year::Shifted(super::relative::steps(side), Origin::Published), next),
        None => (Year::Open(Side::Bare), c),
    }
}

fn date(year: Year, month: Option<u8>, day: Option<u8>, weekday: Option<Weekday>) -> Meaning {
    Meaning::Date {
        year,
        month,
        day,
        weekday,
    }
}

/// *last Friday*, *this coming Sunday*, *Friday*: the weekday, its side, what follows.
fn side_weekday(c: Cursor<'_>) -> Option<(Weekday, Side, Cursor<'_>)> {
    let (side, start) = super::relative::side(c).unwrap_or((Side::Bare, c));
    let (weekday, next) = start.weekday()?;
    Some((weekday, side, next))
}

fn weekday_alone(c: Cursor<'_>) -> Option<(Meaning, Cursor<'_>)> {
    let (weekday, side, next) = side_weekday(c)?;
    Some((Meaning::Weekday { weekday, side }, next))
}

/// *March 1996*, *March this year*, *March*.
pub(super) fn month(c: Cursor<'_>) -> Option<Found<'_>> {
    let (month, next) = c.month()?;
    let (year, after) = year_after(next);
    let bare = matches!(year, Year::Open(_));
    let verb = bare && c.before().is_none() && next.token().is_some_and(|token| !token.is_capitalised());
    let ambiguous = c.is(&["march", "may"]);
    (!(ambiguous && verb)).then(|| Found::date(date(year, Some(month), None, None), after))
}

/// *last April*, *this coming September*.
fn side_month(c: Cursor<'_>) -> Option<Found<'_>> {
    let (side, start) = super::relative::side(c)?;
    let (month, next) = start.month()?;
    let (day, next) = day_number(next).map_or((None, next), |(day, next)| (Some(day), next));
    Some(Found::date(date(Year::Open(side), Some(month), day, None), next))
}

/// *2022-02-04*, *2022/02/04*, *20220204* is no date.
fn iso(c: Cursor<'_>) -> Option<Found<'_>> {
    let (year, 4, next) = c.digits()? else { return None };
    let marks = ['-', '/', '.', '‑', '–'];
    let (month, _, next) = next.glued_marks(&marks)?.digits()?;
    let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    let (day, _, next) = next.glued_marks(&marks)?.digits()?;
    let year = ALL_YEARS.contains(&year).then(|| i32::try_from(year).ok())??;
    Some(Found::date(
        date(Year::Stated(year), Some(month), Some(in_month(day)?), None),
        next,
    ))
}

/// *4/2/2022*, *31.12.1998*, *4/2*.
fn figures(c: Cursor<'_>) -> Option<Found<'_>> {
    let separate = c
        .before()
        .is_none_or(|token| !c.token().is_some_and(|t| t.glued) || token.is("("));
    let (first, 1..=2, next) = c.digits()? else { return None };
    let mark = ['/', '.', '-']
        .into_iter()
        .find(|&mark| next.glued_marks(&[mark]).is_some())?;
    let (second, 1..=2, next) = next.glued_marks(&[mark])?.digits()? else {
        return None;
    };
    let (year, digits, next) = next.glued_marks(&[mark])?.digits()?;
    let year = match digits {
        4 if ALL_YEARS.contains(&year) => i32::try_from(year).ok()?,
        2 if mark == '/' || second > 12 || first > 12 => two_digits(year)?,
        _ => return None,
    };
    separate.then(|| {
        in_figures(
            u8::try_from(first).ok()?,
            u8::try_from(second).ok()?,
            Year::Stated(year),
            next,
        )
    })?
}

/// Two numbers of which one is a month; where both can be, nothing is decided.
fn in_figures(first: u8, second: u8, year: Year, next: Cursor<'_>) -> Option<Found<'_>> {
    let (months, days) = (1..=12, 1..=31);
    let ordered = |month, day, order| {
        let found = Found::date(date(year, Some(month), Some(day), None), next);
        Found { order, ..found }
    };
    match (months.contains(&first), months.contains(&second)) {
        (true, true) if first == second => Some(ordered(first, second, None)),
        (true, true) => Some(Found::date(Meaning::Figures { first, second, year }, next)),
        (true, false) if days.contains(&second) => Some(ordered(first, second, Some(Order::MonthFirst))),
        (false, true) if days.contains(&first) => Some(ordered(second, first, Some(Order::DayFirst))),
        _ => None,
    }
}

/// *1998*, *’98*, *nineteen ninety-eight*, *the year 2000*.
fn year(c: Cursor<'_>) -> Option<Found<'_>> {
    let named = c.maybe(|c| c.word("the")).word("year");
    if let Some((year, next)) = named.and_then(|c| year_digits(c, ALL_YEARS).or_else(|| year_words(c))) {
        return Some(Found::date(date(Year::Stated(year), None, None, None), next));
    }
    let (year, next) = year_alone(c)
        .or_else(|| short_year(c).filter(|_| c.follows_any(Context::BeforeYear)))
        .or_else(|| year_words(c))?;
    Some(Found::date(date(Year::Stated(year), None, None, None), next))
}

/// A year that something asks for, in four or two digits or in words.
pub(super) fn stated_year(c: Cursor<'_>) -> Option<(Year, Cursor<'_>)> {
    let (year, next) = year_digits(c, ALL_YEARS)
        .or_else(|| short_year(c))
        .or_else(|| year_words(c))?;
    Some((Year::Stated(year), next))
}

/// Four digits that count nothing.
fn year_alone(c: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let bracketed = c.before().is_some_and(|token| token.is("("));
    let years = if bracketed || c.follows_any(Context::BeforeYear) {
        ALL_YEARS
    } else {
        NEWS_YEARS
    };
    let (year, next) = year_digits(c, years)?;
    let counts =
        next.stands_as(Context::Counted) || next.unit_or_units().is_some() || next.marks(&['%', '°']).is_some();
    let priced = c
        .before()
        .is_some_and(|token| matches!(token.kind, TokenKind::Mark('$' | '£' | '€' | '#' | '¥')));
    let numbered = c.follows(&["no", "number", "room", "page", "flight", "nearly", "some", "about"]);
    (!counts && !priced && !numbered).then_some((year, next))
}

/// Four digits that belong to no longer number.
fn year_digits(c: Cursor<'_>, years: std::ops::RangeInclusive<u32>) -> Option<(i32, Cursor<'_>)> {
    let here = c.token()?;
    let (year, 4, next) = c.digits()? else { return None };
    let inside = here.glued
        && c.before().is_some_and(|token| {
            matches!(token.kind, TokenKind::Mark('.' | ',' | '/' | ':' | '_' | '@' | '+'))
                || token.kind == TokenKind::Word
        });
    let goes_on = next
        .token()
        .is_some_and(|token| token.glued && token.kind == TokenKind::Word)
        || [',', '.', '/', ':', '-'].iter().any(|&mark| {
            next.glued_marks(&[mark]).is_some_and(|c| {
                is_glued_number(c) && c.digits().is_some_and(|(_, digits, _)| mark != '-' || digits == 3)
            })
        });
    let fits = years.contains(&year) && !inside && !goes_on;
    fits.then(|| Some((i32::try_from(year).ok()?, next)))?
}

/// *’98*.
fn short_year(c: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let (year, 2, next) = c.marks(&['\'', '’', '‘', '`'])?.digits()? else {
        return None;
    };
    let decade = next
        .token()
        .is_some_and(|token| token.glued && token.kind == TokenKind::Word);
    (!decade).then(|| Some((two_digits(year)?, next)))?
}

/// A year of two digits lies within the hundred years that end in 2040.
fn two_digits(year: u32) -> Option<i32> {
    let year = i32::try_from(year).ok()?;
    Some(if year > 40 { 1900 + year } else { 2000 + year })
}

/// *nineteen ninety-eight*, *two thousand and one*.
fn year_words(c: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    if let Some((count, next)) = c.count().filter(|_| c.is(&["two"])) {
        let year = i32::try_from(count.whole).ok()?;
        return (2000..2100).contains(&year).then_some((year, next));
    }
    let (hundreds, next) = c.below_hundred().filter(|&(number, _)| (15..=20).contains(&number))?;
    let (rest, next) = next.joint().below_hundred().filter(|&(number, _)| number >= 10)?;
    Some((i32::try_from(100 * hundreds + rest).ok()?, next))
}

/// *the 1990s*, *the '80s*, *the nineties*.
fn decade(c: Cursor<'_>) -> Option<Found<'_>> {
    let start = c.maybe(|c| c.word("the"));
    let (year, next) = decade_digits(start).or_else(|| decade_word(start))?;
    let age = c.follows(&["his", "her", "their", "my", "our", "your"]);
    (!age && (start.at() > c.at() || c.digits().is_some() || c.marks(&['\'', '’', '‘']).is_some()))
        .then(|| Found::date(Meaning::Decade(year), next))
}

fn decade_digits(c: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let (year, digits, next) = c.maybe(|c| c.marks(&['\'', '’', '‘'])).digits()?;
    let plural = next.maybe(|c| c.glued_marks(&['\'', '’'])).word("s")?;
    let glued = next.token().is_some_and(|token| token.glued);
    let year = i32::try_from(year).ok()?;
    match digits {
        4 if year % 10 == 0 => glued.then_some((year, plural)),
        2 if year % 10 == 0 => glued.then_some((if year > 20 { 1900 + year } else { 2000 + year }, plural)),
        _ => None,
    }
}

fn decade_word(c: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let century = c.below_hundred().filter(|&(number, _)| (17..=19).contains(&number));
    let (hundreds, start) = century.unwrap_or((19, c));
    let (tens, next) = start.joint().sense(|sense| match sense {
        Sense::Decade(number) => Some(number),
        _ => None,
    })?;
    Some((i32::try_from(100 * hundreds + tens).ok()?, next))
}

/// *the 20th century*.
fn century(c: Cursor<'_>) -> Option<Found<'_>> {
    let (number, next) = c.maybe(|c| c.word("the")).ordinal()?;
    let (unit, next) = next.joint().unit()?;
    let first_digits = i32::try_from(number).ok()? - 1;
    (unit == Unit::Century).then(|| Found::new(TimeType::Date, Meaning::Century(first_digits), next))
}

/// The days that a range of days goes on with, each an expression of its own: *May 3 to 5*, *4–7 February*.
pub(crate) fn range_after<'a>(found: &Found<'a>) -> Option<(Cursor<'a>, Found<'a>)> {
    days_after(found).or_else(|| year_after_year(found))
}

/// The second year of *1995-96*.
fn year_after_year<'a>(found: &Found<'a>) -> Option<(Cursor<'a>, Found<'a>)> {
    let Meaning::Date {
        year: Year::Stated(first),
        month: None,
        ..
    } = found.meaning
    else {
        return None;
    };
    let start = found.next.glued_marks(&['-', '–'])?;
    let (last, 2, next) = start.digits()? else { return None };
    let last = first - first.rem_euclid(100) + i32::try_from(last).ok()?;
    let ends = !next
        .token()
        .is_some_and(|token| token.glued && token.kind == TokenKind::Word);
    (ends && last > first).then(|| (start, Found::date(date(Year::Stated(last), None, None, None), next)))
}

fn days_after<'a>(found: &Found<'a>) -> Option<(Cursor<'a>, Found<'a>)> {
    let Meaning::Date {
        year,
        month: Some(month),
        day: Some(first),
        ..
    } = found.meaning
    else {
        return None;
    };
    let start = found
        .next
        .any(&["to", "through", "and", "until"])
        .or_else(|| found.next.marks(&['-', '–', '—']))?;
    let (day, next) = day_number(start)?;
    let ends = next
        .token()
        .is_none_or(|token| token.kind != TokenKind::Word || super::edges::closes(next));
    let (year, next) = match (year, year_after(next)) {
        (Year::Open(_), (Year::Stated(stated), next)) => (Year::Stated(stated), next),
        _ => (year, next),
    };
    (ends && day > first && next.month().is_none())
        .then(|| (start, Found::date(date(year, Some(month), Some(day), None), next)))
}

/// The first day of a range before its month: the *4* of *4–7 February*.
pub(crate) fn range_before(c: Cursor<'_>) -> Option<Found<'_>> {
    let (first, next) = day_number(c)?;
    let start = next
        .any(&["to", "and"])
        .or_else(|| next.marks(&HYPHENS))
        .or_else(|| next.mark('–'))?;
    let (month, day, after) = day_month(start)?;
    let (year, _) = year_after(after);
    (first < day).then(|| Found::date(date(year, Some(month), Some(first), None), next))
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_read, read};

    #[test]
    fn dates_in_every_order() {
        assert_read(&[
            ("It closed on 4 February 2019.", "4 February 2019 = 2019-02-04"),
            ("It closed on February 4th, 2019.", "February 4th, 2019 = 2019-02-04"),
            (
                "It closed on the 4th of February, 2019.",
                "the 4th of February, 2019 = 2019-02-04",
            ),
            ("It closed on Mon., Feb. 4, 2019.", "Mon., Feb. 4, 2019 = 2019-02-04"),
            ("It closed on 2019-02-04.", "2019-02-04 = 2019-02-04"),
            ("It closed on 4-Feb-2019.", "4-Feb-2019 = 2019-02-04"),
            ("It closed in February 2019.", "February 2019 = 2019-02"),
            ("It closed in February last year.", "February last year = 2020-02"),
            ("It closed in nineteen ninety-eight.", "nineteen ninety-eight = 1998"),
        ]);
    }

    #[test]
    fn figures_by_the_evidence_of_the_text() {
        assert_read(&[
            ("Signed 4/2/2019.", "4/2/2019 = ?"),
            (
                "Signed 4/2/2019, sent 25/2/2019.",
                "4/2/2019 = 2019-02-04; 25/2/2019 = 2019-02-25",
            ),
            (
                "Signed 4/2/2019, sent 2/25/2019.",
                "4/2/2019 = 2019-04-02; 2/25/2019 = 2019-02-25",
            ),
            (
                "Signed 4/2/2019, sent 6 May 2019.",
                "4/2/2019 = 2019-02-04; 6 May 2019 = 2019-05-06",
            ),
        ]);
    }

    #[test]
    fn open_years_are_the_nearest() {
        assert_read(&[
            ("The mill burned down on May 30.", "May 30 = 2021-05-30"),
            ("The mill will reopen on January 5.", "January 5 = 2022-01-05"),
            ("The mill burned down in December.", "December = 2020-12"),
            ("The mill burned down last April.", "last April = 2021-04"),
            ("The mill burned down on Friday, July 4.", "Friday, July 4 = 2025-07-04"),
        ]);
    }

    #[test]
    fn ranges_are_two_expressions() {
        assert_read(&[
            ("It ran from May 3 to 5.", "May 3 = 2021-05-03; 5 = 2021-05-05"),
            ("It ran from 3-5 May 2019.", "3 = 2019-05-03; 5 May 2019 = 2019-05-05"),
            ("It ran in 1995-96.", "1995 = 1995; 96 = 1996"),
        ]);
    }

    #[test]
    fn decades_and_centuries() {
        assert_read(&[
            ("Built in the 1990s.", "the 1990s = 199"),
            ("Built in the late '80s.", "the late '80s = 198"),
            ("Built in the sixties.", "the sixties = 196"),
            ("Built in the 18th century.", "the 18th century = 17"),
            ("A man in his 30s built it.", ""),
        ]);
    }

    #[test]
    fn numbers_and_words_that_are_no_dates() {
        assert_read(&[
            ("He may march with 2000 people.", ""),
            ("May Jan Novak see it?", ""),
            ("It cost $1990.", ""),
            ("Some 1,990 of them came, on flight 1990.5.", ""),
        ]);
    }

    #[test]
    fn nothing_is_read_across_paragraphs() {
        assert_eq!(
            read("They met in May\n\n5 of them stayed", "2021-06-09"),
            ["May = 2021-05"]
        );
    }
}
