//! The word lists of the segmenter, read once from the files in `data/`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What the files in `data/` say.
pub(super) struct Lexicon {
    abbreviations: HashMap<&'static str, Abbreviation>,
    openers: HashSet<&'static str>,
    speech: HashSet<&'static str>,
    affixes: HashSet<&'static str>,
    contractions: HashMap<String, Vec<usize>>,
    clippings: HashSet<&'static str>,
    units: HashMap<&'static str, Unit>,
    names: HashSet<&'static str>,
    emoticons: Vec<Vec<char>>,
}

/// An abbreviation that ends in a full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Abbreviation {
    /// What it stands with: `title`, `label`, `month` …
    pub class: &'static str,
    /// Whether its full stop is a word of its own at the end of a sentence.
    pub apart: bool,
}

/// What may follow a number without a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Anywhere,
    AfterMoney,
}

impl Lexicon {
    /// The one copy.
    pub(super) fn get() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
        &LEXICON
    }

    fn read() -> Self {
        Self {
            abbreviations: entries(include_str!("data/abbreviations.txt"))
                .map(|e| (e[0], abbreviation(&e)))
                .collect(),
            openers: first_columns(include_str!("data/openers.txt")),
            speech: first_columns(include_str!("data/speech.txt")),
            affixes: first_columns(include_str!("data/affixes.txt")),
            contractions: entries(include_str!("data/contractions.txt"))
                .map(|e| contraction(e[0]))
                .collect(),
            clippings: first_columns(include_str!("data/clippings.txt")),
            units: entries(include_str!("data/units.txt"))
                .map(|e| (e[0], unit(&e)))
                .collect(),
            names: first_columns(include_str!("data/names.txt")),
            emoticons: entries(include_str!("data/emoticons.txt"))
                .map(|e| e[0].chars().collect())
                .collect(),
        }
    }

    /// The abbreviation with its full stop, as it is written or, where all is in capitals, with one capital.
    pub(super) fn abbreviation(&self, form: &str) -> Option<Abbreviation> {
        self.abbreviations.get(form).copied().or_else(|| self.shouted(form))
    }

    fn shouted(&self, form: &str) -> Option<Abbreviation> {
        if form.chars().filter(|c| c.is_uppercase()).count() < 2 || form.chars().any(char::is_lowercase) {
            return None;
        }
        let mut chars = form.chars();
        let first = chars.next()?;
        let spoken: String = std::iter::once(first)
            .chain(chars.flat_map(char::to_lowercase))
            .collect();
        self.abbreviations.get(spoken.as_str()).copied().filter(|a| !a.apart)
    }

    /// What the abbreviation as it is written stands with; empty where it is none.
    pub(super) fn class(&self, form: &str) -> &'static str {
        self.abbreviations.get(form).map_or("", |a| a.class)
    }

    /// Whether the word, in small letters, carries a capital only where a sentence opens.
    pub(super) fn is_opener(&self, lower: &str) -> bool {
        self.openers.contains(lower)
    }

    /// Whether the verb, in small letters, names a speaker after a quotation.
    pub(super) fn is_speech(&self, lower: &str) -> bool {
        self.speech.contains(lower)
    }

    /// Whether the prefix, in small letters, stays with the word after its hyphen.
    pub(super) fn is_affix(&self, lower: &str) -> bool {
        self.affixes.contains(lower)
    }

    /// Where the word, in small letters, parts into several, in letters from its start; empty where it does not.
    pub(super) fn contraction(&self, lower: &str) -> &[usize] {
        self.contractions.get(lower).map_or(&[], Vec::as_slice)
    }

    /// Whether the word, in small letters, opens with an apostrophe that belongs to it.
    pub(super) fn is_clipping(&self, lower: &str) -> bool {
        self.clippings.contains(lower)
    }

    /// Whether the letters part from the number before them.
    pub(super) fn is_unit(&self, letters: &str, money: bool) -> bool {
        self.units
            .get(letters)
            .is_some_and(|&unit| money || unit == Unit::Anywhere)
    }

    /// Whether internet or file names end in this, in small letters.
    pub(super) fn ends_names(&self, lower: &str) -> bool {
        self.names.contains(lower)
    }

    /// The length of the longest face of marks that the characters open with.
    pub(super) fn emoticon(&self, text: &[char]) -> Option<usize> {
        self.emoticons
            .iter()
            .filter(|face| text.starts_with(face))
            .map(Vec::len)
            .max()
    }
}

/// The columns of every line that is no comment.
fn entries(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines()
        .filter(|line| !line.starts_with("# "))
        .map(|line| line.split(' ').collect())
}

fn first_columns(file: &'static str) -> HashSet<&'static str> {
    entries(file).map(|entry| entry[0]).collect()
}

fn abbreviation(entry: &[&'static str]) -> Abbreviation {
    Abbreviation {
        class: entry.get(1).copied().unwrap_or("other"),
        apart: entry.get(2) == Some(&"apart"),
    }
}

fn unit(entry: &[&'static str]) -> Unit {
    if entry.get(1) == Some(&"money") {
        Unit::AfterMoney
    } else {
        Unit::Anywhere
    }
}

/// `do|nt` as the word and its cuts: `dont`, 2.
fn contraction(barred: &str) -> (String, Vec<usize>) {
    let bars = barred.chars().enumerate().filter(|&(_, c)| c == '|').map(|(at, _)| at);
    (
        barred.replace('|', ""),
        bars.enumerate().map(|(before, at)| at - before).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_no_empty_and_no_double_entries() {
        let files = [
            include_str!("data/abbreviations.txt"),
            include_str!("data/openers.txt"),
            include_str!("data/speech.txt"),
            include_str!("data/affixes.txt"),
            include_str!("data/contractions.txt"),
            include_str!("data/clippings.txt"),
            include_str!("data/units.txt"),
            include_str!("data/names.txt"),
            include_str!("data/emoticons.txt"),
        ];
        for file in files {
            let firsts: Vec<_> = entries(file).map(|e| e[0]).collect();
            let distinct: HashSet<_> = firsts.iter().collect();
            assert!(firsts.iter().all(|first| !first.is_empty()));
            assert_eq!(
                firsts.len(),
                distinct.len(),
                "double entry in a list that opens with {:?}",
                firsts.first()
            );
        }
    }

    #[test]
    fn abbreviations_end_in_a_full_stop() {
        for entry in entries(include_str!("data/abbreviations.txt")) {
            assert!(entry[0].ends_with('.') && entry.len() > 1, "{entry:?}");
        }
    }

    #[test]
    fn shouting_is_understood_where_it_cannot_be_a_word() {
        let lexicon = Lexicon::get();
        assert_eq!(lexicon.abbreviation("GEN.").map(|a| a.class), Some("title"));
        assert_eq!(lexicon.abbreviation("NO."), None);
        assert_eq!(lexicon.abbreviation("gen."), None);
    }

    #[test]
    fn bars_become_cuts() {
        assert_eq!(contraction("du|n|no"), ("dunno".to_owned(), vec![2, 3]));
    }
}
