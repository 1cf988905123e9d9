//! Quarters, halves and accounting years: *the third quarter of 1990*, *third-quarter*, *the year-earlier period*, *fiscal
//! 1989*, *the last half of 1989*.

use super::Found;
use crate::cursor::Cursor;
use crate::expression::{Meaning, Modifier, Origin, Side, Unit, Year};
use demarche_types::TimeType;

pub(super) fn at(c: Cursor<'_>) -> Option<Found<'_>> {
    super::longest_of(
        &[numbered, owned, compared, at_hand, half, fiscal_year, year_end, short],
        c,
    )
}

const fn quarter(number: Option<u8>, year: Year, fiscal: bool) -> Meaning {
    Meaning::Quarter { number, year, fiscal }
}

/// *the third quarter*, *the fiscal second quarter of 1990*, *the 1988 third quarter*, *third-quarter*.
fn numbered(c: Cursor<'_>) -> Option<Found<'_>> {
    let start = c
        .maybe(|c| c.word("the"))
        .maybe(|c| c.any(&["company", "flat", "strong", "weak", "latest", "current"]));
    let (stated, start) = stated_year(start).unwrap_or((None, start));
    let (earlier, start) = earlier(start).map_or((false, start), |next| (true, next));
    let fiscal = start.is(&["fiscal"]);
    let start = start.maybe(|c| c.word("fiscal")).joint();
    let (number, next) = start.ordinal().filter(|&(number, _)| number <= 4)?;
    let joined = next.joint().at() > next.at() && c.is(&["the"]);
    let next = quarter_word(next.maybe(|c| c.word("fiscal")).joint()).filter(|_| !joined)?;
    let (after, end) = year_of(next).unwrap_or((None, next));
    let year = match (stated.or(after), earlier) {
        (Some(year), _) => year,
        (None, true) => Year::Shifted(-1, Origin::Mention),
        (None, false) => Year::Open(Side::Bare),
    };
    Some(Found::date(quarter(u8::try_from(number).ok(), year, fiscal), end))
}

fn quarter_word(c: Cursor<'_>) -> Option<Cursor<'_>> {
    c.unit()
        .filter(|&(unit, _)| unit == Unit::Quarter)
        .map(|(_, next)| next)
}

/// A stated year before the quarter.
fn stated_year(c: Cursor<'_>) -> Option<(Option<Year>, Cursor<'_>)> {
    let (year, 4, next) = c.digits()? else { return None };
    let year = i32::try_from(year).ok().filter(|year| (1900..2100).contains(year))?;
    Some((Some(Year::Stated(year)), next))
}

/// The year after it: *of 1990*, *1990*, *of last year*, *last year*.
fn year_of(c: Cursor<'_>) -> Option<(Option<Year>, Cursor<'_>)> {
    let start = c.maybe(|c| c.word("of")).maybe(|c| c.word("fiscal"));
    stated_year(start).or_else(|| {
        let (side, next) = super::relative::side(start)?;
        let next = next.word("year")?;
        Some((Some(sided(side)), next))
    })
}

const fn sided(side: Side) -> Year {
    Year::Shifted(super::relative::steps(side), Origin::Published)
}

/// *next year's first quarter*, *this year's third quarter*, *last year's quarter*.
fn owned(c: Cursor<'_>) -> Option<Found<'_>> {
    let (side, next) = super::relative::side(c)?;
    let next = next.word("year")?.marks(&['\'', '’'])?.word("s")?;
    let (number, next) = match next.ordinal() {
        Some((number, next)) if number <= 4 => (u8::try_from(number).ok(), next.joint()),
        _ => (None, next),
    };
    Some(Found::date(quarter(number, sided(side), false), quarter_word(next)?))
}

/// *year-earlier*, *the year-ago period*, *the comparable year-earlier quarter*: what a report of accounts compares with.
fn compared(c: Cursor<'_>) -> Option<Found<'_>> {
    let start = c
        .maybe(|c| c.word("the"))
        .maybe(|c| c.any(&["comparable", "corresponding"]));
    let next = earlier(start)?;
    let meaning = quarter(None, Year::Shifted(-1, Origin::Mention), false);
    match period_word(next) {
        Some(next) => Some(Found::date(meaning, next)),
        None => (start.at() == c.at()).then(|| Found::date(meaning, next)),
    }
}

fn earlier(c: Cursor<'_>) -> Option<Cursor<'_>> {
    let next = c.word("year")?;
    let joint = next.joint();
    (joint.at() > next.at()).then(|| joint.any(&["earlier", "ago"]))?
}

fn period_word(c: Cursor<'_>) -> Option<Cursor<'_>> {
    c.word("period").or_else(|| quarter_word(c))
}

/// *the quarter*, *the latest quarter*, *the latest period*, *the 1988 quarter*, *the 1988 period*.
fn at_hand(c: Cursor<'_>) -> Option<Found<'_>> {
    let start = c.word("the")?;
    if let Some((Some(year), next)) = stated_year(start) {
        return Some(Found::date(quarter(None, year, false), period_word(next)?));
    }
    let latest = start
        .any(&["latest", "current", "recent"])
        .or_else(|| start.words(&["most", "recent"]));
    let next = match latest {
        Some(next) if !start.is(&["current"]) => period_word(next)?,
        Some(_) => return None,
        None => quarter_word(start)?,
    };
    let whole = latest.is_some() || !next.is(&["of", "that"]);
    whole.then(|| Found::date(quarter(None, Year::Open(Side::Bare), false), next))
}

/// *the first half of 1989*, *the last half of the year*.
fn half(c: Cursor<'_>) -> Option<Found<'_>> {
    let start = c.maybe(|c| c.word("the"));
    let number = if start.is(&["first"]) { 1 } else { 2 };
    let next = start
        .any(&["first", "second", "last", "latter"])?
        .joint()
        .word("half")?;
    let (year, next) = year_of(next.word("of").unwrap_or(next)).or_else(|| {
        let next = next.words(&["of", "the", "year"])?;
        Some((Some(sided(Side::This)), next))
    })?;
    Some(Found::date(Meaning::Half { number, year: year? }, next))
}

/// *fiscal 1989*, *the fiscal year*, *the current fiscal year*, *fiscal year 1990*.
fn fiscal_year(c: Cursor<'_>) -> Option<Found<'_>> {
    let start = c.maybe(|c| c.any(&["the", "its"]));
    let (side, start) = super::relative::side(start).unwrap_or((Side::Bare, start));
    let latest = start.is(&["latest"]);
    let next = start.maybe(|c| c.any(&["current", "latest"])).word("fiscal")?;
    let named = next.maybe(|c| c.word("year"));
    if let Some((Some(year), next)) = stated_year(named) {
        return Some(Found::date(Meaning::FiscalYear(year), next));
    }
    let side = if latest { Side::Last } else { side };
    (named.at() > next.at() && start.at() > c.at()).then(|| Found::date(Meaning::FiscalYear(sided(side)), named))
}

/// *year-end*, *the year's end*.
fn year_end(c: Cursor<'_>) -> Option<Found<'_>> {
    let year = c.maybe(|c| c.word("the")).word("year")?;
    let next = year
        .joint()
        .word("end")
        .or_else(|| year.marks(&['\'', '’'])?.words(&["s", "end"]))?;
    let meaning = Meaning::Shift {
        unit: Unit::Year,
        count: 0,
        origin: Origin::Published,
    };
    Some(Found::new(TimeType::Date, meaning, next).modified(Modifier::End))
}

/// *Q3*, *Q1 2014*.
fn short(c: Cursor<'_>) -> Option<Found<'_>> {
    let next = c
        .word("q")
        .filter(|_| c.token().is_some_and(|token| token.is_capitalised()))?;
    let (number, 1, next) = next.digits()? else { return None };
    let (year, next) = year_of(next).unwrap_or((None, next));
    let number = u8::try_from(number).ok().filter(|number| (1..=4).contains(number));
    let meaning = quarter(Some(number?), year.unwrap_or(Year::Open(Side::Bare)), false);
    Some(Found::date(meaning, next))
}

#[cfg(test)]
mod tests {
    use crate::testing::assert_read;

    #[test]
    fn quarters() {
        assert_read(&[
            ("Sales fell in the first quarter.", "the first quarter = 2021-Q1"),
            (
                "Sales fell in the third quarter of 2019.",
                "the third quarter of 2019 = 2019-Q3",
            ),
            ("It reported a first-quarter loss.", "first-quarter = 2021-Q1"),
            (
                "Sales will fall in next year's first quarter.",
                "next year's first quarter = 2022-Q1",
            ),
            (
                "Sales fell in the last half of 2019.",
                "the last half of 2019 = 2019-H2",
            ),
            ("Sales fell in fiscal 2019.", "fiscal 2019 = 2019"),
            ("Sales fell in Q1 2019.", "Q1 2019 = 2019-Q1"),
        ]);
    }

    #[test]
    fn comparisons_count_from_the_quarter() {
        assert_read(&[
            (
                "Sales fell in the first quarter from a year earlier.",
                "the first quarter = 2021-Q1; a year earlier = 2020-Q1",
            ),
            (
                "In the first quarter it made less than in the year-ago period.",
                "the first quarter = 2021-Q1; the year-ago period = 2020-Q1",
            ),
            ("He left a year ago.", "a year ago = 2020"),
        ]);
    }
}
