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
        (Side::Bare, Some(Tense::Past)) => last(candidates, |point| point.days().is_some_and(|days| days.first <= on)),
        (Side::Bare, Some(Tense::Future)) => first(candidates, |point| point.days().is_some_and(|days| days.last >= on)),
        (Side::Bare, _) => candidates.iter().copied().min_by_key(|point| distance(*point, on)),
    }
}

fn first(candidates: &[Point], is_meant: impl Fn(&Point) -> bool) -> Option<Point> {
    candidates.iter().copied().find(is_meant)
}

fn last(candidates: &[Point], is_meant: impl Fn(&Point) -> bool) -> Option<Point> {
    candidates.iter().rev().copied().find(is_meant)
}

/// Days between a stretch and a day; none for a day in it.
fn distance(point: Point, on: Date) -> i32 {
    let Some(days) = point.days() else { return i32::MAX };
    let until = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    until(on, days.first).max(until(days.last, on)).max(0)
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
