//! GUM's entities: nested spans with a group, from the `Entity=` of its last column.

use crate::conllu::GoldWord;
use anyhow::{Context as _, Result, bail};
use std::collections::BTreeMap;
use std::ops::Range;

/// A mention of GUM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GumMention {
    /// Its words in the document.
    pub words: Range<usize>,
    /// The words without which it would be another mention: its head, or the heads of its members.
    pub heads: Vec<usize>,
    /// Its entity.
    pub group: String,
    /// `person`, `organization`, `place`, `abstract` …
    pub kind: String,
}

/// The mentions of a document, in the order in which they end.
///
/// # Errors
/// Where brackets do not match or fields are missing; the word is given.
pub fn mentions(words: &[GoldWord]) -> Result<Vec<GumMention>> {
    let mut open: BTreeMap<String, Vec<GumMention>> = BTreeMap::new();
    let mut found = Vec::new();
    for (word, gold) in words.iter().enumerate() {
        for piece in pieces(&gold.entities) {
            let at = || format!("in “{}” at word {word}", gold.entities);
            if let Some(opening) = piece.strip_prefix('(') {
                let mention = opened(opening.trim_end_matches(')'), word).with_context(at)?;
                open.entry(mention.group.clone()).or_default().push(mention);
            }
            if let Some(closing) = piece.strip_suffix(')') {
                let group = closing.trim_start_matches('(').split('-').next().unwrap_or_default();
                let Some(mut mention) = open.get_mut(group).and_then(Vec::pop) else {
                    bail!("nothing is open {}", at());
                };
                mention.words.end = word + 1;
                found.push(mention);
            }
        }
    }
    Ok(found)
}

/// The brackets of a word, one piece each: `(3-…`, `(3-…)`, `3)`.
fn pieces(field: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = field;
    while !rest.is_empty() {
        let close = rest.find(')').map(|i| i + 1);
        let open = rest[1..].find('(').map(|i| i + 1);
        let end = [close, open].into_iter().flatten().min().unwrap_or(rest.len());
        pieces.push(&rest[..end]);
        rest = &rest[end..];
    }
    pieces
}

/// `group-type-status-salience-centring-heads-link-…`, the heads counted from 1 in the mention.
fn opened(fields: &str, start: usize) -> Result<GumMention> {
    let fields: Vec<&str> = fields.split('-').collect();
    let [group, kind, _, _, _, heads, ..] = fields[..] else {
        bail!("six fields are wanted")
    };
    let heads = heads.split(',').map(|n| n.parse::<usize>().map(|n| start + n - 1));
    Ok(GumMention {
        words: start..start,
        heads: heads.collect::<Result<_, _>>().context("heads are numbers")?,
        group: group.to_owned(),
        kind: kind.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(fields: &[&str]) -> Vec<GoldWord> {
        let word = |field: &&str| GoldWord {
            lemma: String::new(),
            upos: String::new(),
            features: String::new(),
            head: None,
            relation: String::new(),
            entities: (*field).to_owned(),
        };
        fields.iter().map(word).collect()
    }

    #[test]
    fn nested_mentions() {
        let found = mentions(&words(&[
            "(1-person-new-s-cf1-2-coref(2-place-new-s-cf2-1-sgl)",
            "",
            "1)",
        ]))
        .unwrap();
        assert_eq!((found[0].group.as_str(), found[0].words.clone()), ("2", 0..1));
        assert_eq!(
            (found[1].kind.as_str(), found[1].words.clone(), found[1].heads.clone()),
            ("person", 0..3, vec![1])
        );
    }

    #[test]
    fn a_bracket_too_many_is_named() {
        let error = mentions(&words(&["", "7)"])).unwrap_err();
        assert!(error.to_string().contains("word 1"), "{error}");
    }
}
