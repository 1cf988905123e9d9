//! Pronouns of the third person, by salience after Lappin and Leass, *An algorithm for pronominal anaphora resolution*
//! (Computational Linguistics 20, 1994): who was last the subject of a clause is most likely meant.

use super::sets;
use crate::resolve::entities::chains::Chains;
use crate::resolve::entities::mention::{Kind, Mention, Pronoun};
use crate::resolve::entities::scene::Scene;
use crate::resolve::entities::traits::{Being, Number};
use crate::tree::Tree;
use demarche_types::{Form, Upos};
use std::collections::VecDeque;

/// How many sentences back who is meant may stand.
const SENTENCES: usize = 3;

/// How much of its salience a mention keeps from one sentence to the next.
const KEPT: f64 = 0.5;

/// What being named adds, and being in the singular takes from a body that is called *they*.
const NAMED: f64 = 30.0;

/// What each further mention adds.
const AGAIN: f64 = 5.0;

/// A mention that a pronoun may take up.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    mention: usize,
    sentence: usize,
    weight: f64,
    /// Whether it stands for all who are coordinated with it.
    pub(super) all: bool,
}

/// Joins pronouns of the third person with the most salient that agrees.
pub(super) fn join(scene: &Scene, chains: &mut Chains) {
    let mut recent: VecDeque<Candidate> = VecDeque::new();
    for (i, mention) in scene.mentions.iter() {
        let sentence = scene.tree.segments.sentence_of(mention.head);
        while recent.front().is_some_and(|c| c.sentence + SENTENCES < sentence) {
            recent.pop_front();
        }
        if is_open(scene, chains, i, mention) {
            resolve(scene, chains, &recent, i, sentence);
        }
        let weight = weight(scene.tree, mention);
        recent.push_back(Candidate {
            mention: i,
            sentence,
            weight,
            all: false,
        });
        if sets::opens_list(scene, mention) {
            recent.push_back(Candidate {
                mention: i,
                sentence,
                weight,
                all: true,
            });
        }
    }
}

/// A pronoun of the third person that nothing has resolved.
fn is_open(scene: &Scene, chains: &Chains, i: usize, mention: &Mention) -> bool {
    match mention.pronoun() {
        Some(Pronoun::It) => chains.members(i).len() == 1 && !is_empty(scene.tree, mention.head),
        // What he says holds his *I*, which is joined to him before anybody knows who he is.
        Some(Pronoun::Person(_)) => chains.has_only_pronouns(i),
        Some(Pronoun::They) => chains.members(i).len() == 1,
        _ => false,
    }
}

/// *It* that stands for nothing: *it is likely that …*, *it rained*.
fn is_empty(tree: &Tree, word: usize) -> bool {
    const SEEMS: [&str; 8] = [
        "seem",
        "appear",
        "happen",
        "rain",
        "snow",
        "emerge",
        "transpire",
        "take",
    ];
    const JUDGES: [&str; 30] = [
        "likely",
        "unlikely",
        "possible",
        "impossible",
        "clear",
        "unclear",
        "important",
        "necessary",
        "essential",
        "vital",
        "crucial",
        "difficult",
        "hard",
        "easy",
        "true",
        "obvious",
        "evident",
        "apparent",
        "good",
        "bad",
        "better",
        "wrong",
        "right",
        "time",
        "shame",
        "pity",
        "worth",
        "imperative",
        "inevitable",
        "critical",
    ];
    let Some(governor) = tree.head(word).filter(|_| tree.is(word, "nsubj")) else {
        return false;
    };
    let has_clause = tree.child(governor, &["csubj", "ccomp", "xcomp", "advcl"]).is_some();
    has_clause && (tree.lemma_in(governor, &SEEMS) || tree.lemma_in(governor, &JUDGES))
}

/// How salient the place of a mention in its clause makes it.
fn weight(tree: &Tree, mention: &Mention) -> f64 {
    let role = match tree.relation(mention.head) {
        "nsubj" | "nsubj:pass" | "nsubj:outer" => 80.0 + 80.0,
        "obj" => 50.0 + 80.0,
        "iobj" | "obl:agent" => 40.0 + 80.0,
        "obl" => 40.0 + 50.0,
        "nmod:poss" => 60.0,
        "root" => 90.0,
        "appos" | "conj" => 60.0,
        _ => 30.0,
    };
    let named = if matches!(mention.kind, Kind::Name(_)) {
        NAMED
    } else {
        0.0
    };
    role + named
}

fn resolve(scene: &Scene, chains: &mut Chains, recent: &VecDeque<Candidate>, i: usize, sentence: usize) {
    let mention = scene.mentions.get(i);
    let mut scores: Vec<(usize, bool, usize, f64)> = Vec::new();
    for candidate in recent.iter().filter(|c| is_candidate(scene, chains, c, i)) {
        let distance = i32::try_from(sentence - candidate.sentence).unwrap_or(i32::MAX);
        let gained = (100.0 + candidate.weight) * KEPT.powi(distance) * fit(scene, chains, candidate, mention);
        let root = chains.root(candidate.mention);
        match scores.iter_mut().find(|s| s.0 == root && s.1 == candidate.all) {
            Some(score) => {
                score.2 = candidate.mention;
                score.3 = score.3.max(gained) + AGAIN;
            }
            None => scores.push((root, candidate.all, candidate.mention, gained)),
        }
    }
    // Of equals the later one.
    let Some(&(_, all, best, _)) = scores.iter().max_by(|a, b| a.3.total_cmp(&b.3).then(a.2.cmp(&b.2))) else {
        return;
    };
    if all {
        chains.set_several(i, sets::list(scene, best));
    } else if let Some(members) = chains.several(best).map(<[usize]>::to_vec) {
        chains.set_several(i, members);
    } else {
        chains.join(best, i);
    }
}

fn is_candidate(scene: &Scene, chains: &Chains, candidate: &Candidate, i: usize) -> bool {
    let (other, mention) = (scene.mentions.get(candidate.mention), scene.mentions.get(i));
    let unknown = chains.has_only_pronouns(candidate.mention) && chains.several(candidate.mention).is_none();
    !unknown
        && agrees(scene, chains, candidate, i)
        && !other.words.contains(&mention.head)
        && !is_inside(scene.tree, mention.head, other.head)
        && (candidate.all || !share_clause(scene.tree, other, mention))
        && !is_own_speaker(scene, chains, candidate.mention, mention)
}

fn agrees(scene: &Scene, chains: &Chains, candidate: &Candidate, i: usize) -> bool {
    let (traits, pronoun) = (chains.traits(candidate.mention), scene.mentions.get(i).pronoun());
    let several = candidate.all || chains.several(candidate.mention).is_some();
    match pronoun {
        Some(Pronoun::Person(gender)) => {
            let one = traits.number != Some(Number::Plural) && !several;
            one && traits.being == Some(Being::Person) && traits.gender.is_none_or(|g| g == gender)
        }
        Some(Pronoun::It) => traits.number != Some(Number::Plural) && traits.being != Some(Being::Person) && !several,
        Some(Pronoun::They) => {
            let group = matches!(traits.being, Some(Being::Body | Being::State));
            several || traits.number == Some(Number::Plural) || group
        }
        _ => false,
    }
}

/// How well a pronoun fits, beyond agreement: *they* is seldom one body, *it* seldom a place.
fn fit(scene: &Scene, chains: &Chains, candidate: &Candidate, pronoun: &Mention) -> f64 {
    let traits = chains.traits(candidate.mention);
    let several = candidate.all || chains.several(candidate.mention).is_some();
    match pronoun.pronoun() {
        Some(Pronoun::They) if !several && traits.number != Some(Number::Plural) => 0.4,
        Some(Pronoun::It) if traits.being == Some(Being::Place) => 0.4,
        Some(Pronoun::It) if is_event(scene.tree, candidate, scene) => 0.6,
        _ => 1.0,
    }
}

/// A bare noun that says nothing of a being is most often an event or a matter.
fn is_event(tree: &Tree, candidate: &Candidate, scene: &Scene) -> bool {
    let mention = scene.mentions.get(candidate.mention);
    mention.kind == Kind::Nominal && mention.traits.being.is_none() && tree.upos(mention.head) == Upos::Noun
}

/// Whether a word stands in the phrase of another without a clause between: *his* in *the man beside his car*.
fn is_inside(tree: &Tree, word: usize, above: usize) -> bool {
    let clause = |w: usize| matches!(tree.upos(w), Upos::Verb | Upos::Aux) || tree.is(w, "acl:relcl");
    std::iter::once(word)
        .chain(tree.ancestors(word))
        .take_while(|&w| w == above || !clause(w))
        .any(|w| w == above)
        && word != above
}

/// Whether both hang on one verb, as who does and whom it is done to: two, unless the pronoun reflects.
fn share_clause(tree: &Tree, other: &Mention, pronoun: &Mention) -> bool {
    let form = tree.form(pronoun.head);
    let reflects = form.ends_with("self") || form.ends_with("selves");
    let argument = |w: usize| ["nsubj", "obj", "iobj", "obl"].iter().any(|r| tree.is(w, r));
    let both = argument(other.head) && argument(pronoun.head);
    both && !reflects && tree.head(other.head).is_some() && tree.head(other.head) == tree.head(pronoun.head)
}

/// Whether the pronoun stands in what the other says word for word: he would say *I*.
fn is_own_speaker(scene: &Scene, chains: &Chains, other: usize, pronoun: &Mention) -> bool {
    let utterance = scene.speech.at(pronoun.head).filter(|u| u.form == Form::Direct);
    utterance
        .and_then(|u| u.speaker)
        .is_some_and(|speaker| chains.same(speaker, other))
}
