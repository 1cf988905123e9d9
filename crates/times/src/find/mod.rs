//! The grammar: rules by family over tokens; where several fit, the one that reaches furthest.

mod calendar;
mod clock;
mod durations;
mod holidays;
mod modifiers;
mod numbers;
mod periods;
mod relative;
mod scan;
mod sets;
mod vague;
mod weekdays;

use crate::expression::{Expression, Meaning, Modifier, Origin, Unit, Year};
use crate::lexicon::Lex;
use crate::tokens::tokens;
use demarche_types::{Span, TimeType};
use scan::Scan;

/// What a rule found: how far it reaches, as an index of a token, and what it says.
#[derive(Clone, Debug)]
struct Found {
    /// The first token, where the rule begins with words that are no part of the expression.
    start: Option<usize>,
    end: usize,
    kind: TimeType,
    meaning: Meaning,
    modifier: Option<Modifier>,
}

impl Found {
    const fn new(kind: TimeType, meaning: Meaning, end: usize) -> Self {
        Self {
            start: None,
            end,
            kind,
            meaning,
            modifier: None,
        }
    }

    const fn date(meaning: Meaning, end: usize) -> Self {
        Self::new(TimeType::Date, meaning, end)
    }
}

type Rule = fn(&Scan<'_>, usize) -> Option<Found>;

/// The families. Of rules that reach as far, the first is taken.
const FAMILIES: &[Rule] = &[
    sets::found,
    clock::found,
    modifiers::found,
    holidays::found,
    calendar::found,
    weekdays::found,
    periods::found,
    durations::found,
    relative::found,
    vague::found,
];

/// The time expressions of a text, in reading order. Spans count code points.
#[must_use]
pub fn find(text: &str) -> Vec<Expression> {
    let tokens = tokens(text);
    let scan = Scan::new(&tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match longest(&scan, at) {
            Some(best) => {
                let start = best.start.unwrap_or(at);
                let span = Span::new(tokens[start].start, tokens[best.end - 1].end);
                at = best.end.max(at + 1);
                let meaning = compared(&found, span, best.meaning);
                found.push(Expression {
                    span,
                    kind: best.kind,
                    meaning,
                    modifier: best.modifier,
                });
            }
            None => at += 1,
        }
    }
    found
}

/// How near a quarter is named of which *a year ago* names the same quarter.
const NEAR: usize = 600;

/// The letters of *a year ago*, which *last year* and *the past year* do not have.
const YEAR_AGO: usize = 10;

/// After a quarter, *a year ago* and *a year earlier* are the quarter of the year before: figures are compared so.
fn compared(found: &[Expression], span: Span, meaning: Meaning) -> Meaning {
    let year_ago = matches!(
        meaning,
        Meaning::Shift {
            unit: Unit::Year,
            count: -1,
            origin: Origin::Mention
        }
    ) || matches!(
        meaning,
        Meaning::Shift {
            unit: Unit::Year,
            count: -1,
            ..
        }
    ) && span.end - span.start == YEAR_AGO;
    let quarter = |e: &&Expression| matches!(e.meaning, Meaning::Quarter { .. });
    let near = found
        .iter()
        .rev()
        .find(quarter)
        .is_some_and(|e| span.start - e.span.end < NEAR);
    if year_ago && near {
        Meaning::Quarter {
            number: None,
            year: Year::Shifted(-1, Origin::Mention),
            fiscal: false,
        }
    } else {
        meaning
    }
}

fn longest(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let opens = !matches!(scan.lex(at), Lex::Plain) && !matches!(scan.lex(at), Lex::Sign(sign) if sign != '\'');
    if !opens {
        return None;
    }
    let mut best: Option<Found> = None;
    for found in FAMILIES.iter().filter_map(|rule| rule(scan, at)) {
        if best.as_ref().is_none_or(|best| best.end < found.end) {
            best = Some(found);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_types::Text;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        let document = Text::new(text);
        let found = find(text);
        found.iter().map(|e| document.slice(e.span).to_owned()).collect()
    }

    #[test]
    fn dates_in_every_order() {
        for date in [
            "7 May 2011",
            "May 7, 2011",
            "May 7th",
            "the 7th of May",
            "2011-05-07",
            "7/5/2011",
            "Sept. 9",
            "’98",
            "the 1970s",
        ] {
            let text = format!("It opened on {date} in Oslo.");
            assert_eq!(words(&text), [date], "{text}");
        }
    }

    #[test]
    fn times_and_their_days() {
        assert_eq!(
            words("It sank at 4:20 a.m. EST on Sunday, or late on Saturday."),
            ["4:20 a.m. EST on Sunday", "late on Saturday"]
        );
        assert_eq!(
            words("He called yesterday morning and again last night."),
            ["yesterday morning", "last night"]
        );
    }

    #[test]
    fn lengths_and_sets() {
        let text = "The five-day visit ended after more than three hours of talks, held every Tuesday for a decade.";
        assert_eq!(
            words(text),
            ["five-day", "more than three hours", "every Tuesday", "a decade"]
        );
    }

    #[test]
    fn distances() {
        let text = "It fell two years ago, rose earlier this month, and may close early next year.";
        assert_eq!(words(text), ["two years ago", "earlier this month", "early next year"]);
    }

    #[test]
    fn names_and_numbers_are_no_times() {
        for text in [
            "Theresa May spoke.",
            "He may march in.",
            "The jet cost $1998 million.",
            "A 6-year-old boy, 41 years old, sang.",
            "A second group left.",
            "About 2,010 people came.",
        ] {
            assert_eq!(words(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn spans_are_in_order_and_in_the_text(text in "([A-Za-z0-9 ,.'’:/-]|May |the |12|Monday|year|past |ago|\\n){0,60}") {
            let length = text.chars().count();
            let mut end = 0;
            for expression in find(&text) {
                prop_assert!(end <= expression.span.start && expression.span.start < expression.span.end);
                end = expression.span.end;
            }
            prop_assert!(end <= length);
        }
    }
}
