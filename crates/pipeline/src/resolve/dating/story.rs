//! Reports with their time expressions, written by hand for tests.

use super::infer;
use crate::tree::page::Page;
use demarche_gazetteer::Gazetteer;
use demarche_times::{Clock, DayPart, Expression, Meaning, Side, Year};
use demarche_types::{Published, TimeType};
use jiff::civil::Weekday;

/// A report with its time expressions by their words.
pub(super) fn inferred(page: &Page, expressions: &[(&str, Meaning)]) -> Published {
    let expression = |(words, meaning): &(&str, Meaning)| Expression {
        span: page.segments.span(page.find(words)),
        kind: TimeType::Date,
        meaning: meaning.clone(),
        modifier: None,
    };
    let mut expressions: Vec<Expression> = expressions.iter().map(expression).collect();
    expressions.sort_by_key(|expression| expression.span);
    infer(&page.tree(), &expressions, Gazetteer::embedded())
}

pub(super) fn interval(published: &Published) -> (&str, &str) {
    (
        published.date.as_deref().unwrap_or("?"),
        published.enddate.as_deref().unwrap_or("?"),
    )
}

pub(super) const fn weekday(weekday: Weekday) -> Meaning {
    Meaning::Weekday {
        weekday,
        side: Side::Bare,
    }
}

pub(super) fn late(weekday_named: Weekday) -> Meaning {
    Meaning::Within {
        day: Some(Box::new(weekday(weekday_named))),
        clock: Clock::Part(DayPart::Evening),
    }
}

pub(super) const fn date(year: Year, month: Option<u8>, day: Option<u8>) -> Meaning {
    Meaning::Date {
        year,
        month,
        day,
        weekday: None,
    }
}
