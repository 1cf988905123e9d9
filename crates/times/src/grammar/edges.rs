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
    let ((), next) = c.phrase(&Lexicon::get().approximators)?;
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
