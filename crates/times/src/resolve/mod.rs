//! Values: what the expressions of a text come to, counted from the day it was published.

mod calendar;
mod cues;
mod lengths;
mod values;

use crate::{Days, Expression};
pub use cues::cues;
use values::Context;

/// How a sentence stands to the day on which it was written. It says on which side of that day a bare weekday or month
/// lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// *The council voted on Thursday.*
    Past,
    /// *The council votes on Thursday.* News in the present tense tells what is planned.
    Present,
    /// *The council will vote on Thursday.*
    Future,
}

/// What an expression comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// TIMEX3's value; `None` where it hangs on a day that is not known.
    pub value: Option<String>,
    /// What it was counted from; `None` where it stands on its own.
    pub anchor: Option<Anchor>,
    /// The days that the value spans, where it is a stretch of the calendar.
    pub days: Option<Days>,
}

/// What a value was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The day of publication.
    Published,
    /// Another expression, by its index.
    Expression(usize),
}

/// What the expressions of a text come to, counted from the day of publication, in reading order. `tense` says how the clause
/// of each stands to that day, where it is known. Where several days are left for publication, a value is known only if it is the
/// same counted from the first and from the last.
#[must_use]
pub fn resolve(
    expressions: &[Expression],
    published: Option<Days>,
    tense: impl Fn(usize) -> Option<Tense>,
) -> Vec<Resolved> {
    let counted_from = |day| {
        let mut context = Context::new(day);
        let resolve = |(index, e): (usize, &Expression)| context.resolve(index, &e.meaning, e.modifier, tense(index));
        expressions.iter().enumerate().map(resolve).collect::<Vec<_>>()
    };
    let first = counted_from(published.map(|days| days.first));
    match published.filter(|days| days.exact().is_none()) {
        None => first,
        Some(days) => first
            .into_iter()
            .zip(counted_from(Some(days.last)))
            .map(|(first, last)| agreed(first, last))
            .collect(),
    }
}

/// What both say; where they differ, the days from the first to the last, and no value.
fn agreed(first: Resolved, last: Resolved) -> Resolved {
    if first.value == last.value {
        return first;
    }
    let days = first
        .days
        .zip(last.days)
        .and_then(|(first, last)| Days::new(first.first, last.last));
    Resolved {
        value: None,
        anchor: first.anchor,
        days,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// The values of a text's expressions, published on Wednesday, 15 May 2019.
    fn values(text: &str) -> Vec<String> {
        let found = crate::find(text);
        let tenses = cues(text, &found);
        let resolved = resolve(&found, Some(Days::one(date(2019, 5, 15))), |index| tenses[index]);
        resolved.into_iter().map(|r| r.value.unwrap_or_default()).collect()
    }

    #[test]
    fn weekdays_by_tense() {
        assert_eq!(values("They met on Wednesday."), ["2019-05-15"]);
        assert_eq!(values("They met on Thursday."), ["2019-05-09"]);
        assert_eq!(values("They will meet on Thursday."), ["2019-05-16"]);
        assert_eq!(values("The hearing is expected to open on Monday."), ["2019-05-20"]);
        assert_eq!(values("They met last Wednesday."), ["2019-05-08"]);
        assert_eq!(values("The two presidents meet separately on Monday."), ["2019-05-20"]);
        assert_eq!(
            values("Unions planned a march through Lagos on Saturday."),
            ["2019-05-18"]
        );
        assert_eq!(
            values("He announced that she would be travelling home on Friday."),
            ["2019-05-17"]
        );
        assert_eq!(
            values("On Friday, when he dropped his plans, nobody asked."),
            ["2019-05-10"]
        );
    }

    #[test]
    fn months_by_tense() {
        assert_eq!(values("It was built in December."), ["2018-12"]);
        assert_eq!(values("It will open in March."), ["2020-03"]);
    }

    #[test]
    fn the_calendar() {
        let text =
            "next week; last month; the third quarter of 1990; the 1990s; Easter 2005; last summer; yesterday evening";
        assert_eq!(
            values(text),
            [
                "2019-W21",
                "2019-04",
                "1990-Q3",
                "199",
                "2005-03-27",
                "2018-SU",
                "2019-05-14TEV"
            ]
        );
    }

    #[test]
    fn mentions() {
        assert_eq!(
            values("It opened on 3 June 2003. The following day it shut. A year later it burnt."),
            ["2003-06-03", "2003-06-04", "2004"]
        );
    }

    #[test]
    fn nothing_is_known_without_a_day_of_publication() {
        let found = crate::find("They met on Thursday, 4 July 1776, and yesterday.");
        let values: Vec<_> = resolve(&found, None, |_| None).into_iter().map(|r| r.value).collect();
        assert_eq!(values, [Some("1776-07-04".to_owned()), None]);
    }

    #[test]
    fn several_days_of_publication_agree_or_leave_it_open() {
        let found = crate::find("They met this week and yesterday.");
        let days = Days::new(date(2019, 5, 14), date(2019, 5, 15));
        let values: Vec<_> = resolve(&found, days, |_| None).into_iter().map(|r| r.value).collect();
        assert_eq!(values, [Some("2019-W20".to_owned()), None]);
    }
}
