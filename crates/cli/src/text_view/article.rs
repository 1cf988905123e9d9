//! The article with its statements marked.

use super::marks::{Mark, marks};
use super::paint::{Glyph, Style, unbroken};
use super::paragraphs::paragraphs;
use super::wrap::{Line, wrap};
use demarche::types::{Record, Span, Text};

/// The paragraphs of the article, a blank line after each; none where the record has no text.
pub fn lines(record: &Record, width: usize) -> Vec<Line> {
    let Some(text) = record.text.as_deref().map(Text::new) else {
        return Vec::new();
    };
    let styles = styles(record, text.len());
    let marks = marks(&record.statements);
    let mut lines = Vec::new();
    for paragraph in paragraphs(&text, &record.sentences) {
        lines.extend(wrap(&marked(&text, paragraph, &styles, &marks), width));
        lines.push(Line::new());
    }
    lines
}

/// The style of each code point: the headline and the sources bold, the cues underlined.
fn styles(record: &Record, len: usize) -> Vec<Style> {
    let mut styles = vec![Style::PLAIN; len];
    let mut set = |span: Span, change: fn(&mut Style)| {
        styles.iter_mut().take(span.end).skip(span.start).for_each(change);
    };
    if let Some(title) = &record.document.title {
        set(title.span(), |style| style.bold = true);
    }
    for statement in &record.statements {
        if let Some(source) = &statement.source {
            set(source.span(), |style| style.bold = true);
        }
        if let Some(cue) = &statement.cue {
            set(cue.span(), |style| style.underlined = true);
        }
    }
    styles
}

/// A paragraph's characters with the marks that stand in it.
fn marked(text: &Text, paragraph: Span, styles: &[Style], marks: &[Mark]) -> Vec<Glyph> {
    let first = marks.partition_point(|mark| mark.at < paragraph.start);
    let mut marks = marks[first..].iter().peekable();
    let mut glyphs = Vec::new();
    let mut mark_until = |at: usize, glyphs: &mut Vec<Glyph>| {
        while let Some(mark) = marks.next_if(|mark| mark.at <= at) {
            glyphs.extend(unbroken(&mark.text, Style::FAINT));
        }
    };
    for (at, char) in (paragraph.start..).zip(text.slice(paragraph).chars()) {
        mark_until(at, &mut glyphs);
        glyphs.push(Glyph::new(char, styles[at]));
    }
    mark_until(paragraph.end, &mut glyphs);
    glyphs
}
