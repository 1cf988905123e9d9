//! Numbers that a unit touches: *35mm*, *7pm*, *$5m*.

use super::super::lexicon::Lexicon;
use super::super::marks::{is_currency, is_word};
use super::joint::groups_thousands;
use super::run::Run;

/// The longest unit of the list, in letters.
const LONGEST_UNIT: usize = 5;

/// The end of the number that starts at a place, where a unit follows without a space; `None` otherwise.
pub(super) fn end(run: &Run<'_>, at: usize) -> Option<usize> {
    if !run.is(at, char::is_numeric) {
        return None;
    }
    let end = digits_end(run, at);
    if matches!(run.text[end..run.end], ['a' | 'p', '.', 'm', ..]) {
        return Some(end);
    }
    let unit = run.past(end, is_word);
    if unit == end || unit - end > LONGEST_UNIT {
        return None;
    }
    let letters: String = run.text[end..unit].iter().collect();
    Lexicon::get()
        .is_unit(&letters, run.before(at).is_some_and(is_currency))
        .then_some(end)
}

fn digits_end(run: &Run<'_>, at: usize) -> usize {
    let mut end = run.past(at, char::is_numeric);
    while joins(run, end) && run.is(end + 1, char::is_numeric) {
        end = run.past(end + 1, char::is_numeric);
    }
    end
}

fn joins(run: &Run<'_>, at: usize) -> bool {
    run.is(at, |c| matches!(c, '.' | ':')) || (run.is(at, |c| c == ',') && groups_thousands(run, at))
}

#[cfg(test)]
mod tests {
    use super::super::run::runs;
    use super::*;

    fn number(text: &str, at: usize) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        end(&runs(&chars, 0..chars.len())[0], at).map(|end| chars[at..end].iter().collect())
    }

    #[test]
    fn units_part() {
        assert_eq!(number("10:30pm", 0).as_deref(), Some("10:30"));
        assert_eq!(number("1,350.5kg,", 0).as_deref(), Some("1,350.5"));
        assert_eq!(number("7p.m.", 0).as_deref(), Some("7"));
        assert_eq!(number("$3M", 1).as_deref(), Some("3"));
    }

    #[test]
    fn other_letters_stay() {
        for text in ["3M", "21st", "1990s", "F16", "35", "4x4"] {
            assert_eq!(number(text, 0), None, "{text}");
        }
    }
}
