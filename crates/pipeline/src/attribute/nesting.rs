//! Statements within statements.

use super::draft::Draft;
use crate::tree::Pieces;
use crate::tree::Tree;

/// From this share of its content on, a statement whose cue stands in another is part of that one.
const INSIDE: f64 = 0.5;

/// Cuts the statements that stand in another's content to that content, and orders all as they are read, each before what
/// is in it. A statement that is cut to nothing is dropped.
pub(super) fn nest(tree: &Tree, mut drafts: Vec<Draft>) -> Vec<Draft> {
    untangle(tree, &mut drafts);
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

/// Where two statements hold each other's cue, takes the outer one's piece from the inner one, whose cue is the lower.
fn untangle(tree: &Tree, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let crossed = |o: &Draft| {
            let (a, b) = (&drafts[i], o);
            a.content.meets(&b.content) && a.content.shared(&b.cue) > 0 && b.content.shared(&a.cue) > 0
        };
        let Some(outer) = drafts
            .iter()
            .enumerate()
            .find(|&(j, o)| j != i && crossed(o))
            .map(|(j, _)| j)
        else {
            continue;
        };
        let lower = drafts[i]
            .cue_word
            .zip(drafts[outer].cue_word)
            .is_some_and(|(a, b)| tree.is_under(a, b));
        if lower {
            let cue = drafts[outer].cue.clone();
            let kept = drafts[i]
                .content
                .ranges()
                .iter()
                .filter(|r| Pieces::from((*r).clone()).shared(&cue) == 0);
            drafts[i].content = Pieces::new(kept.cloned().collect::<Vec<_>>());
        }
    }
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
    use super::*;
    use crate::tree::page::Page;
    use std::ops::Range;

    fn nest(drafts: Vec<Draft>) -> Vec<Draft> {
        let words: Vec<String> = (0..20).map(|i| format!("w{i}/NOUN/{i}/dep")).collect();
        let page = Page::new(&words.join(" "));
        super::nest(&page.tree(), drafts)
    }

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
    fn of_two_that_hold_each_other_the_higher_is_the_outer() {
        let lower = Draft {
            content: Pieces::new([0..4, 9..12]),
            ..draft(7, 0..4)
        };
        let drafts = nest(vec![lower, draft(2, 3..12)]);
        assert_eq!(drafts[0].cue_word, Some(2));
        assert_eq!(drafts[1].content, Pieces::from(9..12));
    }

    #[test]
    fn the_same_twice_is_once() {
        let mut again = draft(1, 2..10);
        again.cue = Pieces::of_words([11]);
        assert_eq!(nest(vec![draft(1, 2..10), again]).len(), 1);
    }
}
