//! From which word to which a mention goes.

use crate::tree::Tree;
use std::ops::Range;

/// What stands before a head and belongs to its mention.
const BEFORE: [&str; 7] = ["det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "flat"];

/// A head with what stands unbroken before it and belongs to it.
pub(super) fn with_modifiers(tree: &Tree, head: usize) -> Range<usize> {
    let foreign = |c: usize| tree.head(c) == Some(head) && (c > head || !BEFORE.iter().any(|r| tree.is(c, r)));
    let words = tree.subtree_without(head, foreign);
    let start = (0..head)
        .rev()
        .take_while(|&w| words.contains(w) && !tree.is_punctuation(w));
    start.last().unwrap_or(head)..head + 1
}

/// The range with the ending of a genitive behind it.
pub(super) fn with_genitive(tree: &Tree, words: Range<usize>) -> Range<usize> {
    let ends = words.end < tree.len() && matches!(tree.form(words.end), "'s" | "’s" | "'" | "’");
    let is_case = ends && tree.is(words.end, "case");
    words.start..words.end + usize::from(is_case)
}

/// A name with the article before it: its own, or that of the word after it, where names of its sort have one (*the US
/// response*).
pub(super) fn with_article(tree: &Tree, top: usize, name: Range<usize>) -> Range<usize> {
    let form = tree.form(name.start);
    let initials = form.chars().filter(|&c| c != '.').all(char::is_uppercase) && form.chars().count() <= 4;
    let before = name.start.checked_sub(1).filter(|w| tree.sentence(top).contains(w));
    let article = before.filter(|&w| tree.form(w).eq_ignore_ascii_case("the"));
    let own = |w: usize| tree.head(w).is_some_and(|h| name.contains(&h)) || initials || form == "United";
    article.filter(|&w| own(w)).unwrap_or(name.start)..name.end
}

/// Whether nothing but the words of the one and the other stand from the first to the second.
pub(super) const fn touch(first: &Range<usize>, second: &Range<usize>) -> bool {
    first.end == second.start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn modifiers_and_genitives() {
        let page = Page::new(
            "the/DET/4/det old/ADJ/4/amod trade/NOUN/4/compound envoy/NOUN/9/nmod:poss from/ADP/6/case Rome/PROPN/4/nmod \
             ~’s/PART/4/case two/NUM/9/nummod letters/NOUN/0/root",
        );
        let tree = page.tree();
        assert_eq!(with_modifiers(&tree, 3), 0..4);
        assert_eq!(with_genitive(&tree, 0..6), 0..7);
        assert_eq!(with_modifiers(&tree, 8), 0..9);
    }

    #[test]
    fn a_name_in_front_of_a_noun_takes_its_article() {
        let page = Page::new(
            "the/DET/3/det UK/PROPN/3/compound embassy/NOUN/0/root the/DET/6/det Oslo/PROPN/6/compound talks:talk/NOUN/3/dep",
        );
        let tree = page.tree();
        assert_eq!(with_article(&tree, 1, 1..2), 0..2);
        assert_eq!(with_article(&tree, 4, 4..5), 4..5);
    }
}
