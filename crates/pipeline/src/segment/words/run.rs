//! Runs: what stands between two white spaces of a sentence.

use super::super::marks::{extends, holds_address, is_closer, is_word};
use std::ops::Range;

/// A stretch of a block without white space, and where it stands in its sentence.
pub(super) struct Run<'a> {
    /// The block.
    pub text: &'a [char],
    /// The run's first character.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// The first character of the sentence's next run; `None` at the end of the sentence.
    pub next: Option<char>,
    /// Whether it holds what only addresses hold: `@`, `://` or `www.`.
    pub has_address: bool,
    /// Whether the next single quotation mark in the rest of the sentence closes a quotation.
    pub closes_later: bool,
}

impl Run<'_> {
    /// The character at a place; `None` outside the run.
    pub(super) fn get(&self, at: usize) -> Option<char> {
        (self.start..self.end).contains(&at).then(|| self.text[at])
    }

    /// The character before a place; `None` where the run starts there.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|before| self.get(before))
    }

    /// Whether a letter, a digit or what extends one stands at a place.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.get(at).is_some_and(is_word)
    }

    /// Whether a place holds a character that does so-and-so.
    pub(super) fn is(&self, at: usize, holds: impl Fn(char) -> bool) -> bool {
        self.get(at).is_some_and(holds)
    }

    /// The first place from `at` whose character does not do so-and-so, or the end.
    pub(super) fn past(&self, at: usize, holds: impl Fn(char) -> bool) -> usize {
        (at..self.end).find(|&i| !holds(self.text[i])).unwrap_or(self.end)
    }

    /// As [`Run::past`], but no further than `most` characters: so that a long run is not read again from each of its
    /// words.
    pub(super) fn past_near(&self, at: usize, most: usize, holds: impl Fn(char) -> bool) -> usize {
        let end = self.end.min(at + most);
        (at..end).find(|&i| !holds(self.text[i])).unwrap_or(end.max(at))
    }

    /// The place after whatever extends the character before `at`.
    pub(super) fn extended(&self, at: usize) -> usize {
        self.past(at, extends)
    }

    /// Whether nothing but closing marks follows in the sentence from a place on.
    pub(super) fn ends_sentence(&self, at: usize) -> bool {
        self.next.is_none() && self.past(at, is_closer) == self.end
    }

    /// The letters of a range in lower case.
    pub(super) fn lower(&self, range: Range<usize>) -> String {
        self.text[range].iter().flat_map(|c| c.to_lowercase()).collect()
    }
}

/// The runs of a sentence, in order.
pub(super) fn runs(text: &[char], sentence: Range<usize>) -> Vec<Run<'_>> {
    let mut out: Vec<Run<'_>> = Vec::new();
    let mut at = sentence.start;
    while let Some(start) = (at..sentence.end).find(|&i| !text[i].is_whitespace()) {
        let end = (start..sentence.end)
            .find(|&i| text[i].is_whitespace())
            .unwrap_or(sentence.end);
        if let Some(last) = out.last_mut() {
            last.next = Some(text[start]);
        }
        let has_address = holds_address(&text[start..end]);
        out.push(Run {
            text,
            start,
            end,
            next: None,
            has_address,
            closes_later: false,
        });
        at = end;
    }
    super::quote::mark_closers(&mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_know_what_follows() {
        let text: Vec<char> = " go to\nx@y.z ".chars().collect();
        let runs = runs(&text, 0..text.len());
        assert_eq!(
            runs.iter().map(|r| (r.start, r.end)).collect::<Vec<_>>(),
            [(1, 3), (4, 6), (7, 12)]
        );
        assert_eq!(
            runs.iter().map(|r| r.next).collect::<Vec<_>>(),
            [Some('t'), Some('x'), None]
        );
        assert_eq!(
            runs.iter().map(|r| r.has_address).collect::<Vec<_>>(),
            [false, false, true]
        );
    }

    #[test]
    fn a_run_ends_at_its_ends() {
        let text: Vec<char> = "a b.”".chars().collect();
        let runs = runs(&text, 0..text.len());
        assert_eq!((runs[1].before(2), runs[1].get(1), runs[1].get(5)), (None, None, None));
        assert!(runs[1].ends_sentence(4) && !runs[1].ends_sentence(3) && !runs[0].ends_sentence(1));
    }
}
