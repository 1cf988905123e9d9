//! What the layout of a document says outright about who speaks: lines that sign off a quotation, and the turns of a
//! transcript.

use crate::Words;
use crate::decode::sign_off::is_dash;
use crate::features::{Case, case};
use crate::windows::Window;
use std::ops::Range;

/// The longest line after a signature's dash, in words.
const LONGEST_SIGNATURE: usize = 8;

/// The longest name before a turn's colon, in words.
const LONGEST_LABEL: usize = 5;

/// Whom the layout names as a speaker, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name.
    pub source: Range<usize>,
    /// The dash before it, or the colon after it.
    pub cue: Range<usize>,
    /// What is said in a turn; a signature leaves open where the quotation before it begins.
    pub content: Option<Range<usize>>,
}

impl Speaker {
    /// The same counted from a window's first word, if name and mark stand in it; a turn is cut at its end.
    fn within(&self, window: &Window) -> Option<Self> {
        let words = &window.words;
        let whole = |part: &Range<usize>| words.start <= part.start && part.end <= words.end;
        let moved = |part: &Range<usize>| part.start - words.start..part.end.min(words.end) - words.start;
        let begun = self.content.as_ref().is_none_or(|content| content.start < words.end);
        (whole(&self.source) && whole(&self.cue) && begun).then(|| Self {
            source: moved(&self.source),
            cue: moved(&self.cue),
            content: self.content.as_ref().map(moved),
        })
    }
}

/// All that a document's layout names, in the order of their marks.
pub fn speakers(words: &Words<'_>) -> Vec<Speaker> {
    let blocks = blocks(words);
    let signatures = blocks.iter().flat_map(|block| signatures(&words.forms, block.clone()));
    let turns = blocks.iter().filter_map(|block| turn(&words.forms, block.clone()));
    let mut speakers: Vec<_> = signatures.chain(transcript(turns.collect(), &words.forms)).collect();
    speakers.sort_by_key(|speaker| speaker.cue.start);
    speakers
}

/// Those of a document's speakers whose name and mark stand in a window, counted from its first word.
pub fn within(speakers: &[Speaker], window: &Window) -> Vec<Speaker> {
    let first = speakers.partition_point(|speaker| speaker.cue.start < window.words.start);
    let marked = speakers[first..]
        .iter()
        .take_while(|speaker| speaker.cue.start < window.words.end);
    marked.filter_map(|speaker| speaker.within(window)).collect()
}

fn blocks(words: &Words<'_>) -> Vec<Range<usize>> {
    let opening = words.sentences.iter().filter(|s| s.opens_block || s.words.start == 0);
    let starts: Vec<usize> = opening.map(|s| s.words.start).collect();
    let ends = starts.iter().skip(1).copied().chain([words.forms.len()]);
    starts.iter().zip(ends).map(|(&start, end)| start..end).collect()
}

fn opens(form: &str) -> bool {
    matches!(form, "\"" | "“" | "„" | "«" | "``")
}

fn closes(form: &str) -> bool {
    matches!(form, "\"" | "”" | "»" | "''")
}

/// The names that sign off a quotation (“… for ever.” ― Jane Roe, Dublin): a closing mark, a dash and a name of two
/// words or more end the block, with at most a place or a date after a comma.
fn signatures<'a>(forms: &'a [&str], block: Range<usize>) -> impl Iterator<Item = Speaker> + use<'a> {
    let dashes = block.start.max(1)..block.end.saturating_sub(2);
    let after_mark = move |dash: &usize| is_dash(&forms[*dash..=*dash]) && closes(forms[*dash - 1]);
    dashes.filter(after_mark).filter_map(move |dash| {
        let length = signature(&forms[dash + 1..block.end])?;
        Some(Speaker {
            source: dash + 1..dash + 1 + length,
            cue: dash..dash + 1,
            content: None,
        })
    })
}

/// How many words of a line that follows a dash are the name.
fn signature(line: &[&str]) -> Option<usize> {
    let capital = line.first()?.chars().next().is_some_and(char::is_uppercase);
    if !capital || line.len() > LONGEST_SIGNATURE || line.iter().any(|form| opens(form) || closes(form)) {
        return None;
    }
    let length = line
        .iter()
        .position(|form| matches!(*form, "," | ";"))
        .unwrap_or(line.len());
    let length = length - usize::from(length > 1 && line[length - 1] == ".");
    (length >= 2).then_some(length)
}

/// A block that a name in capitals and a colon open, in quotation marks or not (ROE: We shall see.).
fn turn(forms: &[&str], block: Range<usize>) -> Option<Speaker> {
    let start = block.start + usize::from(opens(forms[block.start]));
    let label = start..block.end.min(start + LONGEST_LABEL + 1);
    let colon = label.clone().find(|&word| !is_capital(forms[word]))?;
    let named = forms[start..colon].iter().any(|form| case(form) == Case::Upper);
    let content = colon + 1..block.end - usize::from(closes(forms[block.end - 1]));
    (named && forms[colon] == ":" && !content.is_empty()).then(|| Speaker {
        source: start..colon,
        cue: colon..colon + 1,
        content: Some(content),
    })
}

/// A word of capitals, an initial or a full stop.
fn is_capital(form: &str) -> bool {
    let mut letters = form.chars().filter(|c| c.is_alphabetic()).peekable();
    form == "." || letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// The turns, if they are of two speakers or more and one speaks again; a lone *UPDATE:* or a list of headings is no
/// transcript.
fn transcript(turns: Vec<Speaker>, forms: &[&str]) -> Vec<Speaker> {
    let mut labels: Vec<&[&str]> = turns.iter().map(|turn| &forms[turn.source.clone()]).collect();
    labels.sort_unstable();
    labels.dedup();
    if (2..turns.len()).contains(&labels.len()) {
        turns
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SentenceWords;
    use proptest::prelude::*;

    /// Blocks of one sentence each.
    fn found(blocks: &[&'static str]) -> (Vec<&'static str>, Vec<Speaker>) {
        let mut words = Words::default();
        for block in blocks {
            let start = words.forms.len();
            words.forms.extend(block.split(' '));
            words.sentences.push(SentenceWords {
                words: start..words.forms.len(),
                opens_block: true,
            });
        }
        let speakers = speakers(&words);
        (words.forms, speakers)
    }

    fn named(blocks: &[&'static str]) -> Vec<(String, Option<String>)> {
        let (forms, speakers) = found(blocks);
        let text = |words: &Range<usize>| forms[words.clone()].join(" ");
        let pair = |s: &Speaker| (text(&s.source), s.content.as_ref().map(text));
        speakers.iter().map(pair).collect()
    }

    #[test]
    fn a_signature_ends_its_block() {
        let name = |text: &str| vec![(text.to_owned(), None)];
        assert_eq!(named(&["“ Never again . ” ― Jane Roe"]), name("Jane Roe"));
        assert_eq!(named(&["“ Never again . ”", "— J. Roe , Dublin"]), name("J. Roe"));
        assert_eq!(named(&["“ Never again . ”", "Not so — J. Roe , Dublin ."]), []);
        assert_eq!(named(&["\" Never again . \" -- J. Roe , Dublin ."]), name("J. Roe"));
        assert_eq!(named(&["He said “ never ” – Jane Roe said “ ever ” ."]), []);
        assert_eq!(named(&["“ Never again . ” - Agencies"]), [], "a credit");
        assert_eq!(named(&["“ Never ” — or so they said"]), []);
    }

    #[test]
    fn turns_alternate() {
        let turn = |who: &str, what: &str| (who.to_owned(), Some(what.to_owned()));
        assert_eq!(
            named(&[
                "ROE : And now ?",
                "\" MAYOR J. DOE : We wait . \"",
                "( Laughter )",
                "ROE : Yes ."
            ]),
            [
                turn("ROE", "And now ?"),
                turn("MAYOR J. DOE", "We wait ."),
                turn("ROE", "Yes .")
            ]
        );
        assert_eq!(named(&["UPDATE : It is over .", "UPDATE : It is not ."]), []);
        assert_eq!(named(&["SPORT : We lost .", "WEATHER : It rains ."]), []);
        assert_eq!(
            named(&["Q : Why ?", "A : Because .", "Q : Why ?"]),
            [],
            "nobody is named"
        );
        assert_eq!(named(&["ROE :", "DOE : Yes .", "DOE : No ."]), []);
    }

    #[test]
    fn a_turn_is_cut_where_its_window_ends() {
        let (_, speakers) = found(&["ROE : And now ?", "DOE : We wait .", "ROE : Yes ."]);
        let within = |words: Range<usize>| within(&speakers, &Window { sentences: 0..1, words });
        let part = within(5..9);
        assert_eq!(
            (part.len(), &part[0].source, &part[0].content),
            (1, &(0..1), &Some(2..4))
        );
        assert!(within(5..7).is_empty(), "nothing of the turn is left");
    }

    proptest! {
        #[test]
        fn names_lie_beside_their_marks(
            blocks in prop::collection::vec(prop::collection::vec(prop::sample::select(
                vec!["ROE", "DOE", "Jane", "said", ":", "―", "”", "\"", ",", "."]), 1..7), 0..9),
        ) {
            let mut words = Words::default();
            for block in blocks {
                let start = words.forms.len();
                words.forms.extend(block);
                words.sentences.push(SentenceWords { words: start..words.forms.len(), opens_block: true });
            }
            for speaker in speakers(&words) {
                prop_assert!(speaker.source.start == speaker.cue.end || speaker.source.end == speaker.cue.start);
                prop_assert!(!speaker.source.is_empty() && speaker.source.end <= words.forms.len());
                if let Some(content) = speaker.content {
                    prop_assert!(content.start == speaker.cue.end && content.start < content.end);
                }
            }
        }
    }
}
