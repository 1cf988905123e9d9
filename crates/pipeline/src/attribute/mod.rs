//! Who said what: statements from the reader's attributions and from the tree.
//!
//! The reader marks sources, cues and contents as it learned them; the tree makes their words exact and finds what the
//! reader leaves out, above all statements within statements. Whatever stands in quotation marks gets its speaker, or
//! none rather than a wrong one.

mod act;
mod addressee;
mod context;
mod doubts;
mod draft;
mod form;
mod lexicon;
mod merge;
mod nesting;
mod neural;
mod outlook;
mod phrase;
mod quotations;
mod relay;
mod speakers;
mod syntax;
#[cfg(test)]
mod tests;

use crate::tree::Tree;
use context::Context;
use demarche_types::{Document, Party, Reading, Segments, Span, Statement};
use draft::Draft;
use std::ops::Range;

/// The statements of a document in reading order, each before those within it. Their dates and entities are left open.
///
/// `reading` must be of the words of `segments`, one entry a word; there are no statements where it is not.
#[must_use]
pub fn attribute(document: &Document, segments: &Segments, reading: &Reading) -> Vec<Statement> {
    let Some(tree) = Tree::new(document, segments, reading) else {
        return Vec::new();
    };
    let context = Context::new(tree);
    let mut drafts = merge::merge(&context, neural::drafts(&context), syntax::drafts(&context));
    drafts.retain(|draft| !doubts::says_nothing(&context, draft));
    speakers::complete(&context, &mut drafts);
    let drafts = nesting::nest(&context.tree, relay::fold(&context, drafts));
    let parents = nesting::parents(&drafts);
    drafts
        .iter()
        .zip(parents)
        .enumerate()
        .map(|(i, (draft, parent))| statement(&context, draft, i, parent))
        .collect()
}

/// The record's form of a draft: the `i`-th, within the `parent`-th.
fn statement(context: &Context, draft: &Draft, i: usize, parent: Option<usize>) -> Statement {
    let (document, segments) = (context.tree.document, context.tree.segments);
    let span = |words: &Range<usize>| segments.span(words.clone());
    let party = |words: &Range<usize>| Party::unresolved(document.text.quote(span(words)));
    let content: Vec<Span> = draft
        .content
        .ranges()
        .iter()
        .flat_map(|r| by_block(context, r))
        .map(|r| span(&r))
        .collect();
    Statement {
        id: id(i),
        source: draft.source.as_ref().map(party),
        cue: cue(draft).map(|words| document.text.quote(span(&words))),
        form: form::form(&context.tree, &context.quotations, &draft.content, draft.cue_word),
        act: act::act(context, draft),
        addressee: addressee::addressee(context, draft).as_ref().map(party),
        relay: draft.relay.iter().map(party).collect(),
        date: None,
        enddate: None,
        date_basis: None,
        within: parent.map(id),
        confidence: (draft.score * 1000.0).round() / 1000.0,
        content,
    }
}

/// The range cut at the ends of paragraphs.
fn by_block(context: &Context, words: &Range<usize>) -> Vec<Range<usize>> {
    let block = |w: usize| context.tree.block(w);
    let inner = (words.start + 1..words.end).filter(|&w| block(w - 1) != block(w));
    let starts: Vec<usize> = std::iter::once(words.start).chain(inner).collect();
    let ends = starts.iter().copied().skip(1).chain([words.end]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

fn id(i: usize) -> String {
    format!("S{}", i + 1)
}

/// The piece of the cue that holds its main word.
fn cue(draft: &Draft) -> Option<Range<usize>> {
    let ranges = draft.cue.ranges();
    let main = ranges.iter().find(|r| draft.cue_word.is_some_and(|w| r.contains(&w)));
    main.or_else(|| ranges.first()).cloned()
}

/// Whether a word attributes statements, by its lemma and part of speech.
pub(crate) fn is_cue(tree: &Tree, word: usize) -> bool {
    lexicon::Lexicon::embedded().cue(tree, word).is_some()
}
