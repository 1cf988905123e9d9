//! The readings of windows to that of their document, all but the names.

use crate::SentenceWords;
use crate::windows::Window;
use demarche_types::{Arc, Attribution, EntityName, Reading};
use std::ops::Range;

/// The relation by which a later part of a sentence too long for one window hangs on the first.
const CONTINUES: &str = "parataxis";

/// One reading of all windows, its words counted from the document's first. `readings`: one a window, each counted
/// from its own first word.
pub fn join(windows: &[Window], readings: Vec<Reading>, sentences: &[SentenceWords]) -> Reading {
    let mut whole = Reading::default();
    let mut root = None;
    for (window, reading) in windows.iter().zip(readings) {
        let start = window.words.start;
        let mut tree: Vec<Arc> = reading.tree.into_iter().map(|arc| moved_arc(arc, start)).collect();
        if window.continues(sentences) {
            tree.iter_mut()
                .filter(|arc| arc.head.is_none())
                .for_each(|arc| hang(arc, root));
        } else {
            root = tree.iter().position(|arc| arc.head.is_none()).map(|word| word + start);
        }
        whole.tree.extend(tree);
        whole.morphology.extend(reading.morphology);
        whole
            .attributions
            .extend(reading.attributions.into_iter().map(|a| moved_attribution(a, start)));
    }
    whole
}

/// Makes a root a dependent.
fn hang(arc: &mut Arc, head: Option<usize>) {
    arc.head = head;
    CONTINUES.clone_into(&mut arc.relation);
}

fn moved(words: &Range<usize>, by: usize) -> Range<usize> {
    words.start + by..words.end + by
}

fn moved_arc(arc: Arc, by: usize) -> Arc {
    Arc {
        head: arc.head.map(|head| head + by),
        ..arc
    }
}

/// The same name, so many words later.
pub fn moved_name(name: EntityName, by: usize) -> EntityName {
    EntityName {
        words: moved(&name.words, by),
        ..name
    }
}

fn moved_attribution(attribution: Attribution, by: usize) -> Attribution {
    let all = |spans: &[Range<usize>]| spans.iter().map(|span| moved(span, by)).collect();
    Attribution {
        source: attribution.source.as_ref().map(|span| moved(span, by)),
        cue: all(&attribution.cue),
        content: all(&attribution.content),
        score: attribution.score,
    }
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "a list of spans may hold one")]
mod tests {
    use super::*;

    fn reading(heads: &[Option<usize>]) -> Reading {
        let arc = |&head: &Option<usize>| Arc {
            head,
            relation: "dep".to_owned(),
        };
        Reading {
            tree: heads.iter().map(arc).collect(),
            attributions: vec![Attribution {
                content: vec![0..2],
                cue: vec![1..2],
                ..Attribution::default()
            }],
            ..Reading::default()
        }
    }

    #[test]
    fn later_parts_of_a_sentence_hang_on_its_first() {
        let sentences = [(0..2, 0), (2..8, 1)].map(|(words, _)| SentenceWords {
            words,
            opens_block: false,
        });
        let window = |sentences, words| Window { sentences, words };
        let windows = [
            window(0..1, 0..2),
            window(1..2, 2..4),
            window(1..2, 4..6),
            window(1..2, 6..8),
        ];
        let trees = [[None, Some(0)], [Some(1), None], [None, Some(0)], [None, Some(0)]];
        let whole = join(&windows, trees.iter().map(|t| reading(t)).collect(), &sentences);
        let heads: Vec<_> = whole.tree.iter().map(|arc| arc.head).collect();
        assert_eq!(
            heads,
            [None, Some(0), Some(3), None, Some(3), Some(4), Some(3), Some(6)]
        );
        assert_eq!(whole.tree[4].relation, "parataxis");
        assert_eq!(whole.tree[3].relation, "dep");
        assert_eq!(
            (&whole.attributions[1].content, &whole.attributions[1].cue),
            (&vec![2..4], &vec![3..4])
        );
    }
}
