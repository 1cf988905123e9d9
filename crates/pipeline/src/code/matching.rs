//! Which rules a word meets, and where their places lie in the tree.

use super::Scene;
use super::arguments::{
    after, antecedent, clause, indirect, is_infinitive, is_passive, joined, object, owners, subject, surface,
};
use super::claims::head_of;
use super::parties::{is_actor, is_state};
use super::rules::{Entry, Kind, Place, Rule, Step, Words};
use crate::tree::Tree;
use demarche_types::Upos;

/// A word that may carry an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    pub(super) word: usize,
    pub(super) kind: Kind,
    /// The verb that lends a noun its subject.
    pub(super) light: Option<usize>,
    /// The verb whose subject is party to a noun that tells on what occasion: *spoke on a visit*.
    pub(super) occasion: Option<usize>,
    /// The statement that does what the rule says, where no word does.
    pub(super) statement: Option<usize>,
}

impl Site {
    /// The word whose status is the event's.
    pub(super) fn governor(&self) -> usize {
        self.light.unwrap_or(self.word)
    }
}

/// The kind of rules that a word can meet by its part of speech.
pub(super) fn kind(scene: &Scene, word: usize) -> Option<Kind> {
    let tree = scene.tree;
    match tree.upos(word) {
        Upos::Verb if is_adjectival(scene, word) => Some(Kind::Adjective),
        Upos::Verb if !is_attribute(tree, word) => Some(Kind::Verb),
        Upos::Noun if !is_modifier(tree, word) => Some(Kind::Noun),
        Upos::Propn if !is_modifier(tree, word) && tree.relation(word) != "flat" => Some(Kind::Noun),
        Upos::Adj if is_predicate(tree, word) => Some(Kind::Adjective),
        _ => None,
    }
}

/// *Prepared* of *is prepared to talk*, which the reader takes for a passive.
fn is_adjectival(scene: &Scene, word: usize) -> bool {
    let form = scene.tree.form(word).to_lowercase();
    let predicated = is_passive(scene.tree, word) || scene.tree.child(word, &["cop"]).is_some();
    predicated && !scene.book.entries(Kind::Adjective, &form).is_empty()
}

/// *Bombing* in *tribute to bombing victims*, whatever the tree makes of it, and *united* in *a united front*.
fn is_attribute(tree: &Tree, word: usize) -> bool {
    let gerund = tree.form(word).to_lowercase().ends_with("ing");
    let after_to = word > 0 && tree.form(word - 1).eq_ignore_ascii_case("to");
    matches!(tree.relation(word), "amod" | "compound") || gerund && after_to
}

/// *Attack* in *attack helicopter* is none.
fn is_modifier(tree: &Tree, word: usize) -> bool {
    matches!(tree.relation(word), "compound" | "nmod:desc")
}

fn is_predicate(tree: &Tree, word: usize) -> bool {
    tree.child(word, &["cop", "nsubj"]).is_some() || !tree.is(word, "amod") && !tree.is(word, "compound")
}

/// The rules that a word meets, whatever stands around it, those that need most first.
pub(super) fn candidates<'b>(scene: &Scene<'b>, word: usize, kind: Kind) -> Vec<&'b Rule> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for entry in entries(scene, word, kind) {
        let partner = entry.partner.as_deref();
        if partner.is_none_or(|p| meets_partner(scene.tree, word, kind, p)) {
            let rule = scene.book.rule(entry.rule);
            let weight =
                2 * rule.needs.len() + 2 * usize::from(partner.is_some()) + usize::from(rule.negated == Some(true));
            found.push((weight, entry.rule));
        }
    }
    found.sort_by_key(|&(weight, rule)| (std::cmp::Reverse(weight), rule));
    found.into_iter().map(|(_, rule)| scene.book.rule(rule)).collect()
}

/// The entries of a word.
fn entries<'b>(scene: &Scene<'b>, word: usize, kind: Kind) -> &'b [Entry] {
    let lemma = if kind == Kind::Adjective {
        scene.tree.form(word).to_lowercase()
    } else {
        scene.tree.lemma(word)
    };
    scene.book.entries(kind, &lemma)
}

/// Whether the second word of an entry is there: a particle or preposition of a verb, a modifier of a noun. A verb with a
/// particle is another verb than the one with a preposition: *called up to a thousand men for training* asks for nothing.
fn meets_partner(tree: &Tree, word: usize, kind: Kind, partner: &str) -> bool {
    if kind == Kind::Noun {
        return tree
            .children_by(word, &["compound", "amod", "nmod"])
            .any(|c| is_word(tree, c, partner));
    }
    let mut particles = tree
        .children_by(word, &["compound"])
        .filter(|&c| tree.relation(c) == "compound:prt");
    let mut words = partner.split(' ');
    if particles.any(|particle| !words.clone().any(|p| is_word(tree, particle, p))) {
        return false;
    }
    words.all(|p| {
        let direct = tree.children_by(word, &["compound", "advmod", "obj", "xcomp", "obl", "case", "mark"]);
        direct.into_iter().any(|c| is_word(tree, c, p))
            || tree
                .children_by(word, &["obl", "nmod", "advcl", "ccomp", "xcomp"])
                .any(|c| opens(tree, c, p) && !tree.is_date(c))
    })
}

fn is_word(tree: &Tree, word: usize, lemma: &str) -> bool {
    tree.lemma_in(word, &[lemma]) || tree.form(word).eq_ignore_ascii_case(lemma)
}

fn opens(tree: &Tree, branch: usize, preposition: &str) -> bool {
    tree.children_by(branch, &["case", "mark"])
        .any(|c| is_word(tree, c, preposition))
}

/// The verb that a noun with *on* tells the occasion of, where the rule's light verbs have *on* among them.
pub(super) fn occasion(tree: &Tree, noun: usize, light: &Words) -> Option<usize> {
    let on = light.has("on") && tree.has_child(noun, &["case"], &["on"]);
    tree.head(noun)
        .filter(|&verb| on && tree.is(noun, "obl") && tree.upos(verb) == Upos::Verb)
}

/// The verb that lends a noun its subject: *held talks*, *talks were held*, *talks held in*, *embarked on a visit*.
pub(super) fn light_verb(tree: &Tree, noun: usize, light: &Words) -> Option<usize> {
    let noun = measured(tree, noun);
    let above = tree
        .head(noun)
        .filter(|_| ["obj", "obl", "nsubj:pass"].iter().any(|r| tree.is(noun, r)) && tree.relation(noun) != "nsubj");
    let participle = tree.children_by(noun, &["acl"]).find(|&c| is_passive(tree, c));
    above
        .into_iter()
        .chain(participle)
        .find(|&verb| is_light(tree, verb, light))
}

fn is_light(tree: &Tree, verb: usize, light: &Words) -> bool {
    let lemma = tree.lemma(verb);
    let with_partner = || light.partners(&lemma).any(|p| meets_partner(tree, verb, Kind::Verb, p));
    tree.upos(verb) == Upos::Verb && (light.has(&lemma) || with_partner())
}

/// *A round of talks* stands where *talks* does.
fn measured(tree: &Tree, noun: usize) -> usize {
    let coordinated = tree.head(noun).filter(|_| tree.is(noun, "conj"));
    let noun = coordinated.unwrap_or(noun);
    let measure = tree
        .head(noun)
        .filter(|&h| tree.is(noun, "nmod") && tree.lemma_in(h, MEASURES));
    measure.unwrap_or(noun)
}

/// Nouns that count or measure others.
const MEASURES: &[&str] = &[
    "batch", "campaign", "couple", "dozen", "flurry", "host", "hundred", "kind", "list", "lot", "number", "package",
    "raft", "range", "round", "series", "set", "slew", "sort", "spate", "string", "thousand", "wave",
];

/// The words at a place, in groups of which the first that names an actor counts.
pub(super) fn groups(scene: &Scene, site: &Site, place: &Place) -> Vec<Vec<usize>> {
    let mut steps = place.0.iter();
    let Some(first) = steps.next() else { return Vec::new() };
    let mut groups = first_step(scene, site, first);
    for step in steps {
        let further = groups
            .into_iter()
            .flatten()
            .flat_map(|word| later_step(scene, word, step));
        groups = further.collect();
    }
    groups.retain(|group| !group.is_empty());
    groups
}

fn first_step(scene: &Scene, site: &Site, step: &Step) -> Vec<Vec<usize>> {
    let tree = scene.tree;
    let one = |word: Option<usize>| vec![word.into_iter().collect()];
    match step {
        Step::Subject if site.kind == Kind::Noun => {
            one(site.light.map_or_else(|| predicated(tree, site), |v| subject(tree, v)))
        }
        Step::Subject if site.kind == Kind::Said => one(subject(tree, site.word)),
        Step::Subject if site.kind == Kind::Adjective => one(surface(tree, site.word)),
        Step::Preposition(p) => {
            let own: Vec<usize> = after(tree, site.word, p).collect();
            let lent = site.light.map(|v| after(tree, v, p).collect()).unwrap_or_default();
            vec![own, lent, borrowed(tree, site, p)]
        }
        Step::Clause if site.kind == Kind::Said => one(Some(site.word)),
        Step::Clause => one(clause(tree, site.word).or_else(|| clause(tree, site.light?))),
        Step::Speaker => one(speaker(scene, site)),
        Step::Addressee => one(addressee(scene, site)),
        Step::Words => vec![clause_words(tree, site)],
        Step::Subject | Step::Object | Step::IndirectObject | Step::Owner => {
            let own = later_step(scene, site.word, step);
            let lent = site
                .light
                .filter(|_| *step == Step::IndirectObject)
                .and_then(|v| indirect(tree, v));
            own.into_iter().chain(one(lent)).collect()
        }
    }
}

/// What the preposition joins to the verb right behind its object, where it rarely tells of anything but the object: *condemned
/// attacks against Chile*.
fn borrowed(tree: &Tree, site: &Site, preposition: &str) -> Vec<usize> {
    let noun = site.word;
    let verb = tree
        .head(noun)
        .filter(|_| site.kind == Kind::Noun && site.light.is_none() && tree.is(noun, "obj"));
    if !["against", "at", "between", "into", "on"].contains(&preposition) {
        return Vec::new();
    }
    let behind = |w: &usize| *w > noun && !tree.is_date(*w);
    verb.map(|v| joined(tree, v, preposition).filter(behind).collect())
        .unwrap_or_default()
}

/// The subject of a noun that is a predicate, or of the verb whose occasion it tells.
fn predicated(tree: &Tree, site: &Site) -> Option<usize> {
    let copular = tree.child(site.word, &["cop"]).and_then(|_| surface(tree, site.word));
    copular.or_else(|| subject(tree, site.occasion?))
}

fn later_step(scene: &Scene, word: usize, step: &Step) -> Vec<Vec<usize>> {
    let tree = scene.tree;
    let one = |word: Option<usize>| vec![word.into_iter().collect()];
    match step {
        Step::Subject => one(subject(tree, word)),
        Step::Object => one(object(tree, word)),
        Step::IndirectObject => one(indirect(tree, word)),
        Step::Clause => one(clause(tree, word)),
        Step::Owner => owners(tree, word),
        Step::Preposition(p) => vec![after(tree, word, p).collect()],
        Step::Speaker | Step::Addressee | Step::Words => Vec::new(),
    }
}

/// Whose statement the word stands in.
fn speaker(scene: &Scene, site: &Site) -> Option<usize> {
    let statement = site.statement.or_else(|| scene.claims.innermost(site.word))?;
    head_of(scene.tree, scene.claims.get(statement).source.as_ref()?)
}

/// To whom a statement is made. The press is told what others are asked, and is asked for nothing itself.
fn addressee(scene: &Scene, site: &Site) -> Option<usize> {
    let statement = site.statement.or_else(|| scene.claims.innermost(site.word))?;
    let told = head_of(scene.tree, scene.claims.get(statement).addressee.as_ref()?)?;
    let is_press = |&entity: &usize| scene.found.entities.get(entity).sector.as_deref() == Some(PRESS);
    (!scene.found.entities.at(told).iter().any(is_press)).then_some(told)
}

/// PLOVER's sector of journalists.
const PRESS: &str = "JRN";

/// The words that a predicate and its arguments consist of, without what further clauses say.
pub(super) fn clause_words(tree: &Tree, site: &Site) -> Vec<usize> {
    let apart = |c: usize| {
        let relation = tree.relation(c);
        matches!(relation, "acl:relcl" | "parataxis" | "appos")
            || relation == "conj" && tree.child(c, &["nsubj"]).is_some()
            || relation == "advcl" && tree.child(c, &["nsubj"]).is_some()
    };
    let mut words: Vec<usize> = tree.subtree_without(site.word, apart).words().collect();
    if let Some(verb) = site.light.filter(|&v| tree.is_under(site.word, v)) {
        let phrases = tree
            .children_by(verb, &["obl"])
            .filter(|&c| !tree.is_under(site.word, c));
        words.extend(phrases.flat_map(|c| tree.subtree(c).words().collect::<Vec<_>>()));
    }
    words
}

/// Whether what a rule needs is there, and what it excludes is not.
pub(super) fn meets_constraints(scene: &Scene, site: &Site, rule: &Rule) -> bool {
    let met = |(place, words): &(Place, Words)| is_met(scene, site, place, words);
    rule.needs.iter().all(met) && !rule.unless.iter().any(met)
}

fn is_met(scene: &Scene, site: &Site, place: &Place, words: &Words) -> bool {
    let tree = scene.tree;
    let heads = groups(scene, site, place).into_iter().flatten();
    let counted = |h: usize| {
        tree.children_by(h, &["nmod"])
            .filter(move |_| tree.lemma_in(h, MEASURES))
    };
    heads
        .flat_map(|h| {
            std::iter::once(h)
                .chain(tree.children_by(h, &["conj"]))
                .chain(counted(h))
        })
        .any(|head| is_one_of(scene, head, words))
}

fn is_one_of(scene: &Scene, head: usize, words: &Words) -> bool {
    let tree = scene.tree;
    let lemma = tree.lemma(head);
    words.any
        || words.has(&lemma)
        || words.number && tree.upos(head) == Upos::Num
        || words.infinitive && is_infinitive(tree, head)
        || words.actor && is_actor(scene, antecedent(tree, head))
        || words.state && is_state(scene, antecedent(tree, head))
        || tree
            .children_by(head, &["compound", "amod"])
            .any(|c| words.has(&format!("{} {lemma}", tree.lemma(c))))
}

/// The mode by the words of the clause.
pub(super) fn mode(scene: &Scene, site: &Site, rule: &Rule) -> Option<&'static str> {
    if rule.modes.is_empty() {
        return rule.mode;
    }
    let words = clause_words(scene.tree, site);
    let met = |list: &Words| words.iter().any(|&w| is_one_of(scene, w, list));
    rule.modes
        .iter()
        .find(|(_, list)| met(list))
        .map(|(mode, _)| *mode)
        .or(rule.mode)
}
