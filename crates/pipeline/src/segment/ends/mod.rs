//! Where sentences end: a small classifier decides at every gap between two chunks.
//!
//! A block is cut at white space into chunks; each gap is a candidate, and so is the place after a full stop that
//! runs into the next sentence (*said.The*). Candidates are decided from left to right. `training/segment.py` makes
//! the weights and computes the same features; `testdata/features.txt` keeps the two equal.

mod certain;
mod chunk;
mod features;
mod view;
mod weights;

use chunk::Chunk;
use features::State;
use std::ops::Range;
use view::View;
use weights::Weights;

/// What a candidate must score, in hundredths, where the chunk before it ends in no mark that can end a sentence but
/// the block does. Blocks of e-mail are full of such ends, and end in no mark; those of news have next to none, and
/// do. Equal to the trainer's `UNMARKED_MARGIN`.
const UNMARKED_MARGIN: i32 = 150;

/// What a block is, for its sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Running text: a sentence may end without a mark.
    Prose,
    /// A headline or heading: a sentence within it ends in a mark, and capitals say nothing of what follows an
    /// abbreviation.
    Heading,
}

/// The sentences of a block in order, in characters from its start: from the first character of each that is no white
/// space to its last.
pub(super) fn sentences(text: &[char], style: Style) -> Vec<Range<usize>> {
    let view = View::new(text);
    let weights = Weights::get();
    let mut out = Vec::new();
    let mut state = State::default();
    let mut start = 0;
    for (at, chunk) in view.chunks.iter().enumerate() {
        state.take(chunk);
        if at + 1 == view.chunks.len() || ends_after(&view, at, state, style, weights) {
            out.push(view.chunks[start].span.start..chunk.span.end);
            state = State::default();
            start = at + 1;
        }
    }
    out
}

fn ends_after(view: &View, at: usize, state: State, style: Style, weights: &Weights) -> bool {
    let left = &view.chunks[at];
    if style == Style::Heading && (!left.can_end() || !left.abbreviation.is_empty()) {
        return false;
    }
    let marked = left.can_end() || !view.chunks.last().is_some_and(Chunk::can_end);
    let margin = if marked { 0 } else { UNMARKED_MARGIN };
    certain::end(view, at).unwrap_or_else(|| weights.bias() + features::score(view, at, state, weights) > margin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        sentences(&chars, Style::Prose)
            .into_iter()
            .map(|s| chars[s].iter().collect())
            .collect()
    }

    /// The bars stand where sentences must end, and nowhere else.
    fn check(barred: &str) {
        let expected: Vec<_> = barred.split(" | ").collect();
        assert_eq!(split(&expected.join(" ")), expected);
    }

    #[test]
    fn titles_and_initials_end_nothing() {
        check("The order came from Lt. Gen. Okafor on Monday. | Sen. Ruiz and Rep. J. K. Lowe objected.");
        check("He thanked Mr. Ahn, Mrs. Ahn and Dr. T. Weiss. | They left at once.");
        check("Gov. Mary P. Holt signed it. | Prof. Ilse Brandt did not.");
        check("The letter was addressed to Brig. Gen. A. B. Strand, who never read it.");
    }

    #[test]
    fn places_and_bodies_may_end_a_sentence() {
        check("The U.S. President spoke in Geneva. | He praised the U.N. Security Council.");
        check("They flew back to the U.S. | The trip had cost them dear.");
        check("Officials from the U.S. State Department met in Washington, D.C., on Friday.");
        check("The firm, Harlow Corp. of Dayton, lost money. | It sued Bright & Co. in May.");
        check("She works for Acme Inc. | He does not.");
    }

    #[test]
    fn times_dates_and_numbers() {
        check("Polls open at 7 a.m. Thursday and close at 9 p.m. local time.");
        check("The vote began at 10 a.m. | It ended at noon.");
        check("The attack on Aug. 7 killed ten. | A second, on Sept. 12, hurt two.");
        check("Resolution No. 2 passed. | Article 5 of Protocol No. 12 did not.");
        check("Growth slowed to 2.5 percent in 2019. | Exports fell by 10.75 percent.");
    }

    #[test]
    fn quotations_close_after_their_full_stop() {
        check("“We will not sign.” | The minister then left.");
        check("“We will not sign,” she said. | “Not now.”");
        check("\"Is this the end?\" he asked. | Nobody knew.");
        check("``We are ready.'' | The general sat down.");
        check("‘It is over!’ he shouted. | The crowd fell silent.");
        check("“Who pays?” Deputy Minister Ana Ito asked. | “Who ever paid!” | The room laughed.");
        check("``We cannot stop! | Not for one minute!'' said the message. | Nobody stopped.");
        check("He said: “They came. | They saw nothing. | They left.” | The judge nodded.");
    }

    #[test]
    fn ellipses_within_a_sentence() {
        check("“The talks . . . were frank,” the envoy said. | No date was set.");
        check("“We hope ... that it ends soon,” he said.");
        check("“It was… difficult,” she admitted.");
    }

    #[test]
    fn parentheses_and_brackets() {
        check("The treaty (signed in 1987) lapsed. | Nobody [in the cabinet] minded.");
        check("He denied it. | (His lawyer did not.) | The trial goes on.");
    }

    #[test]
    fn running_into_the_next_sentence() {
        assert_eq!(
            split("The talks failed.The envoys went home."),
            ["The talks failed.", "The envoys went home."]
        );
        assert_eq!(
            split("See www.example.org.For more, write to a.b@example.org."),
            ["See www.example.org.For more, write to a.b@example.org."]
        );
    }

    #[test]
    fn a_heading_ends_only_at_marks() {
        let chars: Vec<char> = "Talks Fail The World Waits".chars().collect();
        assert_eq!(sentences(&chars, Style::Heading).len(), 1);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(split("").is_empty());
        assert!(split(" \n\t ").is_empty());
    }
}
