//! One list of statements out of the reader's and the tree's.

use super::context::Context;
use super::draft::Draft;
use crate::tree::Pieces;

/// From this overlap on, two contents with one source are the same statement.
const SAME_CONTENT: f64 = 0.7;

/// Adds what the tree found to what the reader found. Where both found a statement the reader's words stand, unless the
/// tree shows them to be wrong; what the reader found without a source stands only where the tree found it too.
pub(super) fn merge(context: &Context, mut drafts: Vec<Draft>, found: Vec<Draft>) -> Vec<Draft> {
    let same: Vec<Option<usize>> = found
        .iter()
        .map(|f| drafts.iter().position(|d| are_same(d, f)))
        .collect();
    move_pieces(&mut drafts, &found, &same);
    let mut confirmed: Vec<bool> = drafts.iter().map(|d| d.source.is_some()).collect();
    let mut added = Vec::new();
    for (other, same) in found.into_iter().zip(same) {
        let Some(i) = same else {
            added.push(other);
            continue;
        };
        confirmed[i] = true;
        let within = holds_another(&drafts, i, &other);
        reconcile(context, &mut drafts[i], other, within);
    }
    let stands = drafts
        .into_iter()
        .zip(confirmed)
        .filter(|(d, confirmed)| *confirmed && !d.content.is_empty());
    stands.map(|(draft, _)| draft).chain(added).collect()
}

/// Whether two drafts are the same statement: by one cue, or by one source with one content.
fn are_same(a: &Draft, b: &Draft) -> bool {
    let one_cue = b.cue_word.is_some_and(|w| a.cue_word == Some(w) || a.cue.contains(w));
    let one_source = match (&a.source, &b.source) {
        (Some(a), Some(b)) => a.start < b.end && b.start < a.end,
        (None, None) => true,
        _ => false,
    };
    one_cue || one_source && a.content.overlap(&b.content) >= SAME_CONTENT
}

/// Gives a piece that the reader linked to one cue to another, where the tree has it under that one alone.
fn move_pieces(drafts: &mut [Draft], found: &[Draft], same: &[Option<usize>]) {
    let pairs: Vec<(usize, &Draft)> = same.iter().zip(found).filter_map(|(i, f)| Some(((*i)?, f))).collect();
    for &(from, own) in &pairs {
        for piece in drafts[from].content.ranges().to_vec() {
            let piece = Pieces::from(piece);
            let owner = pairs.iter().find(|(i, f)| *i != from && f.content.covers(&piece));
            if let Some(&(to, _)) = owner.filter(|_| piece.shared(&own.content) == 0) {
                drafts[from].content = drafts[from].content.minus(&piece);
                drafts[to].content = drafts[to].content.union(&piece);
            }
        }
    }
}

/// Whether the tree's content goes beyond the reader's by another statement's cue: the reader keeps for a statement what
/// stands within another, for it was taught that none does.
fn holds_another(drafts: &[Draft], i: usize, other: &Draft) -> bool {
    let beyond = other.content.minus(&drafts[i].content);
    let others = drafts.iter().enumerate().filter(|&(j, d)| j != i && !d.cue.is_empty());
    others.into_iter().any(|(_, d)| beyond.covers(&d.cue))
}

/// Corrects a draft of the reader's by the tree's.
fn reconcile(context: &Context, draft: &mut Draft, other: Draft, holds_another: bool) {
    if !other.relay.is_empty() {
        // Who passes on and who is quoted, the tree alone tells apart.
        *draft = Draft {
            score: draft.score,
            ..other
        };
        return;
    }
    if draft.cue.is_empty() {
        draft.cue = other.cue.minus(&draft.content);
        draft.cue_word = other.cue_word;
    }
    draft.is_utterance |= other.is_utterance;
    let headless = context
        .tree
        .top(&other.content)
        .is_some_and(|w| !draft.content.contains(w));
    let grows = other.content.covers(&draft.content) && (holds_another || headless);
    if draft.source.is_none() {
        draft.source = other.source;
        draft.content = other.content;
    } else if grows {
        draft.content = other.content;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    fn merge(drafts: Vec<Draft>, found: Vec<Draft>) -> Vec<Draft> {
        let words: Vec<String> = (0..30).map(|i| format!("w{i}/NOUN/{i}/dep")).collect();
        let page = Page::new(&words.join(" "));
        super::merge(&Context::new(page.tree()), drafts, found)
    }

    fn draft(cue_word: usize, source: usize, content: std::ops::Range<usize>) -> Draft {
        Draft {
            cue_word: Some(cue_word),
            cue: Pieces::of_words([cue_word]),
            source: Some(source..source + 1),
            ..Draft::unattributed(Pieces::from(content), 0.5)
        }
    }

    #[test]
    fn one_cue_is_one_statement_in_the_readers_words() {
        let merged = merge(vec![draft(1, 0, 2..9)], vec![draft(1, 0, 2..7), draft(12, 10, 13..20)]);
        assert_eq!(merged, [draft(1, 0, 2..9), draft(12, 10, 13..20)]);
    }

    #[test]
    fn one_source_and_content_are_one_statement() {
        let merged = merge(vec![draft(1, 0, 3..9)], vec![draft(2, 0, 3..8)]);
        assert_eq!(merged.len(), 1);
    }

    #[test]
    fn two_sources_of_one_content_are_two() {
        assert_eq!(merge(vec![draft(1, 0, 3..9)], vec![draft(11, 10, 3..9)]).len(), 2);
    }

    #[test]
    fn a_piece_goes_to_the_cue_that_governs_it() {
        let far = Draft {
            content: Pieces::new([2..6, 12..16]),
            ..draft(1, 0, 2..6)
        };
        let merged = merge(
            vec![far, draft(11, 0, 18..20)],
            vec![draft(1, 0, 2..6), draft(11, 0, 12..20)],
        );
        assert_eq!(merged[0].content, Pieces::from(2..6));
        assert_eq!(merged[1].content, Pieces::new([12..16, 18..20]));
    }

    #[test]
    fn what_holds_another_statement_is_whole_again() {
        let merged = merge(vec![draft(1, 0, 2..6), draft(8, 7, 9..12)], vec![draft(1, 0, 2..12)]);
        assert_eq!(merged[0].content, Pieces::from(2..12));
    }

    #[test]
    fn a_source_that_the_reader_left_out_is_filled_in() {
        let alone = Draft {
            source: None,
            ..draft(1, 0, 2..9)
        };
        assert_eq!(merge(vec![alone], vec![draft(1, 0, 2..9)]), [draft(1, 0, 2..9)]);
    }
}
