//! What a document means by a word at one place, it mostly means by it at the others.

use super::Matrix;
use super::bio::{Tag, TagSet};
use std::collections::BTreeMap;

/// How far a word moves to what its form is on the whole.
const SHARE: f32 = 0.5;

/// The shortest form that agrees, in letters: initials mean now this, now that.
const SHORTEST: usize = 3;

/// Moves the scores of words that a document has more than once towards each other: for each kind of name, and for none,
/// by a share of what parts a word's log-probability from the mean of its form. Whether a word begins or continues a name
/// is left to its place. `scores`: `[words, tags]`, of a whole document.
pub fn agree(scores: &mut Matrix, forms: &[&str], set: &TagSet) {
    for places in repeated(forms) {
        let found: Vec<_> = places
            .iter()
            .map(|&word| evidence(scores.rows().row(word), set))
            .collect();
        let mean = mean(&found);
        for (word, own) in places.into_iter().zip(found) {
            for (score, tag) in scores.row_mut(word).iter_mut().zip(&set.tags) {
                let group = group(*tag);
                *score += SHARE * (mean[group] - own[group]);
            }
        }
    }
}

/// The places of each form that begins with a capital and stands more than once.
fn repeated(forms: &[&str]) -> impl Iterator<Item = Vec<usize>> {
    let mut places = BTreeMap::<&str, Vec<usize>>::new();
    for (word, form) in forms.iter().enumerate().filter(|(_, form)| agrees(form)) {
        places.entry(form).or_default().push(word);
    }
    places.into_values().filter(|places| places.len() > 1)
}

fn agrees(form: &str) -> bool {
    form.starts_with(char::is_uppercase) && form.chars().nth(SHORTEST - 1).is_some()
}

/// No name is the first group, each kind of name one of the others.
const fn group(tag: Tag) -> usize {
    match tag {
        Tag::Outside => 0,
        Tag::Begin(kind) | Tag::Inside(kind) => kind + 1,
    }
}

/// The log-probability of each group.
fn evidence(row: &[f32], set: &TagSet) -> Vec<f32> {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sums = vec![0.0; set.kinds.len() + 1];
    for (score, tag) in row.iter().zip(&set.tags) {
        sums[group(*tag)] += (score - top).exp();
    }
    let all: f32 = sums.iter().sum();
    sums.into_iter()
        .map(|sum| (sum / all).max(f32::MIN_POSITIVE).ln())
        .collect()
}

fn mean(rows: &[Vec<f32>]) -> Vec<f32> {
    #[expect(clippy::cast_precision_loss, reason = "a document has not so many words")]
    let count = rows.len() as f32;
    let sum = |group: usize| rows.iter().map(|row| row[group]).sum::<f32>();
    (0..rows.first().map_or(0, Vec::len))
        .map(|group| sum(group) / count)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `O`, `B-person`, `I-person`.
    fn agreed(forms: &[&str], scores: &[[f32; 3]]) -> Vec<Vec<f32>> {
        let set = TagSet::new(&["O", "B-person", "I-person"].map(str::to_owned)).unwrap();
        let mut scores = Matrix::new(scores.concat(), 3);
        agree(&mut scores, forms, &set);
        scores.rows().iter().map(<[f32]>::to_vec).collect()
    }

    #[test]
    fn a_doubtful_word_learns_from_a_sure_one() {
        let found = agreed(
            &["Rahu", "met", "Rahu"],
            &[[0.0, 9.0, 0.0], [5.0, 0.0, 0.0], [1.0, 0.0, 0.0]],
        );
        assert!(found[2][1] > found[2][0], "{found:?}");
        assert!(found[0][1] > found[0][0], "{found:?}");
        assert_eq!(found[1], [5.0, 0.0, 0.0]);
    }

    #[test]
    fn where_a_name_begins_is_left_to_its_place() {
        let found = agreed(&["Lee", "Lee"], &[[0.0, 3.0, 1.0], [2.0, 1.0, 1.5]]);
        assert!((found[0][1] - found[0][2] - 2.0).abs() < 1e-5, "{found:?}");
        assert!((found[1][2] - found[1][1] - 0.5).abs() < 1e-5, "{found:?}");
    }

    #[test]
    fn common_words_initials_and_what_stands_once_stay_as_they_are() {
        let scores = [[0.0, 9.0, 0.0], [9.0, 0.0, 0.0]];
        for forms in [
            ["reading", "reading"],
            ["X.", "X."],
            ["Reading", "reading"],
            ["Élan", "Elan"],
        ] {
            assert_eq!(agreed(&forms, &scores), scores);
        }
    }

    #[test]
    fn what_cannot_be_stays_finite() {
        let found = agreed(&["Lee", "Lee"], &[[0.0, -1e4, -1e4], [-1e4, 0.0, 0.0]]);
        assert!(found.iter().flatten().all(|score| score.is_finite()), "{found:?}");
    }
}
