//! Whether a move calls itself the return for another: *in retaliation*.

use demarche_types::{Event, Quoted, Record, Span, Text};

/// Whether the sentence of an event has words for it.
pub fn is_retort(event: &Event, record: &Record, text: &Text) -> bool {
    let Some(trigger) = event.trigger.as_ref().map(Quoted::span) else {
        return false;
    };
    let sentence = record
        .sentences
        .partition_point(|sentence| sentence.end <= trigger.start);
    let sentence = record
        .sentences
        .get(sentence)
        .copied()
        .filter(|sentence| sentence.contains(trigger));
    holds_phrase(text, sentence.unwrap_or(trigger))
}

fn holds_phrase(text: &Text, span: Span) -> bool {
    let words = format!(" {} ", text.slice(span).to_lowercase());
    let phrases = include_str!("retorts.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    phrases
        .into_iter()
        .any(|phrase| words.contains(&format!(" {phrase} ")) || words.contains(&format!(" {phrase}.")))
}
