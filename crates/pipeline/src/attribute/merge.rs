//! One list of statements out of the reader's and the tree's.

use super::draft::Draft;

/// From this overlap on, two contents with one source are the same statement.
const SAME_CONTENT: f64 = 0.7;

/// Adds what the tree found to what the reader found. Where both found a statement the reader's words stand, completed by
/// the tree's; what the reader found without a source stands only where the tree found it too.
pub(super) fn merge(mut drafts: Vec<Draft>, found: Vec<Draft>) -> Vec<Draft> {
    let mut confirmed: Vec<bool> = drafts.iter().map(|d| d.source.is_some()).collect();
    for other in found {
        match drafts.iter().position(|d| are_same(d, &other)) {
            Some(i) => {
                restore(&mut drafts, i, &other);
                complete(&mut drafts[i], other);
                confirmed[i] = true;
            }
            None => {
                drafts.push(other);
                confirmed.push(true);
            }
        }
    }
    let stands = drafts.into_iter().zip(confirmed).filter(|(_, confirmed)| *confirmed);
    stands.map(|(draft, _)| draft).collect()
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

/// Gives a statement back what the reader kept for another one within it, for it was taught that none stands in another.
fn restore(drafts: &mut [Draft], i: usize, other: &Draft) {
    let beyond = other.content.minus(&drafts[i].content);
    let holds_another = drafts
        .iter()
        .enumerate()
        .any(|(j, d)| j != i && !d.cue.is_empty() && beyond.covers(&d.cue));
    if holds_another && other.content.covers(&drafts[i].content) {
        drafts[i].content = other.content.clone();
    }
}

/// Fills what the first leaves out. Who passes on and who is quoted, the tree alone tells apart.
fn complete(draft: &mut Draft, other: Draft) {
    if !other.relay.is_empty() {
        *draft = Draft {
            score: draft.score,
            ..other
        };
        return;
    }
    if draft.source.is_none()
        && other
            .source
            .as_ref()
            .is_some_and(|s| s.clone().all(|w| !draft.content.contains(w)))
    {
        draft.source = other.source;
    }
    if draft.cue.is_empty() {
        draft.cue = other.cue.minus(&draft.content);
        draft.cue_word = other.cue_word;
    }
    draft.is_utterance |= other.is_utterance;
}

#[cfg(test)]
mod tests {
    use super::super::pieces::Pieces;
    use super::*;

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
    fn a_source_that_the_reader_left_out_is_filled_in() {
        let alone = Draft {
            source: None,
            ..draft(1, 0, 2..9)
        };
        assert_eq!(merge(vec![alone], vec![draft(1, 0, 2..9)]), [draft(1, 0, 2..9)]);
    }
}
