//! What is told of things to come, where the cue says no more than *said*: a threat, a refusal, a promise, an announcement.

use super::context::Context;
use super::draft::Draft;
use super::syntax::is_infinitive;
use crate::tree::Tree;
use crate::tree::phrase::is_negation;
use demarche_types::{Act, EntityKind, Upos};

/// What the main predicate of a content makes of it; `own` where its subject is who speaks.
pub(super) fn outlook(context: &Context, draft: &Draft, predicate: usize, own: bool) -> Option<Act> {
    let tree = &context.tree;
    let verb = tree.upos(predicate) == Upos::Verb && tree.child(predicate, &["expl"]).is_none();
    if !verb || tree.child(predicate, &["nsubj"]).is_none() || is_onlooker(tree, draft) {
        return None;
    }
    let helper = |lemmas: &[&str]| tree.has_child(predicate, &["aux"], lemmas);
    let ahead = helper(AHEAD) && !helper(&["have"]) || is_arranged(tree, predicate);
    let negated = tree.children(predicate).iter().any(|&c| is_negation(tree, c));
    if (ahead || helper(&["may", "might", "could"])) && !negated && is_hostile(tree, predicate) {
        return Some(Act::Threaten);
    }
    if negated && ahead && tree.lemma_in(predicate, YIELDING) {
        return Some(Act::Reject);
    }
    if own || !ahead && !has_decided(tree, predicate) {
        return None;
    }
    let pledges = ahead && is_state(tree, predicate) && !is_passive(tree, predicate) && !is_spokesman(tree, draft);
    Some(if pledges { Act::Promise } else { Act::Announce })
}

const AHEAD: &[&str] = &["will", "would", "shall", "'ll", "’ll"];

/// What is asked for, and turned down by who says that it will not be.
const YIELDING: &[&str] = &[
    "accept",
    "allow",
    "attend",
    "compromise",
    "concede",
    "lift",
    "meet",
    "negotiate",
    "permit",
    "recognise",
    "recognize",
    "release",
    "sign",
    "tolerate",
    "yield",
];

/// What is done to others against their will.
const HOSTILE: &[&str] = &[
    "annex",
    "attack",
    "avenge",
    "bomb",
    "crush",
    "destroy",
    "expel",
    "invade",
    "kill",
    "punish",
    "retaliate",
    "strike",
];

fn is_hostile(tree: &Tree, predicate: usize) -> bool {
    let measure = || {
        let mut met = tree.children_by(predicate, &["obj", "nsubj"]);
        met.any(|m| tree.lemma_in(m, MEASURES) && (tree.is(m, "obj") || is_passive(tree, predicate)))
    };
    tree.lemma_in(predicate, HOSTILE) || tree.lemma_in(predicate, IMPOSING) && measure()
}

/// How measures are taken against others.
const IMPOSING: &[&str] = &["extend", "impose", "order", "tighten", "widen"];
const MEASURES: &[&str] = &["blockade", "embargo", "quarantine", "sanction", "siege", "tariff"];

/// *Is expected to visit*, *is planned for March*.
fn is_arranged(tree: &Tree, predicate: usize) -> bool {
    let lemmas = ["expect", "plan", "schedule", "set", "slate"];
    tree.lemma_in(predicate, &lemmas)
        && is_passive(tree, predicate)
        && tree
            .children_by(predicate, &["xcomp", "ccomp", "obl"])
            .any(|c| c > predicate && (is_infinitive(tree, c) || tree.is_date(c) || tree.is(c, "obl")))
}

fn is_passive(tree: &Tree, predicate: usize) -> bool {
    let mut children = tree.children(predicate).iter();
    children.any(|&c| matches!(tree.relation(c), "aux:pass" | "nsubj:pass"))
}

/// *Has decided to admit*.
fn has_decided(tree: &Tree, predicate: usize) -> bool {
    tree.lemma_in(predicate, &["decide", "agree", "resolve"]) && tree.has_child(predicate, &["aux"], &["have"])
}

/// Whether a state does it: what its people say that it will do, it promises by them.
fn is_state(tree: &Tree, predicate: usize) -> bool {
    let Some(subject) = tree.child(predicate, &["nsubj"]) else {
        return false;
    };
    let names = &tree.reading.names;
    let at = names.partition_point(|n| n.words.end <= subject);
    let name = names.get(at).filter(|n| n.words.contains(&subject));
    name.is_some_and(|n| matches!(n.kind, EntityKind::State | EntityKind::Government))
}

/// Whether the source has a noun among its words.
fn calls(tree: &Tree, draft: &Draft, nouns: &[&str]) -> bool {
    let mut words = draft.source.clone().into_iter().flatten();
    words.any(|w| tree.lemma_in(w, nouns))
}

/// Who speaks for others.
fn is_spokesman(tree: &Tree, draft: &Draft) -> bool {
    let nouns = [
        "ambassador",
        "ministry",
        "office",
        "official",
        "source",
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "statement",
    ];
    calls(tree, draft, &nouns)
}

/// Who expects what others do, and can announce nothing.
fn is_onlooker(tree: &Tree, draft: &Draft) -> bool {
    let nouns = [
        "activist",
        "agency",
        "analyst",
        "critic",
        "diplomat",
        "economist",
        "expert",
        "group",
        "newspaper",
        "observer",
        "professor",
        "radio",
        "report",
        "researcher",
        "resident",
        "scientist",
        "study",
        "television",
        "witness",
    ];
    draft.source.is_none() || calls(tree, draft, &nouns)
}

#[cfg(test)]
mod tests {
    use crate::attribute::attribute;
    use crate::tree::page::Page;
    use demarche_types::{Act, EntityKind};

    fn act(notation: &str) -> Act {
        let page = Page::new(notation).named("Peru", EntityKind::State);
        let statements = attribute(&page.document, &page.segments, &page.reading);
        statements.first().expect("a statement").act
    }

    #[test]
    fn a_minister_promises_what_his_state_will_do() {
        let said = "minister/NOUN/2/nsubj said:say/VERB/0/root Peru/PROPN/5/nsubj will/AUX/5/aux stay/VERB/2/ccomp";
        assert_eq!(act(&format!("The/DET/2/det {}", shifted(said))), Act::Promise);
    }

    #[test]
    fn a_spokesman_announces_it() {
        let said = "spokesman/NOUN/2/nsubj said:say/VERB/0/root Peru/PROPN/5/nsubj will/AUX/5/aux stay/VERB/2/ccomp";
        assert_eq!(act(&format!("A/DET/2/det {}", shifted(said))), Act::Announce);
    }

    #[test]
    fn force_to_come_is_threatened() {
        let said = "ruler/NOUN/2/nsubj said:say/VERB/0/root Peru/PROPN/5/nsubj may/AUX/5/aux retaliate/VERB/2/ccomp";
        assert_eq!(act(&format!("The/DET/2/det {}", shifted(said))), Act::Threaten);
    }

    #[test]
    fn what_will_not_be_granted_is_turned_down() {
        let said = "minister/NOUN/2/nsubj said:say/VERB/0/root Peru/PROPN/6/nsubj will/AUX/6/aux not/PART/6/advmod \
                    accept/VERB/2/ccomp it/PRON/6/obj";
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(act(&format!("The/DET/2/det {}", shifted(&said))), Act::Reject);
    }

    #[test]
    fn an_analyst_expects() {
        let said = "analyst/NOUN/2/nsubj said:say/VERB/0/root Peru/PROPN/5/nsubj will/AUX/5/aux stay/VERB/2/ccomp";
        assert_eq!(act(&format!("An/DET/2/det {}", shifted(said))), Act::Assert);
    }

    /// The heads of a sentence behind one more word.
    fn shifted(notation: &str) -> String {
        let word = |word: &str| {
            let mut fields: Vec<String> = word.split('/').map(str::to_owned).collect();
            let head: usize = fields[2].parse().expect("a head");
            fields[2] = if head == 0 { 0 } else { head + 1 }.to_string();
            fields.join("/")
        };
        notation.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }
}
