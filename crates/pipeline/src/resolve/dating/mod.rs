//! Dating: the day of a report that does not state it, solved from its words.
//!
//! Every clue allows a set of days. The solution is what all of them allow: a day where only one is left, an interval where more
//! are, and nothing where they leave it unbounded or contradict each other. One idea a file:
//!
//! - `stated`: dates with their year, which are past or to come by the tense of what they date;
//! - `recency`: how near the years lie that news names;
//! - `yearly`: dates without their year, near the day of writing, and on their weekday in some years only;
//! - `pairs`: two names of one time, one counted from the day of writing;
//! - `terms`: years that run from one to the next, of schools and budgets;
//! - `imprint`: the year of a copyright line;
//! - `agency`: the weekdays of reports that agencies supplied;
//! - `dateline`: the day in a dateline that does not state its year;
//! - `offices`: people who are named by their offices, and when they held them;
//! - `facts`: things that nobody wrote of before they were there.
//!
//! The day is that of publication. An agency's report may bear the date of the day after the one it tells of, which is why the
//! habits of agencies allow two days each.

mod agency;
mod calendar;
mod clue;
mod dateline;
mod days;
mod facts;
mod imprint;
mod mentions;
mod offices;
mod pairs;
mod recency;
mod solve;
mod stated;
#[cfg(test)]
mod story;
mod terms;
mod yearly;

use crate::tree::Tree;
use clue::Clue;
use days::shifted;
use demarche_gazetteer::Gazetteer;
use demarche_times::Expression;
use demarche_types::{DateBasis, Published};
use jiff::civil::Date;
use mentions::{Mention, mentions};

/// How many days may be left, forty years: more than a generation is no date.
const MOST_DAYS: i32 = 14_610;

/// When a report was published, from its words alone.
pub(crate) fn infer(tree: &Tree<'_>, expressions: &[Expression], gazetteer: &Gazetteer) -> Published {
    let mentions = mentions(tree, expressions);
    let mut clues = clues(tree, &mentions, gazetteer);
    clues.extend(dateline::clues(tree, expressions, &mentions));
    let solution = solve::solve(clues).filter(|solution| is_a_date(solution.first, solution.last));
    solution.map_or_else(Published::default, |solution| Published {
        date: Some(solution.first.to_string()),
        enddate: Some(solution.last.to_string()),
        basis: DateBasis::Inferred,
        evidence: solution.evidence,
        ..Published::default()
    })
}

/// Whether an interval says something of when a report was published.
fn is_a_date(first: Date, last: Date) -> bool {
    shifted(first, MOST_DAYS) >= last
}

fn clues(tree: &Tree<'_>, mentions: &[Mention<'_>], gazetteer: &Gazetteer) -> Vec<Clue> {
    let mut clues: Vec<Clue> = imprint::clues(tree.document).chain(facts::clue(tree)).collect();
    clues.extend(offices::clues(tree, mentions, gazetteer));
    clues.extend(mentions.iter().filter_map(stated::clue));
    clues.extend(mentions.iter().filter_map(yearly::clue));
    clues.extend(pairs::clues(tree, mentions));
    clues.extend(recency::clues(tree, mentions));
    clues.extend(terms::clues(tree, mentions));
    clues.extend(agency::clues(tree, mentions));
    clues
}

#[cfg(test)]
mod tests {
    use super::story::{date, inferred, interval, late, weekday};
    use super::*;
    use crate::tree::page::Page;
    use demarche_times::{Meaning, Origin, Side, Unit, Year};
    use demarche_types::{Block, BlockKind, Span};
    use jiff::civil::Weekday;

    const NEXT_WEEK: Meaning = Meaning::Shift {
        unit: Unit::Week,
        count: 1,
        origin: Origin::Published,
    };

    /// An agency's report of a Tuesday, before a fair that begins in the week after.
    const REPORT: &str = "The/DET/2/det ministry/NOUN/3/nsubj objected:object/VERB/0/root/Tense=Past|VerbForm=Fin \
            on/ADP/5/case Tuesday/PROPN/3/obl\n\n\
        The/DET/2/det envoys/NOUN/3/nsubj spoke:speak/VERB/0/root/Tense=Past|VerbForm=Fin late/ADV/6/advmod \
            on/ADP/6/case Monday/PROPN/3/obl\n\n\
        She/PRON/3/nsubj will/AUX/3/aux/VerbForm=Fin travel/VERB/0/root/VerbForm=Inf next/ADJ/5/amod week/NOUN/3/obl \
            for/ADP/8/case the/DET/8/det fair/NOUN/3/obl which/PRON/10/nsubj \
            begins:begin/VERB/8/acl:relcl/Tense=Pres|VerbForm=Fin on/ADP/12/case June/PROPN/10/obl 12th/NOUN/12/nummod\n\n\
        ©/SYM/3/dep 2018/NUM/3/dep Courier/PROPN/0/root";

    fn report() -> Page {
        let mut page = Page::new(REPORT);
        page.document.masthead.credits = vec!["Reuters".to_owned()];
        if let Some(line) = page.document.blocks.last_mut() {
            line.kind = BlockKind::Copyright;
        }
        page
    }

    fn times() -> Vec<(&'static str, Meaning)> {
        vec![
            ("Tuesday", weekday(Weekday::Tuesday)),
            ("late on Monday", late(Weekday::Monday)),
            ("next week", NEXT_WEEK),
            ("June 12th", date(Year::Open(Side::Bare), Some(6), Some(12))),
        ]
    }

    #[test]
    fn a_day_from_weekdays_an_occasion_and_an_imprint() {
        let page = report();
        let published = inferred(&page, &times());
        assert_eq!(interval(&published), ("2018-06-05", "2018-06-05"));
        assert_eq!(published.basis, DateBasis::Inferred);
        let words = published.evidence.iter().map(|span| page.document.text.slice(*span));
        let words: Vec<&str> = words.collect();
        assert_eq!(words, ["Tuesday", "late on Monday", "next week", "June 12th", "2018"]);
    }

    #[test]
    fn less_is_known_where_a_clue_is_missing() {
        let without = |gone: &str| {
            let times: Vec<_> = times().into_iter().filter(|(words, _)| *words != gone).collect();
            inferred(&report(), &times)
        };
        assert_eq!(interval(&without("late on Monday")), ("2018-06-05", "2018-06-06"));
        assert_eq!(interval(&without("Tuesday")), ("2018-06-04", "2018-06-05"));
        let mut page = report();
        page.document.masthead.credits.clear();
        assert_eq!(
            interval(&inferred(&page, &times())),
            ("2018-06-03", "2018-06-10"),
            "no agency, no habits"
        );
        page.document.blocks.pop();
        assert_eq!(inferred(&page, &times()), Published::default(), "no year");
    }

    #[test]
    fn what_leaves_more_than_a_generation_is_no_date() {
        let day = |year| jiff::civil::date(year, 6, 1);
        assert!(is_a_date(day(1990), day(2029)) && !is_a_date(day(1990), day(2031)));
    }

    #[test]
    fn years_past_and_to_come() {
        let page = Page::new(
            "It/PRON/2/nsubj opened:open/VERB/0/root/Tense=Past|VerbForm=Fin in/ADP/4/case 1996/NUM/2/obl and/CCONJ/7/cc \
                will/AUX/7/aux/VerbForm=Fin close/VERB/2/conj/VerbForm=Inf in/ADP/9/case 2004/NUM/7/obl",
        );
        let year = |year| date(Year::Stated(year), None, None);
        let published = inferred(&page, &[("1996", year(1996)), ("2004", year(2004))]);
        assert_eq!(interval(&published), ("1995-12-31", "2005-01-01"));
        let contradictory = inferred(&page, &[("1996", year(2014)), ("2004", year(2004))]);
        assert_eq!(contradictory, Published::default());
    }

    #[test]
    fn a_dateline_without_its_year() {
        let mut page = Page::new(
            "August/PROPN/0/root 11/NUM/1/nummod\n\n\
             COVID-19/PROPN/2/nsubj spread:spread/VERB/0/root/Tense=Past|VerbForm=Fin on/ADP/4/case Tuesday/PROPN/2/obl \
                and/CCONJ/7/cc will/AUX/7/aux/VerbForm=Fin end/VERB/2/conj/VerbForm=Inf by/ADP/9/case 2022/NUM/7/obl",
        );
        page.document.blocks[0] = Block {
            kind: BlockKind::Dateline,
            ..page.document.blocks[0]
        };
        let published = inferred(
            &page,
            &[
                ("August 11", date(Year::Open(Side::Bare), Some(8), Some(11))),
                ("Tuesday", weekday(Weekday::Tuesday)),
                ("2022", date(Year::Stated(2022), None, None)),
            ],
        );
        assert_eq!(interval(&published), ("2020-08-11", "2020-08-12"));
        assert_eq!(published.evidence.first().copied(), Some(Span::new(0, 9)));
    }
}
