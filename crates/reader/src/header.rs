//! The header of a model file: what its numbers stand for, and the small weights that decoding needs.

use crate::LoadError;
use serde::Deserialize;

/// The header as it is written. Lists of names are indexed by the graph's outputs.
#[derive(Debug, Deserialize)]
pub struct Header {
    /// 1.
    pub format: u32,
    /// The model's name.
    pub name: String,
    /// A window of several sentences holds at most so many pieces, markers included.
    pub max_pieces: usize,
    /// The vocabulary.
    pub pieces: Vec<String>,
    /// Universal parts of speech.
    pub upos: Vec<String>,
    /// Universal features, `_` for none.
    pub features: Vec<String>,
    /// Edit scripts from form to lemma.
    pub lemma_scripts: Vec<String>,
    /// Universal relations.
    pub relations: Vec<String>,
    /// `[relations][width]`, row by row.
    pub relation_weights: Vec<f32>,
    /// `[relations]`.
    pub relation_bias: Vec<f32>,
    /// `[width]`: stands for the head of a root.
    pub relation_root: Vec<f32>,
    /// `O`, `B-…`, `I-…`.
    pub name_tags: Vec<String>,
    /// Divides the scores of names before they become probabilities.
    pub name_temperature: f32,
    /// `O`, `B-…`, `I-…` of source, cue and content.
    pub role_tags: Vec<String>,
    /// `[role_tags]`: the score of opening a window.
    pub role_start: Vec<f32>,
    /// `[role_tags]`: the score of closing one.
    pub role_end: Vec<f32>,
    /// `[from][to]`.
    pub role_transitions: Vec<Vec<f32>>,
    /// What a cue without source points to.
    pub no_source: Vec<f32>,
    /// What a content without cue points to.
    pub no_cue: Vec<f32>,
    /// Slope and offset, from the logit of a raw score to that of a probability.
    pub attribution_calibration: [f32; 2],
}

impl Header {
    /// A header from JSON, with lists whose lengths agree.
    ///
    /// # Errors
    /// Where it is no JSON, a key is missing, or two keys contradict each other.
    pub fn parse(json: &[u8]) -> Result<Self, LoadError> {
        let header: Self = serde_json::from_slice(json)?;
        header.check()?;
        Ok(header)
    }

    fn check(&self) -> Result<(), LoadError> {
        let (relations, roles) = (self.relations.len(), self.role_tags.len());
        require("format", self.format == 1, || format!("is {}, not 1", self.format))?;
        let lengths = [
            (
                "relation_weights",
                self.relation_weights.len(),
                relations * self.relation_root.len(),
            ),
            ("relation_bias", self.relation_bias.len(), relations),
            ("role_start", self.role_start.len(), roles),
            ("role_end", self.role_end.len(), roles),
            ("role_transitions", self.role_transitions.len(), roles),
            ("no_cue", self.no_cue.len(), self.no_source.len()),
        ];
        for (key, found, expected) in lengths {
            require(key, found == expected, || {
                format!("has {found} entries instead of {expected}")
            })?;
        }
        for row in &self.role_transitions {
            require("role_transitions", row.len() == roles, || {
                format!("has a row of {}, not {roles}", row.len())
            })?;
        }
        require("max_pieces", (3..=510).contains(&self.max_pieces), || {
            "is not between 3 and 510".to_owned()
        })?;
        require("name_temperature", self.name_temperature > 0.0, || {
            "is not above 0".to_owned()
        })
    }
}

fn require(key: &'static str, holds: bool, problem: impl FnOnce() -> String) -> Result<(), LoadError> {
    if holds {
        Ok(())
    } else {
        Err(LoadError::Key {
            key,
            problem: problem(),
        })
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// A header that loads.
    pub fn small() -> Value {
        json!({
            "format": 1, "name": "small", "max_pieces": 180,
            "pieces": ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a"],
            "upos": ["NOUN", "VERB"], "features": ["_", "Number=Sing"], "lemma_scripts": ["l0:", "=be"],
            "relations": ["root", "nsubj"], "relation_weights": [1, 2, 3, 4, 5, 6], "relation_bias": [0, 1],
            "relation_root": [1, 1, 1], "name_tags": ["O", "B-person", "I-person"], "name_temperature": 1.0,
            "role_tags": ["O", "B-cue", "I-cue"], "role_start": [0, 0, -10000], "role_end": [0, 0, 0],
            "role_transitions": [[0, 0, -10000], [0, 0, 0], [0, 0, 0]],
            "no_source": [0, 0], "no_cue": [0, 0], "attribution_calibration": [1, 0]
        })
    }

    fn message(change: impl FnOnce(&mut Value)) -> String {
        let mut value = small();
        change(&mut value);
        Header::parse(value.to_string().as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn reads_what_is_written() {
        let header = Header::parse(small().to_string().as_bytes()).unwrap();
        assert_eq!((header.name.as_str(), header.relation_root.len()), ("small", 3));
    }

    #[test]
    fn names_the_key_that_is_wrong() {
        assert!(message(|h| drop(h["role_end"].take())).contains("invalid type: null"));
        assert!(message(|h| drop(h.as_object_mut().unwrap().remove("no_cue"))).contains("missing field `no_cue`"));
        assert!(message(|h| h["no_cue"] = json!([1])).contains("`no_cue` has 1 entries instead of 2"));
        assert!(
            message(|h| h["relation_weights"] = json!([1])).contains("`relation_weights` has 1 entries instead of 6")
        );
        assert!(message(|h| h["role_transitions"][1] = json!([1])).contains("has a row of 1, not 3"));
        assert!(message(|h| h["max_pieces"] = json!(2)).contains("`max_pieces` is not between"));
        assert!(message(|h| h["name_temperature"] = json!(0)).contains("`name_temperature` is not above 0"));
        assert!(message(|h| h["format"] = json!(2)).contains("`format` is 2"));
        assert!(Header::parse(b"{").unwrap_err().to_string().contains("EOF"));
    }
}
