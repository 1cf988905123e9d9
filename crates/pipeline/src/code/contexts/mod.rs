//! The contexts of an event by the words of its clause, as `words.txt` lists them.

use super::plover;
use crate::tree::Tree;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static WORDS: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| listed(include_str!("words.txt")));

/// The contexts that words stand for, each by itself or with the one after it, in PLOVER's order.
pub(super) fn contexts(tree: &Tree, words: &[usize]) -> Vec<&'static str> {
    let pair = |&&w: &&usize| words.contains(&(w + 1));
    let pairs = words
        .iter()
        .filter(pair)
        .map(|&w| format!("{} {}", tree.lemma(w), tree.lemma(w + 1)));
    let met: Vec<&str> = words
        .iter()
        .map(|&w| tree.lemma(w))
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
        assert_eq!(contexts(&page.tree(), &[0, 1, 2, 3, 4, 5, 6]), ["territory", "cbrn"]);
        assert!(contexts(&page.tree(), &[0, 1]).is_empty());
    }
}
