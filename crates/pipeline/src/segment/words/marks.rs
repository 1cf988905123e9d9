//! Marks that are one word together, and marks that open a number.

use super::super::lexicon::Lexicon;
use super::super::marks::{is_dash, is_single_quote, is_word};
use super::run::Run;

/// The end of the word of marks that starts at a place; `None` where the mark stands alone.
pub(super) fn end(run: &Run<'_>, at: usize) -> Option<usize> {
    let mark = run.get(at)?;
    emoticon_end(run, at)
        .or_else(|| signed_number_end(run, at, mark))
        .or_else(|| rule_end(run, at))
        .or_else(|| paired_quote_end(run, at))
        .or_else(|| terminators_end(run, at, mark))
        .or_else(|| same_marks_end(run, at, mark))
        .or_else(|| emoji_end(run, at, mark))
}

/// How far a bracket is looked for that a face would close, and how much of a drawn line tells that it is one.
const REACH: usize = 40;

/// A face stands at the start of a run, or after letters that no bracket holds: there is none in *(as they say:)*.
fn emoticon_end(run: &Run<'_>, at: usize) -> Option<usize> {
    let end = at + Lexicon::get().emoticon(&run.text[at..run.end])?;
    let bracketed = || run.text[run.start.max(at.saturating_sub(REACH))..at].contains(&'(');
    let free = at == run.start || (run.before(at).is_some_and(char::is_alphabetic) && !bracketed());
    (free && !run.is_word(end)).then_some(end)
}

/// `+44`, `.5`: the sign belongs to the number where no word stands before it.
fn signed_number_end(run: &Run<'_>, at: usize, mark: char) -> Option<usize> {
    let free = !run.before(at).is_some_and(is_word);
    (matches!(mark, '+' | '.') && free && run.is(at + 1, |c| c.is_ascii_digit()))
        .then(|| super::joint::joined_end(run, at + 1))
}

/// A line drawn with several marks, as its beginning shows: `-->`, `|-----+----|`.
fn rule_end(run: &Run<'_>, at: usize) -> Option<usize> {
    let draws = |c: char| matches!(c, '-' | '=' | '*' | '_' | '~' | '+' | '|' | '<' | '>' | '^');
    let beginning = &run.text[at..run.past_near(at, REACH, draws)];
    let several = beginning.iter().any(|c| *c != beginning[0]);
    let line = beginning.iter().any(|c| matches!(c, '-' | '=' | '_' | '^' | '~'));
    (several && line).then(|| run.past(at, draws))
}

/// Two single quotation marks make a double one: ``` `` ```, `''`.
fn paired_quote_end(run: &Run<'_>, at: usize) -> Option<usize> {
    (run.is(at, is_single_quote) && run.is(at + 1, is_single_quote)).then_some(at + 2)
}

/// An ellipsis is one word, and so are marks of question and exclamation together: `...`, `?!`, `!!!`.
fn terminators_end(run: &Run<'_>, at: usize, mark: char) -> Option<usize> {
    let dots = run.past(at, |c| matches!(c, '.' | '…'));
    match mark {
        '…' => Some(dots),
        '.' if dots - at > 1 => Some(dots),
        '.' | '!' | '?' => Some(run.past(dots, |c| matches!(c, '!' | '?'))),
        _ => None,
    }
}

/// The same mark over and over is one word, where it is drawn and not written.
fn same_marks_end(run: &Run<'_>, at: usize, mark: char) -> Option<usize> {
    let drawn = is_dash(mark) || matches!(mark, '=' | '*' | '~' | '+' | '#' | '|' | '<' | '>' | '·' | '•');
    drawn.then(|| run.past(at, |c| c == mark))
}

/// An emoji with what is joined to it, or the two letters of a flag.
fn emoji_end(run: &Run<'_>, at: usize, mark: char) -> Option<usize> {
    const JOINER: char = '\u{200D}';
    let flag = |c: char| matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
    let mut end = run.extended(at + 1);
    if flag(mark) && run.is(end, flag) {
        return Some(run.extended(end + 1));
    }
    while run.before(end) == Some(JOINER) && end < run.end && !run.is_word(end) {
        end = run.extended(end + 1);
    }
    (end > at + 1).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::super::run::runs;
    use super::*;

    fn first(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let end = end(&runs(&chars, 0..chars.len())[0], 0).unwrap_or(1);
        chars[..end].iter().collect()
    }

    #[test]
    fn marks_together() {
        for whole in [
            "...", "…", "?!", "!!!", "--", "``", "''", "-->", ":-)", "+44", ".5", "====", "<<", "|--+--|", "👍🏽", "🇫🇷",
        ] {
            assert_eq!(first(whole), whole);
        }
    }

    #[test]
    fn marks_apart() {
        for (text, mark) in [
            ("))", ")"),
            (",,", ","),
            (".\"", "."),
            ("\".", "\""),
            ("....?", "...."),
            ("🇫🇷🇩🇪", "🇫🇷"),
            ("%)", "%"),
        ] {
            assert_eq!(first(text), mark);
        }
    }

    #[test]
    fn no_face_closes_a_bracket() {
        let chars: Vec<char> = "(thus:)".chars().collect();
        assert_eq!(end(&runs(&chars, 0..chars.len())[0], 5), None);
    }
}
