//! Where the content of a cue stands in the tree.

use super::super::addressee::told;
use super::super::context::Context;
use super::super::lexicon::{Cue, Frame};
use super::LONGEST_SENTENCE;
use super::subject::is_participle;
use crate::tree::Pieces;
use crate::tree::Tree;
use demarche_types::Upos;
use std::ops::Range;

/// The content of a cue, by the frame that it fills.
pub(super) struct Complement {
    /// Its words, not yet clipped.
    pub(super) words: Pieces,
    pub(super) frame: Frame,
    /// The preposition that belongs to the cue, as in *warned of*.
    pub(super) preposition: Option<usize>,
}

impl Complement {
    pub(super) const fn new(words: Pieces, frame: Frame) -> Self {
        Self {
            words,
            frame,
            preposition: None,
        }
    }
}

/// The content of an active verb or of a predicate adjective.
pub(super) fn complement(context: &Context, word: usize, cue: Cue) -> Option<Complement> {
    let order = [clause, infinitive, gerund, named, object, prepositional];
    order.iter().find_map(|frame| frame(context, word, cue))
}

/// The frame that a verb or an adjective of the list fills where it stands.
pub(in super::super) fn frame_of(context: &Context, word: usize, cue: Cue) -> Option<Frame> {
    let readable = context.tree.sentence(word).len() <= LONGEST_SENTENCE;
    readable
        .then(|| complement(context, word, cue))
        .flatten()
        .map(|c| c.frame)
}

/// A finite clause or a quotation: under the cue, beside it, or around it.
fn clause(context: &Context, word: usize, cue: Cue) -> Option<Complement> {
    if !(cue.entry.takes(&Frame::Clause) || cue.entry.takes(&Frame::Quote)) {
        return None;
    }
    let words = below(context, word, cue).or_else(|| around(context, word))?;
    let aside = || cue.entry.takes(&Frame::Aside) && ends(&context.tree, word, &words);
    let takes = cue.entry.takes(&Frame::Clause) || has_quotation(context, &words) || aside();
    takes.then(|| Complement::new(words, Frame::Clause))
}

/// Whether a cue with its subject ends the sentence after a clause and a comma.
fn ends(tree: &Tree, word: usize, clause: &Pieces) -> bool {
    let Some((last, subject)) = clause.last().zip(tree.child(word, &["nsubj"])) else {
        return false;
    };
    let cue = word.min(subject)..word.max(subject) + 1;
    let comma = (last..cue.start).any(|w| tree.form(w) == ",");
    let after = cue.end..tree.sentence(word).end;
    last < cue.start && comma && after.into_iter().all(|w| tree.is_punctuation(w))
}

fn below(context: &Context, word: usize, cue: Cue) -> Option<Pieces> {
    let tree = &context.tree;
    let clause = |c: usize| match tree.relation(c).split(':').next().unwrap_or_default() {
        "ccomp" => !is_infinitive(tree, c) && !is_gerund(tree, c) || is_quoted(context, word, c),
        "parataxis" => is_introduced(context, word, c) || is_quoted(context, word, c),
        "xcomp" | "obj" | "dep" | "obl" | "advmod" | "discourse" => {
            cue.entry.is_utterance() && is_quoted(context, word, c) && is_set_off(context, word, c)
        }
        _ => false,
    };
    // *Quito closes the border, Lima vows to respond*: who has a complement of his own is not the source of what stands before.
    let responds = cue.entry.takes(&Frame::Infinitive) && own_infinitive(tree, word).is_some();
    let mut found: Vec<usize> = tree.children(word).iter().copied().filter(|&c| clause(c)).collect();
    found.retain(|&c| c > word || !responds || is_quoted(context, word, c));
    found.extend(
        cue.partner
            .iter()
            .flat_map(|&p| tree.children_by(p, &["ccomp", "acl"]))
            .filter(|&c| c > word),
    );
    let words = found
        .iter()
        .fold(Pieces::default(), |all, &c| all.union(&governed(context, c)));
    (!words.is_empty()).then_some(words)
}

/// *To …* behind a cue.
fn own_infinitive(tree: &Tree, word: usize) -> Option<usize> {
    let behind = |&c: &usize| c > word && is_infinitive(tree, c);
    tree.children_by(word, &["xcomp", "ccomp"]).find(behind)
}

/// A branch under the cue, less what attributes on its own beside it: a parenthesis after a quotation, *…, another
/// official said, …*, and a contrast, *… while Oslo urged …*.
fn governed(context: &Context, branch: usize) -> Pieces {
    let tree = &context.tree;
    let quoted = context.quotations.at(branch);
    tree.subtree_without(branch, |c| {
        let outside = quoted.is_some() && context.quotations.at(c).is_none();
        outside && c > branch && tree.is(c, "parataxis") || is_contrast(context, c)
    })
}

/// *While Oslo urged …*: the reporter's own joining of two speakers.
fn is_contrast(context: &Context, word: usize) -> bool {
    let tree = &context.tree;
    let speaker = tree
        .child(word, &["nsubj"])
        .is_some_and(|s| matches!(tree.upos(s), Upos::Noun | Upos::Propn));
    tree.is(word, "advcl")
        && tree.has_child(word, &["mark"], &["while", "whereas"])
        && context.quotations.at(word).is_none()
        && context.cue(word).is_some_and(|c| c.entry.is_utterance())
        && speaker
}

/// Whether a clause beside a cue is opened by a colon or stands after it in quotation marks.
fn is_introduced(context: &Context, word: usize, clause: usize) -> bool {
    clause > word
        && context
            .tree
            .subtree(clause)
            .first()
            .is_some_and(|first| (word..first + 2).any(|w| w < context.tree.len() && context.tree.form(w) == ":"))
}

/// Whether a branch stands in a quotation that the cue is not in.
fn is_quoted(context: &Context, word: usize, branch: usize) -> bool {
    context.quotations.at(branch).is_some_and(|q| !q.words.contains(&word))
        && context.quotations.around(&spoken(&context.tree, branch)).is_some()
}

/// The words of a branch, less punctuation.
fn spoken(tree: &Tree, branch: usize) -> Pieces {
    tree.subtree(branch).filter(|w| !tree.is_punctuation(w))
}

/// Whether a comma or a colon parts a quotation from its cue, so that it is speech and no scare quotes.
fn is_set_off(context: &Context, word: usize, branch: usize) -> bool {
    let tree = &context.tree;
    let Some(quotation) = context.quotations.at(branch) else {
        return false;
    };
    let between: Range<usize> = if branch > word {
        word + 1..quotation.words.start
    } else {
        quotation.words.end..word
    };
    let breaks = |w: usize| matches!(tree.form(w), "," | ":" | "." | "!" | "?" | "--" | "—" | "–" | "_");
    between.clone().any(breaks) || quotation.inner().next_back().is_some_and(breaks)
}

/// The clause that a parenthesis stands in or after: *…, he said, …*; *as she put it*.
fn around(context: &Context, word: usize) -> Option<Pieces> {
    let tree = &context.tree;
    let host = tree.head(word)?;
    let as_clause = tree.is(word, "advcl") && tree.has_child(word, &["mark", "advmod"], &["as"]);
    let aside = tree.is(word, "parataxis") && tree.child(word, &["nsubj"]).is_some() && is_bare(tree, word);
    let words = tree.subtree(host).minus(&tree.subtree(word));
    let follows = words.first()? < word;
    let whole = as_clause && is_bare(tree, word) || aside && follows;
    (whole && words.words().any(|w| matches!(tree.upos(w), Upos::Verb | Upos::Aux))).then_some(words)
}

/// Whether a verb has no object or clause of its own.
fn is_bare(tree: &Tree, word: usize) -> bool {
    tree.children_by(word, &["ccomp", "xcomp"]).next().is_none()
        && tree.children_by(word, &["obj"]).all(|o| tree.upos(o) == Upos::Pron)
}

fn has_quotation(context: &Context, words: &Pieces) -> bool {
    words.words().any(|w| context.quotations.at(w).is_some())
}

/// *To …*: the source's own, or what somebody is told to do. An object that is not told but meant is part of it: *wanted
/// the talks to end*.
fn infinitive(context: &Context, word: usize, cue: Cue) -> Option<Complement> {
    let tree = &context.tree;
    if !cue.entry.takes(&Frame::Infinitive) {
        return None;
    }
    let directed = cue.entry.takes(&Frame::Addressee) || cue.partner.is_some() || told(context, word).is_some();
    let relations: &[&str] = if directed {
        &["xcomp", "ccomp", "advcl"]
    } else {
        &["xcomp", "ccomp"]
    };
    let verb = tree
        .children_by(word, relations)
        .find(|&c| is_infinitive(tree, c) && c > word)?;
    let addressed = if directed {
        addressees(tree, word, verb)
    } else {
        Pieces::default()
    };
    let mut words = governed(context, verb).minus(&addressed);
    if !directed && let Some(object) = tree.child(word, &["obj", "iobj"]).filter(|&o| o < verb) {
        words = words.union(&tree.subtree(object));
    }
    Some(Complement::new(words, Frame::Infinitive))
}

/// Whoever is told to do something may be attached to what he is told.
fn addressees(tree: &Tree, word: usize, verb: usize) -> Pieces {
    let told = tree.children_by(word, &["obj", "iobj", "obl"]);
    let told = told.chain(tree.children_by(verb, &["nsubj"]));
    told.fold(Pieces::default(), |all, c| all.union(&tree.subtree(c)))
}

/// *Denied using …*, *is considering sending …*.
fn gerund(context: &Context, word: usize, cue: Cue) -> Option<Complement> {
    let tree = &context.tree;
    if !cue.entry.takes(&Frame::Gerund) {
        return None;
    }
    let verb = tree
        .children_by(word, &["xcomp", "ccomp"])
        .find(|&c| is_gerund(tree, c) && c > word)?;
    Some(Complement::new(tree.subtree(verb), Frame::Gerund))
}

/// *Called the raid a crime*, *described it as murder*, *what it calls a crime*.
fn named(context: &Context, word: usize, cue: Cue) -> Option<Complement> {
    let tree = &context.tree;
    if !cue.entry.takes(&Frame::Named) {
        return None;
    }
    let object = tree.child(word, &["obj"])?;
    let free = tree.is(word, "acl") && tree.head(word).is_some_and(|h| tree.lemma_in(h, &["what"]));
    if free {
        return Some(Complement::new(tree.subtree(object), Frame::Named));
    }
    let as_phrase = |c: usize| tree.has_child(c, &["case", "mark"], &["as"]);
    let name = tree
        .children_by(word, &["xcomp", "obl", "advcl"])
        .find(|&c| c != object && (tree.is(c, "xcomp") || as_phrase(c)))?;
    let relative = tree.lemma_in(object, &["what", "which", "who", "that"]);
    let called = if relative {
        Pieces::default()
    } else {
        tree.subtree(object)
    };
    Some(Complement::new(called.union(&tree.subtree(name)), Frame::Named))
}

/// The noun that is condemned, denied or demanded, with the phrases that the cue's prepositions open.
fn object(context: &Context, word: usize, cue: Cue) -> Option<Complement> {
    let tree = &context.tree;
    if !cue.entry.takes(&Frame::Object) || cue.partner.is_some_and(|p| tree.is(p, "obj")) {
        return None;
    }
    // Of two objects the one before the verb is another's.
    let objects = || tree.children_by(word, &["obj"]);
    let object = objects().find(|&o| o > word).or_else(|| objects().next());
    let object = object.filter(|&o| is_content_noun(tree, o))?;
    let after = prepositional_branches(context, word, cue).filter(|&(branch, _)| branch > object);
    let words = after.fold(tree.subtree(object), |all, (branch, _)| {
        all.union(&tree.subtree(branch))
    });
    Some(Complement::new(words, Frame::Object))
}

/// A noun, or a pronoun that stands for one; *himself* and *which* are nothing said.
fn is_content_noun(tree: &Tree, word: usize) -> bool {
    let reflexive = tree.form(word).to_lowercase().ends_with("sel") || tree.lemma(word).ends_with("self");
    tree.is_nominal(word) && !reflexive && !tree.lemma_in(word, &["who", "which", "that"])
}

/// What stands after a preposition of the cue: *warned of …*, *called for …*.
fn prepositional(context: &Context, word: usize, cue: Cue) -> Option<Complement> {
    let (branch, preposition) = prepositional_branches(context, word, cue).find(|&(b, _)| b > word)?;
    let tree = &context.tree;
    let between = tree
        .children_by(word, &["obj"])
        .filter(|o| (preposition..branch).contains(o));
    let words = between.fold(tree.subtree(branch), |all, o| all.union(&tree.subtree(o)));
    let words = words.minus(&Pieces::of_words([preposition]));
    let frame = Frame::Preposition(tree.lemma(preposition));
    Some(Complement {
        words,
        frame,
        preposition: Some(preposition),
    })
}

/// The branches of a cue, or of its second word, that one of its prepositions opens, each with the preposition.
pub(super) fn prepositional_branches(context: &Context, word: usize, cue: Cue) -> impl Iterator<Item = (usize, usize)> {
    let tree = &context.tree;
    let branches = [Some(word), cue.partner].into_iter().flatten();
    let branches = branches.flat_map(|w| tree.children_by(w, &["obl", "nmod", "advcl", "acl", "ccomp", "xcomp"]));
    branches.filter_map(move |branch| {
        let preposition = tree.children_by(branch, &["case", "mark"]).next()?;
        cue.entry
            .takes_after(&tree.lemma(preposition))
            .then_some((branch, preposition))
    })
}

/// A verb, or a predicate with a copula, after *to*, not after *in order to*.
pub(in super::super) fn is_infinitive(tree: &Tree, word: usize) -> bool {
    let to = tree
        .children_by(word, &["mark", "aux"])
        .find(|&c| tree.lemma_in(c, &["to"]));
    let purpose = tree.has_child(word, &["mark"], &["in", "so"]);
    to.is_some() && !purpose && tree.child(word, &["nsubj"]).is_none_or(|s| Some(s) < to)
}

/// A present participle that no auxiliary makes finite.
fn is_gerund(tree: &Tree, word: usize) -> bool {
    is_participle(tree, word) && tree.child(word, &["nsubj"]).is_none()
}
