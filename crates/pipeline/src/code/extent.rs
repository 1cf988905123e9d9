//! The words of an event: its trigger and its clause.

use super::arguments::subject;
use super::matching::Site;
use super::rules::{Kind, Rule, Step};
use crate::tree::Tree;
use crate::tree::phrase::is_loose;
use std::ops::Range;

/// More words than this between a light verb and its noun, or a verb and its particle, are no trigger.
const LONGEST_TRIGGER: usize = 6;

/// The predicate with its particle, with its light verb, or with the deed that is its subject: *the raid killed*.
pub(super) fn trigger(tree: &Tree, site: &Site, rule: &Rule) -> Range<usize> {
    if let Some(deed) = deed(tree, site, rule) {
        let near = site.word.checked_sub(deed).is_some_and(|gap| gap < LONGEST_TRIGGER);
        return deed..if near { site.word } else { deed } + 1;
    }
    let particle = tree
        .children_by(site.word, &["compound"])
        .find(|&c| tree.relation(c) == "compound:prt");
    let other = site.light.or(particle).unwrap_or(site.word);
    let (first, last) = (other.min(site.word), other.max(site.word));
    if last - first >= LONGEST_TRIGGER {
        site.word..site.word + 1
    } else {
        first..last + 1
    }
}

/// The noun that names what is done, where the verb tells no more than what came of it: such rules ask whose the subject is.
fn deed(tree: &Tree, site: &Site, rule: &Rule) -> Option<usize> {
    let owned = rule
        .actor
        .first()
        .is_some_and(|place| place.0 == [Step::Subject, Step::Owner]);
    subject(tree, site.word).filter(|&noun| owned && rule.kind == Kind::Verb && noun < site.word)
}

/// The clause in which a predicate stands, as an unbroken run of words.
pub(super) fn evidence(tree: &Tree, site: &Site) -> Range<usize> {
    let head = clause_head(tree, site.governor());
    let apart = |c: usize| {
        let foreign = matches!(tree.relation(c), "parataxis" | "conj") && tree.child(c, &["nsubj"]).is_some();
        foreign && !tree.is_under(site.word, c)
    };
    let words = tree.subtree_without(head, apart);
    let (first, last) = (words.first().unwrap_or(site.word), words.last().unwrap_or(site.word));
    let mut run = first.min(site.word)..last.max(site.word) + 1;
    while run.start < site.word && is_loose(tree, run.start) {
        run.start += 1;
    }
    while run.end > site.word + 1 && is_loose(tree, run.end - 1) {
        run.end -= 1;
    }
    run
}

/// The nearest word that heads a clause: the word itself or one above.
fn clause_head(tree: &Tree, word: usize) -> usize {
    let mut up = std::iter::once(word).chain(tree.ancestors(word));
    up.find(|&w| heads_clause(tree, w)).unwrap_or(word)
}

fn heads_clause(tree: &Tree, word: usize) -> bool {
    let clausal = ["root", "ccomp", "advcl", "acl", "parataxis", "csubj"]
        .iter()
        .any(|r| tree.is(word, r));
    clausal || tree.child(word, &["nsubj", "cop"]).is_some()
}
