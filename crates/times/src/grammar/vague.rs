//! Times without a place on the calendar: *recently*, *now*, *the near future*.

use super::Found;
use crate::cursor::Cursor;
use crate::expression::Meaning;
use crate::lexicon::Lexicon;

pub(super) fn at(c: Cursor<'_>) -> Option<Found<'_>> {
    let (reference, next) = c.phrase(&Lexicon::get().vague)?;
    Some(Found::date(Meaning::Vague(reference), next))
}

#[cfg(test)]
mod tests {
    use crate::testing::assert_read;

    #[test]
    fn vague_times() {
        assert_read(&[
            ("Now it is quiet.", "Now = PRESENT_REF"),
            ("At the moment it is quiet.", "the moment = PRESENT_REF"),
            ("It was the moment of truth.", ""),
            ("It moved recently.", "recently = PAST_REF"),
            ("It will move in the near future.", "the near future = FUTURE_REF"),
        ]);
    }
}
