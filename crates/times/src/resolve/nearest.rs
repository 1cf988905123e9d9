//! Of times that recur, the one that is meant: which Thursday, which March.

use super::Tense;
use super::point::Point;
use crate::expression::Side;
use jiff::civil::Date;

/// Of stretches in the order of the calendar, the one that is meant on a day.
pub(super) fn choose(candidates: &[Point], on: Date, side: Side, tense: Option<Tense>) -> Option<Point> {
    match (side, tense) {
        (Side::Last, _) => last(candidates, |point| point.days().is_some_and(|days| days.last < on)),
        (Side::Next, _) => first(candidates, |point| point.days().is_some_and(|days| days.first > on)),
        (Side::This, _) => first(candidates, |point| point.year() == Some(on.year())),
        (Side::Bare, tense) => candidates.iter().copied().min_by_key(|point| cost(*point, on, tense)),
    }
}

fn first(candidates: &[Point], is_meant: impl Fn(&Point) -> bool) -> Option<Point> {
    candidates.iter().copied().find(is_meant)
}

fn last(candidates: &[Point], is_meant: impl Fn(&Point) -> bool) -> Option<Point> {
    candidates.iter().rev().copied().find(is_meant)
}

/// How much farther a stretch on the wrong side of the tense may seem. A clause in the past can name a day to come, *set a
/// deadline of June 3*, and what is far off is seldom named without its year.
const WRONG_SIDE: i32 = 5;

/// The same for a day: it is nearly always the nearest one.
const WRONG_SIDE_OF_DAY: i32 = 2;

/// Days between a stretch and a day, none for a day in it, weighed by the tense.
fn cost(point: Point, on: Date, tense: Option<Tense>) -> i32 {
    let Some(days) = point.days() else { return i32::MAX };
    let until = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    let (ahead, behind) = (until(on, days.first), until(days.last, on));
    let wrong = match tense {
        Some(Tense::Past) => ahead > 0,
        Some(Tense::Future) => behind > 0,
        _ => false,
    };
    let weight = match point {
        _ if !wrong => 1,
        Point::Day(_) => WRONG_SIDE_OF_DAY,
        _ => WRONG_SIDE,
    };
    ahead.max(behind).max(0).saturating_mul(weight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const MARCHES: [Point; 3] = [Point::Month(2020, 3), Point::Month(2021, 3), Point::Month(2022, 3)];

    fn march(on: Date, side: Side, tense: Option<Tense>) -> Option<Point> {
        choose(&MARCHES, on, side, tense)
    }

    #[test]
    fn by_side_and_tense() {
        let on = date(2021, 3, 9);
        assert_eq!(march(on, Side::Last, None), Some(MARCHES[0]));
        assert_eq!(march(on, Side::Next, None), Some(MARCHES[2]));
        assert_eq!(march(on, Side::Bare, Some(Tense::Past)), Some(MARCHES[1]));
        let on = date(2021, 11, 9);
        assert_eq!(march(on, Side::Bare, Some(Tense::Past)), Some(MARCHES[1]));
        assert_eq!(march(on, Side::Bare, Some(Tense::Future)), Some(MARCHES[2]));
        assert_eq!(march(on, Side::Bare, None), Some(MARCHES[2]));
        assert_eq!(march(on, Side::This, Some(Tense::Future)), Some(MARCHES[1]));
    }
}
