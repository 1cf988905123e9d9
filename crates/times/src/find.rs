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
