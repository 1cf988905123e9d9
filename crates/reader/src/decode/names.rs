//! Named entities of one sentence.

use super::bio::{Tag, TagSet, TagSpan};
use super::crf::Chain;
use super::{Matrix, Rows, agreement};
use demarche_types::{EntityKind, EntityName};

/// What it costs a name to follow another of its kind directly.
const SIDE_BY_SIDE: f32 = 2.0;

/// Decodes names.
#[derive(Debug)]
pub struct Names {
    set: TagSet,
    chain: Chain,
    /// What each kind of tag is; `None` for kinds that are learned and not reported.
    kinds: Vec<Option<EntityKind>>,
    temperature: f32,
}

impl Names {
    /// A decoder for these tags. `temperature` divides the scores before they become probabilities.
    ///
    /// # Errors
    /// Where a tag is none.
    pub fn new(tags: &[String], temperature: f32) -> Result<Self, String> {
        let set = TagSet::new(tags)?;
        let kinds: Vec<_> = set.kinds.iter().map(|kind| kind.parse().ok()).collect();
        Ok(Self {
            chain: chain(&set, &kinds),
            kinds,
            temperature,
            set,
        })
    }

    /// Lets the words of a document agree. `scores`: `[words, tags]`, of all its words.
    pub fn agree(&self, scores: &mut Matrix, forms: &[&str]) {
        agreement::agree(scores, forms, &self.set);
    }

    /// The names of one sentence, in words counted from its first. `scores`: `[words, tags]`.
    pub fn decode(&self, scores: Rows<'_>) -> Vec<EntityName> {
        let spans = self.set.spans(&self.chain.best(scores));
        let kept = spans
            .into_iter()
            .filter_map(|span| Some((self.kinds[span.kind]?, span)));
        let cooled = Matrix::new(
            scores.iter().flatten().map(|score| score / self.temperature).collect(),
            self.set.tags.len(),
        );
        kept.map(|(kind, span)| EntityName {
            score: self.probability(cooled.rows(), &span),
            words: span.words,
            kind,
        })
        .collect()
    }

    /// How probable it is that a name of this kind begins and ends here.
    fn probability(&self, scores: Rows<'_>, span: &TagSpan) -> f32 {
        let fits = |word: usize, tag: Tag| match tag {
            _ if word < span.words.start || word > span.words.end => true,
            Tag::Begin(kind) if word == span.words.start => kind == span.kind,
            Tag::Inside(kind) if word < span.words.end => word > span.words.start && kind == span.kind,
            Tag::Inside(kind) => kind != span.kind,
            _ => word == span.words.end,
        };
        #[expect(clippy::cast_possible_truncation, reason = "a probability needs no more")]
        let probability = self
            .chain
            .probability(scores, |word, tag| fits(word, self.set.tags[tag])) as f32;
        if probability.is_finite() {
            probability.clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

/// Whole spans alone, and a dislike of two names of one kind side by side; only places stand so (*Cork Ireland*).
fn chain(set: &TagSet, kinds: &[Option<EntityKind>]) -> Chain {
    let places = [Some(EntityKind::State), Some(EntityKind::Place)];
    Chain::constrained(set, |before, tag| match (before, tag) {
        (Tag::Begin(one) | Tag::Inside(one), Tag::Begin(other)) if one == other && !places.contains(&kinds[one]) => {
            -SIDE_BY_SIDE
        }
        _ => 0.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names() -> Names {
        Names::new(
            &["O", "B-person", "I-person", "B-misc", "I-misc"].map(str::to_owned),
            1.0,
        )
        .unwrap()
    }

    #[test]
    fn a_sure_name_of_two_words() {
        let scores = [
            [9, 0, 0, 0, 0],
            [0, 9, 0, 0, 0],
            [0, 0, 9, 0, 0],
            [9, 0, 0, 0, 0],
            [0, 0, 0, 9, 0],
        ];
        let scores = Matrix::new(scores.into_iter().flatten().map(|s: i16| f32::from(s)).collect(), 5);
        let found = names().decode(scores.rows());
        assert_eq!(
            (found.len(), &found[0].words, found[0].kind),
            (1, &(1..3), EntityKind::Person)
        );
        assert!(found[0].score > 0.99, "{}", found[0].score);
    }

    #[test]
    fn two_names_side_by_side_are_more_likely_one() {
        let found = |kind: &str| {
            let tags = ["O".to_owned(), format!("B-{kind}"), format!("I-{kind}")];
            let scores = Matrix::new(vec![0.0, 9.0, 0.0, 0.0, 5.0, 4.0], 3);
            Names::new(&tags, 1.0).unwrap().decode(scores.rows()).len()
        };
        assert_eq!((found("person"), found("place")), (1, 2));
    }

    #[test]
    fn doubt_about_an_end_is_doubt_about_the_name() {
        let scores = Matrix::new(vec![0.0, 9.0, 0.0, 0.0, 0.0, 2.0, 0.0, 2.0, 0.0, 0.0], 5);
        let found = names().decode(scores.rows());
        assert_eq!(found[0].words, 0..1);
        assert!((0.4..0.6).contains(&found[0].score), "{}", found[0].score);
    }

    proptest! {
        #[test]
        fn names_stand_in_order_and_have_probabilities(values in prop::collection::vec(-20f32..20.0, 5..100)) {
            let scores = Matrix::new(values[..values.len() / 5 * 5].to_vec(), 5);
            let mut end = 0;
            for name in names().decode(scores.rows()) {
                prop_assert!(name.words.start >= end && !name.words.is_empty() && name.words.end <= scores.rows().len());
                prop_assert!((0.0..=1.0).contains(&name.score));
                end = name.words.end;
            }
        }

        #[test]
        fn probabilities_sum_over_sequences(values in prop::collection::vec(-3f32..3.0, 15)) {
            // The chance of a name over the first word alone: B-person, then anything that does not continue it.
            let names = names();
            let scores = Matrix::new(values.clone(), 5);
            let side_by_side = |p: &[usize]| matches!(p, [1 | 2, 1] | [3 | 4, 3]);
            let weight = |path: [usize; 3]| {
                let words = path.iter().enumerate().map(|(w, t)| f64::from(values[w * 5 + t])).sum::<f64>();
                let disliked = path.windows(2).map(|p| f64::from(u8::from(side_by_side(p)))).sum::<f64>();
                (words - disliked * f64::from(SIDE_BY_SIDE)).exp()
            };
            let paths = || (0..125).map(|c| [c % 5, c / 5 % 5, c / 25]);
            let valid = |p: &[usize; 3]| {
                names.set.may_follow(None, p[0]) && names.set.may_follow(Some(p[0]), p[1]) && names.set.may_follow(Some(p[1]), p[2])
            };
            let all: f64 = paths().filter(valid).map(weight).sum();
            let one: f64 = paths().filter(valid).filter(|p| p[0] == 1 && p[1] != 2).map(weight).sum();
            let found = names.probability(scores.rows(), &TagSpan { words: 0..1, kind: 0 });
            prop_assert!((f64::from(found) - one / all).abs() < 1e-5);
        }
    }
}
