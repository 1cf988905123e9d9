//! Times without a place on the calendar: *recently*, *now*, *the near future*.

use super::Found;
use crate::cursor::Cursor;
use crate::expression::Meaning;
use crate::lexicon::Lexicon;

pub(super) fn at(c: Cursor<'_>) -> Option<Found<'_>> {
    let (reference, next) = c.phrase(&Lexicon::get().vague)?;
    Some(Found::date(Meaning::Vague(reference), next))
}
