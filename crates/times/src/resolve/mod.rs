//! Values: what the expressions of a text come to, counted from the day it was published.

mod holiday;
mod narrative;
mod nearest;
mod point;
mod timeline;
mod value;

use crate::days::Days;
use crate::expression::Expression;
use timeline::Timeline;

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
    /// The days that the value spans, where it is a stretch of the calendar; without a value, all on which it can lie.
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

/// What the expressions of a text come to, one each, given the days on one of which the text was published and, by index, the
/// tense of the clause that an expression stands in.
///
/// Where the day is not known exactly, a value is given if the first and the last day that fit lead to the same; since
/// every value moves with the day, all days between them then lead to it too.
#[must_use]
pub fn resolve(
    expressions: &[Expression],
    published: Option<Days>,
    tense: impl Fn(usize) -> Option<Tense>,
) -> Vec<Resolved> {
    let on = |day| Timeline::new(day, expressions).resolve(expressions, &tense);
    let Some(days) = published else { return on(None) };
    let first = on(Some(days.first));
    if days.exact().is_some() {
        return first;
    }
    let last = on(Some(days.last));
    first
        .into_iter()
        .zip(last)
        .map(|(first, last)| agreed(first, &last))
        .collect()
}

/// What two days of publication agree on; where they differ, the days from the first of the one to the last of the other.
fn agreed(first: Resolved, last: &Resolved) -> Resolved {
    if first == *last {
        return first;
    }
    let both = first.days.zip(last.days);
    Resolved {
        value: None,
        days: both.and_then(|(first, last)| Days::new(first.first, last.last)),
        anchor: first.anchor,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find;
    use demarche_types::Text;
    use jiff::civil::date;

    fn values(text: &str, published: Option<Days>, tense: Option<Tense>) -> Vec<Option<String>> {
        let resolved = resolve(&find(&Text::new(text)), published, |_| tense);
        resolved.into_iter().map(|r| r.value).collect()
    }

    fn on(year: i16, month: i8, day: i8) -> Option<Days> {
        Some(Days::one(date(year, month, day)))
    }

    #[test]
    fn a_bare_weekday_follows_the_tense() {
        let monday = |day, tense| values("Monday", on(2021, 6, day), tense)[0].clone().unwrap();
        assert_eq!(monday(9, Some(Tense::Past)), "2021-06-07");
        assert_eq!(monday(9, Some(Tense::Future)), "2021-06-14");
        assert_eq!(monday(9, None), "2021-06-07");
        assert_eq!(
            monday(7, Some(Tense::Past)),
            "2021-06-07",
            "the day of publication itself"
        );
        assert_eq!(monday(7, Some(Tense::Future)), "2021-06-07");
    }

    #[test]
    fn an_interval_decides_what_its_ends_agree_on() {
        let june = Days::new(date(2021, 6, 8), date(2021, 6, 10));
        let found = values("It left last year, on Monday, yesterday", june, Some(Tense::Past));
        assert_eq!(found, [Some("2020".to_owned()), Some("2021-06-07".to_owned()), None]);
    }

    #[test]
    fn without_a_day_only_what_is_stated_has_a_value() {
        let found = values("In May 2019, for two days, on Monday, in June", None, None);
        assert_eq!(found, [Some("2019-05".to_owned()), Some("P2D".to_owned()), None, None]);
    }

    #[test]
    fn anchors_name_what_was_counted_from() {
        let expressions = find(&Text::new(
            "He won on 3 May 2011. He lost the following year. He left yesterday.",
        ));
        let resolved = resolve(&expressions, on(2021, 6, 9), |_| None);
        let anchors: Vec<_> = resolved.iter().map(|r| r.anchor).collect();
        assert_eq!(anchors, [None, Some(Anchor::Expression(0)), Some(Anchor::Published)]);
        assert_eq!(resolved[1].days, Days::new(date(2012, 1, 1), date(2012, 12, 31)));
    }

    #[test]
    fn in_history_open_years_are_those_at_hand() {
        let text = "Founded in 1840, it burned down in March 1851 and in 1862. In May 1870 it was rebuilt, in 1871 sold, \
            in 1880 closed. In November 1890 it reopened; in January it failed.";
        let found = values(text, on(2021, 6, 9), Some(Tense::Past));
        assert_eq!(found.last().unwrap().as_deref(), Some("1891-01"));
    }
}
