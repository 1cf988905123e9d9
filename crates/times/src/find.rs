//! From a text to its time expressions.

use crate::cursor::Cursor;
use crate::expression::{Expression, Meaning};
use crate::grammar::{Found, Order, calendar, longest};
use crate::token::tokens;
use demarche_types::{Span, Text};

/// The time expressions of a text in reading order, not overlapping. None crosses an empty line.
///
/// Linear in the length of the text.
#[must_use]
pub fn find(text: &Text) -> Vec<Expression> {
    find_in(text, [text.span()])
}

/// The time expressions in stretches of a text, such as its paragraphs, in the order of the stretches.
pub fn find_in(text: &Text, stretches: impl IntoIterator<Item = Span>) -> Vec<Expression> {
    let (mut expressions, mut orders) = (Vec::new(), Vec::new());
    for stretch in stretches {
        let start = text.byte(stretch.start);
        let span = |from: usize, to: usize| Span::new(text.code_point(start + from), text.code_point(start + to));
        find_bytes(text.slice(stretch), |from, to, found| {
            orders.extend(found.order);
            expressions.push(Expression {
                span: span(from, to),
                kind: found.kind,
                meaning: found.meaning,
                modifier: found.modifier,
            });
        });
    }
    decide_figures(&mut expressions, &orders);
    expressions
}

/// Calls back for each expression with the bytes it starts and ends at.
fn find_bytes(text: &str, mut each: impl FnMut(usize, usize, Found<'_>)) {
    let tokens = tokens(text);
    let mut at = 0;
    while at < tokens.len() {
        let start = Cursor::new(&tokens, at);
        at += 1;
        if !tokens[start.at()].can_open() {
            continue;
        }
        let mut place = start;
        let mut found = match longest(start) {
            Some(found) => found,
            None => match calendar::range_before(start) {
                Some(found) => found,
                None => continue,
            },
        };
        loop {
            at = found.next.at().max(at);
            let more = calendar::range_after(&found);
            each(tokens[place.at()].start, tokens[found.next.at() - 1].end(), found);
            match more {
                Some((next_place, next)) => (place, found) = (next_place, next),
                None => break,
            }
        }
    }
}

/// Decides the order of dates in figures where all dates of the text that show an order show the same one.
fn decide_figures(expressions: &mut [Expression], orders: &[Order]) {
    let Some(&order) = orders
        .first()
        .filter(|first| orders.iter().all(|order| order == *first))
    else {
        return;
    };
    for expression in expressions {
        if let Meaning::Figures { first, second, year } = expression.meaning {
            let (month, day) = match order {
                Order::MonthFirst => (first, second),
                Order::DayFirst => (second, first),
            };
            expression.meaning = Meaning::Date {
                year,
                month: Some(month),
                day: Some(day),
                weekday: None,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Days, resolve};
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn spans_count_code_points() {
        let text = Text::new("“Ça va” – dès yesterday, François a dit");
        let found = find(&text);
        assert_eq!(text.slice(found[0].span), "yesterday");
    }

    #[test]
    fn stretches_are_read_apart() {
        let text = Text::new("until May 5 people came");
        let found = find_in(&text, [Span::new(0, 9), Span::new(10, text.len())]);
        assert_eq!(found.len(), 1);
        assert_eq!(text.slice(found[0].span), "May");
    }

    /// Words and marks that times are made of, and some that they are not.
    const PIECES: &[&str] = &[
        "the",
        "last",
        "next",
        "a",
        "5",
        "31",
        "1998",
        "98",
        "’",
        "'",
        "s",
        "-",
        "/",
        ".",
        ",",
        ":",
        "May",
        "Feb",
        "Friday",
        "week",
        "years",
        "two",
        "hundred",
        "half",
        "of",
        "and",
        "quarter",
        "third",
        "ago",
        "later",
        "before",
        "every",
        "morning",
        "at",
        "p",
        "m",
        "GMT",
        "noon",
        "early",
        "end",
        "about",
        "Easter",
        "Day",
        "New",
        "Year",
        "winter",
        "now",
        "é",
        "\n\n",
        "(",
        ")",
        "99999999999",
        "million",
        "9999",
        "0",
        "century",
        "day",
        "after",
        "fiscal",
        "year",
    ];

    proptest! {
        #[test]
        fn expressions_stand_apart_in_reading_order(
            pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..30),
            day in 0i32..60_000,
        ) {
            let mut text = String::new();
            for (piece, space) in pieces {
                text.push_str(PIECES[piece]);
                if space {
                    text.push(' ');
                }
            }
            let text = Text::new(text);
            let found = find(&text);
            let mut end = 0;
            for expression in &found {
                prop_assert!(end <= expression.span.start && !expression.span.is_empty());
                prop_assert!(!text.slice(expression.span).contains("\n\n"));
                end = expression.span.end;
            }
            prop_assert!(end <= text.len());
            let day = date(1900, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
            prop_assert_eq!(resolve(&found, Some(Days::one(day)), |_| None).len(), found.len());
        }
    }
}
