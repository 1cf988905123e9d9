//! Two names of one time: one counted from the day of writing, one from the calendar. *Yesterday, March 25*; *two years ago,
//! in 1996*; *next week for the fair, which begins on May 3*.

use super::calendar::{Stretch, month, stretch, week};
use super::clue::{Clue, Strength};
use super::days::{DaySet, shifted};
use super::mentions::Mention;
use super::stated::stated;
use super::yearly::Recurring;
use crate::tree::Tree;
use demarche_times::{Meaning, Modifier, Origin, Tense, Unit};

/// How many words can stand between two names of one time.
const GAP: usize = 2;

/// A time so many units before or after the day of writing.
#[derive(Clone, Copy)]
struct Shift {
    unit: Unit,
    count: i32,
}

impl Shift {
    fn of(mention: &Mention<'_>) -> Option<Self> {
        match *mention.meaning {
            Meaning::Shift {
                unit: unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year),
                count,
                origin: Origin::Published,
            } if mention.modifier != Some(Modifier::About) => Some(Self { unit, count }),
            _ => None,
        }
    }

    /// The days of writing from which the shift leads to these days; `None` where they are no part of one unit.
    ///
    /// Weeks begin on Sundays or Mondays, by the writer.
    fn back(self, (first, last): Stretch) -> Option<Stretch> {
        let Self { unit, count } = self;
        let (from, to) = match unit {
            Unit::Day => (shifted(first, -count), shifted(last, -count)),
            Unit::Week => {
                let (monday, sunday) = week(shifted(first, count.checked_mul(-7)?));
                (shifted(monday, -1), sunday)
            }
            Unit::Month => month(first, -count),
            _ => stretch(first.year().checked_sub(i16::try_from(count).ok()?)?, None, None)?,
        };
        let fits = last.duration_since(first) <= to.duration_since(from);
        fits.then_some((from, to))
    }
}

/// The clues of all pairs, each of two mentions of which no other stands between.
pub(super) fn clues(tree: &Tree<'_>, mentions: &[Mention<'_>]) -> Vec<Clue> {
    let pairs = mentions.windows(2);
    pairs.filter_map(|pair| clue(tree, &pair[0], &pair[1])).collect()
}

fn clue(tree: &Tree<'_>, first: &Mention<'_>, second: &Mention<'_>) -> Option<Clue> {
    let (shift, dated) = match (Shift::of(first), Shift::of(second)) {
        (Some(shift), None) => (shift, second),
        (None, Some(shift)) => (shift, first),
        _ => return None,
    };
    let strength = if is_apposed(tree, first, second) {
        Strength::Grammar
    } else if is_occasion(tree, first, second) && matches!(shift.unit, Unit::Week | Unit::Month) {
        Strength::Habit
    } else {
        return None;
    };
    let days = counted_back(shift, dated.meaning)?;
    Some(Clue {
        days,
        evidence: vec![first.span, second.span],
        strength,
    })
}

/// The days of writing from which the shift leads to the time named.
fn counted_back(shift: Shift, named: &Meaning) -> Option<DaySet> {
    if let Some(days) = stated(named) {
        return shift.back(days).map(|(first, last)| DaySet::between(first, last));
    }
    let recurring = Recurring::of(named)?;
    Some(DaySet::yearly(|year| shift.back(recurring.in_year(year)?)))
}

/// Whether nothing stands between the two but punctuation and a preposition.
fn is_apposed(tree: &Tree<'_>, first: &Mention<'_>, second: &Mention<'_>) -> bool {
    let mut between = first.words.end..second.words.start;
    let joins = |word| tree.is_punctuation(word) || matches!(tree.form(word), "on" | "in");
    between.len() <= GAP && between.all(joins) && tree.sentence(first.words.start).contains(&second.words.start)
}

/// Whether the second is the time of an occasion that the first verb's clause names: *will visit next week for the games,
/// which begin on May 3*.
fn is_occasion(tree: &Tree<'_>, first: &Mention<'_>, second: &Mention<'_>) -> bool {
    let to_come = |mention: &Mention<'_>| matches!(mention.tense, Some(Tense::Present | Tense::Future));
    let (Some(outer), Some(inner)) = (first.predicate, second.predicate) else {
        return false;
    };
    to_come(first) && to_come(second) && tree.is(inner, "acl:relcl") && outer != inner && tree.is_under(inner, outer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn back(unit: Unit, count: i32, days: Stretch) -> Option<Stretch> {
        Shift { unit, count }.back(days)
    }

    #[test]
    fn counting_back() {
        let wednesday = (date(2015, 3, 25), date(2015, 3, 25));
        assert_eq!(
            back(Unit::Day, -1, wednesday),
            Some((date(2015, 3, 26), date(2015, 3, 26)))
        );
        assert_eq!(
            back(Unit::Week, 1, wednesday),
            Some((date(2015, 3, 15), date(2015, 3, 22)))
        );
        assert_eq!(
            back(Unit::Month, -1, wednesday),
            Some((date(2015, 4, 1), date(2015, 4, 30)))
        );
        let year = (date(2013, 1, 1), date(2013, 12, 31));
        assert_eq!(back(Unit::Year, -2, year), Some((date(2015, 1, 1), date(2015, 12, 31))));
        assert_eq!(back(Unit::Week, -1, year), None, "a year is no part of a week");
    }
}
