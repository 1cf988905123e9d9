//! What stands before an expression and belongs to it: *early 1990*, *the end of the month*, *nearly two years*, *earlier
//! this week*.

use super::Found;
use crate::cursor::{Cursor, HYPHENS};
use crate::expression::{Meaning, Modifier};
use crate::lexicon::{Context, Lexicon};
use crate::token::TokenKind;
use demarche_types::TimeType;

pub(super) fn at(c: Cursor<'_>) -> Option<Found<'_>> {
    edge(c).or_else(|| approximate(c))
}

/// Whether what stands here ends a phrase, rather than going on with a noun that it describes.
pub(crate) fn closes(c: Cursor<'_>) -> bool {
    c.token().is_none_or(|token| match token.kind {
        TokenKind::Mark(mark) => !HYPHENS.contains(&mark),
        TokenKind::Number(_) => false,
        TokenKind::Word => {
            token.stands_as(Context::Closing) || token.text.ends_with("ing") || token.text.ends_with("ed")
        }
    })
}

/// *early 1990*, *the end of this week*, *mid-November*, *later this year*.
fn edge(c: Cursor<'_>) -> Option<Found<'_>> {
    let (modifier, next) = c.phrase(&Lexicon::get().edges)?;
    let inner = inner(next.joint()).or_else(|| inner_unit(c, next))?;
    let points = matches!(inner.kind, TimeType::Date | TimeType::Time) && !matches!(inner.meaning, Meaning::Vague(_));
    points.then(|| inner.modified(modifier))
}

fn inner(c: Cursor<'_>) -> Option<Found<'_>> {
    super::longest_of(
        &[
            super::calendar::at,
            super::relative::at,
            super::quarters::at,
            super::seasons::at,
            super::clock::at,
            super::holidays::at,
        ],
        c,
    )
}

/// *the end of the month*: behind such words the unit at hand needs no further sign.
fn inner_unit<'a>(c: Cursor<'a>, next: Cursor<'a>) -> Option<Found<'a>> {
    let (unit, next) = next.word("the")?.unit().filter(|&(unit, _)| unit > crate::Unit::Day)?;
    let meaning = Meaning::Shift {
        unit,
        count: 0,
        origin: crate::Origin::Published,
    };
    (c.at() < next.at()).then(|| Found::date(meaning, next))
}

/// *nearly two years*, *at least 30 days*, *about two years ago*, *around Nov. 1*.
fn approximate(c: Cursor<'_>) -> Option<Found<'_>> {
    let opening = || c.before().is_none().then(|| c.word("over"))?;
    let listed = c.phrase(&Lexicon::get().approximators).map(|((), next)| next);
    let next = listed.or_else(opening)?;
    let inner = super::longest_of(
        &[
            super::durations::at,
            super::relative::at,
            super::clock::at,
            super::calendar::at,
        ],
        next,
    )?;
    let point = matches!(inner.kind, TimeType::Date | TimeType::Time);
    let distance = matches!(inner.meaning, Meaning::Shift { .. });
    let around = c.is(&["around"]) && matches!(inner.meaning, Meaning::Date { .. } | Meaning::Within { .. });
    let counted = !next.is(&["the"]) || c.is(&["at"]);
    (counted && (!point || distance || around)).then(|| inner.modified(Modifier::About))
}

#[cfg(test)]
mod tests {
    use crate::expression::Modifier;
    use crate::find;
    use crate::testing::assert_read;
    use demarche_types::Text;

    #[test]
    fn parts_keep_the_value_of_the_whole() {
        assert_read(&[
            ("It fell in early 1990.", "early 1990 = 1990"),
            ("It fell in mid-November 2019.", "mid-November 2019 = 2019-11"),
            ("It fell at the end of the month.", "the end of the month = 2021-06"),
            ("It fell earlier this week.", "earlier this week = 2021-W23"),
            ("It fell in the last week of May.", "the last week of May = 2021-05"),
        ]);
    }

    #[test]
    fn approximations() {
        assert_read(&[
            ("It took nearly two years.", "nearly two years = P2Y"),
            (
                "It took at least the past two years.",
                "at least the past two years = P2Y",
            ),
            ("It fell about ten years ago.", "about ten years ago = 2011"),
            ("They got around Monday's ban.", "Monday = 2021-06-07"),
        ]);
    }

    #[test]
    fn what_is_meant_is_kept() {
        let modifier = |text: &str| find(&Text::new(text))[0].modifier;
        assert_eq!(modifier("in early 1990"), Some(Modifier::Start));
        assert_eq!(modifier("at the end of 1990"), Some(Modifier::End));
        assert_eq!(modifier("later this year"), Some(Modifier::Later));
        assert_eq!(modifier("in 1990"), None);
    }
}
