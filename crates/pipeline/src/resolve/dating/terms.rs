//! Years that run from one to the next, as those of schools and budgets do: *the budget for 2009-10*. News tells of the one that
//! runs, of the last or of the next.

use super::calendar::stretch;
use super::clue::{Clue, Strength};
use super::days::DaySet;
use super::mentions::Mention;
use crate::tree::Tree;
use demarche_times::{Meaning, Year};

/// How many years before its first year a report of it is written at most, and how many after its second.
const REACH: i16 = 2;

/// What runs so.
const TERMS: &[&str] = &[
    "academic", "budget", "fiscal", "levy", "school", "season", "spending", "tax",
];

/// The clues of all such years.
pub(super) fn clues(tree: &Tree<'_>, mentions: &[Mention<'_>]) -> Vec<Clue> {
    let pairs = mentions.windows(2);
    pairs.filter_map(|pair| clue(tree, &pair[0], &pair[1])).collect()
}

fn clue(tree: &Tree<'_>, first: &Mention<'_>, second: &Mention<'_>) -> Option<Clue> {
    let (from, to) = (bare_year(first)?, bare_year(second)?);
    let joined = second.span.start.checked_sub(first.span.end) == Some(1);
    let mut around = tree.sentence(first.words.start);
    let is_term = around.any(|word| tree.lemma_in(word, TERMS));
    let (start, _) = stretch(from.checked_sub(REACH)?, None, None)?;
    let (_, end) = stretch(to.checked_add(REACH)?, None, None)?;
    (to == from + 1 && joined && is_term).then(|| Clue {
        days: DaySet::between(start, end),
        evidence: vec![first.span, second.span],
        strength: Strength::Habit,
    })
}

/// The year that nothing but a year names.
fn bare_year(mention: &Mention<'_>) -> Option<i16> {
    match mention.meaning {
        Meaning::Date {
            year: Year::Stated(year),
            month: None,
            day: None,
            ..
        } => i16::try_from(*year).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::story::{date, inferred, interval};
    use crate::tree::page::Page;
    use demarche_times::Year;
    use demarche_types::Published;

    fn with(noun: &str) -> Published {
        let page = Page::new(&format!(
            "They/PRON/2/nsubj approved:approve/VERB/0/root/Tense=Past|VerbForm=Fin the/DET/7/det 2013/NUM/7/compound \
             ~-/PUNCT/6/punct ~14/NUM/4/nmod {noun}/NOUN/2/obj"
        ));
        let year = |year| date(Year::Stated(year), None, None);
        inferred(&page, &[("2013", year(2013)), ("14", year(2014))])
    }

    #[test]
    fn the_years_of_a_budget_are_near() {
        assert_eq!(interval(&with("budget")), ("2011-01-01", "2016-12-31"));
        assert_eq!(with("exhibition"), Published::default());
    }
}
