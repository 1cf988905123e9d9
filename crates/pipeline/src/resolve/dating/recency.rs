//! How near the years lie that news names: a report that names two past years close together is of the years right after,
//! and one that tells what will be in some year is of the years before.
//!
//! The reaches are those that hold in at least 97 of 100 reports: of the half of the dated articles on which they were
//! chosen, all that name two past years at most three apart were written within five years of the later one, and all but
//! one in forty that name a year to come within nine years before it.

use super::calendar::{Stretch, stretch};
use super::clue::{Clue, Strength};
use super::days::DaySet;
use super::mentions::Mention;
use super::stated::{dated_side, stated};
use crate::tree::Tree;
use demarche_times::{Meaning, Tense, Unit};

/// How many years lie at most between two that are close together.
const CLOSE: i16 = 3;

/// How many years after the later of two such a report is written at most.
const AFTER: i16 = 8;

/// The same where the later one is told with its month: so exact is what is fresh. The other may then lie any time before.
const AFTER_MONTH: i16 = 6;

/// How many years before a year to come a report is written at most.
const AHEAD: i16 = 9;

/// Years that are a goal rather than a plan: the round ones.
const ROUND: i16 = 10;

/// What is told of debts, which are named by years far ahead.
const DEBTS: &[&str] = &["due", "expire", "mature", "payable", "redeem", "repay"];

/// The clues of the last two past years and of the first one to come.
pub(super) fn clues(tree: &Tree<'_>, mentions: &[Mention<'_>]) -> Vec<Clue> {
    close_together(mentions)
        .into_iter()
        .chain(ahead(tree, mentions))
        .collect()
}

/// Of a text that looks back over decades nothing is known: its years may all be of history.
fn close_together(mentions: &[Mention<'_>]) -> Option<Clue> {
    if mentions.iter().any(looks_far_back) {
        return None;
    }
    let years = years(mentions, |side| side.is_none_or(|side| side == Tense::Past));
    let (last, latest) = years.iter().max_by_key(|(year, _)| *year)?;
    let before = years
        .iter()
        .filter(|(year, _)| year < last)
        .max_by_key(|(year, _)| *year);
    let fresh = years.iter().any(|(year, mention)| year == last && names_month(mention));
    let (_, earlier) = before.filter(|(year, _)| fresh || last - year <= CLOSE)?;
    let after = if fresh { AFTER_MONTH } else { AFTER };
    let (_, end) = stretch(last.checked_add(after)?, None, None)?;
    Some(Clue {
        days: DaySet::until(end),
        evidence: vec![earlier.span, latest.span],
        strength: Strength::Habit,
    })
}

/// Whether it is a month of a year, and no day: days are told of births and battles too.
const fn names_month(mention: &Mention<'_>) -> bool {
    matches!(
        mention.meaning,
        Meaning::Date {
            month: Some(_),
            day: None,
            ..
        }
    )
}

/// Whether a time lies so many years ago that years close together may lie there too.
fn looks_far_back(mention: &Mention<'_>) -> bool {
    match *mention.meaning {
        Meaning::Shift { unit, count, .. } => match unit {
            Unit::Year => count <= -i32::from(AFTER),
            Unit::Decade | Unit::Century => count < 0,
            _ => false,
        },
        _ => false,
    }
}

fn ahead(tree: &Tree<'_>, mentions: &[Mention<'_>]) -> Option<Clue> {
    let owed = |mention: &Mention<'_>| mention.predicate.is_some_and(|verb| tree.lemma_in(verb, DEBTS));
    let years = years(mentions, |side| side.is_some_and(|side| side != Tense::Past));
    let planned = years
        .iter()
        .filter(|(year, mention)| year % ROUND != 0 && !owed(mention));
    let (year, mention) = planned.min_by_key(|(year, _)| *year)?;
    let (first, _) = stretch(year.checked_sub(AHEAD)?, None, None)?;
    Some(Clue::new(Strength::Habit, mention.span, DaySet::from(first)))
}

/// The years that are stated on the side asked for, with their mentions.
fn years<'m, 'a>(mentions: &'m [Mention<'a>], on: impl Fn(Option<Tense>) -> bool) -> Vec<(i16, &'m Mention<'a>)> {
    let year_of = |(first, _): Stretch| first.year();
    let there = mentions.iter().filter(|mention| on(dated_side(mention)));
    there
        .filter_map(|mention| Some((year_of(stated(mention.meaning)?), mention)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::story::{date, inferred, interval};
    use crate::tree::page::Page;
    use demarche_times::{Meaning, Origin, Unit, Year};
    use demarche_types::Published;

    const YEARS: &str = "It/PRON/2/nsubj opened:open/VERB/0/root/Tense=Past|VerbForm=Fin in/ADP/4/case 1996/NUM/2/obl\n\n\
        It/PRON/2/nsubj moved:move/VERB/0/root/Tense=Past|VerbForm=Fin in/ADP/4/case 1998/NUM/2/obl\n\n\
        Decades/NOUN/2/obl ago/ADV/3/advmod nobody/PRON/4/nsubj came:come/VERB/0/root/Tense=Past|VerbForm=Fin";

    fn with(first: i32, more: &[(&str, Meaning)]) -> Published {
        let year = |year| date(Year::Stated(year), None, None);
        let mut times = vec![("1996", year(first)), ("1998", year(1998))];
        times.extend_from_slice(more);
        inferred(&Page::new(YEARS), &times)
    }

    #[test]
    fn years_close_together_are_recent() {
        assert_eq!(interval(&with(1996, &[])), ("1997-12-31", "2006-12-31"));
        assert_eq!(with(1986, &[]), Published::default(), "ten years apart");
    }

    #[test]
    fn months_are_of_the_years_right_before() {
        let (may, year) = (
            date(Year::Stated(1998), Some(5), None),
            date(Year::Stated(1986), None, None),
        );
        let found = inferred(&Page::new(YEARS), &[("1996", year), ("1998", may)]);
        assert_eq!(interval(&found), ("1998-04-30", "2004-12-31"));
    }

    #[test]
    fn history_is_not() {
        let decades_ago = Meaning::Shift {
            unit: Unit::Decade,
            count: -3,
            origin: Origin::Published,
        };
        assert_eq!(with(1996, &[("Decades ago", decades_ago)]), Published::default());
    }
}
