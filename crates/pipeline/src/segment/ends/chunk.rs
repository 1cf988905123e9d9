//! Chunks: what stands between two white spaces, taken apart for the classifier.

use super::super::lexicon::Lexicon;
use super::super::marks::{
    holds_address, is_closer, is_dash, is_dotted, is_double_quote, is_opener, is_single_quote, is_terminator,
};
use std::ops::Range;

/// Characters of a core that the classifier sees.
const SEEN_OF_CORE: usize = 16;
/// Characters of a core whose shape it sees, and how much of that shape.
const SHAPED: usize = 24;
const SEEN_OF_SHAPE: usize = 8;
/// Marks that it looks at on each side, and how many of their plain forms it sees.
const MARKS: usize = 8;
const SEEN_OF_MARKS: usize = 5;

/// A stretch without white space: outer marks and what is between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Where it stands in the block.
    pub span: Range<usize>,
    /// The marks it opens with, made plain.
    pub lead: String,
    /// From its first letter or digit to its last, in small letters.
    pub core: String,
    /// The marks it ends in, made plain; all of it where it holds neither letter nor digit.
    pub tail: String,
    /// The core's letters as `X` and `x`, digits as `d`, at most two of one in a row.
    pub shape: String,
    /// How it opens: its last leading mark, and the case of its first letter.
    pub kind: String,
    /// What it abbreviates: a class of the lexicon, `initial`, `dotted` or nothing.
    pub abbreviation: &'static str,
    /// Whether a sentence may end in that abbreviation (`may`) or rather goes on (`on`); nothing where it is none.
    pub stop: &'static str,
    /// `o` for a word that carries its capital only because a sentence opens.
    pub opener: &'static str,
    /// `P` where it ends in a mark that can end a sentence, `C` in another mark, `N` in none.
    pub end_mark: &'static str,
    /// Its brackets, in order.
    pub brackets: String,
}

impl Chunk {
    fn new(text: &[char], span: Range<usize>) -> Self {
        let (a, b) = core_of(text, &span);
        let (lead, core, tail) = (&text[span.start..a], &text[a..b], &text[b..span.end]);
        let (lead, tail) = (plain(lead), plain(tail));
        let lower: String = core.iter().flat_map(|c| c.to_lowercase()).collect();
        let opener = core.first().is_some_and(|c| c.is_uppercase()) && Lexicon::get().is_opener(&lower);
        let abbreviation = abbreviation(core, &tail);
        Self {
            kind: kind(&lead, core, &tail),
            abbreviation,
            stop: stop(abbreviation),
            opener: if opener { "o" } else { "" },
            end_mark: end_mark(&tail),
            brackets: text[span.clone()].iter().filter(|c| "()[]".contains(**c)).collect(),
            core: lower.chars().take(SEEN_OF_CORE).collect(),
            shape: shape(core),
            span,
            lead,
            tail,
        }
    }

    /// What stands beyond the ends of a block.
    pub(super) fn edge() -> Self {
        let edge = || "^".to_owned();
        Self {
            span: 0..0,
            lead: edge(),
            core: edge(),
            tail: edge(),
            shape: edge(),
            kind: edge(),
            abbreviation: "^",
            stop: "^",
            opener: "",
            end_mark: "^",
            brackets: String::new(),
        }
    }

    /// Whether it ends in a mark that can end a sentence.
    pub(super) fn can_end(&self) -> bool {
        self.end_mark == "P"
    }

    /// Whether it opens with a capital.
    pub(super) fn is_capitalised(&self) -> bool {
        self.kind.ends_with(['C', 'U'])
    }
}

/// The chunks of a block, in order.
pub(super) fn chunks(text: &[char]) -> Vec<Chunk> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = (at..text.len()).find(|&i| !text[i].is_whitespace()) {
        let end = (start..text.len())
            .find(|&i| text[i].is_whitespace())
            .unwrap_or(text.len());
        push_run(text, start..end, &mut out);
        at = end;
    }
    out
}

/// Adds a stretch without white space, cut where a sentence may run into the next.
fn push_run(text: &[char], run: Range<usize>, out: &mut Vec<Chunk>) {
    let mut start = run.start;
    if !holds_address(&text[run.clone()]) {
        while let Some(cut) = glued_end(text, start..run.end) {
            out.push(Chunk::new(text, start..cut));
            start = cut;
        }
    }
    out.push(Chunk::new(text, start..run.end));
}

/// Where a sentence may end inside a run: after its first full stop that runs into a capital.
fn glued_end(text: &[char], run: Range<usize>) -> Option<usize> {
    let mut at = run.start;
    while at < run.end {
        if !is_terminator(text[at]) {
            at += 1;
            continue;
        }
        let marks = at;
        let stop = past(text, at..run.end, is_terminator);
        at = past(text, stop..run.end, is_closer);
        if at < run.end && marks > run.start && glues(text, run.start, marks..stop, at) {
            return Some(at);
        }
    }
    None
}

fn past(text: &[char], range: Range<usize>, holds: fn(char) -> bool) -> usize {
    range.clone().find(|&i| !holds(text[i])).unwrap_or(range.end)
}

/// Whether the terminators, with their closers up to `after`, can end a sentence that the next one touches.
fn glues(text: &[char], start: usize, marks: Range<usize>, after: usize) -> bool {
    let (before, following) = (text[marks.start - 1], text[after]);
    if is_opener(following) {
        return before.is_alphabetic();
    }
    if marks.len() == 1 && text[marks.start] == '.' {
        let shouted = text.get(after + 1).is_some_and(|c| c.is_uppercase());
        return before.is_lowercase() && marks.start - start > 1 && following.is_uppercase() && !shouted;
    }
    before.is_alphabetic() && following.is_alphabetic()
}

/// The first letter or digit and one past the last; the start of the chunk twice where it has neither.
fn core_of(text: &[char], span: &Range<usize>) -> (usize, usize) {
    let first = span.clone().find(|&i| text[i].is_alphanumeric());
    let last = span.clone().rfind(|&i| text[i].is_alphanumeric());
    first.zip(last).map_or((span.start, span.start), |(a, b)| (a, b + 1))
}

/// Marks with every school of quotation mark and dash made one, and runs shortened: `“` is `"`, `!!` is `!+`.
fn plain(marks: &[char]) -> String {
    let mut out = String::new();
    for c in same_marks(marks).chars() {
        let repeated = out.ends_with(c);
        let told = out.ends_with('+') && out[..out.len() - 1].ends_with(c);
        if !repeated && !told {
            out.push(c);
        } else if !out.ends_with('+') || c == '+' {
            out.push('+');
        }
    }
    out.chars().take(SEEN_OF_MARKS).collect()
}

fn same_marks(marks: &[char]) -> String {
    let mut out = String::new();
    for &c in marks.iter().take(MARKS) {
        match c {
            '…' => out.push_str(".."),
            _ if is_double_quote(c) => out.push('"'),
            _ if is_single_quote(c) => out.push('\''),
            _ if is_dash(c) => out.push('-'),
            _ => out.push(c),
        }
    }
    out.replace("''", "\"")
}

fn shape(core: &[char]) -> String {
    let mut out: Vec<char> = Vec::new();
    for &c in core.iter().take(SHAPED) {
        let s = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => 'd',
            _ => c,
        };
        if !out.ends_with(&[s, s]) {
            out.push(s);
        }
    }
    out.into_iter().take(SEEN_OF_SHAPE).collect()
}

fn kind(lead: &str, core: &[char], tail: &str) -> String {
    let Some(&first) = core.first() else {
        return tail.chars().take(2).collect();
    };
    lead.chars().last().into_iter().chain([case(first, core)]).collect()
}

/// `U`: all capitals. `C`: one capital. `l`: a small letter. `d`: a digit. `o`: a letter without case.
fn case(first: char, core: &[char]) -> char {
    if first.is_uppercase() {
        let all = core.len() > 1 && core.iter().all(|&c| c.to_uppercase().eq([c]));
        return if all { 'U' } else { 'C' };
    }
    match first {
        _ if first.is_alphabetic() && !first.to_uppercase().eq([first]) => 'l',
        _ if first.is_numeric() => 'd',
        _ => 'o',
    }
}

fn abbreviation(core: &[char], tail: &str) -> &'static str {
    if core.is_empty() || !tail.starts_with('.') {
        return "";
    }
    let form: String = core.iter().copied().chain(['.']).collect();
    let class = Lexicon::get().class(&form);
    match core {
        _ if !class.is_empty() => class,
        [letter] if letter.is_alphabetic() => "initial",
        _ if is_dotted(core) => "dotted",
        _ => "",
    }
}

fn stop(abbreviation: &str) -> &'static str {
    match abbreviation {
        "" => "",
        "title" | "label" | "month" | "day" | "street" | "link" | "initial" => "on",
        _ => "may",
    }
}

fn end_mark(tail: &str) -> &'static str {
    match tail {
        "" => "N",
        _ if tail.contains(['.', '!', '?']) => "P",
        _ => "C",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Chunk {
        let chars: Vec<char> = text.chars().collect();
        let mut all = chunks(&chars);
        assert_eq!(all.len(), 1, "{text}");
        all.remove(0)
    }

    #[test]
    fn marks_and_core_part() {
        let c = one("(“Moscow,”");
        assert_eq!(
            (c.lead.as_str(), c.core.as_str(), c.tail.as_str()),
            ("(\"", "moscow", ",\"")
        );
        assert_eq!((c.kind.as_str(), c.end_mark, c.shape.as_str()), ("\"C", "C", "Xxx"));
    }

    #[test]
    fn schools_of_quotation_look_alike() {
        for text in ["done.”", "done.\"", "done.''", "done.’’", "done.»"] {
            assert_eq!(one(text).tail, ".\"", "{text}");
        }
    }

    #[test]
    fn runs_are_shortened() {
        assert_eq!(one("what!!!!").tail, "!+");
        assert_eq!(one("so...").tail, one("so…").tail);
        assert_eq!(one("--").tail, "-+");
        assert_eq!(one("--").core, "");
    }

    #[test]
    fn abbreviations_have_a_class() {
        assert_eq!(one("Gen.").abbreviation, "title");
        assert_eq!(one("J.").abbreviation, "initial");
        assert_eq!(one("X.Y.Z.").abbreviation, "dotted");
        assert_eq!(one("word.").abbreviation, "");
    }

    #[test]
    fn a_sentence_may_touch_the_next() {
        let cut = |text: &str| chunks(&text.chars().collect::<Vec<_>>()).len();
        assert_eq!(cut("failed.The"), 2);
        assert_eq!(cut("failed.”The"), 2);
        assert_eq!(cut("really?yes"), 2);
        for whole in [
            "U.S.Army",
            "example.com",
            "a.b@failed.The",
            "Report.DOC",
            "3.5",
            "http://x.y/failed.The",
        ] {
            assert_eq!(cut(whole), 1, "{whole}");
        }
    }
}
