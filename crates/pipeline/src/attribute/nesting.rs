//! Statements within statements.

use super::draft::Draft;

/// From this share of its content on, a statement whose cue stands in another is part of that one.
const INSIDE: f64 = 0.5;

/// Cuts the statements that stand in another's content to that content, and orders all as they are read, each before what
/// is in it. A statement that is cut to nothing is dropped.
pub(super) fn nest(mut drafts: Vec<Draft>) -> Vec<Draft> {
    let outer: Vec<Option<usize>> = (0..drafts.len()).map(|i| holder(&drafts, i)).collect();
    for (i, outer) in outer.iter().enumerate() {
        if let Some(outer) = outer {
            drafts[i].content = drafts[i].content.filter(|w| drafts[*outer].content.contains(w));
        }
    }
    let redundant: Vec<bool> = (0..drafts.len())
        .map(|i| outer[i].is_some_and(|o| adds_nothing(&drafts[i], &drafts[o])))
        .collect();
    let kept = drafts
        .into_iter()
        .zip(redundant)
        .filter(|(d, redundant)| !redundant && !d.content.is_empty());
    let mut drafts: Vec<Draft> = kept.map(|(d, _)| d).collect();
    drafts.sort_by_key(|d| {
        (
            d.start(),
            d.content.first(),
            std::cmp::Reverse(d.content.len()),
            d.cue.first(),
        )
    });
    drafts.dedup_by(|b, a| a.source == b.source && a.content == b.content);
    drafts
}

/// For each statement the one that it stands in, if any: the smallest.
pub(super) fn parents(drafts: &[Draft]) -> Vec<Option<usize>> {
    (0..drafts.len()).map(|i| holder(drafts, i)).collect()
}

/// Whether a statement without a source says most of what the one around it says: *it said he was reportedly ill*.
fn adds_nothing(inner: &Draft, outer: &Draft) -> bool {
    inner.source.is_none() && outer.source.is_some() && outer.content.share_in(&inner.content) > INSIDE
}

fn holder(drafts: &[Draft], i: usize) -> Option<usize> {
    let holders = (0..drafts.len()).filter(|&j| j != i && holds(&drafts[j], &drafts[i]));
    holders.min_by_key(|&j| (drafts[j].content.len(), j))
}

/// Whether a statement's cue and content stand in another's content.
fn holds(outer: &Draft, inner: &Draft) -> bool {
    !inner.cue.is_empty()
        && outer.content.meets(&inner.content)
        && outer.content.len() > inner.content.len()
        && outer.content.covers(&inner.cue)
        && inner.content.share_in(&outer.content) >= INSIDE
}

#[cfg(test)]
mod tests {
    use super::super::pieces::Pieces;
    use super::*;
    use std::ops::Range;

    fn draft(cue_word: usize, content: Range<usize>) -> Draft {
        Draft {
            cue_word: Some(cue_word),
            cue: Pieces::of_words([cue_word]),
            source: Some(cue_word.saturating_sub(1)..cue_word),
            ..Draft::unattributed(Pieces::from(content), 0.5)
        }
    }

    #[test]
    fn the_smallest_holder_is_the_parent() {
        let drafts = nest(vec![draft(6, 7..10), draft(1, 2..12), draft(3, 4..10)]);
        assert_eq!(
            drafts.iter().map(|d| d.cue_word).collect::<Vec<_>>(),
            [Some(1), Some(3), Some(6)]
        );
        assert_eq!(parents(&drafts), [None, Some(0), Some(1)]);
    }

    #[test]
    fn what_sticks_out_is_cut() {
        let drafts = nest(vec![draft(1, 2..10), draft(4, 5..12)]);
        assert_eq!(drafts[1].content, Pieces::from(5..10));
    }

    #[test]
    fn the_same_twice_is_once() {
        let mut again = draft(1, 2..10);
        again.cue = Pieces::of_words([11]);
        assert_eq!(nest(vec![draft(1, 2..10), again]).len(), 1);
    }
}
