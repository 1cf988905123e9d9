//! Quotations and their speakers: sentences that run on in quotation marks, quotations continued over paragraphs, and
//! those that nothing attributes yet.

use super::context::Context;
use super::draft::Draft;
use super::lexicon::Part;
use super::phrase::{clip, cue_group};
use super::quotations::{Quotation, is_clause, is_sentences};
use super::syntax::subject;
use crate::tree::Pieces;
use crate::tree::phrase::noun_phrase;
use demarche_types::{Act, BlockKind, EntityKind, Upos};
use std::ops::Range;

/// From this share of its words on, a quotation is part of a statement.
const OWNED: f64 = 0.5;

/// How many words may stand between a quotation and the verb that attributes it.
const REACH: usize = 14;

/// How sure it is that sentences in quotation marks belong to the speaker beside them.
const CONTINUED: f64 = 0.6;

/// How sure it is that a quotation of a clause is a statement at all.
const UNATTRIBUTED: f64 = 0.5;

/// Gives every quotation of a clause its speaker, or a statement without source.
pub(super) fn complete(context: &Context, drafts: &mut Vec<Draft>) {
    run_on(context, drafts);
    let mut before: Option<usize> = None;
    for quotation in context.quotations.iter() {
        let taken_up = before.filter(|_| quotation.continues);
        let owner = taken_up
            .or_else(|| owner(drafts, quotation))
            .or_else(|| speaker(context, drafts, quotation));
        match owner {
            Some(i) => add(context, drafts, i, quotation),
            None => drafts.extend(unattributed(context, drafts, quotation)),
        }
        before = owner
            .or_else(|| drafts.len().checked_sub(1))
            .filter(|_| !quotation.closed);
    }
}

/// A statement whose words reach a quotation that runs on over further sentences has all of it.
fn run_on(context: &Context, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|d| d.is_utterance) {
        let Some(cue) = draft.cue_word else { continue };
        let sentence = context.tree.sentence(cue);
        let here = context.quotations.within(&sentence).iter();
        let reached = here
            .filter(|q| reaches(draft, cue, &sentence, q))
            .map(|q| q.words.clone());
        let reached = Pieces::new(reached.collect::<Vec<_>>());
        draft.content = draft.content.union(&reached);
    }
}

/// Whether a statement attributes, from outside, most of the part of a quotation that stands in its cue's sentence.
fn reaches(draft: &Draft, cue: usize, sentence: &Range<usize>, quotation: &Quotation) -> bool {
    let part = quotation.words.start.max(sentence.start)..quotation.words.end.min(sentence.end);
    let runs_on = part.len() < quotation.words.len() && !quotation.words.contains(&cue);
    runs_on && Pieces::from(part).share_in(&draft.content) > OWNED
}

/// The statement that a quotation is part of already, and that somebody makes.
fn owner(drafts: &[Draft], quotation: &Quotation) -> Option<usize> {
    let words = Pieces::from(quotation.inner());
    let outside = |d: &Draft| d.cue_word.is_none_or(|w| !quotation.words.contains(&w));
    let owns = |d: &Draft| d.source.is_some() && outside(d) && words.share_in(&d.content) >= OWNED;
    drafts.iter().position(owns)
}

/// The statement of the speaker who stands beside a quotation: by a verb in its sentences, a colon before it or a dash
/// after it, else by the sentence before or after it in the paragraph, where it has sentences of its own.
fn speaker(context: &Context, drafts: &mut Vec<Draft>, quotation: &Quotation) -> Option<usize> {
    if !is_clause(&context.tree, quotation) {
        return None;
    }
    let beside = by_verb(context, drafts, quotation, verb_beside(context, quotation));
    let beside = beside.or_else(|| by_verb(context, drafts, quotation, verb_before_colon(context, quotation)));
    if let Some(found) = beside.or_else(|| by_dash(context, drafts, quotation)) {
        return Some(found);
    }
    let alone = is_sentences(&context.tree, quotation) && is_story(context, quotation.words.start);
    let neighbours = [before(context, quotation), after(context, quotation)];
    neighbours
        .into_iter()
        .flatten()
        .filter(|_| alone)
        .find_map(|sentence| sole_speaker(context, drafts, &sentence))
}

fn is_story(context: &Context, word: usize) -> bool {
    context.tree.block_kind(word).is_some_and(BlockKind::is_story)
}

/// The statement of a verb of saying whose subject stands outside the quotation.
fn by_verb(context: &Context, drafts: &mut Vec<Draft>, quotation: &Quotation, word: Option<usize>) -> Option<usize> {
    let word = word?;
    if let Some(i) = drafts
        .iter()
        .position(|d| d.cue_word == Some(word) || d.cue.contains(word))
    {
        return drafts[i].source.is_some().then_some(i);
    }
    let tree = &context.tree;
    let source = subject(context, word).filter(|s| !quotation.words.contains(s))?;
    let entry = context.lexicon.find(Part::Verb, tree, word)?.entry;
    drafts.push(Draft {
        cue_word: Some(word),
        cue: cue_group(tree, word),
        source: Some(noun_phrase(tree, source, Some(word))),
        act: entry.act.unwrap_or(Act::Assert),
        ..Draft::unattributed(Pieces::from(quotation.words.clone()), CONTINUED)
    });
    Some(drafts.len() - 1)
}

/// The verb of saying in the sentence that the quotation ends or begins in, after it or before it.
fn verb_beside(context: &Context, quotation: &Quotation) -> Option<usize> {
    let tree = &context.tree;
    let (first, last) = (quotation.words.start, quotation.words.end - 1);
    let before = (tree.sentence(first).start.max(first.saturating_sub(REACH))..first).rev();
    let mut after = quotation.words.end..tree.sentence(last).end.min(quotation.words.end + REACH);
    let outside = |w: &usize| context.quotations.at(*w).is_none();
    let found = after.by_ref().take_while(outside).find(|&w| says(context, w));
    found.or_else(|| before.take_while(outside).find(|&w| says(context, w)))
}

/// The verb of saying in a sentence that a colon ends, whatever paragraph the quotation after it opens.
fn verb_before_colon(context: &Context, quotation: &Quotation) -> Option<usize> {
    let tree = &context.tree;
    let colon = quotation.words.start.checked_sub(1).filter(|&w| tree.form(w) == ":")?;
    tree.sentence(colon)
        .rev()
        .find(|&w| context.quotations.at(w).is_none() && says(context, w))
}

fn says(context: &Context, word: usize) -> bool {
    let verb = context.lexicon.find(Part::Verb, &context.tree, word);
    context.tree.upos(word) == Upos::Verb && verb.is_some_and(|c| c.entry.is_utterance())
}

/// The statement of the person whose name alone follows the quotation after a dash, to the end of the paragraph.
fn by_dash(context: &Context, drafts: &mut Vec<Draft>, quotation: &Quotation) -> Option<usize> {
    let tree = &context.tree;
    let dash = quotation.words.end;
    let dashed = dash < tree.len() && matches!(tree.form(dash), "—" | "–" | "―" | "-" | "--");
    let name = tree
        .reading
        .names
        .iter()
        .find(|n| n.words.start == dash + 1 && n.kind == EntityKind::Person)?;
    let block = tree.block(quotation.words.start);
    let ends = name.words.end >= tree.len() || tree.block(name.words.end) != block;
    (dashed && ends && tree.block(dash) == block).then(|| {
        drafts.push(Draft {
            cue_word: Some(dash),
            cue: Pieces::of_words([dash]),
            source: Some(name.words.clone()),
            ..Draft::unattributed(Pieces::from(quotation.words.clone()), CONTINUED)
        });
        drafts.len() - 1
    })
}

/// The sentence before, or after, those of a quotation, in the same paragraph.
fn before(context: &Context, quotation: &Quotation) -> Option<Range<usize>> {
    let start = context.tree.sentence(quotation.words.start).start;
    neighbour(context, quotation, start.checked_sub(1)?)
}

fn after(context: &Context, quotation: &Quotation) -> Option<Range<usize>> {
    neighbour(context, quotation, context.tree.sentence(quotation.words.end - 1).end)
}

fn neighbour(context: &Context, quotation: &Quotation, word: usize) -> Option<Range<usize>> {
    let tree = &context.tree;
    (word < tree.len() && tree.block(word) == tree.block(quotation.words.start)).then(|| tree.sentence(word))
}

/// The statement of the only speaker of a sentence, or the last of his.
fn sole_speaker(context: &Context, drafts: &[Draft], sentence: &Range<usize>) -> Option<usize> {
    let here = Pieces::from(sentence.clone());
    let in_sentence =
        |d: &Draft| d.is_utterance && d.source.is_some() && (d.content.shared(&here) > 0 || d.cue.shared(&here) > 0);
    let outermost = |d: &Draft| {
        let cue = &d.cue;
        !drafts
            .iter()
            .any(|o| o != d && !cue.is_empty() && o.source.is_some() && o.content.covers(cue))
    };
    let found: Vec<usize> = (0..drafts.len())
        .filter(|&i| in_sentence(&drafts[i]) && outermost(&drafts[i]))
        .collect();
    let last = *found.last()?;
    found
        .iter()
        .all(|&i| same_source(context, &drafts[i], &drafts[last]))
        .then_some(last)
}

/// Whether two statements name one source: by the same words or by the same form.
fn same_source(context: &Context, a: &Draft, b: &Draft) -> bool {
    let form = |d: &Draft| {
        d.source.clone().map(|s| {
            context
                .tree
                .document
                .text
                .slice(context.tree.segments.span(s))
                .to_lowercase()
        })
    };
    a.source == b.source || form(a) == form(b)
}

/// Adds a quotation to a statement, and takes it from those that nobody makes.
fn add(context: &Context, drafts: &mut [Draft], owner: usize, quotation: &Quotation) {
    let words = Pieces::from(quotation.words.clone());
    if !drafts[owner].content.covers(&words) {
        let content = drafts[owner].content.union(&words).minus(&drafts[owner].attribution());
        drafts[owner].content = clip(&context.tree, &context.quotations, &content);
    }
    for (i, draft) in drafts.iter_mut().enumerate() {
        if i != owner && draft.source.is_none() && draft.cue.is_empty() {
            draft.content = draft.content.minus(&words);
        }
    }
}

/// The statement that a quotation is when nobody is known to make it; `None` where there is one already, or where it says
/// less than a clause.
fn unattributed(context: &Context, drafts: &[Draft], quotation: &Quotation) -> Option<Draft> {
    let words = Pieces::from(quotation.words.clone());
    let known = drafts
        .iter()
        .any(|d| Pieces::from(quotation.inner()).share_in(&d.content) >= OWNED);
    let draft = Draft::unattributed(clip(&context.tree, &context.quotations, &words), UNATTRIBUTED);
    (!known && is_clause(&context.tree, quotation) && is_story(context, quotation.words.start)).then_some(draft)
}
