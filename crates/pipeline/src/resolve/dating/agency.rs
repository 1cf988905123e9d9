//! The habits of news agencies: they name the day in the lead by its weekday, and write on that day or put out on the next
//! what they wrote; and they call *late on Wednesday* only what came too late for Wednesday's reports.
//!
//! Neither habit leaves a single day by itself. Together they do where the lead is of Thursday and tells of late Wednesday.

use super::clue::{Clue, Strength};
use super::days::DaySet;
use super::mentions::Mention;
use crate::clean::agency;
use crate::tree::Tree;
use demarche_times::{Meaning, Side, Tense};
use demarche_types::{BlockKind, Document};
use jiff::civil::Weekday;

/// The clues of the weekdays in a report that an agency supplied.
pub(super) fn clues(tree: &Tree<'_>, mentions: &[Mention<'_>]) -> Vec<Clue> {
    if !is_supplied(tree.document) {
        return Vec::new();
    }
    let late = mentions
        .iter()
        .filter_map(|mention| Some((mention, late(tree, mention)?)));
    lead(tree, mentions)
        .into_iter()
        .chain(late)
        .map(|(mention, weekday)| clue(mention, weekday))
        .collect()
}

fn is_supplied(document: &Document) -> bool {
    document.masthead.credits.iter().any(|credit| agency(credit).is_some())
}

/// Written on the weekday or put out on the day after.
fn clue(mention: &Mention<'_>, weekday: Weekday) -> Clue {
    Clue::new(Strength::Habit, mention.span, DaySet::weekly(weekday, 0, 1))
}

/// The weekday of what the first sentence of the story tells: of several, the one nearest to its main verb.
pub(super) fn lead<'m, 'a>(tree: &Tree<'_>, mentions: &'m [Mention<'a>]) -> Option<(&'m Mention<'a>, Weekday)> {
    let mut sentences = tree.segments.sentences.iter();
    let is_paragraph = |block: usize| {
        tree.document
            .blocks
            .get(block)
            .is_some_and(|b| b.kind == BlockKind::Paragraph)
    };
    let sentence = sentences.find(|sentence| is_paragraph(sentence.block))?;
    let in_lead = mentions
        .iter()
        .filter(|mention| sentence.words.contains(&mention.words.start));
    in_lead
        .filter_map(|mention| Some((mention, past_weekday(mention)?)))
        .min_by_key(|(mention, _)| tree.ancestors(mention.words.start).count())
}

/// The weekday that something came late on: *late on Wednesday*.
fn late(tree: &Tree<'_>, mention: &Mention<'_>) -> Option<Weekday> {
    let is_late = mention
        .words
        .clone()
        .any(|word| tree.form(word).eq_ignore_ascii_case("late"));
    past_weekday(mention).filter(|_| is_late)
}

/// The bare weekday on which something happened.
fn past_weekday(mention: &Mention<'_>) -> Option<Weekday> {
    match *mention.meaning {
        Meaning::Weekday {
            weekday,
            side: Side::Bare,
        } if mention.tense == Some(Tense::Past) => Some(weekday),
        _ => None,
    }
}
