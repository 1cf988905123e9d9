//! Where somebody or something is mentioned.

mod listed;
mod states;

use super::extent::{touch, with_article, with_genitive, with_modifiers};
use super::mention::{Kind, Mention, Pronoun};
use super::nouns::{Calls, Nouns};
use super::traits::{Being, Gender, Number, Traits};
use crate::tree::Tree;
use demarche_gazetteer::Gazetteer;
use demarche_types::{EntityKind, EntityName, Upos};
use std::ops::Range;

/// The mentions of a document in reading order, and which of them a word belongs to.
pub(super) struct Mentions {
    list: Vec<Mention>,
    /// One a word: the mention it is the head of, or in whose name it stands.
    at: Vec<Option<usize>>,
}

impl Mentions {
    pub(super) fn find(tree: &Tree, gazetteer: &Gazetteer) -> Self {
        let listed = listed::names(tree, gazetteer);
        let names: Vec<Mention> = names(tree, gazetteer)
            .into_iter()
            .chain(listed.iter().map(|name| named(tree, name)))
            .collect();
        let mut taken = vec![false; tree.len()];
        for mention in &names {
            let inside = mention.name.clone().into_iter().chain(mention.title.clone()).flatten();
            inside.chain([mention.head]).for_each(|w| taken[w] = true);
        }
        let others = (0..tree.len())
            .filter(|&w| !taken[w])
            .filter_map(|w| pronoun(tree, w).or_else(|| nominal(tree, w)));
        let mut list: Vec<Mention> = names.into_iter().chain(others).collect();
        list.sort_by_key(|m| (m.words.start, std::cmp::Reverse(m.words.end), m.head));
        let at = index(tree, &list);
        Self { list, at }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, i: usize) -> &Mention {
        &self.list[i]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Mention)> {
        self.list.iter().enumerate()
    }

    /// The mention that a word is the head of, or in whose name it stands.
    pub(super) fn at(&self, word: usize) -> Option<usize> {
        self.at.get(word).copied().flatten()
    }
}

/// Heads first: a word that heads one mention and stands in the name of another belongs to the one.
fn index(tree: &Tree, list: &[Mention]) -> Vec<Option<usize>> {
    let mut at = vec![None; tree.len()];
    for (i, mention) in list.iter().enumerate() {
        at[mention.head] = Some(i);
    }
    for (i, mention) in list.iter().enumerate() {
        for word in mention
            .name
            .clone()
            .into_iter()
            .chain(title_head(tree, mention))
            .flatten()
        {
            at[word].get_or_insert(i);
        }
    }
    at
}

/// The noun of a title, as a range.
fn title_head(tree: &Tree, mention: &Mention) -> Option<Range<usize>> {
    let title = mention.title.clone()?;
    let top = title
        .clone()
        .find(|&w| tree.head(w).is_none_or(|h| !title.contains(&h)) && tree.is_nominal(w))?;
    Some(top..top + 1)
}

fn names(tree: &Tree, gazetteer: &Gazetteer) -> Vec<Mention> {
    let is_party = |n: &&EntityName| !matches!(n.kind, EntityKind::Date | EntityKind::Event | EntityKind::Law);
    tree.reading
        .names
        .iter()
        .filter(is_party)
        .map(|name| named(tree, &states::corrected(tree, gazetteer, name)))
        .collect()
}

fn named(tree: &Tree, name: &EntityName) -> Mention {
    let top = top(tree, &name.words);
    if name.kind == EntityKind::Person {
        return person(tree, &name.words, top);
    }
    Mention {
        head: top,
        words: with_genitive(tree, with_article(tree, top, name.words.clone())),
        kind: if name.kind == EntityKind::Nationality {
            Kind::Demonym
        } else {
            Kind::Name(name.kind)
        },
        name: Some(name.words.clone()),
        title: None,
        traits: name_traits(name.kind),
    }
}

/// The word of a name by which the tree hangs it.
fn top(tree: &Tree, name: &Range<usize>) -> usize {
    let outside = |&w: &usize| tree.head(w).is_none_or(|h| !name.contains(&h));
    name.clone()
        .find(|w| outside(w) && !tree.is_punctuation(*w))
        .unwrap_or(name.start)
}

const fn name_traits(kind: EntityKind) -> Traits {
    let (number, being) = match kind {
        EntityKind::Person => (Some(Number::Singular), Some(Being::Person)),
        EntityKind::Organization | EntityKind::Government => (Some(Number::Singular), Some(Being::Body)),
        EntityKind::State => (Some(Number::Singular), Some(Being::State)),
        EntityKind::Place => (Some(Number::Singular), Some(Being::Place)),
        _ => (None, None),
    };
    Traits {
        number,
        gender: None,
        being,
    }
}

/// The name of a person with the titles before it, whether they hang on it or it on them.
fn person(tree: &Tree, name: &Range<usize>, top: usize) -> Mention {
    let own = with_modifiers(tree, top).start.min(name.start);
    let title_noun = name.start.checked_sub(1).and_then(|last| title_noun(tree, last, name));
    let start = title_noun.map_or(own, |noun| with_modifiers(tree, noun).start.min(own));
    let head = title_noun.filter(|&noun| tree.is_under(top, noun)).unwrap_or(top);
    let title = (start < name.start).then_some(start..name.start);
    let gender = title.clone().and_then(|t| title_gender(tree, t));
    Mention {
        head,
        words: with_genitive(tree, start..name.end),
        kind: Kind::Name(EntityKind::Person),
        name: Some(name.clone()),
        title,
        traits: Traits {
            gender,
            ..name_traits(EntityKind::Person)
        },
    }
}

/// The noun whose phrase ends with the word before a name and titles it: *secretary* in *secretary of state Ruiz*.
fn title_noun(tree: &Tree, last: usize, name: &Range<usize>) -> Option<usize> {
    let sentence = tree.sentence(name.start);
    let up = std::iter::successors(Some(last), |&w| tree.head(w).filter(|h| *h < w && sentence.contains(h)));
    let calls_person = |w: &usize| {
        let noun = Nouns::embedded().find(tree, *w);
        noun.is_some_and(|n| matches!(n.calls, Calls::Person | Calls::Office)) && tree.is_nominal(*w)
    };
    let noun = up.take(4).find(calls_person)?;
    let is_plural = tree.morphology(noun).feature("Number") == Some("Plur");
    let unbroken = (noun..=last).all(|w| !tree.is_punctuation(w));
    (unbroken && !is_plural && sentence.contains(&last) && touch(&(noun..last + 1), name)).then_some(noun)
}

/// The gender that a title shows.
fn title_gender(tree: &Tree, title: Range<usize>) -> Option<Gender> {
    let of = |w: usize| match tree.form(w).trim_end_matches('.').to_lowercase().as_str() {
        "mr" | "sir" | "lord" | "señor" | "monsieur" | "herr" => Some(Gender::Masculine),
        "mrs" | "ms" | "miss" | "dame" | "lady" | "señora" | "madame" | "frau" => Some(Gender::Feminine),
        form => Nouns::embedded().of(form).and_then(|n| n.gender),
    };
    title.rev().find_map(of)
}

fn pronoun(tree: &Tree, word: usize) -> Option<Mention> {
    let is_pronoun = matches!(tree.upos(word), Upos::Pron) && !tree.is(word, "expl");
    let pronoun = Pronoun::of(tree.form(word)).filter(|_| is_pronoun)?;
    let is_stray = pronoun == Pronoun::Relative && !in_relative_clause(tree, word);
    (!is_stray).then(|| Mention {
        head: word,
        words: word..word + 1,
        kind: Kind::Pronoun(pronoun),
        name: None,
        title: None,
        traits: pronoun_traits(pronoun),
    })
}

fn in_relative_clause(tree: &Tree, word: usize) -> bool {
    std::iter::once(word)
        .chain(tree.ancestors(word))
        .take(4)
        .any(|w| tree.is(w, "acl:relcl"))
}

const fn pronoun_traits(pronoun: Pronoun) -> Traits {
    let (number, gender, being) = match pronoun {
        Pronoun::Speaker => (Some(Number::Singular), None, Some(Being::Person)),
        Pronoun::Person(gender) => (Some(Number::Singular), Some(gender), Some(Being::Person)),
        Pronoun::It => (Some(Number::Singular), None, None),
        _ => (None, None, None),
    };
    Traits { number, gender, being }
}

/// What a noun in front of a noun is to it; such nouns mention nobody.
const INSIDE: [&str; 5] = ["compound", "flat", "fixed", "goeswith", "nmod:desc"];

fn nominal(tree: &Tree, word: usize) -> Option<Mention> {
    let is_noun = matches!(tree.upos(word), Upos::Noun | Upos::Propn);
    if !is_noun || tree.is_punctuation(word) || INSIDE.iter().any(|r| tree.is(word, r)) || tree.is_date(word) {
        return None;
    }
    Some(Mention {
        head: word,
        words: with_genitive(tree, with_modifiers(tree, word)),
        kind: Kind::Nominal,
        name: None,
        title: None,
        traits: noun_traits(tree, word),
    })
}

fn noun_traits(tree: &Tree, word: usize) -> Traits {
    let noun = Nouns::embedded().find(tree, word);
    let number = match tree.morphology(word).feature("Number") {
        Some("Sing") => Some(Number::Singular),
        Some("Plur") => Some(Number::Plural),
        _ => None,
    };
    Traits {
        number,
        gender: noun.and_then(|n| n.gender),
        being: noun.map(|n| n.calls.being()),
    }
}
