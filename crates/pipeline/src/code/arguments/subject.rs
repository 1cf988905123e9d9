//! Whose predicate it is: its own subject, or the one that the words above lend it.

use super::LONGEST_CHAIN;
use super::object::object;
use super::owner::possessor;
use super::voice::{is_gerund, is_infinitive, is_passive};
use crate::tree::Pieces;
use crate::tree::Tree;
use demarche_types::{EntityKind, Upos};

/// The subject as the tree has it, of the passive the one that suffers it: its own, that of the verb it is coordinated with,
/// that of the verb that controls or raises it (*is expected to visit*, *urged Peru to leave*, *accused of raiding*), or the
/// noun that a participle or a relative clause modifies. *Kenya* and not *the point* of *the point is that Kenya must leave*.
pub(in super::super) fn surface(tree: &Tree, word: usize) -> Option<usize> {
    climb(tree, word, 0)
}

fn climb(tree: &Tree, word: usize, depth: usize) -> Option<usize> {
    if depth > LONGEST_CHAIN {
        return None;
    }
    let own = tree
        .children_by(word, &["nsubj"])
        .find(|&s| tree.relation(s) != "nsubj:outer")
        .or_else(|| raised(tree, word))
        .or_else(|| beside_date(tree, word))
        .or_else(|| stranded(tree, word))
        .or_else(|| willing(tree, word));
    if let Some(own) = own {
        return Some(antecedent(tree, own));
    }
    if let Some(main) = tree.continued(word) {
        return climb(tree, main, depth + 1);
    }
    let above = tree.head(word)?;
    match tree.relation(word).split(':').next()? {
        "conj" if !tree.is_nominal(above) || tree.child(above, &["nsubj", "cop"]).is_some() => {
            climb(tree, above, depth + 1)
        }
        "conj" => None,
        "xcomp" | "csubj" => controller(tree, above, depth),
        "ccomp" if is_infinitive(tree, word) => controller(tree, above, depth),
        "advcl" => adverbial(tree, word, above, depth),
        "acl" => adnominal(tree, word, above, depth),
        _ => None,
    }
}

/// The object before *to*, in trees that hang *Peru* of *urged Peru to leave* on the infinitive.
fn raised(tree: &Tree, word: usize) -> Option<usize> {
    let to = tree.children_by(word, &["mark"]).find(|&m| tree.lemma_in(m, &["to"]))?;
    tree.children_by(word, &["obj", "iobj"]).find(|&o| o < to)
}

/// *It* of *it was willing to talk*, which trees take for nobody.
fn willing(tree: &Tree, word: usize) -> Option<usize> {
    let wills = tree.lemma_in(
        word,
        &["determined", "prepared", "ready", "reluctant", "unwilling", "willing"],
    );
    tree.children_by(word, &["expl"]).next().filter(|_| wills)
}

/// *Peru* of *Peru met Chile*, in trees that take the one for a part of the other's name, across the verb.
fn stranded(tree: &Tree, word: usize) -> Option<usize> {
    let objects = tree.children_by(word, &["obj"]).filter(|&o| o > word);
    let mut before = objects.flat_map(|o| tree.children_by(o, &["compound", "flat", "nmod"]));
    before.find(|&c| c < word && tree.is_nominal(c) && tree.child(c, &["case"]).is_none())
}

/// *Peru* of *In 1879 Peru …*, which trees hang on the year.
fn beside_date(tree: &Tree, word: usize) -> Option<usize> {
    if tree.morphology(word).feature("VerbForm") != Some("Fin") || tree.is(word, "conj") {
        return None;
    }
    let date = tree
        .children_by(word, &["obl"])
        .find(|&c| c < word && tree.is_date(c))?;
    tree.children_by(date, &["appos", "nmod", "flat"])
        .filter(|&c| !tree.is_date(c) && tree.child(c, &["case"]).is_none())
        .last()
}

/// Whoever a verb makes the subject of its complement: its object, or else its own subject.
fn controller(tree: &Tree, above: usize, depth: usize) -> Option<usize> {
    if let Some(object) = object_control(tree, above) {
        return Some(object);
    }
    climb(tree, above, depth + 1)
}

/// The object of *urged Peru to leave*, the phrase of *called on Peru to leave*; not that of *promised Peru to leave*.
fn object_control(tree: &Tree, above: usize) -> Option<usize> {
    if is_passive(tree, above) || tree.lemma_in(above, SUBJECT_CONTROL) {
        return None;
    }
    let phrase = || tree.children_by(above, &["obl"]).find(|&c| calls_on(tree, above, c));
    tree.child(above, &["obj", "iobj"])
        .or_else(phrase)
        .map(|o| antecedent(tree, o))
}

fn calls_on(tree: &Tree, verb: usize, phrase: usize) -> bool {
    tree.lemma_in(verb, &["call", "appeal", "prevail", "plead"])
        && tree.has_child(phrase, &["case"], &["on", "upon", "to", "with"])
        && tree.is_nominal(phrase)
}

/// Verbs whose object does not do what the infinitive says.
const SUBJECT_CONTROL: &[&str] = &["promise", "threaten", "pledge", "vow", "offer", "use", "take"];

/// A clause beside the main one: *accusing …*, *to avert …*, *of raiding*.
fn adverbial(tree: &Tree, word: usize, above: usize, depth: usize) -> Option<usize> {
    let marks: Vec<usize> = tree.children_by(word, &["mark", "case"]).collect();
    let marked = |lemmas: &[&str]| marks.iter().any(|&m| tree.lemma_in(m, lemmas));
    if marked(OBJECT_MARKS) && is_gerund(tree, word) && !is_passive(tree, above) {
        return object(tree, above).or_else(|| climb(tree, above, depth + 1));
    }
    if is_infinitive(tree, word) {
        return controller(tree, above, depth);
    }
    let shares = is_gerund(tree, word) || is_passive(tree, word) || marked(OBJECT_MARKS);
    shares.then(|| climb(tree, above, depth + 1)).flatten()
}

/// Prepositions after which a gerund is the object's act: *accused Peru of raiding*, *stop it from leaving*.
const OBJECT_MARKS: &[&str] = &["of", "from", "for", "into"];

/// A clause that modifies a noun: *troops attacking …*, *a plan to attack*, *the state that attacked*.
fn adnominal(tree: &Tree, word: usize, noun: usize, depth: usize) -> Option<usize> {
    if tree.relation(word) == "acl:relcl" {
        return None;
    }
    if !is_infinitive(tree, word) {
        return Some(noun);
    }
    let giver = tree.head(noun).filter(|_| tree.is(noun, "obj") || tree.is(noun, "obl"));
    let possessor = possessor(tree, noun);
    possessor.or_else(|| giver.and_then(|verb| climb(tree, verb, depth + 1)))
}

/// The noun that a relative pronoun stands for; any other word itself.
pub(in super::super) fn antecedent(tree: &Tree, word: usize) -> usize {
    let relative = tree.upos(word) == Upos::Pron && tree.lemma_in(word, &["who", "which", "that", "whom", "whose"]);
    if !relative {
        return word;
    }
    let clause = tree.ancestors(word).take(LONGEST_CHAIN).find(|&w| tree.is(w, "acl"));
    let noun = clause
        .and_then(|c| tree.head(c))
        .filter(|&n| tree.is_nominal(n) && n < word);
    person_before(tree, word).or(noun).unwrap_or(word)
}

/// The person whose name ends right before *who*, whatever noun the tree hangs the clause on.
fn person_before(tree: &Tree, pronoun: usize) -> Option<usize> {
    if !tree.lemma_in(pronoun, &["who", "whom"]) {
        return None;
    }
    let last = (tree.sentence(pronoun).start..pronoun)
        .rev()
        .find(|&w| !tree.is_punctuation(w))?;
    let names = &tree.reading.names;
    let at = names.partition_point(|n| n.words.end <= last);
    let name = names
        .get(at)
        .filter(|n| n.kind == EntityKind::Person && n.words.end == last + 1)?;
    tree.top(&Pieces::from(name.words.clone()))
}

#[cfg(test)]
mod tests {
    use super::super::subject;
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn raising_and_control() {
        let page = Page::new(
            "Peru/PROPN/3/nsubj:pass is:be/AUX/3/aux:pass expected:expect/VERB/0/root to/PART/5/mark visit/VERB/3/xcomp\n\
             Peru/PROPN/2/nsubj urged:urge/VERB/0/root Chile/PROPN/2/obj to/PART/5/mark leave/VERB/2/xcomp\n\
             Peru/PROPN/2/nsubj accused:accuse/VERB/0/root Chile/PROPN/2/obj of/SCONJ/5/mark raiding:raid/VERB/2/advcl",
        );
        let tree = page.tree();
        assert_eq!(surface(&tree, 4), Some(0));
        assert_eq!(surface(&tree, 9), Some(7));
        assert_eq!(surface(&tree, 14), Some(12));
    }

    #[test]
    fn shared_and_relative_subjects() {
        let page = Page::new(
            "Peru/PROPN/2/nsubj left:leave/VERB/0/root ~,/PUNCT/4/punct accusing:accuse/VERB/2/advcl Chile/PROPN/4/obj\n\
             the/DET/2/det envoy/NOUN/6/nsubj who/PRON/4/nsubj raged:rage/VERB/2/acl:relcl then/ADV/6/advmod left:leave/VERB/0/root",
        );
        let tree = page.tree();
        assert_eq!(subject(&tree, 3), Some(0));
        assert_eq!(subject(&tree, 8), Some(6));
    }

    #[test]
    fn a_plan_is_its_owners() {
        let page = Page::new(
            "Peru/PROPN/3/nmod:poss ~'s/PART/1/case plan/NOUN/0/root to/PART/5/mark raid/VERB/3/acl Chile/PROPN/5/obj",
        );
        assert_eq!(surface(&page.tree(), 4), Some(0));
    }
}
