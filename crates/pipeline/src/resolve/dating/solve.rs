//! The solution: the days that all clues allow.

use super::clue::Clue;
use super::days::DaySet;
use demarche_types::Span;
use jiff::civil::Date;
use std::cmp::Reverse;

/// How many clues are weighed; a text with more is bounded by the strongest and first of them.
const MOST_CLUES: usize = 200;

/// The days that are left, and the words which left them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Solution {
    /// The first day.
    pub(super) first: Date,
    /// The last day.
    pub(super) last: Date,
    /// The words of the clues without which it would be wider, in reading order.
    pub(super) evidence: Vec<Span>,
}

/// Intersects the clues, the strongest first. A clue that contradicts those before it, all of them at least as strong, is
/// left out; among equals a contradiction leaves nothing to rely on. `None` where the clues do not bound the day on both
/// sides.
pub(super) fn solve(mut clues: Vec<Clue>) -> Option<Solution> {
    clues.sort_by_key(|clue| Reverse(clue.strength));
    clues.truncate(MOST_CLUES);
    let mut steps = vec![DaySet::all()];
    let mut used: Vec<Clue> = Vec::new();
    for clue in clues {
        let before = &steps[steps.len() - 1];
        let after = before.and(&clue.days);
        if after.is_empty() {
            if used.last().is_some_and(|weakest| weakest.strength == clue.strength) {
                return None;
            }
        } else if after != *before {
            steps.push(after);
            used.push(clue);
        }
    }
    let (first, last) = steps[steps.len() - 1].bounds()?;
    let evidence = needed(&steps, &used, (first, last));
    Some(Solution { first, last, evidence })
}

/// The words of the clues that are needed for these bounds: from the weakest on, every clue is left out without which the
/// bounds are the same. `steps` holds the intersection before each clue, and that of all.
fn needed(steps: &[DaySet], used: &[Clue], bounds: (Date, Date)) -> Vec<Span> {
    let mut kept = DaySet::all();
    let mut evidence = Vec::new();
    for (clue, before) in used.iter().zip(steps).rev() {
        if before.and(&kept).bounds() != Some(bounds) {
            kept = kept.and(&clue.days);
            evidence.extend(&clue.evidence);
        }
    }
    evidence.sort_unstable();
    evidence.dedup();
    evidence
}

#[cfg(test)]
mod tests {
    use super::super::clue::Strength::{self, *};
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn clue(strength: Strength, at: usize, from: Date, to: Date) -> Clue {
        Clue::new(strength, Span::new(at, at + 1), DaySet::between(from, to))
    }

    #[test]
    fn clues_narrow_each_other() {
        let clues = vec![
            clue(Grammar, 0, date(2001, 1, 1), date(2005, 1, 1)),
            clue(Stated, 3, date(2003, 1, 1), date(2003, 12, 31)),
            clue(Habit, 6, date(2003, 5, 1), date(2010, 1, 1)),
        ];
        let solution = solve(clues).unwrap();
        assert_eq!((solution.first, solution.last), (date(2003, 5, 1), date(2003, 12, 31)));
        assert_eq!(
            solution.evidence,
            [Span::new(3, 4), Span::new(6, 7)],
            "the first decides nothing"
        );
    }

    #[test]
    fn the_weaker_clue_yields() {
        let strong = clue(Fact, 0, date(2001, 1, 1), date(2005, 1, 1));
        let weak = clue(Grammar, 3, date(1990, 1, 1), date(1991, 1, 1));
        let solution = solve(vec![weak.clone(), strong]).unwrap();
        assert_eq!((solution.first, solution.last), (date(2001, 1, 1), date(2005, 1, 1)));
        let other = clue(Grammar, 6, date(1995, 1, 1), date(1996, 1, 1));
        assert_eq!(solve(vec![weak, other]), None, "equals that contradict each other");
    }

    #[test]
    fn one_bound_is_none() {
        let after = Clue::new(Fact, Span::new(0, 1), DaySet::from(date(2001, 1, 1)));
        assert_eq!(solve(vec![after]), None);
        assert_eq!(solve(Vec::new()), None);
    }

    proptest! {
        #[test]
        fn the_evidence_suffices(stretches in prop::collection::vec((1950..2050_i16, 0..30_i16), 1..12)) {
            let clues: Vec<Clue> = stretches
                .iter()
                .enumerate()
                .map(|(at, (year, length))| clue(Fact, at * 2, date(*year, 1, 1), date((year + length).min(2090), 7, 1)))
                .collect();
            if let Some(solution) = solve(clues.clone()) {
                let decisive = clues.into_iter().filter(|clue| solution.evidence.contains(&clue.evidence[0])).collect();
                prop_assert_eq!(solve(decisive), Some(solution));
            }
        }
    }
}
