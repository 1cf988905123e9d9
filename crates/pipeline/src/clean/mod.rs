//! Clean: from an untouched text to its blocks and its masthead.
//!
//! `passages` finds the lines that belong together; `clean` tells what each of them is, cuts off what stands before the first
//! sentence and behind the last, and gathers what all that says of the report. Nothing is taken out of the text: what is not the
//! story is a block of its own kind.

mod agencies;
mod byline;
pub(crate) mod calendar;
mod credit;
mod cursor;
mod dateline;
mod furniture;
mod glob;
mod headline;
mod layout;
pub(crate) mod lexicon;
mod notes;
mod places;
mod publication;
mod roles;
mod words;

pub(crate) use agencies::agency;
pub(crate) use layout::{Hint, Passage, passages};

use dateline::Standing;
use demarche_types::{Block, BlockKind, DateBasis, Masthead, Published, Span, Text};
use notes::Notes;
use std::ops::Range;

/// How many paragraphs from the first can open with a dateline that names no agency.
const EARLY: usize = 3;

/// How many paragraphs that open with a speaker's name make a transcript.
const TURNS: usize = 3;

/// How many credits can stand behind the last sentence.
const TAILS: usize = 3;

/// A text's parts, and what they say of the report.
#[derive(Debug)]
pub(crate) struct Cleaned {
    /// The blocks in order, not overlapping. What none covers is white space.
    pub(crate) blocks: Vec<Block>,
    /// What the text says; its language and whatever only its container knows are left open.
    pub(crate) masthead: Masthead,
}

/// Tells the story from what stands around it. The passages are in order, do not overlap, and leave out only white space.
pub(crate) fn clean(text: &Text, passages: &[Passage]) -> Cleaned {
    let (kinds, mut notes) = roles::assign(text.as_str(), passages);
    let pieces = cut(text.as_str(), passages, &kinds, &mut notes);
    let blocks = pieces
        .into_iter()
        .filter_map(|(range, kind)| {
            Some(Block {
                span: span(text, range)?,
                kind,
            })
        })
        .collect();
    Cleaned {
        blocks,
        masthead: masthead(text, notes),
    }
}

/// The day of publication, or failing that of the last change, that a line states which does little else.
pub(crate) fn stated_day(line: &str) -> Option<calendar::Day> {
    let stated = publication::read(line)?.stated;
    stated
        .into_iter()
        .min_by_key(|stated| (stated.label, stated.range.start))
        .map(|stated| stated.day)
}

/// A stretch of bytes and its role.
type Piece = (Range<usize>, BlockKind);

fn span(text: &Text, range: Range<usize>) -> Option<Span> {
    text.trim(Span::new(text.code_point(range.start), text.code_point(range.end)))
}

/// Cuts the section off the headline, datelines off the paragraphs they open, and credits off the last paragraph.
fn cut(text: &str, passages: &[Passage], kinds: &[BlockKind], notes: &mut Notes) -> Vec<Piece> {
    let is_transcript = passages
        .iter()
        .filter(|p| dateline::opens_like_a_turn(&text[p.range.clone()]))
        .nth(TURNS - 1)
        .is_some();
    let last = kinds.iter().rposition(|kind| kind.is_story());
    let mut told = 0;
    let mut pieces = Vec::new();
    for (index, (passage, &kind)) in passages.iter().zip(kinds).enumerate() {
        let mut range = passage.range.clone();
        if kind == BlockKind::Title {
            pieces.extend(cut_section(&mut range, notes));
        }
        if kind == BlockKind::Paragraph {
            pieces.extend(cut_headline(text, &mut range, told, notes));
            pieces.extend(cut_dateline(text, &mut range, standing(told, is_transcript), notes));
            told += 1;
        }
        let tails = if last == Some(index) {
            cut_credits(text, &mut range, notes)
        } else {
            Vec::new()
        };
        pieces.push((range, kind));
        pieces.extend(tails);
    }
    pieces
}

fn standing(told: usize, is_transcript: bool) -> Standing {
    match told {
        0 if !is_transcript => Standing::Lead,
        _ if told < EARLY => Standing::Early,
        _ => Standing::Later,
    }
}

fn cut_section(range: &mut Range<usize>, notes: &Notes) -> Option<Piece> {
    let title = notes
        .title
        .as_ref()
        .filter(|title| range.start < title.start && title.end == range.end)?;
    let section = range.start..title.start;
    range.start = title.start;
    Some((section, BlockKind::Section))
}

/// Cuts off a headline that stands in one line with the dateline of the first paragraph.
fn cut_headline(text: &str, range: &mut Range<usize>, told: usize, notes: &mut Notes) -> Option<Piece> {
    let paragraph = &text[range.clone()];
    if told > 0 || notes.title.is_some() || dateline::split(paragraph, Standing::Early).is_some() {
        return None;
    }
    let title = range.start..range.start + dateline::behind_headline(paragraph)?;
    range.start = title.end;
    notes.title = Some(title.clone());
    Some((title, BlockKind::Title))
}

fn cut_dateline(text: &str, range: &mut Range<usize>, standing: Standing, notes: &mut Notes) -> Option<Piece> {
    let dateline = dateline::split(&text[range.clone()], standing)?;
    let cut = range.start..range.start + dateline.len;
    range.start = cut.end;
    notes.add_dateline(dateline, cut.clone());
    Some((cut, BlockKind::Dateline))
}

/// The credits behind the last sentence, in their order.
fn cut_credits(text: &str, range: &mut Range<usize>, notes: &mut Notes) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for _ in 0..TAILS {
        let Some((at, credit)) = credit::tail(&text[range.clone()]) else {
            break;
        };
        let start = range.start + at;
        pieces.insert(0, (start..range.end, credit.kind));
        range.end = start;
        notes.add_credit(credit);
    }
    pieces
}

fn masthead(text: &Text, notes: Notes) -> Masthead {
    let published = notes.published().map(|(first, last, range)| Published {
        date: Some(first.to_string()),
        enddate: Some(last.to_string()),
        basis: DateBasis::Stated,
        trust: None,
        evidence: span(text, range).into_iter().collect(),
    });
    Masthead {
        uri: notes.uri,
        title: notes.title.and_then(|range| span(text, range)),
        section: notes.section,
        byline: notes.byline,
        publisher: notes.publisher,
        credits: notes.credits,
        language: None,
        published: published.unwrap_or_default(),
    }
}
