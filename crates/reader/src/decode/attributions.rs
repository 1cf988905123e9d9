//! Sources, cues and contents, and which belong together.

use super::bio::{Tag, TagSet};
use super::crf::Chain;
use super::sign_off::{follows, is_dash};
use super::{Matrix, Rows};
use crate::layout::Speaker;
use demarche_types::Attribution;
use std::ops::Range;

/// The score of a tag that is sure, and below zero that of one that cannot be.
const SURE: f32 = 50.0;

/// Decodes attributions.
#[derive(Debug)]
pub struct Attributions {
    set: TagSet,
    chain: Chain,
    /// Kinds of tags.
    source: usize,
    cue: usize,
    content: usize,
    /// What a cue without source, and a content without cue, point to.
    no_source: Vec<f32>,
    no_cue: Vec<f32>,
    /// From the logit of a raw score to that of a probability.
    slope: f64,
    offset: f64,
}

/// What one window offers. All are `[W, …]`.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// Scores of the role tags.
    pub roles: Rows<'a>,
    /// What a cue looks for in a source.
    pub cue_source_query: Rows<'a>,
    /// What a source offers.
    pub source_key: Rows<'a>,
    /// What a content looks for in a cue.
    pub content_cue_query: Rows<'a>,
    /// What a cue offers.
    pub cue_key: Rows<'a>,
}

/// The best of several candidates, none of them being one.
struct Choice {
    /// Its index; `None` for none.
    index: Option<usize>,
    /// How probable it is.
    probability: f64,
}

impl Choice {
    /// What is chosen by its place.
    fn certain(index: usize) -> Self {
        Self {
            index: Some(index),
            probability: 1.0,
        }
    }
}

impl Attributions {
    /// A decoder for these role tags.
    ///
    /// # Errors
    /// Where a tag is none, or source, cue or content has none.
    pub fn new(
        tags: &[String],
        chain: Chain,
        [no_source, no_cue]: [Vec<f32>; 2],
        [slope, offset]: [f32; 2],
    ) -> Result<Self, String> {
        let set = TagSet::new(tags)?;
        let kind = |name: &str| {
            set.kinds
                .iter()
                .position(|k| k == name)
                .ok_or_else(|| format!("has no tag `B-{name}`"))
        };
        let (source, cue, content) = (kind("source")?, kind("cue")?, kind("content")?);
        let (slope, offset) = (f64::from(slope), f64::from(offset));
        Ok(Self {
            set,
            chain,
            source,
            cue,
            content,
            no_source,
            no_cue,
            slope,
            offset,
        })
    }

    /// The tag of each word, as an index into the header's list. `speakers`: whom the layout names in the window.
    #[cfg(test)]
    pub fn tags(&self, roles: Rows<'_>, speakers: &[Speaker]) -> Vec<usize> {
        self.chain.best(self.held(roles, speakers).rows())
    }

    /// The scores, in which the words of these speakers keep their own tags alone.
    fn held(&self, roles: Rows<'_>, speakers: &[Speaker]) -> Matrix {
        let mut rows: Vec<Vec<f32>> = roles.iter().map(<[f32]>::to_vec).collect();
        let sure = |tag| self.set.tags.iter().map(move |&t| if t == tag { SURE } else { -SURE });
        let parts = speakers.iter().flat_map(|speaker| {
            let content = speaker.content.as_ref().map(|words| (words, self.content));
            [(&speaker.source, self.source), (&speaker.cue, self.cue)]
                .into_iter()
                .chain(content)
        });
        for (words, kind) in parts {
            let begins = |word| {
                if word == words.start {
                    Tag::Begin(kind)
                } else {
                    Tag::Inside(kind)
                }
            };
            words.clone().for_each(|word| rows[word] = sure(begins(word)).collect());
        }
        Matrix::new(rows.concat(), self.set.tags.len())
    }

    /// The attributions of one window in the order of their first word. Cues without content are dropped.
    ///
    /// A dash is the cue of what it signs off, whatever the scores, and of nothing else; its source is the one that
    /// follows it. `speakers`: whom the layout names in the window; turns are what they say and nothing else.
    pub fn decode(&self, forms: &[&str], evidence: Evidence<'_>, speakers: &[Speaker]) -> Vec<Attribution> {
        let roles = self.held(evidence.roles, speakers);
        let tags = self.chain.best(roles.rows());
        let found = self.set.spans(&tags);
        let of = |kind| {
            found
                .iter()
                .filter(move |s| s.kind == kind)
                .map(|s| s.words.clone())
                .collect::<Vec<_>>()
        };
        let (sources, cues, contents) = (of(self.source), of(self.cue), of(self.content));
        if contents.is_empty() {
            return Vec::new();
        }
        let dash = |cue: &Range<usize>| is_dash(&forms[cue.clone()]);
        let speaks = |cue: &Range<usize>| speakers.iter().any(|s| s.content.is_some() && s.cue == *cue);
        let link = |content: &Range<usize>| {
            let own =
                |cue: &Range<usize>| dash(cue) && follows(cue, content) || speaks(cue) && cue.end == content.start;
            let signed = cues.iter().position(own);
            let (queries, keys) = (evidence.content_cue_query, evidence.cue_key);
            let others = cues.iter().map(|cue| (!dash(cue) && !speaks(cue)).then_some(cue));
            signed.map_or_else(|| choose(content, queries, keys, others, &self.no_cue), Choice::certain)
        };
        let source = |cue: &Range<usize>| {
            let beside =
                |source: &Range<usize>| dash(cue) && source.start == cue.end || speaks(cue) && source.end == cue.start;
            let next = sources.iter().position(beside);
            let (queries, keys) = (evidence.cue_source_query, evidence.source_key);
            let all = sources.iter().map(Some);
            next.map_or_else(|| choose(cue, queries, keys, all, &self.no_source), Choice::certain)
        };
        let parts = Parts {
            links: contents.iter().map(link).collect(),
            certainty: self.certainty(roles.rows(), &tags),
            cues: cues.clone(),
            contents,
        };
        let cued = (0..parts.cues.len()).filter_map(|cue| parts.with_cue(cue, &source(&parts.cues[cue]), &sources));
        let mut found: Vec<Attribution> = cued.chain(parts.without_cue()).collect();
        found
            .iter_mut()
            .for_each(|attribution| attribution.score = self.calibrated(attribution.score));
        found.sort_by_key(first_word);
        found
    }

    /// How probable the tag of each word is.
    fn certainty(&self, roles: Rows<'_>, tags: &[usize]) -> Vec<f64> {
        self.chain
            .posteriors(roles)
            .iter()
            .zip(tags)
            .map(|(row, &tag)| row[tag])
            .collect()
    }

    /// `sigmoid(slope · logit(raw) + offset)`.
    fn calibrated(&self, raw: f32) -> f32 {
        let raw = f64::from(raw).clamp(1e-6, 1.0 - 1e-6);
        let logit = self.slope * (raw / (1.0 - raw)).ln() + self.offset;
        #[expect(clippy::cast_possible_truncation, reason = "a probability needs no more")]
        let score = (1.0 / (1.0 + (-logit).exp())) as f32;
        if score.is_nan() { 0.0 } else { score }
    }
}

/// The spans found in a window, and what is known of them.
struct Parts {
    cues: Vec<Range<usize>>,
    contents: Vec<Range<usize>>,
    /// The cue that each content chooses.
    links: Vec<Choice>,
    /// How probable the tag of each word is.
    certainty: Vec<f64>,
}

impl Parts {
    /// The attribution of a cue with the source that it chooses, if any content chooses it.
    fn with_cue(&self, cue: usize, source: &Choice, sources: &[Range<usize>]) -> Option<Attribution> {
        let linked = || {
            self.contents
                .iter()
                .zip(&self.links)
                .filter(|(_, link)| link.index == Some(cue))
        };
        let link = average(linked().map(|(_, link)| link.probability))?;
        let attribution = Attribution {
            source: source.index.map(|index| sources[index].clone()),
            cue: vec![self.cues[cue].clone()],
            content: linked().map(|(content, _)| content.clone()).collect(),
            score: 0.0,
        };
        Some(self.scored(attribution, &[source.probability, link]))
    }

    /// The attributions of contents that choose no cue. Without a cue there is no source to be in doubt about.
    fn without_cue(&self) -> impl Iterator<Item = Attribution> {
        self.contents
            .iter()
            .zip(&self.links)
            .filter(|(_, link)| link.index.is_none())
            .map(|(content, link)| {
                let attribution = Attribution {
                    content: vec![content.clone()],
                    ..Attribution::default()
                };
                self.scored(attribution, &[1.0, link.probability])
            })
    }

    /// An attribution with its raw score: the mean of how probable its links are and how certain its words' tags are
    /// on average.
    fn scored(&self, attribution: Attribution, links: &[f64]) -> Attribution {
        let words = spans(&attribution).cloned().flatten();
        let certain = average(words.map(|word| self.certainty[word]));
        #[expect(clippy::cast_possible_truncation, reason = "a probability needs no more")]
        let score = average(links.iter().copied().chain(certain)).unwrap_or_default() as f32;
        Attribution { score, ..attribution }
    }
}

/// All spans of an attribution.
fn spans(attribution: &Attribution) -> impl Iterator<Item = &Range<usize>> {
    attribution
        .source
        .iter()
        .chain(&attribution.cue)
        .chain(&attribution.content)
}

fn first_word(attribution: &Attribution) -> usize {
    spans(attribution).map(|span| span.start).min().unwrap_or_default()
}

/// The mean; `None` of nothing.
fn average(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

/// The mean row of a span's words.
fn mean(rows: Rows<'_>, words: &Range<usize>) -> Vec<f32> {
    let mut sum = rows.row(words.start).to_vec();
    for row in rows.range(words.start + 1..words.end).iter() {
        sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
    }
    #[expect(clippy::cast_precision_loss, reason = "windows are short")]
    let words = words.len() as f32;
    sum.iter_mut().for_each(|value| *value /= words);
    sum
}

/// What a span prefers: one of the candidates, or `none` of them; a candidate that is `None` cannot be chosen. Spans
/// count as the means of their words.
fn choose<'a>(
    span: &Range<usize>,
    queries: Rows<'_>,
    keys: Rows<'_>,
    candidates: impl Iterator<Item = Option<&'a Range<usize>>>,
    none: &[f32],
) -> Choice {
    let query = mean(queries, span);
    let score = |key: &[f32]| query.iter().zip(key).map(|(a, b)| f64::from(a * b)).sum::<f64>();
    let keys = candidates.map(|candidate| candidate.map_or(f64::NEG_INFINITY, |words| score(&mean(keys, words))));
    let scores: Vec<f64> = std::iter::once(score(none)).chain(keys).collect();
    let best = (1..scores.len()).fold(0, |best, at| if scores[at] > scores[best] { at } else { best });
    let total: f64 = scores.iter().map(|score| (score - scores[best]).exp()).sum();
    Choice {
        index: best.checked_sub(1),
        probability: 1.0 / total,
    }
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "a list of spans may hold one")]
mod tests {
    use super::*;
    use crate::decode::Matrix;
    use proptest::prelude::*;

    const TAGS: [&str; 7] = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"];

    fn decoder() -> Attributions {
        let tags = TAGS.map(str::to_owned);
        let chain = Chain::constraints(&TagSet::new(&tags).unwrap());
        Attributions::new(&tags, chain, [vec![0.0, 0.0], vec![0.0, 0.0]], [1.0, 0.0]).unwrap()
    }

    /// Decodes words given as tags, `S s Q q C c .`, each with a place: what has the same place belongs together, what
    /// has place 0 to nothing.
    fn decode(tags: &str, places: &[i8]) -> Vec<Attribution> {
        decode_words(&vec!["word"; places.len()], tags, places)
    }

    fn decode_words(forms: &[&str], tags: &str, places: &[i8]) -> Vec<Attribution> {
        let place = |sign: f32| {
            let pair = |&p: &i8| {
                if p == 0 {
                    [-9.0, -9.0]
                } else {
                    [f32::from(p), sign * f32::from(p) * f32::from(p)]
                }
            };
            Matrix::new(places.iter().flat_map(pair).collect(), 2)
        };
        // The score of p for q is -(p - q)² + q² up to scale: highest where they are equal, and above 0 there.
        let keys = Matrix::new(place(-0.5).rows().iter().flatten().copied().collect(), 2);
        let query = |&p: &i8| if p == 0 { [0.0, 0.1] } else { [f32::from(p), 1.0] };
        let queries = Matrix::new(places.iter().flat_map(query).collect(), 2);
        let roles = tags.chars().flat_map(|c| {
            let tag = ".SsQqCc".find(c).unwrap();
            (0..7).map(move |t| if t == tag { 9.0 } else { 0.0 })
        });
        let roles = Matrix::new(roles.collect(), 7);
        let evidence = Evidence {
            roles: roles.rows(),
            cue_source_query: queries.rows(),
            source_key: keys.rows(),
            content_cue_query: queries.rows(),
            cue_key: keys.rows(),
        };
        decoder().decode(forms, evidence, &[])
    }

    #[test]
    fn a_turn_is_what_its_speaker_says() {
        let scores = Matrix::new(vec![0.0; 6 * 7], 7);
        let places = Matrix::new(vec![1.0; 6 * 2], 2);
        let evidence = Evidence {
            roles: scores.rows(),
            cue_source_query: places.rows(),
            source_key: places.rows(),
            content_cue_query: places.rows(),
            cue_key: places.rows(),
        };
        let speaker = Speaker {
            source: 0..2,
            cue: 2..3,
            content: Some(3..5),
        };
        let found = decoder().decode(&["JANE", "ROE", ":", "We", "wait", "."], evidence, &[speaker]);
        assert_eq!(
            (found.len(), &found[0].source, &found[0].cue, &found[0].content),
            (1, &Some(0..2), &vec![2..3], &vec![3..5])
        );
    }

    #[test]
    fn parts_find_each_other() {
        let found = decode("Cc.QSs", &[1, 1, 0, 1, 1, 1]);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (&found[0].source, &found[0].cue, &found[0].content),
            (&Some(4..6), &vec![3..4], &vec![0..2])
        );
        assert!(found[0].score > 0.7, "{}", found[0].score);
    }

    #[test]
    fn one_cue_with_two_contents_and_two_cues_with_one_source() {
        let found = decode("C.SQ.Cc.QC", &[2, 0, 2, 2, 0, 2, 2, 0, 2, 2]);
        assert_eq!(found.len(), 1, "equal places fall to the first cue");
        assert_eq!(found[0].content, [0..1, 5..7, 9..10]);
        let found = decode("SQC.QC", &[2, 2, 2, 0, 3, 3]);
        assert_eq!(found.len(), 2);
        assert_eq!((&found[0].source, &found[1].source), (&Some(0..1), &Some(0..1)));
        assert_eq!((&found[0].cue[0], &found[1].cue[0]), (&(1..2), &(4..5)));
    }

    #[test]
    fn content_may_be_alone_and_a_cue_may_not() {
        let found = decode("Cc.Q", &[0, 0, 0, 2]);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (&found[0].source, found[0].cue.len(), &found[0].content),
            (&None, 0, &vec![0..2])
        );
        assert!(decode("SQ", &[1, 1]).is_empty());
        assert!(decode("", &[]).is_empty());
    }

    #[test]
    fn a_dash_signs_off_what_it_follows() {
        let forms = ["peace", "now", "”", "―", "Roe", ",", "she", "hopes", "much"];
        let found = decode_words(&forms, "Cc.QS.SQC", &[2, 2, 0, 0, 0, 0, 2, 2, 3]);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (&found[0].source, &found[0].cue, &found[0].content),
            (&Some(4..5), &vec![3..4], &vec![0..2])
        );
        assert_eq!((&found[1].source, &found[1].cue), (&Some(6..7), &vec![7..8]));
    }

    #[test]
    fn a_dash_signs_off_nothing_else() {
        let forms = ["Roe", "hopes", "―", "much"];
        let found = decode_words(&forms, "SQQC", &[2, 2, 4, 4]);
        assert_eq!(found.len(), 1);
        assert!(found[0].cue.is_empty() || found[0].cue == [1..2]);
    }

    #[test]
    fn a_cue_may_have_no_source() {
        let found = decode("QC", &[3, 3]);
        assert_eq!((&found[0].source, &found[0].cue), (&None, &vec![0..1]));
    }

    #[test]
    fn calibration_bends_the_score() {
        let steep = Attributions {
            slope: 2.0,
            offset: 0.0,
            ..decoder()
        };
        assert!((steep.calibrated(0.5) - 0.5).abs() < 1e-6);
        assert!(steep.calibrated(0.8) > 0.9);
        assert!((0.0..=1.0).contains(&steep.calibrated(1.0)));
        assert!((0.0..=1.0).contains(&steep.calibrated(f32::NAN)));
    }

    proptest! {
        #[test]
        fn every_span_lies_in_the_window(values in prop::collection::vec(-5f32..5.0, 15..300)) {
            let words = values.len() / 15;
            let matrix = |from: usize, width: usize| {
                let rows = values.chunks_exact(15).flat_map(move |row| row[from..from + width].to_vec());
                Matrix::new(rows.collect(), width)
            };
            let [roles, a, b, c, d] = [(0, 7), (7, 2), (9, 2), (11, 2), (13, 2)].map(|(from, width)| matrix(from, width));
            let evidence = Evidence {
                roles: roles.rows(), cue_source_query: a.rows(), source_key: b.rows(), content_cue_query: c.rows(), cue_key: d.rows(),
            };
            let forms: Vec<_> = (0..words).map(|word| if word % 3 == 0 { "—" } else { "word" }).collect();
            let found = decoder().decode(&forms, evidence, &[]);
            prop_assert!(found.is_sorted_by_key(first_word));
            for attribution in &found {
                prop_assert!(!attribution.content.is_empty());
                prop_assert!((0.0..=1.0).contains(&attribution.score));
                prop_assert!(spans(attribution).all(|span| !span.is_empty() && span.end <= words));
                prop_assert!(attribution.content.is_sorted_by_key(|span| span.start));
            }
        }
    }
}
