//! Dates with their year: what happened on them is past, what will happen is to come.

use super::calendar::{Stretch, stretch};
use super::clue::{Clue, Strength};
use super::days::{DaySet, SLACK, shifted};
use super::mentions::Mention;
use demarche_times::{Meaning, Tense, Year};

/// Prepositions that lead up to a time, which may then lie ahead of what the verb tells.
const UP_TO: &[&str] = &[
    "before", "by", "for", "into", "through", "till", "to", "toward", "towards", "until",
];

/// Of these, the ones that look ahead from the day of writing under a verb in the present tense.
const AHEAD: &[&str] = &["by", "through", "till", "until"];

/// The clue of a date whose year is stated.
pub(super) fn clue(mention: &Mention<'_>) -> Option<Clue> {
    let (first, last) = stated(mention.meaning)?;
    let days = match dated_side(mention)? {
        Tense::Past => DaySet::from(shifted(first, -SLACK)),
        Tense::Present | Tense::Future => DaySet::until(shifted(last, SLACK)),
    };
    Some(Clue::new(Strength::Grammar, mention.span, days))
}

/// On which side of a stated date the day of writing lies: after it for `Past`.
pub(super) fn dated_side(mention: &Mention<'_>) -> Option<Tense> {
    if mention.preposition == "since" {
        return Some(Tense::Past);
    }
    let preposition = mention.preposition.as_str();
    match mention.tense? {
        _ if !mention.dates => None,
        Tense::Past => (!UP_TO.contains(&preposition)).then_some(Tense::Past),
        Tense::Present => AHEAD.contains(&preposition).then_some(Tense::Future),
        Tense::Future => Some(Tense::Future),
    }
}

/// The days of a date with its year.
pub(super) fn stated(meaning: &Meaning) -> Option<Stretch> {
    let in_year = |year: &Year| match year {
        Year::Stated(year) => i16::try_from(*year).ok(),
        _ => None,
    };
    match meaning {
        Meaning::Date { year, month, day, .. } => stretch(in_year(year)?, *month, *day),
        Meaning::Quarter {
            number: Some(number),
            year,
            fiscal: false,
        } => part(in_year(year)?, *number, 3),
        Meaning::Half { number, year } => part(in_year(year)?, *number, 6),
        _ => None,
    }
}

/// One of the parts of a year that are so many months long.
fn part(year: i16, number: u8, months: u8) -> Option<Stretch> {
    let last = number.checked_mul(months)?;
    let (first, _) = stretch(year, Some(last.checked_sub(months - 1)?), None)?;
    let (_, last) = stretch(year, Some(last), None)?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn parts_of_a_year() {
        let quarter = |number| {
            stated(&Meaning::Quarter {
                number: Some(number),
                year: Year::Stated(2011),
                fiscal: false,
            })
        };
        assert_eq!(quarter(3), Some((date(2011, 7, 1), date(2011, 9, 30))));
        assert_eq!(quarter(5), None);
        let half = Meaning::Half {
            number: 2,
            year: Year::Stated(2011),
        };
        assert_eq!(stated(&half), Some((date(2011, 7, 1), date(2011, 12, 31))));
    }
}
