//! The day of a dateline that does not state its year, *NAIROBI, August 11 (Agency) --*, and the full day before the place of
//! one, *March 2, 2015 SPRINGFIELD --*.

use super::agency;
use super::clue::{Clue, Strength};
use super::days::{DaySet, shifted};
use super::mentions::Mention;
use super::stated::stated;
use super::yearly::Recurring;
use crate::tree::Tree;
use demarche_times::Expression;
use demarche_types::BlockKind;

/// How many words the place after a full day takes, with what ends it.
const PLACE_WORDS: usize = 4;

/// The clues of the datelines.
pub(super) fn clues(tree: &Tree<'_>, expressions: &[Expression], mentions: &[Mention<'_>]) -> Vec<Clue> {
    let full = mentions.iter().find_map(|mention| before_place(tree, mention));
    full.into_iter().chain(in_block(tree, expressions, mentions)).collect()
}

/// A report is put out on the day of its dateline or on the next; the weekday in its lead is that of the dateline.
fn in_block(tree: &Tree<'_>, expressions: &[Expression], mentions: &[Mention<'_>]) -> Option<Clue> {
    let mut blocks = tree.document.blocks.iter();
    let block = blocks.find(|block| block.kind == BlockKind::Dateline)?;
    let expression = expressions
        .iter()
        .find(|expression| block.span.contains(expression.span))?;
    let day = Recurring::of(&expression.meaning).filter(Recurring::is_day)?;
    let lead = agency::lead(tree, mentions);
    let on = day.on(lead.map(|(_, weekday)| weekday));
    let window = |year: i16| on.in_year(year).map(|(first, last)| (first, shifted(last, 1)));
    let mut evidence = vec![expression.span];
    evidence.extend(lead.map(|(mention, _)| mention.span));
    Some(Clue {
        days: DaySet::yearly(window),
        evidence,
        strength: Strength::Habit,
    })
}

/// A full day right before a place in capitals and a dash.
fn before_place(tree: &Tree<'_>, mention: &Mention<'_>) -> Option<Clue> {
    let (first, last) = stated(mention.meaning).filter(|(first, last)| first == last)?;
    let end = mention.words.end;
    let sentence_end = tree.len().min(end + PLACE_WORDS);
    let in_capitals = |word: usize| {
        let form = tree.form(word);
        form.len() > 2 && form.chars().all(char::is_uppercase)
    };
    let is_dash = |word: usize| matches!(tree.form(word), "--" | "-" | "–" | "—" | "_");
    let is_place = end < sentence_end && in_capitals(end) && (end + 1..sentence_end).any(is_dash);
    is_place.then(|| Clue::new(Strength::Stated, mention.span, DaySet::between(first, last)))
}
