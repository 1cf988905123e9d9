//! Which marks join the letters and digits around them into one word.

use super::super::lexicon::Lexicon;
use super::super::marks::{is_apostrophe, is_currency, is_word};
use super::run::Run;

/// Letters on either side of an ampersand that joins: *AT&T*, *R&D*.
const AROUND_AMPERSAND: usize = 4;

/// The end of the word that starts at a place, without a full stop that abbreviates it.
pub(super) fn joined_end(run: &Run<'_>, start: usize) -> usize {
    let mut part = start;
    let mut end = run.past(start, is_word);
    while joins(run, start, part, end) {
        (part, end) = (end + 1, run.past(end + 1, is_word));
    }
    with_currency(run, start, end)
}

/// Whether the mark at `at` joins the part before it, which starts at `part`, with the letters after it.
fn joins(run: &Run<'_>, start: usize, part: usize, at: usize) -> bool {
    let (Some(mark), Some(left), Some(right)) = (run.get(at), run.before(at), run.get(at + 1)) else {
        return false;
    };
    if !is_word(right) {
        return false;
    }
    let digits = left.is_numeric() && right.is_numeric();
    let letters = left.is_alphabetic() && right.is_alphabetic();
    match mark {
        '-' => hyphen_joins(run, start, part, at),
        '.' => digits || stop_joins(run, start, part, at),
        ',' => left.is_ascii_digit() && groups_thousands(run, at),
        ':' | '/' => digits,
        '_' | '@' => true,
        '*' | '·' => letters,
        '&' => at - part <= AROUND_AMPERSAND && run.past(at + 1, is_word) - at <= AROUND_AMPERSAND + 1,
        _ => is_apostrophe(mark) && (left.is_alphabetic() || right.is_alphabetic()),
    }
}

/// A hyphen joins a listed prefix to its word, and the groups of a telephone number or a date; all else it parts.
fn hyphen_joins(run: &Run<'_>, start: usize, part: usize, at: usize) -> bool {
    if run.text[part..at].iter().all(char::is_ascii_digit) {
        return groups_join(run, start, part, at);
    }
    part == start && Lexicon::get().is_affix(&run.lower(start..at))
}

/// Three groups of digits, or three digits and four: anything else is a range or a score.
fn groups_join(run: &Run<'_>, start: usize, part: usize, at: usize) -> bool {
    let after = run.past(at + 1, |c| c.is_ascii_digit());
    let alone = after == at + 1 || run.is_word(after);
    let another = run.is(after, |c| c == '-') && run.is(after + 1, |c| c.is_ascii_digit());
    let telephone = at - part == 3 && after - at == 5;
    !alone && (another || telephone || (part > start && run.text[part - 1] == '-'))
}

/// Groups of digits after the first that a number may have: enough for anything that is counted.
const MOST_GROUPS: usize = 6;

/// Whether the comma opens a group of three digits, perhaps after groups of two, as lakhs are written: *1,000*,
/// *10,00,000*.
pub(super) fn groups_thousands(run: &Run<'_>, comma: usize) -> bool {
    let mut at = comma;
    for _ in 0..MOST_GROUPS {
        let end = run.past(at + 1, |c| c.is_ascii_digit());
        match end - at - 1 {
            3 => return true,
            2 if run.is(end, |c| c == ',') => at = end,
            _ => return false,
        }
    }
    false
}

/// A full stop joins single letters (*U.S*, *p.m*) and the parts of a listed abbreviation (*Ph.D*).
fn stop_joins(run: &Run<'_>, start: usize, part: usize, at: usize) -> bool {
    let after = run.past(at + 1, is_word);
    let single =
        at - part == 1 && after - at == 2 && run.text[part].is_alphabetic() && run.text[at + 1].is_alphabetic();
    single || listed(run, start, after)
}

fn listed(run: &Run<'_>, start: usize, end: usize) -> bool {
    const LONGEST: usize = 8;
    let stop = if run.is(end, |c| c == '.') { end + 1 } else { end };
    stop - start <= LONGEST
        && Lexicon::get()
            .abbreviation(&run.text[start..stop].iter().collect::<String>())
            .is_some()
}

/// `US$`, `HK$`: a currency sign closes up to three capitals.
fn with_currency(run: &Run<'_>, start: usize, end: usize) -> usize {
    let capitals = end - start <= 3 && run.text[start..end].iter().all(char::is_ascii_uppercase);
    if capitals && run.is(end, is_currency) {
        end + 1
    } else {
        end
    }
}

#[cfg(test)]
mod tests {
    use super::super::run::runs;
    use super::*;

    fn joined(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let end = joined_end(&runs(&chars, 0..chars.len())[0], 0);
        chars[..end].iter().collect()
    }

    #[test]
    fn marks_that_join() {
        for whole in [
            "1,000.5",
            "50,000th",
            "10,00,000",
            "1,000,000",
            "10:30",
            "9/11",
            "11-20-2000",
            "555-0134",
            "AT&T",
            "O’Brien",
            "x_y",
            "pre-war",
            "U.S",
            "HK$",
            "f*ed",
        ] {
            assert_eq!(joined(whole), whole);
        }
    }

    #[test]
    fn marks_that_part() {
        for (text, first) in [
            ("long-term", "long"),
            ("5-10", "5"),
            ("5-year", "5"),
            ("and/or", "and"),
            ("failed.The", "failed"),
            ("non-adult-like", "non-adult"),
            ("10:a", "10"),
            ("a,b", "a"),
            ("13,14", "13"),
            ("13,14,155", "13,14,155"),
            ("2003,2004", "2003"),
            ("ABCD$", "ABCD"),
        ] {
            assert_eq!(joined(text), first);
        }
    }
}
