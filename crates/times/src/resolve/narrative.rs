//! Whether a text tells of its own time or of history.

use crate::expression::{Expression, Meaning, Origin, Unit, Year};
use jiff::civil::Date;

/// Stated years that lie elsewhere than the publication, at least so many, make a text history.
const ENOUGH: usize = 6;

/// Whether a text is history: its dates are stated, far from its publication, and hardly anything counts from the day on
/// which it was written. In such a text *in October* is October of the year at hand.
pub(super) fn is_history(expressions: &[Expression], published: Option<Date>) -> bool {
    let far = |year: i32| published.is_none_or(|day| (i32::from(day.year()) - year).abs() > 1);
    let (mut stated, mut news) = (0, 0);
    for expression in expressions {
        match day_of(&expression.meaning) {
            Some(Meaning::Date {
                year: Year::Stated(year),
                ..
            }) if far(*year) => stated += 1,
            Some(
                Meaning::Weekday { .. }
                | Meaning::Shift {
                    unit: Unit::Day,
                    origin: Origin::Published,
                    ..
                },
            ) => news += 1,
            _ => {}
        }
    }
    stated >= ENOUGH && stated > 3 * news
}

/// Of a time within a day, the day.
fn day_of(meaning: &Meaning) -> Option<&Meaning> {
    match meaning {
        Meaning::Within { day, .. } => day.as_deref(),
        other => Some(other),
    }
}
