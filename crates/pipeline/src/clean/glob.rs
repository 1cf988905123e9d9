//! Phrases with gaps, and lists of them: `follow … on twitter…`.

use super::lexicon::entries;
use std::sync::LazyLock;

/// A list of phrases that is read once.
pub(super) type Phrases = LazyLock<Vec<Phrase>>;

/// The phrases of a list.
pub(super) fn load(file: &'static str) -> Vec<Phrase> {
    entries(file).map(Phrase::new).collect()
}

/// A text as phrases are compared with it: straight quotation marks, single spaces, no punctuation around it.
pub(super) struct Folded {
    cased: String,
    /// The same with small ASCII letters, byte for byte as long.
    small: String,
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        let straight: String = text.chars().map(straighten).collect();
        let single = straight.split_whitespace().collect::<Vec<_>>().join(" ");
        let cased = single
            .trim_matches(|c: char| !c.is_alphanumeric() && !"©@#".contains(c))
            .to_owned();
        Self {
            small: cased.to_ascii_lowercase(),
            cased,
        }
    }
}

fn straighten(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        other => other,
    }
}

/// A phrase in small letters. Each `…` in it is a gap: any words or none.
pub(super) struct Phrase {
    pieces: Vec<&'static str>,
}

impl Phrase {
    fn new(text: &'static str) -> Self {
        Self {
            pieces: text.split('…').map(str::trim).collect(),
        }
    }

    /// Whether it ends with a gap.
    pub(super) fn ends_open(&self) -> bool {
        self.pieces.len() > 1 && self.pieces.last().is_some_and(|piece| piece.is_empty())
    }

    /// What fills the gaps where the text is this phrase; `None` where it is not.
    pub(super) fn gaps<'a>(&self, text: &'a Folded) -> Option<Vec<&'a str>> {
        let (first, others) = self.pieces.split_first()?;
        let mut at = text.small.starts_with(first).then_some(first.len())?;
        let mut gaps = Vec::new();
        for (index, piece) in others.iter().enumerate() {
            let is_last = index + 1 == others.len();
            let start = find(&text.small, piece, at, is_last)?;
            gaps.push(&text.cased[at..start]);
            at = start + piece.len();
        }
        (at == text.small.len() && self.parts_words(&gaps)).then_some(gaps)
    }

    /// Whether gaps begin and end where words do, if the pieces beside them are words.
    fn parts_words(&self, gaps: &[&str]) -> bool {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        gaps.iter().enumerate().all(|(index, gap)| {
            let (before, after) = (self.pieces[index], self.pieces[index + 1]);
            let next = gap.chars().next().or_else(|| after.chars().next());
            let previous = gap.chars().next_back().or_else(|| before.chars().next_back());
            let runs_on = is_word(before.chars().next_back()) && is_word(next);
            let runs_in = is_word(previous) && is_word(after.chars().next());
            !runs_on && !runs_in
        })
    }
}

/// Where a piece stands from an offset on; the last piece of a phrase stands at the end.
fn find(text: &str, piece: &str, from: usize, is_last: bool) -> Option<usize> {
    if is_last {
        let start = text.len().checked_sub(piece.len())?;
        return (start >= from && text.ends_with(piece)).then_some(start);
    }
    text[from..].find(piece).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(phrase: &'static str, text: &str) -> Option<String> {
        Phrase::new(phrase).gaps(&Folded::new(text)).map(|gaps| gaps.join("|"))
    }

    #[test]
    fn gaps_are_any_words() {
        assert_eq!(
            gaps("follow … on twitter…", "Follow Jane Doe on Twitter: @jane.").as_deref(),
            Some(" Jane Doe |: @jane")
        );
        assert_eq!(gaps("follow … on twitter…", "Follow on Twitter").as_deref(), Some(" |"));
        assert_eq!(gaps("follow … on twitter…", "Follow Jane Doe"), None);
        assert_eq!(
            gaps("… contributed to this report", "Jane Doe contributed to this report.").as_deref(),
            Some("Jane Doe ")
        );
    }

    #[test]
    fn without_gaps_the_whole_text_is_compared() {
        assert_eq!(gaps("advertisement", " — ADVERTISEMENT — ").as_deref(), Some(""));
        assert_eq!(gaps("advertisement", "advertisements"), None);
        assert_eq!(gaps("advertisement", ""), None);
    }

    #[test]
    fn pieces_are_whole_words() {
        assert_eq!(gaps("subscribe…", "Subscribers left"), None);
        assert!(gaps("subscribe…", "Subscribe, please").is_some());
        assert!(gaps("tags:…", "Tags: war, peace").is_some());
        assert_eq!(gaps("…ends", "He mends"), None);
    }

    #[test]
    fn pieces_do_not_share_words() {
        assert_eq!(gaps("read more … more", "read more"), None);
        assert_eq!(gaps("©…", "©É").as_deref(), Some("É"));
    }
}
