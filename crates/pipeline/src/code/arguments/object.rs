//! Whom or what it is done to.

use super::phrase::after;
use super::subject::{antecedent, surface};
use super::voice::{is_doubled, is_infinitive, is_passive, is_past_participle};
use crate::tree::Tree;

/// The object of the active, the subject of the passive; of coordinated verbs, the object that follows the last; the noun
/// that a relative clause leaves out.
pub(in super::super) fn object(tree: &Tree, word: usize) -> Option<usize> {
    if is_passive(tree, word) {
        return suffering(tree, word);
    }
    let own = complement(tree, word, "obj").or_else(|| complement(tree, word, "iobj"));
    let own = own.or_else(|| second_subject(tree, word));
    own.or_else(|| addressed(tree, word))
        .map(|o| antecedent(tree, o))
        .or_else(|| shared(tree, word))
        .or_else(|| gap(tree, word))
}

/// *Chileans* of *Peru freed two Chileans*, in trees that take them for a subject.
fn second_subject(tree: &Tree, word: usize) -> Option<usize> {
    let mut after = tree.children_by(word, &["nsubj"]).filter(|&s| s > word);
    after.next().filter(|_| is_doubled(tree, word))
}

/// *Chile* of *warned Chile not to leave* and of *accused Chile of leaving*, in trees that hang it on the second verb.
fn addressed(tree: &Tree, word: usize) -> Option<usize> {
    let mut clauses = tree.children_by(word, &["ccomp", "xcomp", "advcl"]);
    clauses.find_map(|c| {
        let end = if is_infinitive(tree, c) {
            c
        } else {
            preposition(tree, c)?
        };
        tree.children_by(c, &["nsubj", "obj"])
            .find(|&s| (word..end).contains(&s))
    })
}

/// *Of* of *accused Chile of leaving*.
fn preposition(tree: &Tree, clause: usize) -> Option<usize> {
    let mut marks = tree.children_by(clause, &["mark", "case"]);
    marks.find(|&m| tree.lemma_in(m, &["of", "for", "from", "against"]))
}

/// The object, unless it stands before an infinitive's *to* and so is its subject; of two nouns in a row that trees take for two
/// objects the last, which the first only modifies: *denied rights abuses*.
fn complement(tree: &Tree, word: usize, relation: &'static str) -> Option<usize> {
    let to = tree.children_by(word, &["mark"]).find(|&m| tree.lemma_in(m, &["to"]));
    let relations = [relation];
    let mut own = tree
        .children_by(word, &relations)
        .filter(|&o| to.is_none_or(|to| o > to));
    let first = own.next()?;
    Some(own.fold(first, |last, next| {
        if next == last + 1 && tree.is_nominal(next) {
            next
        } else {
            last
        }
    }))
}

fn suffering(tree: &Tree, word: usize) -> Option<usize> {
    let noun = tree
        .head(word)
        .filter(|_| matches!(tree.relation(word), "acl" | "amod") && is_past_participle(tree, word));
    let own = tree.child(word, &["nsubj"]).map(|s| antecedent(tree, s));
    own.or(noun).or_else(|| surface(tree, word))
}

/// *Raided and burned the town*: the town hangs on either verb.
fn shared(tree: &Tree, word: usize) -> Option<usize> {
    let first = tree.head(word).filter(|_| tree.is(word, "conj"));
    let later = first.and_then(|f| tree.children_by(f, &["obj"]).find(|&o| o > word));
    let next = tree
        .children_by(word, &["conj"])
        .filter(|&c| tree.child(c, &["nsubj"]).is_none());
    let adjacent = |c: &usize| *c == word + 2;
    later.or_else(|| next.filter(adjacent).find_map(|c| tree.child(c, &["obj"])))
}

/// *The town Peru raided*: a relative clause with a subject of its own and no pronoun.
fn gap(tree: &Tree, word: usize) -> Option<usize> {
    let subject = tree.child(word, &["nsubj"])?;
    let whole = antecedent(tree, subject) == subject && tree.child(word, &["obl", "ccomp", "xcomp", "cop"]).is_none();
    tree.head(word).filter(|_| whole && tree.relation(word) == "acl:relcl")
}

/// To or for whom it is done: *sent Peru aid*, *sent aid to Peru*.
pub(in super::super) fn indirect(tree: &Tree, word: usize) -> Option<usize> {
    let own = tree
        .child(word, &["iobj"])
        .filter(|_| tree.child(word, &["obj"]).is_some() || is_passive(tree, word));
    own.or_else(|| after(tree, word, "to").find(|&w| tree.is_nominal(w)))
        .or_else(|| after(tree, word, "for").find(|&w| tree.is_nominal(w)))
        .map(|o| antecedent(tree, o))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn objects_that_stand_elsewhere() {
        let page = Page::new(
            "Peru/PROPN/2/nsubj raided:raid/VERB/0/root and/CCONJ/4/cc burned:burn/VERB/2/conj the/DET/6/det town/NOUN/2/obj\n\
             the/DET/2/det town/NOUN/0/root Peru/PROPN/4/nsubj raided:raid/VERB/2/acl:relcl\n\
             troops:troop/NOUN/0/root sent:send/VERB/1/acl to/ADP/4/case Peru/PROPN/2/obl",
        );
        let tree = page.tree();
        assert_eq!(object(&tree, 1), Some(5));
        assert_eq!(object(&tree, 3), Some(5));
        assert_eq!(object(&tree, 9), Some(7));
        assert_eq!(indirect(&tree, 11), Some(13));
    }

    #[test]
    fn a_second_subject_is_an_object() {
        let page = Page::new(
            "Peru/PROPN/2/nsubj:pass freed:free/VERB/0/root two/NUM/4/nummod Chileans:Chilean/PROPN/2/nsubj:pass",
        );
        assert!(!is_passive(&page.tree(), 1));
        assert_eq!(object(&page.tree(), 1), Some(3));
    }
}
