//! Holidays: *Christmas Eve*, *last Thanksgiving*, *Easter 2005*.

use super::Found;
use crate::cursor::Cursor;
use crate::expression::{Meaning, Side, Year};
use crate::lexicon::Lexicon;

pub(super) fn at(c: Cursor<'_>) -> Option<Found<'_>> {
    let (side, start) = super::relative::side(c).unwrap_or((Side::Bare, c));
    let named = start.token().is_some_and(|token| token.is_capitalised());
    let (holiday, next) = start.phrase(&Lexicon::get().holidays).filter(|_| named)?;
    let stated = next
        .maybe(|c| c.mark(','))
        .digits()
        .filter(|&(year, digits, _)| digits == 4 && (1500..2500).contains(&year));
    let (year, next) = match stated {
        Some((year, _, next)) => (Year::Stated(i32::try_from(year).ok()?), next),
        None => (Year::Open(side), next),
    };
    Some(Found::date(Meaning::Holiday { holiday, year }, next))
}

#[cfg(test)]
mod tests {
    use crate::testing::assert_read;

    #[test]
    fn holidays_move_with_their_year() {
        assert_read(&[
            ("It snowed on Christmas Eve.", "Christmas Eve = 2020-12-24"),
            ("It snowed last Thanksgiving.", "last Thanksgiving = 2020-11-26"),
            ("It snowed on Good Friday 2008.", "Good Friday 2008 = 2008-03-21"),
            ("It will snow on New Year’s Day.", "New Year’s Day = 2022-01-01"),
        ]);
    }
}
