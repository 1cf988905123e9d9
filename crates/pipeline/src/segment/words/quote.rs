//! Single quotation marks, which are also apostrophes: which open, which close, which belong to a word.

use super::super::lexicon::Lexicon;
use super::super::marks::{is_double_quote, is_single_quote, is_word};
use super::run::Run;
use std::ops::Range;

/// The longest clipped word, in letters.
const LONGEST_CLIPPING: usize = 6;

/// Whether a single quotation mark has opened a quotation that none has closed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quotes {
    open: bool,
}

impl Quotes {
    /// Takes note of a mark that opens.
    pub(super) fn pass(&mut self, run: &Run<'_>, at: usize) {
        self.open |= opens(run, at);
    }

    /// Takes note of a mark that closes.
    pub(super) fn close(&mut self, run: &Run<'_>, at: usize, possessive: bool) {
        if !possessive && is_quote(run, at) && !opens(run, at) {
            self.open = false;
        }
    }
}

fn is_quote(run: &Run<'_>, at: usize) -> bool {
    run.is(at, is_single_quote)
}

/// A mark before a letter, at the start of a run or after another mark, opens a quotation.
fn opens(run: &Run<'_>, at: usize) -> bool {
    let free = run
        .before(at)
        .is_none_or(|c| !is_word(c) && !matches!(c, '.' | ',' | '!' | '?'));
    is_quote(run, at) && free && run.is(at + 1, |c| is_word(c) || is_double_quote(c) || matches!(c, '[' | '('))
}

/// Whether the mark makes the word before it a possessive: *the workers’ rights*. In a quotation it does only where
/// another mark is there to close that.
pub(super) fn is_possessive(run: &Run<'_>, at: usize, quotes: &Quotes) -> bool {
    let mark = run.is(at, |c| matches!(c, '\'' | '’')) && !run.is_word(at + 1) && !is_quote(run, at + 1);
    let plural = run.before(at).is_some_and(|c| matches!(c, 's' | 'S'));
    let name =
        run.before(at).is_some_and(|c| matches!(c, 'x' | 'z')) && run.get(at + 1).is_none() && run.next.is_some();
    mark && if quotes.open {
        plural && run.closes_later
    } else {
        plural || name
    }
}

/// Whether an apostrophe stands for the last letter of the word: *goin'*.
pub(super) fn is_dropped_g(run: &Run<'_>, word: Range<usize>, quotes: &Quotes) -> bool {
    let apostrophe = run.is(word.end, |c| matches!(c, '\'' | '’')) && !run.is_word(word.end + 1);
    apostrophe && !quotes.open && word.len() > 3 && run.text[..word.end].ends_with(&['i', 'n'])
}

/// The end of a word that opens with an apostrophe: *’90s*, *'em*.
pub(super) fn clipped_end(run: &Run<'_>, at: usize) -> Option<usize> {
    if !run.is(at, |c| matches!(c, '\'' | '’' | '‘')) || run.before(at).is_some_and(is_word) {
        return None;
    }
    let end = run.past(at + 1, is_word);
    let letters = &run.text[at + 1..end];
    let year = matches!(letters, [a, b] | [a, b, 's'] if a.is_ascii_digit() && b.is_ascii_digit());
    let clipped = letters.len() <= LONGEST_CLIPPING && Lexicon::get().is_clipping(&run.lower(at + 1..end));
    (year || clipped).then_some(end)
}

/// Tells every run whether the next single quotation mark after it, in the sentence, closes a quotation.
pub(super) fn mark_closers(runs: &mut [Run<'_>]) {
    let mut closes = false;
    for run in runs.iter_mut().rev() {
        run.closes_later = closes;
        if opens(run, run.start) && clipped_end(run, run.start).is_none() {
            closes = false;
        } else if has_closer(run) {
            closes = true;
        }
    }
}

/// Whether the run ends in a single quotation mark, but for the marks around it.
fn has_closer(run: &Run<'_>) -> bool {
    let mut back = run.text[run.start..run.end].iter().rev().take_while(|c| !is_word(**c));
    back.any(|&c| is_single_quote(c))
}

#[cfg(test)]
mod tests {
    use super::super::run::runs;
    use super::*;

    #[test]
    fn clipped_words() {
        let clipped = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            clipped_end(&runs(&chars, 0..chars.len())[0], 0)
        };
        assert_eq!(
            [clipped("’90s,"), clipped("'em."), clipped("’72"), clipped("‘til")],
            [Some(4), Some(3), Some(3), Some(4)]
        );
        assert_eq!(
            [clipped("'The"), clipped("’1990s"), clipped("''"), clipped("'")],
            [None; 4]
        );
    }

    #[test]
    fn closers_are_seen_from_afar() {
        let chars: Vec<char> = "‘the workers’ union’, they said ‘no".chars().collect();
        let closes: Vec<_> = runs(&chars, 0..chars.len()).iter().map(|r| r.closes_later).collect();
        assert_eq!(closes, [true, true, false, false, false, false]);
    }
}
