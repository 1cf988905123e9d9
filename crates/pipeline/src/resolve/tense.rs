//! On which side of the day of writing lies what a verb tells.

use crate::tree::Tree;
use demarche_times::Tense;
use demarche_types::Upos;

/// Verbs whose infinitive tells a plan: *is expected to meet*.
const PLANS: &[&str] = &[
    "aim", "expect", "due", "go", "hope", "intend", "plan", "prepare", "project", "schedule", "set", "slate",
];

/// Auxiliaries that say what is only possible, or what was to come in a past that may be long ago.
const MODALS: &[&str] = &["would", "could", "may", "might", "must", "should", "can", "'d", "’d"];

/// Verbs whose participle in *-ing* tells when something begins or ends, whatever the tense above: *the term ending in May*.
const TERMS: &[&str] = &["begin", "commence", "end", "expire", "mature", "open", "run", "start"];

/// How far up the tree the verb may stand.
const REACH: usize = 12;

/// The tense of the verb that governs a word, *had* and *has* being past; `None` where no verb does, or where what it tells
/// may lie on either side.
pub(crate) fn tense(tree: &Tree<'_>, word: usize) -> Option<Tense> {
    let predicate = predicate_above(tree, word)?;
    of_predicate(tree, predicate, REACH)
}

/// The tense of a verb itself, by the same rules.
pub(crate) fn tense_of(tree: &Tree<'_>, predicate: usize) -> Option<Tense> {
    of_predicate(tree, predicate, REACH)
}

/// The nearest word above that a clause is built on.
pub(crate) fn predicate_above(tree: &Tree<'_>, word: usize) -> Option<usize> {
    tree.ancestors(word)
        .take(REACH)
        .find(|&above| is_predicate(tree, above))
}

fn is_predicate(tree: &Tree<'_>, word: usize) -> bool {
    matches!(tree.upos(word), Upos::Verb | Upos::Aux) || tree.child(word, &["cop", "aux"]).is_some()
}

fn of_predicate(tree: &Tree<'_>, predicate: usize, reach: usize) -> Option<Tense> {
    let auxiliaries: Vec<usize> = tree.children_by(predicate, &["aux", "cop"]).collect();
    let has = |lemmas: &[&str]| {
        let mut any = auxiliaries.iter();
        any.any(|&aux| tree.lemma_in(aux, lemmas))
    };
    if has(&["will", "shall", "'ll", "’ll", "wo"]) {
        return Some(Tense::Future);
    }
    if has(MODALS) {
        return None;
    }
    let form = |word: usize, name: &str, value: &str| tree.morphology(word).feature(name) == Some(value);
    let finite = |word: usize| form(word, "VerbForm", "Fin");
    if let Some(&first) = auxiliaries.iter().find(|&&aux| finite(aux)) {
        return Some(if form(first, "Tense", "Past") || tree.lemma_in(first, &["have"]) {
            Tense::Past
        } else {
            Tense::Present
        });
    }
    if finite(predicate) {
        return Some(if form(predicate, "Tense", "Past") {
            Tense::Past
        } else {
            Tense::Present
        });
    }
    let above = || predicate_above(tree, predicate).filter(|_| reach > 0);
    let infinitive = |word: usize| form(word, "VerbForm", "Inf");
    if infinitive(predicate) || auxiliaries.iter().any(|&aux| infinitive(aux)) {
        return above().and_then(|above| of_infinitive(tree, above, reach - 1));
    }
    if form(predicate, "Tense", "Past") {
        return of_participle(tree, predicate, reach);
    }
    if tree.lemma_in(predicate, TERMS) {
        return None;
    }
    above().and_then(|above| of_predicate(tree, above, reach - 1))
}

/// What an infinitive under this verb tells: a plan, unless the planning itself is past.
fn of_infinitive(tree: &Tree<'_>, above: usize, reach: usize) -> Option<Tense> {
    let planned = tree.lemma_in(above, PLANS);
    match of_predicate(tree, above, reach)? {
        Tense::Past => None,
        Tense::Present => planned.then_some(Tense::Future),
        Tense::Future => Some(Tense::Future),
    }
}

/// What a bare participle tells: what the verb above tells has followed it, *men arrested in May were charged*. Under a
/// verb in the present tense it tells a plan if it names one, *talks planned for May*; else nobody knows, *taxes filed in May
/// are lower*.
fn of_participle(tree: &Tree<'_>, participle: usize, reach: usize) -> Option<Tense> {
    let planned = tree.lemma_in(participle, PLANS) && !tree.lemma_in(participle, &["set"]);
    let above = predicate_above(tree, participle).filter(|_| reach > 0)?;
    match of_predicate(tree, above, reach - 1)? {
        Tense::Past => (!planned).then_some(Tense::Past),
        Tense::Present | Tense::Future => planned.then_some(Tense::Future),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    fn tense_at(notation: &str, word: &str) -> Option<Tense> {
        let page = Page::new(notation);
        tense(&page.tree(), page.find(word).start)
    }

    #[test]
    fn finite_verbs() {
        let met = "They/PRON/2/nsubj met:meet/VERB/0/root/Tense=Past|VerbForm=Fin in/ADP/4/case May/PROPN/2/obl";
        assert_eq!(tense_at(met, "May"), Some(Tense::Past));
        let have = "They/PRON/3/nsubj have/AUX/3/aux/Tense=Pres|VerbForm=Fin met:meet/VERB/0/root/Tense=Past|VerbForm=Part \
            since/ADP/5/case May/PROPN/3/obl";
        assert_eq!(tense_at(have, "May"), Some(Tense::Past));
        let will =
            "They/PRON/3/nsubj will/AUX/3/aux/VerbForm=Fin meet/VERB/0/root/VerbForm=Inf in/ADP/5/case May/PROPN/3/obl";
        assert_eq!(tense_at(will, "May"), Some(Tense::Future));
        let would = will.replace("will", "would");
        assert_eq!(tense_at(&would, "May"), None);
    }

    #[test]
    fn plans() {
        let plan = "They/PRON/2/nsubj plan/VERB/0/root/Tense=Pres|VerbForm=Fin to/PART/4/mark meet/VERB/2/xcomp/VerbForm=Inf \
            in/ADP/6/case May/PROPN/4/obl";
        assert_eq!(tense_at(plan, "May"), Some(Tense::Future));
        assert_eq!(
            tense_at(&plan.replace("Pres", "Past"), "May"),
            None,
            "who planned may have met"
        );
        assert_eq!(tense_at(&plan.replace("plan/", "fail/"), "May"), None);
    }

    #[test]
    fn participles() {
        let filed = "Claims/NOUN/5/nsubj filed:file/VERB/1/acl/Tense=Past|VerbForm=Part in/ADP/4/case May/PROPN/2/obl \
            fail/VERB/0/root/Tense=Pres|VerbForm=Fin";
        assert_eq!(tense_at(filed, "May"), None);
        assert_eq!(tense_at(&filed.replace("Pres", "Past"), "May"), Some(Tense::Past));
        let planned = filed.replace("filed:file", "planned:plan");
        assert_eq!(tense_at(&planned, "May"), Some(Tense::Future));
    }

    #[test]
    fn terms() {
        let ending = "Terms/NOUN/5/nsubj ending:end/VERB/1/acl/VerbForm=Ger in/ADP/4/case May/PROPN/2/obl \
            lapsed:lapse/VERB/0/root/Tense=Past|VerbForm=Fin";
        assert_eq!(tense_at(ending, "May"), None);
    }

    #[test]
    fn infinitives_of_the_passive() {
        let held = "Talks/NOUN/4/nsubj to/PART/4/mark be/AUX/4/aux:pass/VerbForm=Inf \
            held:hold/VERB/0/root/Tense=Past|VerbForm=Part in/ADP/6/case May/PROPN/4/obl";
        assert_eq!(tense_at(held, "May"), None);
    }

    #[test]
    fn no_verb_no_tense() {
        assert_eq!(
            tense_at("Talks/NOUN/0/root in/ADP/3/case May/PROPN/1/nmod", "May"),
            None
        );
    }
}
