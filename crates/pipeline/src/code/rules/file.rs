//! A file of rules as it is written: TOML, before anything in it is checked.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A family of patterns of one category.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// What the family is about, in a sentence.
    pub(super) about: String,
    #[serde(default)]
    pub(super) accepts: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) declines: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) modes: Named,
    #[serde(default)]
    pub(super) verb: Vec<Spanned<Block>>,
    #[serde(default)]
    pub(super) noun: Vec<Spanned<Block>>,
    #[serde(default)]
    pub(super) adjective: Vec<Spanned<Block>>,
    #[serde(default)]
    pub(super) said: Vec<Spanned<Block>>,
}

/// Predicates that share their frames.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Block {
    #[serde(default)]
    pub(super) lemmas: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) acts: Vec<Spanned<String>>,
    pub(super) actor: Option<Spanned<Several>>,
    pub(super) recipient: Option<Spanned<Several>>,
    #[serde(default)]
    pub(super) reciprocal: bool,
    pub(super) requires: Option<Spanned<Several>>,
    #[serde(default)]
    pub(super) needs: Named,
    #[serde(default)]
    pub(super) unless: Named,
    pub(super) negated: Option<bool>,
    pub(super) mode: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) modes: Named,
    #[serde(default)]
    pub(super) contexts: Vec<Spanned<String>>,
    pub(super) light: Option<Spanned<Several>>,
    #[serde(default)]
    pub(super) beside: bool,
}

/// Lists of words by name, in the order of the names.
pub(super) type Named = BTreeMap<Spanned<String>, Several>;

/// One word, or a list of words.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Several {
    One(String),
    Many(Vec<String>),
}

impl Several {
    pub(super) fn as_slice(&self) -> &[String] {
        match self {
            Self::One(word) => std::slice::from_ref(word),
            Self::Many(words) => words,
        }
    }
}
