//! Statements from the reader's attributions, repaired by the tree.

use super::addressee;
use super::context::Context;
use super::draft::Draft;
use super::lexicon::{Cue, Frame, Part};
use super::phrase::{clip, cue_group};
use super::syntax::{self, frame_of, is_relation, passive_agent, subject};
use crate::tree::Pieces;
use crate::tree::Tree;
use crate::tree::phrase::{bare_source, noun_phrase};
use demarche_types::{Act, Attribution, Upos};
use std::ops::Range;

/// One draft an attribution, in the reader's order, less what is no statement: words without a cue, and dealings with a
/// thing, such as *provided vessels*, by a cue that no list knows.
pub(super) fn drafts(context: &Context) -> Vec<Draft> {
    let attributions = context.tree.reading.attributions.iter();
    let drafts = attributions
        .filter(|a| is_in_range(context, a))
        .filter_map(|a| draft(context, a));
    drafts.filter(|d| is_said(context, d)).collect()
}

/// From this score on, a cue that no list knows is believed.
const SURE: f64 = 0.8;

/// Whether a cue is listed and can have its content where it has it, is no word at all, or stands with a clause or a
/// quotation.
fn is_said(context: &Context, draft: &Draft) -> bool {
    let tree = &context.tree;
    let Some(word) = draft.cue_word else { return false };
    let object = tree
        .top(&draft.content)
        .is_some_and(|t| tree.is(t, "obj") && tree.head(t) == Some(word));
    let fits = |cue: Cue| {
        !object
            || [Frame::Object, Frame::Named, Frame::Infinitive]
                .iter()
                .any(|f| cue.entry.takes(f))
    };
    let listed = context
        .cue(word)
        .map_or_else(|| is_relation(tree, word) || tree.is_punctuation(word), fits);
    listed
        || draft.score >= SURE
        || draft.content.words().any(|w| context.quotations.at(w).is_some())
        || is_clausal(tree, &draft.content)
}

/// Whether a content is a clause: *that …*, or a predicate with its subject.
fn is_clausal(tree: &Tree, content: &Pieces) -> bool {
    let opened = content
        .first()
        .is_some_and(|w| tree.lemma_in(w, &["that", "whether", "how", "why"]));
    let predicate = |w: usize| tree.child(w, &["nsubj", "expl"]).is_some();
    opened || tree.top(content).is_some_and(predicate)
}

fn is_in_range(context: &Context, attribution: &Attribution) -> bool {
    let parts = attribution
        .source
        .iter()
        .chain(&attribution.cue)
        .chain(&attribution.content);
    parts
        .into_iter()
        .all(|r| r.start < r.end && r.end <= context.tree.len())
}

fn draft(context: &Context, attribution: &Attribution) -> Option<Draft> {
    let cue = Pieces::new(attribution.cue.iter().cloned());
    let cue_word = main_word(context, &cue);
    let content = within_reach(context, cue_word, &Pieces::new(attribution.content.iter().cloned()));
    let content = content.minus(&cue_word.map_or_else(Pieces::default, |w| told(context, w)));
    let content = whole_clause(&context.tree, cue_word, content);
    let content = clip(&context.tree, &context.quotations, &content);
    if content.is_empty() {
        return None;
    }
    let entry = cue_word.and_then(|w| context.cue(w)).map(|c| c.entry);
    let quoted = content.words().any(|w| context.quotations.at(w).is_some());
    Some(Draft {
        source: attribution.source.clone().and_then(|s| source(context, s, cue_word)),
        act: cue_word.map_or(Act::Assert, |w| act(context, w)),
        is_utterance: entry.map_or(quoted || cue_word.is_none(), super::lexicon::Entry::is_utterance),
        score: f64::from(attribution.score),
        addressee: None,
        relay: Vec::new(),
        cue: bare_cue(context, &cue, cue_word).minus(&content),
        cue_word,
        content,
    })
}

/// The cue's main word: the listed word nearest the root that stands for itself, else the topmost.
fn main_word(context: &Context, cue: &Pieces) -> Option<usize> {
    let tree = &context.tree;
    let depth = |w: usize| tree.ancestors(w).count();
    let auxiliary = |w: usize| {
        let between = context.lexicon.find(Part::Auxiliary, tree, w).is_some();
        between && tree.children_by(w, &["xcomp"]).any(|x| cue.contains(x))
    };
    let listed: Vec<usize> = cue
        .words()
        .filter(|&w| context.cue(w).is_some() && !auxiliary(w))
        .collect();
    let no_verb = |w: usize| tree.upos(w) != Upos::Verb;
    let best = listed.into_iter().min_by_key(|&w| (no_verb(w), depth(w)));
    best.or_else(|| tree.top(cue)).or_else(|| cue.first())
}

/// The act of a listed cue with its content where it stands.
fn act(context: &Context, word: usize) -> Act {
    let own = context.cue(word).map(|cue: Cue| match frame_of(context, word, cue) {
        Some(frame) => syntax::act(&context.tree, word, cue, &frame),
        None => cue.entry.act.unwrap_or(Act::Assert),
    });
    own.unwrap_or(Act::Assert)
}

/// The words of a content that its cue can govern: those of its sentence, and of quotations in its paragraph. The reader's
/// links reach farther, and are then mostly wrong.
fn within_reach(context: &Context, cue_word: Option<usize>, content: &Pieces) -> Pieces {
    let tree = &context.tree;
    let Some(cue) = cue_word else { return content.clone() };
    let (sentence, block) = (tree.sentence(cue), tree.block(cue));
    let quoted = |w: usize| tree.block(w) == block && context.quotations.at(w).is_some();
    let subordinate = is_subordinate(tree, cue);
    let next: Vec<usize> = tree
        .children_by(cue, &["conj"])
        .filter(|&c| is_own_cue(context, c))
        .collect();
    let elsewhere = |w: usize| next.iter().any(|&c| tree.is_under(w, c));
    let governed = |w: usize| sentence.contains(&w) && (!subordinate || tree.is_under(w, cue)) && !elsewhere(w);
    content.filter(|w| governed(w) || quoted(w))
}

/// Whether a verb is a cue with a clause of its own: *has said …* in *said it was ready and has said the price is high*.
fn is_own_cue(context: &Context, verb: usize) -> bool {
    context.cue(verb).is_some() && context.tree.child(verb, &["ccomp"]).is_some()
}

/// A content of which the predicate was missed: where it holds the subject of the clause under its cue, the whole clause.
fn whole_clause(tree: &Tree, cue_word: Option<usize>, content: Pieces) -> Pieces {
    let clause = cue_word.and_then(|cue| tree.child(cue, &["ccomp"]));
    let subject = clause.and_then(|c| tree.child(c, &["nsubj", "nsubj:pass"]));
    match (clause, subject) {
        (Some(c), Some(s)) if content.contains(s) && !content.contains(c) => content.union(&tree.subtree(c)),
        _ => content,
    }
}

/// Whether a cue stands in a clause that can only govern what is in it: *which he condemned*, *after they rejected …*.
fn is_subordinate(tree: &Tree, cue: usize) -> bool {
    let introduced = tree
        .children_by(cue, &["mark"])
        .any(|m| !tree.lemma_in(m, &["as", "to", "that"]));
    tree.relation(cue) == "acl:relcl" || tree.is(cue, "advcl") && introduced
}

/// The source's words; the agent instead of a passive, and the cue's subject where they are a relative pronoun, stand out
/// of the cue's sentence, or are the cue's object: who is told is not who tells.
fn source(context: &Context, words: Range<usize>, cue_word: Option<usize>) -> Option<Range<usize>> {
    let tree = &context.tree;
    let Some(cue) = cue_word else { return Some(words) };
    let sentence = tree.sentence(cue);
    let here = words.clone().any(|w| sentence.contains(&w));
    let relative = words.len() == 1 && tree.lemma_in(words.start, &["who", "which", "that"]);
    let told = is_told(context, &words, cue);
    let agent = passive_agent(tree, cue);
    let own = agent.or_else(|| (relative || told || !here).then(|| subject(context, cue)).flatten());
    let near = here && !told || tree.block(words.start) == tree.block(cue) && is_next(tree, words.start, cue);
    let found = own
        .map(|s| noun_phrase(tree, s, cue_word))
        .or_else(|| near.then(|| bare_source(tree, words)));
    found.filter(|s| !is_circumstance(tree, s, cue))
}

/// Whether the words stand in a phrase that says where or when an active verb takes place: *read at a rally of teachers*.
fn is_circumstance(tree: &Tree, words: &Range<usize>, cue: usize) -> bool {
    let Some(top) = tree.top(&Pieces::from(words.clone())) else {
        return false;
    };
    let mut up = std::iter::once(top)
        .chain(tree.ancestors(top))
        .take_while(|&w| w != cue);
    let below = tree.is_under(top, cue) && tree.upos(cue) == Upos::Verb && top != cue;
    below
        && up.any(|w| {
            tree.is(w, "obl") && tree.has_child(w, &["case"], &["at", "in", "on", "during", "after", "before"])
        })
}

/// Whether the words are who is told: the object of an active verb, or what follows a verb that takes one.
fn is_told(context: &Context, words: &Range<usize>, cue: usize) -> bool {
    let tree = &context.tree;
    let verb = context
        .lexicon
        .find(Part::Verb, tree, cue)
        .filter(|_| tree.upos(cue) == Upos::Verb);
    let follows = verb.is_some_and(|v| v.entry.takes(&Frame::Addressee)) && words.start == cue + 1;
    let object = |w: usize| tree.head(w) == Some(cue) && (tree.is(w, "obj") || tree.is(w, "iobj"));
    tree.upos(cue) == Upos::Verb && (follows || tree.top(&Pieces::from(words.clone())).is_some_and(object))
}

/// Who is told, where what he is told stands beside him: *the envoy* of *told the envoy to leave*.
fn told(context: &Context, cue: usize) -> Pieces {
    let tree = &context.tree;
    let complement = tree.child(cue, &["ccomp", "xcomp", "advcl"]);
    let told = complement
        .and_then(|_| addressee::told(context, cue))
        .filter(|&t| t > cue);
    told.map_or_else(Pieces::default, |t| Pieces::from(noun_phrase(tree, t, complement)))
}

/// The cue without its company: the verb with its auxiliaries and what of the reader's words makes part of it, for *told a
/// meeting on Monday* is *told*. A cue that no list knows stays as it is.
fn bare_cue(context: &Context, cue: &Pieces, word: Option<usize>) -> Pieces {
    let tree = &context.tree;
    let verb = word.filter(|&w| tree.upos(w) == Upos::Verb);
    let Some((word, listed)) = verb.and_then(|w| Some((w, context.lexicon.find(Part::Verb, tree, w)?))) else {
        return cue.clone();
    };
    let group = cue_group(tree, word).union(&Pieces::of_words(listed.partner));
    let end = group.last().unwrap_or(word);
    let own = |w: usize| w == end + 1 && listed.entry.takes_after(&tree.lemma(w));
    let near = |w: usize| group.contains(w) || !tree.is_nominal(w) && (w <= end || own(w));
    group.union(&cue.filter(near))
}

/// Whether two words stand in sentences side by side.
fn is_next(tree: &Tree, a: usize, b: usize) -> bool {
    tree.segments.sentence_of(a).abs_diff(tree.segments.sentence_of(b)) <= 1
}
