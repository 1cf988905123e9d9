//! Lengths of time: *three days*, *a three-year period*, *several months*, *the past two weeks*, *half an hour*, *weeks*.

use super::Found;
use crate::cursor::{Count, Cursor};
use crate::expression::{Amount, Meaning, Unit};
use crate::lexicon::Context;

pub(super) fn at(c: Cursor<'_>) -> Option<Found<'_>> {
    super::longest_of(&[unmeasured, counted, sided, article, half, several, bare], c)
}

const fn length(amount: Amount, unit: Unit) -> Meaning {
    Meaning::Duration { amount, unit }
}

/// *three days*, *a three-year period*, *two to three weeks*, *5 1/2 hours*, *two years and six months*. Ages are none: *a
/// six-year-old*.
fn counted(c: Cursor<'_>) -> Option<Found<'_>> {
    let (amount, unit, next) = count_unit(c)?;
    let (amount, next) = and_part(amount, unit, next).unwrap_or((amount, next));
    (!is_age(next)).then(|| Found::duration(length(amount, unit), next))
}

/// Ages are no times: *a six-year-old*, *two years of age*.
fn is_age(next: Cursor<'_>) -> bool {
    next.joint().is(&["old", "olds"]) || next.words(&["of", "age"]).is_some()
}

fn count_unit(c: Cursor<'_>) -> Option<(Amount, Unit, Cursor<'_>)> {
    let (amount, next) = range(c).or_else(|| exact(c))?;
    let between = next.maybe(|c| c.context(Context::Between));
    let (unit, after) = if between.at() == next.at() {
        next.joint().unit().or_else(|| next.units())?
    } else {
        between.units()?
    };
    let second = unit == Unit::Second && after.at() == next.at() + 1 && next.unit().is_some();
    if second {
        return None;
    }
    Some(half_more(after).map_or((amount, unit, after), |next| (add_half(amount), unit, next)))
}

/// *and six months* behind years, *and 30 minutes* behind hours: told in sixtieths of the longer unit.
fn and_part(amount: Amount, unit: Unit, c: Cursor<'_>) -> Option<(Amount, Cursor<'_>)> {
    let Amount::Exact { whole, sixtieths: 0 } = amount else {
        return None;
    };
    let (part, next) = c.word("and")?.count().filter(|(part, _)| part.sixtieths == 0)?;
    let (smaller, next) = next.unit_or_units()?;
    let of = match (unit, smaller) {
        (Unit::Year, Unit::Month) => 12,
        (Unit::Hour, Unit::Minute) | (Unit::Minute, Unit::Second) => 60,
        _ => return None,
    };
    let sixtieths = u8::try_from(part.whole.checked_mul(60)? / of).ok()?;
    (part.whole < of).then_some((Amount::Exact { whole, sixtieths }, next))
}

fn exact(c: Cursor<'_>) -> Option<(Amount, Cursor<'_>)> {
    let (count, next) = c.count()?;
    let Count { whole, sixtieths } = count;
    Some((Amount::Exact { whole, sixtieths }, next))
}

/// *and a half* after the unit.
fn half_more(c: Cursor<'_>) -> Option<Cursor<'_>> {
    c.words(&["and", "a", "half"])
}

const fn add_half(amount: Amount) -> Amount {
    match amount {
        Amount::Exact { whole, .. } => Amount::Exact { whole, sixtieths: 30 },
        Amount::Several => amount,
    }
}

/// *two to three weeks*, *12 to 18 months*: the first of the two, as the TimeBank has it.
fn range(c: Cursor<'_>) -> Option<(Amount, Cursor<'_>)> {
    let (first, next) = exact(c)?;
    let (_, next) = exact(next.any(&["to", "or"])?)?;
    Some((first, next))
}

/// *the past two weeks*, *the next few days*, *the first nine months*, *coming weeks*.
fn sided(c: Cursor<'_>) -> Option<Found<'_>> {
    let start = c.maybe(|c| c.any(&["the", "these"]));
    let next = start.context(Context::Side);
    let next = next.or_else(|| (start.at() > c.at()).then_some(start))?;
    let (amount, unit, next) = count_unit(next).or_else(|| few(next))?;
    let before = next.back(1).and_then(Cursor::units).is_some();
    let sided = start.stands_as(Context::Side);
    (sided || before)
        .then(|| Found::duration(length(amount, unit), next))
        .filter(|_| !is_age(next))
}

/// *a while*, *a long time*: a length that nobody measured.
fn unmeasured(c: Cursor<'_>) -> Option<Found<'_>> {
    let next = c.word("a")?;
    let next = next
        .word("while")
        .or_else(|| next.words(&["long", "time"]))
        .or_else(|| next.words(&["long", "while"]))?;
    let asked = c.follows(&["for", "in", "after", "took", "take", "quite", "such"]);
    (asked && !next.is(&["ago"])).then(|| Found::duration(length(Amount::whole(1), Unit::Indefinite), next))
}

/// *several months*, *a few days*, *a couple of years*, *many years*.
fn several(c: Cursor<'_>) -> Option<Found<'_>> {
    let (amount, unit, next) = few(c)?;
    Some(Found::duration(length(amount, unit), next))
}

fn few(c: Cursor<'_>) -> Option<(Amount, Unit, Cursor<'_>)> {
    let start = c.maybe(|c| c.word("a"));
    if let Some(next) = start.word("couple").map(|c| c.maybe(|c| c.word("of"))) {
        let (unit, next) = next.maybe(|c| c.word("more")).units()?;
        return Some((Amount::whole(2), unit, next));
    }
    let next = start.any(&["few", "several", "many"]).or_else(|| c.any(&["some"]))?;
    let next = next.maybe(|c| c.word("hundred")).maybe(|c| c.context(Context::Between));
    let (unit, next) = next.joint().unit_or_units()?;
    (!next.joint().is(&["old"])).then_some((Amount::Several, unit, next))
}

/// *a week*, *an hour*, *another year*; no rate: *$2 million a year*.
fn article(c: Cursor<'_>) -> Option<Found<'_>> {
    let next = c.any(&["a", "an", "another"])?.maybe(|c| c.context(Context::Between));
    let (unit, next) = next.unit()?;
    let next_half = half_more(next);
    let asked = c.is(&["another"])
        || c.follows_any(Context::BeforeLength)
        || next_half.is_some()
        || next.is(&["after", "before", "of", "to", "long"]);
    let old = next.joint().is(&["old"]) || next.joint().at() > next.at();
    let amount = if next_half.is_some() {
        Amount::Exact {
            whole: 1,
            sixtieths: 30,
        }
    } else {
        Amount::whole(1)
    };
    let moment = matches!(unit, Unit::Second | Unit::Weekend | Unit::Quarter);
    (asked && !old && !moment).then(|| Found::duration(length(amount, unit), next_half.unwrap_or(next)))
}

/// *half an hour*, *a half-hour*, *half a century*.
fn half(c: Cursor<'_>) -> Option<Found<'_>> {
    let next = c.maybe(|c| c.word("a")).word("half")?.joint();
    let (unit, next) = next.maybe(|c| c.any(&["a", "an"])).unit()?;
    let half = Amount::Exact {
        whole: 0,
        sixtieths: 30,
    };
    Some(Found::duration(length(half, unit), next))
}

/// *weeks*, *decades-long*, *years*.
fn bare(c: Cursor<'_>) -> Option<Found<'_>> {
    let (unit, next) = c.units()?;
    let named = c.token()?.is_capitalised() && c.before().is_some();
    let next = next.maybe(|c| c.words(&["or", "months"]).or_else(|| c.words(&["or", "years"])));
    let next = next.maybe(|c| {
        if c.joint().at() > c.at() {
            c.joint().word("long")
        } else {
            None
        }
    });
    let counts = c.follows(&[
        "these", "those", "early", "golden", "later", "final", "dog", "good", "old",
    ]);
    let long = unit >= Unit::Minute && unit != Unit::Weekend && unit != Unit::Quarter;
    (long && !named && !counts && !is_age(next)).then(|| Found::duration(length(Amount::Several, unit), next))
}

#[cfg(test)]
mod tests {
    use crate::testing::assert_read;

    #[test]
    fn lengths() {
        assert_read(&[
            ("It lasted three days.", "three days = P3D"),
            ("The three-day strike ended.", "three-day = P3D"),
            ("It took 2 1/2 hours.", "2 1/2 hours = PT2H30M"),
            ("It took two and a half years.", "two and a half years = P2Y6M"),
            ("It took a year and a half.", "a year and a half = P1Y6M"),
            ("It took half an hour.", "half an hour = PT30M"),
            ("It took a decade.", "a decade = P10Y"),
            ("It took several months.", "several months = PXM"),
            ("It took 1,500 years.", "1,500 years = P1500Y"),
            ("Prices rose in the past two weeks.", "the past two weeks = P2W"),
            ("They talked for weeks.", "weeks = PXW"),
            ("They talked for a couple of hours.", "a couple of hours = PT2H"),
        ]);
    }

    #[test]
    fn ages_and_rates_are_none() {
        assert_read(&[
            ("The 34-year-old goalkeeper signed.", ""),
            ("He signed at 34 years of age.", ""),
            ("It costs 2 million dollars a year.", ""),
            ("They won three-quarters of the seats.", ""),
        ]);
    }
}
