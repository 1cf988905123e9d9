//! Time expressions at their places in the tree.

use crate::resolve::tense::{predicate_above, tense};
use crate::tree::Tree;
use demarche_times::{Expression, Meaning, Modifier, Tense};
use demarche_types::{Segments, Span, Upos};
use std::ops::Range;

/// A time expression with its words in the tree.
pub(super) struct Mention<'a> {
    /// Where it stands.
    pub(super) span: Span,
    /// Its words.
    pub(super) words: Range<usize>,
    /// What it says of the calendar; of a time within a day, that day.
    pub(super) meaning: &'a Meaning,
    /// What it says of a part of that.
    pub(super) modifier: Option<Modifier>,
    /// The verb that governs it.
    pub(super) predicate: Option<usize>,
    /// The tense of that verb.
    pub(super) tense: Option<Tense>,
    /// The preposition before it, or its conjunction, in lower case; empty where there is none.
    pub(super) preposition: String,
    /// Whether it dates a verb or a noun's event, and is no mere name of a thing: *in 2009*, not *the 2009 budget*.
    pub(super) dates: bool,
}

/// The expressions that stand on words of the text, in reading order.
pub(super) fn mentions<'a>(tree: &Tree<'_>, expressions: &'a [Expression]) -> Vec<Mention<'a>> {
    expressions
        .iter()
        .filter_map(|expression| mention(tree, expression))
        .collect()
}

fn mention<'a>(tree: &Tree<'_>, expression: &'a Expression) -> Option<Mention<'a>> {
    let words = words_in(tree.segments, expression.span)?;
    let top = words
        .clone()
        .find(|&word| tree.head(word).is_none_or(|head| !words.contains(&head)))?;
    Some(Mention {
        span: expression.span,
        meaning: day_of(&expression.meaning)?,
        modifier: expression.modifier,
        predicate: predicate_above(tree, top),
        tense: tense(tree, top),
        preposition: preposition(tree, top, words.start),
        dates: tree.is(top, "obl") || tree.is(top, "advmod") || tree.is(top, "nmod:tmod"),
        words,
    })
}

/// What an expression says of the calendar, less the time of the day; none for a time of no day.
fn day_of(meaning: &Meaning) -> Option<&Meaning> {
    match meaning {
        Meaning::Within { day, .. } => day.as_deref(),
        other => Some(other),
    }
}

/// The words that a span touches.
fn words_in(segments: &Segments, span: Span) -> Option<Range<usize>> {
    let start = segments.words.partition_point(|word| word.span.end <= span.start);
    let end = segments.words.partition_point(|word| word.span.start < span.end);
    (start < end).then_some(start..end)
}

/// The word that joins an expression to what it dates: its own case marker, or the preposition right before it.
fn preposition(tree: &Tree<'_>, top: usize, start: usize) -> String {
    let before = || start.checked_sub(1).filter(|&word| tree.upos(word) == Upos::Adp);
    tree.child(top, &["case"])
        .or_else(before)
        .map_or_else(String::new, |word| tree.form(word).to_lowercase())
}
