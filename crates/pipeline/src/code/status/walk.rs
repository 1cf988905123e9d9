//! What the words above an event say of it.

use super::super::arguments::is_infinitive;
use super::Status;
use super::lexicon::{Complement, Effect, Lexicon, Part};
use super::own;
use crate::tree::Tree;
use demarche_types::Upos;

/// Goes up from the word as far as what stands above decides anything.
pub(super) fn up(tree: &Tree, from: usize, status: &mut Status) {
    let mut word = from;
    while let Some(above) = tree.head(word) {
        if step(tree, word, above, status) == Onward::Stop {
            return;
        }
        word = above;
    }
}

/// Whether what stands further above still decides.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Onward {
    Go,
    Stop,
}

fn step(tree: &Tree, word: usize, above: usize, status: &mut Status) -> Onward {
    let relation = tree.relation(word);
    match relation.split(':').next().unwrap_or_default() {
        _ if relation == "acl:relcl" => Onward::Stop,
        "parataxis" | "appos" | "list" | "vocative" | "discourse" | "dislocated" => Onward::Stop,
        "conj" => coordinated(tree, word, above, status),
        "compound" | "flat" | "nmod" if tree.upos(above) == Upos::Propn => Onward::Stop,
        "advcl" if is_means(tree, word) => {
            inherit(tree, above, status);
            Onward::Go
        }
        _ => match complement(tree, word) {
            Some(complement) => embedded(tree, word, above, complement, status),
            None => Onward::Stop,
        },
    }
}

/// How a word stands under the one above; `None` where it does not depend on it for what it tells: *after it raided*.
fn complement(tree: &Tree, word: usize) -> Option<Complement> {
    let gerund = tree.form(word).to_lowercase().ends_with("ing")
        && tree.upos(word) == Upos::Verb
        && tree.child(word, &["aux"]).is_none();
    match tree.relation(word).split(':').next()? {
        "ccomp" | "csubj" | "xcomp" | "advcl" | "acl" if is_infinitive(tree, word) => Some(Complement::Infinitive),
        "xcomp" | "ccomp" | "csubj" | "advcl" | "acl" if gerund && after_from(tree, word) => Some(Complement::From),
        "xcomp" | "ccomp" | "csubj" | "advcl" if gerund => Some(Complement::Gerund),
        "ccomp" | "csubj" | "xcomp" => Some(Complement::Clause),
        "acl" if tree.has_child(word, &["mark"], &["that"]) => Some(Complement::Clause),
        "acl" if tree.child(word, &["mark", "case"]).is_some() => Some(Complement::Gerund),
        "obj" | "iobj" | "nsubj" | "compound" => Some(Complement::Noun),
        "obl" | "nmod" if !tree.has_child(word, &["case"], APART) => Some(Complement::Noun),
        _ => None,
    }
}

/// *By raiding* of *sought revenge by raiding*: how something is done, which is as real as what is done by it.
fn is_means(tree: &Tree, word: usize) -> bool {
    tree.has_child(word, &["mark", "case"], &["by"])
}

/// *From visiting* of *stopped it from visiting*.
fn after_from(tree: &Tree, gerund: usize) -> bool {
    tree.has_child(gerund, &["mark", "case"], &["from"])
}

/// Prepositions whose phrase tells of another time, or of a cause.
const APART: &[&str] = &[
    "after",
    "before",
    "since",
    "during",
    "follow",
    "following",
    "despite",
    "amid",
    "because",
    "until",
    "ahead",
];

/// A second predicate shares the modality of the first where it has none and no subject of its own.
fn coordinated(tree: &Tree, word: usize, above: usize, status: &mut Status) -> Onward {
    let shares = tree.child(word, &["nsubj", "aux", "cop"]).is_none() && !differs(tree, word, above);
    if shares {
        own::word(tree, above, status);
    }
    Onward::Go
}

/// Whether a verb is finite beside one that is not: *will leave and said*.
fn differs(tree: &Tree, word: usize, above: usize) -> bool {
    let form = |w: usize| tree.morphology(w).feature("VerbForm");
    form(word) == Some("Fin") && form(above) != Some("Fin")
}

fn embedded(tree: &Tree, word: usize, above: usize, complement: Complement, status: &mut Status) -> Onward {
    let Some(effect) =
        effect(tree, above, complement).filter(|&e| e == Effect::Plain || tree.relation(word) != "nsubj")
    else {
        return unknown(tree, word, above, complement, status);
    };
    match effect {
        Effect::Fact => return Onward::Stop,
        Effect::Plain => {}
        Effect::Asked | Effect::Future | Effect::Hypothetical | Effect::Negated => {
            status.apply(above, effect);
            status.future |= looks_forward(tree, word, complement, effect);
        }
    }
    own::word(tree, above, status);
    if complement == Complement::Clause {
        Onward::Stop
    } else {
        Onward::Go
    }
}

/// What is wanted, feared or asked lies ahead, where it is no clause in the past.
fn looks_forward(tree: &Tree, word: usize, complement: Complement, effect: Effect) -> bool {
    let perfect = tree.has_child(word, &["aux"], &["have"]);
    match effect {
        Effect::Hypothetical | Effect::Asked => complement != Complement::Clause && !perfect,
        _ => false,
    }
}

/// What a word of the list does to what stands under it so.
fn effect(tree: &Tree, above: usize, complement: Complement) -> Option<Effect> {
    let part = match tree.upos(above) {
        Upos::Verb | Upos::Aux => Part::Verb,
        Upos::Noun => Part::Noun,
        Upos::Adj => Part::Adjective,
        _ => return None,
    };
    Lexicon::embedded().effect(part, &tree.lemma(above), complement)
}

/// Under a word that is not listed: a purpose is not yet fact; a noun with an article of its own is, a bare one shares the
/// status of its clause; a clause is what somebody says, and told as such.
fn unknown(tree: &Tree, word: usize, above: usize, complement: Complement, status: &mut Status) -> Onward {
    match complement {
        Complement::Clause => Onward::Stop,
        Complement::Infinitive => {
            let mark = tree.children_by(word, &["mark", "aux"]).next().unwrap_or(word);
            status.apply(mark, Effect::Hypothetical);
            status.future = true;
            Onward::Stop
        }
        Complement::Gerund | Complement::From => {
            inherit(tree, above, status);
            Onward::Go
        }
        Complement::Noun if is_definite(tree, word) => Onward::Stop,
        Complement::Noun => {
            inherit(tree, above, status);
            Onward::Go
        }
    }
}

/// A clause that may be or is to be makes what is in it possible; one that is not makes nothing of it.
fn inherit(tree: &Tree, above: usize, status: &mut Status) {
    let mut own = Status::default();
    own::word(tree, above, &mut own);
    let first = own.operators.first().copied();
    if let Some((word, _)) = first.filter(|_| own.future || own.hypothetical || own.negation) {
        status.future |= own.future;
        status.apply(word, Effect::Hypothetical);
    }
}

/// *The raid*, *its raid*, *Peru's raid*, *this raid*: one that is known.
fn is_definite(tree: &Tree, noun: usize) -> bool {
    let determined = tree.has_child(noun, &["det"], &["the", "this", "that", "these", "those", "both"]);
    determined || tree.children(noun).iter().any(|&c| tree.relation(c) == "nmod:poss")
}
