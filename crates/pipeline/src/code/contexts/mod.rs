//! The contexts of an event by the words of its clause, as `words.txt` lists them.

use super::plover;
use crate::tree::Tree;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

static WORDS: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| listed(include_str!("words.txt")));

/// The contexts that words of the range stand for, in PLOVER's order.
pub(super) fn contexts(tree: &Tree, words: Range<usize>) -> Vec<&'static str> {
    let lemmas: Vec<String> = words.map(|w| tree.lemma(w)).collect();
    let pairs = lemmas.windows(2).map(|pair| pair.join(" "));
    let met: Vec<&str> = lemmas
        .iter()
        .cloned()
        .chain(pairs)
        .filter_map(|name| WORDS.get(name.as_str()))
        .flatten()
        .copied()
        .collect();
    plover::contexts().filter(|context| met.contains(context)).collect()
}

/// The contexts of each word.
fn listed(list: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut words: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (context, lemmas) in list
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once(':'))
    {
        for lemma in lemmas.split(',') {
            words.entry(lemma.trim()).or_default().push(context);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn every_line_names_a_context() {
        let lines = include_str!("words.txt").lines().filter(|l| !l.starts_with('#'));
        for line in lines {
            let (context, lemmas) = line.split_once(':').unwrap_or_else(|| panic!("“{line}” has no colon"));
            assert!(plover::contexts().any(|c| c == context), "{context}");
            assert!(
                lemmas.split(',').all(|l| !l.trim().is_empty() && l == l.to_lowercase()),
                "{line}"
            );
        }
    }

    #[test]
    fn words_of_one_and_of_two() {
        let page = Page::new(
            "a/DET/3/det chemical/ADJ/3/amod weapons:weapon/NOUN/4/compound inspector/NOUN/0/root on/ADP/7/case the/DET/7/det \
             border/NOUN/4/nmod",
        );
        assert_eq!(contexts(&page.tree(), 0..7), ["territory", "cbrn"]);
        assert!(contexts(&page.tree(), 0..2).is_empty());
    }
}
