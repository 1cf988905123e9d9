//! Seasons: *last spring*, *the summer of 2014*, *this fall*.

use super::Found;
use crate::cursor::Cursor;
use crate::expression::{Meaning, Modifier, Origin, Side, Year};

pub(super) fn at(c: Cursor<'_>) -> Option<Found<'_>> {
    let (side, start) = super::relative::side(c).unwrap_or((Side::Bare, c));
    let determined = start.maybe(|c| c.word("the"));
    let (part, inner) = part(determined);
    let ((season, weak), next) = inner.joint().season()?;
    let (year, after) = year(next).unwrap_or((Year::Open(side), next));
    let sure = side != Side::Bare || after.at() > next.at() || shown(c, determined, weak, next);
    sure.then(|| {
        let found = Found::date(Meaning::Season { season, year }, after);
        match part {
            Some(part) => found.modified(part),
            None => found,
        }
    })
}

fn part(c: Cursor<'_>) -> (Option<Modifier>, Cursor<'_>) {
    let modifiers = [
        ("early", Modifier::Start),
        ("mid", Modifier::Middle),
        ("late", Modifier::End),
    ];
    modifiers
        .into_iter()
        .find_map(|(word, modifier)| Some((Some(modifier), c.word(word)?)))
        .unwrap_or((None, c))
}

/// *of 2014*, *2014*, *of last year*.
fn year(c: Cursor<'_>) -> Option<(Year, Cursor<'_>)> {
    let start = c.maybe(|c| c.mark(',')).maybe(|c| c.word("of"));
    if let Some((meaning, next)) = super::calendar::stated_year(start) {
        return Some((meaning, next));
    }
    let (side, next) = super::relative::side(start)?;
    Some((
        Year::Shifted(super::relative::steps(side), Origin::Published),
        next.word("year")?,
    ))
}

/// Whether what stands around a season without a year says that a time is meant, and no spring of water, fall of prices or
/// summer as such.
fn shown(c: Cursor<'_>, start: Cursor<'_>, weak: bool, next: Cursor<'_>) -> bool {
    let asked = c.follows(&[
        "in",
        "by",
        "since",
        "until",
        "during",
        "before",
        "after",
        "over",
        "through",
        "for",
        "into",
        "throughout",
        "early",
        "late",
    ]);
    let closed = super::edges::closes(next) && !next.is(&["of", "in"]);
    let the = start.at() > c.at();
    asked && closed && (the || !weak || c.follows(&["by", "since", "until", "early", "late"]))
}

#[cfg(test)]
mod tests {
    use crate::testing::assert_read;

    #[test]
    fn seasons() {
        assert_read(&[
            ("It dried up last summer.", "last summer = 2020-SU"),
            ("It dried up in the summer of 2014.", "the summer of 2014 = 2014-SU"),
            ("It will dry up this summer.", "this summer = 2021-SU"),
            ("It dried up in early spring.", "early spring = 2021-SP"),
            ("Prices fall, and the spring gives water.", ""),
        ]);
    }
}
